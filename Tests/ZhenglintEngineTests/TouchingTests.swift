import Testing
import ZhenglintCore
import ZhenglintEngine
import ZhenglintTestSupport

/// Characters that only touch are not reported, whichever format they come in.
@Suite struct TouchingTests {
  private static let formats = [
    ("txt", "PHRASE\n"),
    ("html", "<!DOCTYPE html><title>t</title><p>PHRASE</p>"),
    ("xml", "<certificate><body>PHRASE</body></certificate>"),
    (
      "svg",
      "<svg xmlns='http://www.w3.org/2000/svg'><text x='10' y='20'>PHRASE</text></svg>"
    ),
  ]

  /// Phrases that mark a term of the core pack (others test the judge alone).
  private static func phrases(_ all: [String]) -> [String] {
    let terms = ["中华人民共和国", "中国", "中华", "国家", "全国", "职业资格", "人员资格", "国徽"]
    return all.filter { phrase in terms.contains { phrase.contains("⟦\($0)⟧") } }
  }

  private func reports(_ phrase: String, _ format: (name: String, source: String)) -> Bool {
    let parts = phrase.split(omittingEmptySubsequences: false) { $0 == "⟦" || $0 == "⟧" }
    let source = format.source.split(separator: "PHRASE", omittingEmptySubsequences: false)
    let start = source[0].utf8.count + parts[0].utf8.count
    let range = ByteRange(start: start, end: start + parts[1].utf8.count)
    let document = source.joined(separator: parts.joined())
    let report = Fixtures.linter.lint(bytes: Array(document.utf8), path: "phrase." + format.name)
    return report.findings.contains { $0.location.bytes == range }
  }

  @Test(arguments: formats.indices)
  func reportsNoWordThatMerelyTouches(format: Int) {
    let phrases = Self.phrases(WordPhrases.touching + WordPhrases.touchingHeldOut)
    #expect(phrases.count > 200)
    #expect(phrases.filter { reports($0, Self.formats[format]) } == [])
  }

  @Test(arguments: formats.indices)
  func reportsEveryRealUse(format: Int) {
    // In 中华人民共和国 the longer term covers the shorter one.
    let phrases = Self.phrases(WordPhrases.real + WordPhrases.realHeldOut)
      .filter { !$0.hasPrefix("⟦中华⟧人民共和国") }
    #expect(phrases.count > 200)
    #expect(phrases.filter { !reports($0, Self.formats[format]) } == [])
  }
}
