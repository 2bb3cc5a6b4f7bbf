import Dispatch
import Synchronization
import ZhenglintCore
import ZhenglintScan

/// Writes results of a scan as they come, those of a twentieth of a second in one transaction: what a
/// crash may cost is no more than these and the inputs in flight.
final class ResultWriter: Sendable {
  private typealias Result = (input: Int64, outcome: InputOutcome)

  private struct State {
    var waiting: [Result] = []
    var isScheduled = false
    var failure: StoreError?
  }

  private let store: ScanStore
  private let run: ScanRun
  private let claims: Claims
  private let queue = DispatchQueue(label: "zhenglint.results")
  private let state = Mutex(State())

  /// Results that wait while others are written; more make their threads wait.
  private static let limit = 1024

  init(_ store: ScanStore, _ run: ScanRun, _ claims: Claims) {
    self.store = store
    self.run = run
    self.claims = claims
  }

  /// Takes a result; any thread may call this.
  func add(_ outcome: InputOutcome, of input: Int64) {
    let (isFirst, isFull) = state.withLock { state in
      state.waiting.append((input, outcome))
      defer { state.isScheduled = true }
      return (!state.isScheduled, state.waiting.count >= Self.limit)
    }
    if isFull {
      queue.sync { flush() }
    } else if isFirst {
      queue.asyncAfter(deadline: .now() + .milliseconds(50)) { self.flush() }
    }
  }

  /// - Throws: What went wrong with any of the results so far.
  func check() throws(StoreError) {
    if let failure = state.withLock({ $0.failure }) { throw failure }
  }

  /// Waits until everything is written.
  func finish() throws(StoreError) {
    // Twice: what rests on a judgement that was still being made has been put back.
    for _ in 0..<2 { queue.sync { flush() } }
    try check()
  }

  private func flush() {
    let results: [Result] = state.withLock { state in
      defer { state.waiting = [] }
      state.isScheduled = false
      // What follows a failure is judged anew by the next call.
      return state.failure == nil ? state.waiting : []
    }
    guard !results.isEmpty else { return }
    do throws(StoreError) {
      let left = try store.record(results, in: run)
      state.withLock { $0.waiting += left }
    } catch {
      state.withLock { $0.failure = error }
    }
    for case (_, .judged(let judgement)) in results { claims.release(judgement.key) }
  }
}
