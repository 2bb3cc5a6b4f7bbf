package import ZhenglintCore
import ZhenglintEngine

/// The comment that asks not to report a finding on the line after it.
package enum SuppressionComment {
  /// The comment in a document of some format, without indentation and line end.
  ///
  /// In place of a reason, which the user has to write, stands what counts as none.
  package static func line(rule: String, format: DocumentFormat) -> String {
    let request = "\(directive) \(rule): \(Suppression.reasonToWrite)"
    return format == .text ? request : "<!-- \(request) -->"
  }

  package static let directive = SuppressionDirective.Scope.nextLine.rawValue
}
