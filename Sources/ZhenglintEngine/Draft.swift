internal import ZhenglintCore
internal import ZhenglintMatching
internal import ZhenglintRules

/// A candidate that is a word where it stands, before rules and readings have their say.
struct Draft {
  var entry: CompiledRules.Entry
  var candidate: Candidate
  /// Index among the document's streams.
  var stream: Int
  var neighbourhood: [UInt16]
  var rejection: LocalizedText?
  /// Of a rule that asks for second signs; `nil` where there is nothing but the word.
  var evidence: EmblemEvidence?

  /// By rule, then place, the longer first.
  static func precedes(_ a: Draft, _ b: Draft) -> Bool {
    (a.entry.ruleNumber, a.candidate.range.start, -a.candidate.range.end)
      < (b.entry.ruleNumber, b.candidate.range.start, -b.candidate.range.end)
  }
}

extension [Draft] {
  /// Inside a rule a longer term covers the shorter ones in it, and of terms that only
  /// overlap (其中国家: 中国 or 国家?) the surer one stands, or else the leftmost.
  func withoutOverlaps() -> [Draft] {
    guard count > 1 else { return self }
    let candidates = filter { $0.rejection == nil }.sorted(by: Draft.precedes).uncovered()
    var kept: [Draft] = []
    for confidence in Confidence.allCases.reversed() {
      let tier = candidates.filter { $0.candidate.confidence == confidence }
      guard !tier.isEmpty else { continue }
      kept = (kept + tier.leftmostLongest(beside: kept)).sorted(by: Draft.precedes)
    }
    return filter { $0.rejection != nil } + kept
  }

  /// Of sorted drafts, those that lie in no longer one of their rule; what is only possible covers
  /// nothing.
  private func uncovered() -> [Draft] {
    var rule = -1
    var covered = 0
    return filter { draft in
      if draft.entry.ruleNumber != rule {
        rule = draft.entry.ruleNumber
        covered = 0
      }
      let end = draft.candidate.range.end
      if end <= covered { return false }
      if draft.candidate.confidence > .possible { covered = end }
      return true
    }
  }

  /// Of drafts sorted by rule and place, those that overlap neither an earlier one of their rule nor
  /// one of `others` (sorted likewise).
  private func leftmostLongest(beside others: [Draft]) -> [Draft] {
    var kept: [Draft] = []
    var next = 0
    for draft in self {
      let range = draft.candidate.range
      if let last = kept.last, last.entry.ruleNumber == draft.entry.ruleNumber,
        last.candidate.range.end > range.start
      {
        continue
      }
      func precedes(_ other: Draft) -> Bool {
        (other.entry.ruleNumber, other.candidate.range.end)
          <= (draft.entry.ruleNumber, range.start)
      }
      while next < others.count, precedes(others[next]) { next += 1 }
      if next < others.count, others[next].entry.ruleNumber == draft.entry.ruleNumber,
        others[next].candidate.range.start < range.end
      {
        continue
      }
      kept.append(draft)
    }
    return kept
  }
}
