import ZhenglintCatalogue
import ZhenglintCore

/// The keys of a condition; the article `PackFormat` explains them.
private enum ConditionKey: String, CaseIterable {
  case channel, field, inside, near, matches, fact, lacks, standing, category, claims, issuer,
    issued, evidence, language
  case issuerKind = "issuer-kind"
}
private enum NearKey: String, CaseIterable { case any, within }
private enum IssuedKey: String, CaseIterable { case from, until }
private enum DeclaredName: String, CaseIterable { case declared }
private enum EvidenceName: String, CaseIterable { case outweighed }
private enum ReadingKey: String, CaseIterable { case name, reason, level, when }
private enum LevelCaseKey: String, CaseIterable { case level, when }

extension PackNode {
  func condition(lists: [String: [String]]) throws(RulePackError) -> Condition {
    var tests: [Condition.Test] = []
    for (key, value) in try pairs() {
      let name = try key.name(ConditionKey.self, .condition)
      tests.append(try value.test(name, lists: lists))
    }
    guard !tests.isEmpty else { throw wrongShape(expected: .mapping) }
    return Condition(tests: tests)
  }

  private func test(
    _ key: ConditionKey, lists: [String: [String]]
  ) throws(RulePackError) -> Condition.Test {
    switch key {
    case .channel: return .channel(try names(.channel))
    case .field: return .field(try names(.field))
    case .inside: return .inside(try patterns(lists))
    case .matches: return .matches(try patterns(lists))
    case .near:
      let parts = try mapping(NearKey.self)
      return .near(
        try parts.required(.any).texts(lists),
        within: try parts[.within]?.count() ?? Self.nearByDefault)
    case .fact:
      let pairs = try pairs()
      guard pairs.count == 1, let (key, value) = pairs.first else {
        throw wrongShape(expected: .mapping)
      }
      return .fact(try key.name(CertificateField.self, .field), try value.patterns(lists))
    case .lacks: return .lacks(try names(.field))
    case .standing: return .standing(try names(.standing))
    case .category: return .category(try names(.category))
    case .claims: return .claims(try names(.claim))
    case .issuerKind: return .issuerKind(try names(.issuerKind))
    case .issuer:
      let _: Set<DeclaredName> = try names(.condition)
      return .declaredIssuer
    case .evidence:
      let _: Set<EvidenceName> = try names(.condition)
      return .outweighed
    case .language: return .language(try names(.condition))
    case .issued:
      let parts = try mapping(IssuedKey.self)
      return .issued(from: try parts[.from]?.date(), until: try parts[.until]?.date())
    }
  }

  /// Scalars between a term and a text that is near it, where a pack does not say.
  private static let nearByDefault = 20

  private func names<Name: PackKey & Hashable>(
    _ kind: RulePackError.Kind
  ) throws(RulePackError) -> Set<Name> {
    var names: Set<Name> = []
    for node in try listOrOne() { names.insert(try node.name(Name.self, kind)) }
    return names
  }

  /// Patterns, or texts where `near` asks for them: `@name` stands for the texts of a list.
  private func patterns(_ lists: [String: [String]]) throws(RulePackError) -> [TextPattern] {
    var patterns: [TextPattern] = []
    for node in try listOrOne() { patterns.append(try node.pattern(lists)) }
    return patterns
  }

  private func texts(_ lists: [String: [String]]) throws(RulePackError) -> [TextPattern] {
    var texts: [TextPattern] = []
    for node in try listOrOne() {
      let text = try node.text()
      if text.hasPrefix("@") {
        let name = String(text.dropFirst())
        guard let list = lists[name] else {
          throw node.failure(.unknown(.list, name, known: lists.keys.sorted()))
        }
        texts += list.map { TextPattern(literal: $0) }
      } else {
        texts.append(TextPattern(literal: text))
      }
    }
    return texts
  }

  func pattern(_ lists: [String: [String]]) throws(RulePackError) -> TextPattern {
    let text = try text()
    do {
      return try TextPattern(text, lists: lists)
    } catch .unknownList(let name) {
      throw failure(.unknown(.list, name, known: lists.keys.sorted()))
    } catch {
      throw failure(.malformed(text, expected: .pattern))
    }
  }

  private func count() throws(RulePackError) -> Int {
    let text = try text()
    guard let count = Int(text), 1...100 ~= count else {
      throw failure(.malformed(text, expected: .count))
    }
    return count
  }

  func levelCase(lists: [String: [String]]) throws(RulePackError) -> LevelCase {
    let parts = try mapping(LevelCaseKey.self)
    return LevelCase(
      level: try parts.required(.level).level(),
      condition: try parts.required(.when).condition(lists: lists))
  }

  func reading(
    id: String, place: PackPlace, lists: [String: [String]]
  ) throws(RulePackError) -> ReadingRule {
    let parts = try mapping(ReadingKey.self)
    let when = try parts.required(.when)
    return ReadingRule(
      id: id, name: try parts.required(.name).localizedText(),
      reason: try parts.required(.reason).template(), level: try parts.required(.level).level(),
      place: place,
      deferred: try Deferred(when) { () throws(RulePackError) in
        try when.condition(lists: lists)
      })
  }
}
