import Testing
import ZhenglintCore
import ZhenglintRules

/// What must hold of the embedded packs, whatever they say.
@Suite struct EmbeddedPackTests {
  private let rules: [Rule]
  private let today: CalendarDate

  init() throws {
    rules = try RuleSet.embedded().rules
    today = try #require(CalendarDate(iso8601: "2026-11-25"))
  }

  private func rule(_ id: String) throws -> Rule {
    try #require(rules.first { $0.id == id })
  }

  @Test func theTermsAreThoseOfTheNotice() throws {
    #expect(
      try rule("state-words").terms.map(\.text) == ["中华人民共和国", "中国", "中华", "国家", "全国"])
    #expect(try rule("qualification-words").terms.map(\.text) == ["职业资格", "人员资格"])
    #expect(try Set(rule("national-emblem").terms.map(\.listed)) == ["国徽"])
  }

  @Test(arguments: [
    ("state-words", "国家", ["人社部发〔2017〕68号", "人社部函〔2022〕25号", "国办发〔2007〕73号"]),
    ("state-words", "全国", ["人社部发〔2017〕68号", "人社部函〔2022〕25号"]),
    ("qualification-words", "职业资格", ["人社部发〔2017〕68号", "人社部函〔2022〕25号", "国办发〔2007〕73号"]),
    ("qualification-words", "人员资格", ["人社部发〔2017〕68号"]),
  ])
  func aTermCitesTheInstrumentsThatListIt(id: String, term: String, numbers: [String]) throws {
    let rule = try rule(id)
    #expect(rule.citations(for: term, on: today).map(\.number) == numbers)
  }

  @Test(arguments: [
    ("2017-09-11", ["国办发〔2007〕73号"]),
    ("2017-09-12", ["人社部发〔2017〕68号", "国办发〔2007〕73号"]),
    ("2022-03-16", ["人社部发〔2017〕68号", "人社部函〔2022〕25号", "国办发〔2007〕73号"]),
    ("2007-12-30", []),
  ])
  func theDayChoosesTheInstruments(day: String, numbers: [String]) throws {
    let day = try #require(CalendarDate(iso8601: day))
    #expect(try rule("state-words").citations(for: "国家", on: day).map(\.number) == numbers)
  }

  @Test func recalledFactsStayMarked() throws {
    let citations = try rule("state-words").citations(for: "中华人民共和国", on: today)
    #expect(citations.map(\.recalled) == [["date"], [], ["number", "date"]])
  }

  @Test func twoSignsOfTheEmblemAreAViolation() throws {
    #expect(try rule("national-emblem").secondSign == .violation)
    #expect(try rule("state-words").secondSign == nil)
  }

  /// A notice without penalties supports no verdict on legality.
  @Test(arguments: Level.allCases)
  func messagesNameTheInstrumentAndNoVerdict(level: Level) {
    for rule in rules {
      let words: [MessageTemplate.Placeholder: String] = [
        .term: "［字样］", .instrument: "［文号］", .entry: "［资格］", .issuer: "［机构］",
      ]
      let message = rule.message(at: level).text(words)
      // A rule about a catalogue entry names the entry.
      #expect(message.zh.contains("［字样］") || message.zh.contains("［资格］"), "\(rule.id)")
      #expect(message.en.contains("［字样］") || message.en.contains("［资格］"), "\(rule.id)")
      #expect(message.zh.contains("［文号］") && message.en.contains("［文号］"), "\(rule.id)")
      #expect(!message.zh.contains("违法") && !message.en.contains("illegal"), "\(rule.id)")
      if level == .review { #expect(message.zh.contains("需人工判断"), "\(rule.id)") }
    }
  }

  @Test func everyCitationIsComplete() {
    for basis in rules.flatMap(\.basis) {
      #expect(!basis.instrument.title.isEmpty && !basis.instrument.issuer.isEmpty)
      #expect(!basis.clause.zh.isEmpty && !basis.clause.en.isEmpty)
      // Short forms (国办73号文) are ambiguous: 国发〔2016〕68号 is not 人社部发〔2017〕68号.
      if let number = basis.instrument.number {
        #expect(
          number.contains("号") || number.hasSuffix("年修正") || number.contains("年"), "\(number)")
      }
    }
  }

  @Test func everyRuleHasExamplesOfBothKinds() {
    for rule in rules {
      #expect(rule.examples.hits.count >= 3 && rule.examples.passes.count >= 3, "\(rule.id)")
    }
  }

  /// Touching counts: in 安全国家标准 the span is 国家, and 全国 overlaps it.
  @Test func noHitExampleLeavesAPlainTermUnmarked() {
    for rule in rules where rule.when == nil && rule.unless.isEmpty {
      let terms = rule.terms.filter { $0.pattern == nil }.map { Array($0.text.utf8) }
      for example in rule.examples.hits {
        let bytes = Array(example.text.utf8)
        for term in terms {
          for start in bytes.indices where bytes[start...].starts(with: term) {
            #expect(
              example.spans.contains { $0.start < start + term.count && start < $0.end },
              "\(example.place)")
          }
        }
      }
    }
  }
}
