import Testing
import ZhenglintCore
import ZhenglintRules

@Suite struct RulePackDecoderTests {
  @Test func everyPartOfAPackIsRead() throws {
    let pack = try RulePackDecoder.decode(SmallPack.yaml, file: SmallPack.file)
    #expect(pack.id == "small")
    #expect(pack.version == "2026.1.1")
    #expect(pack.title == LocalizedText(zh: "小", en: "small"))

    let rule = try #require(pack.rules.first)
    #expect(rule.id == "words")
    #expect(rule.isOpenEnded)
    #expect(rule.place.description == "small.yml:8:9")
    #expect(rule.terms.map(\.text) == ["国家", "guo jia", "state", "全国"])
    #expect(rule.terms.map(\.listed) == ["国家", "国家", "国家", "全国"])
    #expect(rule.terms.map { $0.counts(in: .text) } == [true, false, false, true])
    #expect(rule.terms.map { $0.counts(in: .reference) } == [true, true, true, true])
    #expect(rule.levels.secondSign == .violation)
  }

  @Test func messagesNameTheListedTerm() throws {
    let rule = try #require(
      RulePackDecoder.decode(SmallPack.yaml, file: SmallPack.file).rules.first)
    let (latin, whole) = (rule.terms[1], rule.terms[3])
    #expect(
      rule.message(for: latin, at: .violation)
        == LocalizedText(zh: "“国家”违反通知", en: "国家 breaches, 国家"))
    #expect(rule.message(for: latin, at: .review).zh == "“国家”需人工判断")
    #expect(rule.message(for: latin, at: .info).zh == "“国家”需人工判断")
    #expect(rule.advice(for: latin).zh == "删去")
    #expect(rule.advice(for: whole).zh == "改写“全国”")
  }

  @Test func aTermCitesOnlyTheClausesThatListIt() throws {
    let rule = try #require(
      RulePackDecoder.decode(SmallPack.yaml, file: SmallPack.file).rules.first)
    #expect(rule.citations(for: rule.terms[1]).map(\.number) == ["〔2017〕1号"])
    #expect(rule.citations(for: rule.terms[3]).map(\.number) == ["〔2017〕1号", "〔2022〕2号"])
    #expect(rule.citations(for: rule.terms[3]).map(\.clause.zh) == ["第一条", "第二条"])
    #expect(rule.citations(for: rule.terms[3]).map(\.recalled) == [["date"], []])
  }

  @Test func examplesLoseTheirMarks() throws {
    let rule = try #require(
      RulePackDecoder.decode(SmallPack.yaml, file: SmallPack.file).rules.first)
    let hit = try #require(rule.examples.hits.first)
    #expect(hit.text == "一国家级、全国")
    #expect(hit.channel == .text)
    #expect(hit.spans == [ByteRange(start: 3, end: 9), ByteRange(start: 15, end: 21)])
    #expect(rule.examples.passes.map(\.text) == ["国际"])
  }

  /// A piece of the small pack, what to write instead (`▸` marks the place of the error), and the
  /// message without its place.
  @Test(arguments: [
    ("    name:", "    ▸nmae:", "未知的键“nmae”，是否为“name”？"),
    ("    name: { zh: 字样", "    name: { ▸fr: 字样", "未知的键“fr”，可用：zh、en"),
    ("- id: words", "- ▸title: words", "未知的键“title”，可用：id、name、terms、levels、basis"),
    ("title: { zh: 小, en", "title: ▸{ en", "缺少键“zh”"),
    ("examples: { hit: [一⟦国家⟧级、⟦全国⟧], ", "examples: ▸{ ", "缺少键“hit”"),
    ("date: 2017-01-02", "date: ▸2017-1-2", "“2017-1-2”不合要求：日期应写作 YYYY-MM-DD"),
    ("date: 2017-01-02", "date: ▸2017-13-02", "“2017-13-02”不合要求：日期应写作 YYYY-MM-DD"),
    ("recalled: [date]", "recalled: [▸dat]", "未知的事实“dat”，是否为“date”？"),
    ("id: words", "id: ▸词, x", "“词, x”不合要求：只能用 ASCII 字母"),
    ("- 国家", "- ▸''", "应为文字，实为空值"),
    ("- 国家", "- ▸——", "“——”不合要求：字样至少两个字符"),
    ("- 国家", "- ▸国", "“国”不合要求：字样至少两个字符"),
    ("guo jia, state", "▸guo  jia, state", "“guo  jia”不合要求：字样至少两个字符"),
    ("guo jia, state", "guo jia, ▸Guo Jia", "字样“Guo Jia”重复，首次出现于 small.yml:12:18"),
    ("stands-for: 国家", "stands-for: ▸国徽", "未知的字样“国徽”，可用：国家、全国"),
    ("channels: [reference]", "channels: [▸refrence]", "未知的位置“refrence”，是否为“reference”？"),
    ("terms: [全国]", "terms: [▸中国]", "未知的字样“中国”，可用：国家、全国"),
    ("instrument: notice", "instrument: ▸notices", "未知的文件依据“notices”，是否为“notice”？"),
    ("default: violation", "default: ▸error", "未知的级别“error”，可用：info、review、violation"),
    ("channels: { comment", "channels: { ▸body", "未知的位置“body”，可用：text、attribute"),
    ("fields: { nationality", "fields: { ▸nation", "未知的栏目“nation”，可用：title、holder"),
    ("reading: nation", "reading: ▸issuer", "未知的读法“issuer”，可用：nation"),
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
    ("pass: [国际]", "pass: [▸⟦国际⟧]", "“⟦国际⟧”不合要求：pass 示例不得有 ⟦ ⟧"),
    ("pass: [国际]", "pass: ▸国际", "应为列表，实为文字"),
    ("pass: [国际]", "pass: ▸[]", "应为列表，实为空值"),
    ("name: { zh: 字样", "name: { ▸zh: 字样, zh: 字样", "键“zh”重复，首次出现于 small.yml:9:13"),
    ("name: { zh: 字样, en: words }", "name: { zh: 字样, en: words\n    terms▸: []", "YAML 语法错误："),
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
    #expect(error.message.zh == "small.yml:27:9: 规则“words”重复，首次出现于 small.yml:8:9")
  }

  @Test func invalidUTF8IsFoundWithItsPlace() throws {
    let bytes = Array("a: 1\n国家: ".utf8) + [0xE5, 0x9B]
    let error = try #require(throws: RulePackError.self) {
      try RulePackDecoder.decode(bytes, file: SmallPack.file)
    }
    #expect(error.message.zh == "small.yml:2:5: 不是有效的 UTF-8")
  }

  @Test(
    arguments: [
      (Channel.text, nil, Level.violation, nil),
      (.comment, nil, .review, nil),
      (.text, .nationality, .info, "nation"),
      (.comment, .nationality, .info, "nation"),
      (.text, .title, .violation, nil),
    ] as [(Channel, CertificateField?, Level, String?)])
  func theLowestLevelThatAppliesWins(
    channel: Channel, field: CertificateField?, level: Level, reading: String?
  ) throws {
    let rule = try #require(
      RulePackDecoder.decode(SmallPack.yaml, file: SmallPack.file).rules.first)
    let result = rule.levels.level(in: channel, field: field)
    #expect(result.level == level)
    #expect(result.reading?.id == reading)
  }

  @Test func aReadingThatLowersNothingIsNotNamed() throws {
    let yaml = SmallPack.replacing("level: info, reading", with: "level: review, reading")
    let rule = try #require(RulePackDecoder.decode(yaml, file: SmallPack.file).rules.first)
    let result = rule.levels.level(in: .comment, field: .nationality)
    #expect(result.level == .review)
    #expect(result.reading == nil)
  }
}
