import Testing
import ZhenglintLSP
import ZhenglintTestSupport

@Suite struct TextEditTests {
  private func applying(
    _ changes: [(ClientRange?, String)], to text: String, in encoding: PositionEncoding = .utf16
  ) -> String {
    var snapshot = TextSnapshot(text)
    for (range, text) in changes {
      snapshot.apply(TextChange(range: range, text: text), in: encoding)
    }
    return snapshot.text
  }

  @Test(arguments: [
    (ClientRange(0, 1, 0, 3), "国"), (ClientRange(0, 3, 0, 1), "国"), (ClientRange(0, 2, 0, 3), "国"),
  ])
  func aRangeIsReplaced(range: ClientRange, text: String) {
    // The ends may come in the wrong order, and between surrogates, which belong together.
    #expect(applying([(range, text)], to: "a𠮷b") == "a国b")
  }

  @Test func changesApplyOneAfterTheOther() {
    let changes: [(ClientRange?, String)] = [
      (ClientRange(1, 0, 1, 0), "国"), (ClientRange(1, 1, 1, 1), "家\n"),
      (ClientRange(0, 0, 1, 0), ""),
    ]
    #expect(applying(changes, to: "a\r\nb") == "国家\nb")
  }

  @Test func aChangeWithoutARangeIsTheText() {
    #expect(applying([(nil, "国家"), (ClientRange(0, 2, 0, 2), "级")], to: "b\nc") == "国家级")
  }

  @Test func rangesOutsideTheTextAreClamped() {
    #expect(applying([(ClientRange(7, 3, 9, 1), "家")], to: "国") == "国家")
    #expect(applying([(ClientRange(0, 9, 1, 0), " ")], to: "国\r\n家") == "国 家")
    #expect(applying([(ClientRange(0, 0, 99, 99), "")], to: "国\r\n家\n") == "")
  }

  @Test func linesMayBeJoinedAndCut() {
    #expect(applying([(ClientRange(0, 1, 1, 0), "")], to: "国\r\n家") == "国家")
    #expect(applying([(ClientRange(0, 1, 0, 1), "\r\n")], to: "国家") == "国\r\n家")
  }

  /// A model that keeps the text as arrays of lines agrees, whatever is typed.
  @Test(arguments: PositionEncoding.allCases)
  func editsAgreeWithAnEditorOfLines(encoding: PositionEncoding) {
    var generator = SeededGenerator(seed: 20_260_101)
    var snapshot = TextSnapshot("")
    var lines: [[Unicode.Scalar]] = [[]]
    let pieces = ["国", "𠮷", "a", "\n", "😀证", "x\ny", ""]
    for _ in 0..<500 {
      func place() -> (Int, Int) {
        let line = Int.random(in: 0..<lines.count, using: &generator)
        return (line, Int.random(in: 0...lines[line].count, using: &generator))
      }
      let ends = [place(), place()].sorted { $0 < $1 }
      let piece = pieces.randomElement(using: &generator) ?? ""
      func column(_ place: (Int, Int)) -> Int {
        lines[place.0][..<place.1].reduce(0) {
          switch encoding {
          case .utf8: $0 + UTF8.width($1)
          case .utf16: $0 + UTF16.width($1)
          case .utf32: $0 + 1
          }
        }
      }
      let range = ClientRange(ends[0].0, column(ends[0]), ends[1].0, column(ends[1]))
      snapshot.apply(TextChange(range: range, text: piece), in: encoding)
      let joined =
        lines[ends[0].0][..<ends[0].1] + Array(piece.unicodeScalars)
        + lines[ends[1].0][ends[1].1...]
      let parts = joined.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
      lines.replaceSubrange(ends[0].0...ends[1].0, with: parts)
      let expected = lines.map { String(String.UnicodeScalarView($0)) }.joined(separator: "\n")
      #expect(snapshot.text == expected)
      if lines.count > 20 {
        lines = [[]]
        snapshot = TextSnapshot("")
      }
    }
  }
}
