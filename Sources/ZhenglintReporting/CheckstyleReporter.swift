package import ZhenglintCore

/// The report for tools that read Checkstyle's XML: a file for each input, an error for each finding.
///
/// A violation is an `error`, a review a `warning`, an info an `info`; columns count scalars from 1. An
/// input that was not checked whole has an `error` at its first line, since the format knows no other
/// way to say so.
package struct CheckstyleReporter: Reporter {
  private let language: Language

  package init(language: Language) {
    self.language = language
  }

  package func write(_ report: RunReport, to sink: inout some ByteSink) {
    var xml = XMLWriter()
    // The version of Checkstyle whose format this is; readers look for the attribute.
    xml.element("checkstyle", ["version": "4.3"]) { xml in
      for input in report.sortedInputs {
        xml.element("file", ["name": input.path.plainPath]) { xml in
          for trouble in input.troubles(in: language) {
            xml.element(
              "error",
              [
                "line": "1", "severity": "error", "message": trouble.message,
                "source": "zhenglint.\(trouble.code)",
              ])
          }
          for finding in input.activeFindings { write(finding, to: &xml) }
        }
        if xml.bytes.count >= chunkSize { xml.flush(to: &sink) }
      }
    }
    xml.flush(to: &sink)
  }

  private func write(_ finding: Finding, to xml: inout XMLWriter) {
    xml.element(
      "error",
      [
        "line": String(finding.location.startLine), "column": String(finding.location.startColumn),
        "severity": finding.level.ofCheckstyle,
        "message": finding.sentences(in: language).joined(separator: "\n"),
        "source": "zhenglint.\(finding.rule)",
      ])
  }
}

extension Level {
  fileprivate var ofCheckstyle: String {
    switch self {
    case .violation: "error"
    case .review: "warning"
    case .info: "info"
    }
  }
}
