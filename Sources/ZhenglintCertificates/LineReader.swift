internal import ZhenglintCore
internal import ZhenglintMatching

/// Cuts a stream into lines.
struct LineReader {
  private let utf8: [UInt8]
  private let marks: [TextStream.Mark]
  private let limit: Int
  private var offset: Int
  /// Index of the mark in force; -1 for none.
  private var mark = -1
  /// Where the mark after it starts.
  private var nextMark = 0
  /// Of the lines that are read together, the one at hand last.
  private var glyphs: [Glyph] = []
  /// Index in `glyphs` of the first of the line at hand.
  private var lineStart = 0
  private var gap = Glyph.Gap.none
  private var isPlaced = false
  /// Whether the line at hand holds characters set at places of their own.
  private var hasPlaced = false
  /// Where in `glyphs` right-to-left overrides began.
  private var overrides: [Int] = []
  private let folds = FoldTable.standard
  private let traits = TraitTable.standard

  private static let override: Unicode.Scalar = "\u{202E}"
  private static let popDirection: Unicode.Scalar = "\u{202C}"
  /// Deeper nesting is no writing of people.
  private static let deepestOverride = 16
  /// For which room is made where only some lines are read.
  private static let fewBytes = 3 * 4096

  /// Reads the bytes `range` of the stream; a character cut at its start is passed over.
  init(_ stream: TextStream, in range: ByteRange) {
    utf8 = stream.utf8
    marks = stream.marks
    limit = min(range.end, utf8.count)
    offset = min(range.start, limit)
    while offset < limit, utf8[offset] & 0xC0 == 0x80 { offset += 1 }
    passMarks()
  }

  init(_ stream: TextStream) {
    self.init(stream, in: ByteRange(start: 0, end: stream.utf8.count))
  }

  /// The next lines that have something to see, at most `count`, all cut from one array.
  mutating func lines(upTo count: Int = .max) -> [TextLine] {
    var found: [(glyphs: Range<Int>, end: TextLine.End)] = []
    // Lines of a bounded number may be the lesser part.
    glyphs.reserveCapacity(forBytes: min(limit - offset, count == .max ? .max : Self.fewBytes))
    while found.count < count, let end = readLine() {
      found.append((lineStart..<glyphs.count, end))
      lineStart = glyphs.count
    }
    let all = glyphs
    glyphs = []
    lineStart = 0
    return found.map { TextLine(glyphs: all[$0.glyphs], end: $0.end) }
  }

  /// Adds the glyphs of the next line that has some.
  private mutating func readLine() -> TextLine.End? {
    while offset < limit {
      if offset >= nextMark { passMarks() }
      readVisible()
      guard offset < limit else { break }
      if offset >= nextMark { passMarks() }
      let byte = utf8[offset]
      if byte >= Seam.inline.rawValue {
        offset += 1
        if let end = take(Seam(rawValue: byte)), finish() { return end }
      } else {
        let (scalar, next) = StreamCursor.scalar(at: offset, in: utf8)
        let start = offset
        offset = next
        if folds.isPlain(scalar) {
          append(scalar, from: start)
        } else if take(scalar, from: start), finish() {
          return .line
        }
      }
    }
    return finish() ? .block : nil
  }

  private mutating func readVisible() {
    let count = glyphs.count
    offset = glyphs.appendVisible(
      from: offset, to: min(limit, nextMark), of: utf8, gap: gap, isPlaced: isPlaced, mark: mark)
    guard glyphs.count > count else { return }
    hasPlaced = hasPlaced || isPlaced
    gap = .none
    isPlaced = false
  }

  private mutating func passMarks() {
    while mark + 1 < marks.count, Int(marks[mark + 1].start) <= offset { mark += 1 }
    nextMark = mark + 1 < marks.count ? Int(marks[mark + 1].start) : .max
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

  private mutating func append(_ scalar: Unicode.Scalar, from start: Int) {
    glyphs.append(
      Glyph(
        scalar: scalar, start: start, end: offset, gap: gap, isPlaced: isPlaced, mark: mark,
        traits: traits))
    hasPlaced = hasPlaced || isPlaced
    gap = .none
    isPlaced = false
  }

  /// - Returns: Whether the scalar ends the line.
  private mutating func take(_ scalar: Unicode.Scalar, from start: Int) -> Bool {
    switch folds.skipClass(scalar.value) {
    case .line where scalar.isLineEnd: return true
    case .space, .line:
      let isWide = scalar == "\t" || scalar == "\u{3000}" || gap != .none
      gap = isWide ? .wide : .space
      return false
    case .invisible:
      takeDirection(scalar)
      return false
    case .none, .noise:
      append(scalar.simplified(by: folds), from: start)
      return false
    }
  }

  private mutating func takeDirection(_ scalar: Unicode.Scalar) {
    switch scalar {
    case Self.override: begin()
    // Every direction has its end: those that change no order are counted as empty overrides.
    case "\u{202A}", "\u{202B}", "\u{202D}": overrides.append(.max)
    case Self.popDirection: reverse()
    default: break
    }
  }

  private mutating func begin() {
    if overrides.count < Self.deepestOverride { overrides.append(glyphs.count) }
  }

  private mutating func reverse() {
    guard let start = overrides.popLast(), start < glyphs.count else { return }
    glyphs[start...].reverse()
    // The gap stands before a character: of the one that now comes first, before the whole.
    let gaps = glyphs[start...].map(\.gap)
    for (offset, gap) in gaps.enumerated() where offset + 1 < gaps.count {
      glyphs[start + offset + 1].gap = gap
    }
    glyphs[start].gap = gaps.last ?? .none
  }

  /// Pieces set at places of their own are words; glyphs set one by one are letters.
  private mutating func spaceOutPieces() {
    let line = lineStart..<glyphs.count
    guard line.count(where: { glyphs[$0].isPlaced }) * 2 < line.count else { return }
    for index in line where glyphs[index].isPlaced && glyphs[index].gap == .none {
      glyphs[index].gap = .space
    }
  }

  /// - Returns: Whether the line that ends has something to see.
  private mutating func finish() -> Bool {
    while !overrides.isEmpty { reverse() }
    gap = .none
    isPlaced = false
    guard lineStart < glyphs.count else { return false }
    if hasPlaced { spaceOutPieces() }
    hasPlaced = false
    return true
  }
}

extension Unicode.Scalar {
  /// The character of simplified text and normal width; look-alikes stay what they are, and so do
  /// brackets and the marks of Chinese clauses.
  func simplified(by folds: FoldTable) -> Unicode.Scalar {
    switch self {
    case "（", "）", "，", "：", "；", "！", "？": self
    default: folds.plainForm(of: self)
    }
  }
}
