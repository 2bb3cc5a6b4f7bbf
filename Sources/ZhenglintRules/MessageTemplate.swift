package import ZhenglintCore

/// A sentence of a pack with `{term}` where the term goes.
package struct MessageTemplate: Sendable {
  /// The text around the placeholders, by language: one part more than there are placeholders.
  let zh: [String]
  let en: [String]

  package func text(for term: String) -> LocalizedText {
    LocalizedText(zh: zh.joined(separator: term), en: en.joined(separator: term))
  }
}
