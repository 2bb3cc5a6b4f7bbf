import Testing
import ZhenglintRules

@Suite struct TextPatternTests {
  /// A pattern, a line with ⟦ ⟧ around the term, and what the pattern has to match there.
  @Test(arguments: [
    ("原?×××(部|厅)监制", "由原劳动部⟦监制⟧", "由原劳动部监制"),
    ("原?(人力资源社会保障|劳动)部监制", "由原劳动部⟦监制⟧", "原劳动部监制"),
    ("《…(法|条例)》", "依据《中华人民共和⟦国家⟧庭教育促进法》办理", "《中华人民共和国家庭教育促进法》"),
    ("《…(法|条例)》", "《⟦国家⟧级高级催乳师证书》", nil),
    ("《…(法|条例)》", "《教师法》与⟦国家⟧规定", nil),
    ("不(属于|是)…证书", "本证书不属于⟦国家⟧职业资格证书", "不属于国家职业资格证书"),
    ("不(属于|是)…证书", "不属于学历证明,是⟦国家⟧级证书", nil),
    ("不(属于|是)…证书", "不属于学历证书、⟦国家⟧级证书", "不属于学历证书、国家级证书"),
    ("第?#年", "⟦第二十⟧年", "第二十年"),
    ("(中华)?路", "⟦路⟧", "路"),
    ("a×", "a⟦国⟧", "a国"),
  ])
  func coversTheTerm(pattern: String, marked: String, match: String?) throws {
    var line: [Unicode.Scalar] = []
    var bounds: [Int] = []
    for scalar in marked.unicodeScalars {
      if scalar == "⟦" || scalar == "⟧" { bounds.append(line.count) } else { line.append(scalar) }
    }
    let found = try TextPattern(pattern).match(
      in: line, holding: ScalarSet(line), covering: bounds[0]..<bounds[1])
    #expect(found.map { String(String.UnicodeScalarView(line[$0])) } == match)
  }

  @Test(arguments: [
    ("…培训学校", "青禾培训学校", true), ("…培训学校", "青禾培训学校分校", false), ("(中国|全国)×", "中国木艺协会", true),
    ("(中国|全国)×", "云洲中国木艺协会", false), ("2024年#月", "2024年11月", true),
  ])
  func matchesAllOfAValue(pattern: String, value: String, isMatch: Bool) throws {
    #expect(try TextPattern(pattern).isMatch(of: value) == isMatch)
  }

  @Test func aListStandsForItsTexts() throws {
    let pattern = try TextPattern("(@offices|国务院)监制", lists: ["offices": ["教育部", "财政部"]])
    #expect(pattern.isMatch(of: "财政部监制"))
    #expect(pattern.isMatch(of: "国务院监制"))
    #expect(!pattern.isMatch(of: "文化部监制"))
    #expect(pattern.anchor == "监制")
  }

  @Test(arguments: [
    ("", TextPattern.Fault.empty), ("(a", .unbalancedGroup), ("a)", .unbalancedGroup),
    ("?a", .danglingOptional), ("(@x)", .unknownList("x")),
  ])
  func aFaultIsNamed(pattern: String, fault: TextPattern.Fault) {
    #expect(throws: fault) { try TextPattern(pattern) }
  }

  /// No pack may stop the program: a search gives up in the end.
  @Test func aPatternThatGrowsGivesUp() throws {
    let pattern = try TextPattern("…(×…)…(×…)…(×…)…(×…)尾")
    let line: [Unicode.Scalar] = ["尾"] + Array(repeating: "国", count: 400)
    #expect(pattern.match(in: line, holding: ScalarSet(line), covering: 200..<202) == nil)
  }
}

extension TextPattern {
  fileprivate func isMatch(of text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    return matches(scalars, holding: ScalarSet(scalars))
  }
}
