import Testing
import ZhenglintCore
import ZhenglintEngine
import ZhenglintRules

/// The examples that every rule carries, the rule alone and with all others.
@Suite struct RuleExamplesTests {
  private static let rules = (try? RuleSet.embedded())?.rules ?? []

  /// An example in a document that puts it into its channel.
  private static func document(_ example: Example) -> (prefix: String, suffix: String, name: String)
  {
    switch example.channel {
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

  private static func spans(_ example: Example, rule: Rule, alone: Bool) throws -> [ByteRange] {
    var options = Linter.Options()
    if alone { options.select = [rule.id] }
    let linter = Linter(rules: try RuleSet.embedded(), options: options)
    let document = document(example)
    let bytes = Array((document.prefix + example.text + document.suffix).utf8)
    let shift = document.prefix.utf8.count
    return linter.lint(bytes: bytes, path: document.name).findings
      .filter { $0.rule == rule.id }
      .map {
        ByteRange(
          start: $0.location.bytes.start - shift, end: $0.location.bytes.end - shift)
      }
  }

  @Test func thereAreRules() {
    #expect(Self.rules.count >= 3)
  }

  @Test(arguments: rules.map(\.id), [true, false])
  func examplesHitWhereTheyAreMarked(id: String, alone: Bool) throws {
    let rule = try #require(Self.rules.first { $0.id == id })
    #expect(rule.examples.hits.count >= 3 && rule.examples.passes.count >= 3)
    for example in rule.examples.hits + rule.examples.passes {
      #expect(
        try Self.spans(example, rule: rule, alone: alone) == example.spans,
        "\(example.place): \(example.text)")
    }
  }
}
