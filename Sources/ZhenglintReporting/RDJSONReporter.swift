package import ZhenglintCore

/// The report for reviewdog: the `DiagnosticResult` of its Diagnostic Format.
///
/// Columns count bytes of the line in UTF-8, whatever its encoding. An input that was not checked whole
/// is an `ERROR` without a range.
package struct RDJSONReporter: Reporter {
  private let diagnostics: Diagnostics

  package init(language: Language) {
    diagnostics = Diagnostics(language: language)
  }

  package func write(_ report: RunReport, to sink: inout some ByteSink) {
    var json = JSONWriter()
    json.object(.lines) { json in
      Diagnostics.writeSource(to: &json)
      json.key("diagnostics")
      json.array(diagnostics.all(of: report), .lines) { json, diagnostic in
        json.object(.lines) { diagnostics.write(diagnostic, to: &$0) }
        if json.bytes.count >= chunkSize { json.flush(to: &sink) }
      }
    }
    json.flush(to: &sink)
    sink.write([UInt8(ascii: "\n")])
  }
}

/// The report for reviewdog as a stream: a `Diagnostic` of its Diagnostic Format on each line.
package struct RDJSONLinesReporter: Reporter {
  private let diagnostics: Diagnostics

  package init(language: Language) {
    diagnostics = Diagnostics(language: language)
  }

  package func write(_ report: RunReport, to sink: inout some ByteSink) {
    var json = JSONWriter(isOnOneLine: true)
    for diagnostic in diagnostics.all(of: report) {
      json.object(.inline) { json in
        diagnostics.write(diagnostic, to: &json)
        Diagnostics.writeSource(to: &json)
      }
      json.endLine()
      if json.bytes.count >= chunkSize { json.flush(to: &sink) }
    }
    json.flush(to: &sink)
  }
}

/// What both reports for reviewdog say of an input.
private struct Diagnostics: Sendable {
  let language: Language

  struct Diagnostic {
    let message: String
    let path: String
    /// `nil` for the whole file.
    let location: Location?
    let severity: String
    let code: String
    var replacement: Replacement?
  }

  func all(of report: RunReport) -> some Sequence<Diagnostic> {
    report.sortedInputs.lazy.flatMap { input in
      let path = input.path.plainPath
      let troubles = input.troubles(in: language).map {
        Diagnostic(
          message: $0.message, path: path, location: nil, severity: "ERROR", code: $0.code)
      }
      return troubles
        + input.activeFindings.map {
          Diagnostic(
            message: $0.sentences(in: language).joined(separator: "\n"), path: path,
            location: $0.location, severity: $0.level.ofReviewdog, code: $0.rule,
            replacement: $0.replacement)
        }
    }
  }

  func write(_ diagnostic: Diagnostic, to json: inout JSONWriter) {
    json.member("message", diagnostic.message)
    json.key("location")
    json.object(.inline) { json in
      json.member("path", diagnostic.path)
      if let location = diagnostic.location { write(rangeOf: location, to: &json) }
    }
    json.member("severity", diagnostic.severity)
    json.key("code")
    json.object(.inline) { $0.member("value", diagnostic.code) }
    if let replacement = diagnostic.replacement {
      json.key("suggestions")
      json.array([replacement], .inline) { json, replacement in
        json.object(.inline) { json in
          write(rangeOf: replacement.location, to: &json)
          json.member("text", replacement.new)
        }
      }
    }
  }

  private func write(rangeOf location: Location, to json: inout JSONWriter) {
    json.key("range")
    json.object(.inline) { json in
      write("start", location.start, to: &json)
      write("end", location.end, to: &json)
    }
  }

  private func write(_ key: StaticString, _ position: Position, to json: inout JSONWriter) {
    json.key(key)
    json.object(.inline) { json in
      json.member("line", position.line)
      json.member("column", position.utf8Column)
    }
  }

  static func writeSource(to json: inout JSONWriter) {
    json.key("source")
    json.object(.inline) { $0.member("name", "zhenglint") }
  }
}

extension Level {
  fileprivate var ofReviewdog: String {
    switch self {
    case .violation: "ERROR"
    case .review: "WARNING"
    case .info: "INFO"
    }
  }
}
