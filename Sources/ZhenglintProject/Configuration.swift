package import ZhenglintCore

/// What one `.zhenglint.yml` says, the files that it extends included.
package struct Configuration: Hashable, Sendable {
  /// The settings that a configuration has for all inputs, or for some of them.
  package struct Section: Hashable, Sendable {
    package var profiles: [String]?
    package var rules: [String: RuleSetting] = [:]
    /// By the id of a reading: whether it is applied.
    package var readings: [String: Bool] = [:]
    package var issuer: String?
    package var issuerShortNames: [String]?
    package var issuerKind: IssuerKind?

    /// What `other` says goes before.
    mutating func override(with other: Section) {
      profiles = other.profiles ?? profiles
      rules.merge(other.rules) { $1 }
      readings.merge(other.readings) { $1 }
      issuer = other.issuer ?? issuer
      issuerShortNames = other.issuerShortNames ?? issuerShortNames
      issuerKind = other.issuerKind ?? issuerKind
    }
  }

  package enum RuleSetting: String, CaseIterable, Hashable, Sendable {
    case off, info, review, violation

    /// `nil` for `off`.
    package var level: Level? { Level(rawValue: rawValue) }
  }

  package struct Override: Hashable, Sendable {
    package var paths: PathPatterns
    package var section: Section
  }

  /// Canonical.
  package let file: RawPath
  /// The files that were read, the one that was asked for last.
  package var files: [RawPath] = []
  package var section = Section()
  package var overrides: [Override] = []
  package var excludes: [PathPatterns] = []
  /// Directories of packs, canonical.
  package var packs: [RawPath] = []

  init(file: RawPath) {
    self.file = file
  }

  /// The settings for an input; of overrides the later goes before.
  package func section(for path: RawPath) -> Section {
    var section = section
    for override in overrides where override.paths.cover(path) {
      section.override(with: override.section)
    }
    return section
  }

  package func excludes(_ path: RawPath, isDirectory: Bool) -> Bool {
    let verdicts = excludes.reversed().lazy.compactMap {
      $0.verdict(on: path, isDirectory: isDirectory)
    }
    return verdicts.first ?? false
  }
}
