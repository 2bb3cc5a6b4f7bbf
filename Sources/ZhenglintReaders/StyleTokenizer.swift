import ZhenglintCore

/// Cuts CSS into tokens (CSS Syntax Module Level 3, section 4).
struct StyleTokenizer {
  enum Kind: UInt8 {
    case whiteSpace, comment, ident, function, atKeyword, hash, numeric, string, url
    /// `<!--` or `-->`.
    case markupComment
    /// One byte with no meaning of its own to the tokenizer, brackets included.
    case delimiter
    case end
  }

  struct Token {
    var kind: Kind
    /// The delimiter; 0 for other kinds.
    var byte: UInt8 = 0
    /// Whether `content` holds a backslash.
    var isEscaped = false
    private var start: UInt32
    private var end: UInt32

    init(_ kind: Kind, _ start: Int, _ end: Int, isEscaped: Bool = false, byte: UInt8 = 0) {
      self.kind = kind
      self.byte = byte
      self.isEscaped = isEscaped
      self.start = UInt32(start)
      self.end = UInt32(end)
    }

    /// The name or text without its quotes, `@`, `#` or bracket, in bytes of the text.
    var content: ByteRange { ByteRange(start: Int(start), end: Int(end)) }

    func isDelimiter(_ scalar: Unicode.Scalar) -> Bool {
      kind == .delimiter && byte == UInt8(ascii: scalar)
    }

    var isBlank: Bool { kind == .whiteSpace || kind == .comment }
  }

  let text: [UInt8]
  private let end: Int
  private var position: Int

  init(_ text: [UInt8], in range: ByteRange) {
    self.text = text
    self.position = range.start
    self.end = range.end
  }

  /// The byte at an offset, 0 past the end.
  private func byte(_ offset: Int) -> UInt8 { offset < end ? text[offset] : 0 }

  mutating func next() -> Token {
    let start = position
    guard start < end else { return Token(.end, end, end) }
    let first = text[start]
    switch first {
    case 0x09, 0x0A, 0x0C, 0x0D, 0x20:
      position += 1
      while position < end, text[position].isMarkupSpace { position += 1 }
      return Token(.whiteSpace, start, position)
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      return string(quote: first)
    case UInt8(ascii: "/") where byte(start + 1) == UInt8(ascii: "*"):
      return comment()
    case UInt8(ascii: "#") where startsNamePart(start + 1):
      return name(.hash, from: start + 1)
    case UInt8(ascii: "@") where startsIdent(start + 1):
      return name(.atKeyword, from: start + 1)
    case UInt8(ascii: "<") where follows("!--", at: start + 1):
      position += 4
      return Token(.markupComment, start, position)
    case UInt8(ascii: "-") where follows("->", at: start + 1):
      position += 3
      return Token(.markupComment, start, position)
    default:
      if startsNumber(start) { return numeric() }
      if startsIdent(start) { return identLike() }
      position += 1
      return Token(.delimiter, start, position, byte: first)
    }
  }

  private func follows(_ ascii: StaticString, at offset: Int) -> Bool {
    offset + ascii.utf8CodeUnitCount <= end && text.matches(ascii, at: offset)
  }

  private mutating func comment() -> Token {
    let start = min(position + 2, end)
    let close = text.firstOffset(of: "*/", from: start, to: end)
    position = close.map { $0 + 2 } ?? end
    return Token(.comment, start, close ?? end)
  }

  /// A line end closes a string that lacks its quote; its text counts all the same.
  private mutating func string(quote: UInt8) -> Token {
    let start = position + 1
    var at = start
    var isEscaped = false
    while at < end {
      switch text[at] {
      case quote:
        position = at + 1
        return Token(.string, start, at, isEscaped: isEscaped)
      case 0x0A, 0x0C, 0x0D:
        position = at
        return Token(.string, start, at, isEscaped: isEscaped)
      case UInt8(ascii: "\\"):
        isEscaped = true
        at = escape(at, limit: end).next
      default:
        at += 1
      }
    }
    position = end
    return Token(.string, start, end, isEscaped: isEscaped)
  }

  private mutating func name(_ kind: Kind, from start: Int) -> Token {
    var isEscaped = false
    var at = start
    while at < end {
      if text[at].isStyleNamePart {
        at += 1
      } else if isValidEscape(at) {
        isEscaped = true
        at = escape(at, limit: end).next
      } else {
        break
      }
    }
    position = at
    return Token(kind, start, at, isEscaped: isEscaped)
  }

  private mutating func identLike() -> Token {
    var token = name(.ident, from: position)
    guard byte(position) == UInt8(ascii: "(") else { return token }
    token.kind = .function
    position += 1
    guard nameIs("url", token) else { return token }
    // "url(" before a quote is an ordinary function, else one raw token.
    var at = position
    while at < end, text[at].isMarkupSpace { at += 1 }
    guard byte(at) != UInt8(ascii: "\""), byte(at) != UInt8(ascii: "'") else { return token }
    return url(from: at)
  }

  private mutating func url(from start: Int) -> Token {
    var isEscaped = false
    var at = start
    while at < end, text[at] != UInt8(ascii: ")") {
      if text[at] == UInt8(ascii: "\\") {
        isEscaped = true
        at = escape(at, limit: end).next
      } else {
        at += 1
      }
    }
    position = min(at + 1, end)
    var last = at
    // A space that ends an escape may be cut off with the others; the escape is the same without.
    while last > start, text[last - 1].isMarkupSpace { last -= 1 }
    return Token(.url, start, last, isEscaped: isEscaped)
  }

  private mutating func numeric() -> Token {
    let start = position
    var at = start
    if text[at] == UInt8(ascii: "+") || text[at] == UInt8(ascii: "-") { at += 1 }
    while byte(at).isASCIIDigit { at += 1 }
    if byte(at) == UInt8(ascii: "."), byte(at + 1).isASCIIDigit {
      at += 1
      while byte(at).isASCIIDigit { at += 1 }
    }
    if byte(at) | 0x20 == UInt8(ascii: "e") {
      let sign = byte(at + 1) == UInt8(ascii: "+") || byte(at + 1) == UInt8(ascii: "-") ? 1 : 0
      if byte(at + 1 + sign).isASCIIDigit {
        at += 2 + sign
        while byte(at).isASCIIDigit { at += 1 }
      }
    }
    position = at
    if byte(at) == UInt8(ascii: "%") {
      position += 1
    } else if startsIdent(at) {
      let unit = name(.numeric, from: at)
      return Token(.numeric, start, position, isEscaped: unit.isEscaped)
    }
    return Token(.numeric, start, position)
  }

  private func startsNumber(_ offset: Int) -> Bool {
    var at = offset
    if byte(at) == UInt8(ascii: "+") || byte(at) == UInt8(ascii: "-") { at += 1 }
    if byte(at) == UInt8(ascii: ".") { at += 1 }
    return byte(at).isASCIIDigit
  }

  private func startsIdent(_ offset: Int) -> Bool {
    guard byte(offset) == UInt8(ascii: "-") else {
      return startsNamePart(offset) && !byte(offset).isASCIIDigit
    }
    return startsNamePart(offset + 1) && !byte(offset + 1).isASCIIDigit
  }

  private func startsNamePart(_ offset: Int) -> Bool {
    offset < end && (text[offset].isStyleNamePart || isValidEscape(offset))
  }

  private func isValidEscape(_ offset: Int) -> Bool {
    guard offset + 1 < end, text[offset] == UInt8(ascii: "\\") else { return false }
    return !text[offset + 1].isStyleLineEnd
  }
}

// MARK: - Escapes

extension StyleTokenizer {
  /// Reads the escape that begins with the backslash at `offset`.
  ///
  /// "Consume as many hex digits as possible, but no more than 5 [more] … If the next input code
  /// point is whitespace, consume it as well." (CSS Syntax 3, 4.3.7)
  ///
  /// - Returns: The UTF-8 it stands for, empty for an escaped line end, and the offset after it.
  private func escape(_ offset: Int, limit: Int) -> (utf8: [UInt8], next: Int) {
    var at = offset + 1
    guard at < limit else { return ([], limit) }
    if text[at].isStyleLineEnd { return ([], lineEnd(at, limit: limit)) }
    guard text[at].hexValue != nil else {
      // A character that escapes nothing: all its bytes.
      at += 1
      while at < limit, text[at] & 0xC0 == 0x80 { at += 1 }
      return (Array(text[(offset + 1)..<at]), at)
    }
    var value: UInt32 = 0
    while at < min(limit, offset + 7), let digit = text[at].hexValue {
      value = value << 4 | digit
      at += 1
    }
    if at < limit, text[at].isMarkupSpace { at = lineEnd(at, limit: limit) }
    let scalar = value == 0 ? nil : Unicode.Scalar(value)
    return (Array(UTF8.encode(scalar ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter), at)
  }

  /// The offset after one white space, which CR LF is too.
  private func lineEnd(_ offset: Int, limit: Int) -> Int {
    let isPair = text[offset] == 0x0D && offset + 1 < limit && text[offset + 1] == 0x0A
    return offset + (isPair ? 2 : 1)
  }

  /// The text of a string or target with its places; `Seam.escape` stands before each escape.
  func decoded(_ token: Token) -> TextBuilder {
    var builder = TextBuilder()
    forEachPiece(token) { range, escaped in
      guard let escaped else { return builder.copy(range, of: text) }
      builder.seam(.escape)
      builder.append(escaped, from: range)
    }
    return builder
  }

  /// Appends the text of a token in UTF-8, escapes decoded.
  func append(_ token: Token, to result: inout [UInt8], lowercased: Bool = false) {
    let start = result.count
    forEachPiece(token) { range, escaped in
      if let escaped {
        result += escaped
      } else {
        result += text[range.start..<range.end]
      }
    }
    guard lowercased else { return }
    for index in start..<result.count { result[index] = result[index].asciiLowercased }
  }

  /// Calls `body` with each stretch of plain bytes, and with each escape and what it stands for.
  private func forEachPiece(_ token: Token, _ body: (ByteRange, [UInt8]?) -> Void) {
    let content = token.content
    guard token.isEscaped else { return body(content, nil) }
    var start = content.start
    var at = start
    while at < content.end {
      guard text[at] == UInt8(ascii: "\\") else {
        at += 1
        continue
      }
      if start < at { body(ByteRange(start: start, end: at), nil) }
      let piece = escape(at, limit: content.end)
      body(ByteRange(start: at, end: piece.next), piece.utf8)
      at = piece.next
      start = at
    }
    if start < at { body(ByteRange(start: start, end: at), nil) }
  }

  /// The name of a token, its case kept.
  func name(_ token: Token, lowercased: Bool = false) -> String {
    let content = token.content
    if !token.isEscaped,
      !lowercased || text[content.start..<content.end].allSatisfy({ $0 == $0.asciiLowercased })
    {
      return String(decoding: text[content.start..<content.end], as: UTF8.self)
    }
    var utf8: [UInt8] = []
    append(token, to: &utf8, lowercased: lowercased)
    return String(decoding: utf8, as: UTF8.self)
  }

  /// Whether the name is `ascii`, in any case.
  func nameIs(_ ascii: StaticString, _ token: Token) -> Bool {
    // An escaped character takes at most nine bytes: long names are not decoded again and again.
    let longest = ascii.utf8CodeUnitCount * (token.isEscaped ? 9 : 1)
    guard token.content.count <= longest else { return false }
    guard token.isEscaped else {
      return token.content.count == longest && text.matches(ascii, at: token.content.start)
    }
    var name: [UInt8] = []
    append(token, to: &name)
    return name.count == ascii.utf8CodeUnitCount && name.matches(ascii, at: 0)
  }
}

extension UInt8 {
  fileprivate var isStyleLineEnd: Bool { self == 0x0A || self == 0x0D || self == 0x0C }

  fileprivate var isStyleNamePart: Bool {
    isASCIILetter || isASCIIDigit || self >= 0x80 || self == UInt8(ascii: "-")
      || self == UInt8(ascii: "_")
  }
}
