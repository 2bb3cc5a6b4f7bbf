import ZhenglintCore

/// What the client said of itself.
struct Client: Sendable {
  var encoding = PositionEncoding.utf16
  var hover = MarkupKind.plaintext
  /// Whether it understands code actions that are more than a command.
  var takesCodeActions = false
  var namesVersions = false
  /// Methods that it lets the server register for.
  var registrable: [String] = []

  init() {}

  init(_ capabilities: InitializeParams.Capabilities) {
    encoding = PositionEncoding(offered: capabilities.general?.positionEncodings ?? [])
    hover = MarkupKind(offered: capabilities.textDocument?.hover?.contentFormat ?? [])
    takesCodeActions = capabilities.textDocument?.codeAction?.codeActionLiteralSupport != nil
    let workspace = capabilities.workspace
    namesVersions = workspace?.workspaceEdit?.documentChanges == true
    if workspace?.didChangeConfiguration?.dynamicRegistration == true {
      registrable.append("workspace/didChangeConfiguration")
    }
    if workspace?.didChangeWatchedFiles?.dynamicRegistration == true {
      registrable.append(watching)
    }
  }
}

private let watching = "workspace/didChangeWatchedFiles"

extension LanguageServer {
  mutating func initialize(_ id: RequestID, _ params: InitializeParams) {
    client = Client(params.capabilities)
    roots = params.workspaceFolders?.map(\.uri) ?? [params.rootUri].compactMap(\.self)
    provider.reload(roots: roots.compactMap(\.path))
    phase = .running
    reply(
      id,
      InitializeResult(
        capabilities: .init(positionEncoding: client.encoding),
        serverInfo: .init(version: options.version)))
  }

  /// Asks to be told of what changes the configuration.
  mutating func register() {
    guard !client.registrable.isEmpty else { return }
    let watchers = provider.configurationFileNames.map {
      RegistrationParams.Registration.Options.Watcher(globPattern: "**/\($0)")
    }
    let registrations = client.registrable.map { method in
      RegistrationParams.Registration(
        id: method, method: method,
        registerOptions: method == watching ? .init(watchers: watchers) : nil)
    }
    send(
      ServerMessage(
        id: .string("register"), method: "client/registerCapability",
        params: RegistrationParams(registrations: registrations)))
  }

  mutating func changeRoots(
    _ params: DidChangeWorkspaceFoldersParams, at now: ContinuousClock.Instant
  ) {
    let removed = Set(params.event.removed.map(\.uri))
    roots = roots.filter { !removed.contains($0) } + params.event.added.map(\.uri)
    reload(at: now)
  }

  mutating func filesChanged(
    _ params: DidChangeWatchedFilesParams, at now: ContinuousClock.Instant
  ) {
    if params.changes.contains(where: { isConfiguration($0.uri) }) { reload(at: now) }
  }

  /// A client that watches no files for the server still says what it saves.
  mutating func saved(_ params: DocumentParams, at now: ContinuousClock.Instant) {
    if isConfiguration(params.textDocument.uri) { reload(at: now) }
  }

  /// Reads the configuration anew, and checks every document by it.
  mutating func reload(at now: ContinuousClock.Instant) {
    provider.reload(roots: roots.compactMap(\.path))
    toldTroubles.removeAll()
    for uri in documents.keys { renew(uri, due: now) }
  }

  mutating func cancel(_ params: CancelParams) {
    guard let index = waiting.firstIndex(where: { $0.id == params.id }) else { return }
    waiting.remove(at: index)
    fail(params.id, ResponseError(.requestCancelled, "the client cancelled the request"))
  }

  private func isConfiguration(_ uri: DocumentURI) -> Bool {
    let last = uri.name.split(separator: "/").last
    return last.map { provider.configurationFileNames.contains(String($0)) } ?? false
  }
}
