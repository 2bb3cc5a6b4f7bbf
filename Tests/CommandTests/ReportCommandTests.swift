import Testing

@Suite struct ReportCommandTests {
  let box: Sandbox

  init() throws {
    box = try Sandbox()
    try box.write(
      "<p>发证机构：云洲市花艺行业协会</p><p>国家级培训证书</p><p>职业资格</p>", to: "in/甲.html")
    try box.write("国家级培训证书\n", to: "in/乙.txt")
    try box.write("国家级培训证书\n", to: "in/丙.txt")
    try box.write("培训证书\n", to: "in/丁.txt")
    try box.write("国家级\n# zhenglint-disable-line state-words: 名称如此\n", to: "in/戊.txt")
    try box.write("<p>国<b></p", to: "in/己.xml")
    try box.write("", to: "in/空.txt")
    try box.write("全国统一\n", to: Array("in/a".utf8) + [0xFF] + Array(".txt".utf8))
  }

  private func scan(_ options: String...) throws {
    let run = try box.zhenglint(["scan", "--store", "x.db", "-q", "in"] + options)
    #expect(run.output.contains("扫描完成"))
  }

  private func edit(_ statement: String) throws {
    let run = try box.shell(
      "python3 -c 'import sqlite3\nc = sqlite3.connect(\"x.db\")\nc.execute(\"\(statement)\")\nc.commit()'"
    )
    #expect(run.error.isEmpty)
  }

  // MARK: - As check reports

  @Test(
    arguments: ["json", "csv", "sarif"],
    [[], ["--lang", "en"], ["--ignore", "qualification-words"], ["--profile", "strict"]])
  func theReportIsThatOfCheck(format: String, options: [String]) throws {
    let isLanguage = options.first == "--lang"
    let scan = try box.zhenglint(
      ["scan", "--store", "x.db", "-q", "in"] + (isLanguage ? [] : options))
    #expect(scan.status == 2)
    let check = try box.zhenglint(["check", "in", "--format", format] + options)
    let report = try box.zhenglint(
      ["report", "--store", "x.db", "--format", format] + (isLanguage ? options : []))
    #expect(report.status == 0)
    #expect(report.error.isEmpty)
    #expect(report.output == withoutFacts(check.output))
    #expect(report.output.contains("state-words"))
  }

  /// No store keeps the places of a certificate's facts.
  private func withoutFacts(_ report: String) -> String {
    var lines: [Substring] = []
    var isInFacts = false
    for line in report.split(separator: "\n", omittingEmptySubsequences: false) {
      if isInFacts {
        isInFacts = line.drop { $0 == " " } != "]"
      } else if line.hasSuffix("\"facts\": [") {
        isInFacts = true
        lines.append(line + "]")
      } else {
        lines.append(line)
      }
    }
    return lines.joined(separator: "\n")
  }

  @Test func proposedWordsAreKept() throws {
    try scan()
    let check = try box.zhenglint("check", "in", "--format", "json")
    try #require(check.output.contains("\"new\":"))
    let report = try box.zhenglint("report", "--store", "x.db", "--format", "json")
    #expect(report.output.contains("\"new\":"))
  }

  // MARK: - The page

  @Test func thePageHasVerdictCountsFindingsAndGaps() throws {
    try scan()
    for (language, words) in [
      ("zh", ["不能视为通过", "未写明机构", "云洲市花艺行业协会", "逐家查看", "内容完全相同的文件", "文件是空的"]),
      ("en", ["must not count as passed", "no issuer stated", "云洲市花艺行业协会", "Repeated designs"]),
    ] {
      let run = try box.zhenglint("report", "--store", "x.db", "--lang", language)
      #expect(run.status == 0)
      for word in words { #expect(run.output.contains(word), "\(word)") }
      #expect(run.output.contains("人社部发〔2017〕68号"))
      #expect(!run.output.contains("<script"))
      #expect(run.output.hasSuffix("</html>\n"))
    }
  }

  @Test func rulesThatWereLeftOutAreNamed() throws {
    try scan("--ignore", "state-words")
    let page = try box.zhenglint("report", "--store", "x.db").output
    #expect(page.contains("仅按所选规则"))
    #expect(page.contains("<dd>state-words</dd>"))
  }

  @Test func earlierRunsAreComparedWith() throws {
    try scan()
    try box.write("培训证书\n", to: "in/乙.txt")
    try box.write("全国通用\n", to: "in/辛.txt")
    try scan()
    let page = try box.zhenglint("report", "--store", "x.db", "--since", "1").output
    #expect(page.contains("新增 1 处，消除 1 处"))
    #expect(page.contains("历次扫描"))
    let first = try box.zhenglint("report", "--store", "x.db", "--run", "1").output
    #expect(first.contains("第 1 次"))
    #expect(!first.contains("历次扫描"))
    #expect(!first.contains("辛.txt"))
  }

  @Test func longListsSayWhatTheyLeaveOut() throws {
    for number in 0..<60 {
      try box.write("发证机构：云洲市第\(number)协会\n国家级培训证书\n", to: "in/\(number).txt")
    }
    for number in 0..<30 {
      try box.write(
        "发证机构：云洲市花艺行业协会\n" + String(repeating: "国家级\n", count: 12 + number),
        to: "in/many/\(number).txt")
    }
    try scan()
    let page = try box.zhenglint("report", "--store", "x.db").output
    #expect(page.contains("这里只列出发现最多的 50 家"))
    // One file of that issuer is among the first inputs.
    #expect(page.contains("另有 11 项没有列在这里"))
    #expect(page.split(separator: "<article").count - 1 <= 1_000)
    let table = try box.zhenglint("report", "--store", "x.db", "--format", "csv").output
    for number in 0..<60 { #expect(table.contains("in/\(number).txt")) }
  }

  // MARK: - What goes wrong

  @Test func aStoreThatIsNoneIsLeftAsItIs() throws {
    let missing = try box.zhenglint("report", "--store", "x.db")
    #expect(missing.status == 2)
    #expect(missing.error.contains("没有结果库 x.db"))
    try box.write("国家级\n", to: "text.db")
    let text = try box.zhenglint("report", "--store", "text.db")
    #expect(text.status == 2)
    #expect(text.error.contains("不是 zhenglint 的结果库"))
    #expect(try box.read("text.db") == "国家级\n")
  }

  @Test func aNewerStoreIsRefused() throws {
    try scan()
    try edit("PRAGMA user_version = 99")
    let run = try box.zhenglint("report", "--store", "x.db")
    #expect(run.status == 2)
    #expect(run.error.contains("更新版本的 zhenglint"))
  }

  @Test(arguments: ["html", "csv", "xlsx", "json", "sarif"])
  func aDamagedStoreIsTold(format: String) throws {
    for number in 0..<40 { try box.write("国家级\(number)\n", to: "in/\(number).txt") }
    try scan()
    try edit("PRAGMA wal_checkpoint(TRUNCATE)")
    _ = try box.shell("yes x | dd of=x.db bs=4096 seek=3 count=60 conv=notrunc iflag=fullblock")
    let run = try box.zhenglint("report", "--store", "x.db", "--format", format, "-o", "a")
    #expect(run.status == 2)
    #expect(run.error.contains("已损坏"))
  }

  @Test func aRunHasToBeFinished() throws {
    try scan()
    let other = try box.zhenglint("report", "--store", "x.db", "--run", "7")
    #expect(other.status == 2)
    #expect(other.error.contains("没有做完的第 7 次扫描"))
    try edit("UPDATE runs SET state = 1")
    let none = try box.zhenglint("report", "--store", "x.db")
    #expect(none.status == 2)
    #expect(none.error.contains("还没有完成的扫描"))
  }

  @Test(arguments: ["html", "xlsx", "csv", "json", "sarif"])
  func anOutputThatTakesNothingIsTrouble(format: String) throws {
    try scan()
    let full = try box.shell("\"$0\" report --store x.db --format \(format) > /dev/full")
    #expect(full.status == 2)
    #expect(full.error.contains("磁盘已满"))
    let missing = try box.zhenglint(
      "report", "--store", "x.db", "--format", format, "-o", "none/a")
    #expect(missing.status == 2)
    #expect(missing.error.contains("none/a"))
  }

  @Test func theStoreIsNoOutput() throws {
    try scan()
    let before = try box.shell("cat x.db*").outputBytes
    for name in ["x.db", "./x.db", "x.db-wal"] {
      let run = try box.zhenglint("report", "--store", "x.db", "-o", name)
      #expect(run.status == 2)
      #expect(run.error.contains("盖掉结果库"))
    }
    #expect(try box.shell("cat x.db*").outputBytes == before)
  }

  @Test func aCallThatFailsKeepsTheLastReport() throws {
    try scan()
    try box.zhenglint("report", "--store", "x.db", "-o", "a.html")
    let page = try box.read("a.html")
    let run = try box.zhenglint("report", "--store", "x.db", "--run", "7", "-o", "a.html")
    #expect(run.status == 2)
    #expect(try box.read("a.html") == page)
  }

  /// `script` runs a command on a terminal of its own.
  @Test(arguments: [("html", true), ("xlsx", true), ("csv", false), ("json", false)])
  func whatNoTerminalShowsNeedsAFile(format: String, needsFile: Bool) throws {
    try scan()
    let run = try box.shell(
      "script -qec \"$0 report --store x.db --format \(format)\" /dev/null")
    #expect(run.status == (needsFile ? 2 : 0))
    #expect(run.output.contains("要与 -o 一起用") == needsFile)
  }

  @Test func onlyPageAndWorkbookCompareRuns() throws {
    try scan()
    let run = try box.zhenglint("report", "--store", "x.db", "--format", "csv", "--since", "1")
    #expect(run.status == 2)
    #expect(run.error.contains("--since 与 --format csv 不能一起用"))
  }
}
