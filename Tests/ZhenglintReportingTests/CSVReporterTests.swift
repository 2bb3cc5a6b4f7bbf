import Testing
import ZhenglintCore

@testable import ZhenglintReporting

@Suite struct CSVReporterTests {
  @Test(arguments: [Language.zh, .en])
  func wholeReport(language: Language) throws {
    try expectSnapshot(render(CSVReporter(language: language)), "report.\(language).csv")
  }

  @Test func nothingUnseenReachesATerminal() {
    let text = rendered(CSVReporter(language: .zh)).dropFirst()
    #expect(
      text.unicodeScalars.allSatisfy { !$0.isUnseen || $0 == "\r" || $0 == "\n" })
  }

  @Test func everyInputHasARow() {
    let text = rendered(CSVReporter(language: .zh), SampleReport.run)
    for input in SampleReport.run.inputs {
      let rows = text.split(separator: "\r\n").filter {
        $0.hasPrefix(String(visible: input.path) + ",")
      }
      #expect(rows.count == max(1, input.activeFindings.count), "\(input.path)")
      #expect(rows.allSatisfy { $0.contains(input.status.name(in: .zh)) })
    }
  }
}
