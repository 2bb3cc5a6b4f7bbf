import Testing

@Suite struct ReportTests {
  @Test func statisticsCountByRuleTermAndDisguise() throws {
    let box = try Sandbox()
    try box.write("国家级、國家级，全国统一\n职业资格\n", to: "a.txt")
    let run = try box.zhenglint("check", "a.txt", "--statistics", "--lang", "en")
    #expect(run.output.contains("Counts:  by rule: state-words 3, qualification-words 1\n"))
    #expect(run.output.contains("Counts:  by term: 国家 2, 全国 1, 职业资格 1\n"))
    #expect(run.output.contains("Counts:  by disguise: traditional 1\n"))
    #expect(try !box.zhenglint("check", "a.txt", "--lang", "en").output.contains("Counts"))
  }

  let box: Sandbox

  init() throws {
    box = try Sandbox()
    try box.write("某某国家职业资格证书\n", to: "bad.txt")
  }

  @Test(arguments: [
    "--format text --format json -o a.json",
    "--format json -o a.json --format text",
    "-o a.json --format json --format text -o -",
    "--format text --format json -o - -o a.json",
    "--format json --format text --output=a.json -o a.txt; cat a.txt",
  ])
  func formatsArePairedWithFiles(options: String) throws {
    // Where there are as many of both, the order among the options plays no part.
    let swapped = options.hasSuffix("cat a.txt")
    let run = try box.shell("\"$0\" check bad.txt \(options)")
    #expect(run.output.contains("bad.txt:1:3"))
    #expect(!run.output.contains("zhenglint-report/1"))
    #expect(run.status == (swapped ? 0 : 1))
    #expect(try box.read("a.json").contains("\"zhenglint-report/1\""))
  }

  @Test func oneFormatGoesToAFile() throws {
    let run = try box.zhenglint("check", "bad.txt", "-o", "a.txt")
    #expect(run.status == 1)
    #expect(run.output.isEmpty)
    #expect(try box.read("a.txt").contains("bad.txt:1:3"))
  }

  @Test(arguments: [
    "text", "html", "json", "jsonl", "csv", "github", "sarif", "gitlab", "junit", "checkstyle",
    "rdjson", "rdjsonl",
  ])
  func everyFormatTellsOfTheFinding(format: String) throws {
    for language in ["zh", "en"] {
      let run = try box.zhenglint("check", "bad.txt", "--format", format, "--lang", language)
      #expect(run.status == 1)
      #expect(run.error.isEmpty)
      for word in ["bad.txt", "state-words", "国家"] { #expect(run.output.contains(word)) }
      #expect(run.outputBytes.last == UInt8(ascii: "\n"))
    }
  }

  @Test func aReportReplacesTheLastOneAndIsNoInput() throws {
    try box.write(String(repeating: "国家", count: 10_000), to: "report.json")
    let first = try box.zhenglint("check", ".", "--format", "json", "-o", "report.json")
    let report = try box.read("report.json")
    let second = try box.zhenglint("check", ".", "--format", "json", "-o", "report.json", "-v")
    #expect(first.status == 1 && second.status == 1)
    #expect(!report.contains("report.json"))
    #expect(try box.read("report.json") == report)
    #expect(second.error.contains("report.json:"))
  }

  @Test func aFullDiskIsTrouble() throws {
    let run = try box.shell("\"$0\" check bad.txt > /dev/full")
    #expect(run.status == 2)
    #expect(run.error.contains("磁盘已满"))
  }

  @Test func closedStandardOutputIsTroubleAndHarmsNoFile() throws {
    let run = try box.shell(
      "\"$0\" check bad.txt --format text --format json -o a.json >&-")
    #expect(run.status == 2)
    #expect(try !box.read("a.json").contains("bad.txt:1:3"))
  }

  @Test func aReaderThatLeavesEndsTheOutputQuietly() throws {
    try box.write(String(repeating: "国家职业资格\n", count: 1_000), to: "long.txt")
    let run = try box.shell("{ \"$0\" check -q long.txt; echo $? >&2; } | head -n 1")
    #expect(run.output.hasPrefix("long.txt:1:1"))
    #expect(run.error == "1\n")
  }

  @Test func theNumberOfJobsChangesNothing() throws {
    for n in 0..<60 {
      try box.write(String(repeating: "国家证书\n", count: n % 7 * 4), to: "d\(n % 5)/\(n).txt")
    }
    let one = try box.zhenglint("check", ".", "missing", "--format", "json", "--jobs", "1")
    #expect(one.status == 2)
    for jobs in ["2", "7", "64"] {
      let many = try box.zhenglint("check", ".", "missing", "--format", "json", "--jobs", jobs)
      #expect(many.outputBytes == one.outputBytes)
      #expect(many.error == one.error)
    }
  }

  @Test(arguments: [
    ([], [:], false),
    (["--color", "always"], [:], true),
    (["--color", "always"], ["NO_COLOR": "1"], true),
    (["--color", "never"], [:], false),
  ])
  func colourFollowsTheOption(
    options: [String], environment: [String: String], isColoured: Bool
  ) throws {
    let words = [Command.zhenglint, "check", "bad.txt"] + options
    let run = try Command(
      words.map { Array($0.utf8) }, environment: environment, directory: box.path)
    #expect(run.output.contains("\u{1B}[") == isColoured)
  }

  /// `script` runs a command on a terminal of its own.
  @Test(arguments: [
    ("", true), ("NO_COLOR=1 ", false), ("NO_COLOR= ", true), ("TERM=dumb ", false),
  ])
  func onATerminalColourFollowsTheEnvironment(setting: String, isColoured: Bool) throws {
    let run = try box.shell("script -qec \"\(setting)$0 check bad.txt\" /dev/null")
    #expect(run.status == 1)
    #expect(run.output.contains("\u{1B}[") == isColoured)
  }

  @Test func troubleIsNamedOnceOnATerminal() throws {
    let run = try box.shell("script -qec \"$0 check missing\" /dev/null")
    #expect(run.output.contains("没有这个文件或目录"))
    #expect(!run.output.contains("zhenglint: missing"))
  }

  @Test func theDateIsLocal() throws {
    // Fourteen hours ahead of and twelve behind Greenwich: never the same day.
    let dates = try ["<+14>-14", "<-12>12"].map { zone in
      let run = try box.zhenglint(
        "check", "bad.txt", "--format", "json", environment: ["TZ": zone])
      return try #require(run.output.split(separator: "\"asOf\": \"").last?.prefix(10))
    }
    #expect(dates[0] > dates[1])
    #expect(dates[0].count == 10)
  }
}
