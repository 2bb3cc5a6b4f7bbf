import ZhenglintCore
import ZhenglintReaders

/// Finds what can be done about the findings of a text.
struct CodeActionFinder {
  let analysis: Analysis
  let language: Language
  let encoding: PositionEncoding
  /// Whether the client takes edits that name the version they are for.
  let namesVersions: Bool

  /// The actions for findings that meet a range: replacements before comments.
  func actions(in range: ClientRange) -> [CodeAction] {
    let wanted = analysis.snapshot.byteRange(of: range, in: encoding)
    let met = analysis.findings.filter {
      $0.location.bytes.start <= wanted.end && wanted.start <= $0.location.bytes.end
    }
    return met.compactMap(replacement) + suppressions(of: met)
  }

  private func replacement(of finding: Finding) -> CodeAction? {
    guard let words = finding.replacement else { return nil }
    let title = words.isEmpty ? text("删去", "Delete") : text("改为“\(words)”", "Change to “\(words)”")
    return CodeAction(
      title: title, diagnostics: [diagnostic(of: finding)], isPreferred: true,
      edit: edit(finding.location.bytes, words))
  }

  /// One for each rule and line.
  private func suppressions(of findings: [Finding]) -> [CodeAction] {
    var offered: Set<[String]> = []
    return findings.compactMap { finding in
      let line = analysis.snapshot.line(of: finding.location.bytes.start)
      guard offered.insert([finding.rule, String(line)]).inserted else { return nil }
      return suppression(of: finding)
    }
  }

  private func suppression(of finding: Finding) -> CodeAction? {
    let snapshot = analysis.snapshot
    guard let format = analysis.format,
      let start = CommentPlace.lineStart(
        before: finding.location.bytes.start, in: snapshot.utf8, format: format)
    else { return nil }
    let line = snapshot.line(of: start)
    // A comment that is there already asks for the line after it, which must stay the same one.
    guard line == 0 || !snapshot.content(ofLine: line - 1).holds(SuppressionComment.directive)
    else { return nil }
    let comment = SuppressionComment.line(rule: finding.rule, format: format)
    return CodeAction(
      title: text(
        "不再报告这里的 \(finding.rule)（插入注释，须写明理由）",
        "Do not report \(finding.rule) here (inserts a comment that needs a reason)"),
      diagnostics: [diagnostic(of: finding)],
      edit: edit(
        ByteRange(start: start, end: start),
        snapshot.indentation(ofLine: line) + comment + snapshot.lineEnd(ofLine: line)))
  }

  private func diagnostic(of finding: Finding) -> Diagnostic {
    Diagnostic(finding, at: range(of: finding.location.bytes), language: language)
  }

  private func edit(_ bytes: ByteRange, _ words: String) -> WorkspaceEdit {
    let edits = [TextEdit(range: range(of: bytes), newText: words)]
    guard namesVersions else { return WorkspaceEdit(changes: [analysis.uri.text: edits]) }
    let document = WorkspaceEdit.DocumentEdit.Identifier(
      uri: analysis.uri, version: analysis.snapshot.version)
    return WorkspaceEdit(documentChanges: [.init(textDocument: document, edits: edits)])
  }

  private func range(of bytes: ByteRange) -> ClientRange {
    var cursor = PositionCursor(analysis.snapshot, in: encoding)
    return cursor.range(of: bytes)
  }

  private func text(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
}
