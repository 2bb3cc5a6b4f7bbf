/// Something that a person must know about how an input was read.
package struct Note: Codable, Hashable, Sendable {
  /// Stable, for programs: `invalid-bytes`.
  package var code: String
  package var message: LocalizedText
  /// Whether the input counts as not read whole because of this.
  package var isIncomplete: Bool
  /// Whether a person should do something about it; so is whatever `isIncomplete`.
  package var isWarning: Bool

  package init(
    code: String, zh: String, en: String, isIncomplete: Bool, isWarning: Bool = false
  ) {
    self.code = code
    self.message = LocalizedText(zh: zh, en: en)
    self.isIncomplete = isIncomplete
    self.isWarning = isIncomplete || isWarning
  }
}
