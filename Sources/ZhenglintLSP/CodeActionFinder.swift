import ZhenglintCore
import ZhenglintReaders
import ZhenglintReporting

/// Finds what can be done about the findings of a text.
struct CodeActionFinder {
  let analysis: Analysis
  let language: Language
  let encoding: PositionEncoding
  /// Whether the client takes edits that name the version they are for.
  let namesVersions: Bool

  /// A finding, and the diagnostic that the client knows it by.
  private typealias Known = (finding: Finding, diagnostic: Diagnostic)

  /// The actions for findings that meet a range: replacements before comments.
  func actions(in range: ClientRange) -> [CodeAction] {
    let wanted = analysis.snapshot.byteRange(of: range, in: encoding)
    var cursor = PositionCursor(analysis.snapshot, in: encoding)
    let met: [Known] = analysis.findings.filter {
      $0.location.bytes.start <= wanted.end && wanted.start <= $0.location.bytes.end
    }.map { finding in
      let range = cursor.range(of: finding.location.bytes)
      return (finding, Diagnostic(finding, at: range, language: language))
    }
    return met.compactMap(replacement) + suppressions(of: met)
  }

  private func replacement(of known: Known) -> CodeAction? {
    guard let replacement = known.finding.replacement else { return nil }
    var cursor = PositionCursor(analysis.snapshot, in: encoding)
    return CodeAction(
      title: replacement.title(in: language), diagnostics: [known.diagnostic], isPreferred: true,
      edit: edit(
        TextEdit(range: cursor.range(of: replacement.bytes), newText: replacement.new)))
  }

  // MARK: - Suppressions

  /// One for each rule and line.
  private func suppressions(of met: [Known]) -> [CodeAction] {
    guard !met.isEmpty, let format = analysis.format else { return [] }
    let places = CommentPlaces(analysis.snapshot.utf8, format: format)
    var offered: Set<[String]> = []
    return met.compactMap { known in
      guard offered.insert([known.finding.rule, "\(known.diagnostic.range.start.line)"]).inserted
      else { return nil }
      return suppression(of: known, format: format, places: places)
    }
  }

  private func suppression(
    of known: Known, format: DocumentFormat, places: CommentPlaces
  ) -> CodeAction? {
    let snapshot = analysis.snapshot
    let rule = known.finding.rule
    guard let start = places.lineStart(before: known.finding.location.bytes.start) else {
      return nil
    }
    let line = snapshot.line(of: start)
    // A comment that is there already asks for the line after it, which must stay the same one.
    guard line == 0 || !snapshot.content(ofLine: line - 1).holds(SuppressionComment.directive)
    else { return nil }
    let comment = SuppressionComment.line(rule: rule, format: format)
    var cursor = PositionCursor(snapshot, in: encoding)
    let place = cursor.position(of: start)
    return CodeAction(
      title: text(
        "不再报告这里的 \(rule)（插入注释，须写明理由）",
        "Do not report \(rule) here (inserts a comment that needs a reason)"),
      diagnostics: [known.diagnostic],
      edit: edit(
        TextEdit(
          range: ClientRange(start: place, end: place),
          newText: snapshot.indentation(ofLine: line) + comment + snapshot.lineEnd(ofLine: line))))
  }

  // MARK: - Parts

  private func edit(_ edit: TextEdit) -> WorkspaceEdit {
    guard namesVersions else { return WorkspaceEdit(changes: [analysis.uri.text: [edit]]) }
    let document = WorkspaceEdit.DocumentEdit.Identifier(
      uri: analysis.uri, version: analysis.snapshot.version)
    return WorkspaceEdit(documentChanges: [.init(textDocument: document, edits: [edit])])
  }

  private func text(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
}
