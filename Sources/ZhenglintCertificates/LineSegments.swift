internal import ZhenglintCore

/// Cuts a line where a reader sees columns.
extension TextLine {
  /// Calls `body` with the columns of the line; most lines have one, and cost no array.
  func forEachSegment(_ body: (ArraySlice<Glyph>) -> Void) {
    if mayHaveColumns { segments.forEach(body) } else { body(glyphs) }
  }

  /// The columns of the line, parted by wide white space and drawn rules.
  ///
  /// Single characters with wide space between them are one word set wide (姓　名, 国　家　级).
  var segments: [ArraySlice<Glyph>] {
    guard mayHaveColumns else { return [glyphs] }
    var segments: [ArraySlice<Glyph>] = []
    for cell in glyphs.parts(at: { glyphs[$0].traits.contains(.columnRule) }) {
      var start = cell.startIndex
      for index in cell.indices.dropFirst()
      where cell[index].gap == .wide && !isLetterSpaced(at: index, in: cell) {
        segments.append(cell[start..<index])
        start = index
      }
      segments.append(cell[start...])
    }
    return segments
  }

  /// Whether single characters stand on both sides of the gap before `index`.
  private func isLetterSpaced(at index: Int, in cell: ArraySlice<Glyph>) -> Bool {
    func isSingle(_ position: Int) -> Bool {
      guard cell[position].isHan else { return false }
      let isFirst =
        position == cell.startIndex || cell[position].gap != .none
        || cell[position - 1].isColon
      let isLast =
        position + 1 == cell.endIndex || cell[position + 1].gap != .none
        || cell[position + 1].isColon || cell[position + 1].isOpeningBracket
      return isFirst && isLast
    }
    return isSingle(index - 1) && isSingle(index)
  }
}
