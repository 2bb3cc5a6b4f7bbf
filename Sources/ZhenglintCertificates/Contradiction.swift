package import ZhenglintCore

/// Two statements of a certificate that cannot both be true, or one that never can.
package enum Contradiction: Hashable, Sendable {
  /// Facts of one field with different values, the surest first.
  case differing(CertificateField, [Fact])
  /// A date in no calendar; the value of the fact is what is written: 2024年2月30日.
  case impossibleDate(Fact)

  /// Compares facts of one field, the surest first.
  ///
  /// `nil` where they agree: a month does with a day in it, a name with a longer form.
  init?(_ field: CertificateField, _ facts: [Fact]) {
    var differing: [Fact] = []
    for fact in facts {
      let agrees = differing.contains {
        $0.value.holds(fact.value) || fact.value.holds($0.value)
      }
      if !agrees { differing.append(fact) }
    }
    guard differing.count > 1 else { return nil }
    self = .differing(field, differing)
  }
}
