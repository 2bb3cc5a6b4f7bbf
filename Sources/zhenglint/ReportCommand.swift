import ArgumentParser
import Glibc
import ZhenglintAccount
import ZhenglintCore
import ZhenglintProject
import ZhenglintReporting
import ZhenglintRules
import ZhenglintScan

/// What `report` makes of a store.
enum AccountFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
  case html
  case csv
  case xlsx
  case json
  case sarif

  /// Whether it is for programs other than a terminal.
  var needsFile: Bool { self == .html || self == .xlsx }
  /// Whether it says how a run compares with another.
  var comparesRuns: Bool { self == .html || self == .xlsx }
}

/// `zhenglint report`; what the options mean to a user stands in `Help`.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "report")

  @Option(help: ArgumentHelp(valueName: "file"), completion: .file()) var store: String
  @Option var format: AccountFormat = .html
  @Option(name: .shortAndLong, help: ArgumentHelp(valueName: "file"), completion: .file())
  var output: String?
  @Option(name: .customLong("run"), help: ArgumentHelp(valueName: "run")) var number: Int?
  @Option(help: ArgumentHelp(valueName: "run")) var since: Int?
  @Option var lang: Language = .zh

  func run() throws {
    let file = output.flatMap { $0 == "-" ? nil : RawPath($0.utf8) }
    if file == nil, format.needsFile, isatty(STDOUT_FILENO) == 1 {
      throw UsageError.needs("--format \(format.rawValue)", "-o")
    }
    if since != nil, !format.comparesRuns {
      throw UsageError.together("--since", "--format \(format.rawValue)")
    }
    if let file { try checkIsNotStore(file) }
    do {
      let store = try ScanStore(at: self.store, for: .reading)
      let account = try Account(store.finishedRun(number), store, self)
      // Opened last: a call that cannot be carried out leaves an earlier report as it is.
      var failure: StoreError?
      try ReportFile(file).replace { sink in
        do throws(StoreError) { try account.write(to: &sink) } catch { failure = error }
      }
      if let failure { throw failure }
    } catch let error as StoreError {
      throw UsageError.store(error)
    }
  }

  private func checkIsNotStore(_ file: RawPath) throws(UsageError) {
    let own = ["", "-wal", "-shm", ".lock"].map { RawPath((store + $0).utf8) }
    guard Set(own.flatMap(\.names)).isDisjoint(with: file.names) else {
      throw .outputIsStore(file.display)
    }
  }
}

/// Everything that a report of a run is made of.
private struct Account {
  let run: ScanRun
  let store: ScanStore
  let format: AccountFormat
  let language: Language
  /// All rules of the program.
  let rules: RuleSet
  /// `nil` where the format has none.
  let overview: ScanOverview?
  let changes: (run: Int64, changes: ScanChanges)?

  init(_ run: ScanRun, _ store: ScanStore, _ command: ReportCommand) throws {
    self.run = run
    self.store = store
    format = command.format
    language = command.lang
    do {
      rules = try RuleSet.embedded()
    } catch {
      throw UsageError.rules(error.message)
    }
    overview = format.comparesRuns ? try store.overview(of: run) : nil
    changes = try command.since.map { number in
      let earlier = try store.finishedRun(number)
      return (earlier.id, try store.changes(in: run, since: earlier))
    }
  }

  func write(to sink: inout OutputSink) throws(StoreError) {
    switch format {
    case .html:
      guard let overview else { return }
      ScanPage(language: language, rules: rules.rules).write(overview, since: changes, to: &sink)
    case .xlsx:
      guard let overview else { return }
      try ScanWorkbook(language: language, rules: rules.rules).write(
        overview, since: changes, from: store, to: &sink)
    case .csv:
      try ScanTable(language: language).write(run, from: store, to: &sink)
    case .json:
      JSONReporter(language: language).write(try report(), to: &sink)
    case .sarif:
      SARIFReporter(language: language, rules: appliedRules).write(try report(), to: &sink)
    }
  }

  /// In the order of the packs; of rules that the program does not know, findings say all there is.
  private var appliedRules: [Rule] {
    let known = Dictionary(rules.rules.map { ($0.id, $0) }) { first, _ in first }
    return run.appliedRules.compactMap { known[$0] }
  }

  private func report() throws(StoreError) -> RunReport {
    var inputs: [InputReport] = []
    try store.forEachReport(in: run) { inputs.append($0) }
    return RunReport(
      toolVersion: run.terms.toolVersion, rulesVersion: run.terms.rulesVersion,
      asOf: run.terms.asOf, edition: run.terms.edition, omittedRules: run.omittedRules,
      notes: run.notes, inputs: inputs)
  }
}
