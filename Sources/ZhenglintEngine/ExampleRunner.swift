package import ZhenglintCore
package import ZhenglintRules

/// Runs the examples that rules carry: the rule alone, and with all others.
package struct ExampleRunner {
  /// An example in which a rule did not report what is marked.
  package struct Failure: Sendable {
    package let rule: String
    package let example: Example
    /// UTF-8 bytes of the example's text.
    package let found: [ByteRange]
    /// Without the other rules.
    package let isAlone: Bool
  }

  private let ruleSet: RuleSet
  private let asOf: CalendarDate
  private let together: Linters

  package init(_ ruleSet: RuleSet, asOf: CalendarDate) {
    self.ruleSet = ruleSet
    self.asOf = asOf
    together = Linters(ruleSet, asOf: asOf, only: nil)
  }

  /// The examples of a rule that fail, in the pack's order.
  package func failures(of rule: Rule) -> [Failure] {
    let alone = Linters(ruleSet, asOf: asOf, only: rule.id)
    return (rule.examples.hits + rule.examples.passes).flatMap { example in
      [(alone, true), (together, false)].compactMap { linters, isAlone in
        let found = Self.spans(example, of: rule, with: linters.linter(for: rule, example))
        return found == example.spans
          ? nil : Failure(rule: rule.id, example: example, found: found, isAlone: isAlone)
      }
    }
  }

  private static func spans(
    _ example: Example, of rule: Rule, with linter: Linter
  ) -> [ByteRange] {
    let frame = frame(of: example.channel)
    let bytes = Array((frame.before + example.text + frame.after).utf8)
    let shift = frame.before.utf8.count
    return linter.lint(bytes: bytes, path: frame.name).findings.filter { $0.rule == rule.id }.map {
      ByteRange(start: $0.location.bytes.start - shift, end: $0.location.bytes.end - shift)
    }
  }

  /// A document that puts a text into a channel.
  private static func frame(
    of channel: Channel
  ) -> (before: String, after: String, name: String) {
    switch channel {
    case .attribute: ("<p><img alt=\"", "\"></p>", "example.html")
    case .reference: ("<p><img src=\"", "\"></p>", "example.html")
    case .comment: ("<p>a</p><!-- ", " -->", "example.html")
    case .script: ("<p>a</p><script>// ", "\n</script>", "example.html")
    case .metadata: ("<title>", "</title><p>a</p>", "example.html")
    case .hidden: ("<p hidden>", "</p>", "example.html")
    case .instruction: ("<?x ", "?><a/>", "example.xml")
    case .text, .picture: ("", "", "example.txt")
    }
  }
}

/// Linters by the profiles that they apply, each compiled once.
private final class Linters {
  private let ruleSet: RuleSet
  private let asOf: CalendarDate
  private let only: String?
  private var made: [Set<String>: Linter] = [:]

  init(_ ruleSet: RuleSet, asOf: CalendarDate, only: String?) {
    self.ruleSet = ruleSet
    self.asOf = asOf
    self.only = only
  }

  /// With the profiles that the example names, or else with that of the rule.
  func linter(for rule: Rule, _ example: Example) -> Linter {
    let profiles = Set(example.profiles.isEmpty ? [rule.profile] : example.profiles)
    let linter = made[profiles] ?? make(profiles)
    made[profiles] = linter
    return linter.stating(example.stated)
  }

  private func make(_ profiles: Set<String>) -> Linter {
    var options = Linter.Options(asOf: asOf)
    if profiles.contains(Profile.strict.rawValue) { options.profile = .strict }
    options.optionalProfiles = profiles
    // `select` would turn the rule on in every profile.
    if let only { options.ignore = Set(ruleSet.rules.map(\.id)).subtracting([only]) }
    return Linter(rules: ruleSet, options: options)
  }
}
