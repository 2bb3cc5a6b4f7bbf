package import ZhenglintCore

/// Two statements of a certificate that cannot both be true, or one that never can.
package enum Contradiction: Hashable, Sendable {
  /// Facts of one field and one rank with different values, by place.
  case differing(CertificateField, [Fact])
  /// A date in no calendar, as it is written: 2024年2月30日.
  case impossibleDate(Fact)
}

extension Certificate {
  /// Contradictions among the surest facts of a field.
  ///
  /// A month does not contradict a day in it, nor a name the longer name that holds it.
  package var contradictions: [Contradiction] {
    var found = impossibleDates.map(Contradiction.impossibleDate)
    for field in [CertificateField.date, .issuer] {
      let facts = facts(of: field)
      guard let first = facts.first else { continue }
      var differing: [Fact] = []
      for fact in facts where fact.origin == first.origin {
        if !differing.contains(where: {
          $0.value.contains(fact.value) || fact.value.contains($0.value)
        }) {
          differing.append(fact)
        }
      }
      if differing.count > 1 { found.append(.differing(field, differing)) }
    }
    return found
  }
}
