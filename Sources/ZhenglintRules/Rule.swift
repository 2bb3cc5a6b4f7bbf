package import ZhenglintCore

/// One wording rule, as a pack states it.
///
/// A class, because it is looked at for every candidate and a large value to copy.
package final class Rule: Sendable {
  /// Names the pattern flagged, as `state-words`.
  ///
  /// ASCII letters, digits, `.`, `_` and `-`.
  package let id: String
  /// `standard`, `strict`, or the name of a profile that a caller opts into, as `guangdong`.
  package let profile: String
  package let target: Target
  /// Where the pack gives the rule's id.
  package let place: PackPlace
  let judging: Deferred<Judging>
  let reporting: Deferred<Reporting>
  let deferredExamples: Deferred<Examples>

  init(
    id: String, profile: String, target: Target, place: PackPlace, judging: Deferred<Judging>,
    reporting: Deferred<Reporting>, examples: Deferred<Examples>
  ) {
    self.id = id
    self.profile = profile
    self.target = target
    self.place = place
    self.judging = judging
    self.reporting = reporting
    deferredExamples = examples
  }

  /// What decides whether the rule applies, and how much it counts.
  struct Judging: Sendable {
    let isOpenEnded: Bool
    let when: Condition?
    let unless: [Condition]
    let level: Level
    let levels: [LevelCase]
    let confidence: Confidence
    let secondSign: Level?
  }

  /// What is said of the rule and of its findings.
  struct Reporting: Sendable {
    let name: LocalizedText
    let binds: LocalizedText
    let asks: LocalizedText
    let open: LocalizedText?
    let readings: [ReadingRule]
    let basis: [Basis]
    let message: MessageTemplate
    let reviewMessage: MessageTemplate?
    let infoMessage: MessageTemplate?
    let advice: MessageTemplate
    let rewritings: [Rewriting]
  }

  /// What a rule looks at.
  package enum Target: Sendable {
    case terms([Term])
    case subject(Subject)
  }

  package var name: LocalizedText { reporting.value.name }
  /// Who has to obey.
  package var binds: LocalizedText { reporting.value.binds }
  /// What the rule asks, for people.
  package var asks: LocalizedText { reporting.value.asks }
  /// Where the law leaves the answer open.
  package var open: LocalizedText? { reporting.value.open }
  /// The instrument closes its list with 等字样, so that near forms may be caught too.
  package var isOpenEnded: Bool { judging.value.isOpenEnded }
  package var when: Condition? { judging.value.when }
  /// None of them may hold.
  package var unless: [Condition] { judging.value.unless }
  /// Where no case holds.
  package var level: Level { judging.value.level }
  /// The first one that holds counts.
  package var levels: [LevelCase] { judging.value.levels }
  /// How sure a finding of the rule can be at most.
  package var confidence: Confidence { judging.value.confidence }
  /// Of a reference and an alternative text on the same element that both name the term; `nil`
  /// where a second sign changes nothing.
  package var secondSign: Level? { judging.value.secondSign }
  package var readings: [ReadingRule] { reporting.value.readings }
  /// Never empty; every term has at least one.
  package var basis: [Basis] { reporting.value.basis }
  package var message: MessageTemplate { reporting.value.message }
  /// `nil` where `message` serves.
  package var reviewMessage: MessageTemplate? { reporting.value.reviewMessage }
  /// `nil` where the message of the level `review` serves.
  package var infoMessage: MessageTemplate? { reporting.value.infoMessage }
  package var advice: MessageTemplate { reporting.value.advice }
  /// Rewritings that are safe wherever they fit.
  package var rewritings: [Rewriting] { reporting.value.rewritings }
  package var examples: Examples { deferredExamples.value }

  /// Empty for a rule about a fact.
  package var terms: [Term] {
    if case .terms(let terms) = target { terms } else { [] }
  }

  /// The template of the message at a level.
  package func message(at level: Level) -> MessageTemplate {
    switch level {
    case .violation: message
    case .review: reviewMessage ?? message
    case .info: infoMessage ?? reviewMessage ?? message
    }
  }

  /// The clauses in force on a day that list a term, in the pack's order.
  package func citations(for term: String, on day: CalendarDate) -> [Citation] {
    basis.compactMap {
      $0.lists(term) && $0.instrument.isInForce(on: day) ? $0.citation : nil
    }
  }
}

/// What a rule without terms is about: a fact of the certificate.
package enum Subject: Hashable, Sendable {
  case fact(CertificateField)
  /// The name of the catalogue entry in the title.
  case entry

  package static let names: [String: Subject] = {
    var names: [String: Subject] = ["entry": .entry]
    let fields: [CertificateField] = [
      .title, .issuer, .seal, .supervision, .url, .qualification, .level, .date,
    ]
    for field in fields { names[field.rawValue] = .fact(field) }
    return names
  }()
}

/// Words, and what may stand in their place.
package struct Rewriting: Hashable, Sendable {
  /// As the source has to read, the words around those that go included.
  package let text: String
  /// Those that go: UTF-8 bytes of `text`.
  package let replaced: ByteRange
  package let new: String
  /// Where it is safe; `nil`: wherever the text stands.
  package let fields: Set<CertificateField>?
}

/// A string to look for.
package struct Term: Sendable {
  /// Simplified characters, or Latin words with one space between them, as `guo hui`.
  ///
  /// Case does not count in Latin words, and in a document `-`, `_`, `.` or nothing may stand
  /// where the space is. Of a pattern its anchor.
  package let text: String
  let deferredPattern: Deferred<TextPattern>?
  /// The term of the instrument that `text` stands for and that findings name: 国徽 for `guo hui`.
  package let listed: String
  /// Where the term counts; `nil`: everywhere.
  package let channels: Set<Channel>?
  /// `nil` where the rule's advice serves.
  package let advice: MessageTemplate?

  /// What has to match around `text`, and is then reported as a whole.
  package var pattern: TextPattern? { deferredPattern?.value }

  package func counts(in channel: Channel) -> Bool { channels?.contains(channel) ?? true }
}

/// Texts that a rule must and must not report, checked by `rules test`.
package struct Examples: Sendable {
  package let hits: [Example]
  package let passes: [Example]
}

/// A piece of text in one channel, and what the rule reports in it.
package struct Example: Sendable {
  /// Without the marks ⟦ ⟧.
  package let text: String
  package let channel: Channel
  /// What a caller would state of the certificate.
  package let stated: StatedFacts
  package let profiles: [String]
  /// UTF-8 bytes of `text`, in order: every finding of the rule there, and no other.
  package let spans: [ByteRange]
  package let place: PackPlace
}

/// What a caller knows of a certificate; it wins over what the certificate says.
package struct StatedFacts: Hashable, Sendable {
  package var title: String?
  package var issuer: String?
  package var issuerKind: IssuerKind?
  package var issued: CalendarDate?
  /// Who the caller is; unlike `issuer` it does not win over what the certificate says.
  package var own: Organisation?

  /// A body with the names that it has registered.
  package struct Organisation: Hashable, Sendable {
    package var name: String
    package var shortNames: [String]
    package var kind: IssuerKind?

    package init(name: String, shortNames: [String] = [], kind: IssuerKind? = nil) {
      self.name = name
      self.shortNames = shortNames
      self.kind = kind
    }

    package var names: [String] { [name] + shortNames }
  }

  package init(
    title: String? = nil, issuer: String? = nil, issuerKind: IssuerKind? = nil,
    issued: CalendarDate? = nil
  ) {
    self.title = title
    self.issuer = issuer
    self.issuerKind = issuerKind
    self.issued = issued
  }

  /// These facts, where `later` does not state them otherwise.
  package func updated(_ later: StatedFacts) -> StatedFacts {
    var facts = self
    facts.title = later.title ?? title
    facts.issuer = later.issuer ?? issuer
    facts.issuerKind = later.issuerKind ?? issuerKind
    facts.issued = later.issued ?? issued
    facts.own = later.own ?? own
    return facts
  }
}
