import FoundationEssentials
import Testing
import ZhenglintCore

@testable import ZhenglintReporting

@Suite struct JSONReporterTests {
  @Test func wholeReport() throws {
    try expectSnapshot(render(JSONReporter(language: .zh)), "report.json")
  }

  @Test func orderDoesNotDependOnTheOrderOfTheRun() {
    var run = SampleReport.run
    run.inputs.reverse()
    for index in run.inputs.indices { run.inputs[index].findings.reverse() }
    #expect(render(JSONReporter(language: .en), run) == render(JSONReporter(language: .en)))
  }

  /// More inputs and findings than one thread takes at a time.
  @Test(arguments: [2, 3, 8])
  func bytesDoNotDependOnTheNumberOfThreads(width: Int) throws {
    let inputs = SampleReport.run.inputs
    var run = SampleReport.run
    run.inputs = (0..<2000).map { number in
      var input = inputs[number % inputs.count]
      input.path = "\(100_000 + number)"
      return input
    }
    let expected = render(JSONReporter(language: .zh), run)
    #expect(render(JSONReporter(language: .zh, width: width), run) == expected)
    #expect(try decode(run).inputs.count == 2000)
  }

  @Test func aRunOfNothingIsWholeJSON() throws {
    var run = SampleReport.run
    run.inputs = []
    let text = rendered(JSONReporter(language: .zh), run)
    #expect(text.contains("\"inputs\": [],\n  \"findings\": [],\n"))
    #expect(try decode(run).summary["inputs"] == 0)
  }

  /// Whatever a file is called and holds, a parser gets the same scalars back.
  @Test func everyScalarSurvives() throws {
    var scalars = String.UnicodeScalarView()
    for value in Array(UInt32(0)...0xFFFF) + [0x1F393, 0x20000, 0xE0041, 0x10FFFD] {
      if let scalar = Unicode.Scalar(value) { scalars.append(scalar) }
    }
    var run = SampleReport.run
    run.inputs = [InputReport(path: String(scalars), status: .checked)]
    let path = try #require(try decode(run).inputs.first).path
    #expect(path.utf8.elementsEqual(String(scalars).utf8))
  }

  @Test func nothingUnseenReachesATerminal() {
    let text = rendered(JSONReporter(language: .zh))
    #expect(!text.unicodeScalars.contains { $0 != "\n" && $0.isUnseen })
    #expect(text.contains(#""证书/\u001b[2J坏\u202efdp.xml""#))
    #expect(text.contains(#""全\u200b\u2060国""#))
    #expect(text.contains(#"中</tspan>\n<tspan x=\"20\">"#))
  }

  @Test func boxesAreNumbersOrNull() {
    var run = SampleReport.run
    run.inputs = [run.inputs[0]]
    run.inputs[0].findings = [run.inputs[0].findings[0]]
    run.inputs[0].findings[0].location.page = 2
    run.inputs[0].findings[0].location.box = [1, 2.5, .infinity, 1e-7]
    #expect(
      rendered(JSONReporter(language: .zh), run)
        .contains(#""page": 2, "box": [1.0, 2.5, null, 1e-07]}"#))
  }

  private struct Parsed: Decodable {
    struct Input: Decodable { var path: String }
    var inputs: [Input]
    var summary: [String: Int]
  }

  private func decode(_ run: RunReport) throws -> Parsed {
    try JSONDecoder().decode(Parsed.self, from: Data(render(JSONReporter(language: .zh), run)))
  }
}
