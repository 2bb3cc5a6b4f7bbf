internal import ZhenglintCore
internal import ZhenglintMatching

/// A character as a reader takes it: simplified, of normal width, with its place in the stream.
///
/// A line is made of thousands, so each is small: 20 bytes.
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
  /// Set at a place of its own.
  var isPlaced = false
  /// Index of the mark in force; -1 for none.
  var mark: Int32 = -1
  /// In UTF-8 bytes of the stream.
  private var offset: UInt32
  private var length: UInt8

  /// `start` and `end` are in UTF-8 bytes of the stream.
  init(
    scalar: Unicode.Scalar, start: Int, end: Int, gap: Gap = .none, isPlaced: Bool = false,
    mark: Int = -1, traits: TraitTable = .standard
  ) {
    self.scalar = scalar
    self.traits = traits[scalar]
    self.gap = gap
    self.isPlaced = isPlaced
    self.mark = Int32(truncatingIfNeeded: mark)
    offset = UInt32(start)
    length = UInt8(truncatingIfNeeded: end - start)
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

  /// In UTF-8 bytes of the stream.
  var start: Int { Int(offset) }
  var end: Int { Int(offset) + Int(length) }
}

extension [Glyph] {
  /// Adds the characters from `offset` on up to the first that a reader does not see, or a seam.
  ///
  /// What is said of them besides is of the first one; the others only share its mark.
  ///
  /// - Returns: The offset past them, at most `end`; where 128 are added, more may follow.
  mutating func appendVisible(
    from offset: Int, to end: Int, of utf8: [UInt8], gap: Glyph.Gap = .none,
    isPlaced: Bool = false, mark: Int = -1
  ) -> Int {
    let folds = FoldTable.standard
    let traits = TraitTable.standard
    let firstSeam = Seam.inline.rawValue
    var reached = offset
    if capacity - count < Self.longestRun { reserveCapacity(Swift.max(2 * count, Self.longestRun)) }
    // An append to the array would ask for each character whether the array is shared.
    append(addingCapacity: Self.longestRun) { run in
      var start = offset
      var (gap, isPlaced) = (gap, isPlaced)
      while start < end, run.freeCapacity > 0, utf8[start] < firstSeam {
        var (scalar, next) = utf8.scalar(at: start)
        guard next <= end else { break }
        if !folds.isPlain(scalar) {
          guard folds.isVisible(scalar) else { break }
          scalar = scalar.simplified(by: folds)
        }
        run.append(
          Glyph(
            scalar: scalar, start: start, end: next, gap: gap, isPlaced: isPlaced, mark: mark,
            traits: traits))
        start = next
        (gap, isPlaced) = (.none, false)
      }
      reached = start
    }
    return reached
  }

  /// Makes room for the characters of so many bytes, most of which are of three.
  mutating func reserveCapacity(forBytes count: Int) {
    reserveCapacity(count / 3 + Self.longestRun)
  }

  /// Characters that are read at once.
  private static var longestRun: Int { 128 }
}

extension FoldTable {
  fileprivate func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    switch skipClass(scalar.value) {
    case .none, .noise: true
    case .space, .line, .invisible: false
    }
  }
}

extension [UInt8] {
  /// What `StreamCursor` says, for ideographs without a call.
  fileprivate func scalar(at offset: Int) -> (Unicode.Scalar, next: Int) {
    guard 0xE4...0xE9 ~= self[offset] else {
      let (scalar, next) = StreamCursor.scalar(at: offset, in: self)
      return (scalar, next)
    }
    let value =
      UInt32(self[offset] & 0x0F) << 12 | UInt32(self[offset + 1] & 0x3F) << 6
      | UInt32(self[offset + 2] & 0x3F)
    return (Unicode.Scalar(value) ?? "\u{FFFD}", offset + 3)
  }
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
  private(set) var traits: GlyphTraits = []
  /// White space stands between two of its characters.
  private(set) var hasGaps = false
  /// Wide white space or a drawn rule may part it into columns.
  private(set) var mayHaveColumns = false

  init(glyphs: ArraySlice<Glyph>, end: End) {
    self.glyphs = glyphs
    self.end = end
    for index in glyphs.indices {
      traits.formUnion(glyphs[index].traits)
      if glyphs[index].gap != .none, index > glyphs.startIndex {
        hasGaps = true
        mayHaveColumns = mayHaveColumns || glyphs[index].gap == .wide
      }
    }
    mayHaveColumns = mayHaveColumns || traits.contains(.columnRule)
  }
}
