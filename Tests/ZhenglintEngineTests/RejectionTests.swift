import Testing
import ZhenglintCore
import ZhenglintEngine

/// What `-v` says: why letters of a term are no finding, and what its disguises are made of.
@Suite struct RejectionTests {
  @Test(arguments: [
    ("<p>祖国</p><p>家乡</p>", "国家", "分属不同的段落、单元格或属性", "祖国 家乡"),
    ("<p>职业/资格考试</p>", "职业资格", "中间的符号隔开的是词", "职业/资格考试"),
    ("<pre>祖国    家乡</pre>", "国家", "这里的词是“祖国”“家乡”", "祖国    家乡"),
    ("<pre>本国    家用   公用</pre>", "国家", "相隔太远", "本国    家用"),
    ("<pre>爱我祖国\n\n家乡变化</pre>", "国家", "中间隔着空行", "爱我祖国  家乡变化"),
    ("<img src=guohuiyuan.png>", "国徽", "是更长的词的一部分", "guohuiyuan.png"),
    ("<img src=g-u-o-h-u-i.png>", "国徽", "断开的地方不是词的边界", "g-u-o-h-u-i.png"),
  ])
  func separatedLettersAreShownWithTheirReason(
    body: String, term: String, reason: String, context: String
  ) {
    let bytes = Array("<!DOCTYPE html>\(body)".utf8)
    let report = Fixtures.explaining.lint(bytes: bytes, path: "a.html")
    #expect(
      report.rejections.contains {
        $0.term == term && $0.reason.zh.contains(reason) && $0.context.contains(context)
      }, "\(report.rejections)")
    #expect(Fixtures.linter.lint(bytes: bytes, path: "a.html").rejections == [])
  }

  /// Looking on past what separates changes nothing in what is found.
  @Test(arguments: try Fixtures.certificates())
  func askingForReasonsChangesNoFinding(file: String) throws {
    let bytes = try Fixtures.bytes("Certificates/" + file)
    let plain = Fixtures.linter.lint(bytes: bytes, path: file).findings
    let explained = Fixtures.explaining.lint(bytes: bytes, path: file).findings
    #expect(plain.map(\.fingerprint) == explained.map(\.fingerprint))
    #expect(explained.allSatisfy { $0.details.map(\.disguise) == $0.disguises })
  }

  @Test(
    arguments: [
      ("國\u{200B}\u{200B}家", [("traditional", ["國→国"]), ("invisible", ["U+200B×2"])]),
      (
        "职業·资·挌",
        [
          ("traditional", ["業→业"]), ("variant", ["挌→格"]), ("punctuated", ["·×2"]),
        ]
      ),
      ("全\u{3000}国", [("spaced", ["U+3000"])]),
      ("⼈员资格", [("compatibility", ["⼈→人"])]),
      ("职业<b>资格", [("inline-split", [])]),
    ] as [(String, [(String, [String])])])
  func detailsNameTheCharacters(written: String, expected: [(String, [String])]) throws {
    let report = Fixtures.explaining.lint(
      bytes: Array("<!DOCTYPE html><p>\(written)承认".utf8), path: "a.html")
    let details = try #require(report.findings.first).details
    #expect(details.map(\.disguise.rawValue) == expected.map(\.0))
    #expect(details.map(\.characters) == expected.map(\.1))
  }
}
