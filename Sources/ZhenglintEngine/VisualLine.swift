internal import ZhenglintCore

/// The line around a term as a reader sees it, and the little that is told from it.
struct VisualLine {
  /// The term with some text on either side.
  let context: String
  /// What stands before a colon that governs the term, white space taken out.
  let label: String?
  /// A short line that ends as the titles of certificates do.
  let looksLikeTitle: Bool

  /// Scalars of context on either side.
  private static let reach = 24
  /// Scalars of a line that a title may have.
  private static let longestTitle = 30

  init(around range: ByteRange, in utf8: [UInt8]) {
    let before = Self.scalars(from: range.start) { StreamCursor.previous(before: $0, in: utf8) }
    let after = Self.scalars(from: range.end) { StreamCursor.next(from: $0, in: utf8) }
    let term = Self.scalars(in: range, of: utf8)
    let line = before.reversed() + term + after
    context = Self.text(before.prefix(Self.reach).reversed() + term + after.prefix(Self.reach))
    label = Self.label(before.reversed()) ?? Self.labelAbove(before, from: range.start, in: utf8)
    looksLikeTitle =
      line.count <= Self.longestTitle && !line.contains(where: \.isClauseMark)
      && Self.titleEnds.contains { line.suffix($0.count).elementsEqual($0) }
  }

  /// Scalars outward from an offset to the end of the line, or as many as a decision may need.
  private static func scalars(
    from offset: Int, step: (Int) -> StreamCursor.Step
  ) -> [Unicode.Scalar] {
    var found: [Unicode.Scalar] = []
    var offset = offset
    while found.count < 2 * longestTitle, case .scalar(let scalar, let next) = step(offset),
      !scalar.isLineEnd
    {
      found.append(scalar)
      offset = next
    }
    return found
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
      case .end: return found
      }
    }
    return found
  }

  private static func text(_ scalars: [Unicode.Scalar]) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(String(text).drop(while: \.isWhitespace))
  }

  /// The label in `发证机构：中国…协会`; a clause mark between them ends its reign.
  private static func label(_ before: [Unicode.Scalar]) -> String? {
    guard let colon = before.lastIndex(where: { $0 == ":" || $0 == "：" }) else { return nil }
    if before[(colon + 1)...].contains(where: \.isClauseMark) { return nil }
    let start = before[..<colon].lastIndex { $0.isClauseMark || $0 == "|" || $0 == "　" }
    return word(before[(start.map { $0 + 1 } ?? 0)..<colon])
  }

  /// The label that stands alone in the block before, as in the cells of a table.
  private static func labelAbove(
    _ before: [Unicode.Scalar], from start: Int, in utf8: [UInt8]
  ) -> String? {
    guard before.count <= longestTitle else { return nil }
    var offset = start
    // To the start of this block, and over the seams to the one before.
    while case .scalar(let scalar, let next) = StreamCursor.previous(before: offset, in: utf8) {
      if scalar.isLineEnd { return nil }
      offset = next
    }
    while offset > 0, utf8[offset - 1] >= Seam.inline.rawValue || utf8[offset - 1] <= 0x20 {
      offset -= 1
    }
    var above: [Unicode.Scalar] = []
    while above.count <= 12,
      case .scalar(let scalar, let next) = StreamCursor.previous(before: offset, in: utf8)
    {
      if scalar.isLineEnd { break }
      above.append(scalar)
      offset = next
    }
    above.reverse()
    if let last = above.last, last == ":" || last == "：" { above.removeLast() }
    return above.count <= 12 ? word(above[...]) : nil
  }

  private static func word(_ scalars: ArraySlice<Unicode.Scalar>) -> String? {
    let letters = scalars.filter { !$0.properties.isWhitespace }
    guard !letters.isEmpty, letters.count <= 12 else { return nil }
    return text(Array(letters)).lowercased()
  }
}
