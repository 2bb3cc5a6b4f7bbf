import Testing

@Suite struct HelpTests {
  private func zhenglint(_ arguments: String...) throws -> Command {
    try Command(([Command.zhenglint] + arguments).map { Array($0.utf8) })
  }

  @Test func theVersionIsPrinted() throws {
    let run = try zhenglint("--version")
    #expect(run.status == 0)
    #expect(run.output.wholeMatch(of: /zhenglint [0-9]+\.[0-9]+\.[0-9]+\n/) != nil)
  }

  @Test(arguments: [[], ["--help"], ["-h"], ["help"]])
  func theOverviewNamesTheCommands(arguments: [String]) throws {
    let run = try Command(([Command.zhenglint] + arguments).map { Array($0.utf8) })
    #expect(run.status == 0)
    #expect(run.output.contains("用法：zhenglint <命令>"))
    #expect(run.output.contains("check"))
  }

  @Test(arguments: ["check", "worker"], ["zh", "en"])
  func everyOptionIsExplained(command: String, language: String) throws {
    let help = try zhenglint("help", command, "--lang", language)
    #expect(help.status == 0)
    let dump = try zhenglint(command, "--experimental-dump-help").output
    let options = dump.split(separator: "\"name\" : \"").dropFirst()
      .map { $0.prefix { $0 != "\"" } }.filter { $0.count > 2 && dump.contains("\"\($0)\"") }
    let names = Set(options).subtracting(["version", "help", "paths"])
    #expect(names.count > 15)
    for name in names where !name.contains(" ") {
      #expect(help.output.contains("--\(name)"), "\(name)")
    }
  }

  @Test(
    arguments: [
      ["--help"], ["check", "--help"], ["scan", "--help"], ["report", "--help"],
      ["cases", "--help"], ["evidence", "--help"], ["fix", "--help"], ["rules", "--help"],
      ["explain", "--help"], ["catalogue", "--help"], ["lsp", "--help"], ["worker", "--help"],
    ], ["zh", "en"])
  func helpFitsATerminal(arguments: [String], language: String) throws {
    let words = [Command.zhenglint] + arguments + ["--lang", language]
    let run = try Command(words.map { Array($0.utf8) })
    for line in run.output.split(separator: "\n") {
      // Chinese characters and punctuation take two columns; the quotation marks are narrow.
      let columns = line.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2E80 ? 1 : 2) }
      #expect(columns <= 80, "\(line)")
    }
  }
}
