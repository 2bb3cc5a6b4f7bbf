internal import ZhenglintCore

/// Text that is set piece by piece at places of its own, until the geometry says what makes a line.
struct PlacedText {
  /// All pieces one after another.
  var glyphs = TextBuilder()
  private var runs: [GlyphRun] = []
  private var parts: [(text: ByteRange, element: Int, field: FieldNames.Field?)] = []

  var isEmpty: Bool { runs.isEmpty }

  /// Adds the bytes `text` of `glyphs` as one run of glyphs.
  mutating func add(_ run: GlyphRun, text: ByteRange, element: Int, field: FieldNames.Field?) {
    runs.append(run)
    parts.append((text, element, field))
  }

  /// What is set by itself, glyph or line, often has an element each: one disguise, not two.
  private func withoutOuterBorders(_ part: ByteRange) -> ByteRange {
    var part = part
    let border = Seam.inline.rawValue
    while part.count > 0, glyphs.utf8[part.start] == border { part.start += 1 }
    while part.count > 0, glyphs.utf8[part.end - 1] == border { part.end -= 1 }
    return part
  }

  /// Two glyphs side by side below others are a line of their own, not part of a column.
  private func isShortLine(_ run: Int) -> Bool { runs[run].glyphCount > 1 }

  /// Whether a line that begins with `first` goes on with the text of the one that `last` ends: the
  /// next lines of one element are one text, as between `<br>`, whereas elements stand apart.
  private func continues(_ last: Int?, with first: Int) -> Bool {
    guard let last, first == last + 1, parts[last].element == parts[first].element else {
      return false
    }
    return GlyphLayout.continuesOnNextLine(runs[last], runs[first])
  }

  /// Appends every line to `text` in visual order and forgets it.
  mutating func flush(into text: inout TextBuilder) {
    guard !runs.isEmpty else { return }
    var last: Int?
    for line in GlyphLayout.lines(runs) {
      if let first = line.first?.run, continues(last, with: first) {
        text.seam(.line)
      } else {
        text.block()
      }
      last = line.last?.run
      for (run, seam) in line {
        let part = parts[run]
        if let seam {
          text.seam(seam == .column && isShortLine(run) ? .line : seam)
        } else {
          text.mark(element: part.element, field: part.field)
        }
        text.append(glyphs, in: withoutOuterBorders(part.text))
      }
    }
    text.block()
    self = PlacedText()
  }
}
