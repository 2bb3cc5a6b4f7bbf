internal import ZhenglintCore
internal import ZhenglintMatching

/// Makes glyphs of the characters of a stream that a reader sees, in their order there, and notes the
/// lines that they make.
///
/// Most of the text of a document goes through its loop, which makes no call for an ideograph.
struct GlyphReader {
  /// What is read: apart from the reader, so that its arrays are not retained at each step.
  struct Source {
    fileprivate let utf8: [UInt8]
    fileprivate let marks: [TextStream.Mark]
    /// The bytes of the stream, without a character cut at their start.
    let range: Range<Int>
    fileprivate let folds = FoldTable.standard
    fileprivate let traits = TraitTable.standard

    init(_ stream: TextStream, in range: ByteRange) {
      utf8 = stream.utf8
      marks = stream.marks
      let end = min(range.end, utf8.count)
      var start = min(range.start, end)
      while start < end, utf8[start] & 0xC0 == 0x80 { start += 1 }
      self.range = start..<end
    }
  }

  /// Of glyphs that stand as they were read.
  private(set) var lines: [TextLines.Line] = []
  private(set) var order = ReadingOrder()
  private(set) var isAtEnd = false

  /// In bytes of the stream.
  private var offset: Int
  /// Index of the mark in force; -1 for none.
  private var mark: Int
  /// Where the mark after it starts.
  private var nextMark = 0
  /// Of the next glyph.
  private var gap = Glyph.Gap.none
  private var setting: Glyph.Setting = []
  /// Of the line: its first glyph, what there is to know of those read so far, and whether some text
  /// of it was set at a place of its own.
  private var lineStart = 0
  private var lineTraits: GlyphTraits = []
  private var widestGap = Glyph.Gap.none
  private var hasPlaces = false

  init(_ stream: TextStream, from source: Source) {
    offset = source.range.lowerBound
    // The mark in force is found by `passMark`.
    mark = stream.marks(from: UInt32(offset)).lowerBound - 1
    lines.reserveCapacity(32)
  }

  /// Adds glyphs, of which there are `count` already, to the end of the text or until the run is full.
  mutating func read(
    _ source: Source, into run: inout OutputSpan<Glyph>, after count: Int
  ) {
    while true {
      readPlain(source, into: &run, after: count)
      let end = count + run.count
      guard offset < source.range.upperBound else {
        endLine(.block, at: end)
        isAtEnd = true
        return
      }
      if offset >= nextMark {
        passMark(of: source)
        continue
      }
      guard run.freeCapacity > 0 else { return }
      switch source.utf8[offset] {
      case 0x20:
        gap = gap == .none ? .space : .wide
        offset += 1
      case Seam.block.rawValue:
        endLine(.block, at: end)
        run.append(.border(at: offset))
        offset += 1
        beginLine(at: end + 1)
      case let byte where byte >= Seam.inline.rawValue:
        offset += 1
        take(Seam(rawValue: byte), at: end)
      default: readOdd(source, into: &run, at: end)
      }
    }
  }

  /// Reads characters of one or three bytes that are what they are: most of any text.
  ///
  /// Without a call or a property that changes, all that the loop needs is in registers.
  private mutating func readPlain(
    _ source: Source, into run: inout OutputSpan<Glyph>, after count: Int
  ) {
    let (utf8, table) = (source.utf8.span, source.traits)
    let end = min(source.range.upperBound, nextMark)
    let mark = Int32(truncatingIfNeeded: mark)
    var (start, gap, setting, room) = (offset, gap, setting, run.freeCapacity)
    var all: GlyphTraits = []
    let first = run.count
    while start < end, room > 0 {
      let byte = utf8[start]
      var (value, length) = (UInt16(byte), 1)
      if byte >= 0x80 {
        guard byte & 0xF0 == 0xE0 else { break }
        let last = utf8[start + 2]
        value = value << 12 | UInt16(utf8[start + 1] & 0x3F) << 6 | UInt16(last & 0x3F)
        length = 3
      }
      guard let traits = table.plainTraits(of: value), let scalar = Unicode.Scalar(value)
      else { break }
      run.append(
        Glyph(
          scalar: scalar, start: start, end: start &+ length, gap: gap, setting: setting,
          mark: mark, traits: traits))
      all.formUnion(traits)
      (start, gap, setting, room) = (start &+ length, .none, [], room &- 1)
    }
    guard start > offset else { return }
    // Only before the first of them something may stand.
    note(all, gap: self.gap, at: count + first)
    (offset, self.gap, self.setting) = (start, gap, setting)
  }

  /// Takes in that glyphs are read, the first of which has number `number`.
  private mutating func note(_ traits: GlyphTraits, gap: Glyph.Gap, at number: Int) {
    lineTraits.formUnion(traits)
    // What stands before the first character is no part of the line.
    if gap != .none, number > lineStart { widestGap = max(widestGap, gap) }
  }

  /// Reads a character that stands for another one, or that nobody sees.
  private mutating func readOdd(
    _ source: Source, into run: inout OutputSpan<Glyph>, at number: Int
  ) {
    let (scalar, next) = StreamCursor.scalar(at: offset, in: source.utf8)
    if let simplified = scalar.simplified(by: source.folds) {
      let traits = source.traits[simplified]
      run.append(
        Glyph(
          scalar: simplified, start: offset, end: next, gap: gap, setting: setting,
          mark: Int32(truncatingIfNeeded: mark), traits: traits))
      note(traits, gap: gap, at: number)
      (offset, gap, setting) = (next, .none, [])
    } else {
      offset = next
      take(scalar, of: source.folds.skipClass(scalar.value), at: number)
    }
  }

  private mutating func passMark(of source: Source) {
    let marks = source.marks
    while mark + 1 < marks.count, Int(marks[mark + 1].start) <= offset { mark += 1 }
    nextMark = mark + 1 < marks.count ? Int(marks[mark + 1].start) : .max
  }

  // MARK: - Lines and their order

  /// Ends the line before a glyph.
  private mutating func endLine(_ end: TextLine.End, at number: Int) {
    let line = lineStart..<number
    order.endLine(line, hasPlaces: hasPlaces)
    guard !line.isEmpty else { return }
    lines.append(
      TextLines.Line(glyphs: line, end: end, traits: lineTraits, widestGap: widestGap))
  }

  /// Forgets what the line before said of the next glyph.
  private mutating func beginLine(at number: Int) {
    (gap, setting, hasPlaces) = (.none, .beginsLine, false)
    (lineStart, lineTraits, widestGap) = (number, [], .none)
  }

  private mutating func breakLine(at number: Int) {
    endLine(.line, at: number)
    beginLine(at: number)
  }

  private mutating func take(_ seam: Seam?, at number: Int) {
    switch seam {
    case .line: breakLine(at: number)
    case .overrideStart: order.beginOverride(at: number)
    case .overrideEnd: order.endDirection(at: number)
    case .positioned, .column:
      setting.insert(.placed)
      hasPlaces = true
    case .block, .inline, .escape, nil: break
    }
  }

  /// Takes in a character that nobody sees.
  private mutating func take(_ scalar: Unicode.Scalar, of skipClass: SkipClass, at number: Int) {
    switch (skipClass, scalar) {
    case (.invisible, "\u{202E}"): order.beginOverride(at: number)
    case (.invisible, "\u{202A}"), (.invisible, "\u{202B}"), (.invisible, "\u{202D}"):
      // A direction that changes no order.
      order.beginEmbedding()
    case (.invisible, "\u{202C}"): order.endDirection(at: number)
    case (.invisible, _): break
    case (.line, _) where scalar.isLineEnd: breakLine(at: number)
    default:
      let isWide = scalar == "\t" || scalar == "\u{3000}" || gap != .none
      gap = isWide ? .wide : .space
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
