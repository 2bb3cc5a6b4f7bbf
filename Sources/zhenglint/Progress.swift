import Glibc
import Synchronization

/// A line on standard error that counts finished inputs, once a run has taken long enough to wonder.
final class Progress: Sendable {
  private let total: Int
  private let finished = Atomic(0)
  /// When to show the count again, in milliseconds; the first time after half a second.
  private let due: Atomic<Int>
  private let hasShown = Atomic(false)

  init(total: Int) {
    self.total = total
    due = Atomic(milliseconds() + 500)
  }

  func advance() {
    let count = finished.add(1, ordering: .relaxed).newValue
    let now = milliseconds()
    let deadline = due.load(ordering: .relaxed)
    guard now >= deadline,
      due.compareExchange(expected: deadline, desired: now + 100, ordering: .relaxed).exchanged
    else { return }
    hasShown.store(true, ordering: .relaxed)
    show("\r\(count)/\(total)")
  }

  /// Wipes the line.
  func finish() {
    if hasShown.load(ordering: .relaxed) { show("\r\u{1B}[K") }
  }

  private func show(_ text: String) {
    var sink = OutputSink(STDERR_FILENO)
    sink.write(text)
  }
}

private func milliseconds() -> Int {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
}
