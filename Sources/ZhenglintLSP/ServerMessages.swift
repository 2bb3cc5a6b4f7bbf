// What the server sends; names are those of LSP 3.17.

struct InitializeResult: Encodable {
  struct Capabilities: Encodable {
    struct Synchronisation: Encodable {
      struct Save: Encodable {
        var includeText = false
      }

      var openClose = true
      /// Incremental; a change without a range is accepted too.
      var change = 2
      var save = Save()
    }

    struct CodeAction: Encodable {
      var codeActionKinds = ["quickfix"]
    }

    struct Workspace: Encodable {
      struct Folders: Encodable {
        var supported = true
        var changeNotifications = true
      }

      var workspaceFolders = Folders()
    }

    var positionEncoding: PositionEncoding
    var textDocumentSync = Synchronisation()
    var hoverProvider = true
    var codeActionProvider = CodeAction()
    var workspace = Workspace()
  }

  struct ServerInfo: Encodable {
    var name = "zhenglint"
    var version: String
  }

  var capabilities: Capabilities
  var serverInfo: ServerInfo
}

/// For a request without a result, and for parameters that there are none of.
struct Nothing: Encodable {
  func encode(to encoder: any Encoder) throws {
    var value = encoder.singleValueContainer()
    try value.encodeNil()
  }
}

struct RegistrationParams: Encodable {
  struct Registration: Encodable {
    struct Options: Encodable {
      struct Watcher: Encodable {
        var globPattern: String
      }

      var watchers: [Watcher]
    }

    var id: String
    var method: String
    var registerOptions: Options?
  }

  var registrations: [Registration]
}

struct MessageParams: Encodable {
  enum Kind: Int, Encodable {
    case error = 1
    case warning = 2
  }

  var type: Kind
  var message: String
}

// MARK: - Diagnostics

struct Diagnostic: Encodable {
  enum Severity: Int, Encodable {
    case error = 1
    case warning = 2
    case information = 3
  }

  struct Payload: Encodable {
    var fingerprint: String
  }

  var range: ClientRange
  var severity: Severity
  var code: String
  var source = "zhenglint"
  var message: String
  var data: Payload?
}

struct PublishDiagnosticsParams: Encodable {
  var uri: DocumentURI
  var version: Int?
  var diagnostics: [Diagnostic]
}

// MARK: - Hover and code actions

struct Hover: Encodable {
  var contents: MarkupContent
  var range: ClientRange
}

struct MarkupContent: Encodable {
  var kind: MarkupKind
  var value: String
}

enum MarkupKind: String, Encodable {
  case markdown
  case plaintext

  /// The first of the client's that is known; it names them in the order of its preference.
  init(offered: [String]) {
    self = offered.lazy.compactMap(MarkupKind.init).first ?? .plaintext
  }
}

struct TextEdit: Encodable {
  var range: ClientRange
  var newText: String
}

/// An edit of one document, in either of the forms that clients understand.
struct WorkspaceEdit: Encodable {
  struct DocumentEdit: Encodable {
    struct Identifier: Encodable {
      var uri: DocumentURI
      var version: Int?

      private enum Key: CodingKey { case uri, version }

      func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(uri, forKey: .uri)
        // `null` stands for a version that is not known; the field has to be there.
        try fields.encode(version, forKey: .version)
      }
    }

    var textDocument: Identifier
    var edits: [TextEdit]
  }

  var changes: [String: [TextEdit]]?
  var documentChanges: [DocumentEdit]?
}

struct CodeAction: Encodable {
  var title: String
  var kind = "quickfix"
  var diagnostics: [Diagnostic]
  var isPreferred: Bool?
  var edit: WorkspaceEdit
}
