internal import FoundationEssentials
package import ZhenglintCore

/// Findings that were there before: they stay in reports and do not count.
///
/// Paths are relative to the directory of the baseline's file; an entry is found again by path, rule
/// and fingerprint, whatever line it stands on now. Kept in an order that moved lines do not change.
package struct Baseline: Hashable, Sendable {
  /// One finding.
  package struct Entry: Hashable, Codable, Sendable {
    package var path: String
    package var rule: String
    package var term: String
    /// The words as written, and those around them: for whoever reviews the file.
    package var text: String
    package var context: String
    package var fingerprint: String
    /// Why it may stay, if somebody wrote that down.
    package var reason: String?

    package init(_ finding: Finding, path: String) {
      self.path = path
      rule = finding.rule
      term = finding.term
      text = finding.text
      context = finding.context
      fingerprint = finding.fingerprint
    }

    fileprivate var key: Key { Key(path: path, rule: rule, fingerprint: fingerprint) }

    fileprivate static func precedes(_ a: Entry, _ b: Entry) -> Bool {
      let left = [a.path, a.rule, a.term, a.context, a.fingerprint]
      let right = [b.path, b.rule, b.term, b.context, b.fingerprint]
      return left.lexicographicallyPrecedes(right) { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
  }

  fileprivate struct Key: Hashable {
    var path: String
    var rule: String
    var fingerprint: String
  }

  private struct File: Codable {
    var schema: String
    var findings: [Entry]
  }

  package static let schema = "zhenglint-baseline/1"

  package private(set) var entries: [Entry]
  private let indexes: [Key: Int]

  package init(_ entries: [Entry]) {
    let sorted = entries.sorted(by: Entry.precedes)
    self.entries = sorted
    indexes = Dictionary(
      sorted.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Reads a baseline.
  ///
  /// - Throws: `BaselineError` with what is wrong.
  package init(json: [UInt8]) throws(BaselineError) {
    let file: File
    do {
      file = try JSONDecoder().decode(File.self, from: Data(json))
    } catch let error as DecodingError {
      throw .malformed(error.place)
    } catch {
      throw .malformed("\(error)")
    }
    guard file.schema == Self.schema else { throw .otherSchema(file.schema) }
    self.init(file.findings)
  }

  /// The entry of a finding.
  package func entry(of finding: Finding, at path: String) -> Entry? {
    let key = Key(path: path, rule: finding.rule, fingerprint: finding.fingerprint)
    return indexes[key].map { entries[$0] }
  }
}

/// Why a file is no baseline.
package enum BaselineError: Error, Hashable, Sendable {
  case malformed(String)
  case otherSchema(String)

  package var message: LocalizedText {
    switch self {
    case .malformed(let place):
      LocalizedText(zh: "不是有效的基线文件：\(place)", en: "no valid baseline: \(place)")
    case .otherSchema(let schema):
      LocalizedText(
        zh: "基线文件的 schema 是“\(schema)”，应为 \(Baseline.schema)",
        en: "the baseline's schema is '\(schema)' and not \(Baseline.schema)")
    }
  }
}

extension DecodingError {
  /// Where in the file, and what.
  fileprivate var place: String {
    let context: Context
    switch self {
    case .typeMismatch(_, let found), .valueNotFound(_, let found), .keyNotFound(_, let found),
      .dataCorrupted(let found):
      context = found
    @unknown default: return "\(self)"
    }
    let path = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }
    return ([path.joined(separator: ".")] + [context.debugDescription]).filter { !$0.isEmpty }
      .joined(separator: ": ")
  }
}

// MARK: - Use

/// A baseline applied to the inputs of one run.
package struct BaselineUse: Sendable {
  private let baseline: Baseline
  /// Of the baseline's file; canonical.
  private let directory: RawPath
  private var kept: [Baseline.Entry] = []
  /// Findings that count and are not in the baseline.
  package private(set) var additions: [Baseline.Entry] = []
  /// What this run looked for: the rules that inputs which were read whole were checked against.
  private var lookedFor: [String: Set<String>] = [:]
  private var unread: Set<String> = []

  package init(_ baseline: Baseline, in directory: RawPath) {
    self.baseline = baseline
    self.directory = directory
  }

  /// Marks the findings of an input that the baseline has.
  ///
  /// - Parameters:
  ///   - input: its report.
  ///   - path: Canonical but for a link at its end.
  ///   - unreported: Findings that this run does not report, and which are there all the same.
  ///   - appliedRules: Ids of the rules that the input was checked against.
  package mutating func apply(
    to input: inout InputReport, at path: RawPath, beside unreported: [Finding] = [],
    appliedRules: Set<String>
  ) {
    let name = path.relative(to: directory).display
    if input.status == .checked {
      lookedFor[name, default: []].formUnion(appliedRules)
    } else {
      unread.insert(name)
    }
    kept += unreported.compactMap { baseline.entry(of: $0, at: name) }
    for index in input.findings.indices where input.findings[index].suppression == nil {
      let finding = input.findings[index]
      if let entry = baseline.entry(of: finding, at: name) {
        kept.append(entry)
        input.findings[index].suppression = Suppression(kind: .baseline, reason: entry.reason)
      } else {
        additions.append(Baseline.Entry(finding, path: name))
      }
    }
  }

  /// Entries whose finding was looked for in vain, and those of files that are gone.
  package var vanished: [Baseline.Entry] {
    let kept = Set(kept)
    return baseline.entries.filter { entry in
      if kept.contains(entry) || unread.contains(entry.path) { return false }
      if let rules = lookedFor[entry.path] { return rules.contains(entry.rule) }
      // A name that had to be repaired names no file.
      return !entry.path.unicodeScalars.contains("\u{FFFD}")
        && !RawPath(entry.path.utf8).resolved(in: directory).exists
    }
  }

  /// The baseline without entries that have vanished, and with what is new only if that is wanted.
  package func renewed(
    without vanished: [Baseline.Entry], accepting acceptsNew: Bool
  ) -> Baseline {
    let gone = Set(vanished)
    return Baseline(
      baseline.entries.filter { !gone.contains($0) } + (acceptsNew ? additions : []))
  }
}
