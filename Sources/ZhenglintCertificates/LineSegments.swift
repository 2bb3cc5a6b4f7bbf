internal import ZhenglintCore

/// Cuts a line where a reader sees columns.
extension TextLine {
  /// The columns of the line, parted by wide white space and drawn rules.
  ///
  /// Single characters with wide space between them are one word set wide (姓　名, 国　家　级).
  var segments: [ArraySlice<Glyph>] {
    var segments: [ArraySlice<Glyph>] = []
    for cell in glyphs[...].parts(at: { glyphs[$0].scalar.isColumnRule }) {
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
      guard cell[position].scalar.isHan else { return false }
      let isFirst =
        position == cell.startIndex || cell[position].gap != .none
        || cell[position - 1].scalar.isColon
      let isLast =
        position + 1 == cell.endIndex || cell[position + 1].gap != .none
        || cell[position + 1].scalar.isColon || cell[position + 1].scalar.isOpeningBracket
      return isFirst && isLast
    }
    return isSingle(index - 1) && isSingle(index)
  }
}
