// The parameters of the client's messages, as far as the server looks at them; names are those of
// LSP 3.17.

struct InitializeParams: Decodable {
  struct Capabilities: Decodable {
    struct General: Decodable {
      var positionEncodings: [String]?
    }

    struct Registration: Decodable {
      var dynamicRegistration: Bool?
    }

    struct Workspace: Decodable {
      struct Edit: Decodable {
        var documentChanges: Bool?
      }

      var workspaceEdit: Edit?
      var didChangeConfiguration: Registration?
      var didChangeWatchedFiles: Registration?
    }

    struct TextDocument: Decodable {
      struct Hover: Decodable {
        var contentFormat: [String]?
      }

      struct CodeAction: Decodable {
        struct Literals: Decodable {}

        var codeActionLiteralSupport: Literals?
        var isPreferredSupport: Bool?
      }

      var hover: Hover?
      var codeAction: CodeAction?
    }

    var general: General?
    var workspace: Workspace?
    var textDocument: TextDocument?
  }

  var capabilities: Capabilities
  var rootUri: DocumentURI?
  var workspaceFolders: [WorkspaceFolder]?
}

struct WorkspaceFolder: Decodable {
  var uri: DocumentURI
}

struct DidChangeWorkspaceFoldersParams: Decodable {
  struct Event: Decodable {
    var added: [WorkspaceFolder]
    var removed: [WorkspaceFolder]
  }

  var event: Event
}

struct DidChangeWatchedFilesParams: Decodable {
  var changes: [TextDocumentIdentifier]
}

struct CancelParams: Decodable {
  var id: RequestID
}

// MARK: - Documents

struct TextDocumentIdentifier: Decodable {
  var uri: DocumentURI
}

/// Of `didClose` and `didSave`.
struct DocumentParams: Decodable {
  var textDocument: TextDocumentIdentifier
}

struct DidOpenParams: Decodable {
  struct TextDocumentItem: Decodable {
    var uri: DocumentURI
    var languageId: String
    var version: Int
    var text: String
  }

  var textDocument: TextDocumentItem
}

/// One change of a text; without a range `text` is the whole of it.
package struct TextChange: Decodable, Sendable {
  package var range: ClientRange?
  package var text: String

  package init(range: ClientRange? = nil, text: String) {
    self.range = range
    self.text = text
  }
}

struct DidChangeParams: Decodable {
  struct VersionedTextDocumentIdentifier: Decodable {
    var uri: DocumentURI
    var version: Int?
  }

  var textDocument: VersionedTextDocumentIdentifier
  var contentChanges: [TextChange]
}

// MARK: - Requests about a document

struct HoverParams: Decodable {
  var textDocument: TextDocumentIdentifier
  var position: ClientPosition
}

struct CodeActionParams: Decodable {
  struct Context: Decodable {
    var only: [String]?
  }

  var textDocument: TextDocumentIdentifier
  var range: ClientRange
  var context: Context
}
