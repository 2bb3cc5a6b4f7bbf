internal import ZhenglintCatalogue
internal import ZhenglintCore
internal import ZhenglintRules

extension RuleEvaluator {
  /// What a rule makes of something that was seen.
  func verdict(
    _ seen: Sighting, under conditions: ConditionJudge
  ) -> Verdict? {
    let rule = seen.rule
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
      guard reading.restsOnStanding || !(isStrict || isSupported),
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
    let remark = seen.evidence?.remark ?? LocalizedText(zh: "", en: "")
    var rejection = seen.rejection
    // What a configuration lowers so far is told: nobody is to take it for nothing.
    let isConfigured = options.levels[rule.id] == .info && readings.isEmpty
    if level == .info, !isStrict, !restsOnStanding, !isConfigured, rejection == nil {
      guard options.keepsRejections else { return nil }
      rejection = (readings.first?.reason ?? .infoOnly) + remark
    }
    return Verdict(
      rule: rule, term: seen.term,
      message: rule.message(at: level).text(words(for: seen, basis)) + remark,
      advice: (seen.advice ?? rule.advice).text(words(for: seen, basis)), basis: basis,
      level: level, confidence: seen.confidence, disguises: seen.disguises, details: seen.details,
      channel: conditions.channel, field: conditions.field,
      readings: configured + readings,
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
    let rewritings = seen.rule.rewritings.filter { rewriting in
      rewriting.fields.map { fields in field.map(fields.contains) ?? false } ?? true
    }
    // Readings are dear to ask, and most terms stand where there is nothing to rewrite.
    guard !rewritings.isEmpty,
      !seen.rule.readings.contains(where: { conditions.holds($0.condition) })
    else { return [] }
    return rewritings
  }

  private func words(
    for seen: Sighting, _ basis: [Citation]
  ) -> [MessageTemplate.Placeholder: String] {
    var words: [MessageTemplate.Placeholder: String] = [.term: seen.term]
    words[.instrument] = (basis.first ?? seen.rule.basis.first?.citation)?.name
    words[.entry] = assessment.entry?.name
    words[.issuer] = assessment.issuer
    return words
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
