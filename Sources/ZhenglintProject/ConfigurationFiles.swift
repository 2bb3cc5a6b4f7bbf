internal import ZhenglintCore
internal import ZhenglintEngine
internal import ZhenglintRules

private enum ConfigurationKey: String, CaseIterable {
  case extend, profile, rules, readings, issuer, exclude, packs, overrides

  /// The same key of a section.
  var ofSection: SectionKey? { SectionKey(rawValue: rawValue) }
}
private enum OverrideKey: String, CaseIterable {
  case paths, profile, rules, readings, issuer

  var ofSection: SectionKey? { SectionKey(rawValue: rawValue) }
}
private enum SectionKey: String, CaseIterable { case profile, rules, readings, issuer }
private enum IssuerKey: String, CaseIterable {
  case name, kind
  case shortNames = "short-names"
}
private enum ReadingSetting: String, CaseIterable { case on, off }

/// A configuration file after those that it extends; every name in them has to be known.
struct ConfigurationFiles {
  private let file: RawPath
  private let files: [File]
  /// Directories of packs, whose rules may be named in any of the files.
  let packs: [RawPath]

  /// Reads a file and those that it extends.
  ///
  /// - Throws: The first fault, with its place.
  init(from file: RawPath) throws(RulePackError) {
    self.file = file
    files = try Self.load(file, from: nil, path: [])
    var packs: [RawPath] = []
    for file in files {
      for pack in try file.mapping[.packs]?.listOrOne() ?? [] {
        packs.append(RawPath(try pack.text().utf8).resolved(in: file.directory).normalised)
      }
    }
    self.packs = packs
  }

  /// Loads the packs; a directory that is not there is a fault of the key that names it.
  func checking(
    _ load: () throws(RulePackError) -> RuleSet
  ) throws(RulePackError) -> RuleSet {
    do {
      return try load()
    } catch {
      guard error.place.line == 0,
        let node = files.lazy.compactMap({ $0.mapping[.packs] }).first
      else { throw error }
      throw RulePackError(place: node.place, problem: error.problem)
    }
  }

  /// What the files say together: what a file says itself goes before what it extends.
  func configuration(naming ruleSet: RuleSet) throws(RulePackError) -> Configuration {
    var configuration = Configuration(file: file)
    configuration.files = files.map(\.path)
    configuration.packs = packs
    for file in files { try add(file, to: &configuration, ruleSet) }
    return configuration
  }

  private struct File {
    let path: RawPath
    let mapping: PackMapping<ConfigurationKey>

    var directory: RawPath { path.parent ?? RawPath("/".utf8) }
  }

  /// The file after the ones that it extends.
  private static func load(
    _ file: RawPath, from node: PackNode?, path: [RawPath]
  ) throws(RulePackError) -> [File] {
    let name = file.shown
    if path.contains(file) {
      let error = RulePackError.Problem.cycle((path + [file]).map(\.shown))
      throw node?.failure(error) ?? RulePackError(place: .whole(name), problem: error)
    }
    let bytes: [UInt8]
    do {
      bytes = try file.contents()
    } catch {
      let reason = error.message
      // The place of an `extend` is in another file than the one that it names.
      throw node?.failure(
        .unreadable(
          reason: LocalizedText(zh: "\(name)，\(reason.zh)", en: "\(name): \(reason.en)")))
        ?? RulePackError(place: .whole(name), problem: .unreadable(reason: reason))
    }
    // An empty file, or one of comments alone, is a configuration that changes nothing.
    let text = try PackNode.text(of: bytes, file: name)
    guard text.split(separator: "\n").contains(where: \.isContent) else { return [] }
    let root = try PackNode.root(of: text, file: name).mapping(ConfigurationKey.self)
    let own = File(path: file, mapping: root)
    var files: [File] = []
    for base in try root[.extend]?.listOrOne() ?? [] {
      let target = RawPath(try base.text().utf8).resolved(in: own.directory)
      files += try load(
        (try? target.canonical()) ?? target.normalised, from: base, path: path + [file])
    }
    return files + [own]
  }

  private func add(
    _ file: File, to configuration: inout Configuration, _ ruleSet: RuleSet
  ) throws(RulePackError) {
    let own = try section(file.mapping.members(\.ofSection), ruleSet)
    configuration.section.override(with: own)
    if let exclude = file.mapping[.exclude] {
      configuration.excludes.append(try patterns(exclude, in: file.directory))
    }
    for node in try file.mapping[.overrides]?.list() ?? [] {
      let mapping = try node.mapping(OverrideKey.self)
      configuration.overrides.append(
        Configuration.Override(
          paths: try patterns(mapping.required(.paths), in: file.directory),
          section: try section(mapping.members(\.ofSection), ruleSet)))
    }
  }

  private func patterns(
    _ node: PackNode, in directory: RawPath
  ) throws(RulePackError) -> PathPatterns {
    var lines: [String] = []
    for line in try node.listOrOne() { lines.append(try line.text()) }
    return PathPatterns(lines, in: directory)
  }

  private func section(
    _ mapping: PackMapping<SectionKey>, _ ruleSet: RuleSet
  ) throws(RulePackError) -> Configuration.Section {
    var section = Configuration.Section()
    if let node = mapping[.profile] {
      let known = Profile.allCases.map(\.rawValue) + ruleSet.optionalProfiles
      section.profiles = try node.names(known, .profile)
    }
    let rules = Dictionary(uniqueKeysWithValues: ruleSet.rules.map { ($0.id, $0.id) })
    for (key, value) in try mapping[.rules]?.pairs() ?? [] {
      section.rules[try key.entry(of: rules, .rule)] = try value.name(
        Configuration.RuleSetting.self, .level)
    }
    let readings = Dictionary(uniqueKeysWithValues: ruleSet.readings.map { ($0.id, $0.id) })
    for (key, value) in try mapping[.readings]?.pairs() ?? [] {
      section.readings[try key.entry(of: readings, .reading)] =
        try value.name(ReadingSetting.self, .reading) == .on
    }
    if let node = mapping[.issuer] {
      let issuer = try node.mapping(IssuerKey.self)
      section.issuer = try issuer.required(.name).text()
      section.issuerKind = try issuer[.kind]?.name(IssuerKind.self, .issuerKind)
      section.issuerShortNames = []
      for name in try issuer[.shortNames]?.listOrOne() ?? [] {
        section.issuerShortNames?.append(try name.text())
      }
    }
    return section
  }
}

extension PackNode {
  /// Names out of a closed set.
  fileprivate func names(
    _ known: [String], _ kind: RulePackError.Kind
  ) throws(RulePackError) -> [String] {
    var names: [String] = []
    for node in try listOrOne() {
      names.append(try node.entry(of: Dictionary(uniqueKeysWithValues: zip(known, known)), kind))
    }
    return names
  }
}

extension PackPlace {
  fileprivate static func whole(_ file: String) -> PackPlace {
    PackPlace(file: file, line: 0, column: 0)
  }
}

extension Substring {
  /// Neither blank nor a comment of YAML.
  fileprivate var isContent: Bool {
    let text = drop { $0 == " " || $0 == "\t" || $0 == "\r" }
    return !text.isEmpty && text.first != "#"
  }
}
