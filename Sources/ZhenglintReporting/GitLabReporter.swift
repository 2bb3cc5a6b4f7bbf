package import ZhenglintCore

/// The report for merge requests of GitLab: Code Quality, an array of issues.
///
/// A violation is `major`, a review `minor`, an info `info`. An input that was not checked whole is an
/// issue too, a `blocker`, so that nothing unread passes.
package struct GitLabReporter: Reporter {
  private let language: Language

  package init(language: Language) {
    self.language = language
  }

  package func write(_ report: RunReport, to sink: inout some ByteSink) {
    var json = JSONWriter()
    let issues = report.sortedInputs.lazy.flatMap(issues)
    json.array(issues, .lines) { json, issue in
      json.object(.lines) { json in
        json.member("description", issue.description)
        json.member("check_name", issue.check)
        json.member("fingerprint", issue.fingerprint)
        json.member("severity", issue.severity)
        json.key("location")
        json.object(.inline) { json in
          json.member("path", issue.path)
          json.key("lines")
          json.object(.inline) { json in
            json.member("begin", issue.lines.lowerBound)
            json.member("end", issue.lines.upperBound)
          }
        }
      }
      if json.bytes.count >= chunkSize { json.flush(to: &sink) }
    }
    json.flush(to: &sink)
    sink.write([UInt8(ascii: "\n")])
  }

  private struct Issue {
    let description: String
    let check: String
    /// GitLab compares two reports by it: the same wherever in its file the text has moved.
    let fingerprint: String
    let severity: String
    let path: String
    let lines: ClosedRange<Int>
  }

  private func issues(of input: InputReport) -> [Issue] {
    let path = input.path.plainPath
    // GitLab shows one issue of those that have one fingerprint, and repaired names may be equal.
    let name = input.rawPath == nil ? path : ArtifactURI(of: input).text
    let troubles = input.troubles(in: language).map { trouble in
      Issue(
        description: trouble.message, check: trouble.code, fingerprint: "\(trouble.code)/\(name)",
        severity: "blocker", path: path, lines: 1...1)
    }
    return troubles
      + input.activeFindings.map { finding in
        Issue(
          description: finding.sentences(in: language).joined(separator: "\n"), check: finding.rule,
          fingerprint: "\(finding.fingerprint)/\(name)", severity: finding.level.ofGitLab,
          path: path,
          lines: finding.location.startLine...finding.location.endLine)
      }
  }
}

extension Level {
  fileprivate var ofGitLab: String {
    switch self {
    case .violation: "major"
    case .review: "minor"
    case .info: "info"
    }
  }
}
