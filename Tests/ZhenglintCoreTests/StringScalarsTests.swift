import Testing
import ZhenglintCore

@Suite struct StringScalarsTests {
  /// The first and the last scalar of every length in UTF-8.
  @Test(arguments: ["", "\u{0}\u{7F}", "\u{80}\u{7FF}", "\u{800}\u{FFFF}", "\u{10000}\u{10FFFF}"])
  func aTextOfScalarsIsThatText(text: String) {
    #expect(Array(String(scalars: Array(text.unicodeScalars)).utf8) == Array(text.utf8))
  }
}
