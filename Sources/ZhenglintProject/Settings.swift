internal import ZhenglintCore
package import ZhenglintEngine
package import ZhenglintRules

/// Where configurations come from.
package enum ConfigurationSource: Hashable, Sendable {
  /// The nearest `.zhenglint.yml` upward from each input, up to the root of its repository.
  case nearest
  /// This file for every input; canonical.
  case file(RawPath)
  case none
}

/// Finds the configuration of each input and makes the linters that they ask for.
///
/// Each directory is looked at once, each file is read once, and inputs with equal settings share a
/// linter.
package struct Settings {
  package static let fileName = ".zhenglint.yml"

  private let source: ConfigurationSource
  /// Directories of packs that the caller adds.
  private let packs: [RawPath]
  private let caller: CallerSettings
  /// By directory; `nil` where none is found.
  private var nearest: [RawPath: RawPath?] = [:]
  private var configurations: [RawPath: Configuration] = [:]
  private var ruleSets: [[RawPath]: RuleSet] = [:]
  /// Each linter that was asked for, in the order of the inputs.
  package private(set) var linters: [Linter] = []
  private var linterNumbers: [LinterKey: Int] = [:]

  private struct LinterKey: Hashable {
    var packs: [RawPath]
    var options: Linter.Options
  }

  package init(
    source: ConfigurationSource, packs: [RawPath] = [], caller: CallerSettings
  ) {
    self.source = source
    self.packs = packs
    self.caller = caller
  }

  // MARK: - Configurations

  /// The configuration of an input.
  ///
  /// - Parameter path: Canonical but for a link at its end.
  /// - Returns: `nil` where none is found, or none is wanted.
  /// - Throws: The first fault of the file, or of one that it extends.
  package mutating func configuration(
    for path: RawPath
  ) throws(RulePackError) -> Configuration? {
    switch source {
    case .none: return nil
    case .file(let file): return try configuration(in: file)
    case .nearest:
      guard let directory = path.parent, let file = nearestFile(from: directory) else { return nil }
      return try configuration(in: file)
    }
  }

  /// The nearest configuration file from a directory upward, obeyed or not.
  package mutating func nearestFile(from directory: RawPath) -> RawPath? {
    if let known = nearest[directory] { return known }
    let file = directory.appending(Array(Self.fileName.utf8))
    let found: RawPath? =
      if file.exists {
        file
      } else if !directory.isRepositoryRoot, let parent = directory.parent {
        nearestFile(from: parent)
      } else {
        nil
      }
    nearest[directory] = .some(found)
    return found
  }

  private mutating func configuration(
    in file: RawPath
  ) throws(RulePackError) -> Configuration {
    if let known = configurations[file] { return known }
    let files = try ConfigurationFiles(from: file)
    let ruleSet = try files.checking { () throws(RulePackError) in
      try self.ruleSet(adding: files.packs)
    }
    let configuration = try files.configuration(naming: ruleSet)
    configurations[file] = configuration
    return configuration
  }

  // MARK: - Rules and linters

  /// The rules of a configuration: the program's own, the caller's, and those that it adds.
  package mutating func ruleSet(
    of configuration: Configuration?
  ) throws(RulePackError) -> RuleSet {
    try ruleSet(adding: configuration?.packs ?? [])
  }

  private mutating func ruleSet(adding added: [RawPath]) throws(RulePackError) -> RuleSet {
    let directories = packs + added
    if let known = ruleSets[directories] { return known }
    let loaded = try RuleSet.load(adding: directories.map(\.shown))
    ruleSets[directories] = loaded
    return loaded
  }

  /// The rule sets that were asked for so far; in no order.
  package var loadedRuleSets: [RuleSet] { Array(ruleSets.values) }

  /// What the linter of an input is told.
  package func options(
    for path: RawPath, under configuration: Configuration?
  ) -> Linter.Options {
    caller.options(with: configuration?.section(for: path))
  }

  /// The linter for an input.
  package mutating func linter(
    for path: RawPath, under configuration: Configuration?
  ) throws(RulePackError) -> Linter {
    linters[try linterNumber(for: path, under: configuration)]
  }

  /// The place of an input's linter among `linters`.
  package mutating func linterNumber(
    for path: RawPath, under configuration: Configuration?
  ) throws(RulePackError) -> Int {
    let ruleSet = try ruleSet(of: configuration)
    let options = options(for: path, under: configuration)
    let key = LinterKey(packs: packs + (configuration?.packs ?? []), options: options)
    if let number = linterNumbers[key] { return number }
    linterNumbers[key] = linters.count
    linters.append(Linter(rules: ruleSet, options: options))
    return linters.count - 1
  }

  /// All that the rules of a configuration are made of: files with their bytes.
  package func ruleSources(
    of configuration: Configuration?
  ) throws(RulePackError) -> [(path: String, bytes: [UInt8])] {
    try RuleSet.sources(adding: (packs + (configuration?.packs ?? [])).map(\.shown))
  }
}

/// What the caller says on the command line, which goes before every configuration.
package struct CallerSettings: Sendable {
  /// Everything that a configuration does not touch.
  package var options: Linter.Options
  /// Empty: the configuration's, or else `standard`.
  package var profiles: [String]

  package init(options: Linter.Options, profiles: [String]) {
    self.options = options
    self.profiles = profiles
  }

  /// The options for inputs to which a section of a configuration applies.
  package func options(with section: Configuration.Section?) -> Linter.Options {
    var options = options
    let profiles = self.profiles.isEmpty ? section?.profiles ?? [] : self.profiles
    options.profile = profiles.contains(Profile.strict.rawValue) ? .strict : .standard
    options.optionalProfiles = Set(profiles).subtracting(Profile.allCases.map(\.rawValue))
    guard let section else { return options }
    for (rule, setting) in section.rules {
      if let level = setting.level {
        options.levels[rule] = level
      } else if !options.select.contains(rule) {
        options.ignore.insert(rule)
      }
    }
    options.disabledReadings.formUnion(section.readings.filter { !$0.value }.keys)
    if let issuer = section.issuer {
      options.stated.own = StatedFacts.Organisation(
        name: issuer, shortNames: section.issuerShortNames ?? [], kind: section.issuerKind)
    }
    return options
  }
}
