package import ZhenglintCore

/// A law, regulation or notice, as `Rules/Instruments.yml` states it.
package struct Instrument: Sendable {
  package let id: String
  package let title: String
  /// `nil` where nobody found one.
  package let number: String?
  package let issuer: String
  package let date: CalendarDate
  /// The first day in force.
  package let effective: CalendarDate
  /// The last day in force; `nil` while it is.
  package let until: CalendarDate?
  /// Facts that nobody has read in a source.
  package let recalled: [String]
  /// Where the facts were read.
  package let source: String?
  package let place: PackPlace

  /// What a sentence calls it.
  package var name: String { citation(LocalizedText(zh: "", en: ""), recalled: recalled).name }

  func citation(_ clause: LocalizedText, recalled: [String]) -> Citation {
    Citation(
      number: number, title: title, issuer: issuer, date: date.description, clause: clause,
      recalled: recalled)
  }

  package func isInForce(on day: CalendarDate) -> Bool {
    effective <= day && until.map { day <= $0 } ?? true
  }
}

/// A clause that a rule rests on, for all of its terms or for those that the clause lists.
package struct Basis: Sendable {
  package let instrument: Instrument
  package let clause: LocalizedText
  /// Listed terms; `nil`: all of the rule.
  package let terms: Set<String>?
  /// Facts of instrument and clause that nobody has read in a source.
  package let recalled: [String]

  package func lists(_ term: String) -> Bool { terms?.contains(term) ?? true }

  package var citation: Citation { instrument.citation(clause, recalled: recalled) }
}
