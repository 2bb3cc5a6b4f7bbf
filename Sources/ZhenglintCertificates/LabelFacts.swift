internal import ZhenglintCore

/// Facts with a label before them: 发证机构：….
enum LabelFacts {
  static func read(_ page: CertificatePage, into facts: inout FactCollector) {
    let text = page.labelled
    for (index, part) in text.parts.enumerated() {
      guard let label = part.label, case .field(let field) = label.meaning else { continue }
      let joint = field == .issuer ? jointIssuer(after: index, in: text) : nil
      facts.add(field, joint ?? text[part], .label, stream: page.number, weight: label.weight)
    }
  }

  /// A second body on the line below the labelled one issues with it.
  private static func jointIssuer(
    after index: Int, in text: LabelledText
  ) -> ArraySlice<Glyph>? {
    let parts = text.parts
    guard index + 1 < parts.count else { return nil }
    let (first, second) = (parts[index], parts[index + 1])
    guard second.label == nil, second.line == first.line + 1,
      index + 2 == parts.count || parts[index + 2].line > second.line,
      OrganisationName.isWhole(OrganisationName.withoutSealNote(text[first])),
      OrganisationName.isWhole(OrganisationName.withoutSealNote(text[second]))
    else { return nil }
    return SignatureFacts.joined([text[first], text[second]])
  }
}
