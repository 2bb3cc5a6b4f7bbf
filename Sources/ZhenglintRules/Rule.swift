package import ZhenglintCore

/// One wording rule, as a pack states it.
package struct Rule: Sendable {
  /// Names the pattern flagged, as `state-words`.
  ///
  /// ASCII letters, digits, `.`, `_` and `-`.
  package let id: String
  package let name: LocalizedText
  package let terms: [Term]
  /// The instrument closes its list with 等字样, so that near forms may be caught too.
  package let isOpenEnded: Bool
  package let levels: Levels
  /// Never empty; every term has at least one.
  package let basis: [Basis]
  package let message: MessageTemplate
  /// `nil` where `message` serves.
  package let reviewMessage: MessageTemplate?
  /// `nil` where the message of the level `review` serves.
  package let infoMessage: MessageTemplate?
  package let advice: MessageTemplate
  package let examples: Examples
  /// Where the pack gives the rule's id.
  package let place: PackPlace

  package func message(for term: Term, at level: Level) -> LocalizedText {
    let template =
      switch level {
      case .violation: message
      case .review: reviewMessage ?? message
      case .info: infoMessage ?? reviewMessage ?? message
      }
    return template.text(for: term.listed)
  }

  package func advice(for term: Term) -> LocalizedText {
    (term.advice ?? advice).text(for: term.listed)
  }

  /// The clauses that list a term, in the pack's order.
  package func citations(for term: Term) -> [Citation] {
    basis.compactMap { $0.lists(term) ? $0.citation : nil }
  }
}

/// A string to look for.
package struct Term: Sendable {
  /// Simplified characters, or Latin words with one space between them, as `guo hui`.
  ///
  /// Case does not count in Latin words, and in a document `-`, `_`, `.` or nothing may stand
  /// where the space is.
  package let text: String
  /// The term of the instrument that `text` stands for and that findings name: 国徽 for `guo hui`.
  package let listed: String
  /// Where the term counts; `nil`: everywhere.
  package let channels: Set<Channel>?
  /// `nil` where the rule's advice serves.
  package let advice: MessageTemplate?

  package func counts(in channel: Channel) -> Bool { channels?.contains(channel) ?? true }
}

/// A clause that a rule rests on, for all of its terms or for those that the clause lists.
package struct Basis: Sendable {
  package let citation: Citation
  /// Listed terms; `nil`: all of the rule.
  package let terms: Set<String>?

  func lists(_ term: Term) -> Bool { terms?.contains(term.listed) ?? true }
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
  /// UTF-8 bytes of `text`, in order: every finding of the rule there, and no other.
  package let spans: [ByteRange]
  package let place: PackPlace
}
