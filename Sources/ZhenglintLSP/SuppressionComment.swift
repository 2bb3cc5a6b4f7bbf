package import ZhenglintCore

/// The comment that asks not to report a finding on the line after it.
package enum SuppressionComment {
  /// Stands where the user has to write a reason; as it is, it counts as none.
  package static let placeholderReason = "在此写明理由"

  /// The comment in a document of some format, without indentation and line end.
  package static func line(rule: String, format: DocumentFormat) -> String {
    let request = "\(directive) \(rule): \(placeholderReason)"
    return format == .text ? request : "<!-- \(request) -->"
  }

  package static let directive = "zhenglint-disable-next-line"
}
