package import ZhenglintCore

/// The two grammars of markup.
package enum MarkupSyntax: Sendable {
  /// XML 1.0, read on after errors (libxml2 says apart whether it is well-formed).
  case xml
  /// The tokenization stage of the HTML standard.
  case html
}

/// An attribute as it stands in the source, references undecoded.
package struct MarkupAttribute: Sendable {
  /// Bytes of the name.
  package var name: ByteRange
  /// Bytes of the value without quotes; empty just after the name where there is no value.
  package var value: ByteRange
}

/// One piece of markup; ranges count bytes of the document's text.
package enum MarkupToken: Sendable {
  /// Character data with references.
  case text(ByteRange)
  /// Character data in which `&` means nothing (CDATA, `style`, `script`).
  case rawText(ByteRange)
  /// `<` stands just before the name; the attributes are in `MarkupTokenizer.attributes` until the
  /// next token.
  case startTag(name: ByteRange, isSelfClosing: Bool)
  /// `</` stands just before the name.
  case endTag(name: ByteRange)
  /// The range of the content.
  case comment(ByteRange)
  /// Without `<?` and `?>`.
  case instruction(ByteRange)
  /// Without `<!` and `>`, the internal subset included.
  case declaration(ByteRange)
}

/// Cuts markup into tokens that know their bytes, in one forward pass that never fails.
///
/// libxml2 reports no usable places (its callbacks come after the construct, in chunks, and off by
/// varying amounts), so places come from here; libxml2 judges well-formedness and declares entities
/// (`XMLParser`), unless the document proves to be plain on the way (`PlainXMLTokenizer`). The
/// conformance tests hold them against each other.
///
/// - Complexity: linear in the bytes.
package struct MarkupTokenizer: Sendable {
  private let bytes: [UInt8]
  private let syntax: MarkupSyntax
  /// Where the next token begins.
  private(set) var position: Int
  private var rawElement: RawElement?
  /// Attributes of the last start tag.
  package var attributes: [MarkupAttribute] { isPlain ? plain.attributes : ownAttributes }
  private var ownAttributes: [MarkupAttribute] = []
  private var plain: PlainXMLTokenizer
  /// The tokens come from `plain`, which also means that each end tag is the innermost element's.
  private(set) var isPlain: Bool
  /// HTML knows CDATA only inside SVG and MathML; the reader, which knows, says so.
  package var allowsCDATA: Bool
  /// Where the construct began that the end of the input cut off.
  package private(set) var truncation: Int?

  private struct RawElement {
    var name: [UInt8]
    var decodesReferences: Bool
    var isScript: Bool
  }

  /// `proves` says whether to find out if XML is well-formed, as far as it is plain.
  package init(_ bytes: [UInt8], syntax: MarkupSyntax, proves: Bool = false) {
    self.bytes = bytes
    self.syntax = syntax
    position = 0
    allowsCDATA = syntax == .xml
    plain = PlainXMLTokenizer(bytes)
    isPlain = proves && syntax == .xml
  }

  /// Whether the document has been read to its end and is surely well-formed.
  package var provesWellFormed: Bool { isPlain && plain.hasProven }

  /// Reads what follows as the content of a raw element (HTML `style`, `title` …) up to its end tag.
  package mutating func enterRawText(_ name: ByteRange, decodesReferences: Bool) {
    let lowercased = bytes[name.start..<name.end].map(\.asciiLowercased)
    rawElement = RawElement(
      name: lowercased, decodesReferences: decodesReferences,
      isScript: lowercased == Array("script".utf8))
  }

  package mutating func next() -> MarkupToken? {
    if isPlain {
      if let token = plain.next() { return token }
      if plain.isCertain { return nil }
      isPlain = false
      position = plain.position
    }
    if let raw = rawElement {
      rawElement = nil
      let start = position
      position = endOfRawText(raw, from: start)
      if position > start {
        let range = ByteRange(start: start, end: position)
        return raw.decodesReferences ? .text(range) : .rawText(range)
      }
    }
    guard position < bytes.count else { return nil }
    if bytes[position] != 0x3C || !bytes.isMarkup(at: position, syntax) {
      let start = position
      position = bytes.endOfText(from: start + 1, syntax)
      return .text(ByteRange(start: start, end: position))
    }
    switch bytes[position + 1] {
    case 0x21: return declaration()
    case 0x3F: return instruction()
    case 0x2F: return endTag()
    default: return startTag()
    }
  }
}

// MARK: - Text

extension MarkupTokenizer {
  /// Offset of the end tag that closes the raw element, or of the end of the input.
  private mutating func endOfRawText(_ raw: RawElement, from start: Int) -> Int {
    var offset = start
    // HTML, 13.2.5.17–29: inside `<!--` a script may hold `<script>…</script>` of its own.
    var isEscaped = false
    var isDoublyEscaped = false
    while let hit = nextRawMark(from: offset, inScript: raw.isScript, isEscaped: isEscaped) {
      offset = hit
      if bytes[hit] == 0x2D {
        isEscaped = false
        isDoublyEscaped = false
        offset += 3
      } else if isName(raw.name, at: hit + 2), bytes[hit + 1] == 0x2F {
        if !isDoublyEscaped { return hit }
        isDoublyEscaped = false
        offset += 2
      } else if raw.isScript, bytes.matches("<!--", at: hit) {
        isEscaped = true
        // `<!-->` opens and closes at once.
        offset += bytes.matches("<!-->", at: hit) ? 2 : 4
      } else if isEscaped, isName(raw.name, at: hit + 1) {
        isDoublyEscaped = true
        offset += 1
      } else {
        offset += 1
      }
    }
    truncation = start
    return bytes.count
  }

  /// The next `<`, or the `-->` that ends a script's comment, whichever is first.
  private func nextRawMark(from offset: Int, inScript: Bool, isEscaped: Bool) -> Int? {
    let less = bytes.firstOffset(of: 0x3C, from: offset, to: bytes.count)
    guard inScript, isEscaped else { return less }
    return bytes.firstOffset(of: "-->", from: offset, to: less ?? bytes.count) ?? less
  }

  private func isName(_ name: [UInt8], at offset: Int) -> Bool {
    let end = offset + name.count
    guard end < bytes.count else { return false }
    for index in 0..<name.count where bytes[offset + index].asciiLowercased != name[index] {
      return false
    }
    return bytes[end].isMarkupSpace || bytes[end] == 0x2F || bytes[end] == 0x3E
  }
}

// MARK: - Comments, CDATA, declarations, instructions

extension MarkupTokenizer {
  private mutating func declaration() -> MarkupToken {
    if bytes.matches("<!--", at: position) { return comment() }
    if allowsCDATA, bytes.matches("<![CDATA[", at: position, ignoringCase: false) {
      return .rawText(take(opening: 9, closing: "]]>"))
    }
    let isDoctype = bytes.matches("<!doctype", at: position)
    if syntax == .xml || isDoctype { return doctype() }
    return .comment(take(opening: 2, closing: ">"))
  }

  private mutating func comment() -> MarkupToken {
    guard syntax == .html else { return .comment(take(opening: 4, closing: "-->")) }
    // HTML, 13.2.5.43–51: `<!-->` and `<!--->` are empty comments, and `--!>` ends one too.
    if bytes.matches("<!-->", at: position) { return .comment(take(opening: 4, closing: ">")) }
    if bytes.matches("<!--->", at: position) { return .comment(take(opening: 4, closing: "->")) }
    let start = position + 4
    var offset = start
    while let dashes = bytes.firstOffset(of: "--", from: offset, to: bytes.count) {
      offset = dashes + 1
      let isPlain = bytes.matches("-->", at: dashes)
      guard isPlain || bytes.matches("--!>", at: dashes) else { continue }
      position = dashes + (isPlain ? 3 : 4)
      return .comment(ByteRange(start: start, end: dashes))
    }
    return .comment(take(opening: 4, closing: "-->"))
  }

  private mutating func instruction() -> MarkupToken {
    syntax == .xml
      ? .instruction(take(opening: 2, closing: "?>"))
      : .instruction(take(opening: 2, closing: ">"))
  }

  /// The content between an opening of `opening` bytes here and the next `closing`.
  private mutating func take(opening: Int, closing: StaticString) -> ByteRange {
    let start = min(position + opening, bytes.count)
    guard let end = bytes.firstOffset(of: closing, from: start, to: bytes.count) else {
      truncation = position
      position = bytes.count
      return ByteRange(start: start, end: bytes.count)
    }
    position = end + closing.utf8CodeUnitCount
    return ByteRange(start: start, end: end)
  }

  /// A document type declaration; brackets, quotes, comments and instructions in it may hold `>`.
  private mutating func doctype() -> MarkupToken {
    let opening = position
    var offset = position + 2
    var depth = 0
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x22, 0x27:
        guard syntax == .xml else { break }
        offset =
          bytes.firstOffset(of: bytes[offset], from: offset + 1, to: bytes.count) ?? bytes.count
      case 0x5B: depth += 1
      case 0x5D: depth -= 1
      case 0x3C where bytes.matches("<!--", at: offset):
        offset =
          bytes.firstOffset(of: "-->", from: offset, to: bytes.count).map { $0 + 2 } ?? bytes.count
      case 0x3C where bytes.matches("<?", at: offset):
        offset =
          bytes.firstOffset(of: "?>", from: offset, to: bytes.count).map { $0 + 1 } ?? bytes.count
      case 0x3E where depth <= 0 || syntax == .html:
        position = offset + 1
        return .declaration(ByteRange(start: opening + 2, end: offset))
      default: break
      }
      offset += 1
    }
    truncation = opening
    position = bytes.count
    return .declaration(ByteRange(start: min(opening + 2, bytes.count), end: bytes.count))
  }
}

// MARK: - Tags

extension MarkupTokenizer {
  private mutating func endTag() -> MarkupToken {
    let opening = position
    let nameStart = position + 2
    // HTML, 13.2.5.7: `</` before anything but a letter is a bogus comment.
    if syntax == .html, !bytes[nameStart].isASCIILetter {
      return .comment(take(opening: 2, closing: ">"))
    }
    let nameEnd = bytes.endOfName(from: nameStart, syntax)
    position = nameEnd
    _ = readAttributes(from: opening)
    return .endTag(name: ByteRange(start: nameStart, end: nameEnd))
  }

  private mutating func startTag() -> MarkupToken {
    let opening = position
    let nameEnd = bytes.endOfName(from: position + 1, syntax)
    position = nameEnd
    let isSelfClosing = readAttributes(from: opening)
    return .startTag(
      name: ByteRange(start: opening + 1, end: nameEnd), isSelfClosing: isSelfClosing)
  }

  /// Reads up to and with `>`; true when a `/` stands before it.
  private mutating func readAttributes(from opening: Int) -> Bool {
    // Most tags have none, nor had the one before.
    if !ownAttributes.isEmpty { ownAttributes.removeAll(keepingCapacity: true) }
    var offset = position
    if offset < bytes.count, bytes[offset] == 0x3E {
      position = offset + 1
      return false
    }
    var isSelfClosing = false
    defer { position = offset }
    while true {
      while offset < bytes.count, bytes[offset].isMarkupSpace { offset += 1 }
      guard offset < bytes.count else {
        truncation = opening
        return isSelfClosing
      }
      if bytes[offset] == 0x3E {
        offset += 1
        return isSelfClosing
      }
      if bytes[offset] == 0x2F {
        isSelfClosing = true
        offset += 1
        continue
      }
      if syntax == .xml, bytes[offset] == 0x3C { return isSelfClosing }
      isSelfClosing = false
      offset = readAttribute(at: offset, of: opening)
    }
  }

  /// Reads `name`, `name=value`, `name="value"`; returns the offset after it.
  private mutating func readAttribute(at start: Int, of opening: Int) -> Int {
    // HTML, 13.2.5.32: a `=` in first place belongs to the name.
    var offset = start + 1
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte.isMarkupSpace || byte == 0x2F || byte == 0x3E || byte == 0x3D { break }
      offset += 1
    }
    let name = ByteRange(start: start, end: offset)
    var value = offset
    while value < bytes.count, bytes[value].isMarkupSpace { value += 1 }
    guard value < bytes.count, bytes[value] == 0x3D else {
      ownAttributes.append(
        MarkupAttribute(name: name, value: ByteRange(start: offset, end: offset)))
      return offset
    }
    value += 1
    while value < bytes.count, bytes[value].isMarkupSpace { value += 1 }
    guard value < bytes.count else { return value }
    if bytes[value] == 0x22 || bytes[value] == 0x27 {
      let close = bytes.firstOffset(of: bytes[value], from: value + 1, to: bytes.count)
      if close == nil { truncation = opening }
      let end = close ?? bytes.count
      ownAttributes.append(
        MarkupAttribute(name: name, value: ByteRange(start: value + 1, end: end)))
      return min(end + 1, bytes.count)
    }
    var end = value
    while end < bytes.count, !bytes[end].isMarkupSpace, bytes[end] != 0x3E { end += 1 }
    ownAttributes.append(MarkupAttribute(name: name, value: ByteRange(start: value, end: end)))
    return end
  }
}

// Of the bytes alone: a function of the tokenizer that does not change it is handed a copy of it.
extension [UInt8] {
  /// Offset of the next `<` that begins markup.
  fileprivate func endOfText(from start: Int, _ syntax: MarkupSyntax) -> Int {
    var offset = start
    while let less = firstOffset(of: 0x3C, from: offset, to: count) {
      if isMarkup(at: less, syntax) { return less }
      offset = less + 1
    }
    return count
  }

  /// Offset just past the name of a tag that begins at `start`.
  fileprivate func endOfName(from start: Int, _ syntax: MarkupSyntax) -> Int {
    var offset = start
    while offset < count {
      let byte = self[offset]
      if byte.isMarkupSpace || byte == 0x2F || byte == 0x3E { break }
      // A forgotten `>` in XML: the next tag begins.
      if syntax == .xml, byte == 0x3C { break }
      offset += 1
    }
    return offset
  }

  /// Whether the `<` at `offset` begins a tag, comment, declaration or instruction.
  ///
  /// HTML, 13.2.5.6 "Tag open state": only `!`, `/`, `?` and ASCII letters do. XML names may begin
  /// with other letters too, as in `<证书>`.
  func isMarkup(at offset: Int, _ syntax: MarkupSyntax) -> Bool {
    guard offset + 1 < count else { return false }
    let next = self[offset + 1]
    if next == 0x21 || next == 0x3F || next.isASCIILetter { return true }
    if syntax == .xml {
      if next == 0x2F { return offset + 2 < count }
      return next >= 0x80 || next == 0x5F || next == 0x3A
    }
    guard next == 0x2F, offset + 2 < count else { return false }
    return true
  }
}
