import Testing
import ZhenglintReaders

@Suite struct HTMLEntitiesTests {
  @Test(arguments: [
    ("notit;", "¬", 3, false), ("notin;", "∉", 6, true), ("notin", "¬", 3, false),
    ("amp", "&", 3, false), ("amp;lt", "&", 4, true), ("AMP国", "&", 3, false),
    ("nbsp;家", "\u{A0}", 5, true), ("zwnj;", "\u{200C}", 5, true), ("ltx", "<", 2, false),
    ("NotEqualTilde;", "≂\u{338}", 14, true), ("AElig;", "Æ", 6, true),
    ("zwj;", "\u{200D}", 4, true),
    ("CounterClockwiseContourIntegral;", "∳", 32, true), ("Afr;", "𝔄", 4, true),
  ])
  func findsTheLongestName(text: String, value: String, length: Int, hasSemicolon: Bool) throws {
    let found = try #require(HTMLEntities.match(Array("国&\(text)".utf8), at: 4))
    #expect(found.scalars.utf8 == Array(value.utf8))
    #expect(found.length == length)
    #expect(found.hasSemicolon == hasSemicolon)
  }

  @Test(arguments: ["", "x", "zwj", "unknown;", "#22269;", " amp;", "\tamp;", "国", "Counter;"])
  func findsNothing(text: String) {
    #expect(HTMLEntities.match(Array(text.utf8), at: 0) == nil)
  }

  /// Seams and broken UTF-8 end a name like any other byte.
  @Test(arguments: [0x00, 0x80, 0xF8, 0xFF] as [UInt8])
  func anyByteMayFollow(byte: UInt8) {
    #expect(HTMLEntities.match([byte], at: 0) == nil)
    #expect(HTMLEntities.match(Array("gt".utf8) + [byte], at: 0)?.length == 2)
    #expect(HTMLEntities.match(Array("gt".utf8), at: 2) == nil)
  }
}
