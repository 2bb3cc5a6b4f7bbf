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

  var scalar: Unicode.Scalar {
    didSet { traits = GlyphTraits(of: scalar) }
  }
  private(set) var traits: GlyphTraits
  var gap = Gap.none
  /// UTF-8 bytes of the stream in the low bits, and the bit of `isPlaced`.
  private var extent: UInt8
  /// Index of the mark in force; -1 for none.
  var mark: Int32 = -1
  /// In UTF-8 bytes of the stream.
  private var offset: UInt32

  private static let placeBit: UInt8 = 0x80

  /// `start` and `end` are in UTF-8 bytes of the stream.
  init(
    scalar: Unicode.Scalar, start: Int, end: Int, gap: Gap = .none, isPlaced: Bool = false,
    mark: Int32 = -1, traits: TraitTable = .standard
  ) {
    self.scalar = scalar
    self.traits = traits[scalar]
    self.gap = gap
    self.mark = mark
    offset = UInt32(truncatingIfNeeded: start)
    extent = UInt8(truncatingIfNeeded: end &- start) | (isPlaced ? Self.placeBit : 0)
  }

  /// A character that stands in no stream.
  init(simplified scalar: Unicode.Scalar) {
    self.init(scalar: scalar.simplified(by: .standard), start: 0, end: 0)
  }

  /// Stands for a border between blocks, which has no characters.
  static func border(at offset: Int) -> Glyph {
    Glyph(scalar: "\u{0}", start: offset, end: offset, gap: .space)
  }

  var isBorder: Bool { length == 0 }

  /// Set at a place of its own.
  var isPlaced: Bool { extent & Self.placeBit != 0 }

  /// In UTF-8 bytes of the stream.
  var start: Int { Int(offset) }
  var end: Int { Int(offset) + length }
  private var length: Int { Int(extent & ~Self.placeBit) }
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
  /// White space stands between two of its characters.
  let hasGaps: Bool
  /// Wide white space or a drawn rule may part it into columns.
  let mayHaveColumns: Bool

  init(glyphs: ArraySlice<Glyph>, end: End) {
    self.glyphs = glyphs
    self.end = end
    var (traits, widest) = (glyphs.first?.traits ?? [], Glyph.Gap.none)
    // What stands before the first character is no part of the line.
    for glyph in glyphs.dropFirst() {
      traits.formUnion(glyph.traits)
      widest = max(widest, glyph.gap)
    }
    self.traits = traits
    hasGaps = widest != .none
    mayHaveColumns = widest == .wide || traits.contains(.columnRule)
  }
}
