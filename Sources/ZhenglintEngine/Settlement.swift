internal import ZhenglintCore
internal import ZhenglintReaders
internal import ZhenglintRules

/// Findings with their places in the file, sorted, each once.
struct Settlement {
  /// A finding that does not know yet which one of its like it is.
  struct Settled: Sendable {
    /// Its fingerprint is that of the first of its like.
    var finding: Finding
    /// Folded words around the term, which the fingerprint depends on.
    var neighbourhood: [UInt16]
    /// What the certificate's standing permits, and so is of use only once.
    var isPermitted: Bool

    fileprivate func fingerprint(of ordinal: Int) -> String {
      Settlement.fingerprint(
        rule: finding.rule, term: finding.term, neighbourhood: neighbourhood, ordinal: ordinal)
    }
  }

  private(set) var settled: [Settled] = []
  private(set) var rejections: [Rejection] = []

  /// Settles the verdicts on a text; `keepsExcerpts` says whether a report shows their lines.
  init(of verdicts: [Verdict], in text: DecodedText, keepsExcerpts: Bool) {
    let sorted = Self.sortedUnique(verdicts)
    let edits = sorted.map { $0.rejection == nil ? $0.edit(in: text) : nil }
    let places = sorted.map(\.place.range) + edits.compactMap { $0?.place.range }
    let index = LineIndex(of: text.utf8, at: places.flatMap { [$0.start, $0.end] })
    for (verdict, edit) in zip(sorted, edits) {
      guard let location = Location(verdict.place, in: text, index) else { continue }
      if let reason = verdict.rejection {
        let rejection = Rejection(
          term: verdict.term, line: location.startLine, column: location.startColumn,
          context: verdict.context, reason: reason)
        // Several rules may list a term.
        if rejections.last != rejection { rejections.append(rejection) }
        continue
      }
      settled.append(
        Self.settled(verdict, at: location, in: text.utf8, keepsExcerpt: keepsExcerpts))
      settled[settled.count - 1].finding.replacement = edit.flatMap {
        Replacement($0, in: text, index)
      }
    }
  }

  /// Numbers findings that are alike, in order of place.
  struct Numbering {
    /// Whether what the certificate's standing permits is reported at every place, and not only at
    /// the first for each rule.
    let keepsEveryInfo: Bool
    private var told: Set<String> = []
    /// By the fingerprint of the first of them.
    private var counts: [String: Int] = [:]

    init(keepsEveryInfo: Bool) { self.keepsEveryInfo = keepsEveryInfo }

    /// The next findings of a file, with their fingerprints.
    mutating func findings(_ settled: [Settled]) -> [Finding] { settled.compactMap { finding($0) } }

    private mutating func finding(_ settled: Settled) -> Finding? {
      var finding = settled.finding
      if !keepsEveryInfo, settled.isPermitted, !told.insert(finding.rule).inserted { return nil }
      let ordinal = counts[finding.fingerprint, default: 0] + 1
      counts[finding.fingerprint] = ordinal
      if ordinal > 1 { finding.fingerprint = settled.fingerprint(of: ordinal) }
      return finding
    }
  }

  /// By place, then rule; what was found on two roads (content that a style sheet generates) once.
  private static func sortedUnique(_ verdicts: [Verdict]) -> [Verdict] {
    func precedes(_ a: Verdict, _ b: Verdict) -> Bool {
      let (left, right) = (a.place.range, b.place.range)
      if left != right { return (left.start, left.end) < (right.start, right.end) }
      return (a.ruleID, a.term) < (b.ruleID, b.term)
    }
    func isSame(_ a: Verdict, _ b: Verdict) -> Bool {
      a.place.range == b.place.range && a.applied === b.applied && a.term == b.term
        && (a.rejection == nil) == (b.rejection == nil)
    }
    var unique: [Verdict] = []
    // The sort is stable, so equal ones stay in the order of their streams. What is the same stands
    // together, and of that at most one rejected and one other are kept.
    for verdict in verdicts.sorted(by: precedes)
    where !unique.suffix(2).contains(where: { isSame($0, verdict) }) {
      unique.append(verdict)
    }
    return unique
  }

  private static func settled(
    _ verdict: Verdict, at location: Location, in utf8: [UInt8], keepsExcerpt: Bool
  ) -> Settled {
    let finding = Finding(
      verdict.words, level: verdict.level, confidence: verdict.confidence,
      text: slice(verdict.place.range, of: utf8, mask: verdict.mask), disguises: verdict.disguises,
      channel: verdict.channel, field: verdict.field?.rawValue,
      location: location,
      excerpt: keepsExcerpt
        ? Excerpt(of: verdict.place.range, in: utf8, mask: verdict.mask) : .none,
      context: verdict.context, readings: verdict.readings,
      fingerprint: fingerprint(
        rule: verdict.ruleID, term: verdict.term, neighbourhood: verdict.neighbourhood,
        ordinal: 1),
      details: verdict.details)
    return Settled(
      finding: finding, neighbourhood: verdict.neighbourhood,
      isPermitted: verdict.level == .info && verdict.restsOnStanding)
  }

  /// The same for a place however the text around it is set, and another for each one that is alike.
  fileprivate static func fingerprint(
    rule: String, term: String, neighbourhood: [UInt16], ordinal: Int
  ) -> String {
    var identity = Array(rule.utf8)
    identity.append(0)
    identity.append(contentsOf: term.utf8)
    identity.append(0)
    identity.append(contentsOf: neighbourhood)
    identity.append(0)
    identity.append(contentsOf: String(ordinal).utf8)
    return SHA256.hexDigest(of: identity, bytes: 16)
  }

  /// At most 200 scalars of the source.
  private static func slice(_ range: ByteRange, of utf8: [UInt8], mask: Mask) -> String {
    let text = mask.text(range, of: utf8, term: range)
    if range.count <= 200 { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix(200)))
  }
}

extension [UInt8] {
  /// Adds UTF-16 as UTF-8: ideographs at once, for the library takes ten times as long for them.
  fileprivate mutating func append(contentsOf utf16: [UInt16]) {
    guard utf16.allSatisfy({ 0x0800..<0xD800 ~= $0 }) else {
      append(contentsOf: String(decoding: utf16, as: UTF16.self).utf8)
      return
    }
    for unit in utf16 {
      append(UInt8(0xE0 | unit >> 12))
      append(UInt8(0x80 | unit >> 6 & 0x3F))
      append(UInt8(0x80 | unit & 0x3F))
    }
  }
}

extension Excerpt {
  /// Scalars of the source line that are kept on either side of a span.
  private static let reach = 100

  /// The line of `utf8` in which `range` begins.
  init(of range: ByteRange, in utf8: [UInt8], mask: Mask) {
    var start = range.start
    var kept = 0
    while start > 0, !Self.isLineEnd(utf8[start - 1]), kept < Self.reach {
      start -= 1
      while start > 0, utf8[start] & 0xC0 == 0x80 { start -= 1 }
      kept += 1
    }
    var stop = range.start
    while stop < range.end, !Self.isLineEnd(utf8[stop]) { stop += 1 }
    var end = stop
    kept = 0
    while end < utf8.count, !Self.isLineEnd(utf8[end]), kept < Self.reach {
      end += 1
      while end < utf8.count, utf8[end] & 0xC0 == 0x80 { end += 1 }
      kept += 1
    }
    func scalars(_ slice: Range<Int>) -> Int { utf8[slice].count { $0 & 0xC0 != 0x80 } }
    let before = scalars(start..<range.start)
    self.init(
      line: mask.text(ByteRange(start: start, end: end), of: utf8, term: range),
      spanStart: before,
      spanEnd: before + scalars(range.start..<stop),
      isCutBefore: start > 0 && !Self.isLineEnd(utf8[start - 1]),
      isCutAfter: end < utf8.count && !Self.isLineEnd(utf8[end]))
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
}

/// A rewriting at its place in the decoded text.
private struct Edit {
  let place: SourceMap.Resolution
  let new: String
}

extension Replacement {
  fileprivate init?(_ edit: Edit, in text: DecodedText, _ index: LineIndex) {
    guard let location = Location(edit.place, in: text, index), location.isExact else { return nil }
    let range = edit.place.range
    self.init(
      at: location, old: String(decoding: text.utf8[range.start..<range.end], as: UTF8.self),
      new: edit.new)
  }
}

extension Verdict {
  /// The first rewriting that the source fits as it is written, without any disguise or markup.
  fileprivate func edit(in text: DecodedText) -> Edit? {
    guard place.isExact else { return nil }
    for rewriting in rewritings {
      let words = Array(rewriting.text.utf8)
      // The finding lies among the words; where they hold it twice, the first that fits counts.
      for offset in 0..<max(1, words.count - place.range.count + 1) {
        let start = place.range.start - offset
        let end = start + words.count
        guard start >= 0, end <= text.utf8.count, end >= place.range.end,
          text.utf8[start..<end].elementsEqual(words)
        else { continue }
        let replaced = ByteRange(
          start: start + rewriting.replaced.start, end: start + rewriting.replaced.end)
        guard text.map.resolve(replaced)?.isExact == true else { continue }
        return Edit(
          place: SourceMap.Resolution(range: replaced, isExact: true), new: rewriting.new)
      }
    }
    return nil
  }
}
