import ArgumentParser
import Glibc
import ZhenglintCatalogue
import ZhenglintCore
import ZhenglintEngine
import ZhenglintProject
import ZhenglintRules

extension IssuerKind: ExpressibleByArgument {}

/// Which rules are applied, and how: what every command that checks takes.
struct LintOptions: ParsableArguments {
  @Option(help: ArgumentHelp(valueName: "dir"), completion: .directory) var rules: [String] = []
  @Option(help: ArgumentHelp(valueName: "file"), completion: .file()) var config: String?
  @Flag var noConfig = false
  @Flag var noSuppressions = false
  @Flag var regulator = false
  @Option var profile: [String] = []
  @Option(help: ArgumentHelp(valueName: "id"), completion: .readings) var noReading: [String] = []
  @Option(help: ArgumentHelp(valueName: "rule"), completion: .rules) var select: [String] = []
  @Option(help: ArgumentHelp(valueName: "rule"), completion: .rules) var ignore: [String] = []
  @Option(help: ArgumentHelp(valueName: "name")) var issuer: String?
  @Option(help: ArgumentHelp(valueName: "kind")) var issuerKind: IssuerKind?
  @Option(help: ArgumentHelp(valueName: "title")) var certificate: String?
  @Option(help: ArgumentHelp(valueName: "date")) var issued: String?
  @Option(help: ArgumentHelp(valueName: "date")) var asOf: String?
  @Option(help: ArgumentHelp(valueName: "edition")) var edition: String?
}

extension LintOptions {
  /// Where settings come from, and what the caller says in place of them.
  ///
  /// - Parameter adjust: Sets what the reports of a run ask of the linter.
  /// - Returns: The settings of the run.
  /// - Throws: What is wrong with the options.
  func settings(
    adjusting adjust: (inout Linter.Options) -> Void = { _ in }
  ) throws(UsageError) -> Settings {
    if config != nil, noConfig { throw .together("--config", "--no-config") }
    var options = Linter.Options(asOf: try runDay())
    options.stated = StatedFacts(
      title: certificate, issuer: issuer, issuerKind: issuerKind,
      issued: try day(issued, of: "--issued", today: options.asOf))
    options.edition = try edition.map(knownEdition)
    options.disabledReadings = Set(listed(noReading))
    options.select = Set(listed(select))
    options.ignore = Set(listed(ignore))
    options.obeysSuppressions = !(noSuppressions || regulator)
    adjust(&options)
    return Settings(
      source: try configurationSource(), packs: rules.map { RawPath($0.utf8) },
      caller: CallerSettings(options: options, profiles: listed(profile)))
  }

  /// The configuration that the caller names; `nil` where none is named.
  var configurationName: String? {
    if noConfig { return nil }
    return config ?? environment("ZHENGLINT_CONFIG").flatMap { $0.isEmpty ? nil : $0 }
  }

  /// What came with the inputs does not bind a regulator; what the regulator names does.
  private func configurationSource() throws(UsageError) -> ConfigurationSource {
    if noConfig { return .none }
    guard let name = configurationName else { return regulator ? .none : .nearest }
    do {
      return .file(try RawPath(name.utf8).canonical())
    } catch {
      throw .noConfiguration(name, error)
    }
  }

  /// The day whose law and catalogue are the latest that count.
  func runDay() throws(UsageError) -> CalendarDate {
    let today = CalendarDate.today
    return try day(asOf, of: "--as-of", today: today) ?? today
  }

  /// The edition of the catalogue of that day, or the one asked for; `nil` before the first.
  func runEdition() throws(UsageError) -> String? {
    if let edition { return edition }
    return CatalogueTimetable.standard.edition(on: try runDay())
  }

  /// The names in comma-separated lists.
  private func listed(_ lists: [String]) -> [String] {
    lists.flatMap { $0.split(separator: ",").map(String.init) }
  }

  /// Every name that the caller wrote has to be one of some rule set of the run.
  func checkNames(in settings: Settings) throws(UsageError) {
    let ruleSets = settings.loadedRuleSets
    // Without inputs no configuration was read, and nobody knows which rules there would be.
    guard !ruleSets.isEmpty else { return }
    func check(
      _ lists: [String], known: @autoclosure () -> [String],
      _ failure: (String, [String]) -> UsageError
    ) throws(UsageError) {
      if lists.isEmpty { return }
      let known = known()
      for name in listed(lists) where !known.contains(name) { throw failure(name, known) }
    }
    var rules: [String] { ruleSets.flatMap { $0.rules.map(\.id) }.unique }
    try check(select, known: rules, UsageError.unknownRule)
    try check(ignore, known: rules, UsageError.unknownRule)
    try check(
      noReading, known: ruleSets.flatMap { $0.readings.map(\.id) }.unique,
      UsageError.unknownReading)
    try check(
      profile,
      known: Profile.allCases.map(\.rawValue) + ruleSets.flatMap(\.optionalProfiles).unique,
      UsageError.unknownProfile)
    guard !Set(listed(profile)).isSuperset(of: Profile.allCases.map(\.rawValue)) else {
      throw .standardAndStrict
    }
  }

  private func day(
    _ text: String?, of option: String, today: CalendarDate
  ) throws(UsageError) -> CalendarDate? {
    guard let text else { return nil }
    return try CalendarDate.stated(text, in: option, today: today)
  }

  private func knownEdition(_ id: String) throws(UsageError) -> String {
    let known = CatalogueTimetable.standard.entries.map(\.edition)
    guard known.contains(id) else { throw .unknownEdition(id, known: known) }
    return id
  }
}

extension CompletionKind {
  /// Ids of the program's own rules, and of its readings.
  fileprivate static var rules: CompletionKind {
    .custom { _, _, _ in (try? RuleSet.embedded().rules.map(\.id)) ?? [] }
  }
  fileprivate static var readings: CompletionKind {
    .custom { _, _, _ in (try? RuleSet.embedded().readings.map(\.id)) ?? [] }
  }
}

/// What is checked, and how it is read.
struct InputOptions: ParsableArguments {
  @Argument(completion: .file()) var paths: [String] = []
  @Option(help: ArgumentHelp(valueName: "glob")) var exclude: [String] = []
  @Flag var forceExclude = false
  @Flag var noGitignore = false
  @Option(help: ArgumentHelp(valueName: "size")) var maxFileSize = ByteSize(bytes: 1 << 30)
  @Option var jobs = sysconf(Int32(_SC_NPROCESSORS_ONLN))
}

extension InputOptions {
  /// What is left out of the trees.
  func exclusions(
    settings: Settings, isRegulator: Bool
  ) throws(UsageError) -> Exclusions {
    guard jobs > 0 else { throw .jobsNotPositive(jobs) }
    return Exclusions(
      option: PathPatterns(exclude, in: (try? RawPath.here()) ?? RawPath([])),
      reachesNamedFiles: forceExclude, obeysGitignore: !noGitignore, isRegulator: isRegulator,
      settings: settings)
  }

  /// The paths as the kernel handed them over: as strings their invalid UTF-8 is repaired already.
  var rawPaths: [RawPath] {
    if paths.isEmpty { return [RawPath(".".utf8)] }
    var repaired: [String: [RawPath]] = [:]
    let arguments = UnsafeBufferPointer(
      start: CommandLine.unsafeArgv, count: Int(CommandLine.argc))
    for case let argument? in arguments {
      let path = RawPath(UnsafeRawBufferPointer(start: argument, count: strlen(argument)))
      if path.display.contains("\u{FFFD}") { repaired[path.display, default: []].append(path) }
    }
    return paths.flatMap { repaired[$0] ?? [RawPath($0.utf8)] }
  }
}
