import Testing
import ZhenglintCore
import ZhenglintMatching

/// The matcher passes over ordinary text without looking at it closely.
@Suite struct StartFilterTests {
  let matcher = TermMatcher(terms: ["国家", "徽", "guo hui"])

  @Test(
    arguments: [
      "国家", "國家", "国 家", "国·家", "国\u{200B}家", "国😀家", "徽", "guo-hui", "ＧＵＯ hui", "\u{202E}家国",
    ],
    ["", "培", "，", "é,", "😀", "国，", "国培", "家，国", "培训\n", "\u{202A}"])
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

  private static func stream(_ text: String) -> TextStream {
    TextStream(channel: .text, utf8: Array(text.utf8), map: SourceMap())
  }
}
