import Testing
import ZhenglintCore
import ZhenglintLSP

@Suite struct PositionTests {
  /// One, two and three lines end differently; 𠮷 and 😀 lie beyond the BMP.
  static let text = "a国𠮷😀b\r\n证\rxy\n末"

  /// Every place between characters: bytes, line, and its column in UTF-8, UTF-16 and UTF-32.
  static let places: [(Int, Int, [Int])] = [
    (0, 0, [0, 0, 0]), (1, 0, [1, 1, 1]), (4, 0, [4, 2, 2]), (8, 0, [8, 4, 3]),
    (12, 0, [12, 6, 4]), (13, 0, [13, 7, 5]),
    (15, 1, [0, 0, 0]), (18, 1, [3, 1, 1]),
    (19, 2, [0, 0, 0]), (20, 2, [1, 1, 1]), (21, 2, [2, 2, 2]),
    (22, 3, [0, 0, 0]), (25, 3, [3, 1, 1]),
  ]

  @Test(arguments: zip(PositionEncoding.allCases, 0..<3))
  func everyPlaceIsConvertedBothWays(encoding: PositionEncoding, column: Int) {
    let snapshot = TextSnapshot(Self.text)
    for (offset, line, columns) in Self.places {
      let position = ClientPosition(line: line, character: columns[column])
      var cursor = PositionCursor(snapshot, in: encoding)
      #expect(cursor.position(of: offset) == position)
      #expect(snapshot.utf8Offset(of: position, in: encoding) == offset)
    }
  }

  @Test(arguments: PositionEncoding.allCases)
  func aCursorMayGoBack(encoding: PositionEncoding) {
    let snapshot = TextSnapshot(Self.text)
    var cursor = PositionCursor(snapshot, in: encoding)
    for (offset, _, _) in Self.places.reversed() + Self.places {
      var fresh = PositionCursor(snapshot, in: encoding)
      #expect(cursor.position(of: offset) == fresh.position(of: offset))
    }
  }

  @Test(arguments: [
    // Past the end of a line: before what ends it.
    (0, 8, 13), (0, 999, 13), (1, 2, 18), (2, 3, 21), (3, 5, 25),
    // Past the last line, and before the first.
    (4, 0, 25), (999, 999, 25), (-1, 5, 0), (0, -3, 0),
    // Between the surrogates of 𠮷 and of 😀.
    (0, 3, 4), (0, 5, 8),
  ])
  func whatLiesOutsideIsClamped(line: Int, character: Int, offset: Int) {
    let position = ClientPosition(line: line, character: character)
    #expect(TextSnapshot(Self.text).utf8Offset(of: position, in: .utf16) == offset)
  }

  @Test func aPlaceInsideACharacterIsItsBeginning() {
    let snapshot = TextSnapshot(Self.text)
    for (character, offset) in [(2, 1), (3, 1), (4, 4), (5, 4), (7, 4), (8, 8)] {
      let position = ClientPosition(line: 0, character: character)
      #expect(snapshot.utf8Offset(of: position, in: .utf8) == offset)
    }
  }

  @Test(arguments: ["", "\n", "\r\n", "\r", "\n\r", "国"])
  func smallTextsHaveLines(text: String) {
    let snapshot = TextSnapshot(text)
    var cursor = PositionCursor(snapshot, in: .utf16)
    let end = cursor.position(of: text.utf8.count)
    let lines = ["": 0, "\n": 1, "\r\n": 1, "\r": 1, "\n\r": 2, "国": 0]
    #expect(end.line == lines[text])
    #expect(snapshot.utf8Offset(of: end, in: .utf16) == text.utf8.count)
  }

  @Test(arguments: [
    (["utf-8", "utf-16"], PositionEncoding.utf8), (["utf-32", "utf-8"], .utf32),
    (["utf-16"], .utf16), ([], .utf16), (["utf-7"], .utf16), (["utf-7", "utf-32"], .utf32),
  ])
  func theClientsFirstChoiceIsTaken(offered: [String], taken: PositionEncoding) {
    #expect(PositionEncoding(offered: offered) == taken)
  }
}
