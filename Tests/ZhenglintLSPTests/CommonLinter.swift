import Synchronization
import ZhenglintEngine
import ZhenglintLSP

/// One linter for every document, made when the first is checked.
final class CommonLinter: LinterProvider {
  let configurationFileNames = [".zhenglint.yml", ".zhenglintignore"]
  private let make: @Sendable () throws(ConfigurationError) -> Linter
  private let made = Mutex<Linter?>(nil)

  init(_ make: @escaping @Sendable () throws(ConfigurationError) -> Linter) {
    self.make = make
  }

  func linter(for path: String?) throws(ConfigurationError) -> Linter? {
    // Others wait here rather than make a second one.
    try made.withLock { made throws(ConfigurationError) in
      if let made { return made }
      let linter = try make()
      made = linter
      return linter
    }
  }

  func reload(roots: [String]) {
    made.withLock { $0 = nil }
  }
}
