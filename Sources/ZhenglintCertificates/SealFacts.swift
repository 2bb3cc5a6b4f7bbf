internal import ZhenglintCore
internal import ZhenglintMatching
internal import ZhenglintReaders

/// The text of seals: set along an arc, or said of a picture.
enum SealFacts {
  private static let endings: WordList = ["印章", "公章", "专用章", "签章", "钢印", "电子章", "合同章"]
  /// What says that a picture shows a seal and is not the seal's text.
  private static let descriptions: WordList = ["的印章", "的公章", "印章图案", "印章", "公章", "电子章", "钢印", "签章"]

  private static let stamps: WordList = ["专用章"]

  static func read(_ page: CertificatePage, into facts: inout FactCollector) {
    for run in page.runs where run.field == .arc {
      let text = run.glyphs[...].trimmed
      if OrganisationName.isWhole(text) || endings.ends(text) {
        add(text, .markup, page, into: &facts)
      }
    }
    for line in page.lines where line.glyphs.count <= 40 && line.traits.contains(.sentence) {
      line.forEachSegment { segment in
        guard stamps.ends(segment.trimmed), !segment.contains(where: \.isColon) else { return }
        add(segment.trimmed, .signature, page, into: &facts)
      }
    }
  }

  /// The body whose name is on the seal, where no other text names the issuer.
  static func readIssuer(_ pages: [CertificatePage], into facts: inout FactCollector) {
    for fact in facts.facts(of: .seal) {
      guard let page = pages.first(where: { $0.number == fact.stream }) else { continue }
      let glyphs = page.lines.flatMap(\.glyphs).filter {
        fact.range.start <= $0.start && $0.end <= fact.range.end
      }
      for length in stride(from: glyphs.count, to: 3, by: -1) {
        if OrganisationName.isWhole(glyphs[..<length]) {
          facts.add(.issuer, glyphs[..<length], .signature, stream: page.number)
          return
        }
      }
    }
  }

  /// Reads alternative texts and titles of pictures.
  static func readNames(_ page: CertificatePage, into facts: inout FactCollector) {
    // Few values speak of seals, and paths and styles have long ones.
    page.forEachBlock(with: firstSign) { lines in
      for line in lines where 4...40 ~= line.glyphs.count {
        let text = line.glyphs.trimmed
        guard endings.ends(text) else { continue }
        let name = text.dropLast(descriptions.match(atEndOf: text)?.count ?? 0)
        add(name, .markup, page, into: &facts)
      }
      return true
    }
  }

  /// Where in some bytes of a stream the last character of one of `endings` stands.
  private static func firstSign(in range: Range<Int>, of utf8: [UInt8]) -> Int? {
    let folds = FoldTable.standard
    var offset = range.lowerBound
    while offset < range.upperBound {
      guard 0xC0..<Seam.inline.rawValue ~= utf8[offset] else {
        offset += 1
        continue
      }
      let (scalar, next) = StreamCursor.scalar(at: offset, in: utf8)
      let plain = folds.isPlain(scalar) ? scalar : folds.plainForm(of: scalar)
      if plain == "章" || plain == "印" { return offset }
      offset = next
    }
    return nil
  }

  private static func add(
    _ text: ArraySlice<Glyph>, _ origin: Fact.Origin, _ page: CertificatePage,
    into facts: inout FactCollector
  ) {
    guard text.count >= 4 else { return }
    facts.add(.seal, text, origin, stream: page.number)
  }
}
