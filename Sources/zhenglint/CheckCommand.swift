import ArgumentParser
import Glibc
import ZhenglintCatalogue
import ZhenglintCore
import ZhenglintEngine
import ZhenglintProject
import ZhenglintReporting
import ZhenglintRules

extension Language: ExpressibleByArgument {}
extension Level: ExpressibleByArgument {}
extension IssuerKind: ExpressibleByArgument {}

/// `zhenglint check`; what the options mean to a user stands in `Help`.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "check")

  @Argument var paths: [String] = []
  @Option var format: [Ordered<ReportFormat>] = []
  @Option(name: .shortAndLong) var output: [Ordered<String>] = []
  @Option(help: ArgumentHelp(valueName: "dir")) var rules: [String] = []
  @Option(help: ArgumentHelp(valueName: "file")) var config: String?
  @Flag var noConfig = false
  @Flag var showSettings = false
  @Option(help: ArgumentHelp(valueName: "glob")) var exclude: [String] = []
  @Flag var forceExclude = false
  @Flag var noGitignore = false
  @Flag var noSuppressions = false
  @Flag var regulator = false
  @Option(help: ArgumentHelp(valueName: "file")) var baseline: String?
  @Option(help: ArgumentHelp(valueName: "file")) var writeBaseline: String?
  @Flag var acceptNew = false
  @Flag var staged = false
  @Option(help: ArgumentHelp(valueName: "ref")) var diffFrom: String?
  @Option var profile: [String] = []
  @Option(help: ArgumentHelp(valueName: "id")) var noReading: [String] = []
  @Option(help: ArgumentHelp(valueName: "rule")) var select: [String] = []
  @Option(help: ArgumentHelp(valueName: "rule")) var ignore: [String] = []
  @Option(help: ArgumentHelp(valueName: "name")) var issuer: String?
  @Option(help: ArgumentHelp(valueName: "kind")) var issuerKind: IssuerKind?
  @Option(help: ArgumentHelp(valueName: "title")) var certificate: String?
  @Option(help: ArgumentHelp(valueName: "date")) var issued: String?
  @Option(help: ArgumentHelp(valueName: "date")) var asOf: String?
  @Option(help: ArgumentHelp(valueName: "edition")) var edition: String?
  @Option(help: ArgumentHelp(valueName: "level")) var failLevel: Level = .violation
  @Option var lang: Language = .zh
  @Option(help: ArgumentHelp(valueName: "name")) var stdinFilename = "-"
  @Option(help: ArgumentHelp(valueName: "size")) var maxFileSize = ByteSize(bytes: 1 << 30)
  @Flag var allowIncomplete = false
  @Flag var allowEmpty = false
  @Flag var exitZero = false
  @Option var jobs = sysconf(Int32(_SC_NPROCESSORS_ONLN))
  @Option var color: ColourChoice = .auto
  @Flag(name: .shortAndLong) var quiet = false
  @Flag(name: .shortAndLong) var verbose = false

  func run() throws {
    try checkOptions()
    let targets = try ReportTarget.pair(format, with: output)
    var exclusions = try self.exclusions(targets: targets)
    let collector = try collectInputs(targets: targets, leavingOut: &exclusions)
    let linters = try exclusions.settings.linters(for: collector.inputs)
    try checkNames(in: exclusions.settings)
    if showSettings {
      return try show(exclusions.settings, for: collector.inputs)
    }
    let changes = try self.changes()
    let files = try targets.map { try ReportFile($0.file) }
    if verbose { list(collector.omissions) }

    let ruleSet = try exclusions.settings.ownRuleSet()
    var report = RunReport(
      toolVersion: Zhenglint.version, rulesVersion: ruleSet.version, asOf: try runDay(),
      edition: try edition ?? CatalogueTimetable.standard.edition(on: runDay()),
      omittedRules: linters.omittedRules,
      notes: Note.onSettings(collector.omissions, notObeyed: exclusions.notObeyed),
      inputs: lint(collector.inputs, with: linters, changes: changes))
    try applyBaseline(to: &report, of: collector.inputs)
    for (target, file) in zip(targets, files) {
      try file.replace { write(report, as: target, to: &$0) }
    }
    nameTrouble(in: report, targets: targets)
    let verdict = Verdict(
      failLevel: failLevel, allowsIncomplete: allowIncomplete, allowsEmpty: allowEmpty,
      exitsZero: exitZero)
    let status = verdict.status(of: report, foundCount: collector.inputs.count(where: \.isFound))
    throw ExitCode(status.rawValue)
  }
}

// MARK: - Options

extension CheckCommand {
  private func checkOptions() throws(UsageError) {
    guard jobs > 0 else { throw .jobsNotPositive(jobs) }
    for (first, second, isWrong) in [
      ("-q", "-v", quiet && verbose), ("--config", "--no-config", config != nil && noConfig),
      ("--staged", "-", staged && paths.contains("-")),
      ("--staged", "--stdin-filename", staged && stdinFilename != "-"),
    ] where isWrong { throw .together(first, second) }
    if acceptNew, writeBaseline == nil { throw .needs("--accept-new", "--write-baseline") }
  }

  /// What is left out, with the settings of the inputs.
  private func exclusions(targets: [ReportTarget]) throws(UsageError) -> Exclusions {
    Exclusions(
      option: PathPatterns(exclude, in: currentDirectory), reachesNamedFiles: forceExclude,
      obeysGitignore: !noGitignore, isRegulator: regulator,
      settings: Settings(
        source: try configurationSource(), packs: rules.map { RawPath($0.utf8) },
        caller: try callerSettings(targets: targets)))
  }

  /// What came with the inputs does not bind a regulator; what the regulator names does.
  private func configurationSource() throws(UsageError) -> ConfigurationSource {
    if noConfig { return .none }
    let variable = environment("ZHENGLINT_CONFIG").flatMap { $0.isEmpty ? nil : $0 }
    guard let name = config ?? variable else { return regulator ? .none : .nearest }
    do {
      return .file(try RawPath(name.utf8).canonical())
    } catch {
      throw .noConfiguration(name, error)
    }
  }

  private func callerSettings(targets: [ReportTarget]) throws(UsageError) -> CallerSettings {
    var options = Linter.Options(asOf: try runDay())
    options.stated = StatedFacts(
      title: certificate, issuer: issuer, issuerKind: issuerKind,
      issued: try day(issued, of: "--issued", today: options.asOf))
    options.edition = try edition.map(knownEdition)
    options.disabledReadings = Set(listed(noReading))
    options.locatesFacts = verbose || targets.contains(where: \.format.locatesFacts)
    options.select = Set(listed(select))
    options.ignore = Set(listed(ignore))
    options.obeysSuppressions = !(noSuppressions || regulator)
    options.hashesInputs = targets.contains(where: \.format.hasHashes)
    options.keepsRejections = verbose
    return CallerSettings(options: options, profiles: listed(profile))
  }

  private func runDay() throws(UsageError) -> CalendarDate {
    let today = CalendarDate.today
    return try day(asOf, of: "--as-of", today: today) ?? today
  }

  /// The names in comma-separated lists.
  private func listed(_ lists: [String]) -> [String] {
    lists.flatMap { $0.split(separator: ",").map(String.init) }
  }

  /// Every name that the caller wrote has to be one of some rule set of the run.
  private func checkNames(in settings: Settings) throws(UsageError) {
    let ruleSets = settings.loadedRuleSets
    func check(
      _ lists: [String], known: [String], _ failure: (String, [String]) -> UsageError
    ) throws(UsageError) {
      for name in listed(lists) where !known.contains(name) { throw failure(name, known) }
    }
    let rules = ruleSets.flatMap { $0.rules.map(\.id) }.unique
    try check(select, known: rules, UsageError.unknownRule)
    try check(ignore, known: rules, UsageError.unknownRule)
    let readings = ruleSets.flatMap { $0.readings.map(\.id) }.unique
    try check(noReading, known: readings, UsageError.unknownReading)
    let profiles = Profile.allCases.map(\.rawValue) + ruleSets.flatMap(\.optionalProfiles).unique
    try check(profile, known: profiles, UsageError.unknownProfile)
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

  private var currentDirectory: RawPath { (try? RawPath([]).normalised.canonical()) ?? RawPath([]) }

  /// The paths as the kernel handed them over: as strings their invalid UTF-8 is repaired already.
  private func rawPaths() -> [RawPath] {
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

  /// The entries that the files of this run take, which are no inputs.
  private func reportEntries(
    of targets: [ReportTarget], paths: [RawPath]
  ) throws(UsageError) -> Set<RawPath> {
    let inputs = Set(paths.flatMap { $0.names })
    var entries: Set<RawPath> = []
    for file in targets.compactMap(\.file)
      + [writeBaseline].compactMap(\.self).map({ RawPath($0.utf8) })
    {
      let names = Set(file.names)
      guard names.isDisjoint(with: inputs) else { throw .outputIsInput(file.display) }
      guard names.isDisjoint(with: entries) else { throw .twoReportsInFile(file.display) }
      entries.formUnion(names)
    }
    if let baseline { entries.formUnion(RawPath(baseline.utf8).names) }
    return entries
  }
}

// MARK: - Work

extension CheckCommand {
  private func collectInputs(
    targets: [ReportTarget], leavingOut exclusions: inout Exclusions
  ) throws -> InputCollector {
    let paths = rawPaths()
    let entries = try reportEntries(of: targets, paths: paths)
    do {
      if staged {
        return try InputCollector(
          stagedIn: Repository(), at: self.paths.isEmpty ? [] : paths, reports: entries,
          leavingOut: &exclusions)
      }
      return try InputCollector(
        paths: paths.filter { $0.bytes != [UInt8(ascii: "-")] },
        standardInput: self.paths.contains("-") ? RawPath(stdinFilename.utf8) : nil,
        reports: entries, leavingOut: &exclusions)
    } catch let error as RulePackError {
      throw UsageError.rules(error.message)
    } catch let error as GitError {
      throw UsageError.git(error)
    }
  }

  private func changes() throws(UsageError) -> ChangedLines? {
    guard let diffFrom else { return nil }
    do {
      return try Repository().changes(since: diffFrom, staged: staged)
    } catch {
      throw .git(error)
    }
  }

  private func lint(
    _ inputs: [Input], with linters: [Linter], changes: ChangedLines?
  ) -> [InputReport] {
    let progress = Progress(total: inputs.count)
    let showsProgress = !quiet && isatty(STDERR_FILENO) == 1
    let limit = maxFileSize.bytes
    defer { progress.finish() }
    return concurrentMap(Array(zip(inputs, linters)), width: jobs) { input, linter in
      defer { if showsProgress { progress.advance() } }
      do throws(InputTrouble) {
        let bytes = try input.load(limit: limit)
        var report = linter.lint(bytes: bytes, path: input.path.display)
        if let changes {
          let all = report.findings.count
          report.findings = changes.file(input.entry).findings(among: report.findings, in: bytes)
          report.unchangedCount = all - report.findings.count
        }
        return report
      } catch {
        return Linter.unread(path: input.path.display, note: error.note)
      }
    }
  }

  private func write(_ report: RunReport, as target: ReportTarget, to sink: inout OutputSink) {
    switch target.format {
    case .json:
      JSONReporter(language: lang).write(report, to: &sink)
    case .jsonl:
      JSONLinesReporter(language: lang).write(report, to: &sink)
    case .csv:
      CSVReporter(language: lang).write(report, to: &sink)
    case .github:
      GitHubReporter(language: lang).write(report, to: &sink)
    case .text:
      let isOutput = target.file == nil
      let reporter = TextReporter(
        language: lang, colour: isOutput ? color.colours(STDOUT_FILENO) : color == .always,
        width: isOutput ? terminalWidth() : 80,
        verbosity: quiet ? .quiet : verbose ? .verbose : .normal)
      reporter.write(report, to: &sink)
    }
  }

  private func list(_ omissions: [InputCollector.Omission]) {
    for omission in omissions {
      complain("zhenglint: \(omission.path.display): \(omission.reason[lang])")
    }
  }

  /// Says on standard error what was not checked whole, unless the report on the same terminal does.
  private func nameTrouble(in report: RunReport, targets: [ReportTarget]) {
    if report.inputs.isEmpty {
      let text = LocalizedText(zh: "没有可检查的文件", en: "nothing to check")
      complain("zhenglint: \(text[lang])")
    }
    let showsText = targets.contains { $0.format == .text && $0.file == nil }
    if showsText && isatty(STDOUT_FILENO) == 1 && isatty(STDERR_FILENO) == 1 { return }
    for input in report.inputs where input.status != .checked {
      for note in input.notes where note.isIncomplete {
        complain("zhenglint: \(input.path): \(note.message[lang])")
      }
    }
  }
}

extension RawPath {
  /// Both ways to name a file: a link may stand for it, and one to be written has no target yet.
  fileprivate var names: [RawPath] {
    [try? entry(), try? canonical()].compactMap(\.self)
  }
}
