import ZhenglintCore

/// Reads and checks rule packs; the article `PackFormat` explains the format.
package enum RulePackDecoder {
  /// Decodes a pack, which errors call `file`.
  ///
  /// The first fault is thrown, be it of the encoding, the YAML or the content. A pack may refer to
  /// its own parts and to those of `library`.
  package static func decode(
    _ bytes: [UInt8], file: String, library: RuleLibrary = RuleLibrary()
  ) throws(RulePackError) -> RulePack {
    try decode(PackNode.text(of: bytes, file: file), file: file, library: library)
  }

  /// Decodes a pack, which errors call `file`; throws the first fault.
  package static func decode(
    _ yaml: String, file: String, library: RuleLibrary = RuleLibrary()
  ) throws(RulePackError) -> RulePack {
    try decode(PackNode.root(of: yaml, file: file), library: library)
  }

  /// Decodes the pack of a file; throws the first fault.
  static func decode(
    _ root: PackNode, library: RuleLibrary
  ) throws(RulePackError) -> RulePack {
    let top = try root.mapping(TopKey.self)
    let pack = try top.required(.pack).mapping(PackHeadKey.self)
    let library = try RuleLibrary(
      top.members { LibraryKey(rawValue: $0.rawValue) }, addedTo: library)
    var rules: [Rule] = []
    for node in try top.required(.rules).list() {
      let rule = try library.rule(node, after: rules)
      if let first = rules.first(where: { $0.id == rule.id }) {
        throw RulePackError(
          place: rule.place, problem: .duplicate(.rule, rule.id, first: first.place))
      }
      rules.append(rule)
    }
    let id = try pack.required(.id)
    return RulePack(
      id: try id.identifier(), version: try pack.required(.version).text(),
      title: try pack.required(.title).localizedText(), rules: rules, library: library,
      place: id.place)
  }
}

// MARK: - The keys of the format

private enum TopKey: String, CaseIterable { case pack, instruments, readings, groups, lists, rules }
private enum PackHeadKey: String, CaseIterable { case id, version, title }
private enum RuleKey: String, CaseIterable {
  case id, name, profile, binds, asks, open, terms, subject, when, unless, level, levels, confidence
  case readings, basis, message, advice, rewritings, examples
  case openEnded = "open-ended"
  case secondSign = "second-sign"
  case reviewMessage = "review-message"
  case infoMessage = "info-message"
}
private enum TermKey: String, CaseIterable {
  case text, pattern, channels, advice
  case standsFor = "stands-for"
}
private enum RewritingKey: String, CaseIterable { case text, by, field }
private enum BasisKey: String, CaseIterable { case instrument, clause, terms, recalled }
private enum BasisFact: String, CaseIterable { case clause, terms }

// MARK: - Rules

extension RuleLibrary {
  /// Decodes a rule of a pack that has `earlier` ones before it.
  fileprivate func rule(
    _ node: PackNode, after earlier: [Rule]
  ) throws(RulePackError) -> Rule {
    let rule = try node.mapping(RuleKey.self)
    let id = try rule.required(.id)
    let target = try target(of: rule, after: earlier)
    return Rule(
      id: try id.identifier(),
      profile: try rule[.profile]?.identifier() ?? "standard",
      target: target,
      place: id.place,
      judging: try Deferred(node) { () throws(RulePackError) in try judging(rule) },
      reporting: try Deferred(node) { () throws(RulePackError) in
        try reporting(rule, target: target)
      },
      examples: try Deferred(node) { () throws(RulePackError) in
        try rule.required(.examples).examples()
      })
  }

  private func judging(_ rule: PackMapping<RuleKey>) throws(RulePackError) -> Rule.Judging {
    var unless: [Condition] = []
    for node in try rule[.unless]?.list() ?? [] { unless.append(try node.condition(lists: lists)) }
    var levels: [LevelCase] = []
    for node in try rule[.levels]?.list() ?? [] { levels.append(try node.levelCase(lists: lists)) }
    return Rule.Judging(
      isOpenEnded: try rule[.openEnded]?.flag() ?? false,
      when: try rule[.when]?.condition(lists: lists),
      unless: unless,
      level: try rule.required(.level).level(),
      levels: levels,
      confidence: try rule[.confidence]?.confidence() ?? .certain,
      secondSign: try rule[.secondSign]?.level())
  }

  private func reporting(
    _ rule: PackMapping<RuleKey>, target: Rule.Target
  ) throws(RulePackError) -> Rule.Reporting {
    var readings: [ReadingRule] = []
    for node in try rule[.readings]?.list() ?? [] { readings += try self.readings(named: node) }
    var rewritings: [Rewriting] = []
    for node in try rule[.rewritings]?.list() ?? [] { rewritings.append(try node.rewriting()) }
    return Rule.Reporting(
      name: try rule.required(.name).localizedText(),
      binds: try rule.required(.binds).localizedText(),
      asks: try rule.required(.asks).localizedText(),
      open: try rule[.open]?.localizedText(),
      readings: readings,
      basis: try basis(rule.required(.basis), of: target),
      message: try rule.required(.message).template(),
      reviewMessage: try rule[.reviewMessage]?.template(),
      infoMessage: try rule[.infoMessage]?.template(),
      advice: try rule.required(.advice).template(),
      rewritings: rewritings)
  }

  private func target(
    of rule: PackMapping<RuleKey>, after earlier: [Rule]
  ) throws(RulePackError) -> Rule.Target {
    switch (rule[.terms], rule[.subject]) {
    case (let terms?, nil): return .terms(try self.terms(terms, after: earlier))
    case (nil, let node?):
      let name = try node.text()
      guard let subject = Subject.names[name] else {
        throw node.failure(.unknown(.subject, name, known: Subject.names.keys.sorted()))
      }
      return .subject(subject)
    default: throw rule.node.failure(.oneOf(RuleKey.terms.rawValue, RuleKey.subject.rawValue))
    }
  }

  /// An entry is a text, or a mapping whose `text` is one or a list of them, or with a `pattern`.
  private func terms(
    _ node: PackNode, after earlier: [Rule]
  ) throws(RulePackError) -> [Term] {
    var terms: [Term] = []
    var places: [String: PackPlace] = [:]
    var standIns: [(node: PackNode, listed: String)] = []
    for entry in try node.list() {
      let parts = try entry.mappingUnlessText(TermKey.self)
      let standsFor = parts?[.standsFor]
      let channels = try parts?[.channels]?.channels()
      let advice = try parts?[.advice]?.template()
      var texts: [(node: PackNode, pattern: Deferred<TextPattern>?)] = []
      switch (parts?[.text], parts?[.pattern]) {
      case (nil, let node?):
        let pattern = try Deferred(node) { () throws(RulePackError) in try node.pattern(lists) }
        texts = [(node, pattern)]
      case (let node?, nil):
        for text in try node.listOrOne() { texts.append((text, nil)) }
      case (nil, nil) where parts == nil: texts = [(entry, nil)]
      default: throw entry.failure(.oneOf(TermKey.text.rawValue, TermKey.pattern.rawValue))
      }
      for (node, pattern) in texts {
        let source = try node.text()
        if !node.isEmbedded,
          let first = places.updateValue(node.place, forKey: source.lowercased())
        {
          throw node.failure(.duplicate(.term, source, first: first))
        }
        guard let pattern else {
          if let standsFor { standIns.append((standsFor, try standsFor.text())) }
          terms.append(
            Term(
              text: try node.term(), deferredPattern: nil, listed: try standsFor?.text() ?? source,
              channels: channels, advice: advice))
          continue
        }
        let anchor = node.isEmbedded ? TextPattern.anchor(of: source) : pattern.value.anchor
        guard anchor.unicodeScalars.count > 1 else { throw node.failure(.noAnchor(source)) }
        terms.append(
          Term(
            text: anchor, deferredPattern: pattern, listed: try standsFor?.text() ?? source,
            channels: channels, advice: advice))
      }
    }
    if standIns.isEmpty { return terms }
    let listed = (terms + earlier.flatMap(\.terms))
      .filter { $0.listed == $0.text || $0.deferredPattern != nil }.map(\.listed)
    for standIn in standIns where !listed.contains(standIn.listed) {
      throw standIn.node.failure(.unknown(.term, standIn.listed, known: listed))
    }
    return terms
  }

  private func basis(_ node: PackNode, of target: Rule.Target) throws(RulePackError) -> [Basis] {
    var listed: [String]?
    if case .terms(let terms) = target { listed = terms.map(\.listed) }
    var basis: [Basis] = []
    for entry in try node.list() {
      let parts = try entry.mapping(BasisKey.self)
      let instrument = try instrument(named: parts.required(.instrument))
      var recalled = instrument.recalled
      for fact in try parts[.recalled]?.list() ?? [] {
        recalled.append(try fact.name(BasisFact.self, .fact).rawValue)
      }
      var names: Set<String>?
      for name in try parts[.terms]?.list() ?? [] {
        let text = try name.text()
        guard listed?.contains(text) ?? false else {
          throw name.failure(.unknown(.term, text, known: listed ?? []))
        }
        names = (names ?? []).union([text])
      }
      basis.append(
        Basis(
          instrument: instrument, clause: try parts.required(.clause).localizedText(),
          terms: names, recalled: recalled))
    }
    if let term = listed?.first(where: { term in !basis.contains { $0.lists(term) } }) {
      throw node.failure(.noBasis(term: term))
    }
    return basis
  }
}

extension PackNode {
  /// `⟦ ⟧` mark the words that go; without `by` nothing comes in their place.
  fileprivate func rewriting() throws(RulePackError) -> Rewriting {
    let parts = try mapping(RewritingKey.self)
    let node = try parts.required(.text)
    let marked = try node.text()
    let pieces = marked.split(separator: "⟦", omittingEmptySubsequences: false)
    let inner = pieces.last?.split(separator: "⟧", omittingEmptySubsequences: false) ?? []
    guard pieces.count == 2, inner.count == 2, let first = pieces.first, !inner[0].isEmpty else {
      throw node.failure(.malformed(marked, expected: .rewriting))
    }
    var fields: Set<CertificateField>?
    for field in try parts[.field]?.listOrOne() ?? [] {
      fields = (fields ?? []).union([try field.name(CertificateField.self, .field)])
    }
    return Rewriting(
      text: String(first + inner[0] + inner[1]),
      replaced: ByteRange(
        start: first.utf8.count, end: first.utf8.count + inner[0].utf8.count),
      new: try parts[.by]?.text() ?? "", fields: fields)
  }
}
