import Testing
import ZhenglintCore
import ZhenglintRules

@Suite struct CoreWordingTests {
  private let rules: [Rule]

  init() throws {
    rules = try RuleSet.embedded().rules
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
    let term = try #require(rule.terms.first { $0.text == term })
    #expect(rule.citations(for: term).map(\.number) == numbers)
  }

  @Test func recalledFactsStayMarked() throws {
    let citations = try rule("state-words").citations(for: rule("state-words").terms[0])
    #expect(citations.map(\.recalled) == [["date"], [], ["number", "date"]])
  }

  @Test(
    arguments: [
      ("state-words", Channel.text, CertificateField.title, Level.violation, nil),
      ("state-words", .attribute, nil, .violation, nil),
      ("state-words", .hidden, nil, .violation, nil),
      ("state-words", .comment, nil, .review, nil),
      ("state-words", .reference, nil, .review, nil),
      ("state-words", .text, .issuer, .review, "issuer-name"),
      ("state-words", .picture, .seal, .review, "seal-name"),
      ("state-words", .text, .nationality, .info, "nationality"),
      ("state-words", .comment, .issuer, .review, nil),
      ("qualification-words", .text, .body, .violation, nil),
      ("qualification-words", .text, .url, .review, "query-url"),
      ("qualification-words", .script, nil, .review, nil),
      ("national-emblem", .text, .title, .review, nil),
      ("national-emblem", .reference, nil, .review, nil),
    ] as [(String, Channel, CertificateField?, Level, String?)])
  func thePlaceDecidesTheLevel(
    id: String, channel: Channel, field: CertificateField?, level: Level, reading: String?
  ) throws {
    let result = try rule(id).levels.level(in: channel, field: field)
    #expect(result.level == level)
    #expect(result.reading?.id == reading)
  }

  @Test func twoSignsOfTheEmblemAreAViolation() throws {
    #expect(try rule("national-emblem").levels.secondSign == .violation)
    #expect(try rule("state-words").levels.secondSign == nil)
  }

  /// A notice without penalties supports no verdict on legality.
  @Test func messagesNameTheInstrumentAndNoVerdict() {
    for rule in rules {
      for term in rule.terms {
        for level in Level.allCases {
          let message = rule.message(for: term, at: level)
          #expect(message.zh.contains("人社部发〔2017〕68号") && message.zh.contains(term.listed))
          #expect(message.en.contains("人社部发〔2017〕68号") && message.en.contains(term.listed))
          #expect(!message.zh.contains("违法") && !message.en.contains("illegal"))
        }
        #expect(rule.message(for: term, at: .review).zh.contains("需人工判断"))
      }
    }
  }

  @Test func everyRuleHasExamplesOfBothKinds() {
    for rule in rules {
      #expect(rule.examples.hits.count >= 6 && rule.examples.passes.count >= 6, "\(rule.id)")
    }
  }

  /// Touching counts: in 安全国家标准 the span is 国家, and 全国 overlaps it.
  @Test func noHitExampleLeavesAPlainTermUnmarked() {
    for rule in rules {
      let terms = rule.terms.map { Array($0.text.utf8) }
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
