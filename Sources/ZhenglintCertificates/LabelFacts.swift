internal import ZhenglintCore

/// Facts with a label before them: 发证机构：….
enum LabelFacts {
  static func read(_ page: CertificatePage, into facts: inout FactCollector) {
    let parts = page.labelled.parts
    for (index, part) in parts.enumerated() {
      guard let label = part.label, case .field(let field) = label.meaning else { continue }
      var glyphs = part.glyphs
      if field == .issuer, let joint = jointIssuer(after: index, in: parts) { glyphs = joint }
      facts.add(field, glyphs, .label, stream: page.number, weight: label.weight)
    }
  }

  /// A second body on the line below the labelled one issues with it.
  private static func jointIssuer(
    after index: Int, in parts: [TextPart]
  ) -> ArraySlice<Glyph>? {
    guard index + 1 < parts.count else { return nil }
    let (first, second) = (parts[index], parts[index + 1])
    guard second.label == nil, second.line == first.line + 1,
      index + 2 == parts.count || parts[index + 2].line > second.line,
      OrganisationName.isWhole(OrganisationName.withoutSealNote(first.glyphs)),
      OrganisationName.isWhole(OrganisationName.withoutSealNote(second.glyphs))
    else { return nil }
    return SignatureFacts.joined([first.glyphs, second.glyphs])
  }
}
