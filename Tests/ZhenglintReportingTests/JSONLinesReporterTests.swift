import FoundationEssentials
import Testing
import ZhenglintCore

@testable import ZhenglintReporting

@Suite struct JSONLinesReporterTests {
  private struct Line: Decodable {
    var type: String
    var path: String?
    var fingerprint: String?
    var sha256: String?
  }

  private func lines(_ run: RunReport) throws -> [Line] {
    try rendered(JSONLinesReporter(language: .zh), run).split(separator: "\n").map {
      try JSONDecoder().decode(Line.self, from: Data($0.utf8))
    }
  }

  @Test func wholeReport() throws {
    try expectSnapshot(render(JSONLinesReporter(language: .zh)), "report.jsonl")
  }

  @Test func eachInputIsFollowedByItsFindings() throws {
    let run = SampleReport.run
    let lines = try lines(run)
    #expect(lines.first?.type == "run" && lines.last?.type == "summary")
    var input: String?
    for line in lines.dropFirst().dropLast() {
      if line.type == "input" { input = line.path }
      #expect(line.path == input)
    }
    #expect(lines.count { $0.type == "input" } == run.inputs.count)
    let told = lines.filter { $0.type == "finding" }.compactMap(\.fingerprint)
    #expect(told.sorted() == run.inputs.flatMap(\.findings).map(\.fingerprint).sorted())
  }

  @Test func aRunOfNothingHasTwoLines() throws {
    var run = SampleReport.run
    run.inputs = []
    #expect(try lines(run).map(\.type) == ["run", "summary"])
  }
}
