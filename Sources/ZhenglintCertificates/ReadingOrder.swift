/// Puts glyphs in the order, and at the distances, in which a reader sees them.
struct ReadingOrder: Sendable {
  /// Where among the glyphs the right-to-left overrides began that have not ended yet.
  private var overrides: [Int] = []
  /// Glyphs to be set the other way round, one stretch after the other.
  private var reversals: [Range<Int>] = []
  /// Lines some of whose text was set at places of its own.
  private var placedLines: [Range<Int>] = []

  /// Deeper nesting is no writing of people.
  private static let deepestOverride = 16

  /// All glyphs are seen as they stand in the stream.
  var isPlain: Bool { reversals.isEmpty && placedLines.isEmpty }

  mutating func beginOverride(at index: Int) {
    if overrides.count < Self.deepestOverride { overrides.append(index) }
  }

  /// Every direction has its end: those that change no order are counted as empty overrides.
  mutating func beginEmbedding() { overrides.append(.max) }

  mutating func endDirection(at index: Int) {
    guard let start = overrides.popLast(), start < index else { return }
    reversals.append(start..<index)
  }

  mutating func endLine(_ line: Range<Int>, hasPlaces: Bool) {
    while !overrides.isEmpty { endDirection(at: line.upperBound) }
    if hasPlaces, !line.isEmpty { placedLines.append(line) }
  }

  func applied(to glyphs: [Glyph]) -> [Glyph] {
    if isPlain { return glyphs }
    var ordered = glyphs
    for range in reversals { Self.reverse(&ordered[range]) }
    for line in placedLines { Self.spaceOutPieces(of: &ordered[line]) }
    return ordered
  }

  private static func reverse(_ glyphs: inout ArraySlice<Glyph>) {
    glyphs.reverse()
    // The gap stands before a character: of the one that now comes first, before the whole.
    let gaps = glyphs.map(\.gap)
    for (index, gap) in zip(glyphs.indices.dropFirst(), gaps) { glyphs[index].gap = gap }
    glyphs[glyphs.startIndex].gap = gaps.last ?? .none
  }

  /// Pieces set at places of their own are words; glyphs set one by one are letters.
  private static func spaceOutPieces(of line: inout ArraySlice<Glyph>) {
    guard line.count(where: \.isPlaced) * 2 < line.count else { return }
    for index in line.indices where line[index].isPlaced && line[index].gap == .none {
      line[index].gap = .space
    }
  }
}
