import Foundation
import Testing

@Suite struct CasesTests {
  let box: Sandbox

  init() throws {
    box = try Sandbox()
    try box.write("国家级插花证书\n发证机构：云洲市花艺行业协会\n", to: "certs/a.txt")
    try box.write("培训证书\n", to: "certs/b.txt")
  }

  @discardableResult
  private func scan(_ arguments: String...) throws -> Command {
    let paths = arguments.contains { !$0.hasPrefix("-") } ? [] : ["certs"]
    return try box.zhenglint(
      ["scan", "--store", "x.db", "-q", "--lang", "en", "--no-config"] + arguments + paths)
  }

  private func cases(_ arguments: String...) throws -> Command {
    try box.zhenglint(["cases"] + arguments + ["--store", "x.db", "--lang", "en"])
  }

  private func set(_ number: String, _ status: String) throws -> Command {
    try cases("set", number, status, "--who", "Li", "--why", "letter 7")
  }

  private struct Register: Decodable {
    struct Case: Decodable {
      let `case`, violation, run: Int
      let status, path, sha256: String
      let issuer: String?
    }
    let schema: String
    let cases: [Case]
  }

  private func register() throws -> [Register.Case] {
    let run = try cases("--format", "json")
    let register = try JSONDecoder().decode(Register.self, from: Data(run.outputBytes))
    #expect(register.schema == "zhenglint-cases/1")
    return register.cases
  }

  /// Paths and statuses.
  private func statuses() throws -> [String] {
    try register().map { "\($0.path) \($0.status)" }
  }

  // MARK: - What scans do

  @Test func eachInputInBreachHasACase() throws {
    try box.write("中华插花证书\n", to: "certs/c.txt")
    let first = try scan()
    #expect(first.output.contains("cases: 2 opened"))
    let register = try register()
    #expect(register.map(\.path) == ["certs/a.txt", "certs/c.txt"])
    #expect(register.map(\.case) == [1, 2])
    #expect(register.allSatisfy { $0.status == "open" && $0.violation == 1 })
    #expect(register[0].issuer == "云洲市花艺行业协会")
    // The next scan finds the same: there is nothing new to tell, and no second case.
    #expect(try !scan().output.contains("cases:"))
    #expect(try self.register().map(\.run) == [2, 2])
    let page = try cases("show", "1").output
    #expect(page.contains("zhenglint: run 1: found in breach of the rules"))
    #expect(page.contains("1:1  violation  state-words “国家”"))
  }

  @Test(arguments: [[], ["notified"], ["notified", "rectified"]])
  func aCleanRescanVerifies(steps: [String]) throws {
    try scan()
    for step in steps { #expect(try set("1", step).status == 0) }
    try scan()
    #expect(try statuses() == ["certs/a.txt \(steps.last ?? "open")"])
    try box.write("插花证书\n", to: "certs/a.txt")
    #expect(try scan().output.contains("cases: 1 verified"))
    #expect(try statuses() == ["certs/a.txt verified"])
    try box.write("全国插花证书\n", to: "certs/a.txt")
    #expect(try scan().output.contains("cases: 1 reopened"))
    #expect(try statuses() == ["certs/a.txt open"])
    let page = try cases("show", "1").output
    #expect(page.contains("\(steps.last ?? "open") → verified"))
    #expect(page.contains("verified → open"))
    #expect(page.contains("“全国”") && !page.contains("“国家”"))
  }

  /// What is said of an input that nobody read, or read to its end, is nothing.
  @Test(arguments: [
    "rm certs/a.txt", "rm certs/a.txt && mkfifo certs/a.txt",
    "printf '\\0\\0\\0\\0' > certs/a.txt", "mv certs certificates && mkdir certs",
  ])
  func whatWasNotReadIsNotVerified(change: String) throws {
    try scan()
    _ = try box.shell(change)
    try scan("--allow-empty")
    #expect(try statuses() == ["certs/a.txt open"])
  }

  @Test func whatTheRunLeftOutIsNotVerified() throws {
    try scan()
    try box.write("插花证书\n", to: "certs/a.txt")
    try scan("certs/b.txt")
    #expect(try statuses() == ["certs/a.txt open"])
  }

  /// A breach that is not looked for, or does not count, is still one.
  @Test(arguments: [
    (["--select", "national-emblem"], "插花证书\n"),
    (["--ignore", "state-words"], "插花证书\n"),
    ([], "<!-- zhenglint-disable-file state-words: 不改 -->\n国家级插花证书\n"),
    (["--config", "lax.yml"], "全国插花证书\n"),
    (["--issuer-kind", "state-organ"], "国家级插花证书\n发证机构：云洲市花艺行业协会\n"),
  ])
  func whatWasNotLookedForIsNotVerified(options: [String], content: String) throws {
    try scan()
    try box.write(content, to: "certs/a.txt")
    try box.write("rules: { state-words: review }\n", to: "lax.yml")
    let lax = try box.zhenglint(["scan", "--store", "x.db", "-q", "certs"] + options)
    #expect(lax.status == 0, "\(lax.error)")
    #expect(try statuses() == ["certs/a.txt open"])
    try box.write("插花证书\n", to: "certs/a.txt")
    try scan()
    #expect(try statuses() == ["certs/a.txt verified"])
  }

  @Test func whatWasDismissedStaysSoAndChangesAreNoted() throws {
    try scan()
    #expect(try set("1", "dismissed").status == 0)
    #expect(try !scan().output.contains("cases:"))
    try box.write("国家级插花证书，全国通用\n", to: "certs/a.txt")
    #expect(try scan().output.contains("cases: 1 dismissed, with other findings now"))
    #expect(try statuses() == ["certs/a.txt dismissed"])
    #expect(try cases("show", "1").output.contains("run 3: its findings are no longer those"))
    // It is said once.
    #expect(try !scan().output.contains("cases:"))
    try box.write("插花证书\n", to: "certs/a.txt")
    #expect(try scan().output.contains("cases: 1 dismissed, with other findings now"))
    #expect(try statuses() == ["certs/a.txt dismissed"])
  }

  // MARK: - What people do

  @Test func stepsAreTakenInOrder() throws {
    try scan()
    for (status, allowed) in [
      ("rectified", false), ("verified", false), ("open", false), ("notified", true),
      ("notified", false), ("open", false), ("rectified", true), ("verified", false),
      ("dismissed", true), ("dismissed", false), ("rectified", false), ("open", true),
    ] {
      let run = try set("1", status)
      #expect(run.status == (allowed ? 0 : 2), "\(status)")
      #expect(run.error.contains("it can become") != allowed, "\(status)")
    }
    let history = try cases("show", "1").output
    for step in [
      "open → notified", "notified → rectified", "rectified → dismissed", "dismissed → open",
    ] {
      #expect(history.contains(step))
    }
    #expect(history.split(separator: "Li: letter 7").count == 5)
  }

  @Test func whatIsVerifiedIsNotSaidByHand() throws {
    try scan()
    let run = try box.zhenglint(
      "cases", "set", "1", "复查通过", "--why", "看过了", "--store", "x.db")
    #expect(run.status == 2)
    #expect(run.error.contains("只由重新扫描得出"))
    #expect(run.error.contains("已通知（notified）、不予处理（dismissed）"))
  }

  @Test func theUserIsWhoDoesIt() throws {
    try scan()
    let run = try box.zhenglint(
      "cases", "set", "1", "notified", "--why", "x", "--store", "x.db",
      environment: ["LOGNAME": "zhao"])
    #expect(run.status == 0)
    #expect(try cases("show", "1").output.contains("zhao: x"))
  }

  @Test(arguments: [
    (["set", "1", "notified"], "--why"), (["set", "1", "notified", "--why", "  "], "--why"),
    (["set", "1", "notified", "--why", "x", "--who", ""], "--who"),
    (["set", "9", "notified", "--why", "x"], "no case 9"), (["show", "9"], "no case 9"),
    (["set", "1", "done", "--why", "x"], "done"),
  ])
  func aWrongCallChangesNothing(arguments: [String], cause: String) throws {
    try scan()
    let run = try box.zhenglint(["cases"] + arguments + ["--store", "x.db", "--lang", "en"])
    #expect(run.status == 2)
    #expect(run.error.contains(cause), "\(run.error)")
    #expect(try statuses() == ["certs/a.txt open"])
  }

  @Test func aStoreThatIsNotThereIsNotMade() throws {
    let run = try cases()
    #expect(run.status == 2)
    #expect(run.error.contains("there is no store x.db"))
    #expect(try box.shell("ls").output == "certs\n")
  }

  // MARK: - The list

  @Test func theListIsFiltered() throws {
    try box.write("中华插花证书\n", to: "certs/c.txt")
    try scan()
    _ = try set("2", "notified")
    let notified = try cases("list", "--status", "已通知").output
    #expect(notified.contains("certs/c.txt") && !notified.contains("certs/a.txt"))
    let issued = try cases("list", "--issuer", "花艺").output
    #expect(issued.contains("certs/a.txt") && !issued.contains("certs/c.txt"))
    for arguments in [["--status", "rectified"], ["--issuer", "没有"]] {
      let none = try box.zhenglint(["cases", "--store", "x.db"] + arguments)
      #expect(none.status == 0)
      #expect(none.output == "没有符合条件的案件。\n")
    }
  }

  @Test func nothingInTheRegisterIsNoFault() throws {
    try scan("certs/b.txt")
    let run = try box.zhenglint("cases", "--store", "x.db")
    #expect(run.status == 0)
    #expect(run.output == "台账中没有案件。\n")
    #expect(try register().isEmpty)
  }

  @Test(arguments: ["zh", "en"])
  func theTextFitsATerminal(language: String) throws {
    let long = String(repeating: "很长的名称", count: 12)
    try box.write("国家级\n发证机构：\(long)协会\n", to: "certs/\(long).txt")
    try box.write("国家级\n", to: Array("certs/-\u{1B}[31m\u{202E}".utf8) + [0xB9, 0xFA])
    try scan()
    for arguments in [["list"], ["show", "1"], ["show", "2"], ["show", "3"]] {
      let run = try box.zhenglint(
        ["cases"] + arguments + ["--store", "x.db", "--lang", language])
      #expect(run.status == 0)
      #expect(!run.output.contains("\u{1B}") && !run.output.contains("\u{202E}"))
      for line in run.output.split(separator: "\n") {
        // Quotation marks are narrow, as in `HelpTests`.
        let columns = line.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2E80 ? 1 : 2) }
        #expect(columns <= 80, "\(line)")
      }
    }
  }

  @Test func theTableOpensInASpreadsheet() throws {
    try scan()
    let run = try box.zhenglint("cases", "--format", "csv", "--store", "x.db")
    #expect(Array(run.outputBytes.prefix(3)) == [0xEF, 0xBB, 0xBF])
    let rows = run.output.dropFirst().components(separatedBy: "\r\n")
    #expect(rows.count == 3)
    #expect(rows[1].hasPrefix("1,待处理,certs/a.txt,国家级插花证书,云洲市花艺行业协会,1,0,20"))
  }

  @Test(arguments: ["cases", "evidence"], ["zh", "en"])
  func helpExplainsEveryOption(command: String, language: String) throws {
    let help = try box.zhenglint(command, "--help", "--lang", language)
    #expect(help.status == 0)
    let dump = try box.zhenglint(command, "--experimental-dump-help").output
    let names = dump.matches(of: /"kind" : "long",\s+"name" : "([a-z-]+)"/).map(\.output.1)
    #expect(Set(names).count > 3)
    for name in names where name != "version" && name != "help" {
      #expect(help.output.contains("--\(name)"), "\(name)")
    }
  }
}
