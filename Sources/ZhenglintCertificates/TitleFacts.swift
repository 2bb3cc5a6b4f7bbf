internal import ZhenglintCore
internal import ZhenglintReaders

/// The line that is the title of a certificate.
struct TitleLine {
  /// Index of the line.
  var number: Int
  /// With the first half that stands above it.
  var text: ArraySlice<Glyph>
}

/// The title of a certificate, where no name or label gives it.
enum TitleFacts {
  /// Lines from the top in which a title is looked for.
  private static let reach = 60

  /// Adds the surest title; `rootName` is the name of the document's outermost element.
  static func read(
    _ pages: [CertificatePage], rootName: String?, into facts: inout FactCollector
  ) {
    let texts = pages.filter { $0.channel == .text }
    if facts.hasFact(of: .title) { return }
    for page in texts { readHeadings(page, into: &facts) }
    if facts.hasFact(of: .title) { return }
    for page in texts {
      if let title = page.titleLine {
        facts.add(.title, title.text, .heading, stream: page.number)
        return
      }
    }
    if let rootName, let name = name(rootName) {
      facts.add(
        Fact(
          field: .title, value: name, origin: .markup, stream: 0, range: ByteRange(start: 0, end: 0)
        ))
      return
    }
    readLastResorts(pages, into: &facts)
  }

  /// The line that is the title.
  static func titleLine(_ page: CertificatePage) -> TitleLine? {
    let labels = Set(
      page.labelled.parts.prefix { $0.line < reach }.filter { $0.label != nil }.map(\.line))
    for (number, line) in page.lines.prefix(reach).enumerated() where !labels.contains(number) {
      let whole = line.glyphs
      if TitleLook.isTitle(whole) {
        return TitleLine(
          number: number, text: withFirstHalf(whole, above: number, in: page, labels))
      }
      guard line.mayHaveColumns else { continue }
      if let text = line.segments.first(where: TitleLook.isTitle) {
        return TitleLine(number: number, text: text)
      }
    }
    return nil
  }

  private static func withFirstHalf(
    _ title: ArraySlice<Glyph>, above number: Int, in page: CertificatePage, _ labels: Set<Int>
  ) -> ArraySlice<Glyph> {
    guard TitleLook.isBare(title), number == 1, !labels.contains(number - 1) else { return title }
    let above = page.lines[number - 1].glyphs
    guard 2...20 ~= above.count, above.allSatisfy({ $0.isHan }),
      !OrganisationName.isWhole(above)
    else { return title }
    return (above + title)[...]
  }

  /// Headings that look like a title; one that does not is none.
  private static func readHeadings(_ page: CertificatePage, into facts: inout FactCollector) {
    let runs = page.runs.filter { $0.field == .certificate(.title) }
    for run in runs where TitleLook.isTitle(run.glyphs[...]) {
      facts.add(.title, run.glyphs[...], .heading, stream: page.number)
    }
  }

  private static func readLastResorts(_ pages: [CertificatePage], into facts: inout FactCollector) {
    let texts = pages.filter { $0.channel == .text }
    for page in texts {
      if let run = page.runs.first(where: { $0.field == .certificate(.title) }),
        run.glyphs.count <= TitleLook.longest
      {
        facts.add(.title, run.glyphs[...], .heading, stream: page.number)
        return
      }
    }
    for page in texts {
      if let line = page.lines.first, isSetByGlyph(line) {
        facts.add(.title, line.glyphs, .heading, stream: page.number)
        return
      }
    }
    for page in pages where page.channel == .metadata {
      if let line = page.lines.first(where: { TitleLook.isTitle($0.glyphs) }) {
        facts.add(.title, line.glyphs, .heading, stream: page.number)
        return
      }
    }
    for page in texts {
      if let line = page.lines.prefix(reach).first(where: { TitleLook.isEnglish($0.glyphs) }) {
        facts.add(.title, line.glyphs, .heading, stream: page.number)
        return
      }
    }
  }

  /// A first line with room between its characters is set as titles are.
  private static func isSetByGlyph(_ line: TextLine) -> Bool {
    3...16 ~= line.glyphs.count && line.glyphs.allSatisfy { $0.isHan }
      && line.glyphs.dropFirst().allSatisfy { $0.isPlaced || $0.gap != .none }
  }

  private static func name(_ rootName: String) -> String? {
    let glyphs = rootName.unicodeScalars.map(Glyph.init(simplified:))[...]
    return TitleLook.isTitle(glyphs) ? TitleLook.value(of: glyphs) : nil
  }
}
