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

/// How a caller wants a run to be judged.
struct Verdict: Sendable {
  var failLevel: Level
  var allowsIncomplete: Bool
  /// Turns `nothingToCheck` into `clean` where the caller named nothing that is not there.
  var allowsEmpty: Bool
  /// Turns `findings` into `clean`, and nothing else.
  var exitsZero: Bool

  /// Judges a run of which `foundCount` inputs had paths that led somewhere.
  ///
  /// Trouble comes before findings: a part of the truth is not the truth.
  func status(of report: RunReport, foundCount: Int) -> ExitStatus {
    if report.inputs.isEmpty { return allowsEmpty ? .clean : .nothingToCheck }
    if !report.isComplete && !allowsIncomplete { return .trouble }
    if foundCount == 0 { return .nothingToCheck }
    let fails = Level.allCases.contains { $0 >= failLevel && report.count(of: $0) > 0 }
    return fails && !exitsZero ? .findings : .clean
  }
}
