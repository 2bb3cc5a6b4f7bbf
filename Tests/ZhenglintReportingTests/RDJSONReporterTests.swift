import FoundationEssentials
import Testing
import ZhenglintCore

@testable import ZhenglintReporting

@Suite struct RDJSONReporterTests {
  private struct Diagnostic: Decodable, Equatable {
    struct Location: Decodable, Equatable {
      var path: String
      var range: [String: [String: Int]]?
    }
    var message: String
    var location: Location
    var severity: String
    var code: [String: String]
  }
  private struct Result: Decodable { var diagnostics: [Diagnostic] }

  @Test func wholeReports() throws {
    try expectSnapshot(render(RDJSONReporter(language: .zh)), "report.rdjson")
    try expectSnapshot(render(RDJSONLinesReporter(language: .zh)), "report.rdjsonl")
  }

  @Test func bothSayTheSame() throws {
    let whole = try JSONDecoder().decode(
      Result.self, from: Data(render(RDJSONReporter(language: .en)))
    ).diagnostics
    let lines = try rendered(RDJSONLinesReporter(language: .en)).split(separator: "\n").map {
      try JSONDecoder().decode(Diagnostic.self, from: Data($0.utf8))
    }
    #expect(lines == whole)
    #expect(whole.count == 8)
    #expect(whole.count { $0.location.range == nil && $0.severity == "ERROR" } == 3)
  }

  @Test func columnsAreBytesOfTheLineInUTF8() throws {
    var run = SampleReport.run
    run.inputs = [run.inputs[0]]
    run.inputs[0].findings = [run.inputs[0].findings[0]]
    run.inputs[0].findings[0].location.start = Position(line: 2, column: 3, utf8Column: 8)
    run.inputs[0].findings[0].location.end = Position(line: 2, column: 5, utf8Column: 14)
    #expect(
      rendered(RDJSONReporter(language: .zh), run).contains(
        #""range": {"start": {"line": 2, "column": 8}, "end": {"line": 2, "column": 14}}"#))
  }
}
