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
    let folds = FoldTable.standard
    let most = 2 * Self.reach + range.count
    scalars.reserveCapacity(most)
    places.reserveCapacity(most)
    append(
      ByteRange(start: Self.start(before: range.start, in: utf8), end: range.start), of: utf8, folds
    )
    let start = scalars.count
    append(range, of: utf8, folds)
    term = start..<scalars.count
    var offset = range.end
    while scalars.count - term.upperBound < Self.reach,
      case .scalar(let scalar, let next) = StreamCursor.next(from: offset, in: utf8),
      !scalar.isLineEnd
    {
      append(scalar, at: ByteRange(start: offset, end: next), folds)
      offset = next
    }
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
    append(range, of: utf8, .standard)
    term = 0..<scalars.count
  }

  /// A text that stands in no stream.
  init(of text: String) {
    // Most characters are of three bytes.
    let most = (text.utf8.count + 2) / 3
    scalars.reserveCapacity(most)
    places.reserveCapacity(most)
    for scalar in text.unicodeScalars {
      append(scalar, at: ByteRange(start: 0, end: 0), .standard)
    }
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

  private mutating func append(_ range: ByteRange, of utf8: [UInt8], _ folds: FoldTable) {
    let firstSeam = Seam.inline.rawValue
    var offset = range.start
    while offset < range.end {
      guard utf8[offset] < firstSeam else {
        offset += 1
        continue
      }
      let (scalar, next) = StreamCursor.scalar(at: offset, in: utf8)
      append(scalar, at: ByteRange(start: offset, end: next), folds)
      offset = next
    }
  }

  private mutating func append(_ scalar: Unicode.Scalar, at place: ByteRange, _ folds: FoldTable) {
    guard let folded = folds.legibleForm(of: scalar)?.narrowSmall else { return }
    scalars.append(folded)
    held.insert(folded)
    places.append(place)
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
