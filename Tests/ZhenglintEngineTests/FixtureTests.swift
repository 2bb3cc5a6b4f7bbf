import Testing
import ZhenglintCore
import ZhenglintEngine
import ZhenglintRules

/// Whole certificates against the findings that people wrote down for them (Fixtures/expected.tsv).
@Suite struct FixtureTests {
  @Test(arguments: try Fixtures.certificates())
  func findsExactlyWhatIsExpected(file: String) throws {
    let bytes = try Fixtures.bytes("Certificates/" + file)
    let report = Fixtures.linter.lint(bytes: bytes, path: file)
    let encoding = try #require(report.encoding)
    let expected = try Fixtures.expectations()[file] ?? []
    let found = try report.findings.map { try Expectation(of: $0, in: bytes, encoding: encoding) }
    #expect(expected.subtracting(found) == [], "missed")
    #expect(Set(found).subtracting(expected) == [], "reported without reason")
    #expect(found.count == Set(found).count, "reported twice")
  }

  /// The slice of the source at the reported bytes is the text that the finding shows.
  @Test(arguments: try Fixtures.certificates())
  func bytesAreThoseOfTheText(file: String) throws {
    let bytes = try Fixtures.bytes("Certificates/" + file)
    let report = Fixtures.linter.lint(bytes: bytes, path: file)
    let encoding = try #require(report.encoding)
    for finding in report.findings where finding.location.isExact {
      let slice = Array(bytes[finding.location.bytes.start..<finding.location.bytes.end])
      #expect(try Fixtures.decode(slice, from: encoding) == finding.text)
    }
  }

  @Test func everyExpectationHasItsFixture() throws {
    let files = try Set(Fixtures.certificates())
    #expect(try Set(Fixtures.expectations().keys).subtracting(files) == [])
    #expect(files.count >= 40)
  }
}

/// Rules that say the same of the same characters would be one rule too many.
@Suite struct RuleOverlapTests {
  @Test(arguments: try Fixtures.certificates())
  func noTwoRulesReportOneSpan(file: String) throws {
    let report = try Fixtures.lint("Certificates/" + file)
    var rules: [ByteRange: String] = [:]
    for finding in report.findings {
      let other = rules.updateValue(finding.rule, forKey: finding.location.bytes)
      #expect(other == nil || other == finding.rule, "\(finding.text): \(finding.rule)")
    }
  }
}
