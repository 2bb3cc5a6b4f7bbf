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
      if let last = entry.bytes.split(separator: UInt8(ascii: "/")).last,
        exclusions.settingsFiles.contains(Array(last))
      {
        return nil
      }
      guard try exclusions.ofNamed(entry, isDirectory: false) == nil else { return nil }
      let configuration = try exclusions.settings.configuration(for: entry)
      return try exclusions.settings.linter(for: entry, under: configuration)
    }
  }

  private let make: @Sendable () -> Exclusions
  private let state: Mutex<State>

  /// - Parameter make: Gives the settings as they are before any file of theirs is read.
  init(_ make: @escaping @Sendable () -> Exclusions) {
    self.make = make
    state = Mutex(State(exclusions: make(), root: .here))
  }

  func linter(for path: String?) throws(ConfigurationError) -> Linter? {
    try state.withLock { state throws(ConfigurationError) in
      do throws(RulePackError) {
        return try state.linter(for: path)
      } catch {
        throw ConfigurationError(error.message)
      }
    }
  }

  func reload(roots: [String]) {
    let root = roots.first.map { RawPath($0.utf8) } ?? .here
    state.withLock { $0 = State(exclusions: make(), root: root) }
  }
}

extension RawPath {
  /// The current directory.
  fileprivate static var here: RawPath { (try? RawPath(".".utf8).canonical()) ?? RawPath([]) }
}
