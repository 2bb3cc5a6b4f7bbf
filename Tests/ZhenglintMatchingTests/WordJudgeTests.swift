import Testing
import ZhenglintCore
import ZhenglintTestSupport

@testable import ZhenglintMatching

@Suite struct WordJudgeTests {
  private func judge(_ phrase: String) -> WordJudgement {
    let parts = phrase.split(omittingEmptySubsequences: false) { $0 == "⟦" || $0 == "⟧" }
    let start = parts[0].utf16.count
    return WordJudge.judge(
      Array(parts.joined().utf16), term: start..<start + parts[1].utf16.count)
  }

  private func touches(_ phrase: String) -> Bool {
    if case .touch = judge(phrase) { true } else { false }
  }

  @Test(arguments: WordPhrases.touching + WordPhrases.touchingHeldOut)
  func rejectsCharactersThatOnlyTouch(phrase: String) {
    #expect(touches(phrase))
  }

  @Test(arguments: WordPhrases.real + WordPhrases.realHeldOut + WordPhrases.readingBothWays)
  func keepsWhatMayBeReal(phrase: String) {
    #expect(!touches(phrase))
  }

  @Test(arguments: ["⟦中国⟧籍", "⟦中国⟧民营", "⟦国家⟧级", "⟦中华⟧鲟", "其中⟦国家⟧", "食品安全⟦国家⟧标准"])
  func isSureOfCommonWords(phrase: String) {
    #expect(judge(phrase) == .real)
  }

  @Test(arguments: ["⟦国家⟧", "ABC⟦国家⟧123", "美，⟦国家⟧、庭", "美 ⟦国家⟧ 庭", "\u{20BB7}⟦国家⟧\u{20BB7}"])
  func looksNoFurtherThanTheNextMark(phrase: String) {
    #expect(judge(phrase) == .real)
  }

  @Test(arguments: [
    ("⟦民主⟧法治", false), ("殖⟦民主⟧义", true), ("⟦主任⟧助理", false), ("业⟦主任⟧何时候", true),
    ("⟦专业技术⟧职务", false),
  ])
  func judgesTermsWithoutExceptions(phrase: String, touching: Bool) {
    #expect(touches(phrase) == touching)
  }

  @Test(arguments: ["职业⟦资格⟧证书", "新⟦国家⟧标准", "全国人大⟦代表⟧"])
  func takesAPartOfALongerWordForTheTerm(phrase: String) {
    #expect(judge(phrase) == .real)
  }

  @Test func givesItsReason() {
    #expect(
      judge("属发展⟦中国⟧家之列")
        == .touch(
          LocalizedText(
            zh: "“发展中国家”里的“中国”分属前后两个词（例外表）",
            en: "in 发展中国家 the characters of 中国 belong to two words (exception list)")))
    #expect(
      judge("完⟦全国⟧产")
        == .touch(
          LocalizedText(
            zh: "这里的词是“完全”“国产”，“全国”只是字面相连",
            en: "the words here are 完全 国产; the characters of 全国 only touch")))
  }
}

@Suite struct WordExceptionsTests {
  /// What `tsv` makes of 国家 in 美国家庭教育, or `nil` where no entry fits.
  private func verdict(_ tsv: String) throws -> Bool? {
    let text = Array("美国家庭教育".utf16)
    return try #require(WordExceptions(tsv: tsv))
      .longestMatch(in: text, run: text.indices, term: 1..<3)?.isReal
  }

  @Test func longestNeighbourhoodWins() throws {
    #expect(try verdict("touch\t美|英\t国家\t庭\nreal\t\t国家\t庭教育\n") == true)
    #expect(try verdict("real\t美\t国家\t\ntouch\t\t国家\t具|庭教\n") == false)
    #expect(try verdict("touch\t美\t国家\t\nreal\t\t国家\t庭\n") == true)
    #expect(try verdict("real\t\t国家\t庭\ntouch\t美\t国家\t\n") == true)
    #expect(try verdict("touch\t英\t国家\t庭\ntouch\t美\t中国\t\n") == nil)
  }

  @Test(arguments: ["maybe\t美\t国家\t庭", "touch\t美\t国家", "touch\t\t国家\t", "touch\t美\t\t庭"])
  func refusesOtherLines(line: String) {
    #expect(WordExceptions(tsv: line) == nil)
  }

  @Test func embeddedListIsRead() {
    let text = Array("发展中国家".utf16)
    #expect(
      WordExceptions.embedded.longestMatch(in: text, run: text.indices, term: 2..<4)?.isReal
        == false)
  }
}
