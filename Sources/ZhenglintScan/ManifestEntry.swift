package import ZhenglintCore
package import ZhenglintRules

/// One row of a manifest: a file that somebody handed in, and what is known of it.
package struct Submission: Hashable, Sendable {
  /// A column that has no meaning here, with its value as written.
  package struct Column: Hashable, Sendable {
    /// Empty where the header has none.
    package var name: String
    package var value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// From 1: where the row starts.
  package var line: Int
  /// What the submission is filed under, 编号.
  package var id: String?
  /// As written; relative to the directory of the manifest.
  package var path: String
  package var facts: StatedFacts
  /// Where it comes from, 地区.
  package var district: String?
  /// In the order of the manifest.
  package var extra: [Column]

  package init(
    line: Int, id: String? = nil, path: String, facts: StatedFacts = StatedFacts(),
    district: String? = nil, extra: [Column] = []
  ) {
    self.line = line
    self.id = id
    self.path = path
    self.facts = facts
    self.district = district
    self.extra = extra
  }
}

/// A row that is no submission, with everything that is wrong with it.
package struct ManifestFault: Hashable, Sendable {
  /// From 1: where the row starts.
  package var line: Int
  package var message: LocalizedText

  package init(line: Int, message: LocalizedText) {
    self.line = line
    self.message = message
  }
}

/// What a row of a manifest comes to.
package enum ManifestEntry: Hashable, Sendable {
  case submission(Submission)
  case fault(ManifestFault)
}
