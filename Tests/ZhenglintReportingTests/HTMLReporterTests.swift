import Testing
import ZhenglintCore
import ZhenglintRules
import ZhenglintTestSupport

@testable import ZhenglintReporting

@Suite struct HTMLReporterTests {
  private func rules() throws -> [Rule] {
    let yaml = SmallPack.replacing("id: words", with: "id: state-words")
    return try RulePackDecoder.decode(yaml, file: SmallPack.file).rules
  }

  private func page(
    _ run: RunReport = SampleReport.run, language: Language = .zh
  ) throws -> Substring {
    let page = rendered(HTMLReporter(language: language, rules: try rules()), run)
    // The style sheet has words of its own.
    return try #require(page.split(separator: "</style>").last)
  }

  @Test(arguments: Language.allCases)
  func wholeReport(language: Language) throws {
    let reporter = HTMLReporter(language: language, rules: try rules())
    try expectSnapshot(render(reporter), "report.\(language).html")
  }

  @Test func nothingInAFileIsMarkup() throws {
    var run = SampleReport.run
    let hostile = "<script>alert(1)</script>\"'&\u{202E}\u{0}"
    run.inputs = [run.inputs[0]]
    run.inputs[0].path = hostile
    run.inputs[0].certificate?.title = hostile
    run.inputs[0].certificate?.issuer = hostile
    run.inputs[0].text = CertificateText(lines: [[.init(text: hostile, finding: 0)]])
    for index in run.inputs[0].findings.indices {
      run.inputs[0].findings[index].term = hostile
      run.inputs[0].findings[index].rule = hostile
      run.inputs[0].findings[index].fingerprint = hostile
      run.inputs[0].findings[index].suppression?.reason = hostile
      run.inputs[0].findings[index].excerpt.line = hostile
      run.inputs[0].findings[index].excerpt.spanEnd = 100
    }
    run.notes = [Note(code: "a", zh: hostile, en: hostile, isIncomplete: false)]
    let page = try page(run)
    #expect(!page.contains("<script"))
    #expect(!page.unicodeScalars.contains { $0 != "\n" && $0.isUnseen })
    let escaped = "&lt;script&gt;alert(1)&lt;/script&gt;&quot;'&amp;&lt;U+202E&gt;&lt;U+0000&gt;"
    #expect(page.split(separator: escaped).count > 10)
  }

  @Test func everyInputIsInOnePlaceAndNothingUnreadIsClean() throws {
    let page = try page()
    let clean = try #require(page.split(separator: "class=\"clean\"").last)
    let incomplete = try #require(
      page.split(separator: "class=\"incomplete\"").last?
        .split(separator: "class=\"warnings\"").first)
    for input in SampleReport.run.inputs {
      let path = String(visible: input.path).replacing("<", with: "&lt;").replacing(
        ">", with: "&gt;")
      #expect(
        clean.contains("<li>\(path)<")
          == (input.status == .checked && input.activeFindings.isEmpty))
      #expect(incomplete.contains(path) == (input.status != .checked))
      #expect(page.contains(">\(path)</h2>") == !input.activeFindings.isEmpty)
    }
  }

  @Test func marksLeadToFindingsThatCount() throws {
    let page = try page()
    let links = page.matches(
      of: try Regex("href=\"#(finding-[^\"]+)\"", as: (Substring, Substring).self)
    )
    .map(\.output.1)
    #expect(links.count == 2)
    for link in links { #expect(page.contains("id=\"\(link)\"")) }
    #expect(page.contains("国家标准 GB/T 20647"))
    let ids = page.matches(of: try Regex(" id=\"([^\"]+)\"", as: (Substring, Substring).self))
      .map(\.output.1)
    #expect(Set(ids).count == ids.count)
  }

  @Test func thereIsNothingToFilterAmongOneLevel() throws {
    var run = SampleReport.run
    #expect(try page(run).contains("<fieldset"))
    run.inputs = run.inputs.filter { $0.path.hasSuffix(".svg") }
    #expect(try !page(run).contains("<fieldset"))
  }

  @Test func theVerdictLooksLikeWhatItSays() throws {
    var run = SampleReport.run
    #expect(try page(run).contains("class=\"verdict violation\""))
    run.inputs.removeAll { $0.status != .checked || !$0.activeFindings.isEmpty }
    #expect(try page(run).contains("class=\"verdict good\""))
    run.inputs = []
    #expect(try page(run).contains("class=\"verdict review\""))
  }

  @Test(arguments: Language.allCases)
  func whatIsNoFindingIsToldToo(language: Language) throws {
    let page = try page(language: language)
    let notes = SampleReport.run.notes + SampleReport.run.inputs.flatMap(\.notes)
    for note in notes where note.isWarning { #expect(page.contains(note.message[language])) }
    #expect(page.contains(language == .zh ? "不在改动的行上 2 处" : "2 not on changed lines"))
  }

  @Test func theIndexLeadsToEveryInputWithFindings() throws {
    let page = try page()
    let address = try Regex("href=\"#(input-[^\"]+)\"", as: (Substring, Substring).self)
    let links = page.matches(of: address).map(\.output.1)
    #expect(links.count == SampleReport.run.inputs.count { !$0.activeFindings.isEmpty })
    for link in links { #expect(page.contains("<h2 id=\"\(link)\"")) }

    var run = SampleReport.run
    run.inputs = [run.inputs[0]]
    #expect(try !self.page(run).contains("class=\"index\""))
    run.inputs = (0..<40).map {
      var input = SampleReport.run.inputs[0]
      input.path = "\($0).html"
      return input
    }
    #expect(try self.page(run).contains("<details class=\"index\">"))
  }

  /// Nobody should read a name of two lines for two names.
  @Test func lineEndsInNamesAreVisible() throws {
    var run = SampleReport.run
    for index in run.inputs.indices { run.inputs[index].path = "a\n\(index).txt" }
    let page = try page(run)
    #expect(page.contains("a&lt;U+000A&gt;4.txt"))
    #expect(!page.contains("a\n"))
  }

  @Test(arguments: [
    ([InputStatus.checked], "不需要修改。"), ([.checked, .unread], "未能完整检查的文件，请按"),
    ([], "请确认所给的文件夹里有证书文件。"),
  ])
  func itSaysWhatToDo(statuses: [InputStatus], words: String) throws {
    var run = SampleReport.run
    run.inputs = statuses.map { InputReport(path: "\($0.rawValue).txt", status: $0) }
    let page = try page(run)
    #expect(page.contains(words))
    // HTML Tidy warns of an element that holds nothing.
    #expect(page.contains("<main") == !statuses.isEmpty)
    #expect(!page.contains("标为“违反规定”的地方"))
    #expect(try self.page().contains("标为“违反规定”的地方"))
  }
}
