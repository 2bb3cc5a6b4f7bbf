package import ZhenglintCore

/// Documents inside a document (`srcdoc`, data: URIs), read at once, each with its way back.
struct Nesting {
  /// From the text of the document that nests out to the text of the file.
  private let origin: SourceChain
  /// Documents around this one.
  private let depth: Int
  private(set) var documents: [Document] = []
  private(set) var notes: [Note] = []
  private var noted: Set<Note> = []

  private static let depthLimit = 8

  init(origin: SourceChain = SourceChain(), depth: Int = 0) {
    self.origin = origin
    self.depth = depth
  }

  /// Reads a text whose source offsets count in the nesting document's text.
  mutating func read(_ text: TextBuilder, format: DocumentFormat) {
    read(text.utf8, format: format, maps: [text.map])
  }

  /// Reads what a data: URI holds; `value` begins with `data:`.
  mutating func readDataURI(_ value: TextBuilder) {
    let whole = ByteRange(start: 0, end: value.utf8.count)
    guard let uri = DataURI.parse(value.utf8, in: whole) else { return }
    if uri.isTruncated { note(.damagedDataURI) }
    switch Self.content(of: uri.mediaType) {
    case .document(let declared):
      let detected = DocumentFormat.detect(in: uri.bytes, fileName: "")
      guard case .known(let found) = detected else { return note(.unreadMember(uri.mediaType)) }
      let format = declared ?? found
      let decoded = TextDecoder.decode(
        uri.bytes, declaration: format.declarationSyntax, label: uri.charset)
      for trouble in decoded.notes where trouble.isIncomplete { note(trouble) }
      read(decoded.utf8, format: format, maps: [decoded.map, uri.map, value.map])
    case .picture: note(.unreadPicture(uri.mediaType))
    case .other: note(.unreadMember(uri.mediaType))
    case .nothing: break
    }
  }

  private mutating func read(_ utf8: [UInt8], format: DocumentFormat, maps: [SourceMap]) {
    guard depth < Self.depthLimit else { return note(.nestingLimit(Self.depthLimit)) }
    var inner = DocumentReader.read(
      utf8, format: format,
      nesting: Nesting(origin: SourceChain(maps + origin.maps), depth: depth + 1))
    inner.origin = SourceChain(maps + origin.maps)
    documents.append(inner)
  }

  private mutating func note(_ note: Note) {
    if noted.insert(note).inserted { notes.append(note) }
  }

  private enum Content {
    case document(DocumentFormat?)
    case picture
    /// Something that may hold text which nobody reads.
    case other
    /// Nothing that anybody could read: a typeface, a sound.
    case nothing
  }

  private static func content(of mediaType: String) -> Content {
    switch mediaType {
    case "image/svg+xml": return .document(.svg)
    case "text/html": return .document(.html)
    case "application/xml", "text/xml", "application/xhtml+xml": return .document(.xml)
    case "": return .document(.text)
    default: break
    }
    if mediaType.hasSuffix("+xml") { return .document(.xml) }
    if mediaType.hasPrefix("image/") || mediaType.hasPrefix("video/") { return .picture }
    if mediaType.hasPrefix("font/") || mediaType.hasPrefix("audio/") || mediaType.contains("font") {
      return .nothing
    }
    if mediaType.hasPrefix("text/") { return .document(.text) }
    if mediaType.hasSuffix("json") || mediaType.hasSuffix("javascript") { return .document(.text) }
    return .other
  }
}

extension DataURI {
  /// Whether a value begins with the scheme `data:`.
  static func isDataURI(_ bytes: [UInt8], in range: ByteRange) -> Bool {
    var start = range.start
    while start < range.end, bytes[start].isMarkupSpace { start += 1 }
    return start + 5 <= range.end && bytes.matches("data:", at: start)
  }

  /// Offset of the first `data:` in `start..<end`, in any case.
  static func firstScheme(in utf8: [UInt8], from start: Int, to end: Int) -> Int? {
    var from = start + 4
    while let colon = utf8.firstOffset(of: UInt8(ascii: ":"), from: from, to: end) {
      if utf8.matches("data", at: colon - 4) { return colon - 4 }
      from = colon + 1
    }
    return nil
  }

  /// Where data: URIs stand in prose.
  static func ranges(inProse utf8: [UInt8]) -> [ByteRange] {
    var ranges: [ByteRange] = []
    var offset = 0
    while let start = firstScheme(in: utf8, from: offset, to: utf8.count) {
      let end = endInProse(utf8, from: start)
      offset = max(end, start + 5)
      // "data: 3" in prose is none: a data: URI has a comma after its media type.
      guard let comma = utf8.firstOffset(of: 0x2C, from: start, to: min(end, start + 200)),
        utf8.firstOffset(of: 0x2F, from: start, to: comma) != nil
      else { continue }
      ranges.append(ByteRange(start: start, end: end))
    }
    return ranges
  }

  /// A URI in prose ends at white space, a quote, a closing bracket or a character outside ASCII;
  /// a stop or comma at its end is the sentence's.
  private static func endInProse(_ utf8: [UInt8], from start: Int) -> Int {
    var offset = start
    while offset < utf8.count {
      let byte = utf8[offset]
      if byte <= 0x20 || byte >= 0x7F || byte == 0x22 || byte == 0x27 || byte == 0x29
        || byte == 0x3C || byte == 0x3E
      {
        break
      }
      offset += 1
    }
    while offset > start, [0x2C, 0x2E, 0x3A, 0x3B].contains(utf8[offset - 1]) { offset -= 1 }
    return offset
  }
}

extension DocumentFormat {
  /// Whose encoding declaration such a document may begin with.
  package var declarationSyntax: DeclarationSyntax {
    switch self {
    case .text: .none
    case .xml, .svg: .xml
    case .html: .html
    }
  }
}
