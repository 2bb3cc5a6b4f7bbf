package import ZhenglintCore
package import ZhenglintEngine

/// Why documents cannot be checked: a mistake in a configuration or in rules.
package struct ConfigurationError: Error, Sendable {
  package var message: LocalizedText

  package init(_ message: LocalizedText) {
    self.message = message
  }
}

/// Says how documents are checked; it reads whatever configuration there is.
package protocol LinterProvider: Sendable {
  /// The linter of a document; called off the message loop, for several at once, at every check.
  ///
  /// - Parameter path: of its file; `nil` where it has none.
  /// - Returns: `nil` for a document that is not to be checked.
  /// - Throws: Where there is a mistake in the configuration.
  func linter(for path: String?) throws(ConfigurationError) -> Linter?

  /// Forgets what was read: configuration files may have changed.
  ///
  /// - Parameter roots: paths of the folders that the client works in; documents may lie elsewhere.
  func reload(roots: [String])

  /// The names of files that change how documents are checked, wherever they lie.
  var configurationFileNames: [String] { get }
}
