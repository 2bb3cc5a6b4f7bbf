import Testing
import ZhenglintCore
import ZhenglintMatching
import ZhenglintTestSupport

/// The matcher passes over ordinary text without looking at it closely.
@Suite struct PairFilterTests {
  let matcher = TermMatcher(terms: ["国家", "徽", "guo hui"])

  @Test(
    arguments: [
      "国家", "國家", "国 家", "国·家", "国\u{200B}家", "国😀家", "徽", "guo-hui", "ＧＵＯ hui", "\u{202E}家国",
    ],
    ["", "培", "，", "é,", "😀", "国，", "国培", "家，国", "培训\n", "培训课程学员", "é培训课程学员", "\u{202A}"])
  func findsATermWhateverStandsAround(term: String, neighbour: String) {
    let stream = Self.stream(neighbour + term + neighbour)
    let isReversed = term.first == "\u{202E}"
    let letters = Array((isReversed ? term.dropFirst() : term[...]).utf8)
    var isFound = false
    matcher.forEachCandidate(in: stream) { candidate in
      let (start, end) = (candidate.range.start, candidate.range.end)
      isFound =
        isFound
        || stream.utf8[start..<end].elementsEqual(letters)
          && candidate.crosses.contains(.reversed) == isReversed
    }
    #expect(isFound)
  }

  /// A change of direction counts even where no letter of a term is next to it.
  @Test(arguments: ["\u{202E}培训", "\u{202E}", "\u{202E}国训"])
  func seesChangesOfDirection(start: String) {
    var confidences: [Confidence] = []
    matcher.forEachCandidate(in: Self.stream(start + "家国")) { confidences.append($0.confidence) }
    #expect(confidences == [.certain])
  }

  /// Texts of what the filter tells apart: letters of terms and their forms, what may stand between
  /// them, seams, and ordinary characters of one to four bytes.
  @Test func findsWhatTheMatcherFindsThatLooksAtEveryCharacter() {
    let terms = ["国家", "中华人民共和国", "职业资格", "全国", "徽", "guo hui"]
    let fast = TermMatcher(terms: terms, includesImitations: true)
    let slow = TermMatcher(terms: terms, includesImitations: true, passesOver: false)
    let pieces: [[UInt8]] =
      "国 家 國 囯 中 华 華 人 民 共 和 职 業 业 资 格 全 徽 g u o h i ＧＵ".split(separator: " ").map {
        Array($0.utf8)
      }
      + " ·|\n|\u{200B}|，|。|😀|é|\u{202E}|\u{202C}|\u{A0}|、".split(separator: "|").map {
        Array($0.utf8)
      }
      + Seam.allCases.map { [$0.rawValue] }
    let ordinary = "培训学员课程能力水平a1é𠀀".unicodeScalars.map { Array(String($0).utf8) }
    var random = SeededGenerator(seed: 68)
    var found = 0
    for _ in 0..<100_000 {
      var utf8: [UInt8] = []
      for _ in 0...random.next() % 24 {
        utf8 += random.one(of: random.chance(60) ? ordinary : pieces)
      }
      let stream = TextStream(channel: .text, utf8: utf8, map: SourceMap())
      let keepsSeparated = random.chance(50)
      let expected = Self.candidates(slow, in: stream, keepsSeparated)
      found += expected.count
      guard Self.candidates(fast, in: stream, keepsSeparated) != expected else { continue }
      Issue.record("differs on \(utf8)")
      return
    }
    // The texts hold enough for the comparison to mean something.
    #expect(found > 1000)
  }

  private static func candidates(
    _ matcher: TermMatcher, in stream: TextStream, _ keepsSeparated: Bool
  ) -> [String] {
    var found: [String] = []
    matcher.forEachCandidate(in: stream, keepsSeparated: keepsSeparated) { found.append("\($0)") }
    return found
  }

  private static func stream(_ text: String) -> TextStream {
    TextStream(channel: .text, utf8: Array(text.utf8), map: SourceMap())
  }
}
