import Testing
import ZhenglintCore
import ZhenglintEngine

@Suite struct CertificateTextTests {
  private static let linter = Fixtures.linter { $0.keepsText = true }

  /// The lines with ⟦ ⟧ around what was found.
  private static func lines(_ source: String, _ path: String) -> [String]? {
    let report = linter.lint(bytes: Array(source.utf8), path: path)
    return report.text?.lines.map { line in
      line.map { $0.finding == nil ? $0.text : "⟦\($0.text)⟧" }.joined()
    }
  }

  @Test(arguments: [
    ("一\n\n 国家级 证书 \r\n全国", "a.txt", ["一", "⟦国家⟧级 证书", "⟦全国⟧"]),
    (
      "<title>国家</title><h1>甲</h1><p>国<b>家</b>级<br>二<style>p{}</style><script>1</script>", "a.html",
      ["甲", "⟦国家⟧级", "二"]
    ),
    ("<table><tr><td>乙<td>&#22269;家级</table><p hidden>国家</p>", "a.html", ["乙", "⟦国家⟧级"]),
    ("<p>甲</p><p title='国家级'></p>", "a.html", ["甲"]),
    ("国家职业资格证书", "a.txt", ["⟦国家⟧⟦职业资格⟧证书"]),
    ("姓名：王中华　国家级", "a.txt", ["姓名：＊⟦中华⟧　⟦国家⟧级"]),
    ("姓名：林知夏，国家级", "a.txt", ["姓名：＊＊＊，⟦国家⟧级"]),
  ])
  func readsAsAReaderDoes(source: String, path: String, lines: [String]) {
    #expect(Self.lines(source, path) == lines)
  }

  @Test func nothingVisibleIsNoText() {
    #expect(Self.lines("<p title='国家级'></p>", "a.html") == nil)
  }

  @Test func whatIsCleanIsNotShown() {
    #expect(Self.lines("培训合格证书", "a.txt") == nil)
  }

  @Test func aCollectionIsNotShown() {
    #expect(Self.lines(String(repeating: "国家级\n", count: 10_000), "a.txt") == nil)
  }

  @Test func noReportCarriesItUnasked() {
    let report = Fixtures.linter.lint(bytes: Array("国家级".utf8), path: "a.txt")
    #expect(report.text == nil)
  }
}
