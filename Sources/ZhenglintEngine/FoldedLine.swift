internal import ZhenglintCore
internal import ZhenglintMatching
internal import ZhenglintRules

/// A line as patterns see it: simplified, in lower case, without white space and what nobody sees.
struct FoldedLine: Sendable {
  private(set) var scalars: [Unicode.Scalar] = []
  private(set) var held = ScalarSet()
  /// Where each scalar stands, in bytes of the stream.
  private(set) var places: [ByteRange] = []
  /// The scalars of the range that the line was made around.
  private(set) var term = 0..<0

  /// Scalars on either side at most.
  private static let reach = 100

  /// The line around a range: up to a line end or a block border on either side.
  init(around range: ByteRange, in utf8: [UInt8]) {
    let most = 2 * Self.reach + range.count
    scalars.reserveCapacity(most)
    places.reserveCapacity(most)
    let first = Self.start(before: range.start, in: utf8)
    append(from: first, to: range.start, of: utf8, atMost: Self.reach)
    let start = scalars.count
    append(from: range.start, to: range.end, of: utf8)
    term = start..<scalars.count
    append(from: range.end, to: utf8.count, of: utf8, upToLineEnd: true, atMost: Self.reach)
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
    append(from: range.start, to: range.end, of: utf8)
    term = 0..<scalars.count
  }

  /// A text that stands in no stream.
  init(of text: String) {
    let utf8 = Array(text.utf8)
    append(from: 0, to: utf8.count, of: utf8)
    term = 0..<scalars.count
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
  func place(of range: Range<Int>) -> ByteRange? {
    guard !range.isEmpty else { return nil }
    return places[range].dropFirst().reduce(places[range.lowerBound]) { $0.union($1) }
  }

  /// Appends what a reader sees of some text, at most so many scalars.
  private mutating func append(
    from start: Int, to end: Int, of utf8: [UInt8], upToLineEnd: Bool = false,
    atMost most: Int = .max
  ) {
    let folds = FoldTable.standard
    var (offset, held) = (start, held)
    // A scalar has a byte at least.
    let room = min(end - start, most)
    // Appending to the arrays themselves would ask each time whether anybody shares them.
    scalars.append(addingCapacity: room) { scalars in
      places.append(addingCapacity: room) { places in
        while offset < end, scalars.count < room {
          let byte = utf8[offset]
          guard byte < Seam.inline.rawValue else {
            if upToLineEnd, byte == Seam.line.rawValue || byte == Seam.block.rawValue { return }
            offset += 1
            continue
          }
          let (scalar, next) = StreamCursor.scalar(at: offset, in: utf8)
          if upToLineEnd, scalar.isLineEnd { return }
          if let folded = folds.legibleForm(of: scalar)?.narrowSmall {
            scalars.append(folded)
            held.insert(folded)
            places.append(ByteRange(start: offset, end: next))
          }
          offset = next
        }
      }
    }
    self.held = held
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
    let narrow = value &- 0xFF01 < 0x5E ? value - 0xFEE0 : value
    return Unicode.Scalar(narrow &- 0x41 < 26 ? narrow + 32 : narrow) ?? self
  }
}
