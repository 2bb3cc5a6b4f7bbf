import Testing
import ZhenglintCore

@testable import ZhenglintReporting

@Suite struct GitHubReporterTests {
  @Test(arguments: [Language.zh, .en])
  func wholeReport(language: Language) throws {
    try expectSnapshot(render(GitHubReporter(language: language)), "report.\(language).github")
  }

  @Test func theMostSevereComeFirst() {
    let commands = rendered(GitHubReporter(language: .en)).split(separator: "\n")
      .map { String($0.prefix { $0 != " " }) }
    let ranks = commands.map { ["::error", "::warning", "::notice"].firstIndex(of: $0) ?? -1 }
    #expect(ranks == ranks.sorted() && !ranks.contains(-1))
    let findings = SampleReport.run.inputs.reduce(0) { $0 + $1.activeFindings.count }
    let unread = SampleReport.run.inputs.count { $0.status != .checked }
    let notes = SampleReport.run.notes + SampleReport.run.inputs.flatMap(\.notes)
    let warnings = notes.count { $0.isWarning && !$0.isIncomplete }
    #expect(warnings > 0)
    #expect(commands.count == findings + unread + warnings)
  }

  /// A name or a text of a file cannot end the command, nor begin another.
  @Test func nothingInAFileIsACommand() {
    var run = SampleReport.run
    run.notes = []
    run.inputs = [InputReport(path: "a,line=1::x\n::error ::100%.txt", status: .unread)]
    #expect(
      rendered(GitHubReporter(language: .en), run)
        == "::error file=a%2Cline=1%3A%3Ax%0A%3A%3Aerror %3A%3A100%25.txt,title=unread::\n")
  }
}
