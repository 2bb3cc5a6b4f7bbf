internal import ZhenglintCore
internal import ZhenglintRules

/// A comment, or a line of plain text, that asks for findings not to count.
///
/// `zhenglint-disable-next-line RULE, RULE: reason`; likewise `zhenglint-disable-line`,
/// `zhenglint-disable-file`, and `zhenglint-disable` up to `zhenglint-enable`. Colons and commas may be
/// full width.
package struct SuppressionDirective {
  package enum Scope: String, CaseIterable {
    case nextLine = "zhenglint-disable-next-line"
    case line = "zhenglint-disable-line"
    case file = "zhenglint-disable-file"
    case blockStart = "zhenglint-disable"
    case blockEnd = "zhenglint-enable"
  }

  /// Why a directive does nothing.
  enum Fault: Error, Hashable {
    case unknownScope(String)
    case noRule
    case unknownRule(String, nearest: String?)
    case noReason
    case unclosed
    case unopened
  }

  /// Begins every directive.
  static let prefix: StaticString = "zhenglint-"

  var scope: Scope
  /// Of an end of a block: empty for all that are open.
  var rules: [String]
  var reason: String
  /// Of the directive in the text of the file, UTF-8 bytes.
  var range: ByteRange
  /// The end of the comment or line around it.
  var end: Int

  /// Reads what stands after the prefix, up to the end of the line or comment.
  ///
  /// - Returns: `nil` for what only looks like a directive, as the name of a file.
  init?(
    _ text: String, range: ByteRange, end: Int, knownRules: [String]
  ) throws(Fault) {
    let isName = { (scalar: Unicode.Scalar) in
      scalar == "-" || scalar.isASCII && scalar.properties.isAlphabetic
    }
    let word = String(String.UnicodeScalarView(text.unicodeScalars.prefix(while: isName)))
    guard let scope = Scope(rawValue: word) else {
      guard word.hasPrefix(Scope.blockStart.rawValue) || word.hasPrefix(Scope.blockEnd.rawValue)
      else { return nil }
      throw .unknownScope(word)
    }
    let rest = text.unicodeScalars.dropFirst(word.unicodeScalars.count)
    let colon = rest.firstIndex { $0 == ":" || $0 == "：" } ?? rest.endIndex
    rules = rest[..<colon].split { [" ", "\t", ",", "，", "、"].contains($0) }.map(String.init)
    reason = String(rest[colon...].dropFirst()).trimmingWhiteSpace
    self.scope = scope
    self.range = range
    self.end = end
    for rule in rules where !knownRules.contains(rule) {
      throw .unknownRule(rule, nearest: nearestName(to: rule, in: knownRules))
    }
    guard scope != .blockEnd else { return }
    guard !rules.isEmpty else { throw .noRule }
    guard !reason.isEmpty, reason != Suppression.reasonToWrite else { throw .noReason }
  }
}

extension String {
  fileprivate var trimmingWhiteSpace: String {
    let isSpace = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
    let front = unicodeScalars.drop(while: isSpace)
    guard let last = front.lastIndex(where: { !isSpace($0) }) else { return "" }
    return String(front[...last])
  }
}
