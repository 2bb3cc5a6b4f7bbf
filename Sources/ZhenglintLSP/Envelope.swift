/// The id of a request, which its response repeats.
package enum RequestID: Hashable, Sendable, Codable {
  case number(Int)
  case string(String)

  package init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let number = try? value.decode(Int.self) {
      self = .number(number)
    } else {
      self = .string(try value.decode(String.self))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var value = encoder.singleValueContainer()
    switch self {
    case .number(let number): try value.encode(number)
    case .string(let text): try value.encode(text)
    }
  }
}

/// A failed request, as its sender is told; messages are for those who write clients, in English.
struct ResponseError: Error, Encodable, Sendable {
  /// JSON-RPC 2.0, section 5.1, and LSP 3.17, `ErrorCodes` and `LSPErrorCodes`.
  enum Code: Int, Encodable, Sendable {
    case parseError = -32700
    case invalidRequest = -32600
    case methodNotFound = -32601
    case invalidParams = -32602
    case serverNotInitialized = -32002
    case requestFailed = -32803
    case requestCancelled = -32800
  }

  var code: Code
  var message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}

/// What every message has; its parameters are decoded when the method is known.
struct Envelope: Decodable {
  enum Content {
    case request(RequestID, String)
    case notification(String)
    /// To a request of the server.
    case response
    /// No message of JSON-RPC 2.0, with the id where it has one.
    case invalid(RequestID?)
  }

  let content: Content

  private enum Key: CodingKey { case jsonrpc, id, method, result, error }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Key.self)
    let id = try? fields.decode(RequestID.self, forKey: .id)
    guard (try? fields.decode(String.self, forKey: .jsonrpc)) == "2.0" else {
      content = .invalid(id)
      return
    }
    guard fields.contains(.method) else {
      content = fields.contains(.result) || fields.contains(.error) ? .response : .invalid(id)
      return
    }
    switch (try? fields.decode(String.self, forKey: .method), fields.contains(.id), id) {
    case (let method?, false, _): content = .notification(method)
    case (let method?, true, let id?): content = .request(id, method)
    default: content = .invalid(id)
    }
  }
}

/// The parameters of a message.
struct Parameters<Value: Decodable>: Decodable {
  var params: Value
}

/// A response; `nil` stands for `null`.
struct Response<Result: Encodable>: Encodable {
  var id: RequestID?
  var outcome: Swift.Result<Result?, ResponseError>

  private enum Key: CodingKey { case jsonrpc, id, result, error }

  func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: Key.self)
    try fields.encode("2.0", forKey: .jsonrpc)
    try fields.encode(id, forKey: .id)
    switch outcome {
    case .success(let result): try fields.encode(result, forKey: .result)
    case .failure(let error): try fields.encode(error, forKey: .error)
    }
  }
}

/// A notification of the server, or with an id a request.
struct ServerMessage<Params: Encodable>: Encodable {
  var jsonrpc = "2.0"
  var id: RequestID?
  var method: String
  var params: Params
}
