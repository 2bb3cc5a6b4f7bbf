import Testing
import ZhenglintCore
import ZhenglintEngine

/// How certificates stand towards the catalogue, and what follows for their wording
/// (Fixtures/standing.tsv).
@Suite struct StandingTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let id: String
    let text: String
    let standing: String
    let entry: String?
    let edition: String?
    let verdict: Set<String>
    let reason: String

    var testDescription: String { "\(id): \(reason)" }
  }

  /// The rules whose verdicts the table holds.
  private static let rules: Set = [
    "state-words", "qualification-words", "national-emblem", "unauthorised-issue",
    "cancelled-qualification", "level-evaluation-tied-to-entry", "catalogue-name-unknown-issuer",
    "legal-basis-gone",
  ]

  private static func cases() throws -> [Case] {
    let table = String(decoding: try Fixtures.bytes("standing.tsv"), as: UTF8.self)
    return try table.split(separator: "\n").dropFirst().map { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 10 else { throw Fixtures.Unreadable(path: String(line)) }
      func known(_ field: String) -> String? { field == "-" ? nil : field }
      let lines = [
        known(fields[1]), known(fields[4])?.replacing("\\n", with: "\n"),
        known(fields[2]).map { "发证机构：\($0)" }, known(fields[3]).map { "发证日期：\($0)" },
      ]
      return Case(
        id: fields[0], text: lines.compactMap(\.self).joined(separator: "\n\n"),
        standing: fields[5], entry: known(fields[6]), edition: known(fields[7]),
        verdict: Set((known(fields[8]) ?? "").split(separator: ",").map(String.init)),
        reason: fields[9])
    }
  }

  @Test(arguments: try cases())
  func theCertificateStandsAsWritten(_ expected: Case) throws {
    let report = Fixtures.linter.lint(bytes: Array(expected.text.utf8), path: "a.txt")
    let certificate = try #require(report.certificate)
    #expect(certificate.standing.rawValue == expected.standing)
    #expect(certificate.entry == expected.entry)
    #expect(certificate.edition == expected.edition)
    let found = report.findings.filter { Self.rules.contains($0.rule) && $0.level > .info }
    #expect(Set(found.map { "\($0.rule):\($0.level.rawValue)" }) == expected.verdict)
    let spans = report.findings.map(\.location.bytes)
    #expect(Set(spans).count == spans.count, "two rules report one span")
    #expect(!certificate.reason.zh.isEmpty && !certificate.reason.en.isEmpty)
  }

  @Test func thereAreEnoughCases() throws {
    let cases = try Self.cases()
    #expect(cases.count >= 60)
    #expect(Set(cases.map(\.standing)) == Set(Standing.allCases.map(\.rawValue)))
    #expect(Set(cases.map(\.id)).count == cases.count)
  }
}
