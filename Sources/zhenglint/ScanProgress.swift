import Glibc
import Synchronization
import ZhenglintCore
import ZhenglintScan

/// Tells on standard error how far a scan is: `1200/20000  85 份/秒  还需 4 分钟  发现 31 处`.
final class ScanProgress: Sendable {
  /// How far a scan is.
  struct State {
    var total: Int
    var done: Int
    /// Inputs a second since the call began.
    var rate: Double
    /// Findings of judgements that were made in this call.
    var findings: Int
    /// Of this call.
    var unread: Int

    /// In seconds; `nil` before anybody can tell.
    var remaining: Int? { rate > 0 ? Int(Double(total - done) / rate) : nil }
  }

  private let total: Int
  private let before: Int
  private let log: ScanLog
  private let isTerminal = isatty(STDERR_FILENO) == 1
  private let start = Progress.milliseconds()
  private let finished = Atomic(0)
  private let findings = Atomic(0)
  private let unread = Atomic(0)
  /// When to tell next, in milliseconds.
  private let due: Atomic<Int>

  /// - Parameters:
  ///   - total: Inputs of the run.
  ///   - done: How many of them earlier calls have judged.
  ///   - log: What tells it.
  init(total: Int, done: Int, log: ScanLog) {
    self.total = total
    before = done
    self.log = log
    due = Atomic(start + (isTerminal ? 500 : 10_000))
  }

  var state: State {
    let count = finished.load(ordering: .relaxed)
    let elapsed = Double(max(1, Progress.milliseconds() - start)) / 1000
    return State(
      total: total, done: before + count, rate: Double(count) / elapsed,
      findings: findings.load(ordering: .relaxed), unread: unread.load(ordering: .relaxed))
  }

  func advance(past outcome: InputOutcome) {
    finished.add(1, ordering: .relaxed)
    switch outcome {
    case .judged(let judgement):
      findings.add(judgement.report.findings.count, ordering: .relaxed)
    case .same: break
    case .unread: unread.add(1, ordering: .relaxed)
    }
    let now = Progress.milliseconds()
    let deadline = due.load(ordering: .relaxed)
    let next = now + (isTerminal ? 200 : 10_000)
    guard now >= deadline,
      due.compareExchange(expected: deadline, desired: next, ordering: .relaxed).exchanged
    else { return }
    log.progress(state, isLine: !isTerminal)
  }

  /// Wipes the line of a terminal.
  func finish() { if isTerminal { log.wipe() } }
}
