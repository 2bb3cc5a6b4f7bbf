internal import ZhenglintCore

/// A character reference of markup, decoded.
struct CharacterReference {
  var scalars: ReferencedScalars
  /// From `&` to its end.
  var range: ByteRange

  enum Place {
    case text
    case attribute
  }

  /// The reference whose `&` stands at `offset`, or `nil` where `&` is only a character.
  ///
  /// XML entities other than the five predefined ones are the reader's affair.
  static func match(
    _ bytes: [UInt8], at offset: Int, end: Int, syntax: MarkupSyntax, place: Place
  ) -> CharacterReference? {
    guard offset + 1 < end else { return nil }
    if bytes[offset + 1] == 0x23 { return numeric(bytes, at: offset, end: end) }
    guard let named = HTMLEntities.match(bytes, at: offset + 1) else { return nil }
    let nameEnd = offset + 1 + named.length
    guard nameEnd <= end else { return nil }
    if syntax == .xml, !named.hasSemicolon { return nil }
    // HTML, 13.2.5.73: for historical reasons `&copy=1` in an attribute is text.
    if place == .attribute, !named.hasSemicolon, nameEnd < end {
      let next = bytes[nameEnd]
      if next == 0x3D || next.isASCIILetter || next.isASCIIDigit { return nil }
    }
    return CharacterReference(
      scalars: named.scalars, range: ByteRange(start: offset, end: nameEnd))
  }

  /// `&#22269;`, `&#x56FD;`; the semicolon may be missing, as in HTML.
  private static func numeric(_ bytes: [UInt8], at offset: Int, end: Int) -> CharacterReference? {
    var position = offset + 2
    let isHex = position < end && (bytes[position] | 0x20) == 0x78
    if isHex { position += 1 }
    let digits = position
    var value: UInt32 = 0
    while position < end {
      guard let digit = bytes[position].hexValue, isHex || digit < 10 else { break }
      if value <= 0x10FFFF { value = value * (isHex ? 16 : 10) + digit }
      position += 1
    }
    guard position > digits else { return nil }
    if position < end, bytes[position] == 0x3B { position += 1 }
    return CharacterReference(
      scalars: ReferencedScalars(first: scalar(ofNumber: value)),
      range: ByteRange(start: offset, end: position))
  }

  /// HTML, 13.2.5.80 "Numeric character reference end state": C1 numbers mean windows-1252.
  private static func scalar(ofNumber number: UInt32) -> Unicode.Scalar {
    if number >= 0x80, number < 0xA0 {
      let windows1252: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013,
        0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
      ]
      return Unicode.Scalar(windows1252[Int(number - 0x80)]) ?? "\u{FFFD}"
    }
    return number == 0 ? "\u{FFFD}" : Unicode.Scalar(number) ?? "\u{FFFD}"
  }
}
