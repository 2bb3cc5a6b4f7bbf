package import ZhenglintCore

/// What a reader sees of a stream or of a part of one: its characters, and the lines that they make.
package struct StreamText: Sendable {
  let stream: TextStream
  /// In their order in the stream; between blocks stands a border.
  let glyphs: [Glyph]
  /// In the order that a reader sees: most texts have theirs, and then both share the glyphs.
  let lines: TextLines
  /// The labels in `lines`, where someone found them before.
  var labelled: LabelledText?

  package init(_ stream: TextStream) {
    self.init(stream, in: ByteRange(start: 0, end: stream.utf8.count))
  }

  /// Reads the bytes `range` of a stream; a character cut at its start is passed over.
  init(_ stream: TextStream, in range: ByteRange) {
    var reader = GlyphReader(stream, in: range)
    var order = ReadingOrder()
    var lines: [(glyphs: Range<Int>, end: TextLine.End)] = []
    lines.reserveCapacity(32)
    var start = 0
    reading: while true {
      let stop = reader.next()
      let count = reader.glyphs.count
      switch stop {
      case .overrideStart: order.beginOverride(at: count)
      case .embeddingStart: order.beginEmbedding()
      case .directionEnd: order.endDirection(at: count)
      case .block, .line, .end:
        order.endLine(start..<count, hasPlaces: reader.hasPlaces)
        if start < count { lines.append((start..<count, stop == .line ? .line : .block)) }
        if stop == .end { break reading }
        if stop == .block { reader.glyphs.append(.border(at: reader.offset - 1)) }
        start = reader.glyphs.count
        reader.beginLine()
      }
    }
    self.stream = stream
    glyphs = reader.glyphs
    self.lines = TextLines(glyphs: order.applied(to: reader.glyphs), lines)
  }
}
