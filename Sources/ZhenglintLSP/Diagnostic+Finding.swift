import ZhenglintCore

extension Diagnostic {
  init(_ finding: Finding, at range: ClientRange, language: Language) {
    self.init(
      range: range,
      severity: Severity(finding.level), code: finding.rule, message: finding.message[language],
      data: Payload(fingerprint: finding.fingerprint))
  }

  /// Says at the beginning of a text what there is to know of all of it.
  init(_ note: Note, language: Language) {
    let start = ClientPosition(line: 0, character: 0)
    self.init(
      range: ClientRange(start: start, end: start), severity: .warning, code: note.code,
      message: note.message[language])
  }
}

extension Diagnostic.Severity {
  fileprivate init(_ level: Level) {
    switch level {
    case .violation: self = .error
    case .review: self = .warning
    case .info: self = .information
    }
  }
}

extension Analysis {
  /// Warnings first, then the findings in the order of their places.
  func diagnostics(language: Language, encoding: PositionEncoding) -> [Diagnostic] {
    var cursor = PositionCursor(snapshot, in: encoding)
    return warnings.map { Diagnostic($0, language: language) }
      + findings.map { finding in
        Diagnostic(finding, at: cursor.range(of: finding.location.bytes), language: language)
      }
  }
}
