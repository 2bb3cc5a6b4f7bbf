package import ZhenglintCore

/// One file of rules.
package struct RulePack: Sendable {
  package let id: String
  /// A date: `2026.11.23`.
  package let version: String
  package let title: LocalizedText
  /// In the file's order; at least one.
  package let rules: [Rule]
  /// What the rules refer to, their own parts and those that all packs share.
  package let library: RuleLibrary
  /// Where the pack gives its id.
  package let place: PackPlace
}

/// A place in a rule pack.
package struct PackPlace: Hashable, Sendable {
  /// As the caller named it.
  package let file: String
  /// From 1; 0 for the file as a whole.
  package let line: Int
  /// From 1, in Unicode scalars; 0 for the file as a whole.
  package let column: Int

  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }
}

extension PackPlace: CustomStringConvertible {
  /// `file:line:column`, or the file alone.
  package var description: String { line == 0 ? file : "\(file):\(line):\(column)" }
}
