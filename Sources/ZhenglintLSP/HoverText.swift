import ZhenglintCore
import ZhenglintReporting

/// Writes what there is to say of findings, for the small window beside the text.
struct HoverText {
  var language: Language
  var kind: MarkupKind

  func content(for findings: [Finding]) -> MarkupContent {
    let rule = kind == .markdown ? "\n\n---\n\n" : "\n\n"
    return MarkupContent(kind: kind, value: findings.map(page).joined(separator: rule))
  }

  private func page(_ finding: Finding) -> String {
    let level = finding.level.name(in: language)
    let remark = finding.confidence.remark(in: language).map { text("（\($0)）", " (\($0))") } ?? ""
    let term = text("“\(finding.term)”", "“\(finding.term)”")
    var items: [(String, [String])] = []
    if !finding.disguises.isEmpty {
      let names = finding.disguises.map { $0.name(in: language) }
      items.append((text("写法", "Written"), [names.joined(separator: text("、", ", "))]))
    }
    let citing = Citing(language: language)
    items.append((text("情形", "Reading"), finding.readings.map { $0.reason[language] }))
    items.append((text("依据", "Basis"), finding.basis.map(citing.full)))
    items.append((text("建议", "Advice"), [finding.advice[language]]))
    let heading = "\(strong(level)) \(escaped("\(finding.rule) \(term)\(remark)"))"
    let list = items.flatMap { name, values in
      values.filter { !$0.isEmpty }.map { value in
        bullet + strong(name) + text("：", ": ") + escaped(value)
      }
    }
    return [heading, escaped(finding.message[language]), list.joined(separator: "\n")]
      .filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private var bullet: String { kind == .markdown ? "- " : "" }

  private func strong(_ words: String) -> String {
    kind == .markdown ? "**\(escaped(words))**" : words
  }

  private func escaped(_ words: String) -> String {
    let line = words.split(whereSeparator: \.isNewline).joined(separator: " ")
    return kind == .markdown ? line.escapedForMarkdown : line
  }

  private func text(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
}

extension String {
  /// The text with a backslash before everything that Markdown, or HTML in it, would take for markup.
  ///
  /// CommonMark 0.31, 2.4: "Any ASCII punctuation character may be backslash-escaped." Those that mean
  /// something only at the beginning of a line are left: no line of a page begins with foreign text.
  /// The colon of an address is escaped, or it would become a link (GFM, 6.9).
  fileprivate var escapedForMarkdown: String {
    var escaped = ""
    for (scalar, next) in zip(unicodeScalars, unicodeScalars.dropFirst() + ["\n"]) {
      if "\\`*_[]<>&~|$".unicodeScalars.contains(scalar) || scalar == ":" && next == "/" {
        escaped.append("\\")
      }
      escaped.unicodeScalars.append(scalar)
    }
    return escaped
  }
}
