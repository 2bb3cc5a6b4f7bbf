internal import ZhenglintCore

/// The visible characters of a part of a stream in their order there, with the lines that they make.
struct StreamGlyphs {
  /// Line ends, by markup or in the text, count as white space; between blocks stands a border.
  private(set) var glyphs: [Glyph] = []
  /// Lines that have something to see, the borders left out.
  private var lines: [(glyphs: Range<Int>, end: TextLine.End)] = []
  /// No character is set at a place of its own or stands in another order than a reader sees.
  private var isPlain = true

  /// Reads the bytes `range` of a stream; a character cut at its start is passed over.
  init(_ stream: TextStream, in range: ByteRange) {
    var reader = GlyphReader(stream, in: range)
    reader.reserveCapacity(forBytes: range.count)
    var lineStart = 0
    reading: while true {
      let stop = reader.next()
      switch stop {
      case .overrideStart, .embeddingStart, .directionEnd: isPlain = false
      case .block, .line, .end:
        let end = reader.glyphs.count
        if lineStart < end { lines.append((lineStart..<end, stop == .line ? .line : .block)) }
        if stop == .end { break reading }
        if stop == .block { reader.glyphs.append(.border(at: reader.offset - 1)) }
        lineStart = reader.glyphs.count
        reader.gap = max(reader.gap, .space)
      }
    }
    glyphs = reader.glyphs
    isPlain = isPlain && !reader.hasPlaces
  }

  /// The lines that `part` alone would make; it begins and ends between characters.
  func lines(in part: ByteRange, of stream: TextStream) -> [TextLine] {
    guard isPlain else {
      // To be put in order by the one who can.
      let utf8 = Array(stream.utf8[part.start..<part.end])
      var reader = LineReader(
        TextStream(channel: stream.channel, utf8: utf8, map: SourceMap()))
      return reader.lines()
    }
    let first = glyphs.partitioningIndex { $0.start >= part.start }
    let last = glyphs.partitioningIndex { $0.start >= part.end }
    return lines.compactMap { line in
      let own = line.glyphs.clamped(to: first..<max(first, last))
      return own.isEmpty ? nil : TextLine(glyphs: glyphs[own], end: line.end)
    }
  }
}
