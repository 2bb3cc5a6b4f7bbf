package import ZhenglintCore
package import ZhenglintEngine

/// What the program made of some contents, wherever they stand.
package struct Judgement: Sendable {
  package let key: JudgementKey
  /// In bytes.
  package let size: Int
  /// Its path is that of the input that was judged, and not kept.
  package let report: InputReport
  /// Ids of the rules that were applied, and not made less severe: other breaches were not looked for.
  package let rules: Set<String>

  package init(key: JudgementKey, size: Int, report: InputReport, rules: Set<String>) {
    self.key = key
    self.size = size
    self.report = report
    self.rules = rules
  }
}

/// Tells contents that are judged alike: the same bytes, of the same kind of name, under the same
/// settings and rules.
package struct JudgementKey: Hashable, Sendable {
  package let text: String

  /// - Parameters:
  ///   - sha256: Of the contents.
  ///   - path: Of the input; its extension may tell the format.
  ///   - settings: Of the settings and the rules.
  package init(sha256: String, path: String, settings: SettingsDigest) {
    let name = path.utf8.lastIndex(of: UInt8(ascii: "/")).map {
      path[path.utf8.index(after: $0)...]
    }
    let suffix = (name ?? path[...]).split(separator: ".", omittingEmptySubsequences: false)
    let kind = suffix.count > 1 ? suffix[suffix.count - 1].lowercased() : ""
    text = SHA256.hexDigest(of: Array("\(sha256)\n\(kind)\n\(settings.text)".utf8))
  }
}

/// Tells settings and rules under which contents are judged alike.
package struct SettingsDigest: Hashable, Sendable {
  package let text: String

  /// - Parameters:
  ///   - options: Of the linter.
  ///   - rules: SHA-256 of all that its rules are made of.
  ///   - tool: The version of the program.
  package init(_ options: Linter.Options, rules: String, tool: String) {
    text = SHA256.hexDigest(of: Array("\(tool)\n\(rules)\n\(canonical(options))".utf8))
  }
}

/// A value in text, the same for equal values in every process: sets and dictionaries are sorted.
///
/// By reflection, so that a setting that is added later counts by itself.
private func canonical(_ value: Any) -> String {
  let mirror = Mirror(reflecting: value)
  let children = mirror.children.map { child in
    (child.label.map { $0 + "=" } ?? "") + canonical(child.value)
  }
  switch mirror.displayStyle {
  case nil: return String(reflecting: value)
  case .enum where children.isEmpty: return "\(value)"
  case .set, .dictionary: return "{" + children.sorted().joined(separator: ",") + "}"
  default: return "(" + children.joined(separator: ",") + ")"
  }
}
