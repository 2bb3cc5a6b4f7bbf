import Testing
import ZhenglintCore

@testable import ZhenglintLSP

@Suite struct QuestionTests {
  // MARK: - Waiting

  @Test func aQuestionWaitsForTheCheckOfItsText() throws {
    var session = try Session.begun()
    try session.open("国家级")
    try session.hover(1, 0, 0)
    #expect(session.response(1) == nil)
    try session.wait()
    #expect(session.response(1)?.result?.contents?.value?.string?.contains("国家") == true)
    try session.rewrite("证书")
    try session.hover(2, 0, 0)
    try session.wait(Session.delay)
    #expect(session.response(2)?.result == .null)
  }

  @Test func aWaitingQuestionCanBeCancelled() throws {
    var session = try Session.begun()
    try session.open("国家级")
    try session.hover(1, 0, 0)
    try session.codeActions(2, 0, 0)
    try session.notify("$/cancelRequest", #"{"id":1}"#)
    try session.notify("$/cancelRequest", #"{"id":7}"#)
    #expect(session.error(1) == -32800)
    try session.wait()
    #expect(session.received.count { $0.id?.number == 1 } == 1)
    #expect(session.response(2)?.result == .array([]))
  }

  @Test func closingAnswersWhatWaits() throws {
    var session = try Session.begun()
    try session.open("国家级")
    try session.hover(1, 0, 0)
    try session.notify("textDocument/didClose", #"{"textDocument":{"uri":"file:///a.txt"}}"#)
    #expect(session.error(1) == -32602)
  }

  // MARK: - Hover

  @Test func hoverSaysEverything() throws {
    var session = try Session.begun(Session.able)
    try session.open("本證書為國\u{200B}家級")
    try session.wait()
    try session.hover(1, 0, 5)
    let result = try #require(session.response(1)?.result)
    #expect(result.contents?.kind?.string == "markdown")
    let text = try #require(result.contents?.value?.string)
    for part in [
      "**违反规定**", "state-words", "“国家”", "人社部发〔2017〕68号，2017-09-12［待核对］",
      "正文第三段", "**写法**：繁体、不可见字符", "**建议**：删去",
    ] {
      #expect(text.contains(part), "\(part)")
    }
    #expect(result.range?.start?.character?.number == 4)
    #expect(result.range?.end?.character?.number == 7)
    try session.hover(2, 0, 7)
    #expect(session.response(2)?.result == .null)
  }

  @Test func hoverIsPlainWhereTheClientKnowsNoMarkdown() throws {
    var session = try Session.begun(language: .en)
    try session.open("国家级")
    try session.wait()
    try session.hover(1, 0, 0)
    let contents = session.response(1)?.result?.contents
    #expect(contents?.kind?.string == "plaintext")
    #expect(contents?.value?.string?.contains("**") == false)
    #expect(contents?.value?.string?.contains("Basis: ") == true)
  }

  @Test func readingsAreNamed() throws {
    var session = try Session.begun(Session.able)
    try session.open("发证机构：中国花艺协会\n依据《国家职业资格目录》")
    try session.wait()
    try session.hover(1, 1, 3)
    #expect(session.response(1)?.result?.contents?.value?.string?.contains("**情形**：") == true)
  }

  @Test func foreignTextIsNoMarkup() {
    let text = HoverText(language: .zh, kind: .markdown)
    let finding = Finding.sample(message: "*a*_b_`c`[d](http://e)<img src=f>&amp;|\\\n# g")
    let page = text.content(for: [finding]).value
    #expect(page.contains(#"\*a\*\_b\_\`c\`\[d\](http\://e)\<img src=f\>\&amp;\|\\ # g"#))
  }

  // MARK: - Code actions

  @Test func aReplacementIsOfferedFirst() throws {
    let snapshot = TextSnapshot("𠮷国家级", version: 3)
    var finding = Finding.sample(bytes: ByteRange(start: 4, end: 10))
    var place = finding.location
    place.bytes = ByteRange(start: 4, end: 13)
    finding.replacement = Replacement(at: place, old: "国家级", new: "行业")
    var report = InputReport(path: "a.txt", format: "text", status: .checked)
    report.findings = [finding]
    let analysis = Analysis(
      uri: DocumentURI("file:///a.txt"), generation: 1, snapshot: snapshot,
      outcome: .report(report))
    let finder = CodeActionFinder(
      analysis: analysis, language: .zh, encoding: .utf16, namesVersions: true)
    let actions = finder.actions(in: ClientRange(0, 3, 0, 3))
    #expect(actions.map(\.title).first == "把“国家级”改为“行业”")
    #expect(actions.map(\.isPreferred) == [true, nil])
    let change = try #require(actions.first?.edit.documentChanges?.first)
    #expect(change.textDocument.version == 3)
    #expect(change.edits.map(\.newText) == ["行业"])
    #expect(change.edits.map(\.range) == [ClientRange(0, 2, 0, 5)])
    #expect(finder.actions(in: ClientRange(0, 5, 0, 5)).isEmpty)
  }

  @Test func clientsWithoutLiteralsGetNoActions() throws {
    var session = try Session.begun()
    try session.open("国家级")
    try session.wait()
    try session.codeActions(1, 0, 0)
    #expect(session.response(1)?.result == .array([]))
  }

  @Test(arguments: [("quickfix", 1), ("", 1), ("refactor", 0), ("quickfix.other", 0)])
  func onlyTheKindsAskedForAreOffered(kind: String, count: Int) throws {
    var session = try Session.begun(Session.able)
    try session.open("国家级")
    try session.wait()
    try session.codeActions(1, 0, 0, only: kind)
    #expect(session.response(1)?.result?.list.count == count)
  }

  /// The place of the finding is the first of 国家; the comment goes where 💬 stands, if anywhere.
  @Test(arguments: [
    ("a.txt", "💬国家级"), ("a.txt", "证书\r\n💬\t 国家级\r\n"),
    ("a.html", "<!DOCTYPE html>\n<body>\n💬  <p>国家级</p>"),
    // A comment covers the line after it, which a tag that begins earlier keeps it away from.
    ("a.html", "<!DOCTYPE html>\n<p\n  title=\"国家级\">证书</p>"),
    ("a.html", "<!DOCTYPE html>\n  <p class=a><img\n alt=b\n title='国家级'></p>"),
    ("a.html", "<!DOCTYPE html>\n<p>证书\n💬国家级\n</p>"),
    ("a.html", "<!DOCTYPE html>\n<pre>证书\n国家级\n</pre>"),
    ("a.html", "<!DOCTYPE html>\n💬<pre>国家级\n</pre>"),
    ("a.html", "<!DOCTYPE html>\n<textarea>\n国家级</textarea>"),
    ("a.html", "<!DOCTYPE html>\n<title>\n国家标准</title>"),
    ("a.html", "<!DOCTYPE html>\n<script>\nlet a = '国家级'\n</script>"),
    ("a.html", "<!DOCTYPE html>\n💬<script>let a = '国家级'</script>"),
    ("a.html", "<!DOCTYPE html>\n<!--\n国家级\n-->"),
    ("a.html", "<!DOCTYPE html>\n💬<!-- 国家级 -->"),
    ("a.xml", "<?xml version='1.0'?><a>国家级</a>"),
    ("a.xml", "<?xml version='1.0'?>\n💬<a>国家级</a>"),
    ("a.xml", "<a><![CDATA[\n国家级]]></a>"),
    ("a.svg", "<svg>\n💬<text>国家级</text></svg>"),
    ("a.svg", "<svg>\n<text xml:space='preserve'>证书\n国家级</text></svg>"),
    ("a.html", "\u{FEFF}💬<p>国家级</p>"),
    ("a.txt", "证书\nzhenglint-disable-next-line other-rule: 已核对\n国家级"),
  ])
  func aCommentGoesWhereItIsOne(name: String, marked: String) throws {
    let text = marked.replacing("💬", with: "")
    let line = text.prefix(upTo: try #require(text.firstRange(of: "国家")).lowerBound)
      .utf8.count { $0 == 0x0A }
    var session = try Session.begun(Session.able)
    let uri = "file:///\(name)"
    try session.open(text, as: uri)
    try session.wait()
    let range = try #require(session.published(uri)?.diagnostics?.list.last?.range)
    try #require(range.start?.line?.number == line)
    try session.codeActions(
      1, line, try #require(range.start?.character?.number), in: uri, only: "quickfix")
    let actions = try #require(session.response(1)?.result?.list)
    guard let place = marked.firstRange(of: "💬") else {
      #expect(actions.isEmpty)
      return
    }
    let edit = try #require(actions.first?.edit?.documentChanges?[0]?.edits?[0])
    let start = TextSnapshot(text).utf8Offset(
      of: ClientPosition(
        line: edit.range?.start?.line?.number ?? -1,
        character: edit.range?.start?.character?.number ?? -1), in: .utf16)
    #expect(start == marked.utf8.distance(from: marked.startIndex, to: place.lowerBound))
    let indentation = marked[place.upperBound...].prefix { $0 == " " || $0 == "\t" }
    let comment = SuppressionComment.line(
      rule: "state-words", format: name == "a.txt" ? .text : .html)
    let end = text.contains("\r\n") ? "\r\n" : "\n"
    #expect(edit.newText?.string == indentation + comment + end)
    #expect(actions.first?.isPreferred == nil)
  }

  @Test func commentsAreWrittenAsTheFormatAsks() {
    #expect(
      SuppressionComment.line(rule: "a", format: .text)
        == "zhenglint-disable-next-line a: 在此写明理由")
    #expect(
      SuppressionComment.line(rule: "a", format: .svg)
        == "<!-- zhenglint-disable-next-line a: 在此写明理由 -->")
  }
}

extension Finding {
  fileprivate static func sample(
    message: String = "", bytes: ByteRange = ByteRange(start: 0, end: 6)
  ) -> Finding {
    Finding(
      rule: "state-words", level: .violation, confidence: .certain, term: "国家", text: "国家",
      disguises: [], channel: .text, field: nil,
      location: Location(
        bytes: bytes, start: Position(line: 1, column: 1, utf8Column: 1),
        end: Position(line: 1, column: 3, utf8Column: 7), isExact: true),
      excerpt: Excerpt(
        line: "国家", spanStart: 0, spanEnd: 2, isCutBefore: false, isCutAfter: false),
      context: "", message: LocalizedText(zh: message, en: message),
      advice: LocalizedText(zh: "", en: ""), readings: [], basis: [], fingerprint: "")
  }
}
