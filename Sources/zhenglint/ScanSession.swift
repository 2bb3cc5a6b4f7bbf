import ZhenglintCore
import ZhenglintEngine
import ZhenglintProject
import ZhenglintRules
import ZhenglintScan

/// One call of `scan`: a run of its store, new or gone on with.
struct ScanSession {
  let command: ScanCommand
  let store: ScanStore
  let log: ScanLog
  let run: ScanRun
  private let manifest: ScanManifest?
  var exclusions: Exclusions
  /// Whether all inputs are known.
  private var isListed: Bool
  /// By the number of a linter.
  var ruleDigests: [Int: String] = [:]
  /// How many linters there were when the store was told of their rules.
  var notedLinters = 0
  var lastDigest: (options: Linter.Options, rules: String, digest: SettingsDigest)?

  /// - Throws: `UsageError`, `StoreError`.
  init(_ command: ScanCommand, _ store: ScanStore, _ log: ScanLog) throws {
    self.command = command
    self.store = store
    self.log = log
    let words = try command.words()
    manifest = try command.manifest.map(ScanManifest.init)
    let identity = ([try RawPath.here().display, manifest?.sha256 ?? ""] + words)
      .joined(separator: "\0")
    let unfinished = try store.unfinishedRun(of: identity)
    // A run keeps its day: one that goes on after midnight would else mix the law of two.
    var options = command.lintOptions
    if let unfinished { options.asOf = unfinished.terms.asOf.description }
    let settings = try options.settings { $0.keepsExcerpts = false }
    exclusions = try command.inputOptions.exclusions(
      settings: settings, isRegulator: options.regulator)
    let rules = try exclusions.settings.ownRuleSet()
    let terms = ScanRun.Terms(
      toolVersion: Zhenglint.version, rulesVersion: rules.version,
      rulesSHA256: try exclusions.settings.rulesDigest(of: nil), asOf: try options.runDay(),
      edition: try options.runEdition())
    if let unfinished, unfinished.terms == terms {
      run = unfinished
      log.resumed(run, try store.count(in: run))
    } else {
      if let unfinished {
        try store.mark(unfinished, .abandoned)
        log.abandoned(unfinished)
      }
      let last = try store.runs().last
      run = try store.begin(terms, command: identity, options: words.joined(separator: " "))
      log.began(run)
      if let last, last.terms != terms { log.changed(terms, since: last) }
    }
    isListed = run.state == .judging
  }
}

// MARK: - Listing

extension ScanSession {
  /// Finds the inputs of the run, unless an earlier call did.
  mutating func list() throws {
    if isListed { return }
    try store.clearList(of: run)
    let list = InputList(store, run, log)
    let omissions: InputCollector
    do {
      omissions = try InputCollector(
        paths: try listedPaths(), standardInput: nil, reports: command.ownFiles,
        leavingOut: &exclusions, handingOver: list.add)
    } catch let error as RulePackError {
      throw UsageError.rules(error.message)
    }
    try list.finish()
    try manifest?.list(in: store, run, log)
    for fault in try store.faults(in: run) { log.faulty(fault, of: command.manifest ?? "") }
    let notes =
      (manifest?.notes ?? [])
      + Note.onSettings(
        omissions.omissions, notObeyed: exclusions.notObeyed,
        notWalked: command.lintOptions.regulator ? omissions.versionControl : [])
    try store.note(notes, on: run)
    for note in notes { log.note(note) }
    try command.lintOptions.checkNames(in: exclusions.settings)
    try store.mark(run, .judging)
    isListed = true
  }

  /// The paths of the call, and those of its list.
  private func listedPaths() throws(UsageError) -> [RawPath] {
    guard let file = command.filesFrom else {
      // A manifest names its files itself; others are checked where the call names them too.
      return manifest != nil && command.inputOptions.paths.isEmpty
        ? [] : command.inputOptions.rawPaths
    }
    let separator: UInt8 = command.null ? 0 : 0x0A
    let bytes: [UInt8]
    do {
      bytes = try RawPath((file == "-" ? "/dev/stdin" : file).utf8).stream()
    } catch {
      throw .listNotReadable(file, error)
    }
    let named = command.inputOptions.paths.isEmpty ? [] : command.inputOptions.rawPaths
    return named + bytes.split(separator: separator).map { RawPath($0) }
  }
}

/// Takes inputs as a walk meets them, and writes them to the store in batches.
private final class InputList {
  private let store: ScanStore
  private let run: ScanRun
  private let log: ScanLog
  private var batch: [ListedInput] = []
  private var failure: StoreError?

  init(_ store: ScanStore, _ run: ScanRun, _ log: ScanLog) {
    self.store = store
    self.run = run
    self.log = log
  }

  func add(_ input: Input) {
    guard failure == nil else { return }
    var trouble: Note?
    if case .trouble(let reason) = input.source {
      trouble = reason.note
      log.unread(input.path.display, reason.note)
    }
    batch.append(
      ListedInput(path: input.path.display, entry: input.entry.bytes, trouble: trouble))
    if batch.count >= 4096 { flush() }
  }

  /// - Throws: What went wrong with any of the batches.
  func finish() throws(StoreError) {
    flush()
    if let failure { throw failure }
  }

  private func flush() {
    do {
      try store.list(batch, in: run)
    } catch {
      failure = error
    }
    batch.removeAll(keepingCapacity: true)
  }
}

// MARK: - Settling

extension ScanSession {
  /// Finishes the run, unless it was interrupted, and says what came of it.
  func settle(comparedWith earlier: ScanRun?) throws -> ExitStatus {
    let (total, done) = try store.count(in: run)
    guard done == total, isListed else {
      log.interrupted(done: done, total: total)
      return .trouble
    }
    let cases = try store.finish(run)
    let summary = try store.summary(of: run)
    let changes = try earlier.map { try store.changes(in: run, since: $0) }
    log.finished(run, summary, since: earlier.flatMap { run in changes.map { (run, $0) } })
    log.settled(cases, of: run)
    return Verdict(
      failLevel: command.failLevel, allowsIncomplete: command.allowIncomplete,
      allowsEmpty: command.allowEmpty, exitsZero: command.exitZero
    ).status(of: Tally(summary))
  }
}

extension Tally {
  /// That of a finished scan: each of its inputs had a name, wherever that led.
  init(_ summary: ScanSummary) {
    self.init(
      inputs: summary.inputs, found: summary.inputs,
      incomplete: summary.inputs - summary.checked + summary.faultyRows,
      highest: Level.allCases.filter { summary.count(of: $0) > 0 }.max())
  }
}
