internal import ZhenglintCatalogue
internal import ZhenglintCertificates
internal import ZhenglintCore
internal import ZhenglintRules

/// Judges the conditions of a pack on one term or one fact of a certificate.
struct ConditionJudge {
  let assessment: Assessment
  let channel: Channel
  let field: CertificateField?
  /// The line around the term; of a subject its value.
  let line: FoldedLine
  /// Of a rule that asks for second signs.
  var evidence: EmblemEvidence?

  /// In which the text around the term is written, if not in Chinese.
  var language: () -> WrittenLanguage? = { nil }

  func holds(_ condition: Condition) -> Bool { condition.tests.allSatisfy { holds($0) } }

  private func holds(_ test: Condition.Test) -> Bool {
    switch test {
    case .channel(let channels): channels.contains(channel)
    case .field(let fields): field.map(fields.contains) ?? false
    case .inside(let patterns):
      patterns.contains { line.match($0) != nil }
    case .near(let texts, let distance):
      texts.contains { line.hasMatch(of: $0, within: distance) }
    case .matches(let patterns):
      patterns.contains { $0.matches(Array(line.scalars[line.term]), holding: line.held) }
    case .fact(let field, let patterns):
      assessment.values(of: field).contains { value in
        patterns.contains(where: value.isMatched)
      }
    case .lacks(let fields):
      fields.contains { assessment.values(of: $0).isEmpty }
    case .standing(let standings): standings.contains(assessment.standing)
    case .category(let categories):
      assessment.category().map(categories.contains) ?? false
    case .claims(let claims): assessment.claim.map(claims.contains) ?? false
    case .issuerKind(let kinds): assessment.issuerKind.map(kinds.contains) ?? false
    case .declaredIssuer: standsInDeclaredIssuer
    case .outweighed: evidence?.isOutweighed ?? false
    case .language(let languages): language().map(languages.contains) ?? false
    case .issued(let from, let until):
      from.map { $0 <= assessment.day } ?? true && until.map { assessment.day <= $0 } ?? true
    }
  }

  /// The term lies in the name that the caller declared, and that name stands there as a whole:
  /// neither as part of a longer name nor in shortened form.
  private var standsInDeclaredIssuer: Bool {
    let stated = assessment.stated
    let names = [stated.issuer].compactMap(\.self) + (stated.own?.names ?? [])
    return names.contains { stands(in: $0) }
  }

  private func stands(in name: String) -> Bool {
    let pattern = TextPattern(literal: FoldedLine(of: name).text)
    guard let match = line.match(pattern) else { return false }
    if let before = line.scalars[..<match.lowerBound].last, before.isHan, field != .seal {
      return false
    }
    guard let after = line.scalars[match.upperBound...].first else { return true }
    return !after.isHan || after == "章"
  }
}
