import FoundationEssentials
import ZhenglintCore
import ZhenglintEngine
import ZhenglintLSP
import ZhenglintRules

/// A session with a server in this process, whose clock stands still until it is told.
struct Session {
  var server: LanguageServer
  var now = ContinuousClock.now
  /// Everything that the server has sent, in order.
  var received: [JSON] = []

  static let delay = Duration.milliseconds(200)

  /// The rules of the program on a fixed day.
  static let standard = CommonLinter { () throws(ConfigurationError) in
    guard let rules = try? RuleSet.embedded(), let day = CalendarDate(iso8601: "2026-01-01") else {
      throw ConfigurationError(LocalizedText(zh: "没有规则", en: "no rules"))
    }
    return Linter(rules: rules, options: Linter.Options(asOf: day))
  }

  init(provider: some LinterProvider = Session.standard, language: Language = .zh) {
    var options = LanguageServer.Options(version: "0")
    options.language = language
    options.delay = Self.delay
    server = LanguageServer(options: options, provider: provider)
  }

  /// A session of a client with these capabilities, which has begun.
  static func begun(
    _ capabilities: String = "{}", provider: some LinterProvider = Session.standard,
    language: Language = .zh
  ) throws -> Session {
    var session = Session(provider: provider, language: language)
    try session.request(0, "initialize", "{\"capabilities\":\(capabilities)}")
    try session.notify("initialized", "{}")
    return session
  }

  /// What a client has that can show everything.
  static let able = """
    {"general":{"positionEncodings":["utf-16"]},"workspace":{"workspaceEdit":{"documentChanges":true}},\
    "textDocument":{"hover":{"contentFormat":["markdown","plaintext"]},\
    "codeAction":{"codeActionLiteralSupport":{"codeActionKind":{"valueSet":["quickfix"]}}}}}
    """

  mutating func send(_ content: String) throws {
    server.receive(Array(content.utf8), at: now)
    try collect()
  }

  mutating func request(_ id: Int, _ method: String, _ params: String) throws {
    try send(#"{"jsonrpc":"2.0","id":\#(id),"method":"\#(method)","params":\#(params)}"#)
  }

  mutating func notify(_ method: String, _ params: String) throws {
    try send(#"{"jsonrpc":"2.0","method":"\#(method)","params":\#(params)}"#)
  }

  mutating func finish(_ analysis: Analysis) throws {
    server.finish(analysis)
    try collect()
  }

  /// Lets time pass, and the checks that are due run.
  mutating func wait(_ time: Duration = .zero) throws {
    now += time
    for job in server.takeJobs(at: now) { try finish(job.run()) }
  }

  mutating func collect() throws {
    for content in server.takeMessages() { received.append(try JSON(content)) }
  }

  // MARK: - Documents

  mutating func open(
    _ text: String, as uri: String = "file:///a.txt", language: String = "plaintext"
  ) throws {
    try notify(
      "textDocument/didOpen",
      #"{"textDocument":{"uri":"\#(uri)","languageId":"\#(language)","version":1,"text":\#(text.quoted)}}"#
    )
  }

  /// Each change: a range (or `nil` for the whole text) and the text.
  mutating func change(
    _ uri: String = "file:///a.txt", version: Int = 2, _ changes: [(ClientRange?, String)]
  ) throws {
    let list = changes.map { range, text in
      let place = range.map { #""range":\#($0.json),"# } ?? ""
      return #"{\#(place)"text":\#(text.quoted)}"#
    }
    try notify(
      "textDocument/didChange",
      #"{"textDocument":{"uri":"\#(uri)","version":\#(version)},"contentChanges":[\#(list.joined(separator: ","))]}"#
    )
  }

  /// Sends a text anew as a whole.
  mutating func rewrite(_ text: String, as uri: String = "file:///a.txt") throws {
    try change(uri, [(nil, text)])
  }

  mutating func hover(_ id: Int, _ line: Int, _ character: Int, in uri: String = "file:///a.txt")
    throws
  {
    try request(
      id, "textDocument/hover",
      #"{"textDocument":{"uri":"\#(uri)"},"position":{"line":\#(line),"character":\#(character)}}"#)
  }

  mutating func codeActions(
    _ id: Int, _ line: Int, _ character: Int, in uri: String = "file:///a.txt", only: String = ""
  ) throws {
    let range = ClientRange(line, character, line, character)
    let only = only.isEmpty ? "" : #","only":[\#(only.quoted)]"#
    try request(
      id, "textDocument/codeAction",
      #"{"textDocument":{"uri":"\#(uri)"},"range":\#(range.json),"context":{"diagnostics":[]\#(only)}}"#
    )
  }

  // MARK: - What came back

  /// The diagnostics of a document as they were published last; `nil` where they never were.
  func published(_ uri: String = "file:///a.txt") -> JSON? {
    received.last {
      $0.method?.string == "textDocument/publishDiagnostics" && $0.params?.uri?.string == uri
    }?.params
  }

  /// The codes of those diagnostics.
  func codes(_ uri: String = "file:///a.txt") -> [String]? {
    published(uri)?.diagnostics?.list.compactMap { $0.code?.string }
  }

  func response(_ id: Int) -> JSON? {
    received.last { $0.id?.number == id && $0.method == nil }
  }

  func error(_ id: Int) -> Int? { response(id)?.error?.code?.number }
}

extension ClientRange {
  init(_ startLine: Int, _ startCharacter: Int, _ endLine: Int, _ endCharacter: Int) {
    self.init(
      start: ClientPosition(line: startLine, character: startCharacter),
      end: ClientPosition(line: endLine, character: endCharacter))
  }

  var json: String {
    #"{"start":{"line":\#(start.line),"character":\#(start.character)},"#
      + #""end":{"line":\#(end.line),"character":\#(end.character)}}"#
  }
}

extension String {
  /// As JSON writes it.
  var quoted: String {
    guard let data = try? JSONEncoder().encode(self) else { return "\"\"" }
    return String(decoding: data, as: UTF8.self)
  }
}
