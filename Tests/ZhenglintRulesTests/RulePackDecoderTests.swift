import Testing
import ZhenglintCore
import ZhenglintRules
import ZhenglintTestSupport

@Suite struct RulePackDecoderTests {
  private func rule(_ yaml: String = SmallPack.yaml) throws -> Rule {
    try #require(RulePackDecoder.decode(yaml, file: SmallPack.file).rules.first)
  }

  @Test func everyPartOfAPackIsRead() throws {
    let pack = try RulePackDecoder.decode(SmallPack.yaml, file: SmallPack.file)
    #expect(pack.id == "small")
    #expect(pack.version == "2026.1.1")
    #expect(pack.title == LocalizedText(zh: "小", en: "small"))

    let rule = try rule()
    #expect(rule.id == "words")
    #expect(rule.profile == "standard")
    #expect(rule.isOpenEnded)
    #expect(rule.place.description == "small.yml:22:9")
    #expect(rule.terms.map(\.text) == ["国家", "guo jia", "state", "全国", "监制"])
    #expect(rule.terms.map(\.listed) == ["国家", "国家", "国家", "全国", "×××部监制"])
    #expect(rule.terms.map { $0.counts(in: .text) } == [true, false, false, true, true])
    #expect(rule.terms.map { $0.counts(in: .reference) } == [true, true, true, true, true])
    #expect(rule.confidence == .likely)
    #expect(rule.secondSign == .violation)
    #expect(rule.levels.map(\.level) == [.review])
    #expect(rule.when?.tests.count == 1)
    #expect(rule.unless.count == 1)
    #expect(rule.readings.map(\.id) == ["nation", "quoted"])
    #expect(rule.readings.map(\.level) == [.info, .review])
  }

  @Test func theLevelChoosesTheMessage() throws {
    let rule = try rule()
    let words: [MessageTemplate.Placeholder: String] = [.term: "国家", .instrument: "〔2017〕1号"]
    #expect(
      rule.message(at: .violation).text(words)
        == LocalizedText(zh: "“国家”违反〔2017〕1号", en: "国家 breaches 〔2017〕1号, 国家"))
    #expect(rule.message(at: .review).text(words).zh == "“国家”需人工判断")
    #expect(rule.message(at: .info).text(words).zh == "“国家”需人工判断")
    #expect(rule.terms[3].advice?.text([.term: "全国"]).zh == "改写“全国”")
  }

  @Test(arguments: [
    ("国家", "2018-01-01", ["〔2017〕1号"]),
    ("国家", "2017-01-01", []),
    ("全国", "2022-04-30", ["〔2017〕1号"]),
    ("全国", "2022-05-01", ["〔2017〕1号", nil]),
    ("全国", "2023-05-01", ["〔2017〕1号"]),
  ])
  func onlyClausesInForceThatListATermAreCited(
    term: String, day: String, numbers: [String?]
  ) throws {
    let day = try #require(CalendarDate(iso8601: day))
    #expect(try rule().citations(for: term, on: day).map(\.number) == numbers)
  }

  @Test func recalledFactsOfInstrumentAndClauseStayMarked() throws {
    #expect(try rule().basis.map(\.citation.recalled) == [["date"], ["clause"]])
    #expect(try rule().basis[1].citation.name == "《函》")
    #expect(try rule().basis[1].citation.date == "2022-03")
  }

  @Test func examplesLoseTheirMarks() throws {
    let rule = try #require(
      RulePackDecoder.decode(SmallPack.yaml, file: SmallPack.file).rules.first)
    let hit = try #require(rule.examples.hits.first)
    #expect(hit.text == "一国家级、全国")
    #expect(hit.channel == .text)
    #expect(hit.spans == [ByteRange(start: 3, end: 9), ByteRange(start: 15, end: 21)])
    #expect(rule.examples.passes.map(\.text) == ["国际", "国家"])
    let stated = rule.examples.passes[1].stated
    #expect(stated.title == "注册会计师证书" && stated.issuer == "财政部")
    #expect(stated.issuerKind == .stateOrgan && stated.issued?.description == "2018-01-02")
    #expect(rule.examples.passes[1].profiles == ["strict"])
  }

  /// A piece of the small pack, what to write instead (`▸` marks the place of the error), and the
  /// message without its place.
  @Test(arguments: [
    ("    name: { zh: 字样,", "    ▸nmae: { zh: 字样,", "未知的键“nmae”，是否为“name”？"),
    ("    name: { zh: 字样", "    name: { ▸fr: 字样", "未知的键“fr”，可用：zh、en"),
    ("- id: words", "- ▸title: words", "未知的键“title”，可用：id、name、profile"),
    ("title: { zh: 小, en", "title: ▸{ en", "缺少键“zh”"),
    ("      hit: [一⟦国家⟧级、⟦全国⟧]\n      pass", "      ▸pass", "缺少键“hit”"),
    ("date: 2017-01-02", "date: ▸2017-1-2", "“2017-1-2”不合要求：日期应写作 YYYY-MM-DD"),
    ("date: 2017-01-02", "date: ▸2017-13-02", "“2017-13-02”不合要求：日期应写作 YYYY-MM-DD"),
    ("until: 2023-04-30", "until: ▸2023-02-30", "“2023-02-30”不合要求：日期应写作 YYYY-MM-DD"),
    ("[outside-catalogue, unknown]", "[▸outside]", "未知的目录关系“outside”，是否为“outside-catalogue”？"),
    ("{ near: {", "{ ▸nearby: {", "未知的条件“nearby”，是否为“near”？"),
    ("within: 4", "within: ▸0", "“0”不合要求：应为 1 到 100 的整数"),
    ("field: [body]", "field: [▸text]", "未知的栏目“text”，可用：title、holder"),
    ("\"@offices\"", "▸\"@office\"", "未知的列表“office”，是否为“offices”？"),
    ("courts: [法院]", "courts: [▸\"@offices\"]", "互相包含：offices → courts → offices"),
    ("\"原?×××(部|厅)监制\"", "▸\"×××(部|厅)监\"", "“×××(部|厅)监”中没有连着的两个固定字符"),
    ("\"原?×××(部|厅)监制\"", "▸\"×××(部|厅监制\"", "“×××(部|厅监制”不合要求：式样须有内容，括号成对"),
    ("\"原?×××(部|厅)监制\"", "▸\"?部监制\"", "“?部监制”不合要求：式样须有内容，括号成对"),
    ("usual: [nation, quoted]", "usual: [nation, ▸quote]", "未知的读法“quote”，是否为“quoted”？"),
    ("readings: [usual]", "readings: [▸usuals]", "未知的读法“usuals”，是否为“usual”？"),
    ("- { text: 全国,", "- ▸{ text: 全国, pattern: 全国级,", "“text”与“pattern”须有且只有一个"),
    ("- id: words", "- ▸subject: title\n    id: words", "“terms”与“subject”须有且只有一个"),
    ("recalled: [date]", "recalled: [▸dat]", "未知的事实“dat”，是否为“date”？"),
    ("id: words", "id: ▸词, x", "“词, x”不合要求：只能用 ASCII 字母"),
    ("- 国家", "- ▸''", "应为文字，实为空值"),
    ("- 国家", "- ▸——", "“——”不合要求：字样至少两个字符"),
    ("- 国家", "- ▸国", "“国”不合要求：字样至少两个字符"),
    ("guo jia, state", "▸guo  jia, state", "“guo  jia”不合要求：字样至少两个字符"),
    ("guo jia, state", "guo jia, ▸Guo Jia", "字样“Guo Jia”重复，首次出现于 small.yml:30:18"),
    ("stands-for: 国家", "stands-for: ▸国徽", "未知的字样“国徽”，可用：国家、全国、×××部监制"),
    ("channels: [reference]", "channels: [▸refrence]", "未知的位置“refrence”，是否为“reference”？"),
    ("terms: [全国]", "terms: [▸中国]", "未知的字样“中国”，可用：国家、国家、国家、全国"),
    ("instrument: notice", "instrument: ▸notices", "未知的文件依据“notices”，是否为“notice”？"),
    ("    level: violation", "    level: ▸error", "未知的级别“error”，可用：info、review、violation"),
    ("confidence: likely", "confidence: ▸sure", "未知的把握“sure”，可用：certain、likely、possible"),
    ("channel: [text]", "channel: [▸body]", "未知的位置“body”，可用：text、attribute"),
    ("channel: [text]", "issuer-kind: [▸school-board]", "未知的发证机构类型“school-board”，可用：association"),
    ("open-ended: true", "open-ended: ▸yes", "应为布尔值 true 或 false，实为文字"),
    (
      "- { instrument: notice, clause: { zh: 第一条, en: art. 1 }",
      "▸- { instrument: notice, clause: { zh: 第一条, en: art. 1 }, terms: [全国]",
      "“国家”没有依据"
    ),
    ("zh: \"“{term}”违反", "zh: ▸\"“{trem}”违反", "未知的占位符“{trem}”，是否为“{term}”？"),
    ("一⟦国家⟧级、⟦全国⟧", "▸一国家级", "“一国家级”不合要求：hit 示例须用成对的 ⟦ ⟧"),
    ("一⟦国家⟧级、⟦全国⟧", "▸一⟦国家⟧级、⟦全国", "“一⟦国家⟧级、⟦全国”不合要求：hit 示例"),
    ("一⟦国家⟧级、⟦全国⟧", "▸一⟦国⟦家⟧级", "“一⟦国⟦家⟧级”不合要求：hit 示例"),
    ("pass: [国际,", "pass: [▸⟦国际⟧,", "“⟦国际⟧”不合要求：pass 示例不得有 ⟦ ⟧"),
    ("recalled: [clause]", "recalled: ▸clause", "应为列表，实为文字"),
    ("usual: [nation, quoted]", "usual: ▸[]", "应为列表，实为空值"),
    ("name: { zh: 字样", "name: { ▸zh: 字样, zh: 字样", "键“zh”重复，首次出现于 small.yml:23:13"),
    ("name: { zh: 字样, en: words }", "name: { zh: 字样, en: words\n    profile▸: []", "YAML 语法错误："),
  ])
  func aFaultIsReportedWithItsPlace(piece: String, marked: String, message: String) throws {
    let lines = SmallPack.replacing(piece, with: marked).split(
      separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(lines.firstIndex { $0.contains("▸") })
    let column = lines[line].prefix { $0 != "▸" }.unicodeScalars.count
    let yaml = lines.joined(separator: "\n").replacing("▸", with: "")

    let error = try #require(throws: RulePackError.self) {
      try RulePackDecoder.decode(yaml, file: SmallPack.file)
    }
    #expect(error.message.zh.hasPrefix("small.yml:\(line + 1):\(column + 1): \(message)"))
  }

  @Test(arguments: [
    ("{}", "small.yml:1:1: the key “pack” is missing"),
    ("", "small.yml: expected a mapping, found nothing"),
    ("- a", "small.yml:1:1: expected a mapping, found a list"),
    ("a: [b", "small.yml:2:1: YAML syntax error: did not find expected"),
    ("a: 1\n---\nb: 2", "small.yml:2:1: YAML syntax error: "),
    ("a: 1\n国\u{1}", "small.yml:2:2: YAML syntax error: control characters"),
  ])
  func whatIsNoPackIsAnError(yaml: String, message: String) throws {
    let error = try #require(throws: RulePackError.self) {
      try RulePackDecoder.decode(yaml, file: SmallPack.file)
    }
    #expect(error.message.en.hasPrefix(message), "\(error.message.en)")
  }

  @Test func aSecondRuleOfTheSameIdIsAnError() throws {
    let rules = try #require(SmallPack.yaml.split(separator: "rules:\n").last)
    let error = try #require(throws: RulePackError.self) {
      try RulePackDecoder.decode(SmallPack.yaml + "\n" + rules, file: SmallPack.file)
    }
    #expect(error.message.zh == "small.yml:52:9: 规则“words”重复，首次出现于 small.yml:22:9")
  }

  @Test func invalidUTF8IsFoundWithItsPlace() throws {
    let bytes = Array("a: 1\n国家: ".utf8) + [0xE5, 0x9B]
    let error = try #require(throws: RulePackError.self) {
      try RulePackDecoder.decode(bytes, file: SmallPack.file)
    }
    #expect(error.message.zh == "small.yml:2:5: 不是有效的 UTF-8")
  }
}
