import ArgumentParser
import Glibc
import ZhenglintCore
import ZhenglintEngine
import ZhenglintProject
import ZhenglintReporting
import ZhenglintRules

extension Language: ExpressibleByArgument {}
extension Level: ExpressibleByArgument {}

/// `zhenglint check`; what the options mean to a user stands in `Help`.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "check")

  @OptionGroup var inputOptions: InputOptions
  @OptionGroup var lintOptions: LintOptions
  @Option var format: [Ordered<ReportFormat>] = []
  @Option(name: .shortAndLong, completion: .file()) var output: [Ordered<String>] = []
  @Flag var showSettings = false
  @Option(help: ArgumentHelp(valueName: "file"), completion: .file()) var baseline: String?
  @Option(help: ArgumentHelp(valueName: "file"), completion: .file()) var writeBaseline: String?
  @Flag var acceptNew = false
  @Flag var staged = false
  @Option(help: ArgumentHelp(valueName: "ref")) var diffFrom: String?
  @Option(help: ArgumentHelp(valueName: "level")) var failLevel: Level = .violation
  @Option var lang: Language = .zh
  @Option(help: ArgumentHelp(valueName: "name")) var stdinFilename = "-"
  @Flag var allowIncomplete = false
  @Flag var allowEmpty = false
  @Flag var exitZero = false
  @Flag var statistics = false
  @Option var color: ColourChoice = .auto
  @Flag(name: .shortAndLong) var quiet = false
  @Flag(name: .shortAndLong) var verbose = false

  func run() throws {
    try checkOptions()
    let targets = try ReportTarget.pair(format, with: output)
    let settings = try lintOptions.settings { options in
      options.locatesFacts = verbose || targets.contains(where: \.format.locatesFacts)
      options.hashesInputs = targets.contains(where: \.format.hasHashes)
      options.keepsExcerpts = targets.contains(where: \.format.hasExcerpts)
      options.keepsText = targets.contains(where: \.format.hasTexts)
      options.keepsRejections = verbose
    }
    var exclusions = try inputOptions.exclusions(
      settings: settings, isRegulator: lintOptions.regulator)
    let collector = try collectInputs(targets: targets, leavingOut: &exclusions)
    let linters = try exclusions.settings.linters(for: collector.inputs)
    try lintOptions.checkNames(in: exclusions.settings)
    if showSettings {
      return try show(exclusions.settings, for: collector.inputs)
    }
    let changes = try self.changes()
    let files = try targets.map { try ReportFile($0.file) }
    if verbose { list(collector.omissions) }

    let ruleSet = try exclusions.settings.ownRuleSet()
    let checked = lint(collector.inputs, with: linters, changes: changes)
    var report = RunReport(
      toolVersion: Zhenglint.version, rulesVersion: ruleSet.version, asOf: try lintOptions.runDay(),
      edition: try lintOptions.runEdition(),
      omittedRules: exclusions.settings.omittedRules,
      // Whoever sends a regulator something chooses the names of its directories.
      notes: Note.onSettings(
        collector.omissions, notObeyed: exclusions.notObeyed,
        notWalked: lintOptions.regulator ? collector.versionControl : []),
      inputs: checked.map(\.report))
    let appliedRules = exclusions.settings.appliedRules
    try applyBaseline(
      to: &report, of: collector.inputs, checkedWith: linters, beside: checked.map(\.unreported))
    for (target, file) in zip(targets, files) {
      try file.replace { write(report, of: appliedRules, as: target, to: &$0) }
    }
    nameTrouble(in: report, targets: targets)
    let verdict = Verdict(
      failLevel: failLevel, allowsIncomplete: allowIncomplete, allowsEmpty: allowEmpty,
      exitsZero: exitZero)
    let status = verdict.status(of: report, foundCount: collector.inputs.count(where: \.isFound))
    // Not thrown: to take rules and linters apart first would be a tenth of the time of a check of
    // one certificate.
    withExtendedLifetime((linters, exclusions, ruleSet)) { Glibc.exit(status.rawValue) }
  }
}

// MARK: - Options

extension CheckCommand {
  private func checkOptions() throws(UsageError) {
    for (first, second, isWrong) in [
      ("-q", "-v", quiet && verbose),
      ("--staged", "-", staged && inputOptions.paths.contains("-")),
      ("--staged", "--stdin-filename", staged && stdinFilename != "-"),
    ] where isWrong { throw .together(first, second) }
    if acceptNew, writeBaseline == nil { throw .needs("--accept-new", "--write-baseline") }
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
    if let output = RawPath.standardOutput { entries.insert(output) }
    if let baseline { entries.formUnion(RawPath(baseline.utf8).names) }
    return entries
  }
}

// MARK: - Work

extension CheckCommand {
  private func collectInputs(
    targets: [ReportTarget], leavingOut exclusions: inout Exclusions
  ) throws -> InputCollector {
    let paths = inputOptions.rawPaths
    let entries = try reportEntries(of: targets, paths: paths)
    do {
      if staged {
        return try InputCollector(
          stagedIn: Repository(), at: inputOptions.paths.isEmpty ? [] : paths, reports: entries,
          leavingOut: &exclusions)
      }
      return try InputCollector(
        paths: paths.filter { $0.bytes != [UInt8(ascii: "-")] },
        standardInput: inputOptions.paths.contains("-") ? RawPath(stdinFilename.utf8) : nil,
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
  ) -> [(report: InputReport, unreported: [Finding])] {
    let progress = Progress(total: inputs.count, language: lang, isOn: !quiet)
    let width = inputOptions.jobs
    defer { progress.finish() }
    var results = concurrentMap(Array(zip(inputs, linters)), width: width) { input, linter in
      // One thread for each file; long ones come last, each for all threads together.
      let result = lint(input, with: linter, changes: changes, leavesLong: changes == nil)
      if result != nil { progress.advance(past: input.path.display) }
      return result
    }
    for index in results.indices where results[index] == nil {
      let (input, linter) = (inputs[index], linters[index])
      results[index] =
        lintInPieces(input, with: linter, width: width).map { ($0, []) }
        ?? lint(input, with: linter, changes: nil, leavesLong: false)
      progress.advance(past: input.path.display)
    }
    return results.compactMap(\.self)
  }

  /// - Returns: `nil` for a long file where those are left.
  private func lint(
    _ input: Input, with linter: Linter, changes: ChangedLines?, leavesLong: Bool
  ) -> (report: InputReport, unreported: [Finding])? {
    var report: InputReport
    var unchanged: [Finding] = []
    do throws(InputTrouble) {
      let shortest = leavesLong ? LongTextSizes().shortest : .max
      guard
        let bytes = try input.load(limit: inputOptions.maxFileSize.bytes, unlessOf: shortest)
      else { return nil }
      report = linter.lint(bytes: bytes, path: input.path.display)
      if let file = changes?.file(input.place) {
        let isChanged = file.touches(report.findings, in: bytes)
        let findings = Array(zip(report.findings, isChanged))
        report.findings = findings.filter(\.1).map(\.0)
        report.unchangedCount = findings.count - report.findings.count
        unchanged = findings.filter { !$0.1 }.map(\.0)
      }
    } catch {
      report = Linter.unread(path: input.path.display, note: error.note)
    }
    report.name(input)
    return (report, unchanged)
  }

  /// - Returns: `nil` for what has to be read whole, or cannot be read.
  private func lintInPieces(_ input: Input, with linter: Linter, width: Int) -> InputReport? {
    guard let file = input.openLong(limit: inputOptions.maxFileSize.bytes),
      var report = linter.lint(long: file, path: input.path.display, width: width),
      file.isUnchanged
    else { return nil }
    report.name(input)
    return report
  }

  private func write(
    _ report: RunReport, of rules: [Rule], as target: ReportTarget, to sink: inout OutputSink
  ) {
    switch target.format {
    case .json:
      JSONReporter(language: lang, width: inputOptions.jobs).write(report, to: &sink)
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
        verbosity: quiet ? .quiet : verbose ? .verbose : .normal, showsStatistics: statistics)
      reporter.write(report, to: &sink)
    }
  }

  private func list(_ omissions: [InputCollector.Omission]) {
    for omission in omissions {
      complain("zhenglint: \(omission.path.display): \(omission.reason[lang])")
    }
  }

  /// Says on standard error what was not checked whole, unless the report on the same terminal does,
  /// and what else a person should do something about, unless a text report does.
  private func nameTrouble(in report: RunReport, targets: [ReportTarget]) {
    if report.inputs.isEmpty {
      let text = LocalizedText(zh: "没有可检查的文件", en: "nothing to check")
      complain("zhenglint: \(text[lang])")
    }
    let showsText = targets.contains { $0.format == .text && $0.file == nil }
    if showsText && isatty(STDOUT_FILENO) == 1 && isatty(STDERR_FILENO) == 1 { return }
    for input in report.inputs {
      for note in input.notes where showsText ? note.isIncomplete : note.isWarning {
        complain("zhenglint: \(input.path): \(note.message[lang])")
      }
    }
    for note in report.notes where !showsText && note.isWarning {
      complain("zhenglint: \(note.message[lang])")
    }
  }
}

extension InputReport {
  /// Keeps the bytes of a path that `path` does not show.
  fileprivate mutating func name(_ input: Input) {
    if !path.utf8.elementsEqual(input.path.bytes), path.contains("\u{FFFD}") {
      rawPath = input.path.bytes
    }
  }
}

extension RawPath {
  /// Both ways to name a file: a link may stand for it, and one to be written has no target yet.
  var names: [RawPath] {
    [try? entry(), try? canonical()].compactMap(\.self)
  }
}
