import ZhenglintCore

/// What the caller learns from the process alone.
enum ExitStatus: Int32, Sendable {
  /// Every input was checked whole; nothing at or above the fail level.
  case clean = 0
  case findings = 1
  /// Usage, configuration or internal error, or an input that was not checked whole.
  case trouble = 2
  case nothingToCheck = 3
}

/// What the exit status of a run depends on, input by input.
struct Tally: Sendable {
  var inputs = 0
  /// Inputs whose paths led somewhere.
  var found = 0
  var incomplete = 0
  /// The highest level of a finding that counts.
  var highest: Level?

  mutating func add(_ report: RunReport, foundCount: Int) {
    inputs += report.inputs.count
    found += foundCount
    incomplete += report.inputs.count { $0.status != .checked }
    let levels = Level.allCases.filter { report.count(of: $0) > 0 }
    highest = (levels + [highest].compactMap(\.self)).max()
  }

  /// Adds what should have named an input and did not.
  mutating func addUnreadable() {
    inputs += 1
    incomplete += 1
  }
}

/// How a caller wants a run to be judged.
struct Verdict: Sendable {
  var failLevel: Level
  var allowsIncomplete: Bool
  /// Turns `nothingToCheck` into `clean` where the caller named nothing that is not there.
  var allowsEmpty: Bool
  /// Turns `findings` into `clean`, and nothing else.
  var exitsZero: Bool

  /// Judges a run of which `foundCount` inputs had paths that led somewhere.
  func status(of report: RunReport, foundCount: Int) -> ExitStatus {
    var tally = Tally()
    tally.add(report, foundCount: foundCount)
    return status(of: tally)
  }

  /// Trouble comes before findings: a part of the truth is not the truth.
  func status(of tally: Tally) -> ExitStatus {
    if tally.inputs == 0 { return allowsEmpty ? .clean : .nothingToCheck }
    if tally.incomplete > 0 && !allowsIncomplete { return .trouble }
    if tally.found == 0 { return .nothingToCheck }
    let fails = tally.highest.map { $0 >= failLevel } ?? false
    return fails && !exitsZero ? .findings : .clean
  }
}
