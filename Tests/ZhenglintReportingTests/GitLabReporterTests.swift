import FoundationEssentials
import Testing
import ZhenglintCore

@testable import ZhenglintReporting

@Suite struct GitLabReporterTests {
  private struct Issue: Decodable, Equatable {
    struct Location: Decodable, Equatable {
      var path: String
      var lines: [String: Int]
    }
    var description: String
    var check_name: String
    var fingerprint: String
    var severity: String
    var location: Location
  }

  private func issues(_ run: RunReport = SampleReport.run) throws -> [Issue] {
    try JSONDecoder().decode([Issue].self, from: Data(render(GitLabReporter(language: .zh), run)))
  }

  @Test func wholeReport() throws {
    try expectSnapshot(render(GitLabReporter(language: .zh)), "report.gitlab.json")
  }

  @Test func nothingUnreadPasses() throws {
    let blockers = try issues().filter { $0.severity == "blocker" }
    #expect(blockers.map(\.check_name) == ["malformed", "picture-unread", "not-found"])
    var run = SampleReport.run
    run.inputs = [InputReport(path: "a.txt", status: .partly)]
    #expect(try issues(run).map(\.severity) == ["blocker"])
  }

  @Test func fingerprintsDifferFromFileToFileAndNotFromLineToLine() throws {
    var run = SampleReport.run
    var copy = run.inputs[0]
    copy.path = "./证书/副本.html"
    run.inputs.append(copy)
    let before = try issues(run)
    #expect(Set(before.map(\.fingerprint)).count == before.count)
    for input in run.inputs.indices {
      for finding in run.inputs[input].findings.indices {
        run.inputs[input].findings[finding].location.start.line += 7
        run.inputs[input].findings[finding].location.end.line += 7
      }
    }
    let after = try issues(run)
    #expect(after.map(\.fingerprint) == before.map(\.fingerprint))
    #expect(after != before)
    #expect(before.contains { $0.location.path == "证书/副本.html" })
  }
}
