package import ZhenglintCore

/// What leaves a path out of a run.
package enum Exclusion: Hashable, Sendable {
  /// `--exclude`
  case option
  /// `exclude` of the configuration.
  case configuration(RawPath)
  /// `.zhenglintignore` or `.gitignore`.
  case ignoreFile(RawPath)

  package var reason: LocalizedText {
    switch self {
    case .option:
      LocalizedText(zh: "--exclude 排除", en: "excluded by --exclude")
    case .configuration(let file):
      LocalizedText(zh: "\(file.shown) 的 exclude 排除", en: "excluded by \(file.shown)")
    case .ignoreFile(let file):
      LocalizedText(zh: "\(file.shown) 排除", en: "ignored by \(file.shown)")
    }
  }
}

/// Reads `.zhenglintignore` and `.gitignore` on the way from a repository's root to a path.
///
/// A `.gitignore` counts inside a repository only; what `.zhenglintignore` says goes before it, so
/// that it can take a file back. Each directory is read once.
package struct IgnoreFiles: Sendable {
  /// What holds in a directory, the outermost first.
  private struct Chain: Sendable {
    var git: [PathPatterns] = []
    var own: [PathPatterns] = []
    var isInRepository = false
  }

  package static let name = ".zhenglintignore"

  private let obeysGit: Bool
  private let obeysOwn: Bool
  private var chains: [RawPath: Chain] = [:]
  /// The files on the ways that were asked for, obeyed or not.
  package private(set) var found: Set<RawPath> = []

  package init(obeysGit: Bool, obeysOwn: Bool) {
    self.obeysGit = obeysGit
    self.obeysOwn = obeysOwn
  }

  /// What leaves out an entry of a directory; the path is canonical but for a link at its end.
  package mutating func exclusion(
    of path: RawPath, isDirectory: Bool, isTracked: Bool = false
  ) -> Exclusion? {
    guard let directory = path.parent else { return nil }
    let chain = chain(for: directory)
    for patterns in chain.own.reversed() {
      guard let verdict = patterns.verdict(on: path, isDirectory: isDirectory) else { continue }
      return verdict ? .ignoreFile(patterns.directory.appending(Array(Self.name.utf8))) : nil
    }
    for patterns in isTracked ? [] : chain.git.reversed() {
      guard let verdict = patterns.verdict(on: path, isDirectory: isDirectory) else { continue }
      return verdict ? .ignoreFile(patterns.directory.appending(Array(".gitignore".utf8))) : nil
    }
    return nil
  }

  private mutating func chain(for directory: RawPath) -> Chain {
    if let known = chains[directory] { return known }
    var chain = Chain()
    let isRoot = directory.isRepositoryRoot
    if !isRoot, let parent = directory.parent { chain = self.chain(for: parent) }
    if isRoot { chain.isInRepository = true }
    let git = directory.appending(Array(".gitignore".utf8))
    if chain.isInRepository, git.exists { found.insert(git) }
    if chain.isInRepository, obeysGit {
      if isRoot { chain.git += patterns(in: ".git/info/exclude", of: directory) }
      chain.git += patterns(in: ".gitignore", of: directory)
    }
    let own = patterns(in: Self.name, of: directory)
    if !own.isEmpty { found.insert(directory.appending(Array(Self.name.utf8))) }
    if obeysOwn { chain.own += own }
    chains[directory] = chain
    return chain
  }

  /// A file that is not there has none; nor has one that cannot be read, and more is checked.
  private func patterns(in name: String, of directory: RawPath) -> [PathPatterns] {
    let path = directory.appending(Array(name.utf8))
    guard path.exists, let bytes = try? path.contents() else { return [] }
    // As git does, for editors that begin every file with a mark.
    let content = bytes.starts(with: "\u{FEFF}".utf8) ? bytes[3...] : bytes[...]
    let lines = content.split(separator: UInt8(ascii: "\n")).map {
      String(decoding: $0, as: UTF8.self)
    }
    return [PathPatterns(lines, in: directory)]
  }
}

extension RawPath {
  /// Whether a repository of git has its root here; of a worktree `.git` is a file.
  var isRepositoryRoot: Bool { appending(Array(".git".utf8)).exists }
}
