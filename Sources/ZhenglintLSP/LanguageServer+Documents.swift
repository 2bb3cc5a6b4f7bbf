import ZhenglintCore

/// A document that the client shows.
struct OpenDocument: Sendable {
  var languageID: String
  var snapshot: TextSnapshot
  /// Of this text with this configuration.
  var generation: Int
  /// When the text is to be checked; `nil` once it is, or is being checked.
  var due: ContinuousClock.Instant?
  /// The generation that is being checked, which need not be the last.
  var running: Int?
  /// Of this generation; what was found in earlier ones is not kept.
  var analysis: Analysis?
}

/// A request about what is found in a document.
struct WaitingRequest: Sendable {
  enum Question: Sendable {
    case hover(ClientPosition)
    case codeAction(ClientRange, only: [String]?)
  }

  var id: RequestID
  var uri: DocumentURI
  var question: Question
}

// MARK: - Texts

extension LanguageServer {
  mutating func open(_ params: DidOpenParams, at now: ContinuousClock.Instant) {
    let item = params.textDocument
    var document = OpenDocument(
      languageID: item.languageId, snapshot: TextSnapshot(item.text, version: item.version),
      generation: 0)
    // Opened again without being closed: the check that runs is still the document's.
    document.running = documents[item.uri]?.running
    documents[item.uri] = document
    renew(item.uri, due: now)
  }

  mutating func change(
    _ params: DidChangeParams, at now: ContinuousClock.Instant
  ) throws(ResponseError) {
    let uri = params.textDocument.uri
    guard documents[uri] != nil else { throw .notOpen }
    for change in params.contentChanges {
      documents[uri]?.snapshot.apply(change, in: client.encoding)
    }
    documents[uri]?.snapshot.version = params.textDocument.version
    renew(uri, due: now + options.delay)
  }

  mutating func close(_ params: DocumentParams) {
    let uri = params.textDocument.uri
    guard documents.removeValue(forKey: uri) != nil else { return }
    for request in waiting where request.uri == uri { fail(request.id, .notOpen) }
    waiting.removeAll { $0.uri == uri }
    notify(
      "textDocument/publishDiagnostics",
      PublishDiagnosticsParams(uri: uri, version: nil, diagnostics: []))
  }

  /// Makes what is known of a document out of date.
  mutating func renew(_ uri: DocumentURI, due: ContinuousClock.Instant) {
    generation += 1
    documents[uri]?.generation = generation
    documents[uri]?.due = due
    documents[uri]?.analysis = nil
  }
}

extension ResponseError {
  fileprivate static let notOpen = ResponseError(.invalidParams, "the document is not open")
}

// MARK: - Checks

extension LanguageServer {
  /// When the next check is due; a document whose last check still runs waits for its end.
  package var nextDeadline: ContinuousClock.Instant? {
    documents.values.compactMap { $0.running == nil ? $0.due : nil }.min()
  }

  /// The checks that are due, to be run and given back to `finish`; each is given once.
  package mutating func takeJobs(at now: ContinuousClock.Instant) -> [LintJob] {
    guard phase == .running else { return [] }
    var jobs: [LintJob] = []
    for uri in documents.keys.sorted() {
      guard let document = documents[uri], document.running == nil,
        let due = document.due, due <= now
      else { continue }
      documents[uri]?.due = nil
      documents[uri]?.running = document.generation
      jobs.append(
        LintJob(
          uri: uri, generation: document.generation, snapshot: document.snapshot,
          languageID: document.languageID, provider: provider))
    }
    return jobs
  }

  /// Takes what a check made of a text; that of an outdated one is dropped.
  package mutating func finish(_ analysis: Analysis) {
    let uri = analysis.uri
    // The document may have been closed, even opened again, since.
    guard phase == .running, documents[uri]?.running == analysis.generation else { return }
    documents[uri]?.running = nil
    guard documents[uri]?.generation == analysis.generation else { return }
    documents[uri]?.analysis = analysis
    notify(
      "textDocument/publishDiagnostics",
      PublishDiagnosticsParams(
        uri: uri, version: analysis.snapshot.version,
        diagnostics: analysis.diagnostics(language: options.language, encoding: client.encoding)))
    if case .trouble(let error) = analysis.outcome,
      toldTroubles.insert(error.message[options.language]).inserted
    {
      show(error.message)
    }
    let ready = waiting.filter { $0.uri == uri }
    waiting.removeAll { $0.uri == uri }
    for request in ready { answer(request, by: analysis) }
  }
}

// MARK: - Questions

extension LanguageServer {
  /// Answers at once where the text has been checked, else when it has.
  mutating func accept(_ request: WaitingRequest) throws(ResponseError) {
    guard let document = documents[request.uri] else { throw .notOpen }
    if let analysis = document.analysis {
      answer(request, by: analysis)
    } else {
      waiting.append(request)
    }
  }

  private mutating func answer(_ request: WaitingRequest, by analysis: Analysis) {
    switch request.question {
    case .hover(let position): reply(request.id, hover(at: position, in: analysis))
    case .codeAction(let range, let only):
      let isWanted = only?.contains { $0 == "quickfix" || $0.isEmpty } ?? true
      guard isWanted, client.takesCodeActions else {
        reply(request.id, [CodeAction]())
        return
      }
      let finder = CodeActionFinder(
        analysis: analysis, language: options.language, encoding: client.encoding,
        namesVersions: client.namesVersions)
      reply(request.id, finder.actions(in: range))
    }
  }

  private func hover(at position: ClientPosition, in analysis: Analysis) -> Hover? {
    let offset = analysis.snapshot.utf8Offset(of: position, in: client.encoding)
    let found = analysis.findings.filter {
      $0.location.bytes.start <= offset && offset < $0.location.bytes.end
    }
    guard let first = found.first else { return nil }
    let text = HoverText(language: options.language, kind: client.hover)
    var cursor = PositionCursor(analysis.snapshot, in: client.encoding)
    return Hover(
      contents: text.content(for: found), range: cursor.range(of: first.location.bytes))
  }
}
