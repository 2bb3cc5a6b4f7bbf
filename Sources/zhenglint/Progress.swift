import Glibc
import Synchronization
import ZhenglintCore
import ZhenglintReporting

/// A line on standard error that tells how far a run is, once it has taken long enough to wonder.
///
/// Count, inputs a second, and the input that was finished last: `120/3000  85/s  certs/a.html`.
final class Progress: Sendable {
  private let total: Int
  private let language: Language
  private let isOn: Bool
  private let start = Progress.milliseconds()
  private let finished = Atomic(0)
  /// When to show the line again, in milliseconds; the first time after half a second.
  private let due: Atomic<Int>
  private let hasShown = Atomic(false)

  /// - Parameters:
  ///   - total: Inputs of the run.
  ///   - language: Of the unit.
  ///   - isOn: Whether to show anything; nothing is shown where standard error is no terminal.
  init(total: Int, language: Language, isOn: Bool) {
    self.total = total
    self.language = language
    self.isOn = isOn && isatty(STDERR_FILENO) == 1
    due = Atomic(start + 500)
  }

  /// Notes that an input is finished.
  func advance(past path: String) {
    guard isOn else { return }
    let count = finished.add(1, ordering: .relaxed).newValue
    let now = Self.milliseconds()
    let deadline = due.load(ordering: .relaxed)
    guard now >= deadline,
      due.compareExchange(expected: deadline, desired: now + 100, ordering: .relaxed).exchanged
    else { return }
    hasShown.store(true, ordering: .relaxed)
    let rate = count * 1000 / max(1, now - start)
    let unit = LocalizedText(zh: "份/秒", en: "/s")
    let head = "\(count)/\(total)  \(rate)\(unit[language])  "
    let room = terminalWidth(of: STDERR_FILENO) - 1 - head.displayWidth
    show("\r" + head + path.tail(columns: room) + "\u{1B}[K")
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

extension String {
  /// The end of a path, as much as fits, with nothing in it that steers a terminal.
  fileprivate func tail(columns: Int) -> String {
    var bytes: [UInt8] = []
    bytes.appendVisible(self)
    var text = String(decoding: bytes, as: UTF8.self)
    guard text.displayWidth > columns else { return text }
    while !text.isEmpty, text.displayWidth >= columns { text.removeFirst() }
    return "…" + text
  }
}

extension Progress {
  /// Of a clock that only goes forward.
  static func milliseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }
}
