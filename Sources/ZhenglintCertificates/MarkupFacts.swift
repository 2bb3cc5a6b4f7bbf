internal import ZhenglintCore
internal import ZhenglintReaders

/// Facts that names of elements, attributes and classes announce.
enum MarkupFacts {
  static func read(
    _ page: CertificatePage, format: DocumentFormat, into facts: inout FactCollector
  ) {
    for run in page.runs {
      guard case .certificate(let field) = run.field else { continue }
      // A heading of a page is a title only where it looks like one, see `TitleFacts`.
      if field == .title, format != .xml { continue }
      for text in values(run, of: field) {
        facts.add(field, text, .markup, stream: page.number)
      }
    }
  }

  struct Run {
    var field: TextStream.Field
    var mark: Int32
    var glyphs: [Glyph]
  }

  /// Text under one mark; lines that a `<br>` or a line end parts are joined, blocks are not.
  static func runs(_ page: CertificatePage) -> [Run] {
    guard page.hasFields else { return [] }
    var runs: [Run] = []
    var continues = false
    for whole in page.lines {
      let line = whole.glyphs
      let first = line.startIndex
      var start = first
      while start < line.endIndex {
        let mark = line[start].mark
        var end = start + 1
        while end < line.endIndex, line[end].mark == mark { end += 1 }
        if let field = page.field(of: line[start]) {
          let glyphs = line[start..<end]
          if continues, start == first, runs.last?.mark == mark {
            runs[runs.count - 1].glyphs += glyphs
          } else {
            runs.append(Run(field: field, mark: mark, glyphs: Array(glyphs)))
          }
        }
        start = end
      }
      continues = whole.end == .line
    }
    return runs
  }

  /// `<p class="issuer">发证机构：…</p>` holds a label and a value.
  private static func values(_ run: Run, of field: CertificateField) -> [ArraySlice<Glyph>] {
    let text = LabelledText(TextLines(run.glyphs))
    let labelled = text.parts.filter { $0.label?.meaning == .field(field) }
    if !labelled.isEmpty { return labelled.map { text[$0] } }
    guard text.parts.allSatisfy({ $0.label == nil || $0.label?.meaning == .unknown }) else {
      return []
    }
    return [run.glyphs[...]]
  }
}
