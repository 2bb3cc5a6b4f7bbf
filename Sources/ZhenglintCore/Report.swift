/// Whether an input was read whole.
package enum InputStatus: String, Sendable {
  case checked
  case partly
  case unread
}

/// A candidate that was looked at and not reported, for `-v`.
package struct Rejection: Hashable, Sendable {
  package var term: String
  package var line: Int
  package var column: Int
  package var context: String
  package var reason: LocalizedText

  package init(term: String, line: Int, column: Int, context: String, reason: LocalizedText) {
    self.term = term
    self.line = line
    self.column = column
    self.context = context
    self.reason = reason
  }
}

/// What the program knows of the certificate itself; `nil` where it does not.
package struct CertificateFacts: Codable, Hashable, Sendable {
  /// One fact, with its place in the file.
  package struct Entry: Codable, Hashable, Sendable {
    /// Of `CertificateField`.
    package var field: String
    /// `nil` for a holder, whom no report names.
    package var value: String?
    /// How it was recognised: `caller`, `markup`, `label`, `heading`, `signature`, `sentence`.
    package var origin: String
    /// `nil` for what the caller said.
    package var location: Location?

    package init(field: String, value: String?, origin: String, location: Location?) {
      self.field = field
      self.value = value
      self.origin = origin
      self.location = location
    }
  }

  package var title: String?
  package var issuer: String?
  package var issuerKind: IssuerKind?
  package var issued: CalendarDate?
  package var standing: Standing
  /// Why the certificate has this standing.
  package var reason: LocalizedText
  /// The catalogue entry that the certificate names.
  package var entry: String?
  /// The edition of the catalogue that was used; `nil` before the first.
  package var edition: String?
  /// The day whose law and catalogue were applied.
  package var day: CalendarDate
  /// A holder is named.
  package var hasHolder: Bool
  /// In order of place; empty where no report asks for them.
  package var facts: [Entry]

  package init(
    title: String?, issuer: String?, issuerKind: IssuerKind?, issued: CalendarDate?,
    standing: Standing, reason: LocalizedText, entry: String?, edition: String?,
    day: CalendarDate, hasHolder: Bool, facts: [Entry]
  ) {
    self.title = title
    self.issuer = issuer
    self.issuerKind = issuerKind
    self.issued = issued
    self.standing = standing
    self.reason = reason
    self.entry = entry
    self.edition = edition
    self.day = day
    self.hasHolder = hasHolder
    self.facts = facts
  }
}

/// Everything there is to say of one input.
package struct InputReport: Sendable {
  package var path: String
  /// The bytes of the path where they are no UTF-8, so that `path` is not all that there is of it.
  package var rawPath: [UInt8]?
  /// Lower-case hexadecimal; `nil` where the input could not be loaded or no report asks for it.
  package var sha256: String?
  /// `nil` where the format is unknown.
  package var format: String?
  package var encoding: String?
  package var status: InputStatus
  package var notes: [Note]
  package var certificate: CertificateFacts?
  /// In order of place, then rule.
  package var findings: [Finding]
  package var rejections: [Rejection]
  /// Findings left out because nobody changed their lines.
  package var unchangedCount: Int
  /// `nil` where no report asks for it, nothing was found, or there is none or too much of it.
  package var text: CertificateText?

  package init(
    path: String, sha256: String? = nil, format: String? = nil, encoding: String? = nil,
    status: InputStatus, notes: [Note] = [], certificate: CertificateFacts? = nil,
    findings: [Finding] = [], rejections: [Rejection] = [], text: CertificateText? = nil,
    unchangedCount: Int = 0
  ) {
    self.path = path
    self.sha256 = sha256
    self.format = format
    self.encoding = encoding
    self.status = status
    self.notes = notes
    self.certificate = certificate
    self.findings = findings
    self.rejections = rejections
    self.unchangedCount = unchangedCount
    self.text = text
  }
}

/// One run over all its inputs, as every reporter gets it.
package struct RunReport: Sendable {
  package var toolVersion: String
  package var rulesVersion: String
  /// The day of the run; certificates of an earlier date are judged by the law of theirs.
  package var asOf: CalendarDate
  /// The edition of the catalogue of that day, or the one asked for; `nil` before the first.
  package var edition: String?
  /// Ids of the rules that the run was told not to apply.
  package var omittedRules: [String]
  /// What there is to know of the run as a whole.
  package var notes: [Note]
  /// Sorted by the bytes of their paths.
  package var inputs: [InputReport]

  package init(
    toolVersion: String, rulesVersion: String, asOf: CalendarDate, edition: String?,
    omittedRules: [String] = [], notes: [Note] = [], inputs: [InputReport]
  ) {
    self.toolVersion = toolVersion
    self.rulesVersion = rulesVersion
    self.asOf = asOf
    self.edition = edition
    self.omittedRules = omittedRules
    self.notes = notes
    self.inputs = inputs
  }

  /// Every input was checked whole.
  package var isComplete: Bool { count(of: .checked) == inputs.count }

  /// The findings of a level that count, that is all but suppressed ones.
  package func count(of level: Level) -> Int {
    sum { inputs[$0].findings.count { $0.level == level && $0.suppression == nil } }
  }

  package func count(of kind: Suppression.Kind) -> Int {
    sum { inputs[$0].findings.count { $0.suppression?.kind == kind } }
  }

  /// Findings left out because nobody changed their lines.
  package var unchangedCount: Int { sum { inputs[$0].unchangedCount } }

  package func count(of status: InputStatus) -> Int {
    sum { inputs[$0].status == status ? 1 : 0 }
  }

  /// Adds up something of each input, given by its index: an input is a large value to copy.
  private func sum(_ count: (Int) -> Int) -> Int {
    inputs.indices.reduce(0) { $0 + count($1) }
  }
}
