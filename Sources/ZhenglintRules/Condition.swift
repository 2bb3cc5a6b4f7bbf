package import ZhenglintCatalogue
package import ZhenglintCore

/// What must hold of a term, a fact or the certificate: the closed set of a pack's conditions.
package struct Condition: Sendable {
  /// One key of a condition.
  package enum Test: Sendable {
    case channel(Set<Channel>)
    case field(Set<CertificateField>)
    /// A match of a pattern on the line covers the term.
    case inside([TextPattern])
    /// One of the texts stands at most so many scalars away from the term.
    case near([TextPattern], within: Int)
    /// A pattern matches all of the subject's value.
    case matches([TextPattern])
    /// The certificate states a fact that a pattern matches whole.
    case fact(CertificateField, [TextPattern])
    /// The certificate does not state one of these facts.
    case lacks(Set<CertificateField>)
    case standing(Set<Standing>)
    case category(Set<QualificationCategory>)
    case claims(Set<TitleClaim>)
    case issuerKind(Set<IssuerKind>)
    /// The term lies in the full issuer's name that the caller declared.
    case declaredIssuer
    /// As much speaks against the emblem's being there as for it.
    case outweighed
    /// The text around the term is in one of these languages, and not in Chinese.
    case language(Set<WrittenLanguage>)
    /// Both days included.
    case issued(from: CalendarDate?, until: CalendarDate?)
  }

  /// All must hold; at least one.
  package let tests: [Test]
}

/// The level of a rule where a condition holds.
package struct LevelCase: Sendable {
  package let level: Level
  package let condition: Condition
}

/// An exemption or downgrade that the packs allow: a reading of the law, with its reason.
///
/// A class, because all of a rule are asked for each of its findings.
package final class ReadingRule: Sendable {
  package let id: String
  package let name: LocalizedText
  package let reason: MessageTemplate
  /// What it lowers a finding to.
  package let level: Level
  package let place: PackPlace
  let deferred: Deferred<Condition>

  init(
    id: String, name: LocalizedText, reason: MessageTemplate, level: Level, place: PackPlace,
    deferred: Deferred<Condition>
  ) {
    self.id = id
    self.name = name
    self.reason = reason
    self.level = level
    self.place = place
    self.deferred = deferred
  }

  package var condition: Condition { deferred.value }
}
