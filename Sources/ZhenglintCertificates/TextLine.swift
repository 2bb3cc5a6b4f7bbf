internal import ZhenglintCore
internal import ZhenglintMatching

/// A character as a reader takes it: simplified, of normal width, with its place in the stream.
///
/// A text is made of thousands, so each is small: 16 bytes.
struct Glyph: Sendable {
  /// What stands between a character and the one before it.
  enum Gap: UInt8, Comparable, Sendable {
    case none
    case space
    /// White space that parts columns: a tab, an ideographic space, two spaces.
    case wide

    static func < (a: Gap, b: Gap) -> Bool { a.rawValue < b.rawValue }
  }

  /// How a character is set, in the bits of `extent` that no length needs.
  struct Setting: OptionSet, Sendable {
    var rawValue: UInt8

    /// At a place of its own.
    static let placed = Setting(rawValue: 0x80)
    /// After the end of a line, by markup or in the text.
    static let beginsLine = Setting(rawValue: 0x40)
  }

  var scalar: Unicode.Scalar {
    didSet { traits = GlyphTraits(of: scalar) }
  }
  private(set) var traits: GlyphTraits
  var gap = Gap.none
  /// UTF-8 bytes of the stream in the low bits, and those of the `Setting`.
  private var extent: UInt8
  /// Index of the mark in force; -1 for none.
  var mark: Int32 = -1
  /// In UTF-8 bytes of the stream.
  private var offset: UInt32

  /// `start` and `end` are in UTF-8 bytes of the stream.
  init(
    scalar: Unicode.Scalar, start: Int, end: Int, gap: Gap = .none, setting: Setting = [],
    mark: Int32 = -1, traits: GlyphTraits? = nil
  ) {
    self.scalar = scalar
    self.traits = traits ?? GlyphTraits(of: scalar)
    self.gap = gap
    self.mark = mark
    offset = UInt32(truncatingIfNeeded: start)
    extent = UInt8(truncatingIfNeeded: end &- start) | setting.rawValue
  }

  /// A character that stands in no stream.
  init(simplified scalar: Unicode.Scalar) {
    self.init(scalar: scalar.simplified(by: .standard) ?? scalar, start: 0, end: 0)
  }

  /// Stands for a border between blocks, which has no characters.
  static func border(at offset: Int) -> Glyph {
    Glyph(scalar: "\u{0}", start: offset, end: offset, gap: .space)
  }

  var isBorder: Bool { length == 0 }

  private var setting: Setting { Setting(rawValue: extent) }

  var isPlaced: Bool { setting.contains(.placed) }

  /// White space or the end of a line parts it from the character before.
  var isApart: Bool { gap != .none || setting.contains(.beginsLine) }

  /// In UTF-8 bytes of the stream.
  var start: Int { Int(offset) }
  var end: Int { Int(offset) + length }
  private var length: Int { Int(extent & 0x3F) }
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
  let glyphs: ArraySlice<Glyph>
  let end: End
  /// Of all its characters.
  let traits: GlyphTraits
  /// The widest white space between two of its characters.
  fileprivate let widestGap: Glyph.Gap

  /// White space stands between two of its characters.
  var hasGaps: Bool { widestGap != .none }

  /// Wide white space or a drawn rule may part it into columns.
  var mayHaveColumns: Bool { widestGap == .wide || traits.contains(.columnRule) }
}

/// Lines that are cut from one array of glyphs.
struct TextLines: RandomAccessCollection, Sendable {
  /// A line without its glyphs, of which an array has no references to count.
  struct Line {
    var glyphs: Range<Int>
    var end: TextLine.End
    /// As those of a `TextLine`.
    var traits: GlyphTraits
    var widestGap: Glyph.Gap

    init(glyphs: Range<Int>, end: TextLine.End, traits: GlyphTraits, widestGap: Glyph.Gap) {
      self.glyphs = glyphs
      self.end = end
      self.traits = traits
      self.widestGap = widestGap
    }

    init(_ range: Range<Int>, of glyphs: [Glyph], end: TextLine.End) {
      self.glyphs = range
      self.end = end
      let line = glyphs[range]
      (traits, widestGap) = (line.first?.traits ?? [], .none)
      // What stands before the first character is no part of the line.
      for glyph in line.dropFirst() {
        traits.formUnion(glyph.traits)
        widestGap = Swift.max(widestGap, glyph.gap)
      }
    }
  }

  private(set) var glyphs: [Glyph] = []
  private var lines: [Line] = []

  init() {}

  /// One line of all the glyphs.
  init(_ glyphs: [Glyph]) {
    self.glyphs = glyphs
    lines = [Line(glyphs.indices, of: glyphs, end: .block)]
  }

  /// The lines that a reader made, of glyphs that were put in order since.
  init(glyphs: [Glyph], _ lines: [Line], order: ReadingOrder) {
    self.glyphs = glyphs
    self.lines =
      order.isPlain ? lines : lines.map { Line($0.glyphs, of: glyphs, end: $0.end) }
  }

  var startIndex: Int { 0 }
  var endIndex: Int { lines.count }

  subscript(number: Int) -> TextLine {
    let line = lines[number]
    return TextLine(
      glyphs: glyphs[line.glyphs], end: line.end, traits: line.traits, widestGap: line.widestGap)
  }

  /// Characters of a line.
  func count(of number: Int) -> Int { lines[number].glyphs.count }

  mutating func append(_ other: TextLines) {
    guard !isEmpty else {
      self = other
      return
    }
    let offset = glyphs.count
    glyphs += other.glyphs
    for var line in other.lines {
      line.glyphs = line.glyphs.lowerBound + offset..<line.glyphs.upperBound + offset
      lines.append(line)
    }
  }

  /// Some lines that are one, with its glyphs.
  typealias Run = (numbers: Range<Int>, glyphs: [Glyph])

  /// The lines with one in place of each run; the runs are in order.
  func joining(_ runs: [Run]) -> TextLines {
    var joined = self
    joined.lines = []
    var next = 0
    for (numbers, glyphs) in runs {
      joined.lines += lines[next..<numbers.lowerBound]
      next = numbers.upperBound
      let start = joined.glyphs.count
      joined.glyphs += glyphs
      joined.lines.append(
        Line(start..<joined.glyphs.count, of: joined.glyphs, end: lines[next - 1].end))
    }
    joined.lines += lines[next...]
    return joined
  }

  /// Those with these numbers.
  func picked(_ numbers: some Sequence<Int>) -> TextLines {
    var picked = self
    picked.lines = numbers.map { lines[$0] }
    return picked
  }
}
