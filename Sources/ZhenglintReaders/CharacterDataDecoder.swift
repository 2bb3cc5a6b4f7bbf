internal import ZhenglintCore

/// A piece of character data, and how it is read.
struct CharacterData {
  var range: ByteRange
  /// False in CDATA and raw text, where `&` means nothing.
  var decodesReferences: Bool
  /// As one line, with single spaces for white space.
  var isCollapsed: Bool
  /// White space, if anything.
  var isBlank: Bool
}

/// Decodes references in character data and attribute values, each character with its bytes.
struct CharacterDataDecoder {
  let source: [UInt8]
  let syntax: MarkupSyntax
  /// Of the document, and the entities of its internal subset; worked out when first asked for, since
  /// nobody asks of a plain document.
  private(set) lazy var verdict = syntax == .xml ? XMLParser.parse(source) : XMLVerdict()

  /// Names of entities that were used but not read.
  private(set) var unread: Set<String> = []
  private(set) var used: Set<String> = []
  private(set) var hitLimit = false
  /// Bytes and references that entities may still expand to.
  private var budget = 4 << 20

  private static let depthLimit = 40

  init(source: [UInt8], syntax: MarkupSyntax) {
    self.source = source
    self.syntax = syntax
  }

  /// Appends the text of character data.
  mutating func append(_ data: CharacterData, to builder: inout TextBuilder) {
    if data.isBlank, data.isCollapsed {
      // Nearly always the line end between two elements.
      let start = data.range.start
      guard data.range.count > 0 else { return }
      builder.appendCollapsedSpace(from: ByteRange(start: start, end: start + 1))
    } else if data.decodesReferences {
      append(data.range, to: &builder, place: .text, collapsing: data.isCollapsed)
    } else if data.isCollapsed {
      builder.copyCollapsed(data.range, of: source)
    } else {
      builder.copy(data.range, of: source)
    }
  }

  /// Appends the text of `range`; on request as one line, with spaces for line ends.
  mutating func append(
    _ range: ByteRange, to builder: inout TextBuilder, place: CharacterReference.Place,
    collapsing: Bool = false
  ) {
    var copied = range.start
    var offset = range.start
    func copy(upTo end: Int) {
      let part = ByteRange(start: copied, end: end)
      if collapsing {
        builder.copyCollapsed(part, of: source)
      } else {
        builder.copy(part, of: source)
      }
    }
    while let ampersand = source.firstOffset(of: 0x26, from: offset, to: range.end) {
      offset = ampersand + 1
      if let name = entityName(in: source, at: ampersand, end: range.end) {
        guard let text = expansion(of: name, depth: 0) else { continue }
        let end = ampersand + name.utf8.count + 2
        copy(upTo: ampersand)
        append(text, of: ByteRange(start: ampersand, end: end), to: &builder)
        copied = end
        offset = end
      } else if let reference = CharacterReference.match(
        source, at: ampersand, end: range.end, syntax: syntax, place: place)
      {
        copy(upTo: ampersand)
        let scalar = reference.scalars.first
        if collapsing, scalar.isASCII, UInt8(scalar.value).isMarkupSpace {
          builder.appendCollapsedSpace(from: reference.range)
        } else {
          append(reference, to: &builder)
        }
        copied = reference.range.end
        offset = copied
      }
    }
    copy(upTo: range.end)
  }

  /// Appends the text of an entity, which only its reference stands for; its seams have no source.
  private func append(_ text: [UInt8], of reference: ByteRange, to builder: inout TextBuilder) {
    let parts = text.split(separator: Seam.inline.rawValue, omittingEmptySubsequences: false)
    for (number, part) in parts.enumerated() {
      if number > 0 { builder.inline() }
      builder.append(Array(part), from: reference, isExact: false)
    }
  }

  private func append(_ reference: CharacterReference, to builder: inout TextBuilder) {
    if reference.scalars.second == nil {
      builder.append(reference.scalars.first, from: reference.range)
    } else {
      builder.append(reference.scalars.utf8, from: reference.range)
    }
  }

  // MARK: - Entities of XML

  private static let predefined: Set<String> = ["amp", "lt", "gt", "quot", "apos"]

  /// The name in `&name;` where that is an entity which the document declares, or which nothing does.
  private func entityName(in bytes: [UInt8], at ampersand: Int, end: Int) -> String? {
    guard syntax == .xml, ampersand + 1 < end, bytes[ampersand + 1] != 0x23 else { return nil }
    var stop = ampersand + 1
    while stop < end, stop - ampersand < 256, bytes[stop] != 0x3B {
      let byte = bytes[stop]
      guard
        byte >= 0x80 || byte.isASCIILetter || byte.isASCIIDigit || byte == 0x2D
          || byte == 0x2E || byte == 0x5F || byte == 0x3A
      else { return nil }
      stop += 1
    }
    guard stop < end, stop > ampersand + 1, bytes[stop] == 0x3B else { return nil }
    let name = String(decoding: bytes[ampersand + 1..<stop], as: UTF8.self)
    return Self.predefined.contains(name) ? nil : name
  }

  /// The replacement text with its tags taken out, or `nil` where the entity is not read.
  private mutating func expansion(of name: String, depth: Int) -> [UInt8]? {
    used.insert(name)
    guard let content = verdict.entities[name] else {
      // Documents with a DTD that is not loaded use the names of HTML (`&nbsp;`).
      if let named = HTMLEntities.match(Array("\(name);".utf8), at: 0), named.hasSemicolon,
        !verdict.externalEntities.contains(name)
      {
        return named.scalars.utf8
      }
      unread.insert(name)
      return nil
    }
    budget -= 1 + content.count
    guard depth < Self.depthLimit, budget > 0 else {
      // The reference stays as it stands, as those behind it do.
      hitLimit = true
      return Array("&\(name);".utf8)
    }
    return plainText(of: content, depth: depth)
  }

  /// The text of a replacement text: tags become seams, references are expanded.
  private mutating func plainText(of content: [UInt8], depth: Int) -> [UInt8] {
    var text: [UInt8] = []
    var tokenizer = MarkupTokenizer(content, syntax: .xml)
    while let token = tokenizer.next() {
      switch token {
      case .rawText(let range): text += content[range.start..<range.end]
      case .text(let range): appendExpanded(content, range, depth: depth, to: &text)
      default: text.append(Seam.inline.rawValue)
      }
    }
    return text
  }

  private mutating func appendExpanded(
    _ content: [UInt8], _ range: ByteRange, depth: Int, to text: inout [UInt8]
  ) {
    var copied = range.start
    var offset = range.start
    while let ampersand = content.firstOffset(of: 0x26, from: offset, to: range.end) {
      offset = ampersand + 1
      if hitLimit { break }
      if let name = entityName(in: content, at: ampersand, end: range.end) {
        text += content[copied..<ampersand]
        text += expansion(of: name, depth: depth + 1) ?? []
        offset = ampersand + name.utf8.count + 2
        copied = offset
      } else if let reference = CharacterReference.match(
        content, at: ampersand, end: range.end, syntax: .xml, place: .text)
      {
        text += content[copied..<ampersand]
        text += reference.scalars.utf8
        offset = reference.range.end
        copied = offset
      }
    }
    text += content[copied..<range.end]
  }

  // MARK: - What a person must know

  mutating func notes() -> [Note] {
    var notes: [Note] = []
    if hitLimit {
      notes.append(
        Note(
          code: "entity-limit",
          zh: "实体展开超过上限（约 4 MiB 或 40 层），其余部分未读取；请删除 DOCTYPE 中的嵌套实体后重试。",
          en: "Entities expand beyond the limit (about 4 MiB or 40 levels); the rest was not read. "
            + "Remove the nested entities of the DOCTYPE and try again.",
          isIncomplete: true))
    }
    for name in unread.sorted() {
      let isExternal = verdict.externalEntities.contains(name)
      notes.append(
        Note(
          code: isExternal ? "external-entity" : "undefined-entity",
          zh: isExternal
            ? "实体 &\(name); 的内容在文件之外，本工具从不加载外部内容，该处未检查。"
            : "实体 &\(name); 没有定义，该处未检查。",
          en: isExternal
            ? "The entity &\(name); lies outside the file and is never loaded; that place was not checked."
            : "The entity &\(name); is not defined; that place was not checked.",
          isIncomplete: true))
    }
    return notes
  }
}
