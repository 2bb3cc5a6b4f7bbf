internal import Synchronization
internal import ZhenglintCore
internal import ZhenglintMatching
internal import ZhenglintRules

/// The chosen rules with one automaton for each set of terms that a channel asks for.
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
  /// Rules about a fact of the certificate.
  private(set) var subjects: [(applied: Applied, subject: Subject)] = []
  private var entries: [Entry] = []
  private var matchers: [LazyMatcher] = []
  /// Numbers of the entries that each matcher looks for.
  private var entriesOfMatcher: [[Int]] = []
  private var matcherOfChannel: [Channel: Int] = [:]

  /// Compiles rules; candidates that are only `possible` take more patterns.
  init(_ rules: [Rule], includesPossible: Bool) {
    ids = Set(rules.map(\.id))
    for (number, rule) in rules.enumerated() {
      let applied = Applied(rule, number: number)
      if case .subject(let subject) = rule.target { subjects.append((applied, subject)) }
      for term in rule.terms { entries.append(Entry(applied, term: term)) }
    }
    for channel in Channel.allCases {
      let wanted = entries.indices.filter { entries[$0].term.counts(in: channel) }
      if let known = entriesOfMatcher.firstIndex(of: wanted) {
        matcherOfChannel[channel] = known
      } else {
        matcherOfChannel[channel] = matchers.count
        matchers.append(
          LazyMatcher(
            terms: wanted.map { entries[$0].term.text }, includesImitations: includesPossible))
        entriesOfMatcher.append(wanted)
      }
    }
  }

  /// Calls `body` with every candidate in a stream and the entry that it is one of.
  ///
  /// Letters that something separates are among them where `keepsSeparated` is set.
  func forEachCandidate(
    in stream: TextStream, keepsSeparated: Bool, _ body: (Entry, Candidate) -> Void
  ) {
    guard let number = matcherOfChannel[stream.channel] else { return }
    let matcher = matchers[number].value
    matcher.forEachCandidate(in: stream, keepsSeparated: keepsSeparated) { candidate in
      body(entries[entriesOfMatcher[number][candidate.term]], candidate)
    }
  }
}

/// A matcher that is built when the first stream asks for it: plain text needs one of them all.
private final class LazyMatcher: Sendable {
  private let terms: [String]
  private let includesImitations: Bool
  private let built = Mutex<TermMatcher?>(nil)

  init(terms: [String], includesImitations: Bool) {
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
