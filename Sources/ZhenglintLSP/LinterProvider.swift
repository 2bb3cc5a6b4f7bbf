import Synchronization
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
}

/// The names of files that change how documents are checked.
package let configurationFileNames = [".zhenglint.yml", ".zhenglintignore"]

/// One linter for every document, made when the first is checked.
package final class CommonLinter: LinterProvider {
  private let make: @Sendable () throws(ConfigurationError) -> Linter
  private let made = Mutex<Linter?>(nil)

  package init(_ make: @escaping @Sendable () throws(ConfigurationError) -> Linter) {
    self.make = make
  }

  package func linter(for path: String?) throws(ConfigurationError) -> Linter? {
    // Others wait here rather than make a second one.
    try made.withLock { made throws(ConfigurationError) in
      if let made { return made }
      let linter = try make()
      made = linter
      return linter
    }
  }

  package func reload(roots: [String]) {
    made.withLock { $0 = nil }
  }
}
