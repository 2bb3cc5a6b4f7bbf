internal import ZhenglintCore

/// The line around a term as a reader sees it, and the little that is told from it.
struct VisualLine {
  private let range: ByteRange
  private let utf8: [UInt8]
  /// From the term outward.
  private let before: [Unicode.Scalar]
  private let term: [Unicode.Scalar]
  private let after: [Unicode.Scalar]
  /// From the outermost of them to the outermost.
  private let whole: ByteRange

  /// Scalars of context on either side.
  private static let reach = 24
  /// Scalars of a line that a title may have.
  private static let longestTitle = 30

  /// Reads the line around a term.
  init(around range: ByteRange, in utf8: [UInt8]) {
    self.range = range
    self.utf8 = utf8
    let left = Self.scalars(from: range.start) { StreamCursor.previous(before: $0, in: utf8) }
    // No label stands behind the term, and a longer line is no title.
    let right = Self.scalars(from: range.end, atMost: Self.longestTitle + 1) {
      StreamCursor.next(from: $0, in: utf8)
    }
    before = left.scalars
    after = right.scalars
    whole = ByteRange(start: left.end, end: right.end)
    term = Self.scalars(in: range, of: utf8)
  }

  /// The term with some text on either side; `mask` is of the stream, and nothing that it hides is
  /// shown but for the term.
  func context(hiding mask: Mask) -> String {
    var (before, after) = (before, after)
    if mask.hides(anyOf: whole) {
      before =
        Self.scalars(from: range.start, atMost: Self.reach, mask: mask) {
          StreamCursor.previous(before: $0, in: utf8)
        }.scalars
      after =
        Self.scalars(from: range.end, atMost: Self.reach, mask: mask) {
          StreamCursor.next(from: $0, in: utf8)
        }.scalars
    }
    return Self.text(before.prefix(Self.reach).reversed() + term + after.prefix(Self.reach))
  }

  /// What may be a label that governs the term, the nearest first, white space taken out.
  var labels: [String] {
    Self.labels(before.reversed()) + Self.labelAbove(before, from: range.start, in: utf8)
  }

  /// A short line that ends as the titles of certificates do.
  var looksLikeTitle: Bool {
    guard before.count + term.count + after.count <= Self.longestTitle else { return false }
    let line = before.reversed() + term + after
    return !line.contains(where: \.isClauseMark)
      && Self.titleEnds.contains { line.suffix($0.count).elementsEqual($0) }
  }

  /// Scalars outward from an offset to the end of the line, or as many as a decision may need, and the
  /// offset past them.
  private static func scalars(
    from offset: Int, atMost most: Int = 2 * longestTitle, mask: Mask = Mask(),
    step: (Int) -> StreamCursor.Step
  ) -> (scalars: [Unicode.Scalar], end: Int) {
    var found: [Unicode.Scalar] = []
    found.reserveCapacity(most)
    var offset = offset
    while found.count < most, case .scalar(let scalar, let next) = step(offset),
      !scalar.isLineEnd
    {
      // A scalar's own bytes lie between two offsets, in the direction of the step.
      let start = min(next, max(offset, next - UTF8.width(scalar)))
      found.append(mask.isEmpty || !mask.hides(start) ? scalar : Mask.replacement)
      offset = next
    }
    return (found, offset)
  }

  private static let titleEnds = ["证书", "證書", "证", "证明", "證明", "奖状", "荣誉状"]
    .map { Array($0.unicodeScalars) }

  private static func scalars(in range: ByteRange, of utf8: [UInt8]) -> [Unicode.Scalar] {
    var found: [Unicode.Scalar] = []
    var offset = range.start
    while offset < range.end, found.count < 4 * reach {
      switch StreamCursor.next(from: offset, in: utf8) {
      case .scalar(let scalar, let next):
        found.append(scalar.isLineEnd ? " " : scalar)
        offset = next
      case .line(let next): offset = next
      case .end:
        // A border inside the range: letters that it separates are shown with a space between.
        let next = utf8[offset..<range.end].firstIndex { $0 < Seam.inline.rawValue }
        guard let next else { return found }
        found.append(" ")
        offset = next
      }
    }
    return found
  }

  private static func text(_ scalars: [Unicode.Scalar]) -> String {
    String(scalars: scalars.drop(while: \.properties.isWhitespace))
  }

  /// The labels in `发证日期：5月 发证机构（盖章）：中国…协会`, from the nearest on.
  ///
  /// A label ends in a colon or in wide white space; a comma or stop after it ends its reign. The
  /// colon of `https:` ends a text that is the label of nothing.
  private static func labels(_ before: [Unicode.Scalar]) -> [String] {
    var found: [String] = []
    var end = before.count
    while let stop = before[..<end].lastIndex(where: { $0.isColon || $0.endsReign || $0.isWide }) {
      if before[stop].endsReign { break }
      let start = before[..<stop].lastIndex { $0.isColon || $0.endsReign || $0.isWide }
      let piece = before[(start.map { $0 + 1 } ?? 0)..<stop]
      // `10:30 颁发单位`: the label may be the last word of the piece.
      let words = piece.split(whereSeparator: \.properties.isWhitespace)
      found += [piece, words.last ?? []].compactMap(word)
      end = stop
    }
    return found
  }

  /// The label that stands alone on the line or in the block before, as in the cells of a table.
  private static func labelAbove(
    _ before: [Unicode.Scalar], from start: Int, in utf8: [UInt8]
  ) -> [String] {
    // A value follows its label; running text does not.
    guard before.count <= 2 else { return [] }
    var offset = start
    while case .scalar(let scalar, let next) = StreamCursor.previous(before: offset, in: utf8),
      !scalar.isLineEnd
    {
      offset = next
    }
    while offset > 0, utf8[offset - 1] >= Seam.inline.rawValue || utf8[offset - 1] <= 0x20 {
      offset -= 1
    }
    var above = scalars(from: offset) { StreamCursor.previous(before: $0, in: utf8) }.scalars
    if let last = above.first, last.isColon { above.removeFirst() }
    return [word(above.reversed()[...])].compactMap(\.self)
  }

  /// A label without its white space and what stands in brackets (`发证机构（盖章）`).
  private static func word(_ scalars: ArraySlice<Unicode.Scalar>) -> String? {
    var depth = 0
    var letters: [Unicode.Scalar] = []
    for scalar in scalars {
      if "（([【".unicodeScalars.contains(scalar) { depth += 1 }
      if depth == 0, !scalar.properties.isWhitespace { letters.append(scalar) }
      if "）)]】".unicodeScalars.contains(scalar) { depth = max(0, depth - 1) }
    }
    guard !letters.isEmpty, letters.count <= 12 else { return nil }
    return text(letters).lowercased()
  }
}

extension Unicode.Scalar {
  fileprivate var isColon: Bool { self == ":" || self == "：" }
  /// Ends a clause, and with it what a label governs.
  fileprivate var endsReign: Bool { isClauseMark && !isColon || self == "|" }
  /// White space that parts columns.
  fileprivate var isWide: Bool { self == "\t" || self == "\u{3000}" }
}
