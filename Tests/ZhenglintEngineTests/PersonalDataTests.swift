import Testing
import ZhenglintCore
import ZhenglintEngine

/// No report of a finding shows a holder's name or identity number, wherever and however the
/// document has them.
@Suite struct PersonalDataTests {
  private static let linter = Fixtures.linter {
    $0.profile = .strict
    $0.keepsRejections = true
    $0.locatesFacts = true
    $0.keepsText = true
  }

  /// Every text of a report that comes from the document.
  private static func texts(of report: InputReport) -> [String] {
    let lines = report.text?.lines.map { $0.map(\.text).joined() } ?? []
    return lines
      + report.findings.flatMap {
        [
          $0.text, $0.term, $0.context, $0.excerpt.line, $0.message.zh, $0.message.en, $0.advice.zh,
        ] + $0.readings.flatMap { [$0.reason.zh, $0.reason.en] }
      }
      + report.rejections.flatMap { [$0.context, $0.reason.zh] }
      + report.notes.flatMap { [$0.message.zh, $0.message.en] }
      + (report.certificate.map { certificate in
        certificate.facts.compactMap(\.value)
          + [certificate.title, certificate.issuer, certificate.entry].compactMap(\.self)
          + [certificate.reason.zh, certificate.reason.en]
      } ?? [])
  }

  private static func check(_ source: String, _ path: String, hides secrets: [String]) {
    let report = linter.lint(bytes: Array(source.utf8), path: path)
    #expect(!report.findings.isEmpty, "nothing is reported, so nothing could show")
    let shown = texts(of: report).joined(separator: "\n")
    for secret in secrets { #expect(!shown.contains(secret), "\(secret) in \(source)") }
  }

  @Test(arguments: ["姓名：林中　国籍：法国\n\n国家级", "姓名：陳齊全　國籍：法國\n\n国家级"])
  func theReasonForARejectionDoesNotNameTheHolder(source: String) {
    let report = Self.linter.lint(bytes: Array(source.utf8), path: "a.txt")
    let reasons = report.rejections.map(\.reason.zh).joined(separator: "\n")
    #expect(reasons.contains("持证人的姓名（不显示）"))
    #expect(!reasons.contains("林中") && !reasons.contains("齐全"))
  }

  @Test(arguments: [
    "姓名：林知夏　国家级证书", "姓    名：林知夏 国家级", "学员林知夏（身份证号：110101199001010010）国家承认",
    "国家级证书\n林知夏于2024年3月参加国家级培训", "授予林知夏同志“全国优秀学员”称号", "兹证明林知夏具备国家职业资格",
    "持证人：林 知 夏，国家职业资格", "持證人：林知夏，國家級", "Name: 林知夏  国家级", "国家级，林知夏同学成绩合格",
  ])
  func namesInPlainTextStayHidden(source: String) {
    Self.check(source, "a.txt", hides: ["林知夏", "林 知 夏"])
  }

  @Test(arguments: [
    "<p>姓名：林<b>知</b>夏，国家级证书</p>", "<table><tr><td>姓名<td>林知夏<td>国家级</table>",
    "<p title='学员林知夏的国家级证书'>证书</p><p>姓名：林知夏</p>", "<!-- 林知夏 国家级 --><p>姓名：林知夏</p>",
    "<title>林知夏国家级证书</title><p>姓名：林知夏</p>", "<p>姓名：&#26519;&#30693;夏 国家级</p>",
    "<p>国<i hidden>林知夏</i>家级，姓名：林知夏</p>", "<p>姓名：林知夏</p><script>var t='林知夏国家级'</script>",
  ])
  func namesInMarkupStayHidden(source: String) {
    Self.check(source, "a.html", hides: ["林知夏", "林<b>知</b>夏", "&#26519;&#30693;夏"])
  }

  @Test(arguments: [
    "<证书><持证人>林知夏</持证人><正文>林知夏获国家级证书</正文></证书>", "<c><holder name='林知夏'/><t>国家级</t></c>",
    "<c><t note='林知夏的国家级证书'/><姓名>林知夏</姓名></c>",
  ])
  func namesInDataStayHidden(source: String) {
    Self.check(source, "a.xml", hides: ["林知夏"])
  }

  @Test(arguments: [
    "11010119900101001X", "110101900101001", "11010119900101XXXX", "330106********0000",
    "E12345678",
  ])
  func identityNumbersStayHidden(number: String) {
    Self.check("国家级证书\n身份证号：\(number) 国家承认", "a.txt", hides: [number])
    Self.check("<p>证件号码 <b>\(number)</b>，国家承认</p>", "a.html", hides: [number])
  }

  /// The term in a name is what the finding is about; the rest of the name is not.
  @Test func aTermInANameShowsNoMoreThanItself() throws {
    let report = Self.linter.lint(bytes: Array("姓名：王中华".utf8), path: "a.txt")
    let finding = try #require(report.findings.first { $0.term == "中华" })
    #expect(finding.text == "中华")
    #expect(finding.field == "holder")
    #expect(!Self.texts(of: report).joined().contains("王中华"))
  }

  /// A collection too large for one certificate is masked around each finding.
  @Test(arguments: ["", "a", "ab"])
  func largeCollectionsAreMaskedToo(shift: String) {
    let entry = "姓名：林知夏　身份证号：110101199001010010　国家级证书\n"
    let filler = String(repeating: "完成课程学习，考核成绩合格。", count: 30_000)
    Self.check(
      filler + "\n\(shift)\n" + entry + shift + filler, "a.txt",
      hides: ["林知夏", "110101199001010010"])
  }

  @Test(arguments: try Fixtures.certificates())
  func holdersOfTheFixturesStayHidden(file: String) throws {
    let bytes = try Fixtures.bytes("Certificates/" + file)
    let report = Self.linter.lint(bytes: bytes, path: file)
    let shown = Self.texts(of: report).joined(separator: "\n")
    let encoding = try #require(report.encoding)
    let source = try Fixtures.decode(bytes, from: encoding)
    for name in Self.holders where source.contains(name) {
      #expect(!shown.contains(name), "\(name)")
    }
    // Eighteen digits with a birth date among them.
    let number = /[1-9][0-9]{5}(19|20)[0-9]{2}(0[1-9]|1[0-2])[0-9]{5}[0-9Xx]/
    #expect(shown.firstMatch(of: number) == nil)
  }

  /// The invented holders of Fixtures/Certificates.
  private static let holders = [
    "林知夏", "何以宁", "周允之", "许静禾", "陈牧远", "沈一帆", "罗清和", "唐书宁", "韩若溪", "宋砚秋", "白露明", "叶听澜",
    "纪云舒", "温亦舟", "江予安", "苏晚舟", "顾南乔", "王中华", "叶知秋",
  ]
}
