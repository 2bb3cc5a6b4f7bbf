internal import ZhenglintCore

/// Cuts a line where a reader sees columns.
extension TextLine {
  /// Calls `body` with the columns of the line, parted by wide white space and drawn rules.
  ///
  /// Single characters with wide space between them are one word set wide (姓　名, 国　家　级).
  func forEachSegment(_ body: (ArraySlice<Glyph>) -> Void) {
    // Most lines have one column.
    guard mayHaveColumns else { return body(glyphs) }
    var start = glyphs.startIndex
    for index in glyphs.indices {
      if isColumnRule(index) {
        if start < index { body(glyphs[start..<index]) }
        start = index + 1
      } else if glyphs[index].gap == .wide, start < index, !isLetterSpaced(at: index) {
        body(glyphs[start..<index])
        start = index
      }
    }
    if start < glyphs.endIndex { body(glyphs[start...]) }
  }

  var segments: [ArraySlice<Glyph>] {
    var segments: [ArraySlice<Glyph>] = []
    forEachSegment { segments.append($0) }
    return segments
  }

  private func isColumnRule(_ index: Int) -> Bool { glyphs[index].traits.contains(.columnRule) }

  /// Whether single characters stand on both sides of the gap before `index`.
  private func isLetterSpaced(at index: Int) -> Bool { isSingle(index - 1) && isSingle(index) }

  private func isSingle(_ index: Int) -> Bool {
    guard glyphs[index].isHan else { return false }
    let (before, after) = (index - 1, index + 1)
    let isFirst =
      before < glyphs.startIndex || isColumnRule(before) || glyphs[index].gap != .none
      || glyphs[before].isColon
    let isLast =
      after == glyphs.endIndex || isColumnRule(after) || glyphs[after].gap != .none
      || glyphs[after].traits.intersects([.colon, .openingBracket])
    return isFirst && isLast
  }
}
