internal import ZhenglintCore

/// Finds addresses of the web.
enum WebAddress {
  private static let namespaces: WordList = [
    "www.w3.org", "purl.org", "schemas.", "ns.adobe.com", "sodipodi", "inkscape.org",
  ]

  private static let starts: WordList = ["http://", "https://", "HTTP://", "HTTPS://", "www."]

  /// Where in some bytes of a stream something stands that an address with a scheme may be made of;
  /// `nil` is sure.
  ///
  /// What is not ASCII may be a letter of another width; white space and what nobody sees may stand
  /// between the characters.
  static func firstSign(in range: Range<Int>, of utf8: [UInt8]) -> Int? {
    var count = 0
    for offset in range {
      switch utf8[offset] {
      case UInt8(ascii: ":"), 0x80..<Seam.inline.rawValue: return offset
      case UInt8(ascii: "w"):
        count += 1
        if count == 3 { return offset }
      case Seam.block.rawValue: count = 0
      default: break
      }
    }
    return nil
  }

  /// The first address, with or without a scheme.
  static func first(in text: ArraySlice<Glyph>) -> ArraySlice<Glyph>? {
    withScheme(in: text) ?? bare(in: text)
  }

  /// The first address with a scheme that a person would open.
  static func withScheme(in text: ArraySlice<Glyph>) -> ArraySlice<Glyph>? {
    for index in text.indices
    where text[index].isLatinLetter && starts.stands(at: index, in: text) {
      let address = word(at: index, in: text)
      guard address.count > 8, !namespaces.occurs(in: address) else {
        continue
      }
      return address
    }
    return nil
  }

  /// The first address with a scheme in some lines.
  static func withScheme(in lines: TextLines) -> ArraySlice<Glyph>? {
    for line in lines where line.traits.contains(.latinLetter) {
      if let address = withScheme(in: line.glyphs) { return address }
    }
    return nil
  }

  /// `nutrition.example.cn`: a word of letters and digits with a dot inside.
  private static func bare(in text: ArraySlice<Glyph>) -> ArraySlice<Glyph>? {
    guard let start = text.firstIndex(where: { $0.isLatinLetter || $0.isDigit })
    else { return nil }
    let address = word(at: start, in: text)
    guard let dot = address.firstIndex(where: { $0.scalar == "." }), dot > address.startIndex,
      dot + 2 < address.endIndex, address[(dot + 1)...].contains(where: \.isLatinLetter)
    else { return nil }
    return address
  }

  /// To the next space, or the next character that an address spells otherwise.
  private static func word(at start: Int, in text: ArraySlice<Glyph>) -> ArraySlice<Glyph> {
    var end = start + 1
    while end < text.endIndex, text[end].gap == .none, text[end].isASCII,
      !isOutside(text[end].scalar)
    {
      end += 1
    }
    while end > start + 1, isTrailing(text[end - 1].scalar) { end -= 1 }
    return text[start..<end]
  }

  /// What no address holds.
  private static func isOutside(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\"", "'", "<", ">", "(", ")": true
    default: false
    }
  }

  /// Punctuation that is no part of an address that it ends.
  private static func isTrailing(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ",", ".", ";", ":": true
    default: false
    }
  }
}
