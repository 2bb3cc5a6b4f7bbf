internal import ZhenglintCore

/// Cuts a plain XML document into tokens and proves it well-formed, in one pass.
///
/// Plain is XML 1.0 (fifth edition) without a document type declaration, of moderate depth, with
/// names of at most one colon. Only a yes is an answer: where this pass is not certain,
/// `MarkupTokenizer` goes on, and for every error and its message libxml2 is the authority
/// (`XMLVerdict`), so all rules here are at least as strict as its own. Tests hold it against both.
///
/// Source: Extensible Markup Language 1.0, https://www.w3.org/TR/xml/.
struct PlainXMLTokenizer: Sendable {
  private let bytes: [UInt8]
  /// Where the next token begins.
  private(set) var position = 0
  /// Whether everything up to `position` is plain and well-formed.
  private(set) var isCertain: Bool
  /// Attributes of the last start tag.
  private(set) var attributes: [MarkupAttribute] = []
  /// Names of the open elements, outermost first.
  private var open: [ByteRange] = []
  private var hasRoot = false

  // All far below libxml2's limits, which depend on its version and on the document; beyond them it
  // judges.
  private static let sizeLimit = 256 << 20
  private static let depthLimit = 200
  private static let nameLimit = 1000
  private static let attributeLimit = 64

  init(_ utf8: [UInt8]) {
    bytes = utf8
    isCertain = utf8.count <= Self.sizeLimit
  }

  /// Whether the whole document has been read and is surely well-formed; its declared encoding is
  /// ignored.
  var hasProven: Bool { isCertain && isComplete }

  private var isComplete: Bool { hasRoot && open.isEmpty && position == bytes.count }

  /// The next token; `nil` at the end, and where the one at `position` is not certain.
  mutating func next() -> MarkupToken? {
    let start = position
    if isCertain, let token = token() { return token }
    isCertain = isCertain && start == position && isComplete
    position = start
    return nil
  }

  /// The byte at an offset, 0 past the end: no document may hold that, so all loops end there.
  private func byte(_ offset: Int) -> UInt8 {
    offset < bytes.count ? bytes[offset] : 0
  }

  private mutating func token() -> MarkupToken? {
    guard byte(position) == UInt8(ascii: "<") else { return text() }
    switch byte(position + 1) {
    case UInt8(ascii: "/"): return endTag()
    case UInt8(ascii: "!"): return byte(position + 2) == UInt8(ascii: "[") ? section() : comment()
    case UInt8(ascii: "?"): return instruction()
    default: return startTag()
    }
  }

  /// Up to the next markup; around the root only white space.
  private mutating func text() -> MarkupToken? {
    let start = position
    if open.isEmpty { skipSpace() } else { guard content() else { return nil } }
    let isAtMarkup =
      byte(position) == UInt8(ascii: "<")
      ? bytes.isMarkup(at: position, .xml) : open.isEmpty && position == bytes.count
    guard position > start, isAtMarkup else { return nil }
    return .text(ByteRange(start: start, end: position))
  }
}

// MARK: - The XML declaration

extension PlainXMLTokenizer {
  /// `<?xml version="1.0" encoding="…" standalone="…"?>`, the last two optional.
  private mutating func declaration() -> Bool {
    position += 5
    skipSpace()
    guard take("version"), quoted(where: { $0 == Array("1.0".utf8)[...] }) else { return false }
    var spaced = skipSpace()
    if spaced, take("encoding") {
      guard quoted(where: Self.isEncodingName) else { return false }
      spaced = skipSpace()
    }
    if spaced, take("standalone") {
      guard
        quoted(where: { $0 == Array("yes".utf8)[...] || $0 == Array("no".utf8)[...] })
      else { return false }
      skipSpace()
    }
    return take("?>")
  }

  /// `= "…"`.
  private mutating func quoted(where isAllowed: (ArraySlice<UInt8>) -> Bool) -> Bool {
    guard equalsSign() else { return false }
    let quote = byte(position)
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
      let end = bytes.firstOffset(of: quote, from: position + 1, to: bytes.count),
      isAllowed(bytes[position + 1..<end])
    else { return false }
    position = end + 1
    return true
  }

  private static func isEncodingName(_ name: ArraySlice<UInt8>) -> Bool {
    guard let first = name.first, first.isASCIILetter, name.count <= 40 else { return false }
    return name.allSatisfy {
      $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_")
        || $0 == UInt8(ascii: "-")
    }
  }
}

// MARK: - Elements

extension PlainXMLTokenizer {
  /// Moves over character data to the next markup.
  private mutating func content() -> Bool {
    while true {
      skip(.inText)
      switch byte(position) {
      case UInt8(ascii: "<"): return true
      case UInt8(ascii: "&"):
        guard reference() else { return false }
      case UInt8(ascii: "]"):
        if take("]]>") { return false }
        position += 1
      default:
        guard character() else { return false }
      }
    }
  }

  private mutating func startTag() -> MarkupToken? {
    position += 1
    guard !(hasRoot && open.isEmpty), let name = qualifiedName() else { return nil }
    hasRoot = true
    if !attributes.isEmpty { attributes.removeAll(keepingCapacity: true) }
    while true {
      let isSpaced = skipSpace()
      switch byte(position) {
      case UInt8(ascii: ">"):
        position += 1
        open.append(name)
        guard open.count <= Self.depthLimit else { return nil }
      case UInt8(ascii: "/"):
        guard take("/>") else { return nil }
      default:
        guard isSpaced, attribute() else { return nil }
        continue
      }
      return .startTag(name: name, isSelfClosing: bytes[position - 2] == UInt8(ascii: "/"))
    }
  }

  private mutating func endTag() -> MarkupToken? {
    position += 2
    guard let opened = open.popLast(), bytes.repeats(opened, at: position) else { return nil }
    let name = ByteRange(start: position, end: position + opened.count)
    position = name.end
    skipSpace()
    guard byte(position) == UInt8(ascii: ">") else { return nil }
    position += 1
    return .endTag(name: name)
  }

  private mutating func attribute() -> Bool {
    guard let name = qualifiedName(), attributes.count < Self.attributeLimit else { return false }
    for other in attributes
    where other.name.count == name.count && bytes.repeats(other.name, at: name.start) {
      return false
    }
    guard equalsSign(), let value = attributeValue() else { return false }
    attributes.append(MarkupAttribute(name: name, value: value))
    return true
  }

  private mutating func attributeValue() -> ByteRange? {
    let quote = byte(position)
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
    position += 1
    let start = position
    while true {
      skip(.inValue)
      switch byte(position) {
      case quote:
        position += 1
        return ByteRange(start: start, end: position - 1)
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        position += 1
      case UInt8(ascii: "&"):
        guard reference() else { return nil }
      default:
        guard character() else { return nil }
      }
    }
  }
}

// MARK: - Comments, CDATA, instructions

extension PlainXMLTokenizer {
  /// 2.5: no `--` inside, and none before `>` but that of the end.
  private mutating func comment() -> MarkupToken? {
    guard take("<!--"), let range = content(upTo: "--", through: .inComment), take("-->") else {
      return nil
    }
    return .comment(range)
  }

  private mutating func section() -> MarkupToken? {
    guard !open.isEmpty, take("<![CDATA["),
      let range = content(upTo: "]]>", through: .inSection), take("]]>")
    else { return nil }
    return .rawText(range)
  }

  private mutating func instruction() -> MarkupToken? {
    let opening = position
    let isDeclaration =
      opening == 0 && bytes.matches("<?xml", at: 0, ignoringCase: false) && Self.isSpace(byte(5))
    guard isDeclaration ? declaration() : processingInstruction() else { return nil }
    return .instruction(ByteRange(start: opening + 2, end: position - 2))
  }

  private mutating func processingInstruction() -> Bool {
    position += 2
    let start = position
    guard unqualifiedName() else { return false }
    // 2.6: `xml` in any case is no target.
    if position == start + 3, bytes.matches("xml", at: start) { return false }
    guard Self.isSpace(byte(position)) || bytes.matches("?>", at: position) else { return false }
    return content(upTo: "?>", through: .inInstruction) != nil && take("?>")
  }

  /// Moves to the next `end` over nothing but characters that XML allows.
  ///
  /// - Returns: The bytes before it; `nil` where something is not allowed.
  private mutating func content(upTo end: StaticString, through plain: ASCIISet) -> ByteRange? {
    let start = position
    while true {
      skip(plain)
      if bytes.matches(end, at: position, ignoringCase: false) { break }
      // The first character of the end, which is not plain, may stand alone.
      if byte(position) == end.utf8Start.pointee {
        position += 1
      } else if !character() {
        return nil
      }
    }
    // For documents that seem to declare entities libxml2 is given other limits.
    guard bytes.firstOffset(of: "<!ENTITY", from: start, to: position) == nil else { return nil }
    return ByteRange(start: start, end: position)
  }
}

// MARK: - Names, references, characters

extension PlainXMLTokenizer {
  /// A name with at most one colon, neither first nor last; what libxml2 makes of others varies.
  private mutating func qualifiedName() -> ByteRange? {
    let start = position
    guard unqualifiedName() else { return nil }
    if byte(position) == UInt8(ascii: ":") {
      position += 1
      guard unqualifiedName() else { return nil }
    }
    guard position - start <= Self.nameLimit else { return nil }
    return ByteRange(start: start, end: position)
  }

  private mutating func unqualifiedName() -> Bool {
    let start = position
    var offset = start
    if ASCIISet.nameStarts.contains(byte(offset)) { offset = endOfNameBytes(from: offset + 1) }
    while byte(offset) >= 0x80 {
      guard let (scalar, length) = scalar(at: offset) else { return false }
      guard Self.isNameStart(scalar) || offset > start && Self.isNameContinuation(scalar)
      else { break }
      offset = endOfNameBytes(from: offset + length)
    }
    position = offset
    return offset > start && offset - start <= Self.nameLimit
  }

  @inline(__always)
  private func endOfNameBytes(from start: Int) -> Int {
    let bytes = bytes
    var offset = start
    while offset < bytes.count, ASCIISet.nameBytes.contains(bytes[offset]) { offset &+= 1 }
    return offset
  }

  /// `NameStartChar` beyond ASCII (2.3, production 4).
  private static func isNameStart(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF, 0x200C...0x200D,
      0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD,
      0x10000...0xEFFFF:
      true
    default: false
    }
  }

  /// What `NameChar` adds to `NameStartChar` beyond ASCII (2.3, production 4a).
  private static func isNameContinuation(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xB7, 0x300...0x36F, 0x203F...0x2040: true
    default: false
    }
  }

  /// One of the five predefined entities, or a character by its number.
  private mutating func reference() -> Bool {
    if byte(position + 1) == UInt8(ascii: "#") { return characterReference() }
    return take("&amp;") || take("&lt;") || take("&gt;") || take("&quot;") || take("&apos;")
  }

  private mutating func characterReference() -> Bool {
    let isHexadecimal = byte(position + 2) == UInt8(ascii: "x")
    var offset = position + (isHexadecimal ? 3 : 2)
    let start = offset
    var value: UInt32 = 0
    while let digit = byte(offset).hexValue, isHexadecimal || digit < 10 {
      value = value * (isHexadecimal ? 16 : 10) + digit
      offset += 1
      // No character needs more digits; with leading zeros libxml2 judges.
      guard offset - start <= 7 else { return false }
    }
    guard offset > start, byte(offset) == UInt8(ascii: ";"), Self.isCharacter(value) else {
      return false
    }
    position = offset + 1
    return true
  }

  /// `Char` (2.2, production 2).
  private static func isCharacter(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }

  /// Moves over one character beyond ASCII.
  private mutating func character() -> Bool {
    guard byte(position) >= 0x80, let (_, length) = scalar(at: position) else { return false }
    position += length
    return true
  }

  /// The allowed character beyond ASCII that stands at an offset, with its bytes; `nil` also where
  /// the bytes are no UTF-8: nested documents may hold seams.
  private func scalar(at offset: Int) -> (value: UInt32, length: Int)? {
    let lead = byte(offset)
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard lead >= 0xC2, lead < 0xF5 else { return nil }
    var value = UInt32(lead) & (0x7F >> UInt32(length))
    for index in 1..<length {
      let next = byte(offset + index)
      guard next & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(next & 0x3F)
    }
    let isShortest = length == 2 || value >= (length == 3 ? 0x800 : 0x10000)
    return isShortest && Self.isCharacter(value) ? (value, length) : nil
  }

  /// Moves over what follows of plain ASCII and of characters of three bytes that are surely allowed.
  private mutating func skip(_ plain: ASCIISet) {
    // A span of the property would keep `position` from being set.
    let bytes = bytes
    let raw = bytes.span.bytes
    let last = bytes.count - 4
    var offset = position
    while offset <= last {
      let word = UInt32(
        littleEndian: raw.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt32.self))
      if plain.contains(UInt8(truncatingIfNeeded: word)) {
        offset &+= 1
      } else if word & 0xC0_C0F0 == 0x80_80E0, Self.plainLeads >> (word & 0xF) & 1 != 0 {
        offset &+= 3
      } else {
        break
      }
    }
    if offset > last {
      while plain.contains(byte(offset)) { offset += 1 }
    }
    position = offset
  }

  /// Bit n is set where the lead byte E0 + n takes any two continuation bytes and makes an allowed
  /// character: E0 and ED do not (The Unicode Standard, 3.9, table 3-7), and EF begins U+FFFE too.
  private static var plainLeads: UInt32 { 0b0101_1111_1111_1110 }

  @discardableResult
  @inline(__always)
  private mutating func skipSpace() -> Bool {
    let start = position
    while Self.isSpace(byte(position)) { position += 1 }
    return position > start
  }

  /// `S` (2.3, production 3); unlike HTML's, without form feed.
  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
  }

  private mutating func equalsSign() -> Bool {
    skipSpace()
    guard byte(position) == UInt8(ascii: "=") else { return false }
    position += 1
    skipSpace()
    return true
  }

  /// Moves over `wanted` if it stands here.
  private mutating func take(_ wanted: StaticString) -> Bool {
    guard bytes.matches(wanted, at: position, ignoringCase: false) else { return false }
    position += wanted.utf8CodeUnitCount
    return true
  }
}

/// A set of ASCII bytes; the compiler works all of them out.
private struct ASCIISet: Sendable {
  private var low: UInt64
  private var high: UInt64

  // What each kind of content may hold without a closer look.
  static var inText: ASCIISet { characters.without("<").without("&").without("]") }
  static var inValue: ASCIISet {
    characters.without("<").without("&").without("\"").without("'")
  }
  static var inComment: ASCIISet { characters.without("-") }
  static var inSection: ASCIISet { characters.without("]") }
  static var inInstruction: ASCIISet { characters.without("?") }
  /// Letters and `_`.
  static var nameStarts: ASCIISet { ASCIISet(low: 0, high: 0x07FF_FFFE_87FF_FFFE) }
  /// The same, digits, `-` and `.`.
  static var nameBytes: ASCIISet {
    ASCIISet(low: 0x03FF_6000_0000_0000, high: 0x07FF_FFFE_87FF_FFFE)
  }

  /// All that XML allows (2.2, production 2): tab, LF, CR, and from space on.
  private static var characters: ASCIISet {
    ASCIISet(low: 0xFFFF_FFFF_0000_2600, high: .max)
  }

  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    let half = byte & 0x40 == 0 ? low : high
    return byte < 0x80 && half >> UInt64(byte & 0x3F) & 1 != 0
  }

  @inline(__always)
  private func without(_ character: Unicode.Scalar) -> ASCIISet {
    let bit: UInt64 = 1 << UInt64(character.value & 0x3F)
    return character.value < 0x40
      ? ASCIISet(low: low & ~bit, high: high) : ASCIISet(low: low, high: high & ~bit)
  }
}
