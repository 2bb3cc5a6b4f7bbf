import Testing
import ZhenglintCore

@testable import ZhenglintReporting

@Suite struct MarkedLineTests {
  @Test(arguments: [
    ("获得⟦国家⟧认证", "获得国家认证", "    ^^^^"),
    ("\t\t<b>⟦国\t家⟧</b>  ", "<b>国    家</b>", "   ^^^^^^^^"),
    ("e\u{301}⟦全\u{200B}国⟧", "e\u{301}全<U+200B>国", " ^^^^^^^^^^^^"),
    ("ＡＢ｡｢ｱ⟦ﾞ中国⟧🎓", "ＡＢ｡｢ｱﾞ中国🎓", "       ^^^^^"),
    ("“一·二”⟦中华⟧", "“一·二”中华", "       ^^^^"),
    (
      "a\u{0}⟦\u{202E}国\u{E0020}⟧\u{2028}", "a<U+0000><U+202E>国<U+E0020><U+2028>",
      "         ^^^^^^^^^^^^^^^^^^^"
    ),
    ("…之前⟦国家⟧之后…", "…之前国家之后…", "     ^^^^"),
    ("空⟦⟧", "空", "  ^"),
  ])
  func marksStandUnderTheSpan(marked: String, line: String, marks: String) {
    let result = MarkedLine(SampleReport.excerpt(marked), width: 60)
    #expect(String(decoding: result.line, as: UTF8.self) == line)
    #expect(
      String(repeating: " ", count: result.indent)
        + String(repeating: "^", count: result.markWidth) == marks)
  }

  @Test(arguments: [
    "一二三四五六七八九十一二三四五六七八九十⟦国家⟧一二三四五六七八九十一二三四五六七八九十",
    "⟦国家⟧一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十",
    "<p id=\"a\">e\u{301}e\u{301}e\u{301}⟦国家⟧</p><p>一二三四五六七八九十一二三四五</p>",
    "…一二三四五六七八九十⟦国家⟧…", "…一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十⟦国家⟧",
  ])
  func longLinesAreCutAroundTheSpan(marked: String) {
    for width in 12...70 {
      let result = MarkedLine(SampleReport.excerpt(marked), width: width)
      let line = String(decoding: result.line, as: UTF8.self)
      #expect(line.displayWidth <= width)
      var column = 0
      let underlined = line.unicodeScalars.filter { scalar in
        defer { column += scalar.displayWidth }
        guard scalar.displayWidth > 0 else { return false }
        return column >= result.indent && column < result.indent + result.markWidth
      }
      #expect(String(String.UnicodeScalarView(underlined)) == "国家", "\(width): \(line)")
    }
  }

  @Test func aSpanLongerThanTheLineIsCutAtItsEnd() {
    let result = MarkedLine(SampleReport.excerpt("共⟦国<b class=\"x\">家</b>级⟧"), width: 12)
    #expect(String(decoding: result.line, as: UTF8.self) == "…国<b class…")
    #expect(result.indent == 1)
    #expect(result.markWidth == 10)
  }

  /// A span beyond the line is a defect elsewhere; the report must still come out.
  @Test func spansOutsideTheLineDoNotTrap() {
    let excerpt = Excerpt(
      line: "国家", spanStart: 7, spanEnd: 3, isCutBefore: false, isCutAfter: false)
    #expect(MarkedLine(excerpt, width: 40).indent == 4)
  }
}
