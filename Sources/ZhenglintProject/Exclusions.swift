package import ZhenglintRules

/// What a run leaves out of the trees that it walks.
package struct Exclusions {
  /// Patterns that the caller gave.
  private let option: PathPatterns
  /// Whether files that the caller names are left out too.
  private let reachesNamedFiles: Bool
  private var ignoreFiles: IgnoreFiles
  /// The configurations, for their `exclude`.
  package var settings: Settings
  /// Names of files that hold settings of this run, and no certificates.
  private let settingsFiles: Set<[UInt8]>
  private let isRegulator: Bool
  /// Files of settings beside the inputs that this run does not obey.
  private var disobeyed: Set<RawPath> = []

  /// - Parameters:
  ///   - option: Patterns of the caller.
  ///   - reachesNamedFiles: Whether they, and all others, also hold for what the caller names.
  ///   - obeysGitignore: Whether `.gitignore` counts.
  ///   - isRegulator: Whether nothing that came with the inputs counts, but is only noted.
  ///   - settings: of the run.
  package init(
    option: PathPatterns, reachesNamedFiles: Bool, obeysGitignore: Bool, isRegulator: Bool,
    settings: Settings
  ) {
    self.option = option
    self.reachesNamedFiles = reachesNamedFiles
    self.settings = settings
    self.isRegulator = isRegulator
    ignoreFiles = IgnoreFiles(
      obeysGit: obeysGitignore && !isRegulator, obeysOwn: !isRegulator)
    var names = isRegulator ? [] : [Settings.fileName, IgnoreFiles.name]
    if obeysGitignore, !isRegulator { names.append(".gitignore") }
    settingsFiles = Set(names.map { Array($0.utf8) })
  }

  /// Whether a file holds settings of this run, and no certificate.
  package func isSettings(_ file: RawPath) -> Bool { settingsFiles.contains(file.name) }

  /// What leaves out an entry that the walk meets; canonical but for a link at its end.
  ///
  /// - Parameters:
  ///   - path: of a file or a directory.
  ///   - isDirectory: which of the two.
  ///   - isTracked: Whether git has it in its index, so that `.gitignore` says nothing of it.
  /// - Returns: `nil` for what is to be checked.
  /// - Throws: The fault of a configuration on the way.
  package mutating func of(
    _ path: RawPath, isDirectory: Bool, isTracked: Bool = false
  ) throws(RulePackError) -> Exclusion? {
    if let parent = path.parent, isRegulator, let file = settings.nearestFile(from: parent) {
      disobeyed.insert(file)
    }
    if option.verdict(on: path, isDirectory: isDirectory) == true { return .option }
    if let configuration = try settings.configuration(for: path),
      configuration.excludes(path, isDirectory: isDirectory)
    {
      return .configuration(configuration.file)
    }
    return ignoreFiles.exclusion(of: path, isDirectory: isDirectory, isTracked: isTracked)
  }

  /// What leaves out a path that the caller named, or a directory above it.
  package mutating func ofNamed(
    _ path: RawPath, isDirectory: Bool
  ) throws(RulePackError) -> Exclusion? {
    guard reachesNamedFiles else {
      _ = isRegulator ? try of(path, isDirectory: isDirectory) : nil
      return nil
    }
    return try ofAny(path, isDirectory: isDirectory, isTracked: false)
  }

  /// What leaves out a file of the index, or a directory above it.
  package mutating func ofStaged(_ path: RawPath) throws(RulePackError) -> Exclusion? {
    try ofAny(path, isDirectory: false, isTracked: true)
  }

  private mutating func ofAny(
    _ path: RawPath, isDirectory: Bool, isTracked: Bool
  ) throws(RulePackError) -> Exclusion? {
    for ancestor in path.ancestors(below: RawPath("/".utf8)) {
      if let exclusion = try of(ancestor, isDirectory: true, isTracked: isTracked) {
        return exclusion
      }
    }
    return try of(path, isDirectory: isDirectory, isTracked: isTracked)
  }

  /// The files beside the inputs that a regulator's run did not obey.
  package var notObeyed: [RawPath] {
    guard isRegulator else { return [] }
    return disobeyed.union(ignoreFiles.found).sorted {
      $0.bytes.lexicographicallyPrecedes($1.bytes)
    }
  }
}
