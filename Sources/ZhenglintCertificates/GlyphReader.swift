internal import ZhenglintCore
internal import ZhenglintMatching

/// Makes glyphs of the characters of a stream that a reader sees, in their order there.
///
/// Most of the text of a document goes through its loop, which makes no call for an ideograph.
struct GlyphReader {
  /// What parts lines, or the characters that stand in another order than they are read in.
  enum Stop {
    case block
    /// `<br>` or a line end in the text.
    case line
    case overrideStart
    /// A direction that changes no order.
    case embeddingStart
    /// Of an override or another direction.
    case directionEnd
    case end
  }

  fileprivate struct Source {
    var utf8: [UInt8]
    var marks: [TextStream.Mark]
    var limit: Int
    let folds = FoldTable.standard
    let traits = TraitTable.standard
  }

  fileprivate struct Position {
    var offset: Int
    /// Index of the mark in force; -1 for none.
    var mark = -1
    /// Where the mark after it starts.
    var nextMark = 0
    var gap = Glyph.Gap.none
    /// Of the next glyph.
    var setting: Glyph.Setting = []
    var hasPlaces = false
  }

  private let source: Source
  private var position: Position
  var glyphs: [Glyph] = []

  /// Reads the bytes `range` of a stream; a character cut at its start is passed over.
  init(_ stream: TextStream, in range: ByteRange) {
    let utf8 = stream.utf8
    let limit = min(range.end, utf8.count)
    var offset = min(range.start, limit)
    while offset < limit, utf8[offset] & 0xC0 == 0x80 { offset += 1 }
    source = Source(utf8: utf8, marks: stream.marks, limit: limit)
    position = Position(offset: offset)
    // The mark in force is found by `pass`.
    position.mark = stream.marks(from: UInt32(offset)).lowerBound - 1
    // Most characters have three bytes, and of the rest of a page many have one.
    glyphs.reserveCapacity((limit - offset) / 2 + 1)
  }

  /// In UTF-8 bytes of the stream; past what was read last.
  var offset: Int { position.offset }

  /// Whether some text of the line was set at a place of its own.
  var hasPlaces: Bool { position.hasPlaces }

  /// Forgets what the line before said of the next glyph.
  mutating func beginLine() {
    (position.gap, position.setting, position.hasPlaces) = (.none, .beginsLine, false)
  }

  /// Adds glyphs up to the next stop.
  mutating func next() -> Stop {
    let source = source
    var position = position
    var stop: Stop?
    while stop == nil {
      let room = glyphs.capacity - glyphs.count
      // An append to the array would ask for each character whether the array is shared.
      glyphs.append(addingCapacity: room > 0 ? room : max(glyphs.count, 32)) { run in
        stop = position.read(source, into: &run)
      }
    }
    self.position = position
    return stop ?? .end
  }
}

extension GlyphReader.Position {
  /// - Returns: `nil` where the run is full.
  fileprivate mutating func read(
    _ source: GlyphReader.Source, into run: inout OutputSpan<Glyph>
  ) -> GlyphReader.Stop? {
    while run.freeCapacity > 0 {
      guard offset < source.limit else { return .end }
      if offset >= nextMark { pass(source.marks) }
      readVisible(source, into: &run)
      guard offset < min(source.limit, nextMark), run.freeCapacity > 0 else { continue }
      if let stop = takeInvisible(source) { return stop }
    }
    return nil
  }

  /// Reads up to the next mark, seam, or character that nobody sees.
  private mutating func readVisible(
    _ source: GlyphReader.Source, into run: inout OutputSpan<Glyph>
  ) {
    let end = min(source.limit, nextMark)
    while true {
      readPlain(source, to: end, into: &run)
      guard offset < end, run.freeCapacity > 0, source.utf8[offset] < Seam.inline.rawValue
      else { return }
      let (scalar, next) = StreamCursor.scalar(at: offset, in: source.utf8)
      guard let simplified = scalar.simplified(by: source.folds) else { return }
      run.append(
        Glyph(
          scalar: simplified, start: offset, end: next, gap: gap, setting: setting,
          mark: Int32(truncatingIfNeeded: mark), traits: source.traits[simplified]))
      (offset, gap, setting) = (next, .none, [])
    }
  }

  /// Reads characters of one or three bytes that are what they are: most of any text.
  ///
  /// Without a call or a property that changes, all that the loop needs is in registers.
  private mutating func readPlain(
    _ source: GlyphReader.Source, to end: Int, into run: inout OutputSpan<Glyph>
  ) {
    let (utf8, table) = (source.utf8.span, source.traits)
    let mark = Int32(truncatingIfNeeded: mark)
    var (start, gap, setting, room) = (offset, gap, setting, run.freeCapacity)
    defer { (offset, self.gap, self.setting) = (start, gap, setting) }
    while start < end, room > 0 {
      let byte = utf8[start]
      var (value, length) = (UInt16(byte), 1)
      if byte >= 0x80 {
        guard byte & 0xF0 == 0xE0 else { return }
        let last = utf8[start + 2]
        value = value << 12 | UInt16(utf8[start + 1] & 0x3F) << 6 | UInt16(last & 0x3F)
        length = 3
      }
      guard let traits = table.plainTraits(of: value), let scalar = Unicode.Scalar(value)
      else { return }
      run.append(
        Glyph(
          scalar: scalar, start: start, end: start &+ length, gap: gap, setting: setting,
          mark: mark, traits: traits))
      (start, gap, setting, room) = (start &+ length, .none, [], room &- 1)
    }
  }

  private mutating func takeInvisible(_ source: GlyphReader.Source) -> GlyphReader.Stop? {
    let byte = source.utf8[offset]
    guard byte < Seam.inline.rawValue else {
      offset += 1
      return take(Seam(rawValue: byte))
    }
    let scalar: Unicode.Scalar
    (scalar, offset) = StreamCursor.scalar(at: offset, in: source.utf8)
    return take(scalar, of: source.folds.skipClass(scalar.value))
  }

  private mutating func pass(_ marks: [TextStream.Mark]) {
    while mark + 1 < marks.count, Int(marks[mark + 1].start) <= offset { mark += 1 }
    nextMark = mark + 1 < marks.count ? Int(marks[mark + 1].start) : .max
  }

  private mutating func take(_ seam: Seam?) -> GlyphReader.Stop? {
    switch seam {
    case .block: return .block
    case .line: return .line
    case .overrideStart: return .overrideStart
    case .overrideEnd: return .directionEnd
    case .positioned, .column:
      setting.insert(.placed)
      hasPlaces = true
    case .inline, .escape, nil: break
    }
    return nil
  }

  /// Takes in a character that nobody sees.
  private mutating func take(
    _ scalar: Unicode.Scalar, of skipClass: SkipClass
  ) -> GlyphReader.Stop? {
    switch (skipClass, scalar) {
    case (.invisible, "\u{202E}"): return .overrideStart
    case (.invisible, "\u{202A}"), (.invisible, "\u{202B}"), (.invisible, "\u{202D}"):
      return .embeddingStart
    case (.invisible, "\u{202C}"): return .directionEnd
    case (.invisible, _): return nil
    case (.line, _) where scalar.isLineEnd: return .line
    default:
      let isWide = scalar == "\t" || scalar == "\u{3000}" || gap != .none
      gap = isWide ? .wide : .space
      return nil
    }
  }
}

extension Unicode.Scalar {
  /// The character of simplified text and normal width, or `nil` for white space and what nobody sees;
  /// look-alikes stay what they are, and so do brackets and the marks of Chinese clauses.
  func simplified(by folds: FoldTable) -> Unicode.Scalar? {
    if folds.isPlain(self) { return self }
    return switch self {
    case "（", "）", "，", "：", "；", "！", "？": self
    default: folds.legibleForm(of: self)
    }
  }
}
