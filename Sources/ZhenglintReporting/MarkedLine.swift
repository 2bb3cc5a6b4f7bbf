import ZhenglintCore

/// A source line cut to a width, and where under it the marks of the finding stand.
struct MarkedLine {
  /// UTF-8, with unseen scalars escaped.
  private(set) var line: [UInt8] = []
  /// Columns before the first mark.
  private(set) var indent = 0
  /// Columns to mark; at least one.
  private(set) var markWidth = 0

  /// Fits the line around its span into `width` columns.
  ///
  /// White space at both ends of the line is dropped; what else had to go is replaced by `…`.
  init(_ excerpt: Excerpt, width: Int) {
    let scalars = Array(excerpt.line.unicodeScalars)
    let start = min(max(0, excerpt.spanStart), scalars.count)
    let end = min(max(start, excerpt.spanEnd), scalars.count)
    let first = scalars[..<start].firstIndex { !Self.isBlank($0) } ?? start
    let last = (scalars[end...].lastIndex { !Self.isBlank($0) } ?? end - 1) + 1

    var (low, high) = (first, last)
    var columns = scalars[low..<high].reduce(0) { $0 + Self.width(of: $1) }
    let ellipses = (excerpt.isCutBefore ? 1 : 0) + (excerpt.isCutAfter ? 1 : 0)
    if columns + ellipses > width {
      let room = width - 2
      (low, high, columns) = (start, start, 0)
      /// Widens the window by one scalar if it fits; scalars of no width always do.
      func take(_ index: Int) -> Bool {
        let wider = columns + Self.width(of: scalars[index])
        if wider > room { return false }
        columns = wider
        return true
      }
      while high < end, take(high) { high += 1 }
      var growsLeft = high == end
      var growsRight = high == end
      while growsLeft || growsRight {
        growsLeft = growsLeft && low > first && take(low - 1)
        if growsLeft { low -= 1 }
        growsRight = growsRight && high < last && take(high)
        if growsRight { high += 1 }
      }
      // A combining mark stays with the character that it belongs to.
      while low < start, Self.width(of: scalars[low]) == 0 { low += 1 }
    }

    if low > first || excerpt.isCutBefore { append("…", isMarked: nil) }
    for index in low..<high {
      append(scalars[index], isMarked: index < start ? nil : index < end)
    }
    if high < last || excerpt.isCutAfter { append("…", isMarked: false) }
    markWidth = max(1, markWidth)
  }

  /// Appends a scalar before the span (`nil`), inside it (`true`) or after it (`false`).
  private mutating func append(_ scalar: Unicode.Scalar, isMarked: Bool?) {
    switch isMarked {
    case nil: indent += Self.width(of: scalar)
    case true?: markWidth += Self.width(of: scalar)
    case false?: break
    }
    if scalar == "\t" { line.appendSpaces(Self.tabWidth) } else { line.appendVisible(scalar) }
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\t" || scalar.properties.isWhitespace && !scalar.isUnseen
  }

  // Fixed: the line does not begin where it does in the source, so there are no tab stops to keep.
  private static let tabWidth = 4

  private static func width(of scalar: Unicode.Scalar) -> Int {
    scalar == "\t" ? tabWidth : scalar.displayWidth
  }
}
