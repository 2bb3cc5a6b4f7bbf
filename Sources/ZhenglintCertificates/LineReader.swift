internal import ZhenglintCore

/// Cuts a stream into lines.
struct LineReader {
  /// Of the lines that are read together, the one at hand last.
  private var reader: GlyphReader
  /// Index of the first glyph of the line at hand.
  private var lineStart = 0
  /// Where among the glyphs right-to-left overrides began.
  private var overrides: [Int] = []

  /// Deeper nesting is no writing of people.
  private static let deepestOverride = 16
  /// For which room is made where only some lines are read.
  private static let fewBytes = 3 * 4096

  /// Reads the bytes `range` of the stream; a character cut at its start is passed over.
  init(_ stream: TextStream, in range: ByteRange) {
    reader = GlyphReader(stream, in: range)
  }

  init(_ stream: TextStream) {
    self.init(stream, in: ByteRange(start: 0, end: stream.utf8.count))
  }

  /// The next lines that have something to see, at most `count`, all cut from one array.
  mutating func lines(upTo count: Int = .max) -> [TextLine] {
    var found: [(glyphs: Range<Int>, end: TextLine.End)] = []
    found.reserveCapacity(32)
    // Lines of a bounded number may be the lesser part.
    reader.reserveCapacity(forBytes: count == .max ? .max : Self.fewBytes)
    while found.count < count, let end = readLine() {
      found.append((lineStart..<reader.glyphs.count, end))
      lineStart = reader.glyphs.count
    }
    let all = reader.glyphs
    reader.glyphs = []
    lineStart = 0
    return found.map { TextLine(glyphs: all[$0.glyphs], end: $0.end) }
  }

  /// Adds the glyphs of the next line that has some.
  private mutating func readLine() -> TextLine.End? {
    while true {
      switch reader.next() {
      case .block: if finish() { return .block }
      case .line: if finish() { return .line }
      case .end: return finish() ? .block : nil
      case .overrideStart:
        if overrides.count < Self.deepestOverride { overrides.append(reader.glyphs.count) }
      // Every direction has its end: those that change no order are counted as empty overrides.
      case .embeddingStart: overrides.append(.max)
      case .directionEnd: reverse()
      }
    }
  }

  private mutating func reverse() {
    guard let start = overrides.popLast(), start < reader.glyphs.count else { return }
    reader.glyphs[start...].reverse()
    // The gap stands before a character: of the one that now comes first, before the whole.
    let gaps = reader.glyphs[start...].map(\.gap)
    for (offset, gap) in gaps.enumerated() where offset + 1 < gaps.count {
      reader.glyphs[start + offset + 1].gap = gap
    }
    reader.glyphs[start].gap = gaps.last ?? .none
  }

  /// Pieces set at places of their own are words; glyphs set one by one are letters.
  private mutating func spaceOutPieces() {
    let line = lineStart..<reader.glyphs.count
    guard line.count(where: { reader.glyphs[$0].isPlaced }) * 2 < line.count else { return }
    for index in line where reader.glyphs[index].isPlaced && reader.glyphs[index].gap == .none {
      reader.glyphs[index].gap = .space
    }
  }

  /// - Returns: Whether the line that ends has something to see.
  private mutating func finish() -> Bool {
    while !overrides.isEmpty { reverse() }
    if reader.hasPlaces { spaceOutPieces() }
    reader.beginLine()
    return lineStart < reader.glyphs.count
  }
}
