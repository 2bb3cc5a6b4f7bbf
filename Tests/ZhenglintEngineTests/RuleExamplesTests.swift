import Testing
import ZhenglintCore
import ZhenglintEngine
import ZhenglintRules
import ZhenglintTestSupport

/// The examples that every rule carries, the rule alone and with all others.
@Suite struct RuleExamplesTests {
  private static let rules = (try? RuleSet.embedded())?.rules ?? []

  @Test func thereAreRules() {
    #expect(Self.rules.count >= 3)
  }

  @Test(arguments: rules.map(\.id))
  func examplesHitWhereTheyAreMarked(id: String) throws {
    let set = try RuleSet.embedded()
    let rule = try #require(set.rule(id: id))
    for failure in ExampleRunner(set, asOf: Fixtures.today).failures(of: rule) {
      Issue.record(
        "\(failure.example.place): \(failure.isAlone ? "alone" : "with all"): \(failure.found)")
    }
  }

  /// The runner has to notice both a missed and an unwanted finding.
  @Test(arguments: [("一⟦国家⟧级、⟦全国⟧", "一⟦国家⟧级、全国"), ("[国际,", "[国家,")])
  func aWrongExampleFails(good: String, bad: String) throws {
    func failures(_ yaml: String) throws -> [ExampleRunner.Failure] {
      let set = try RuleSet([RulePackDecoder.decode(yaml, file: SmallPack.file)])
      return ExampleRunner(set, asOf: Fixtures.today).failures(of: set.rules[0])
    }
    #expect(try failures(SmallPack.yaml).isEmpty)
    let found = try failures(SmallPack.replacing(good, with: bad))
    #expect(found.map(\.isAlone) == [true, false])
  }
}
