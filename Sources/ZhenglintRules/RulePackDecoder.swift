import ZhenglintCore

/// Reads and checks rule packs; `Rules/Packs/core-wording.yml` shows the format.
package enum RulePackDecoder {
  /// Decodes a pack, which errors call `file`.
  ///
  /// The first fault is thrown, be it of the encoding, the YAML or the content.
  package static func decode(_ bytes: [UInt8], file: String) throws(RulePackError) -> RulePack {
    try decode(PackNode.text(of: bytes, file: file), file: file)
  }

  /// Decodes a pack, which errors call `file`; throws the first fault.
  package static func decode(_ yaml: String, file: String) throws(RulePackError) -> RulePack {
    let top = try PackNode.root(of: yaml, file: file).mapping(TopKey.self)
    let pack = try top.required(.pack).mapping(PackHeadKey.self)
    let context = try RuleContext(
      instruments: top.required(.instruments), readings: top[.readings])
    var rules: [Rule] = []
    for node in try top.required(.rules).list() {
      let rule = try context.rule(node)
      if let first = rules.first(where: { $0.id == rule.id }) {
        throw RulePackError(
          place: rule.place, problem: .duplicate(.rule, rule.id, first: first.place))
      }
      rules.append(rule)
    }
    let id = try pack.required(.id)
    return RulePack(
      id: try id.identifier(), version: try pack.required(.version).text(),
      title: try pack.required(.title).localizedText(), rules: rules, place: id.place)
  }
}

// MARK: - The keys of the format

private enum TopKey: String, CaseIterable { case pack, instruments, readings, rules }
private enum PackHeadKey: String, CaseIterable { case id, version, title }
private enum RuleKey: String, CaseIterable {
  case id, name, terms, levels, basis, message, advice, examples
  case openEnded = "open-ended"
  case reviewMessage = "review-message"
  case infoMessage = "info-message"
}
private enum TermKey: String, CaseIterable {
  case text, channels, advice
  case standsFor = "stands-for"
}
private enum LevelsKey: String, CaseIterable {
  case standard = "default"
  case channels, fields
  case secondSign = "second-sign"
}
private enum FieldLevelKey: String, CaseIterable { case level, reading }
private enum BasisKey: String, CaseIterable { case instrument, clause, terms }

// MARK: - Rules

/// What the rules of a pack refer to by name.
private struct RuleContext {
  /// Citations without their clause.
  private var instruments: [String: Citation] = [:]
  private var readings: [String: Reading] = [:]

  init(instruments: PackNode, readings: PackNode?) throws(RulePackError) {
    for (key, value) in try instruments.pairs() {
      self.instruments[try key.identifier()] = try value.instrument()
    }
    for (key, value) in try readings?.pairs() ?? [] {
      let id = try key.identifier()
      self.readings[id] = Reading(id: id, reason: try value.localizedText())
    }
  }

  func rule(_ node: PackNode) throws(RulePackError) -> Rule {
    let rule = try node.mapping(RuleKey.self)
    let id = try rule.required(.id)
    let terms = try terms(rule.required(.terms))
    return Rule(
      id: try id.identifier(),
      name: try rule.required(.name).localizedText(),
      terms: terms,
      isOpenEnded: try rule[.openEnded]?.flag() ?? false,
      levels: try levels(rule.required(.levels)),
      basis: try basis(rule.required(.basis), of: terms),
      message: try rule.required(.message).template(),
      reviewMessage: try rule[.reviewMessage]?.template(),
      infoMessage: try rule[.infoMessage]?.template(),
      advice: try rule.required(.advice).template(),
      examples: try rule.required(.examples).examples(),
      place: id.place)
  }

  /// An entry is a text, or a mapping whose `text` is one or a list of them.
  private func terms(_ node: PackNode) throws(RulePackError) -> [Term] {
    var terms: [Term] = []
    var places: [String: PackPlace] = [:]
    var standIns: [(node: PackNode, listed: String)] = []
    for entry in try node.list() {
      let parts = try entry.mappingUnlessText(TermKey.self)
      let standsFor = parts?[.standsFor]
      let channels = try parts?[.channels]?.channels()
      let advice = try parts?[.advice]?.template()
      if let standsFor { standIns.append((standsFor, try standsFor.text())) }
      for textNode in try parts?.required(.text).listOrOne() ?? [entry] {
        let text = try textNode.term()
        if let first = places.updateValue(textNode.place, forKey: text.lowercased()) {
          throw textNode.failure(.duplicate(.term, text, first: first))
        }
        terms.append(
          Term(
            text: text, listed: try standsFor?.text() ?? text, channels: channels, advice: advice))
      }
    }
    let listed = terms.filter { $0.listed == $0.text }.map(\.text)
    for standIn in standIns where !listed.contains(standIn.listed) {
      throw standIn.node.failure(.unknown(.term, standIn.listed, known: listed))
    }
    return terms
  }

  private func levels(_ node: PackNode) throws(RulePackError) -> Levels {
    let parts = try node.mapping(LevelsKey.self)
    var channels: [Channel: Level] = [:]
    for (key, value) in try parts[.channels]?.pairs() ?? [] {
      channels[try key.name(Channel.self, .channel)] = try value.level()
    }
    var fields: [CertificateField: Levels.FieldLevel] = [:]
    for (key, value) in try parts[.fields]?.pairs() ?? [] {
      let field = try key.name(CertificateField.self, .field)
      let entry = try value.mapping(FieldLevelKey.self)
      fields[field] = Levels.FieldLevel(
        level: try entry.required(.level).level(),
        reading: try entry.required(.reading).entry(of: readings, .reading))
    }
    return Levels(
      standard: try parts.required(.standard).level(), channels: channels, fields: fields,
      secondSign: try parts[.secondSign]?.level())
  }

  private func basis(_ node: PackNode, of terms: [Term]) throws(RulePackError) -> [Basis] {
    let listed = terms.filter { $0.listed == $0.text }.map(\.text)
    var basis: [Basis] = []
    for entry in try node.list() {
      let parts = try entry.mapping(BasisKey.self)
      var citation = try parts.required(.instrument).entry(of: instruments, .instrument)
      citation.clause = try parts.required(.clause).localizedText()
      var names: Set<String>?
      for name in try parts[.terms]?.list() ?? [] {
        let text = try name.text()
        guard listed.contains(text) else {
          throw name.failure(.unknown(.term, text, known: listed))
        }
        names = (names ?? []).union([text])
      }
      basis.append(Basis(citation: citation, terms: names))
    }
    if let term = terms.first(where: { term in !basis.contains { $0.lists(term) } }) {
      throw node.failure(.noBasis(term: term.listed))
    }
    return basis
  }
}
