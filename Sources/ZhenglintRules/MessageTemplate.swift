package import ZhenglintCore

/// A sentence of a pack with names in braces, `{term}`, where a finding's own words go.
package struct MessageTemplate: Sendable {
  /// What may stand in braces.
  package enum Placeholder: String, CaseIterable, Sendable {
    /// The term as the finding names it.
    case term
    /// Number or title of the first clause in force.
    case instrument
    /// The catalogue entry that the certificate names.
    case entry
    case issuer
  }

  enum Piece: Sendable {
    case text(String)
    case placeholder(Placeholder)
  }

  let zh: [Piece]
  let en: [Piece]

  /// The sentence with its words; a placeholder without one becomes `…`.
  package func text(_ words: [Placeholder: String]) -> LocalizedText {
    func join(_ pieces: [Piece]) -> String {
      pieces.map { piece in
        switch piece {
        case .text(let text): text
        case .placeholder(let name): words[name] ?? "…"
        }
      }.joined()
    }
    return LocalizedText(zh: join(zh), en: join(en))
  }
}
