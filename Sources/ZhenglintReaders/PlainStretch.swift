internal import ZhenglintCore

/// A stretch of a long text that is what it looks like: UTF-8 in which nothing but characters has to
/// be read.
package struct PlainStretch: Sendable {
  package let isASCII: Bool
  /// Holds a character of three bytes or more, which no other encoding has by accident.
  package let isSurelyUTF8: Bool

  /// Looks through a stretch; `nil` where the text as a whole has to be looked at: where something is
  /// not UTF-8, a NUL, a data: URI, a change of direction, which may hold to the end of the file.
  ///
  /// - Parameters:
  ///   - utf8: the stretch with text on both sides of it, from one character's start to another's.
  ///   - range: of the stretch.
  package init?(_ utf8: [UInt8], in range: Range<Int>) {
    let end = min(utf8.count, range.upperBound + Self.longest)
    guard utf8.firstInvalidUTF8(from: 0) == nil,
      utf8.firstOffset(of: 0, from: range.lowerBound, to: end) == nil,
      DataURI.firstScheme(in: utf8, from: max(0, range.lowerBound - Self.longest), to: end) == nil,
      !Self.changesDirection(utf8, from: max(0, range.lowerBound - Self.longest), to: end)
    else { return nil }
    isASCII = utf8.endOfASCII(from: range.lowerBound) >= range.upperBound
    isSurelyUTF8 = !isASCII && utf8[range].contains { $0 >= 0xE0 }
  }

  /// Bytes by which what is searched for may reach over a border.
  private static let longest = 8

  /// U+202A to U+202E, which are E2 80 AA to AE.
  private static func changesDirection(_ utf8: [UInt8], from start: Int, to end: Int) -> Bool {
    var offset = start
    while let hit = utf8.firstOffset(of: 0xE2, from: offset, to: end) {
      if hit + 2 < utf8.count, utf8[hit + 1] == 0x80, 0xAA...0xAE ~= utf8[hit + 2] { return true }
      offset = hit + 1
    }
    return false
  }
}

extension DecodedText {
  /// A text of plain stretches, or as much of it as is at hand; `isASCII` says whether all of it is.
  package init(plain utf8: [UInt8], isASCII: Bool) {
    self = EncodingChoice(validUTF8: isASCII ? .ascii : .validUTF8)
      .decodedText(of: utf8, declaration: nil)
  }
}
