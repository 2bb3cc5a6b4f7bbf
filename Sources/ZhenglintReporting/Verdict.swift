package import ZhenglintCore

/// The counts of a run and the one sentence that they come to.
package struct Verdict {
  private let violations: Int
  private let reviews: Int
  private let infos: Int
  private let inputs: Int
  private let checked: Int
  /// Read in part or not at all.
  private let incomplete: Int
  private let hasAllRules: Bool

  /// - Parameters:
  ///   - violations: How many findings of that level count.
  ///   - reviews: How many of that.
  ///   - infos: How many of that.
  ///   - inputs: How many there are.
  ///   - checked: How many of them were checked whole.
  ///   - hasAllRules: Whether no rule was left out.
  package init(
    violations: Int, reviews: Int, infos: Int, inputs: Int, checked: Int, hasAllRules: Bool
  ) {
    self.violations = violations
    self.reviews = reviews
    self.infos = infos
    self.inputs = inputs
    self.checked = checked
    incomplete = inputs - checked
    self.hasAllRules = hasAllRules
  }

  init(_ report: RunReport) {
    self.init(
      violations: report.count(of: .violation), reviews: report.count(of: .review),
      infos: report.count(of: .info), inputs: report.inputs.count,
      checked: report.count(of: .checked), hasAllRules: report.omittedRules.isEmpty)
  }

  var style: Paint.Style {
    if violations > 0 || incomplete > 0 { return .red }
    return reviews > 0 || inputs == 0 ? .yellow : .green
  }

  /// What the run means; nothing that was not checked whole counts as passed.
  package func sentence(in language: Language) -> String {
    switch language {
    case .zh: (hasAllRules ? "" : "仅按所选规则：") + chinese
    case .en: (hasAllRules ? "" : "by the chosen rules only: ") + english
    }
  }

  private var chinese: String {
    guard inputs > 0 else { return "没有可检查的文件。" }
    let found = [(violations, "处违反规定"), (reviews, "处需人工判断")]
      .filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    let gap = "有 \(incomplete) 份文件未能完整检查，不能视为通过"
    if violations == 0, reviews > 0, incomplete == 0 {
      return "没有违反规定的发现；有 \(reviews) 处需人工判断。"
    }
    if !found.isEmpty {
      return "发现 " + found.joined(separator: "，") + (incomplete > 0 ? "；\(gap)。" : "。")
    }
    if incomplete > 0 { return gap + (checked > 0 ? "；其余 \(checked) 份未发现问题。" : "。") }
    return infos > 0
      ? "未发现违反规定之处（已完整检查 \(checked) 份），有 \(infos) 处提示。"
      : "未发现问题（已完整检查 \(checked) 份）。"
  }

  private var english: String {
    guard inputs > 0 else { return "there was nothing to check." }
    let found = [
      (violations, violations == 1 ? "violation" : "violations"),
      (reviews, "for a person to decide"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    let gap =
      "\(counted(incomplete, "input")) could not be checked whole and must not count as passed"
    if violations == 0, reviews > 0, incomplete == 0 {
      return "no violations; \(reviews) for a person to decide."
    }
    if !found.isEmpty {
      return found.joined(separator: ", ") + (incomplete > 0 ? "; \(gap)." : ".")
    }
    if incomplete > 0 {
      return gap + (checked > 0 ? "; nothing found in the other \(checked)." : ".")
    }
    let whole = "\(counted(checked, "input")) checked whole"
    return infos > 0
      ? "no violations (\(whole)); \(counted(infos, "remark"))." : "nothing found (\(whole))."
  }
}

/// A count with its English noun.
package func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}
