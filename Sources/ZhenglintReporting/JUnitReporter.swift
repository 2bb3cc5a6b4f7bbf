package import ZhenglintCore

/// The report for build servers: JUnit's XML, a test case for each input.
///
/// A case fails where the input has findings at or above the fail level, as the program's exit status
/// does; findings below it are output of the case. All failing findings of an input stand in one
/// `failure`: Jenkins and GitLab read only the first one of a case. An input that was not checked whole
/// is an `error`, whatever was found in it.
package struct JUnitReporter: Reporter {
  private let language: Language
  private let failLevel: Level

  package init(language: Language, failLevel: Level) {
    self.language = language
    self.failLevel = failLevel
  }

  package func write(_ report: RunReport, to sink: inout some ByteSink) {
    let inputs = report.sortedInputs
    let failures = inputs.count { !failing(in: $0).isEmpty }
    let errors = inputs.count { $0.status != .checked }
    let counts: KeyValuePairs<StaticString, String> = [
      "name": "zhenglint", "tests": String(inputs.count), "failures": String(failures),
      "errors": String(errors), "skipped": "0",
    ]
    var xml = XMLWriter()
    xml.element("testsuites", counts) { xml in
      xml.element("testsuite", counts) { xml in
        xml.element("properties") { xml in
          xml.element("property", ["name": "version", "value": report.toolVersion])
          xml.element("property", ["name": "rules", "value": report.rulesVersion])
          xml.element("property", ["name": "asOf", "value": report.asOf.description])
          for note in report.notes {
            xml.element("property", ["name": "note", "value": note.message[language]])
          }
        }
        for input in inputs {
          write(input, to: &xml)
          if xml.bytes.count >= chunkSize { xml.flush(to: &sink) }
        }
        let warnings = report.notes.filter(\.isWarning).map { $0.message[language] }
        if !warnings.isEmpty { xml.element("system-out", text: warnings.joined(separator: "\n")) }
      }
    }
    xml.flush(to: &sink)
  }

  private func failing(in input: InputReport) -> [Finding] {
    input.activeFindings.filter { $0.level >= failLevel }
  }

  private func write(_ input: InputReport, to xml: inout XMLWriter) {
    let path = input.path.plainPath
    xml.element("testcase", ["classname": "zhenglint", "name": path, "file": path]) { xml in
      // First of all, for readers that take no more than one element of a case.
      let troubles = input.troubles(in: language)
      if let first = troubles.first {
        xml.element(
          "error", ["message": input.status.name(in: language), "type": first.code],
          text: troubles.map(\.message).joined(separator: "\n"))
      }
      let failing = failing(in: input)
      if let worst = failing.map(\.level).max() {
        xml.element(
          "failure", ["message": counts(of: failing, in: language), "type": worst.rawValue],
          text: failing.map { words(of: $0, in: path) }.joined(separator: "\n\n"))
      }
      let others = input.activeFindings.filter { $0.level < failLevel }
      let output =
        input.warnings.map { $0.message[language] } + others.map { words(of: $0, in: path) }
      if !output.isEmpty { xml.element("system-out", text: output.joined(separator: "\n\n")) }
    }
  }

  private func words(of finding: Finding, in path: String) -> String {
    // A name may hold line ends, which must not look like lines of this report.
    let (line, column) = (finding.location.startLine, finding.location.startColumn)
    let place = "\(String(visible: path)):\(line):\(column)"
    let head = "\(place) \(finding.level.name(in: language)) \(finding.rule)"
    let citing = Citing(language: language)
    return ([head] + finding.sentences(in: language) + finding.basis.map(citing.full))
      .joined(separator: "\n")
  }
}
