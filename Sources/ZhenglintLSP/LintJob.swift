import ZhenglintCore
import ZhenglintEngine

/// The check of one text of a document: what runs beside the message loop.
package struct LintJob: Sendable {
  package let uri: DocumentURI
  /// Of all texts and configurations of the session, the one that is checked.
  let generation: Int
  let snapshot: TextSnapshot
  let languageID: String
  let provider: any LinterProvider

  package func run() -> Analysis {
    var outcome: Analysis.Outcome
    do {
      if let linter = try provider.linter(for: uri.path) {
        outcome = .report(
          linter.lint(
            text: snapshot.utf8, path: uri.name, otherwise: DocumentFormat(languageID: languageID)))
      } else {
        outcome = .excluded
      }
    } catch {
      outcome = .trouble(error)
    }
    return Analysis(uri: uri, generation: generation, snapshot: snapshot, outcome: outcome)
  }
}

/// What a check made of a text.
package struct Analysis: Sendable {
  enum Outcome: Sendable {
    case report(InputReport)
    /// The configuration excludes the document.
    case excluded
    case trouble(ConfigurationError)
  }

  let uri: DocumentURI
  let generation: Int
  let snapshot: TextSnapshot
  let outcome: Outcome

  /// What there is to show; suppressed findings are settled.
  var findings: [Finding] {
    guard case .report(let report) = outcome else { return [] }
    return report.findings.filter { $0.suppression == nil }
  }

  /// As the text was read; `nil` where it was not.
  var format: DocumentFormat? {
    guard case .report(let report) = outcome else { return nil }
    return report.format.flatMap(DocumentFormat.init)
  }

  /// Why the text counts as not checked, or not checked whole, and what is wrong with comments in it.
  var warnings: [Note] {
    switch outcome {
    case .report(let report): report.notes.filter(\.isWarning)
    case .excluded: []
    case .trouble(let error):
      [
        Note(
          code: "configuration", zh: "未检查：\(error.message.zh)",
          en: "not checked: \(error.message.en)", isIncomplete: true)
      ]
    }
  }
}

extension DocumentFormat {
  /// The format of text whose name says nothing, by the identifier of its language.
  fileprivate init(languageID: String) {
    switch languageID {
    case "html": self = .html
    case "svg": self = .svg
    case "xml", "xsl": self = .xml
    default: self = .text
    }
  }
}
