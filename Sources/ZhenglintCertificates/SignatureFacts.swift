internal import ZhenglintCore

/// The lines at the foot without labels: who issues, and when.
enum SignatureFacts {
  /// Texts from the end in which a signature is looked for.
  private static let reach = 14

  private struct Piece {
    var glyphs: ArraySlice<Glyph>
    var line: Int
  }

  static func read(
    _ page: CertificatePage, format: DocumentFormat, into facts: inout FactCollector
  ) {
    let title = page.titleLine?.number ?? -1
    let text = page.labelled
    var pieces: [Piece] = []
    for part in text.parts.suffix(reach) where part.label == nil && part.line > title {
      let glyphs = text[part]
      guard glyphs.first.flatMap(page.field) == nil else { continue }
      glyphs.forEachPart {
        glyphs.isComma(at: $0) || glyphs[$0].endsSentence
      } _: {
        pieces.append(Piece(glyphs: $0, line: part.line))
      }
    }
    // In XML every element has its name: one of no known name says where no other does.
    let isData = format == .xml
    if !isData || !facts.hasFact(of: .date) {
      for piece in pieces {
        facts.add(.date, withoutPrefix(piece.glyphs), .signature, stream: page.number)
      }
    }
    if !isData || !facts.hasFact(of: .issuer) { readIssuer(pieces, page, into: &facts) }
  }

  /// 颁发于 2024年5月1日, Date 1 May 2024.
  private static func withoutPrefix(_ text: ArraySlice<Glyph>) -> ArraySlice<Glyph> {
    text.dropFirst(prefixes.match(at: text.startIndex, in: text)?.count ?? 0)
  }

  private static let prefixes: WordList = ["颁发于", "签发于", "发证于", "颁发日期", "Date", "Dated", "on"]

  private static func readIssuer(
    _ pieces: [Piece], _ page: CertificatePage, into facts: inout FactCollector
  ) {
    // The last piece that is a name, and those before it.
    var names: [ArraySlice<Glyph>] = []
    var lastLine = 0
    for piece in pieces.reversed() where names.count < 5 {
      // Joint issuers sign below or beside each other.
      guard names.isEmpty || lastLine - piece.line <= names.count else { break }
      if let name = name(in: piece.glyphs) {
        if names.isEmpty { lastLine = piece.line }
        names.append(name)
      } else if !names.isEmpty {
        break
      }
    }
    guard !names.isEmpty else { return }
    facts.add(.issuer, joined(names.reversed()), .signature, stream: page.number)
  }

  /// The organisation that is all of the text, or all of it before a date.
  private static func name(in text: ArraySlice<Glyph>) -> ArraySlice<Glyph>? {
    var name = OrganisationName.withoutSealNote(text)
    if let last = name.last, DateText.mayEnd(with: last), let date = DateText(firstIn: name),
      date.indices.lowerBound > name.startIndex,
      date.indices.upperBound == name.endIndex
    {
      name = OrganisationName.withoutSealNote(name[..<date.indices.lowerBound])
    }
    return OrganisationName.isWhole(name) && !TitleLook.isTitle(name) ? name : nil
  }

  /// Several names as one fact: A、B.
  static func joined(_ names: [ArraySlice<Glyph>]) -> ArraySlice<Glyph> {
    var joined: [Glyph] = []
    var seen: Set<String> = []
    for name in names.map(OrganisationName.withoutSealNote) {
      guard var first = name.first, seen.insert(name.compact).inserted else { continue }
      if let last = joined.last {
        joined.append(Glyph(scalar: "、", start: last.end, end: last.end))
        first.gap = .none
      }
      joined.append(first)
      joined += name.dropFirst()
    }
    return joined[...]
  }
}
