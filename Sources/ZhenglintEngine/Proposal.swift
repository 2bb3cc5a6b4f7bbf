package import ZhenglintCore
internal import ZhenglintReaders

/// What an input would be with the replacements that packs mark as safe.
package struct Proposal: Sendable {
  /// In order of place, none overlapping another.
  package let replacements: [Replacement]
  /// The whole input as it was checked, and as it would be, in its own encoding.
  package let oldBytes: [UInt8]
  package let bytes: [UInt8]
  /// Before and after, UTF-8.
  package let oldText: [UInt8]
  package let newText: [UInt8]
}

/// What came of looking for replacements in an input.
package enum ProposalResult: Sendable {
  case nothing
  case proposal(Proposal)
  /// The input was not read whole: nobody knows what else is in it.
  case unread
  /// With the replacements it would not be what it should be.
  case refused(LocalizedText)
}

extension Linter {
  /// Looks for replacements in an input, and checks the result like any other.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - path: as reports show it.
  /// - Returns: The report on the input as it is, and what is proposed.
  package func propose(bytes: [UInt8], path: String) -> (InputReport, ProposalResult) {
    let report = lint(bytes: bytes, path: path)
    guard report.status == .checked, let encoding = report.encoding else {
      return (report, .unread)
    }
    let replacements = report.findings.filter { $0.suppression == nil }
      .compactMap(\.replacement).disjoint
    guard !replacements.isEmpty else { return (report, .nothing) }
    guard let edited = bytes.replacing(replacements, in: encoding) else {
      return (
        report,
        .refused(
          LocalizedText(zh: "\(encoding) 写不出改后的字", en: "\(encoding) cannot hold the new words"))
      )
    }
    let after = lint(bytes: edited, path: path)
    if let trouble = after.trouble(after: report, replacing: replacements.count) {
      return (report, .refused(trouble))
    }
    return (
      report,
      .proposal(
        Proposal(
          replacements: replacements, oldBytes: bytes, bytes: edited,
          oldText: Self.text(of: bytes, path: path),
          newText: Self.text(of: edited, path: path)))
    )
  }

  /// The text of an input whose format is known, UTF-8.
  private static func text(of bytes: [UInt8], path: String) -> [UInt8] {
    guard case .known(let format) = DocumentFormat.detect(in: bytes, fileName: path) else {
      return bytes
    }
    return TextDecoder.decode(bytes, declaration: format.declarationSyntax).utf8
  }
}

extension [Replacement] {
  /// In order of place; of those that overlap the first.
  fileprivate var disjoint: [Replacement] {
    var kept: [Replacement] = []
    for next in sorted(by: { $0.bytes.start < $1.bytes.start }) {
      if let last = kept.last, last.bytes.end > next.bytes.start { continue }
      kept.append(next)
    }
    return kept
  }
}

extension [UInt8] {
  fileprivate func replacing(_ replacements: [Replacement], in encoding: String) -> [UInt8]? {
    var edited: [UInt8] = []
    var copied = 0
    for replacement in replacements {
      guard let new = TextEncoder.encode(replacement.new, as: encoding) else { return nil }
      edited += self[copied..<replacement.bytes.start]
      edited += new
      copied = replacement.bytes.end
    }
    return edited + self[copied...]
  }
}

extension InputReport {
  /// Why this is not what the replacements should have made of `before`.
  fileprivate func trouble(after before: InputReport, replacing count: Int) -> LocalizedText? {
    guard status == .checked else {
      return LocalizedText(zh: "改后读不完整", en: "could not be read whole any more")
    }
    guard encoding == before.encoding, format == before.format else {
      return LocalizedText(
        zh: "改后的编码或格式与原来不同", en: "would have another encoding or format")
    }
    var left: [String: Int] = [:]
    for finding in before.findings { left["\(finding.rule) \(finding.term)", default: 0] += 1 }
    for finding in findings { left["\(finding.rule) \(finding.term)", default: 0] -= 1 }
    guard left.values.allSatisfy({ $0 >= 0 }), before.findings.count - findings.count >= count
    else {
      return LocalizedText(
        zh: "改后复查仍有问题，或有新的发现", en: "would still have the findings, or new ones")
    }
    return nil
  }
}
