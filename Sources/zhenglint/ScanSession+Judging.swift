import Synchronization
import ZhenglintCore
import ZhenglintEngine
import ZhenglintProject
import ZhenglintRules
import ZhenglintScan

extension ScanSession {
  /// Inputs that are taken from the list at once.
  private static let batchSize = 512

  /// Judges what has no judgement yet; an interruption ends it after the inputs in flight.
  mutating func judge() throws {
    let (total, done) = try store.count(in: run)
    let progress = ScanProgress(total: total, done: done, log: log)
    defer { progress.finish() }
    let claims = Claims()
    let writer = ResultWriter(store, run, claims)
    var last: Int64 = 0
    while !Interruption.isRequested {
      let batch = try store.pending(in: run, after: last, limit: Self.batchSize)
      guard let end = batch.last else { break }
      last = end.id
      let jobs = try batch.map { try job(for: $0, claims) }
      try noteRules()
      try work(through: jobs, writer, progress)
      try metrics?.write(progress, of: run)
    }
    try writer.finish()
    try metrics?.write(progress, of: run)
  }

  private var metrics: ScanMetrics? { command.metricsFile.map(ScanMetrics.init) }

  private mutating func job(for input: PendingInput, _ claims: Claims) throws -> ScanJob {
    let entry = RawPath(input.entry)
    let number: Int
    let configuration: Configuration?
    do throws(RulePackError) {
      configuration = try exclusions.settings.configuration(for: entry)
      number = try exclusions.settings.linterNumber(for: entry, under: configuration)
    } catch {
      throw UsageError.rules(error.message)
    }
    var linter = exclusions.settings.linters[number]
    let rules: String
    if let known = ruleDigests[number] {
      rules = known
    } else {
      rules = try exclusions.settings.rulesDigest(of: configuration)
      ruleDigests[number] = rules
    }
    if let stated = input.stated { linter = linter.stating(linter.options.stated.updated(stated)) }
    return ScanJob(
      input: input, source: Input(path: entry, entry: entry, source: .file), linter: linter,
      settings: digest(of: linter.options, rules), store: store, claims: claims,
      limit: command.inputOptions.maxFileSize.bytes)
  }

  /// Keeps which rules the run applies, before anything rests on them.
  private mutating func noteRules() throws(StoreError) {
    let settings = exclusions.settings
    guard settings.linters.count > notedLinters else { return }
    notedLinters = settings.linters.count
    try store.note(
      appliedRules: (run.appliedRules + settings.appliedRules.map(\.id)).unique,
      omittedRules: (run.omittedRules + settings.omittedRules).unique, on: run)
  }

  /// Remembered, because options are the same for nearly all inputs and slow to put into text.
  private mutating func digest(of options: Linter.Options, _ rules: String) -> SettingsDigest {
    if let last = lastDigest, last.options == options, last.rules == rules { return last.digest }
    let digest = SettingsDigest(options, rules: rules, tool: Zhenglint.version)
    lastDigest = (options, rules, digest)
    return digest
  }

  /// Does jobs until an interruption.
  private func work(
    through jobs: [ScanJob], _ writer: ResultWriter, _ progress: ScanProgress
  ) throws(StoreError) {
    let width = command.inputOptions.jobs
    @Sendable func settle(_ job: ScanJob, _ result: ScanJob.Result) {
      guard case .done(let outcome) = result else { return }
      writer.add(outcome, of: job.input.id)
      if case .unread(let note) = outcome { log.unread(job.input.path, note) }
      progress.advance(past: outcome)
    }
    let results = concurrentMap(jobs, width: width) { job in
      let result = Interruption.isRequested ? .left : job.run(leavesLong: true)
      settle(job, result)
      return result.isDone ? ScanJob.Result.left : result
    }
    for (job, result) in zip(jobs, results) {
      if case .failed(let error) = result { throw error }
      // One thread for each file; long ones come last, each for all threads together.
      guard case .long = result, !Interruption.isRequested else { continue }
      settle(job, job.runInPieces(width: width) ?? job.run(leavesLong: false))
    }
    try writer.check()
  }
}

/// An input with all that its judgement takes.
struct ScanJob: Sendable {
  enum Result: Sendable {
    case done(InputOutcome)
    /// To be judged by all threads together.
    case long
    /// Somebody asked the scan to stop.
    case left
    case failed(StoreError)

    var isDone: Bool { if case .done = self { true } else { false } }
  }

  let input: PendingInput
  let source: Input
  let linter: Linter
  let settings: SettingsDigest
  let store: ScanStore
  let claims: Claims
  /// In bytes.
  let limit: Int

  func run(leavesLong: Bool) -> Result {
    let bytes: [UInt8]
    do throws(InputTrouble) {
      let shortest = leavesLong ? LongTextSizes().shortest : .max
      guard let loaded = try source.load(limit: limit, unlessOf: shortest) else { return .long }
      bytes = loaded
    } catch {
      return .done(.unread(error.note))
    }
    let sha256 = SHA256.hexDigest(of: bytes)
    return judged(sha256, size: bytes.count) { linter.lint(bytes: bytes, path: input.path) }
      ?? .left
  }

  /// - Returns: `nil` for what has to be read whole, or cannot be read.
  func runInPieces(width: Int) -> Result? {
    guard let file = source.openLong(limit: limit), let sha256 = file.sha256() else { return nil }
    return judged(sha256, size: file.count) {
      guard let report = linter.lint(long: file, path: input.path, width: width),
        file.isUnchanged
      else { return nil }
      return report
    }
  }

  /// - Returns: `nil` where `lint` gives none.
  private func judged(_ sha256: String, size: Int, lint: () -> InputReport?) -> Result? {
    let key = JudgementKey(sha256: sha256, path: input.path, settings: settings)
    // Claimed first: then whatever another thread has claimed is in the store once it is free again.
    guard claims.take(key) else { return .done(.same(key)) }
    do throws(StoreError) {
      if try store.hasJudgement(key) {
        claims.release(key)
        return .done(.same(key))
      }
    } catch {
      return .failed(error)
    }
    guard var report = lint() else {
      claims.release(key)
      return nil
    }
    report.sha256 = sha256
    return .done(
      .judged(Judgement(key: key, size: size, report: report, rules: linter.severeRules)))
  }
}

extension Linter {
  /// Ids of the rules that it applies, but for those that a configuration made less than a violation.
  fileprivate var severeRules: Set<String> {
    appliedRuleIDs.filter { options.levels[$0] ?? .violation == .violation }
  }
}

/// Contents that are being judged, so that equal ones in flight are judged once.
final class Claims: Sendable {
  private let keys = Mutex<Set<JudgementKey>>([])

  /// - Returns: Whether nobody else has the key.
  func take(_ key: JudgementKey) -> Bool { keys.withLock { $0.insert(key).inserted } }

  func release(_ key: JudgementKey) { keys.withLock { _ = $0.remove(key) } }
}
