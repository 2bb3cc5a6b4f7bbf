import ZhenglintCore

/// Whose encoding declaration to look for.
package enum DeclarationSyntax: Sendable {
  case none
  case xml
  case html
}

/// What a document says of its own encoding.
struct EncodingDeclaration: Sendable {
  /// As it is written.
  let label: String
  /// `nil` where the label is unknown.
  let encoding: TextEncoding?

  /// The encoding, if it can be that of a document whose declaration reads as ASCII.
  var byteEncoding: TextEncoding? { encoding.flatMap { $0.agreesWithASCII ? $0 : nil } }

  /// Reads the XML declaration, or the first `<meta>` that names an encoding.
  ///
  /// `text` is the document in an encoding that agrees with ASCII, from its first byte on.
  init?(_ text: [UInt8], syntax: DeclarationSyntax) {
    let found: ByteRange? =
      switch syntax {
      case .none: nil
      case .xml: Self.xml(text)
      // Browsers look at the XML declaration too (HTML, 13.2.3.2, "get an XML encoding").
      case .html: Self.meta(text) ?? Self.xml(text)
      }
    guard let found, found.count > 0 else { return nil }
    // No charset has a name of so many bytes.
    label = String(decoding: text[found.start..<found.end].prefix(64), as: UTF8.self)
    encoding = TextEncoding(label: label)
  }

  /// What something around the document says of its encoding, as a data: URI does.
  init(label: String) {
    self.label = label
    encoding = TextEncoding(label: label)
  }

  /// The value of `encoding` in `<?xml version="1.0" encoding="GBK"?>`.
  private static func xml(_ text: [UInt8]) -> ByteRange? {
    let limit = min(text.count, 1024)
    guard text.matches("<?xml", at: 0, ignoringCase: false), limit > 5, text[5].isMarkupSpace,
      let end = text.firstOffset(of: "?>", from: 5, to: limit)
    else { return nil }
    return value(of: "encoding", in: ByteRange(start: 5, end: end), of: text)
  }

  /// The encoding of `<meta charset=…>` or `<meta http-equiv=content-type content="…charset=…">`.
  ///
  /// HTML asks for the first 1,024 bytes (13.2.3.2) and parses again when a later `<meta>` of the
  /// head says otherwise (13.2.6.4.4); so look as far as heads go.
  private static func meta(_ text: [UInt8]) -> ByteRange? {
    let head = text.count > headLimit ? Array(text[..<headLimit]) : text
    var tokenizer = MarkupTokenizer(head, syntax: .html)
    while let token = tokenizer.next() {
      switch token {
      case .startTag(let name, _) where isName("body", name, of: head): return nil
      case .endTag(let name) where isName("head", name, of: head): return nil
      case .startTag(let name, _) where isName("meta", name, of: head):
        if let found = charset(in: tokenizer.attributes, of: head) { return found }
      default: break
      }
    }
    return nil
  }

  private static let headLimit = 16384

  private static func charset(in attributes: [MarkupAttribute], of text: [UInt8]) -> ByteRange? {
    var isContentType = false
    var content: ByteRange?
    for attribute in attributes {
      if isName("charset", attribute.name, of: text) { return trimmed(attribute.value, of: text) }
      if isName("http-equiv", attribute.name, of: text) {
        isContentType = isName("content-type", trimmed(attribute.value, of: text), of: text)
      }
      if isName("content", attribute.name, of: text) { content = attribute.value }
    }
    guard isContentType, let content else { return nil }
    return value(of: "charset", in: content, of: text)
  }

  private static func isName(_ name: StaticString, _ range: ByteRange, of text: [UInt8]) -> Bool {
    range.count == name.utf8CodeUnitCount && text.matches(name, at: range.start)
  }

  private static func trimmed(_ range: ByteRange, of text: [UInt8]) -> ByteRange {
    var range = range
    while range.count > 0, text[range.start].isMarkupSpace { range.start += 1 }
    while range.count > 0, text[range.end - 1].isMarkupSpace { range.end -= 1 }
    return range
  }

  /// The value in `name = "value"`, quoted or not.
  private static func value(
    of name: StaticString, in range: ByteRange, of text: [UInt8]
  ) -> ByteRange? {
    for start in range.start..<range.end where text.matches(name, at: start) {
      let rest = ByteRange(start: min(start + name.utf8CodeUnitCount, range.end), end: range.end)
      let equals = trimmed(rest, of: text)
      guard equals.count > 0, text[equals.start] == 0x3D else { continue }
      let value = trimmed(ByteRange(start: equals.start + 1, end: range.end), of: text)
      guard value.count > 0 else { return nil }
      let quote = text[value.start]
      if quote == 0x22 || quote == 0x27 {
        return text.firstOffset(of: quote, from: value.start + 1, to: value.end)
          .map { trimmed(ByteRange(start: value.start + 1, end: $0), of: text) }
      }
      let end = (value.start..<value.end).first { text[$0].isMarkupSpace || text[$0] == 0x3B }
      return ByteRange(start: value.start, end: end ?? value.end)
    }
    return nil
  }
}
