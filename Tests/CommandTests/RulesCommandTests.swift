import Testing
import ZhenglintTestSupport

@Suite struct RulesCommandTests {
  private let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
  }

  @Test func theListNamesEveryRuleWithItsLevel() throws {
    for run in [try sandbox.zhenglint("rules"), try sandbox.zhenglint("rules", "list")] {
      #expect(run.status == 0)
      #expect(run.output.contains("state-words"))
      #expect(run.output.contains("国家、全国、中国等字样"))
      #expect(run.output.contains("unauthorised-issue"))
      #expect(run.output.contains("guangdong"))
    }
    let english = try sandbox.zhenglint("rules", "list", "--lang", "en")
    #expect(english.output.contains("Words of the state"))
  }

  @Test func theListIsJSONToo() throws {
    let run = try sandbox.zhenglint("rules", "--format", "json")
    #expect(run.status == 0)
    #expect(run.output.contains("\"schema\": \"zhenglint-rules/1\""))
    #expect(run.output.contains("\"number\": \"人社部发〔2017〕68号\""))
    #expect(run.output.contains("\"recalled\": [\"date\"]"))
  }

  /// All that the pack says: clauses with their dates and sources, and what is still recalled.
  @Test func showPrintsWhatThePackSays() throws {
    let run = try sandbox.zhenglint("rules", "show", "state-words")
    #expect(run.status == 0)
    for text in [
      "core-wording", "Packs/core-wording.yml:", "人社部发〔2017〕68号", "［待核对］", "来自记忆、尚未核对", "出处：",
      "quoted-title", "⟦国家⟧级健康管理师培训证书",
    ] {
      #expect(run.output.contains(text), "\(text)")
    }
  }

  @Test func explainReadsLikeAPage() throws {
    let run = try sandbox.zhenglint("explain", "level-evaluation-tied-to-entry")
    #expect(run.status == 0)
    for title in [
      "要求什么", "约束谁", "依据", "查找什么", "怎样定级", "会报告的写法", "不会报告的写法", "建议怎么写",
    ] {
      #expect(run.output.contains("\n\(title)\n"), "\(title)")
    }
    #expect(!run.output.contains("违法"))
    let english = try sandbox.zhenglint("explain", "state-words", "--lang", "en")
    #expect(english.output.contains("\nWhat it asks\n"))
    #expect(english.output.contains("\nWhere the law is open\n"))
  }

  @Test(arguments: [["rules", "show"], ["explain"]])
  func anUnknownRuleHasANearestName(command: [String]) throws {
    let words = [Command.zhenglint] + command + ["state-word"]
    let run = try Command(words.map { Array($0.utf8) })
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.error.contains("是不是 state-words？"))
    let missing = try Command(words.dropLast().map { Array($0.utf8) })
    #expect(missing.status == 2)
    #expect(missing.error.contains("请写出规则的名称"))
  }

  @Test func theExamplesOfAllPacksHold() throws {
    let run = try sandbox.zhenglint("rules", "test")
    #expect(run.status == 0)
    #expect(run.output.contains("全部符合"))
  }

  @Test func aPackOfOnesOwnIsTested() throws {
    try sandbox.write(SmallPack.yaml, to: "packs/own.yml")
    let good = try sandbox.zhenglint("rules", "test", "words", "--rules", "packs")
    #expect(good.status == 0)
    try sandbox.write(
      SmallPack.replacing("一⟦国家⟧级、⟦全国⟧", with: "一⟦国家⟧级、全国"), to: "packs/own.yml")
    let bad = try sandbox.zhenglint("rules", "test", "words", "--rules", "packs")
    #expect(bad.status == 1)
    #expect(bad.output.contains("packs/own.yml:50:"))
    #expect(bad.output.contains("应报 ⟦国家⟧，实报 ⟦国家⟧ ⟦全国⟧"))
  }

  @Test func validateNamesFileLineAndColumn() throws {
    try sandbox.write(SmallPack.yaml, to: "packs/a.yml")
    let good = try sandbox.zhenglint("rules", "validate", "packs")
    #expect(good.status == 0)
    try sandbox.write(
      SmallPack.replacing("{ near: {", with: "{ nearby: {").replacing("id: small", with: "id: b")
        .replacing("id: words", with: "id: others"), to: "packs/b.yml")
    try sandbox.write(
      SmallPack.replacing("courts: [法院]", with: "courts: [\"@offices\"]")
        .replacing("id: small", with: "id: c").replacing("id: words", with: "id: more"),
      to: "packs/c.yml")
    let bad = try sandbox.zhenglint("rules", "validate", "packs")
    #expect(bad.status == 2)
    #expect(bad.output.contains("packs/b.yml:36:11: 未知的条件“nearby”，是否为“near”？"))
    #expect(bad.output.contains("packs/c.yml:4:12: 互相包含：offices → courts → offices"))
    #expect(bad.output.contains("2 处有误"))
    let file = try sandbox.zhenglint("rules", "validate", "packs/a.yml")
    #expect(file.status == 0)
    let missing = try sandbox.zhenglint("rules", "validate", "nowhere")
    #expect(missing.status == 2)
    #expect(missing.error.contains("nowhere: 无法读取"))
  }

  @Test func aFaultyPackStopsACheck() throws {
    try sandbox.write(SmallPack.replacing("- 国家", with: "- 国"), to: "packs/a.yml")
    try sandbox.write("国家级证书", to: "a.txt")
    let run = try sandbox.zhenglint("check", "a.txt", "--rules", "packs")
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.error.contains("packs/a.yml:"))
  }

  @Test func surplusSlashesLeadToTheSamePacks() throws {
    try sandbox.write(SmallPack.replacing("- 国家", with: "- 国"), to: "packs/a.yml")
    try sandbox.write("国家级证书", to: "a.txt")
    let run = try sandbox.zhenglint("check", "a.txt", "--rules", "\(sandbox.path)//packs")
    #expect(run.status == 2)
    #expect(run.error.contains("zhenglint: packs/a.yml:"))
  }

  @Test(arguments: [["rules"], ["explain"], ["catalogue"]], ["zh", "en"])
  func helpFitsATerminal(command: [String], language: String) throws {
    let words = [Command.zhenglint] + command + ["--help", "--lang", language]
    let run = try Command(words.map { Array($0.utf8) })
    #expect(run.status == 0)
    for line in run.output.split(separator: "\n") {
      let columns = line.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2E80 ? 1 : 2) }
      #expect(columns <= 80, "\(line)")
    }
  }
}
