import Synchronization
import ZhenglintCore
import ZhenglintEngine
import ZhenglintLSP
import ZhenglintProject
import ZhenglintRules

/// The linters that the configurations around documents ask for.
final class ProjectLinters: LinterProvider {
  private struct State {
    var exclusions: Exclusions
    /// Where a document without a file belongs.
    var root: RawPath

    mutating func linter(for path: String?) throws(RulePackError) -> Linter? {
      let name = path.map { RawPath($0.utf8) } ?? root.appending(Array("untitled".utf8))
      // A new document may lie in a directory that is not there yet.
      let entry = (try? name.entry()) ?? name.normalised
      if exclusions.isSettings(entry) { return nil }
      guard try exclusions.ofNamed(entry, isDirectory: false) == nil else { return nil }
      let configuration = try exclusions.settings.configuration(for: entry)
      return try exclusions.settings.linter(for: entry, under: configuration)
    }
  }

  let configurationFileNames: [String]
  private let make: @Sendable () -> Exclusions
  private let check: @Sendable (Settings) throws(UsageError) -> Void
  private let state: Mutex<State>

  /// - Parameters:
  ///   - file: The configuration that the caller names in place of the nearest.
  ///   - make: Gives the settings as they are before any file of theirs is read.
  ///   - check: Looks for names of the caller's that no rules know, once the rules are read.
  init(
    configuration file: String?, _ make: @escaping @Sendable () -> Exclusions,
    check: @escaping @Sendable (Settings) throws(UsageError) -> Void
  ) {
    let name = file?.split(separator: "/").last.map(String.init)
    configurationFileNames = [Settings.fileName, IgnoreFiles.name, name].compactMap(\.self)
    self.make = make
    self.check = check
    state = Mutex(State(exclusions: make(), root: (try? RawPath.here()) ?? RawPath([])))
  }

  func linter(for path: String?) throws(ConfigurationError) -> Linter? {
    try state.withLock { state throws(ConfigurationError) in
      let linter: Linter?
      do throws(RulePackError) {
        linter = try state.linter(for: path)
      } catch {
        throw ConfigurationError(error.message)
      }
      do throws(UsageError) {
        try check(state.exclusions.settings)
      } catch {
        throw ConfigurationError(error.message)
      }
      return linter
    }
  }

  func reload(roots: [String]) {
    let root = roots.first.map { RawPath($0.utf8) } ?? (try? RawPath.here()) ?? RawPath([])
    state.withLock { $0 = State(exclusions: make(), root: root) }
  }
}
