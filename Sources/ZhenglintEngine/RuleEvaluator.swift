internal import ZhenglintCatalogue
internal import ZhenglintCertificates
internal import ZhenglintCore
internal import ZhenglintMatching
internal import ZhenglintRules

/// What became of a candidate, before its place is worked out.
struct Verdict {
  var rule: Rule
  /// The term as the finding names it, and what the finding says of it.
  var term: String
  var message: LocalizedText
  var advice: LocalizedText
  var basis: [Citation]
  var level: Level
  var confidence: Confidence
  var disguises: [Disguise]
  var channel: Channel
  var field: CertificateField?
  var readings: [Reading]
  /// The level is what it is because of the certificate's standing.
  var restsOnStanding: Bool
  /// The text around the term as a reader sees it.
  var context: String
  /// Folded words around the term, for the fingerprint.
  var neighbourhood: [UInt16]
  /// In the text of the file, UTF-8 bytes.
  var place: SourceMap.Resolution
  /// What a report must not print of the text of the file around the place.
  var mask: Mask
  /// Why the candidate is no finding.
  var rejection: LocalizedText?
}

/// Applies compiled rules to a document.
struct RuleEvaluator {
  let rules: CompiledRules
  let options: Linter.Options
  let assessment: Assessment
  let holders: HolderMask

  private var isStrict: Bool { options.profile == .strict }

  /// Every finding of a document and of those nested in it, in no order; rejected candidates only
  /// where the options ask for them.
  func evaluate(_ document: Document) -> [Verdict] {
    let judge = WordJudge()
    return evaluate(document, judge: judge, isNested: false) + subjects(in: document)
  }

  private func evaluate(_ document: Document, judge: WordJudge, isNested: Bool) -> [Verdict] {
    var drafts: [Draft] = []
    for number in document.streams.indices {
      drafts += settleOverlaps(
        judgedCandidates(in: document, stream: number, judge: judge, isNested: isNested))
    }
    var masks = holders.masks(of: document)
    var verdicts = secondSigns(drafts, in: document).compactMap { draft in
      verdict(on: draft, in: document, isNested: isNested, &masks)
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

    /// What was seen, whether a term or a fact, and where.
    struct Sighting {
      var rule: Rule
      /// As the finding names it.
      var term: String
      /// `nil` where the rule's advice serves.
      var advice: MessageTemplate?
      var confidence: Confidence
      var disguises: [Disguise]
      var context: String
      var neighbourhood: [UInt16]
      var place: SourceMap.Resolution
      var mask: Mask
      var hasSecondSign: Bool
      var rejection: LocalizedText?
    }

    /// By rule, then place, the longer first.
    static func precedes(_ a: Draft, _ b: Draft) -> Bool {
      (a.entry.ruleNumber, a.candidate.range.start, -a.candidate.range.end)
        < (b.entry.ruleNumber, b.candidate.range.start, -b.candidate.range.end)
    }
  }

  /// Step 1: keeps the candidates that are words where they stand.
  private func judgedCandidates(
    in document: Document, stream number: Int, judge: WordJudge, isNested: Bool
  ) -> [Draft] {
    let stream = document.streams[number]
    let reportsPossible = isStrict
    var drafts: [Draft] = []
    rules.forEachCandidate(in: stream) { entry, candidate in
      var candidate = candidate
      if stream.channel == .hidden { candidate.confidence = candidate.confidence.lowered() }
      // What nobody will see needs no judge, and most of what is possible is innocent (国中, 家国).
      if candidate.confidence == .possible, !reportsPossible, !options.keepsRejections { return }
      if entry.rule.isConditional || entry.term.pattern != nil {
        guard let range = applicableRange(entry, candidate.range, document, number, isNested) else {
          return
        }
        candidate.range = range
      }
      let around = Neighbourhood(of: entry.term.text, candidate, in: stream)
      var rejection: LocalizedText?
      // What matched around a pattern's anchor is more than a word breaker could say of it.
      switch entry.term.pattern == nil ? judge.judge(around.text, term: around.term) : .real {
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

  /// The range that a rule with conditions or a pattern reports; `nil` where it does not apply.
  private func applicableRange(
    _ entry: CompiledRules.Entry, _ range: ByteRange, _ document: Document, _ number: Int,
    _ isNested: Bool
  ) -> ByteRange? {
    let stream = document.streams[number]
    var range = range
    if let pattern = entry.term.pattern {
      let line = FoldedLine(around: range, in: stream.utf8)
      guard let match = pattern.match(in: line.scalars, covering: line.term),
        let whole = line.place(of: match)
      else { return nil }
      range = whole
    }
    guard entry.rule.isConditional else { return range }
    let conditions = conditions(
      at: range, in: document, stream: number, isNested: isNested,
      line: VisualLine(around: range, in: stream.utf8))
    return conditions.allow(entry.rule) ? range : nil
  }

  private func conditions(
    at range: ByteRange, in document: Document, stream number: Int, isNested: Bool,
    line: VisualLine
  ) -> ConditionJudge {
    let stream = document.streams[number]
    let fact = isNested ? nil : assessment.fact(at: range.start, stream: number)
    return ConditionJudge(
      assessment: assessment, channel: stream.channel,
      field: FieldClassifier.field(of: range, in: stream, fact: fact, line: line),
      line: FoldedLine(around: range, in: stream.utf8))
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
      guard draft.entry.rule.secondSign != nil, draft.rejection == nil,
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
  private func verdict(
    on draft: Draft, in document: Document, isNested: Bool, _ masks: inout HolderMask.OfDocument
  ) -> Verdict? {
    let stream = document.streams[draft.stream]
    let range = draft.candidate.range
    guard let inner = stream.map.resolve(range), let outer = document.origin.resolve(inner.range)
    else { return nil }
    let masks = masks.around(range, ofStream: draft.stream)
    let line = VisualLine(around: range, in: stream.utf8, mask: masks.stream)
    let conditions = conditions(
      at: range, in: document, stream: draft.stream, isNested: isNested, line: line)
    var disguises = draft.candidate.disguises
    if isNested, !disguises.contains(.encoded) { disguises.append(.encoded) }
    return verdict(
      Draft.Sighting(
        rule: draft.entry.rule, term: draft.entry.term.listed, advice: draft.entry.term.advice,
        confidence: draft.candidate.confidence, disguises: disguises, context: line.context,
        neighbourhood: draft.neighbourhood,
        place: SourceMap.Resolution(
          range: outer.range, isExact: inner.isExact && outer.isExact),
        mask: masks.file, hasSecondSign: draft.hasSecondSign, rejection: draft.rejection),
      under: conditions)
  }

  /// What a rule makes of something that was seen.
  private func verdict(
    _ seen: Draft.Sighting, under conditions: ConditionJudge
  ) -> Verdict? {
    let rule = seen.rule
    var level = rule.levels.first { conditions.holds($0.condition) }?.level ?? rule.level
    if conditions.channel.isBesideTheText { level = min(level, .review) }
    if seen.hasSecondSign, let raised = rule.secondSign { level = raised }
    var readings: [Reading] = []
    var restsOnStanding = false
    for reading in rule.readings where reading.level < level {
      // What the catalogue or the issuer's office settles is no reading that strictness undoes.
      guard reading.restsOnStanding || !(isStrict || seen.hasSecondSign),
        !options.disabledReadings.contains(reading.id), conditions.holds(reading.condition)
      else { continue }
      level = reading.level
      restsOnStanding = reading.restsOnStanding
      readings = [Reading(id: reading.id, reason: reading.reason.text(words(for: seen, [])))]
    }
    var basis = rule.citations(for: seen.term, on: assessment.day)
    if basis.isEmpty, let first = rule.basis.first(where: { $0.lists(seen.term) }) {
      basis = [first.citation]
      level = .info
      readings = [.notInForce(first.instrument, on: assessment.day)]
    }
    var rejection = seen.rejection
    if level == .info, !isStrict, !restsOnStanding, rejection == nil {
      guard options.keepsRejections else { return nil }
      rejection = readings.first?.reason ?? .infoOnly
    }
    return Verdict(
      rule: rule, term: seen.term,
      message: rule.message(at: level).text(words(for: seen, basis)),
      advice: (seen.advice ?? rule.advice).text(words(for: seen, basis)), basis: basis,
      level: level, confidence: seen.confidence, disguises: seen.disguises,
      channel: conditions.channel, field: conditions.field, readings: readings,
      restsOnStanding: restsOnStanding, context: seen.context, neighbourhood: seen.neighbourhood,
      place: seen.place, mask: seen.mask, rejection: rejection)
  }

  private func words(
    for seen: Draft.Sighting, _ basis: [Citation]
  ) -> [MessageTemplate.Placeholder: String] {
    var words: [MessageTemplate.Placeholder: String] = [.term: seen.term]
    words[.instrument] = (basis.first ?? seen.rule.basis.first?.citation)?.name
    words[.entry] = assessment.entry?.name
    words[.issuer] = assessment.issuer
    return words
  }
}

// MARK: - Rules about a fact

extension RuleEvaluator {
  /// Findings of the rules that look at facts of the certificate instead of terms.
  private func subjects(in document: Document) -> [Verdict] {
    rules.subjects.flatMap { rule, subject in
      sightings(of: subject, in: document).compactMap { sighting in
        verdict(on: sighting, by: rule, in: document)
      }
    }
  }

  /// A fact where the certificate states it, or as the caller does.
  private struct SubjectSighting {
    var value: String
    var field: CertificateField?
    var stream: Int
    var range: ByteRange
    var isStated: Bool
  }

  private func sightings(of subject: Subject, in document: Document) -> [SubjectSighting] {
    switch subject {
    case .entry:
      guard let name = assessment.entryName else { return [] }
      let place = assessment.entryPlace
      return [
        SubjectSighting(
          value: name, field: .title, stream: place?.stream ?? 0,
          range: place?.range ?? ByteRange(start: 0, end: 0), isStated: place == nil)
      ]
    case .fact(let field):
      return assessment.certificate.facts(of: field).filter { $0.range.count > 0 }.map { fact in
        SubjectSighting(
          value: fact.value, field: field, stream: fact.stream, range: fact.range,
          isStated: false)
      }
    }
  }

  private func verdict(
    on sighting: SubjectSighting, by rule: Rule, in document: Document
  ) -> Verdict? {
    guard document.streams.indices.contains(sighting.stream) else { return nil }
    let stream = document.streams[sighting.stream]
    let conditions = ConditionJudge(
      assessment: assessment, channel: stream.channel, field: sighting.field,
      line: FoldedLine(of: sighting.value))
    guard conditions.allow(rule) else { return nil }
    var place = SourceMap.Resolution(range: ByteRange(start: 0, end: 0), isExact: false)
    if !sighting.isStated {
      guard let inner = stream.map.resolve(sighting.range),
        let outer = document.origin.resolve(inner.range)
      else { return nil }
      place = SourceMap.Resolution(
        range: outer.range, isExact: inner.isExact && outer.isExact)
    }
    var masksOfDocument = holders.masks(of: document)
    let masks = masksOfDocument.around(sighting.range, ofStream: sighting.stream)
    let line = VisualLine(around: sighting.range, in: stream.utf8, mask: masks.stream)
    return verdict(
      Draft.Sighting(
        rule: rule, term: holders.masked(sighting.value), advice: nil, confidence: .certain,
        disguises: [], context: line.context, neighbourhood: Array(sighting.value.utf16),
        place: place, mask: masks.file, hasSecondSign: false, rejection: nil),
      under: conditions)
  }
}

extension Rule {
  fileprivate var isConditional: Bool { when != nil || !unless.isEmpty }
}

extension ConditionJudge {
  /// Whether the conditions of a rule let it speak.
  fileprivate func allow(_ rule: Rule) -> Bool {
    (rule.when.map(holds) ?? true) && !rule.unless.contains(where: holds)
  }
}

extension ReadingRule {
  /// It rests on what the certificate is, not on how a word is used.
  fileprivate var restsOnStanding: Bool {
    condition.tests.contains { if case .standing = $0 { true } else { false } }
  }
}

extension Channel {
  /// A person must decide what is no wording of the certificate itself.
  fileprivate var isBesideTheText: Bool {
    switch self {
    case .comment, .script, .instruction, .reference: true
    case .text, .attribute, .hidden, .metadata, .picture: false
    }
  }
}

extension Reading {
  fileprivate static func notInForce(_ instrument: Instrument, on day: CalendarDate) -> Reading {
    let name = instrument.name
    return Reading(
      id: "not-in-force",
      reason: LocalizedText(
        zh: "按 \(day) 的规定检查：\(name)自 \(instrument.effective) 起施行"
          + (instrument.until.map { "，至 \($0) 止" } ?? ""),
        en: "judged by the rules of \(day): \(name) is in force from \(instrument.effective)"
          + (instrument.until.map { " to \($0)" } ?? "")))
  }
}

extension LocalizedText {
  fileprivate static let infoOnly = LocalizedText(
    zh: "提示（info），仅在 --profile strict 下报告", en: "info only; reported with --profile strict")
}
