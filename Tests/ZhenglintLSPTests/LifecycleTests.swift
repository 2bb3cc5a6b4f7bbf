import Testing
import ZhenglintCore
import ZhenglintLSP

@Suite struct LifecycleTests {
  @Test func initializeAnswersWithWhatTheServerCan() throws {
    let session = try Session.begun()
    let result = try #require(session.response(0)?.result)
    #expect(result.capabilities?.positionEncoding?.string == "utf-16")
    #expect(result.capabilities?.textDocumentSync?.change?.number == 2)
    #expect(result.capabilities?.hoverProvider == .bool(true))
    #expect(result.capabilities?.codeActionProvider?.codeActionKinds?[0]?.string == "quickfix")
    #expect(result.serverInfo?.name?.string == "zhenglint")
  }

  @Test(arguments: PositionEncoding.allCases)
  func theEncodingOfTheClientIsUsed(encoding: PositionEncoding) throws {
    var session = try Session.begun(
      #"{"general":{"positionEncodings":["\#(encoding.rawValue)","utf-16"]}}"#)
    try session.open("𠮷国家级")
    try session.wait()
    let start = [PositionEncoding.utf8: 4, .utf16: 2, .utf32: 1][encoding]
    let range = session.published()?.diagnostics?[0]?.range
    #expect(range?.start?.character?.number == start)
  }

  @Test func requestsWaitForInitialize() throws {
    var session = Session()
    try session.hover(1, 0, 0)
    try session.request(2, "shutdown", "null")
    #expect(session.error(1) == -32002)
    #expect(session.error(2) == -32002)
    try session.open("国家")
    try session.wait()
    #expect(session.received.count == 2)
  }

  @Test func initializeComesOnce() throws {
    var session = try Session.begun()
    try session.request(1, "initialize", #"{"capabilities":{}}"#)
    #expect(session.error(1) == -32600)
  }

  @Test func exitAfterShutdownIsClean() throws {
    var session = try Session.begun()
    try session.request(1, "shutdown", "null")
    #expect(session.response(1)?.result == .null)
    try session.hover(2, 0, 0)
    #expect(session.error(2) == -32600)
    try session.open("国家")
    try session.wait()
    #expect(session.published() == nil)
    #expect(session.server.exitStatus == nil)
    try session.notify("exit", "null")
    #expect(session.server.exitStatus == 0)
  }

  @Test func exitWithoutShutdownIsAFailure() throws {
    var session = try Session.begun()
    try session.notify("exit", "null")
    #expect(session.server.exitStatus == 1)
    var unbegun = Session()
    try unbegun.notify("exit", "null")
    #expect(unbegun.server.exitStatus == 1)
  }

  @Test func theEndOfTheInputEndsTheSession() throws {
    var session = try Session.begun()
    session.server.end()
    #expect(session.server.exitStatus == 1)
    session = try Session.begun()
    try session.request(1, "shutdown", "null")
    session.server.end()
    #expect(session.server.exitStatus == 0)
  }

  @Test func shutdownLeavesNoRequestUnanswered() throws {
    var session = try Session.begun()
    try session.open("国家")
    try session.hover(1, 0, 0)
    try session.request(2, "shutdown", "null")
    #expect(session.error(1) == -32803)
  }

  // MARK: - Messages that are none

  @Test(arguments: [
    ("{", -32700), ("", -32700), ("国家", -32700), (#"{"a":1}{}"#, -32700),
    ("[]", -32600), ("1", -32600), ("null", -32600), ("{}", -32600),
    (#"{"jsonrpc":"1.0","method":"exit"}"#, -32600),
    (#"{"jsonrpc":"2.0","id":null,"method":"shutdown"}"#, -32600),
    (#"{"jsonrpc":"2.0","id":{},"method":"shutdown"}"#, -32600),
    (#"{"jsonrpc":"2.0","id":1.5,"method":"shutdown"}"#, -32600),
    (#"{"jsonrpc":"2.0","method":7}"#, -32600),
  ])
  func whatIsNoMessageIsAnsweredWithoutAnID(content: String, code: Int) throws {
    var session = try Session.begun()
    try session.send(content)
    #expect(session.received.last?.id == .null)
    #expect(session.received.last?.error?.code?.number == code)
    #expect(session.server.exitStatus == nil)
  }

  @Test func bytesThatAreNoUTF8AreNoMessage() throws {
    var session = try Session.begun()
    let content = Array(#"{"jsonrpc":"2.0","id":1,"method":"a"#.utf8) + [0xFF] + Array(#""}"#.utf8)
    session.server.receive(content, at: session.now)
    try session.collect()
    #expect(session.received.last?.error?.code?.number == -32700)
  }

  @Test(arguments: [
    ("textDocument/definition", "{}", -32601), ("$/unknown", "{}", -32601),
    ("textDocument/hover", "{}", -32602), ("textDocument/hover", "[1]", -32602),
    ("textDocument/codeAction", #"{"textDocument":{"uri":7}}"#, -32602),
  ])
  func requestsThatCannotBeAnsweredFail(method: String, params: String, code: Int) throws {
    var session = try Session.begun()
    try session.request(1, method, params)
    #expect(session.error(1) == code)
  }

  @Test func questionsNeedAnOpenDocument() throws {
    var session = try Session.begun()
    try session.hover(1, 0, 0)
    try session.codeActions(2, 0, 0)
    #expect(session.error(1) == -32602)
    #expect(session.error(2) == -32602)
  }

  @Test func idsMayBeTexts() throws {
    var session = try Session.begun()
    try session.send(#"{"jsonrpc":"2.0","id":"一","method":"x"}"#)
    #expect(session.received.last?.id?.string == "一")
  }

  @Test func unknownNotificationsAndResponsesAreLeft() throws {
    var session = try Session.begun()
    let count = session.received.count
    try session.notify("$/setTrace", #"{"value":"off"}"#)
    try session.notify("unknown", "{}")
    try session.send(#"{"jsonrpc":"2.0","id":"register","result":null}"#)
    try session.send(#"{"jsonrpc":"2.0","id":"register","error":{"code":1,"message":"no"}}"#)
    #expect(session.received.count == count)
  }

  @Test func aChangeThatIsNotUnderstoodDoesNotPassInSilence() throws {
    var session = try Session.begun()
    try session.notify("textDocument/didChange", "{}")
    #expect(session.received.last?.method?.string == "window/logMessage")
    try session.rewrite("国家")
    #expect(session.received.last?.method?.string == "window/logMessage")
  }
}
