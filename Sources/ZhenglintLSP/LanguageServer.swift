import FoundationEssentials
package import ZhenglintCore

/// A session of the Language Server Protocol 3.17, without its input and output.
///
/// The message loop hands over one message after another, and the checks that have ended; it takes
/// the answers and the checks to run. So everything here happens in the order in which it came, and
/// at the times that the caller says.
package struct LanguageServer: Sendable {
  package struct Options: Sendable {
    package var language = Language.zh
    package var version: String
    /// How long a text has to rest before it is checked.
    package var delay = Duration.milliseconds(200)

    package init(version: String) {
      self.version = version
    }
  }

  enum Phase {
    case new
    case running
    case shutDown
  }

  let options: Options
  let provider: any LinterProvider
  var phase = Phase.new
  /// The status to exit with; `nil` while the session lasts.
  package private(set) var exitStatus: Int32?
  var client = Client()
  /// In the order in which the client named them.
  var roots: [DocumentURI] = []
  var documents: [DocumentURI: OpenDocument] = [:]
  /// Numbers texts and configurations through the session, so that no check is taken for another's.
  var generation = 0
  /// Requests that wait for a check, in the order in which they came.
  var waiting: [WaitingRequest] = []
  /// What the user was told about the configuration since it was read.
  var toldTroubles: Set<String> = []
  private var outbox: [[UInt8]] = []

  package init(options: Options, provider: any LinterProvider) {
    self.options = options
    self.provider = provider
  }

  // MARK: - What the message loop does

  /// Deals with one message.
  package mutating func receive(_ content: [UInt8], at now: ContinuousClock.Instant) {
    let data = Data(content.repairingSurrogates)
    do {
      // The decoder looks at a string only when it is asked for it.
      guard String(validating: content, as: UTF8.self) != nil else { throw NotUTF8() }
      switch try JSONDecoder().decode(Envelope.self, from: data).content {
      case .request(let id, let method): answer(id, method, data)
      case .notification(let method): notice(method, data, at: now)
      case .response: break
      case .invalid(let id):
        fail(id, ResponseError(.invalidRequest, "this is no message of JSON-RPC 2.0"))
      }
    } catch DecodingError.typeMismatch, DecodingError.valueNotFound {
      fail(nil, ResponseError(.invalidRequest, "a message is one object"))
    } catch {
      fail(nil, ResponseError(.parseError, "the content is no JSON"))
    }
  }

  /// Says that the stream of messages cannot be read on.
  package mutating func receive(_ failure: FrameReader.Failure) {
    fail(nil, ResponseError(.parseError, "the header is none of the base protocol: \(failure)"))
    end()
  }

  /// Ends the session; without `shutdown` before it that is a failure.
  package mutating func end() {
    exitStatus = exitStatus ?? (phase == .shutDown ? 0 : 1)
  }

  /// The messages to send, in order; each is given once.
  package mutating func takeMessages() -> [[UInt8]] {
    defer { outbox.removeAll() }
    return outbox
  }

  // MARK: - Sending

  mutating func send(_ message: some Encodable) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let content = try? encoder.encode(message) else {
      preconditionFailure("a message of our own types cannot be encoded")
    }
    outbox.append(Array(content))
  }

  mutating func notify(_ method: String, _ params: some Encodable) {
    send(ServerMessage(id: nil, method: method, params: params))
  }

  mutating func reply<Result: Encodable>(_ id: RequestID, _ result: Result?) {
    send(Response(id: id, outcome: .success(result)))
  }

  mutating func fail(_ id: RequestID?, _ error: ResponseError) {
    send(Response<Nothing>(id: id, outcome: .failure(error)))
  }

  /// Tells the user.
  mutating func show(_ message: LocalizedText) {
    notify(
      "window/showMessage", MessageParams(type: .error, message: message[options.language]))
  }

  /// Leaves a word for those who look into a client that does odd things.
  private mutating func log(_ message: String) {
    notify("window/logMessage", MessageParams(type: .warning, message: message))
  }
}

// MARK: - Dispatch

extension LanguageServer {
  private mutating func answer(_ id: RequestID, _ method: String, _ data: Data) {
    switch (phase, method) {
    case (.new, "initialize"):
      attempt(id) { server throws(ResponseError) in
        server.initialize(id, try parameters(in: data))
      }
    case (.new, _):
      fail(id, ResponseError(.serverNotInitialized, "send initialize first"))
    case (.shutDown, _):
      fail(id, ResponseError(.invalidRequest, "nothing but exit follows shutdown"))
    case (.running, "initialize"):
      fail(id, ResponseError(.invalidRequest, "the session is initialized already"))
    case (.running, "shutdown"):
      phase = .shutDown
      for request in waiting {
        fail(request.id, ResponseError(.requestFailed, "the server was shut down"))
      }
      waiting.removeAll()
      reply(id, Nothing?.none)
    case (.running, "textDocument/hover"):
      attempt(id) { server throws(ResponseError) in
        let params: HoverParams = try parameters(in: data)
        try server.accept(
          WaitingRequest(id: id, uri: params.textDocument.uri, question: .hover(params.position)))
      }
    case (.running, "textDocument/codeAction"):
      attempt(id) { server throws(ResponseError) in
        let params: CodeActionParams = try parameters(in: data)
        try server.accept(
          WaitingRequest(
            id: id, uri: params.textDocument.uri,
            question: .codeAction(params.range, only: params.context.only)))
      }
    case (.running, _):
      fail(id, ResponseError(.methodNotFound, "there is no method \(method)"))
    }
  }

  private mutating func attempt(
    _ id: RequestID, _ body: (inout LanguageServer) throws(ResponseError) -> Void
  ) {
    do throws(ResponseError) {
      try body(&self)
    } catch {
      fail(id, error)
    }
  }

  private mutating func notice(
    _ method: String, _ data: Data, at now: ContinuousClock.Instant
  ) {
    if method == "exit" {
      end()
      return
    }
    // LSP 3.17, "Initialize Request": notifications before it are dropped, except for exit.
    guard phase == .running else { return }
    do throws(ResponseError) {
      switch method {
      case "initialized": register()
      case "$/cancelRequest": cancel(try parameters(in: data))
      case "textDocument/didOpen": open(try parameters(in: data), at: now)
      case "textDocument/didChange": try change(try parameters(in: data), at: now)
      case "textDocument/didSave": saved(try parameters(in: data), at: now)
      case "textDocument/didClose": close(try parameters(in: data))
      case "workspace/didChangeWorkspaceFolders": changeRoots(try parameters(in: data), at: now)
      case "workspace/didChangeConfiguration": reload(at: now)
      case "workspace/didChangeWatchedFiles": filesChanged(try parameters(in: data), at: now)
      default: break
      }
    } catch {
      // A notification has no answer, but a text that was not understood must not pass in silence.
      log("\(method): \(error.message)")
    }
  }
}

private struct NotUTF8: Error {}

private func parameters<Params: Decodable>(in data: Data) throws(ResponseError) -> Params {
  do {
    return try JSONDecoder().decode(Parameters<Params>.self, from: data).params
  } catch {
    throw ResponseError(.invalidParams, "the parameters are not those of the method")
  }
}
