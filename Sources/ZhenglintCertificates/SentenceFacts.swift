internal import ZhenglintCore

/// Facts in running text: 由…颁发, 授予…同志.
enum SentenceFacts {
  private static let issuing = [
    "颁发", "签发", "核发", "发放", "发给", "授予", "发证", "认定", "联合颁发", "共同颁发", "统一颁发",
  ]

  static func read(_ page: CertificatePage, into facts: inout FactCollector) {
    for line in page.lines {
      let text = line.glyphs[...]
      for name in PersonMention.names(in: text) {
        facts.add(.holder, name, .sentence, stream: page.number)
      }
      readIssuer(text, page, into: &facts)
      readDate(text, page, into: &facts)
      if let supervisor = supervisor(in: line) {
        facts.add(.supervision, supervisor, .sentence, stream: page.number)
      }
    }
  }

  /// 本证书由云洲市茶艺行业协会颁发.
  private static func readIssuer(
    _ text: ArraySlice<Glyph>, _ page: CertificatePage, into facts: inout FactCollector
  ) {
    for index in text.indices where text[index].scalar == "由" || text[index].scalar == "经" {
      let clause = text[(index + 1)..<min(index + 41, text.endIndex)]
      for verb in issuing {
        guard let end = clause.firstIndex(of: verb) else { continue }
        let name = clause[..<end]
        if OrganisationName.isWhole(name) {
          facts.add(.issuer, name, .sentence, stream: page.number)
        }
        break
      }
    }
  }

  /// 于2024年5月1日颁发.
  private static func readDate(
    _ text: ArraySlice<Glyph>, _ page: CertificatePage, into facts: inout FactCollector
  ) {
    for index in text.indices where text[index].scalar == "于" {
      guard let date = DateText(at: index + 1, in: text) else { continue }
      let before = text[..<index]
      let after = text[date.indices.upperBound...]
      let isIssuing =
        ["颁发", "签发", "核发", "发证", "颁证"].contains { before.ends(with: $0) || after.starts(with: $0) }
      if isIssuing { facts.add(.date, text[date.indices], .sentence, stream: page.number) }
    }
  }

  /// 人力资源和社会保障部监制.
  private static func supervisor(in line: TextLine) -> ArraySlice<Glyph>? {
    for segment in line.segments {
      let text = segment.trimmed
      if text.count > 3, text.count <= 40, text.ends(with: "监制"),
        !text.contains(where: \.scalar.isColon)
      {
        return text.dropLast(2)
      }
    }
    return nil
  }
}
