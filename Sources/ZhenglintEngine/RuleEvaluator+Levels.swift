internal import ZhenglintCatalogue
internal import ZhenglintCore
internal import ZhenglintRules

extension RuleEvaluator {
  /// What a rule makes of something that was seen.
  func verdict(
    _ seen: Sighting, under conditions: ConditionJudge
  ) -> Verdict? {
    let rule = seen.applied.rule
    var level = rule.levels.first { conditions.holds($0.condition) }?.level ?? rule.level
    if conditions.channel.isBesideTheText { level = min(level, .review) }
    let isSupported = seen.evidence?.isSupported ?? false
    if isSupported, let raised = rule.secondSign { level = raised }
    var configured: [Reading] = []
    if var chosen = options.levels[rule.id] {
      if conditions.channel.isBesideTheText { chosen = min(chosen, .review) }
      if chosen != level { configured = [.configured(from: level, to: chosen)] }
      level = chosen
    }
    var readings: [Reading] = []
    var restsOnStanding = false
    for reading in rule.readings where reading.level < level {
      // What the catalogue or the issuer's office settles is no reading that strictness undoes.
      let condition = reading.condition
      guard condition.restsOnStanding || !(isStrict || isSupported),
        !options.disabledReadings.contains(reading.id), conditions.holds(condition)
      else { continue }
      level = reading.level
      restsOnStanding = condition.restsOnStanding
      readings = known.readings(seen.entry, reading.id) {
        [Reading(id: reading.id, reason: reading.reason.text(words(for: seen.term, rule, [])))]
      }
    }
    var sentences = sentences(on: seen, at: level)
    if let instrument = sentences.notInForce {
      level = .info
      sentences = self.sentences(on: seen, at: level)
      readings = [.notInForce(instrument, on: assessment.day)]
    }
    let remark = seen.evidence?.remark ?? LocalizedText(zh: "", en: "")
    var rejection = seen.rejection
    // What a configuration lowers so far is told: nobody is to take it for nothing.
    let isConfigured = options.levels[rule.id] == .info && readings.isEmpty
    if level == .info, !isStrict, !restsOnStanding, !isConfigured, rejection == nil {
      guard options.keepsRejections else { return nil }
      rejection = (readings.first?.reason ?? .infoOnly) + remark
    }
    return Verdict(
      applied: seen.applied,
      words: remark.zh.isEmpty ? sentences.words : sentences.words.remarking(remark),
      level: level, confidence: seen.confidence, disguises: seen.disguises, details: seen.details,
      channel: conditions.channel, field: conditions.field,
      readings: configured.isEmpty ? readings : configured + readings,
      rewritings: rewritings(of: seen, under: conditions),
      restsOnStanding: restsOnStanding, context: seen.context, neighbourhood: seen.neighbourhood,
      place: seen.place, mask: seen.mask, rejection: rejection)
  }

  /// What may be written instead: nothing in the name of an issuer, nor where any reading fits that
  /// tells how the words are used, whatever the profile makes of it.
  private func rewritings(
    of seen: Sighting, under conditions: ConditionJudge
  ) -> [Rewriting] {
    guard !conditions.channel.isBesideTheText, conditions.field != .issuer,
      conditions.field != .seal
    else { return [] }
    // What a file calls itself is a title too.
    let field = conditions.field ?? (conditions.channel == .metadata ? .title : nil)
    let rewritings = seen.applied.rule.rewritings.filter { rewriting in
      rewriting.fields.map { fields in field.map(fields.contains) ?? false } ?? true
    }
    // Readings are dear to ask, and most terms stand where there is nothing to rewrite.
    guard !rewritings.isEmpty,
      !seen.applied.rule.readings.contains(where: { conditions.holds($0.condition) })
    else { return [] }
    return rewritings
  }

  private func sentences(on seen: Sighting, at level: Level) -> Sentences.OfTerm {
    known.of(seen.entry, at: level) {
      let rule = seen.applied.rule
      var basis = rule.citations(for: seen.term, on: assessment.day)
      let later = basis.isEmpty ? rule.basis.first { $0.lists(seen.term) } : nil
      if let later { basis = [later.citation] }
      let words = words(for: seen.term, rule, basis)
      return Sentences.OfTerm(
        words: FindingWords(
          rule: rule.id, term: seen.term, message: rule.message(at: level).text(words),
          advice: (seen.entry?.term.advice ?? rule.advice).text(words), basis: basis),
        notInForce: later?.instrument)
    }
  }

  private func words(
    for term: String, _ rule: Rule, _ basis: [Citation]
  ) -> [MessageTemplate.Placeholder: String] {
    var words: [MessageTemplate.Placeholder: String] = [.term: term]
    words[.instrument] = (basis.first ?? rule.basis.first?.citation)?.name
    words[.entry] = assessment.entry?.name
    words[.issuer] = assessment.issuer
    return words
  }
}

/// What the findings of one document say, worked out once for each term and level.
///
/// Thousands of findings share it; threads do not.
final class Sentences {
  struct OfTerm {
    /// Their basis are the clauses in force that list the term, or the first one that is not.
    var words: FindingWords
    /// The instrument of the latter.
    var notInForce: Instrument?
  }

  private struct Key: Hashable {
    var entry: ObjectIdentifier
    var level: Level
  }

  private struct ReadingKey: Hashable {
    var entry: ObjectIdentifier
    var reading: String
  }

  private var known: [Key: OfTerm] = [:]
  private var knownReadings: [ReadingKey: [Reading]] = [:]

  /// What is known for a term (`nil`: a fact, of which no other finding speaks), or else what `write`
  /// works out.
  func of(_ entry: CompiledRules.Entry?, at level: Level, _ write: () -> OfTerm) -> OfTerm {
    guard let entry else { return write() }
    let key = Key(entry: ObjectIdentifier(entry), level: level)
    if let sentences = known[key] { return sentences }
    let sentences = write()
    known[key] = sentences
    return sentences
  }

  /// The same of the reading that lowers the level of a term.
  func readings(
    _ entry: CompiledRules.Entry?, _ reading: String, _ write: () -> [Reading]
  ) -> [Reading] {
    guard let entry else { return write() }
    let key = ReadingKey(entry: ObjectIdentifier(entry), reading: reading)
    if let readings = knownReadings[key] { return readings }
    let readings = write()
    knownReadings[key] = readings
    return readings
  }
}

extension FindingWords {
  /// The same with something more to say.
  fileprivate func remarking(_ remark: LocalizedText) -> FindingWords {
    FindingWords(
      rule: rule, term: term, message: message + remark, advice: advice, basis: basis)
  }
}

extension Condition {
  /// A reading under it rests on what the certificate is, not on how a word is used.
  fileprivate var restsOnStanding: Bool {
    tests.contains { if case .standing = $0 { true } else { false } }
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
  fileprivate static func configured(from own: Level, to chosen: Level) -> Reading {
    Reading(
      id: "configured-level",
      reason: LocalizedText(
        zh: "配置文件把本规则的级别由 \(own.rawValue) 改为 \(chosen.rawValue)",
        en:
          "the configuration sets this rule's level to \(chosen.rawValue) in place of \(own.rawValue)"
      ))
  }

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
