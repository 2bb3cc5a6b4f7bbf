internal import ZhenglintCore
internal import ZhenglintMatching

/// The visible characters of a part of a stream in their order there, with the lines that they make.
struct StreamGlyphs {
  /// Line ends, by markup or in the text, count as white space; between blocks stands a border.
  private(set) var glyphs: [Glyph] = []
  /// Lines that have something to see, the borders left out.
  private var lines: [(glyphs: Range<Int>, end: TextLine.End)] = []
  private var lineStart = 0
  /// No character is set at a place of its own or stands in another order than a reader sees.
  private var isPlain = true

  /// Reads the bytes `range` of a stream; a character cut at its start is passed over.
  init(_ stream: TextStream, in range: ByteRange) {
    let utf8 = stream.utf8
    let folds = FoldTable.standard
    glyphs.reserveCapacity(forBytes: range.count)
    var gap = Glyph.Gap.none
    var offset = range.start
    while offset < range.end, utf8[offset] & 0xC0 == 0x80 { offset += 1 }
    while offset < range.end {
      let count = glyphs.count
      offset = glyphs.appendVisible(from: offset, to: range.end, of: utf8, gap: gap)
      if glyphs.count > count { gap = .none }
      guard offset < range.end else { break }
      if utf8[offset] >= Seam.inline.rawValue {
        take(Seam(rawValue: utf8[offset]), at: offset, &gap)
        offset += 1
        continue
      }
      let start = offset
      let (scalar, next) = StreamCursor.scalar(at: offset, in: utf8)
      offset = next
      switch folds.skipClass(scalar.value) {
      case .line where scalar.isLineEnd:
        endLine(.line)
        gap = max(gap, .space)
      case .space, .line:
        gap = scalar == "\t" || scalar == "\u{3000}" || gap != .none ? .wide : .space
      case .invisible: isPlain = isPlain && !(0x202A...0x202E ~= scalar.value)
      case .none, .noise:
        glyphs.append(
          Glyph(scalar: scalar.simplified(by: folds), start: start, end: next, gap: gap))
        gap = .none
      }
    }
    endLine(.block)
  }

  private mutating func take(_ seam: Seam?, at offset: Int, _ gap: inout Glyph.Gap) {
    switch seam {
    case .block:
      endLine(.block)
      glyphs.append(.border(at: offset))
      lineStart = glyphs.count
      gap = max(gap, .space)
    case .line:
      endLine(.line)
      gap = max(gap, .space)
    case .positioned, .column, .overrideStart, .overrideEnd: isPlain = false
    case .inline, .escape, nil: break
    }
  }

  private mutating func endLine(_ end: TextLine.End) {
    if lineStart < glyphs.count { lines.append((lineStart..<glyphs.count, end)) }
    lineStart = glyphs.count
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
