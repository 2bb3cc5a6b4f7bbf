import ArgumentParser
import Glibc
import ZhenglintCatalogue
import ZhenglintCore
import ZhenglintEngine
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
  /// Nothing reads a configuration yet; scripts may already say that they want none.
  @Flag var noConfig = false
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
  @Flag var exitZero = false
  @Option var jobs = sysconf(Int32(_SC_NPROCESSORS_ONLN))
  @Option var color: ColourChoice = .auto
  @Flag(name: .shortAndLong) var quiet = false
  @Flag(name: .shortAndLong) var verbose = false

  func run() throws {
    guard jobs > 0 else { throw UsageError.jobsNotPositive(jobs) }
    guard !(quiet && verbose) else { throw UsageError.quietAndVerbose }
    let targets = try ReportTarget.pair(format, with: output)
    let ruleSet = try RuleSet.loaded(adding: rules)
    let options = try linterOptions(ruleSet, targets: targets)
    let linter = Linter(rules: ruleSet, options: options)

    let paths = rawPaths()
    let entries = try reportEntries(of: targets, paths: paths)
    let files = try targets.map { try ReportFile($0.file) }
    let collector = InputCollector(
      paths: paths.filter { $0.bytes != [UInt8(ascii: "-")] },
      standardInput: self.paths.contains("-") ? RawPath(stdinFilename.utf8) : nil,
      reports: entries)
    if verbose { list(collector.omissions) }

    let report = RunReport(
      toolVersion: Zhenglint.version, rulesVersion: ruleSet.version, asOf: options.asOf,
      edition: options.edition ?? CatalogueTimetable.standard.edition(on: options.asOf),
      omittedRules: linter.omittedRules,
      inputs: lint(collector.inputs, with: linter))
    for (target, file) in zip(targets, files) {
      try file.replace { write(report, of: linter.appliedRules, as: target, to: &$0) }
    }
    nameTrouble(in: report, targets: targets)
    let verdict = Verdict(
      failLevel: failLevel, allowsIncomplete: allowIncomplete, exitsZero: exitZero)
    let status = verdict.status(of: report, foundCount: collector.inputs.count(where: \.isFound))
    throw ExitCode(status.rawValue)
  }
}

// MARK: - Options

extension CheckCommand {
  private func linterOptions(
    _ ruleSet: RuleSet, targets: [ReportTarget]
  ) throws(UsageError) -> Linter.Options {
    let today = CalendarDate.today
    var options = Linter.Options(asOf: try day(asOf, of: "--as-of", today: today) ?? today)
    (options.profile, options.optionalProfiles) = try profiles(of: ruleSet)
    options.stated = StatedFacts(
      title: certificate, issuer: issuer, issuerKind: issuerKind,
      issued: try day(issued, of: "--issued", today: options.asOf))
    options.edition = try edition.map(knownEdition)
    options.disabledReadings = try names(
      noReading, known: ruleSet.readings.map(\.id), UsageError.unknownReading)
    options.locatesFacts = verbose || targets.contains(where: \.format.locatesFacts)
    let ids = ruleSet.rules.map(\.id)
    options.select = try names(select, known: ids, UsageError.unknownRule)
    options.ignore = try names(ignore, known: ids, UsageError.unknownRule)
    options.hashesInputs = targets.contains(where: \.format.hasHashes)
    options.keepsText = targets.contains(where: \.format.hasTexts)
    options.keepsRejections = verbose
    return options
  }

  /// The names in comma-separated lists, each of which has to be known.
  private func names(
    _ lists: [String], known: [String], _ failure: (String, [String]) -> UsageError
  ) throws(UsageError) -> Set<String> {
    let names = lists.flatMap { $0.split(separator: ",").map(String.init) }
    for name in names where !known.contains(name) { throw failure(name, known) }
    return Set(names)
  }

  /// How strict to be, and the profiles besides that the caller opts into.
  private func profiles(of ruleSet: RuleSet) throws(UsageError) -> (Profile, Set<String>) {
    let optional = ruleSet.optionalProfiles
    let chosen = try names(
      profile, known: Profile.allCases.map(\.rawValue) + optional, UsageError.unknownProfile)
    guard !chosen.isSuperset(of: Profile.allCases.map(\.rawValue)) else {
      throw .standardAndStrict
    }
    return (
      chosen.contains(Profile.strict.rawValue) ? .strict : .standard, chosen.intersection(optional)
    )
  }

  private func day(
    _ text: String?, of option: String, today: CalendarDate
  ) throws(UsageError) -> CalendarDate? {
    guard let text else { return nil }
    guard let day = CalendarDate(iso8601: text) else { throw .malformedDate(option, text) }
    guard day <= today else { throw .futureDate(option, day, today: today) }
    return day
  }

  private func knownEdition(_ id: String) throws(UsageError) -> String {
    let known = CatalogueTimetable.standard.entries.map(\.edition)
    guard known.contains(id) else { throw .unknownEdition(id, known: known) }
    return id
  }

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

  /// The entries that the report files take, which are no inputs.
  private func reportEntries(
    of targets: [ReportTarget], paths: [RawPath]
  ) throws(UsageError) -> Set<RawPath> {
    let inputs = Set(paths.flatMap { $0.names })
    var entries: Set<RawPath> = []
    for file in targets.compactMap(\.file) {
      let names = Set(file.names)
      guard names.isDisjoint(with: inputs) else { throw .outputIsInput(file.display) }
      guard names.isDisjoint(with: entries) else { throw .twoReportsInFile(file.display) }
      entries.formUnion(names)
    }
    return entries
  }
}

// MARK: - Work

extension CheckCommand {
  private func lint(_ inputs: [Input], with linter: Linter) -> [InputReport] {
    let progress = Progress(total: inputs.count)
    let showsProgress = !quiet && isatty(STDERR_FILENO) == 1
    let limit = maxFileSize.bytes
    defer { progress.finish() }
    return concurrentMap(inputs, width: jobs) { input in
      defer { if showsProgress { progress.advance() } }
      do throws(InputTrouble) {
        return linter.lint(bytes: try input.load(limit: limit), path: input.path.display)
      } catch {
        return Linter.unread(path: input.path.display, note: error.note)
      }
    }
  }

  private func write(
    _ report: RunReport, of rules: [Rule], as target: ReportTarget, to sink: inout OutputSink
  ) {
    switch target.format {
    case .json:
      JSONReporter(language: lang).write(report, to: &sink)
    case .jsonl:
      JSONLinesReporter(language: lang).write(report, to: &sink)
    case .csv:
      CSVReporter(language: lang).write(report, to: &sink)
    case .github:
      GitHubReporter(language: lang).write(report, to: &sink)
    case .html:
      HTMLReporter(language: lang, rules: rules).write(report, to: &sink)
    case .sarif:
      SARIFReporter(language: lang, rules: rules).write(report, to: &sink)
    case .gitlab:
      GitLabReporter(language: lang).write(report, to: &sink)
    case .junit:
      JUnitReporter(language: lang, failLevel: failLevel).write(report, to: &sink)
    case .checkstyle:
      CheckstyleReporter(language: lang).write(report, to: &sink)
    case .rdjson:
      RDJSONReporter(language: lang).write(report, to: &sink)
    case .rdjsonl:
      RDJSONLinesReporter(language: lang).write(report, to: &sink)
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
