internal import ZhenglintCore
internal import ZhenglintMatching
internal import ZhenglintRules

/// What became of a candidate, before its place is worked out.
struct Verdict {
  var entry: CompiledRules.Entry
  var level: Level
  var confidence: Confidence
  var disguises: [Disguise]
  var channel: Channel
  var field: CertificateField?
  var readings: [Reading]
  /// The text around the term as a reader sees it.
  var context: String
  /// Folded words around the term, for the fingerprint.
  var neighbourhood: [UInt16]
  /// In the text of the file, UTF-8 bytes.
  var place: SourceMap.Resolution
  /// Why the candidate is no finding.
  var rejection: LocalizedText?
}

/// Applies compiled rules to a document.
struct RuleEvaluator {
  let rules: CompiledRules
  let options: Linter.Options

  /// Every finding of a document and of those nested in it, in no order; rejected candidates only
  /// where the options ask for them.
  func evaluate(_ document: Document) -> [Verdict] {
    let judge = WordJudge()
    return evaluate(document, judge: judge, isNested: false)
  }

  private func evaluate(_ document: Document, judge: WordJudge, isNested: Bool) -> [Verdict] {
    var drafts: [Draft] = []
    for number in document.streams.indices {
      drafts += settleOverlaps(judgedCandidates(in: document, stream: number, judge: judge))
    }
    var verdicts = secondSigns(drafts, in: document).compactMap { draft in
      verdict(on: draft, in: document, isNested: isNested)
    }
    for nested in document.nested {
      verdicts += evaluate(nested, judge: judge, isNested: true)
    }
    return verdicts
  }

  private struct Draft {
    var entry: CompiledRules.Entry
    var candidate: Candidate
    /// Index among the document's streams.
    var stream: Int
    var neighbourhood: [UInt16]
    var rejection: LocalizedText?
    var hasSecondSign = false

    /// By rule, then place, the longer first.
    static func precedes(_ a: Draft, _ b: Draft) -> Bool {
      (a.entry.ruleNumber, a.candidate.range.start, -a.candidate.range.end)
        < (b.entry.ruleNumber, b.candidate.range.start, -b.candidate.range.end)
    }
  }

  /// Step 1: keeps the candidates that are words where they stand.
  private func judgedCandidates(
    in document: Document, stream number: Int, judge: WordJudge
  ) -> [Draft] {
    let stream = document.streams[number]
    let reportsPossible = options.profile == .strict
    var drafts: [Draft] = []
    rules.forEachCandidate(in: stream) { entry, candidate in
      var candidate = candidate
      if stream.channel == .hidden { candidate.confidence = candidate.confidence.lowered() }
      // What nobody will see needs no judge, and most of what is possible is innocent (国中, 家国).
      if candidate.confidence == .possible, !reportsPossible, !options.keepsRejections { return }
      let around = Neighbourhood(of: entry.term.text, candidate, in: stream)
      var rejection: LocalizedText?
      switch judge.judge(around.text, term: around.term) {
      case .real: break
      case .unsure: candidate.confidence = candidate.confidence.lowered()
      case .touch(let reason):
        guard options.keepsRejections else { return }
        rejection = reason
      }
      if candidate.confidence == .possible, !reportsPossible {
        guard options.keepsRejections else { return }
        rejection =
          rejection
          ?? LocalizedText(
            zh: "把握不足（possible），仅在 --profile strict 下报告",
            en: "only possible; reported with --profile strict")
      }
      drafts.append(
        Draft(
          entry: entry, candidate: candidate, stream: number, neighbourhood: around.text,
          rejection: rejection))
    }
    return drafts
  }

  /// Step 2: inside a rule a longer term covers the shorter ones in it, and of terms that only
  /// overlap (其中国家: 中国 or 国家?) the surer one stands, or else the leftmost.
  private func settleOverlaps(_ drafts: [Draft]) -> [Draft] {
    guard drafts.count > 1 else { return drafts }
    let candidates = uncovered(drafts.filter { $0.rejection == nil }.sorted(by: Draft.precedes))
    var kept: [Draft] = []
    for confidence in Confidence.allCases.reversed() {
      let tier = candidates.filter { $0.candidate.confidence == confidence }
      kept = (kept + leftmostLongest(tier, beside: kept)).sorted(by: Draft.precedes)
    }
    return drafts.filter { $0.rejection != nil } + kept
  }

  /// Of sorted drafts, those that lie in no longer one of their rule; what is only possible covers
  /// nothing.
  private func uncovered(_ drafts: [Draft]) -> [Draft] {
    var rule = -1
    var covered = 0
    return drafts.filter { draft in
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
  private func leftmostLongest(_ drafts: [Draft], beside others: [Draft]) -> [Draft] {
    var kept: [Draft] = []
    var next = 0
    for draft in drafts {
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

  /// Step 3: a name of a linked file proves little, but with an alternative text on the same element
  /// that says the same it does.
  private func secondSigns(_ drafts: [Draft], in document: Document) -> [Draft] {
    struct Sign: Hashable {
      var rule: Int
      var element: UInt32
    }
    func sign(_ draft: Draft) -> Sign? {
      guard draft.entry.rule.levels.secondSign != nil, draft.rejection == nil,
        let mark = document.streams[draft.stream].mark(at: draft.candidate.range.start)
      else { return nil }
      return Sign(rule: draft.entry.ruleNumber, element: mark.element)
    }
    func channel(_ draft: Draft) -> Channel { document.streams[draft.stream].channel }
    var references: Set<Sign> = []
    var descriptions: Set<Sign> = []
    for draft in drafts {
      guard let sign = sign(draft) else { continue }
      if channel(draft) == .reference { references.insert(sign) }
      if channel(draft) == .attribute { descriptions.insert(sign) }
    }
    let both = references.intersection(descriptions)
    guard !both.isEmpty else { return drafts }
    return drafts.map { draft in
      var draft = draft
      if let sign = sign(draft), both.contains(sign),
        channel(draft) == .reference || channel(draft) == .attribute
      {
        draft.hasSecondSign = true
      }
      return draft
    }
  }

  /// Step 4: level, readings and the way back to the text of the file.
  ///
  /// - Returns: `nil` for what the profile does not report.
  private func verdict(on draft: Draft, in document: Document, isNested: Bool) -> Verdict? {
    let stream = document.streams[draft.stream]
    let range = draft.candidate.range
    guard let inner = stream.map.resolve(range), let outer = document.origin.resolve(inner.range)
    else {
      return nil
    }
    let line = VisualLine(around: range, in: stream.utf8)
    let field = FieldClassifier.field(of: range, in: stream, line: line)
    let levels = draft.entry.rule.levels
    var (level, reading) = levels.level(in: stream.channel, field: field)
    if options.profile == .strict, reading != nil {
      level = levels.level(in: stream.channel, field: nil).level
    }
    if draft.hasSecondSign, let raised = levels.secondSign {
      level = raised
      reading = nil
    }
    if level == .info, options.profile == .standard, draft.rejection == nil { return nil }
    var disguises = draft.candidate.disguises
    if isNested, !disguises.contains(.encoded) { disguises.append(.encoded) }
    return Verdict(
      entry: draft.entry, level: level, confidence: draft.candidate.confidence,
      disguises: disguises, channel: stream.channel, field: field,
      readings: reading.map { [$0] } ?? [], context: line.context,
      neighbourhood: draft.neighbourhood,
      place: SourceMap.Resolution(
        range: outer.range, isExact: inner.isExact && outer.isExact),
      rejection: draft.rejection)
  }
}
