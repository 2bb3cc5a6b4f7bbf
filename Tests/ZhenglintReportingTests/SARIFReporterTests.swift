import FoundationEssentials
import Testing
import ZhenglintCore
import ZhenglintRules
import ZhenglintTestSupport

@testable import ZhenglintReporting

@Suite struct SARIFReporterTests {
  private struct Log: Decodable {
    struct Run: Decodable {
      var tool: Tool
      var invocations: [Invocation]
      var artifacts: [Artifact]
      var results: [Result]
      var taxonomies: [Component]
    }
    struct Tool: Decodable { var driver: Component }
    struct Component: Decodable {
      var name: String
      var rules: [Descriptor]?
      var notifications: [Descriptor]?
      var taxa: [Descriptor]?
    }
    struct Descriptor: Decodable { var id: String }
    struct Invocation: Decodable {
      var executionSuccessful: Bool
      var toolExecutionNotifications: [Notification]
    }
    struct Notification: Decodable {
      var descriptor: Reference
      var level: String
      var message: Message
      var locations: [Location]
    }
    struct Reference: Decodable {
      var id: String
      var index: Int
    }
    struct Message: Decodable { var text: String }
    struct Artifact: Decodable { var location: ArtifactLocation }
    struct ArtifactLocation: Decodable, Equatable {
      var uri: String
      var uriBaseId: String?
    }
    struct Location: Decodable { var physicalLocation: PhysicalLocation }
    struct PhysicalLocation: Decodable {
      var artifactLocation: ArtifactLocation
      var region: Region?
      var contextRegion: Region?
    }
    struct Region: Decodable {
      var startColumn: Int
      var endColumn: Int
      var snippet: Message
    }
    struct Result: Decodable {
      var ruleId: String
      var ruleIndex: Int?
      var level: String
      var locations: [Location]
      var suppressions: [[String: String]]
    }
    var runs: [Run]
  }

  private func rules() throws -> [Rule] {
    let yaml = SmallPack.replacing("id: words", with: "id: state-words")
    return try RulePackDecoder.decode(yaml, file: SmallPack.file).rules
  }

  private func read(_ run: RunReport = SampleReport.run, limit: Int = 25_000) throws -> Log.Run {
    let reporter = SARIFReporter(language: .zh, rules: try rules(), resultLimit: limit)
    return try #require(
      JSONDecoder().decode(Log.self, from: Data(render(reporter, run))).runs.first)
  }

  @Test(arguments: Language.allCases)
  func wholeReport(language: Language) throws {
    let reporter = SARIFReporter(language: language, rules: try rules())
    try expectSnapshot(render(reporter), "report.\(language).sarif")
  }

  @Test func theMostSevereComeFirstAndSuppressedOnesLast() throws {
    let results = try read().results
    let active = results.prefix { $0.suppressions.isEmpty }
    #expect(results.dropFirst(active.count).allSatisfy { !$0.suppressions.isEmpty })
    let ranks = active.map { ["error", "warning", "note"].firstIndex(of: $0.level) }
    #expect(ranks == [0, 0, 1, 1, 2])
    #expect(results.count == SampleReport.run.inputs.reduce(0) { $0 + $1.findings.count })
    #expect(
      results.last?.suppressions == [
        ["kind": "inSource", "status": "accepted", "justification": "引用标准名称"]
      ])
  }

  @Test func whatIsLeftOutIsTheLeastSevereAndIsSaid() throws {
    let run = try read(limit: 3)
    #expect(run.results.map(\.level) == ["error", "error", "warning"])
    let notice = try #require(
      run.invocations[0].toolExecutionNotifications.first {
        $0.descriptor.id == "results-left-out"
      })
    #expect(notice.level == "warning")
    #expect(notice.message.text.contains("其余 3 处（违反规定 1 处，需人工判断 1 处，提示 1 处）"))
    let whole = try read().invocations[0].toolExecutionNotifications.map(\.descriptor.id)
    #expect(!whole.contains("results-left-out"))
  }

  @Test func rulesAreFoundByIndexWhereTheyWereApplied() throws {
    let run = try read()
    let rules = try #require(run.tool.driver.rules)
    for result in run.results {
      #expect(
        result.ruleIndex.map { rules[$0].id }
          == (result.ruleId == "state-words" ? "state-words" : nil))
    }
    let notifications = try #require(run.tool.driver.notifications)
    for notice in run.invocations[0].toolExecutionNotifications {
      #expect(notifications[notice.descriptor.index].id == notice.descriptor.id)
    }
  }

  /// One that no one read, one read in part, and the run's own note.
  @Test func whatWasNotCheckedWholeIsAnErrorWithItsPlace() throws {
    let invocation = try read().invocations[0]
    #expect(!invocation.executionSuccessful)
    let errors = invocation.toolExecutionNotifications.filter { $0.level == "error" }
    #expect(errors.map(\.descriptor.id) == ["malformed", "picture-unread", "not-found"])
    #expect(
      errors.last?.locations.first?.physicalLocation.artifactLocation.uri
        == "%E8%AF%81%E4%B9%A6/%E9%81%97%E5%A4%B1.pdf")
    let warnings = invocation.toolExecutionNotifications.filter { $0.level == "warning" }
    #expect(warnings.map(\.descriptor.id) == ["suppression-without-reason", "baseline-vanished"])
    #expect(warnings.map(\.locations.count) == [1, 0])

    var run = SampleReport.run
    run.inputs = run.inputs.filter { $0.status == .checked }
    #expect(try read(run).invocations[0].executionSuccessful)
  }

  @Test(arguments: [
    ("证 书/a.html", "%E8%AF%81%20%E4%B9%A6/a.html", true),
    ("./a//b/./c.txt", "a/b/c.txt", true),
    ("a:b%20.txt", "a%3Ab%2520.txt", true),
    ("../a.txt", "../a.txt", false),
    ("/tmp/证.txt", "file:///tmp/%E8%AF%81.txt", false),
    ("-", "-", false),
    ("./-", "-", true),
    ("a\u{1B}[2J\u{202E}?#.txt", "a%1B%5B2J%E2%80%AE%3F%23.txt", true),
  ])
  func pathsAreURIs(path: String, uri: String, isBelowBase: Bool) throws {
    var run = SampleReport.run
    run.inputs = [InputReport(path: path, status: .checked)]
    #expect(
      try read(run).artifacts.map(\.location)
        == [Log.ArtifactLocation(uri: uri, uriBaseId: isBelowBase ? "%SRCROOT%" : nil)])
  }

  /// GBK names, as archives from Windows leave them: `path` is the same for both.
  @Test func namesThatAreNoUTF8StayApart() throws {
    var run = SampleReport.run
    run.inputs = [[0xD6, 0xA4], [0xCA, 0xE9]].map { (name: [UInt8]) in
      var input = SampleReport.run.inputs[0]
      (input.path, input.rawPath) = ("\u{FFFD}\u{FFFD}", name)
      return input
    }
    #expect(try read(run).artifacts.map(\.location.uri) == ["%D6%A4", "%CA%E9"])
    let issues = rendered(GitLabReporter(language: .zh), run)
    #expect(issues.contains("5f0c131/%D6%A4") && issues.contains("5f0c131/%CA%E9"))
  }

  @Test func contextsHoldTheirRegions() throws {
    var seen = 0
    for result in try read().results {
      let place = result.locations[0].physicalLocation
      guard let region = place.region, let context = place.contextRegion else { continue }
      #expect(context.startColumn <= region.startColumn && context.endColumn >= region.endColumn)
      #expect(
        context.endColumn - context.startColumn == context.snippet.text.unicodeScalars.count)
      seen += 1
    }
    #expect(seen == 2)
  }

  @Test func clausesAreTaxaOnce() throws {
    let taxonomies = try read().taxonomies
    #expect(
      taxonomies.map(\.name)
        == ["〔2017〕1号", "《函》", "人社部发〔2017〕68号"])
    #expect(taxonomies.map { $0.taxa?.count } == [1, 1, 1])
  }

  @Test func markupInTextsIsEscaped() throws {
    let yaml = SmallPack.replacing("zh: 不写国家", with: "zh: 不写<b>国家*")
    let rules = try RulePackDecoder.decode(yaml, file: SmallPack.file).rules
    let text = rendered(SARIFReporter(language: .zh, rules: rules))
    #expect(text.contains(#""text": "要求什么\n不写<b>国家*\n\n约束谁"#))
    #expect(text.contains(#""markdown": "**要求什么**\n\n不写\\<b\\>国家\\*\n\n"#))
  }

  @Test func longTextsAreCutAtAScalar() throws {
    let long = String(repeating: "证", count: 253)
    let yaml = SmallPack.replacing("name: { zh: 字样", with: "name: { zh: \(long)𠀀𠀀")
    let rules = try RulePackDecoder.decode(yaml, file: SmallPack.file).rules
    let text = rendered(SARIFReporter(language: .zh, rules: rules))
    #expect(text.contains("\"name\": \"\(long)…\""))
  }
}
