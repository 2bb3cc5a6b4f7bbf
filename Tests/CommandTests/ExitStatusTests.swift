import Testing

@Suite struct ExitStatusTests {
  let box: Sandbox

  init() throws {
    box = try Sandbox()
    try box.write("某某国家职业资格证书\n", to: "bad.txt")
    try box.write("某某培训证书\n", to: "good.txt")
    // Named by the reference rule only: a person must decide.
    try box.write("<p>结业<!-- 国家 --></p>\n", to: "review.html")
    try box.makeDirectory("empty")
  }

  static let runs: [([String], Int32)] = [
    (["good.txt"], 0),
    (["bad.txt"], 1),
    (["bad.txt", "good.txt"], 1),
    (["bad.txt", "--exit-zero"], 0),
    (["missing.txt"], 2),
    (["bad.txt", "missing.txt"], 2),
    (["bad.txt", "missing.txt", "--exit-zero"], 2),
    (["bad.txt", "missing.txt", "--allow-incomplete"], 1),
    (["good.txt", "missing.txt", "--allow-incomplete"], 0),
    (["missing.txt", "--allow-incomplete"], 3),
    (["empty"], 3),
    (["empty", "--exit-zero"], 3),
    (["review.html"], 0),
    (["review.html", "--fail-level", "review"], 1),
    (["bad.txt", "--ignore", "state-words,qualification-words"], 0),
    (["bad.txt", "--select", "national-emblem"], 0),
    (["bad.txt", "--max-file-size", "3"], 2),
    (["bad.txt", "--max-file-size", "1k"], 1),
    (["bad.txt", "--no-config", "--profile", "strict", "-q"], 1),
    (["--", "bad.txt"], 1),
  ]

  @Test(arguments: runs)
  func check(_ arguments: [String], exits status: Int32) throws {
    #expect(try run(arguments).status == status)
  }

  @Test func noPathMeansTheCurrentDirectory() throws {
    let run = try box.zhenglint("check")
    #expect(run.status == 1)
    #expect(run.output.contains("bad.txt:1:"))
  }

  @Test func nothingToCheckIsSaid() throws {
    #expect(try box.zhenglint("check", "empty").error.contains("没有可检查的文件"))
  }

  static let wrongCalls: [([String], String)] = [
    (["--formt", "json"], "--format"),
    (["--format", "xml"], " json "),
    (["--jobs", "0"], "--jobs"),
    (["--jobs", "many"], "'many'"),
    (["--max-file-size", "3G"], "'3G'"),
    (["--max-file-size", "99999999999999999999G"], "--max-file-size"),
    (["--select", "state-word"], "state-words"),
    (["--ignore", "emblem"], "national-emblem"),
    (["--rules", "missing"], "missing"),
    (["-o"], "-o"),
    (["-q", "-v"], "-v"),
    (["-o", "missing/report.txt"], "missing/report.txt"),
    (["-o", "a.txt", "-o", "b.txt"], "--format"),
    (["--format", "json", "--format", "text"], "标准输出"),
    (["--format", "json", "-o", "r", "--format", "text", "-o", "./r"], "同一个文件"),
    (["-o", "good.txt"], "good.txt"),
  ]

  @Test(arguments: wrongCalls)
  func usageErrorsExit2AndNameTheCause(_ arguments: [String], cause: String) throws {
    let run = try run(["good.txt"] + arguments)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.error.hasPrefix("zhenglint: "))
    #expect(run.error.contains(cause))
    #expect(try box.read("good.txt") == "某某培训证书\n")
  }

  @Test func usageErrorsAreEnglishOnDemand() throws {
    let run = try box.zhenglint("check", "--lang", "en", "--select", "state-word")
    #expect(run.error.contains("did you mean state-words?"))
  }

  @Test(arguments: [["bad.txt"], ["chekc"]])
  func anUnknownCommandIsAUsageError(_ arguments: [String]) throws {
    let run = try Command(
      ([Command.zhenglint] + arguments).map { Array($0.utf8) }, directory: box.path)
    #expect(run.status == 2)
    #expect(run.error.contains("zhenglint check"))
  }

  private func run(_ arguments: [String]) throws -> Command {
    try Command(
      ([Command.zhenglint, "check"] + arguments).map { Array($0.utf8) }, directory: box.path)
  }
}
