package import ZhenglintCore
internal import ZhenglintMatching
internal import ZhenglintReaders
package import ZhenglintRules

/// Which findings a run reports.
package enum Profile: String, CaseIterable, Sendable {
  case standard
  /// Also what is only `possible` or `info`; readings lower no level.
  case strict
}

/// Checks inputs against rules: the one entry point of every command.
///
/// Bytes → text → document → candidates → findings: each step carries the place of every character.
package struct Linter: Sendable {
  package struct Options: Sendable {
    package var profile = Profile.standard
    /// Rule ids; empty: all.
    package var select: Set<String> = []
    package var ignore: Set<String> = []
    /// Whether reports carry the SHA-256 of each input.
    package var hashesInputs = false
    /// Whether rejected candidates are kept, with their reasons.
    package var keepsRejections = false

    package init() {}
  }

  private let rules: CompiledRules
  private let options: Options
  /// Ids of the rules that the options leave out.
  package let omittedRules: [String]

  package init(rules: RuleSet, options: Options) {
    let chosen = rules.rules.filter { rule in
      (options.select.isEmpty || options.select.contains(rule.id))
        && !options.ignore.contains(rule.id)
    }
    self.rules = CompiledRules(chosen)
    omittedRules = rules.rules.map(\.id).filter { id in !chosen.contains { $0.id == id } }
    self.options = options
  }

  /// Checks one input.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - path: as reports show it; its extension helps to tell the format.
  /// - Returns: The report; trouble is a note in it and the status.
  package func lint(bytes: [UInt8], path: String) -> InputReport {
    let sha256 = options.hashesInputs ? SHA256.hexDigest(of: bytes) : nil
    guard !bytes.isEmpty else { return Self.unread(path: path, note: .emptyFile, sha256: sha256) }
    switch DocumentFormat.detect(in: bytes, fileName: path) {
    case .unsupported(let name):
      return Self.unread(path: path, note: .unsupportedFormat(name), sha256: sha256)
    case .known(let format):
      let text = TextDecoder.decode(bytes, declaration: format.declarationSyntax)
      let document = DocumentReader.read(text.utf8, format: format)
      let found = RuleEvaluator(rules: rules, options: options).evaluate(document)
      let settled = Settlement(of: found, in: text)
      let notes = text.notes + document.notes + document.nested.flatMap(\.allNotes)
      return InputReport(
        path: path, sha256: sha256, format: format.rawValue, encoding: text.encoding,
        status: notes.contains(where: \.isIncomplete) ? .partly : .checked, notes: notes.unique,
        certificate: CertificateFacts(), findings: settled.findings,
        rejections: settled.rejections)
    }
  }

  /// The report of an input that was not read at all.
  package static func unread(path: String, note: Note, sha256: String? = nil) -> InputReport {
    InputReport(path: path, sha256: sha256, status: .unread, notes: [note])
  }
}

extension Document {
  /// The notes of the document and of those nested in it.
  fileprivate var allNotes: [Note] { notes + nested.flatMap(\.allNotes) }
}

extension [Note] {
  /// Each note once, in order.
  fileprivate var unique: [Note] {
    var seen: Set<Note> = []
    return filter { seen.insert($0).inserted }
  }
}

extension Note {
  fileprivate static let emptyFile = Note(
    code: "empty-file",
    zh: "文件是空的，没有内容可检查；请确认文件是否正确。",
    en: "The file is empty: there is nothing to check. Make sure that it is the right one.",
    isIncomplete: true)

  fileprivate static func unsupportedFormat(_ name: LocalizedText) -> Note {
    Note(
      code: "unsupported-format",
      zh: "暂不支持的格式（\(name.zh)），未读取；请改用文本、XML、HTML 或 SVG，或人工检查。",
      en: "This format (\(name.en)) is not supported and was not read. "
        + "Use text, XML, HTML or SVG, or check it by hand.",
      isIncomplete: true)
  }
}
