import Testing
import ZhenglintCore

@testable import ZhenglintReporting

@Suite struct XMLReportersTests {
  @Test(arguments: Language.allCases)
  func wholeJUnitReport(language: Language) throws {
    try expectSnapshot(
      render(JUnitReporter(language: language, failLevel: .violation)),
      "report.\(language).junit.xml")
  }

  @Test func wholeCheckstyleReport() throws {
    try expectSnapshot(render(CheckstyleReporter(language: .zh)), "report.checkstyle.xml")
  }

  /// Cases that fail are the inputs for which the program would exit with 1.
  @Test(arguments: [(Level.violation, 2), (.review, 3), (.info, 3)])
  func theFailLevelDecidesWhatFails(level: Level, failures: Int) {
    let text = rendered(JUnitReporter(language: .en, failLevel: level))
    #expect(text.contains("failures=\"\(failures)\" errors=\"3\""))
    #expect(text.split(separator: "<failure ").count == failures + 1)
    #expect(text.split(separator: "<error ").count == 4)
    // What does not fail is told all the same.
    for finding in SampleReport.run.inputs.flatMap(\.activeFindings) {
      #expect(text.contains(":\(finding.location.startLine):\(finding.location.startColumn) "))
    }
  }

  @Test func severalAreCountedInThePlural() {
    let findings = SampleReport.run.inputs.flatMap(\.findings)
    #expect(counts(of: findings, in: .en) == "3 violations, 2 reviews, 1 info")
    #expect(counts(of: findings, in: .zh) == "违反规定 3 处，需人工判断 2 处，提示 1 处")
  }

  @Test func suppressedFindingsFailNothing() {
    var run = SampleReport.run
    run.inputs = [run.inputs[0]]
    run.inputs[0].findings.removeAll { $0.suppression == nil }
    #expect(run.inputs[0].findings.count == 1)
    let text = rendered(JUnitReporter(language: .en, failLevel: .info), run)
    #expect(text.contains("tests=\"1\" failures=\"0\""))
    #expect(!text.contains("<failure"))
    #expect(!rendered(CheckstyleReporter(language: .en), run).contains("<error"))
  }

  @Test func whatXMLCannotHoldIsVisibleAndTheRestSurvives() {
    var run = SampleReport.run
    run.inputs = [
      InputReport(path: "a\u{0}\u{1B}\u{FFFE}\t\n\r\u{202E}\u{1FFFE}&<>\"'𠀀.txt", status: .checked)
    ]
    let text = rendered(CheckstyleReporter(language: .en), run)
    #expect(
      text.contains(
        "name=\"a&lt;U+0000&gt;&lt;U+001B&gt;&lt;U+FFFE&gt;&#x9;&#xA;&#xD;&#x202E;&#x1FFFE;"
          + "&amp;&lt;&gt;&quot;'𠀀.txt\""))
  }
}
