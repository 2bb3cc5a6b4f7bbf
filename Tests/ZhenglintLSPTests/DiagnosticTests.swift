import Testing
import ZhenglintCore
import ZhenglintLSP

@Suite struct DiagnosticTests {
  // MARK: - While typing

  @Test func anOpenedDocumentIsCheckedAtOnce() throws {
    var session = try Session.begun()
    try session.open("国家级证书")
    try session.wait()
    #expect(session.codes() == ["state-words"])
    #expect(session.published()?.version?.number == 1)
    let diagnostic = session.published()?.diagnostics?[0]
    #expect(diagnostic?.severity?.number == 1)
    #expect(diagnostic?.source?.string == "zhenglint")
    #expect(diagnostic?.message?.string?.contains("人社部发〔2017〕68号") == true)
    #expect(diagnostic?.data?.fingerprint?.string?.count == 32)
    #expect(diagnostic?.codeDescription == nil)
  }

  @Test func typingIsCheckedWhenItRests() throws {
    var session = try Session.begun()
    try session.open("证书")
    try session.wait()
    #expect(session.codes() == [])
    try session.change(version: 2, [(ClientRange(0, 0, 0, 0), "国")])
    try session.wait(.milliseconds(150))
    try session.change(version: 3, [(ClientRange(0, 1, 0, 1), "家")])
    try session.wait(.milliseconds(150))
    #expect(session.published()?.version?.number == 1)
    #expect(session.server.nextDeadline == session.now + .milliseconds(50))
    try session.wait(.milliseconds(50))
    #expect(session.published()?.version?.number == 3)
    #expect(session.codes() == ["state-words"])
    #expect(session.server.nextDeadline == nil)
  }

  @Test func whatIsSaidOfAnOutdatedTextIsDropped() throws {
    var session = try Session.begun()
    try session.open("国家")
    let first = session.server.takeJobs(at: session.now)
    #expect(first.count == 1)
    try session.rewrite("证书")
    // The last check still runs: the next waits for it, however long it takes.
    try session.wait(.seconds(5))
    #expect(session.server.nextDeadline == nil)
    try session.finish(first[0].run())
    #expect(session.published() == nil)
    try session.wait()
    #expect(session.published()?.version?.number == 2)
    #expect(session.codes() == [])
  }

  @Test func aClosedDocumentIsCleared() throws {
    var session = try Session.begun()
    try session.open("国家")
    try session.wait()
    try session.notify("textDocument/didClose", #"{"textDocument":{"uri":"file:///a.txt"}}"#)
    #expect(session.codes() == [])
    #expect(session.published()?.version == nil)
  }

  @Test func aCheckOfAClosedDocumentIsDropped() throws {
    var session = try Session.begun()
    try session.open("国家")
    let job = session.server.takeJobs(at: session.now)[0]
    try session.notify("textDocument/didClose", #"{"textDocument":{"uri":"file:///a.txt"}}"#)
    try session.open("中国")
    try session.finish(job.run())
    #expect(session.codes() == [])
    try session.wait()
    #expect(session.codes() == ["state-words"])
  }

  @Test func theEndOfAnotherCheckFreesNoDocument() throws {
    var session = try Session.begun()
    try session.open("国家")
    let first = session.server.takeJobs(at: session.now)[0]
    try session.notify("textDocument/didClose", #"{"textDocument":{"uri":"file:///a.txt"}}"#)
    try session.open("中国")
    let second = session.server.takeJobs(at: session.now)[0]
    try session.rewrite("证书")
    try session.finish(first.run())
    // The second check still runs.
    #expect(session.server.nextDeadline == nil)
    try session.finish(second.run())
    #expect(session.server.nextDeadline != nil)
  }

  @Test func severalDocumentsAreOpen() throws {
    var session = try Session.begun()
    try session.open("国家", as: "file:///a.txt")
    try session.open("证书", as: "file:///b.txt")
    try session.open("中国", as: "untitled:Untitled-1")
    try session.wait()
    try session.rewrite("全国", as: "file:///b.txt")
    try session.wait(Session.delay)
    #expect(session.codes("file:///a.txt") == ["state-words"])
    #expect(session.codes("file:///b.txt") == ["state-words"])
    #expect(session.codes("untitled:Untitled-1") == ["state-words"])
  }

  // MARK: - How texts are read

  /// The buffer of an editor is Unicode, whatever its markup declares for the file.
  @Test(arguments: [
    ("html", #"<!DOCTYPE html><meta charset=\"gb2312\"><p>国家级证书"#),
    ("html", #"<!DOCTYPE html><meta charset=\"utf-16\"><p>国家级证书"#),
    ("xml", #"<?xml version=\"1.0\" encoding=\"GBK\"?><a>国家级证书</a>"#),
    ("svg", #"<?xml version=\"1.0\" encoding=\"Big5\"?><svg><text>国家级证书</text></svg>"#),
    // Four bytes that are GB18030 for other characters too.
    ("txt", "中国"), ("txt", "全国"),
  ])
  func aDeclaredEncodingIsNotObeyed(suffix: String, text: String) throws {
    var session = try Session.begun()
    try session.open(text.replacing("\\\"", with: "\""), as: "file:///a.\(suffix)")
    try session.wait()
    #expect(session.codes("file:///a.\(suffix)") == ["state-words"])
  }

  @Test(arguments: [
    ("file:///a.html", "plaintext", 1), ("file:///%E8%AF%81%20%E4%B9%A6.HTML", "plaintext", 1),
    ("untitled:1", "html", 1), ("untitled:1", "plaintext", 0), ("file:///a.txt", "markdown", 0),
    ("file:///noname", "html", 1), ("vscode-remote://ssh/a.htm?x=1#y", "plaintext", 1),
  ])
  func theFormatComesFromTheNameOrTheLanguage(uri: String, language: String, count: Int) throws {
    var session = try Session.begun()
    // Two paragraphs of HTML, a word of text.
    try session.open("祖国<i></i>家级", as: uri, language: language)
    try session.wait()
    try session.rewrite("国<i></i>家级", as: uri)
    try session.wait(Session.delay)
    #expect(session.codes(uri)?.count == count)
  }

  @Test func aByteOrderMarkIsCounted() throws {
    var session = try Session.begun()
    try session.open("\u{FEFF}国家级")
    try session.wait()
    #expect(session.published()?.diagnostics?[0]?.range?.start?.character?.number == 1)
  }

  /// Clients whose strings are UTF-16 can send half a pair, which no other text can hold.
  @Test(arguments: [
    (#"\ud83d国家级"#, 1), (#"\udc00\ud83d国家级"#, 2), (#"\ud83d\ude00国家级"#, 2),
    (#"\\ud83d国家级"#, 6), (#"\uD83D\uD83D\uDE00国家级"#, 3),
  ])
  func halfASurrogatePairLosesNoText(text: String, column: Int) throws {
    var session = try Session.begun()
    try session.notify(
      "textDocument/didOpen",
      #"{"textDocument":{"uri":"file:///a.txt","languageId":"","version":1,"text":"\#(text)"}}"#)
    try session.wait()
    #expect(session.published()?.diagnostics?[0]?.range?.start?.character?.number == column)
  }

  @Test func whatWasNotReadDoesNotPass() throws {
    var session = try Session.begun()
    try session.open("%PDF-1.7 国家")
    try session.wait()
    #expect(session.codes() == ["unsupported-format"])
    #expect(session.published()?.diagnostics?[0]?.severity?.number == 2)
    try session.rewrite("<?xml version='1.0'?><a>国家级")
    try session.wait(Session.delay)
    let codes = try #require(session.codes())
    #expect(codes.count == 2 && codes.last == "state-words")
  }

  @Test func messagesAreInTheLanguageAskedFor() throws {
    var session = try Session.begun(language: .en)
    try session.open("国家级")
    try session.wait()
    #expect(session.published()?.diagnostics?[0]?.message?.string?.contains("breach") == true)
  }

  @Test(arguments: [("国家级", 1), ("<!-- 国家级 --><p>证书", 2)])
  func severityIsThatOfTheLevel(text: String, severity: Int) throws {
    var session = try Session.begun()
    try session.open(text, as: "file:///a.html")
    try session.wait()
    #expect(
      session.published("file:///a.html")?.diagnostics?[0]?.severity?.number == severity)
  }

  @Test func longLinesCostNoMore() throws {
    var session = try Session.begun()
    try session.open(String(repeating: "国家级，", count: 2_000))
    try session.wait()
    #expect(session.codes()?.count == 2_000)
    let last = session.published()?.diagnostics?[1_999]?.range?.start?.character?.number
    #expect(last == 7_996)
  }
}
