internal import ZhenglintCatalogue
internal import ZhenglintCertificates
internal import ZhenglintCore
internal import ZhenglintMatching
internal import ZhenglintRules

/// Applies compiled rules to a document.
struct RuleEvaluator {
  let rules: CompiledRules
  let options: Linter.Options
  let assessment: Assessment
  let holders: HolderMask
  let known = Sentences()

  var isStrict: Bool { options.profile == .strict }

  /// A rule of the strict profile that is applied at all was asked for, if only by its name.
  func reportsPossible(_ rule: Rule) -> Bool {
    isStrict || rule.profile == Profile.strict.rawValue
  }

  /// Every finding of a document and of those nested in it, in no order; rejected candidates only
  /// where the options ask for them.
  func evaluate(_ document: Document) -> [Verdict] {
    evaluate(document, isNested: false) + subjects(in: document)
  }

  /// The terms in a document, those that begin in one part of each stream.
  func terms(in document: Document, startingIn part: Range<Int>) -> [Verdict] {
    evaluate(document, isNested: false) { part.contains($0.candidate.range.start) }
  }

  private func evaluate(
    _ document: Document, isNested: Bool, where isWanted: (Draft) -> Bool = { _ in true }
  ) -> [Verdict] {
    var drafts: [Draft] = []
    for number in document.streams.indices {
      drafts += judgedCandidates(
        in: document, stream: number, isNested: isNested
      ).withoutOverlaps().filter(isWanted)
    }
    var masks = holders.masks(of: document)
    // Step 2: the signs that drafts give each other.
    var verdicts = EvidenceCollector.evidenced(drafts, in: document).compactMap { draft in
      verdict(on: draft, in: document, isNested: isNested, &masks)
    }
    for nested in document.nested {
      verdicts += evaluate(nested, isNested: true)
    }
    return verdicts
  }

  /// Step 1: keeps the candidates that are words where they stand.
  private func judgedCandidates(
    in document: Document, stream number: Int, isNested: Bool
  ) -> [Draft] {
    let stream = document.streams[number]
    var drafts: [Draft] = []
    var lines = FoldedLines(of: stream)
    rules.forEachCandidate(in: stream, keepsSeparated: options.keepsRejections) {
      entry, candidate in
      var candidate = candidate
      if let separation = candidate.separation {
        guard entry.term.pattern == nil else { return }
        drafts.append(
          Draft(
            entry: entry, candidate: candidate, stream: number, neighbourhood: [],
            rejection: separation.reason))
        return
      }
      candidate.confidence = min(candidate.confidence, entry.rule.confidence)
      let reportsPossible = reportsPossible(entry.rule)
      // What nobody will see needs no judge, and most of what is possible is innocent (国中, 家国).
      if candidate.confidence == .possible, !reportsPossible, !options.keepsRejections { return }
      if entry.rule.isConditional || entry.term.pattern != nil {
        guard
          let range = applicableRange(
            entry, candidate.range, document, number, isNested, &lines)
        else { return }
        candidate.range = range
      }
      let around = Neighbourhood(of: entry.term.text, candidate, in: stream)
      var rejection: LocalizedText?
      // What matched around a pattern's anchor is more than the lexicon could say of it.
      let judgement: WordJudgement =
        entry.term.pattern == nil
        ? WordJudge.judge(
          around.text, term: around.term, parting: around.parting,
          explains: options.keepsRejections) : .real
      switch judgement {
      case .real: break
      case .unsure:
        // Two words that touch rarely have four letters of a term between them.
        candidate.confidence =
          entry.term.text.count < 4
          ? candidate.confidence.lowered() : candidate.confidence.lowered(to: .likely)
      case .touch(let reason):
        guard options.keepsRejections else { return }
        rejection = reason
      }
      // Hidden from readers is not hidden from who checks: it stays in the report.
      if stream.channel == .hidden {
        candidate.confidence = candidate.confidence.lowered(to: .likely)
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
    _ isNested: Bool, _ lines: inout FoldedLines
  ) -> ByteRange? {
    var range = range
    if let pattern = entry.term.pattern {
      let line = lines.line(around: range)
      guard let match = line.match(pattern),
        let whole = line.place(of: match)
      else { return nil }
      range = whole
    }
    guard entry.rule.isConditional else { return range }
    let conditions = conditions(
      at: range, in: document, stream: number, isNested: isNested,
      visual: VisualLine(around: range, in: document.streams[number].utf8),
      folded: lines.line(around: range))
    return conditions.allow(entry.rule) ? range : nil
  }

  private func conditions(
    at range: ByteRange, in document: Document, stream number: Int, isNested: Bool,
    visual: VisualLine, folded: FoldedLine
  ) -> ConditionJudge {
    let stream = document.streams[number]
    let fact = isNested ? nil : assessment.fact(at: range.start, stream: number)
    return ConditionJudge(
      assessment: assessment, channel: stream.channel,
      field: FieldClassifier.field(of: range, in: stream, fact: fact, line: visual),
      line: folded,
      language: { WrittenLanguage(around: range, in: stream.utf8) })
  }

  /// Step 3: level, readings and the way back to the text of the file.
  ///
  /// - Returns: `nil` for what the profile does not report.
  private func verdict(
    on draft: Draft, in document: Document, isNested: Bool, _ masks: inout HolderMask.OfDocument
  ) -> Verdict? {
    let stream = document.streams[draft.stream]
    let range = draft.candidate.range
    guard let place = document.source(of: range, in: stream) else { return nil }
    let masks = masks.around(range, ofStream: draft.stream)
    let line = VisualLine(around: range, in: stream.utf8)
    var conditions = conditions(
      at: range, in: document, stream: draft.stream, isNested: isNested, visual: line,
      folded: FoldedLine(around: range, in: stream.utf8))
    conditions.evidence = draft.evidence
    var disguises = draft.candidate.disguises
    if isNested, !disguises.contains(.encoded) { disguises.append(.encoded) }
    var details: [DisguiseDetail] = []
    if options.keepsRejections, draft.rejection == nil {
      details = draft.candidate.details(of: draft.entry.term.text, in: stream)
      if disguises.count > details.count { details.append(DisguiseDetail(.encoded)) }
    }
    return verdict(
      Sighting(
        applied: draft.entry.applied, entry: draft.entry, term: draft.entry.term.listed,
        confidence: draft.candidate.confidence, disguises: disguises, details: details,
        context: line.context(hiding: masks.stream), neighbourhood: draft.neighbourhood,
        place: place, mask: masks.file,
        evidence: draft.evidence,
        rejection: draft.rejection.map {
          withoutNames($0, around: range, stream.utf8, masks.stream)
        }
      ),
      under: conditions)
  }

  /// A reason that may be printed: the words that it names may be those of a holder's name.
  private func withoutNames(
    _ reason: LocalizedText, around range: ByteRange, _ utf8: [UInt8], _ mask: Mask
  ) -> LocalizedText {
    let reach = 4 * Neighbourhood.reach
    let around = ByteRange(start: range.start - reach, end: range.end + reach)
    let term = String(decoding: utf8[range.start..<range.end], as: UTF8.self).unicodeScalars
    // The reason has simplified characters.
    let hidden = Set(
      mask.hidden(in: around, of: utf8).subtracting(term).map {
        Unicode.Scalar(FoldTable.standard.fold($0.value).scalar) ?? $0
      })
    guard reason.zh.unicodeScalars.contains(where: hidden.contains) else { return reason }
    return LocalizedText(
      zh: "这里的词有持证人的姓名（不显示），字样只是字面相连",
      en: "the words here are in part the holder's name (not shown); the characters only touch")
  }
}

extension Rule {
  fileprivate var isConditional: Bool { when != nil || !unless.isEmpty }
}

extension ConditionJudge {
  /// Whether the conditions of a rule let it speak.
  func allow(_ rule: Rule) -> Bool {
    (rule.when.map { holds($0) } ?? true) && !rule.unless.contains { holds($0) }
  }
}
