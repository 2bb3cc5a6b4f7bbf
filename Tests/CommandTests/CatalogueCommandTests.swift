import Foundation
import Testing

@Suite struct CatalogueCommandTests {
  private func catalogue(_ arguments: String...) throws -> Command {
    try run(arguments)
  }

  private func run(_ arguments: [String]) throws -> Command {
    try Command(([Command.zhenglint, "catalogue"] + arguments).map { Array($0.utf8) })
  }

  // MARK: - List

  @Test func theListIsTheEditionInForce() throws {
    let run = try catalogue()
    #expect(run.status == 0)
    let lines = run.output.split(separator: "\n")
    #expect(lines.first == "国家职业资格目录（2021年版）")
    #expect(lines[1] == "人力资源社会保障部，文号未查到，2021-11-23，共 72 项")
    #expect(run.output.contains("\n  20  准入类      导游资格  文化和旅游部［待核对］\n"))
    #expect(run.output.contains("\n列出 72 项\n"))
    #expect(lines.last == "标有“待核对”的信息没有在来源中读到，请与目录原文核对。")
    #expect(try self.run(["list"]).output == run.output)
  }

  @Test(arguments: [
    (["--edition", "2017"], "列出 140 项"),
    (["--as-of", "2021-11-22"], "列出 140 项"),
    (["--as-of", "2021-11-23"], "列出 72 项"),
    (["--category", "access"], "列出 46 项"),
    (["--category", "准入类"], "列出 46 项"),
    (["--category", "水平评价类"], "列出 26 项"),
    (["--section", "skill"], "列出 13 项"),
    (["--section", "skill", "--edition", "2017", "--category", "level-evaluation"], "列出 76 项"),
    (["--department", "水利部"], "列出 4 项"),
    (["--department", "民　航"], "列出 3 项"),
    (["--lang", "en"], "72 entries"),
  ])
  func filtersChooseEntries(arguments: [String], footer: String) throws {
    let run = try run(arguments)
    #expect(run.status == 0)
    #expect(run.output.contains("\n\(footer)\n"))
  }

  // MARK: - Show

  @Test func showGivesBothEditionsAndTheChange() throws {
    let run = try catalogue("show", "专利代理人")
    #expect(run.status == 0)
    let output = run.output
    #expect(output.hasPrefix("专利代理师\n  目录      国家职业资格目录（2021年版）\n"))
    #expect(output.contains("\n专利代理人\n  目录      国家职业资格目录\n"))
    #expect(output.contains("  实施部门  国家知识产权局［待核对］\n"))
    #expect(output.contains("  核对条文  专利代理条例第十条\n"))
    #expect(output.contains("     2021-11-23  专利代理人改称专利代理师\n"))
    #expect(output.contains("\n  MP        public GitHub file"))
  }

  @Test(arguments: [
    ("导游证", "导游资格\n"), ("導遊證", "导游资格\n"), ("一级建造师", "建造师\n"), ("１４", "建造师\n"),
    ("民 航 乘务员", "航空运输服务人员［待核对］\n"), ("ｃｐａ", "注册会计师\n"),
  ])
  func showTakesNamesAsPeopleWriteThem(name: String, start: String) throws {
    let run = try catalogue("show", name)
    #expect(run.status == 0)
    #expect(run.output.hasPrefix(start))
  }

  @Test(arguments: [
    ("车工", "  至 2020-12-31  机械冷加工人员：人社厅发〔2020〕80号，退出目录"),
    ("咖啡师", "  至 2016-01-20  咖啡师：国发〔2016〕5号，国务院决定取消［待核对］"),
    ("注册税务师", "  至 2014-07-22  注册税务师：国发〔2014〕27号，国务院决定取消［待核对］"),
    ("家畜繁殖员", "     2023-03-01  修订后的畜牧法施行，家畜繁殖员不再有设定依据"),
    ("职业病诊断医师", "     2021-11-23  职业病诊断医师列入目录"),
    ("安检员", "     2021-11-23  安检员改称民航安全检查员：水平评价类改为准入类"),
  ])
  func showTellsWhatBecameOfAName(name: String, line: String) throws {
    let run = try catalogue("show", name)
    #expect(run.status == 0)
    #expect(run.output.contains("\n\(line)"))
  }

  @Test func showOfANumberStaysInTheEditionAndSection() throws {
    let both = try catalogue("show", "1").output
    #expect(both.hasPrefix("教师资格\n") && both.contains("\n焊工［待核对］\n"))
    let one = try catalogue("show", "1", "--section", "skill", "--edition", "2017").output
    #expect(one.hasPrefix("消防设施操作员\n") && !one.contains("教师资格"))
  }

  // MARK: - Find

  @Test func findPutsTheBestFirst() throws {
    let lines = try catalogue("find", "消防員").output.split(separator: "\n")
    #expect(lines[0].hasPrefix("  2021   3  准入类      消防和应急救援人员"))
    let all = try catalogue("find", "工程师", "--edition", "2021", "--format", "csv").output
    #expect(all.contains(",监理工程师,") && all.contains(",勘察设计注册工程师,"))
    #expect(!all.contains("2017,"))
  }

  @Test func findKnowsEndedNames() throws {
    let run = try catalogue("find", "营养师")
    #expect(run.status == 0)
    #expect(run.output.contains("公共营养师  至 2016-12-01"))
  }

  // MARK: - Nothing and errors

  @Test(arguments: [
    (["show", "教师职格"], "是不是“教师资格”？"), (["find", "沒有的資格"], "没有“没有的资格”"),
    (["show", "工程师"], "是不是"), (["show", "99"], "没有序号为 99 的条目"),
    (["show", "车工", "--edition", "2021"], "“车工”不在所选范围内"),
    (["list", "--department", "外星"], "没有符合这些条件的条目"),
    (["find", "zzz", "--lang", "en"], "the catalogue has nothing called 'zzz'"),
  ])
  func nothingFoundExits1AndSaysSo(arguments: [String], message: String) throws {
    let run = try run(arguments)
    #expect(run.status == 1)
    #expect(run.output.isEmpty)
    #expect(run.error.hasPrefix("zhenglint: ") && run.error.contains(message))
  }

  @Test(arguments: [
    (["--edition", "2018"], "没有“2018”这一版目录；现有：2017、2021"),
    (["--as-of", "2018-02-30"], "不是“2018-02-30”"), (["--as-of", "2018"], "不是“2018”"),
    (["--as-of", "2017-09-11"], "第一版的日期是 2017-09-12"), (["--as-of", "2999-01-01"], "还没有到"),
    (["--as-of", "2022-01-01", "--edition", "2017"], "有效的是 2021 版"),
    (["--category", "准入"], "没有“准入”这个类别"), (["--section", "skil"], "'skill'"),
    (["--format", "xml"], "'csv'"), (["lst"], "'lst'"), (["show"], "缺少参数"),
    (["find", "　"], "要查的文字是空的"), (["--nope"], "zhenglint catalogue --help"),
    (["--edition", "2018", "--lang", "en"], "there is no edition '2018'"),
  ])
  func aWrongCallExits2AndNamesTheCause(arguments: [String], cause: String) throws {
    let run = try run(arguments)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.error.hasPrefix("zhenglint: ") && run.error.contains(cause), "\(run.error)")
  }

  // MARK: - Formats

  private struct Document: Decodable {
    struct Entry: Decodable {
      let edition, section, name, category: String
      let number: Int
      let departments: [String]
      let legalBasis: [String]?
    }
    struct Lapse: Decodable {
      let name, until: String
      let recalled: Bool
    }
    let schema, edition, asOf: String
    let entries: [Entry]
    let lapses: [Lapse]
  }

  private func json(_ arguments: [String]) throws -> Document {
    let run = try run(arguments + ["--format", "json"])
    return try JSONDecoder().decode(Document.self, from: Data(run.outputBytes))
  }

  @Test func jsonHasTheEntries() throws {
    let document = try json(["--as-of", "2019-05-01"])
    #expect(document.schema == "zhenglint-catalogue/1")
    #expect(document.edition == "2017")
    #expect(document.asOf == "2019-05-01")
    #expect(document.entries.count == 140)
    #expect(document.entries[58].name == "翻译专业资格")
    #expect(document.entries[58].departments == ["中国外文局", "人力资源社会保障部"])
    #expect(document.entries[50].legalBasis == nil)
    #expect(document.lapses.contains { $0.name == "餐饮服务人员" && $0.recalled })
    let ended = try json(["find", "咖啡师"])
    #expect(ended.entries.isEmpty)
    #expect(ended.lapses.map(\.until) == ["2016-01-20"])
  }

  @Test func unknownValuesAreNull() throws {
    let output = try catalogue("show", "审计专业技术资格", "--edition", "2017", "--format", "json").output
    #expect(output.contains("\"legalBasis\": null"))
    #expect(output.contains("\"note\": null"))
    #expect(try catalogue("--format", "json").output.contains("\"number\": null,\n  \"issuer\""))
  }

  @Test func csvOpensInASpreadsheet() throws {
    let run = try catalogue("--edition", "2017", "--format", "csv")
    #expect(Array(run.outputBytes.prefix(3)) == [0xEF, 0xBB, 0xBF])
    let rows = String(decoding: run.outputBytes.dropFirst(3), as: UTF8.self)
      .components(separatedBy: "\r\n")
    #expect(rows.count == 142 && rows.last == "")
    #expect(rows[0].hasPrefix("版本,部分,序号,名称,类别,"))
    #expect(rows[1].hasPrefix("2017,专业技术人员职业资格,1,教师资格,准入类,,教育部,教师法；教师资格条例,"))
    #expect(rows.dropLast().allSatisfy { !$0.contains("\n") })
  }

  @Test(
    arguments: [["list"], ["list", "--edition", "2017"], ["show", "航空人员资格"], ["find", "人员"]],
    ["zh", "en"])
  func textFitsATerminal(arguments: [String], language: String) throws {
    let run = try run(arguments + ["--lang", language])
    #expect(run.status == 0)
    for line in run.output.split(separator: "\n") {
      // Quotation marks are narrow, as in `HelpTests`.
      let columns = line.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2E80 ? 1 : 2) }
      #expect(columns <= 80, "\(line)")
    }
  }

  @Test(arguments: ["zh", "en"])
  func helpExplainsEveryOptionAndFitsATerminal(language: String) throws {
    let help = try catalogue("--help", "--lang", language)
    #expect(help.status == 0)
    for option in ["edition", "as-of", "category", "section", "department", "format", "lang"] {
      #expect(help.output.contains("--\(option) "), "\(option)")
    }
    for line in help.output.split(separator: "\n") {
      let columns = line.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2E80 ? 1 : 2) }
      #expect(columns <= 80, "\(line)")
    }
  }

  @Test func aFullDiskIsTrouble() throws {
    let run = try Sandbox().shell("\"$0\" catalogue > /dev/full")
    #expect(run.status == 2)
    #expect(run.error.contains("磁盘已满"))
  }
}
