internal import ZhenglintCore
internal import ZhenglintMatching
internal import ZhenglintRules

/// A line as patterns see it: simplified, in lower case, without white space and what nobody sees.
struct FoldedLine: Sendable {
  private(set) var scalars: [Unicode.Scalar] = []
  private(set) var held = ScalarSet()
  /// In which the line stands.
  private let utf8: [UInt8]
  /// Where it begins there.
  private let start: Int
  /// The scalars of the range that the line was made around.
  private(set) var term = 0..<0

  /// Scalars on either side at most.
  private static let reach = 100

  /// The line around a range: up to a line end or a block border on either side.
  init(around range: ByteRange, in utf8: [UInt8]) {
    self.utf8 = utf8
    start = Self.start(before: range.start, in: utf8)
    scalars.reserveCapacity(2 * Self.reach + range.count)
    append(from: start, to: range.start, atMost: Self.reach)
    let termStart = scalars.count
    append(from: range.start, to: range.end)
    term = termStart..<scalars.count
    append(from: range.end, to: utf8.count, upToLineEnd: true, atMost: Self.reach)
  }

  /// Where the line that goes on at an offset begins, or as far before it as anybody looks.
  private static func start(before offset: Int, in utf8: [UInt8]) -> Int {
    var offset = offset
    for _ in 0..<reach {
      // Ideographs need not be decoded to be passed over.
      if offset >= 3, 0xE4...0xE9 ~= utf8[offset - 3] {
        offset -= 3
        continue
      }
      guard case .scalar(let scalar, let start) = StreamCursor.previous(before: offset, in: utf8),
        !scalar.isLineEnd
      else { break }
      offset = start
    }
    return offset
  }

  /// Nothing but a range, whatever borders it crosses.
  init(only range: ByteRange, in utf8: [UInt8]) {
    self.utf8 = utf8
    start = range.start
    append(from: start, to: range.end)
    term = 0..<scalars.count
  }

  /// A text that stands in no stream.
  init(of text: String) {
    self.init(only: ByteRange(start: 0, end: text.utf8.count), in: Array(text.utf8))
  }

  var text: String { String(scalars: scalars) }

  /// The first match of a pattern that covers the range that the line was made around.
  func match(_ pattern: TextPattern) -> Range<Int>? {
    pattern.match(in: scalars, holding: held, covering: term)
  }

  /// Whether a pattern matches all of the line.
  func isMatched(by pattern: TextPattern) -> Bool { pattern.matches(scalars, holding: held) }

  /// Whether a pattern matches somewhere in so many scalars before or after the range that the line
  /// was made around.
  func hasMatch(of pattern: TextPattern, within distance: Int) -> Bool {
    pattern.occurs(in: scalars[..<term.lowerBound].suffix(distance), holding: held)
      || pattern.occurs(in: scalars[term.upperBound...].prefix(distance), holding: held)
  }

  /// Bytes of the stream from the first of some scalars to the last.
  ///
  /// Few places are asked for: the text is read once more for each, and a line keeps none.
  func place(of range: Range<Int>) -> ByteRange? {
    var first: Int?
    var place: ByteRange?
    var number = 0
    Self.forEachLegible(from: start, to: utf8.count, of: utf8) { _, start, end in
      if number == range.lowerBound { first = start }
      number += 1
      if number == range.upperBound { place = first.map { ByteRange(start: $0, end: end) } }
      return number < range.upperBound
    }
    return place
  }

  /// Appends what a reader sees of some text, at most so many scalars.
  private mutating func append(
    from start: Int, to end: Int, upToLineEnd: Bool = false, atMost most: Int = .max
  ) {
    var held = held
    // A scalar has a byte at least.
    let room = min(end - start, most)
    // Appending to the array itself would ask each time whether anybody shares it.
    scalars.append(addingCapacity: room) { scalars in
      Self.forEachLegible(from: start, to: end, of: utf8, upToLineEnd: upToLineEnd) {
        scalar, _, _ in
        scalars.append(scalar)
        held.insert(scalar)
        return scalars.count < room
      }
    }
    self.held = held
  }

  /// Calls `body` with each scalar that a reader sees, folded, and where it stands, as long as that
  /// says `true`.
  @inline(__always)
  private static func forEachLegible(
    from start: Int, to end: Int, of utf8: [UInt8], upToLineEnd: Bool = false,
    _ body: (Unicode.Scalar, _ start: Int, _ end: Int) -> Bool
  ) {
    let folds = FoldTable.standard
    var offset = start
    while offset < end {
      let byte = utf8[offset]
      guard byte < Seam.inline.rawValue else {
        if upToLineEnd, byte == Seam.line.rawValue || byte == Seam.block.rawValue { return }
        offset += 1
        continue
      }
      let (scalar, next) = StreamCursor.scalar(at: offset, in: utf8)
      if let legible = folds.legibleForm(of: scalar) {
        guard body(legible.narrowSmall, offset, next) else { return }
      } else if upToLineEnd, scalar.isLineEnd {
        return
      }
      offset = next
    }
  }
}

/// The lines of a stream, the last one kept: the patterns of a rule have many terms at one place.
struct FoldedLines {
  private let utf8: [UInt8]
  private var last: (range: ByteRange, line: FoldedLine)?

  init(of stream: TextStream) {
    utf8 = stream.utf8
  }

  mutating func line(around range: ByteRange) -> FoldedLine {
    if let last, last.range == range { return last.line }
    let line = FoldedLine(around: range, in: utf8)
    last = (range, line)
    return line
  }
}

extension Unicode.Scalar {
  /// Of full-width signs and letters the narrow form, of capital letters the small one.
  ///
  /// Full-width signs (／) are noise to the matcher and so have no fold there.
  fileprivate var narrowSmall: Unicode.Scalar {
    if isHan { return self }
    let narrow = value &- 0xFF01 < 0x5E ? value - 0xFEE0 : value
    return Unicode.Scalar(narrow &- 0x41 < 26 ? narrow + 32 : narrow) ?? self
  }
}
