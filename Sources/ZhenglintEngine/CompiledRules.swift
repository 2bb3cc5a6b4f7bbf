internal import Synchronization
internal import ZhenglintCore
internal import ZhenglintMatching
internal import ZhenglintRules

/// The chosen rules with an automaton for what a reader sees and one for all else.
struct CompiledRules: Sendable {
  /// A chosen rule.
  ///
  /// A class, because every finding holds one: a rule is a large value to copy.
  final class Applied: Sendable {
    let rule: Rule
    /// Position among the chosen ones.
    let number: Int

    init(_ rule: Rule, number: Int) {
      self.rule = rule
      self.number = number
    }
  }

  /// A term with the rule that lists it; a class, because every candidate holds one.
  final class Entry: Sendable {
    let applied: Applied
    let term: Term

    init(_ applied: Applied, term: Term) {
      self.applied = applied
      self.term = term
    }

    var rule: Rule { applied.rule }
    var ruleNumber: Int { applied.number }
  }

  /// Of the chosen rules.
  let ids: Set<String>
  /// Facts of the certificate with the rules about them.
  private(set) var subjects: [(subject: Subject, rules: [Applied])] = []
  private let entries: [Entry]
  /// For what a reader sees, which is most of any input.
  private let textMatcher: LazyMatcher
  /// For every other channel, and so for terms that do not count in the one at hand: a matcher for
  /// each would cost a small page more time than everything else.
  private let markupMatcher: LazyMatcher

  /// Compiles rules; candidates that are only `possible` take more patterns.
  init(_ rules: [Rule], includesPossible: Bool) {
    ids = Set(rules.map(\.id))
    var entries: [Entry] = []
    for (number, rule) in rules.enumerated() {
      let applied = Applied(rule, number: number)
      if case .subject(let subject) = rule.target {
        if let index = subjects.firstIndex(where: { $0.subject == subject }) {
          subjects[index].rules.append(applied)
        } else {
          subjects.append((subject, [applied]))
        }
      }
      for term in rule.terms { entries.append(Entry(applied, term: term)) }
    }
    self.entries = entries
    func matcher(of channels: [Channel]) -> LazyMatcher {
      let wanted = entries.indices.filter { number in
        channels.contains { entries[number].term.counts(in: $0) }
      }
      return LazyMatcher(
        wanted, terms: wanted.map { entries[$0].term.text }, includesImitations: includesPossible)
    }
    textMatcher = matcher(of: [.text])
    markupMatcher = matcher(of: Channel.allCases.filter { $0 != .text })
  }

  /// Calls `body` with every candidate in a stream and the entry that it is one of.
  ///
  /// Letters that something separates are among them where `keepsSeparated` is set.
  func forEachCandidate(
    in stream: TextStream, keepsSeparated: Bool, _ body: (Entry, Candidate) -> Void
  ) {
    let matcher = stream.channel == .text ? textMatcher : markupMatcher
    matcher.value.forEachCandidate(in: stream, keepsSeparated: keepsSeparated) { candidate in
      let entry = entries[matcher.entries[candidate.term]]
      if entry.term.counts(in: stream.channel) { body(entry, candidate) }
    }
  }
}

/// A matcher that is built when the first stream asks for it: plain text needs one of them all.
private final class LazyMatcher: Sendable {
  /// Numbers of the entries that its terms are of.
  let entries: [Int]
  private let terms: [String]
  private let includesImitations: Bool
  private let built = Mutex<TermMatcher?>(nil)

  init(_ entries: [Int], terms: [String], includesImitations: Bool) {
    self.entries = entries
    self.terms = terms
    self.includesImitations = includesImitations
  }

  var value: TermMatcher {
    built.withLock { built in
      if let built { return built }
      let matcher = TermMatcher(terms: terms, includesImitations: includesImitations)
      built = matcher
      return matcher
    }
  }
}
