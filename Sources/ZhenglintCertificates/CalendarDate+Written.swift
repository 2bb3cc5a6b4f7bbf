package import ZhenglintCore

extension CalendarDate {
  /// Reads a text that is a date and nothing else, as certificates write one: `2024年5月1日`, `2024/5/1`,
  /// `2024-05-01 10:30`, `二〇二四年五月`, `1 May 2024`.
  ///
  /// - Returns: `nil` for any other text, and for a date that is in no calendar.
  package init?(written text: String) {
    var glyphs: [Glyph] = []
    var gap = Glyph.Gap.none
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace {
        gap = .space
        continue
      }
      var glyph = Glyph(simplified: scalar)
      glyph.gap = gap
      glyphs.append(glyph)
      gap = .none
    }
    guard case .date(let date)? = DateText(all: glyphs[...])?.reading else { return nil }
    self = date
  }
}
