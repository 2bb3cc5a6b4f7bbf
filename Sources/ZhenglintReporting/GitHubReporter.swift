package import ZhenglintCore

/// The report for GitHub Actions: a workflow command for each input that was not read whole and each
/// finding, most severe first, since GitHub shows only the first ten of a kind for a step; then, as a
/// `warning`, for whatever else a person should do something about.
///
/// A violation is an `error`, a review a `warning`, an info a `notice`; columns count scalars from 1.
package struct GitHubReporter: Reporter {
  private let language: Language

  package init(language: Language) {
    self.language = language
  }

  package func write(_ report: RunReport, to sink: inout some ByteSink) {
    var bytes: [UInt8] = []
    let inputs = report.sortedInputs
    for input in inputs where input.status != .checked {
      let reasons = input.notes.filter(\.isIncomplete).map { $0.message[language] }
      write(
        "error", [("file", input.path), ("title", input.status.name(in: language))],
        reasons.joined(separator: "\n"), to: &bytes)
    }
    for level in [Level.violation, .review, .info] {
      if level == .info { writeWarnings(of: report, to: &bytes) }
      for input in inputs {
        for finding in input.activeFindings where finding.level == level {
          write(finding, in: input.path, to: &bytes)
          if bytes.count >= chunkSize {
            sink.write(bytes)
            bytes.removeAll(keepingCapacity: true)
          }
        }
      }
    }
    sink.write(bytes)
  }

  /// Trouble of the run and of inputs that were read all the same.
  private func writeWarnings(of report: RunReport, to bytes: inout [UInt8]) {
    for note in report.notes where note.isWarning {
      write("warning", [("title", "zhenglint")], note.message[language], to: &bytes)
    }
    for input in report.sortedInputs {
      for note in input.warnings {
        let properties = [("file", input.path), ("title", "zhenglint")]
        write("warning", properties, note.message[language], to: &bytes)
      }
    }
  }

  private func write(_ finding: Finding, in path: String, to bytes: inout [UInt8]) {
    let command =
      switch finding.level {
      case .violation: "error"
      case .review: "warning"
      case .info: "notice"
      }
    let place = finding.location
    var properties = [("file", path), ("line", String(place.startLine))]
    // A range of columns is one of a single line.
    if place.endLine == place.startLine {
      properties += [
        ("col", String(place.startColumn)), ("endColumn", String(place.endColumn)),
      ]
    } else {
      properties.append(("endLine", String(place.endLine)))
    }
    properties.append(("title", "\(finding.level.name(in: language)) \(finding.rule)"))
    let citing = Citing(language: language)
    let lines =
      [finding.message[language]] + finding.readings.map { $0.reason[language] }
      + finding.basis.map(citing.full) + [finding.advice[language]]
    write(command, properties, lines.joined(separator: "\n"), to: &bytes)
  }

  private func write(
    _ command: String, _ properties: [(String, String)], _ message: String,
    to bytes: inout [UInt8]
  ) {
    bytes.append(contentsOf: "::\(command) ".utf8)
    for (index, (name, value)) in properties.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(contentsOf: "\(name)=".utf8)
      escape(value, isProperty: true, to: &bytes)
    }
    bytes.append(contentsOf: "::".utf8)
    escape(message, isProperty: false, to: &bytes)
    bytes.endLine()
  }

  /// Percent-encodes what ends a command or a property, and makes visible what a log would hide.
  private func escape(_ text: String, isProperty: Bool, to bytes: inout [UInt8]) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": bytes.append(contentsOf: "%25".utf8)
      case "\r": bytes.append(contentsOf: "%0D".utf8)
      case "\n": bytes.append(contentsOf: "%0A".utf8)
      case ":" where isProperty: bytes.append(contentsOf: "%3A".utf8)
      case "," where isProperty: bytes.append(contentsOf: "%2C".utf8)
      default: bytes.appendVisible(scalar)
      }
    }
  }
}
