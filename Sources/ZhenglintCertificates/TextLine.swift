internal import ZhenglintCore
internal import ZhenglintMatching

/// A character as a reader takes it: simplified, of normal width, with its place in the stream.
struct Glyph: Sendable {
  /// What stands between a character and the one before it.
  enum Gap: UInt8, Comparable, Sendable {
    case none
    case space
    /// White space that parts columns: a tab, an ideographic space, two spaces.
    case wide

    static func < (a: Gap, b: Gap) -> Bool { a.rawValue < b.rawValue }
  }

  var scalar: Unicode.Scalar
  /// UTF-8 bytes of the stream.
  var start: Int
  var end: Int
  var gap = Gap.none
  /// Set at a place of its own.
  var isPlaced = false
  /// Index of the mark in force; -1 for none.
  var mark: Int32 = -1
}

/// A line as a reader sees it, without its white space.
struct TextLine: Sendable {
  /// What ended the line.
  enum End: Sendable {
    case block
    /// `<br>` or a line end in the text.
    case line
  }

  /// Visible characters in reading order.
  var glyphs: [Glyph]
  var end: End
}

/// Cuts a stream into lines.
struct LineReader {
  private let stream: TextStream
  private let limit: Int
  private var offset: Int
  private var mark: Int
  private var line: [Glyph] = []
  private var gap = Glyph.Gap.none
  private var isPlaced = false
  /// Where in `line` right-to-left overrides began.
  private var overrides: [Int] = []

  private static let override: Unicode.Scalar = "\u{202E}"
  private static let popDirection: Unicode.Scalar = "\u{202C}"
  private static let embeddings: Set<Unicode.Scalar> = ["\u{202A}", "\u{202B}", "\u{202D}"]
  /// Deeper nesting is no writing of people.
  private static let deepestOverride = 16

  /// Reads the bytes `range` of the stream; a character cut at its start is passed over.
  init(_ stream: TextStream, in range: ByteRange) {
    self.stream = stream
    limit = min(range.end, stream.utf8.count)
    offset = min(range.start, limit)
    while offset < limit, stream.utf8[offset] & 0xC0 == 0x80 { offset += 1 }
    mark = -1
    while mark + 1 < stream.marks.count, Int(stream.marks[mark + 1].start) <= offset { mark += 1 }
  }

  init(_ stream: TextStream) {
    self.init(stream, in: ByteRange(start: 0, end: stream.utf8.count))
  }

  /// The next line that has something to see.
  mutating func next() -> TextLine? {
    while offset < limit {
      let byte = stream.utf8[offset]
      while mark + 1 < stream.marks.count, Int(stream.marks[mark + 1].start) <= offset { mark += 1 }
      if byte >= Seam.inline.rawValue {
        offset += 1
        if let end = take(Seam(rawValue: byte)), let line = finish(end) { return line }
      } else if case .scalar(let scalar, let next) = StreamCursor.next(
        from: offset, in: stream.utf8)
      {
        let start = offset
        offset = next
        if take(scalar, from: start), let line = finish(.line) { return line }
      } else {
        offset += 1
      }
    }
    return finish(.block)
  }

  private mutating func take(_ seam: Seam?) -> TextLine.End? {
    switch seam {
    case .block: return .block
    case .line: return .line
    case .positioned, .column: isPlaced = true
    case .overrideStart: begin()
    case .overrideEnd: reverse()
    case .inline, .escape, nil: break
    }
    return nil
  }

  /// - Returns: Whether the scalar ends the line.
  private mutating func take(_ scalar: Unicode.Scalar, from start: Int) -> Bool {
    if scalar == Self.override { begin() }
    // Every direction has its end: those that change no order are counted as empty overrides.
    if Self.embeddings.contains(scalar) { overrides.append(.max) }
    if scalar == Self.popDirection { reverse() }
    switch FoldTable.standard.skipClass(scalar.value) {
    case .line where scalar.isLineEnd: return true
    case .space, .line:
      let isWide = scalar == "\t" || scalar == "\u{3000}" || gap != .none
      gap = isWide ? .wide : .space
      return false
    case .invisible: return false
    case .none, .noise:
      line.append(
        Glyph(
          scalar: scalar.simplified, start: start, end: offset, gap: gap, isPlaced: isPlaced,
          mark: Int32(truncatingIfNeeded: mark)))
      gap = .none
      isPlaced = false
      return false
    }
  }

  private mutating func begin() {
    if overrides.count < Self.deepestOverride { overrides.append(line.count) }
  }

  private mutating func reverse() {
    guard let start = overrides.popLast(), start < line.count else { return }
    line[start...].reverse()
    // The gap stands before a character: of the one that now comes first, before the whole.
    let gaps = line[start...].map(\.gap)
    for (offset, gap) in gaps.enumerated() where offset + 1 < gaps.count {
      line[start + offset + 1].gap = gap
    }
    line[start].gap = gaps.last ?? .none
  }

  /// Pieces set at places of their own are words; glyphs set one by one are letters.
  private mutating func spaceOutPieces() {
    guard line.count(where: \.isPlaced) * 2 < line.count else { return }
    for index in line.indices where line[index].isPlaced && line[index].gap == .none {
      line[index].gap = .space
    }
  }

  private mutating func finish(_ end: TextLine.End) -> TextLine? {
    while !overrides.isEmpty { reverse() }
    gap = .none
    isPlaced = false
    guard !line.isEmpty else { return nil }
    spaceOutPieces()
    defer { line.removeAll(keepingCapacity: true) }
    return TextLine(glyphs: line, end: end)
  }
}

extension Unicode.Scalar {
  /// The character of simplified text and normal width; look-alikes stay what they are, and so do
  /// brackets and the marks of Chinese clauses.
  var simplified: Unicode.Scalar {
    switch self {
    case "（", "）", "，", "：", "；", "！", "？": self
    default: FoldTable.standard.plainForm(of: self)
    }
  }
}
