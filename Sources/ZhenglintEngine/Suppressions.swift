internal import ZhenglintCore
internal import ZhenglintReaders
internal import ZhenglintRules

/// Which findings an input asks not to count, and what is wrong with how it asks.
struct Suppressions {
  /// A stretch of the file whose findings of one rule do not count.
  private struct Cover {
    var rule: String
    var reason: String
    /// The line of the directive.
    var line: Int
    /// Lines of the findings' starts.
    var lines: ClosedRange<Int>
  }

  /// A block whose end was not met yet.
  private struct Block {
    var line: Int
    var directive: SuppressionDirective
  }

  /// In the order of their directives.
  private var covers: [Cover] = []
  /// The directives themselves, which may name what they excuse; in order of place.
  private var own: [(bytes: ByteRange, reason: String)] = []
  private var faults: [(line: Int, fault: SuppressionDirective.Fault)] = []

  /// Reads the directives of a document.
  ///
  /// - Parameters:
  ///   - document: as it was read.
  ///   - text: of the file, UTF-8.
  ///   - knownRules: Ids of all rules, applied or not.
  ///   - holders: What no report prints; a reason may name a holder.
  init(
    in document: Document, text: DecodedText, knownRules: [String], holders: HolderMask
  ) {
    // Most files have none, and a search for five bytes says so.
    guard
      text.utf8.firstOffset(of: SuppressionDirective.prefix, from: 0, to: text.utf8.count) != nil
    else { return }
    let pieces = document.pieces(with: SuppressionDirective.prefix, holders)
    let index = LineIndex(of: text.utf8, at: pieces.flatMap { [$0.range.start, $0.end] })
    // By their rules, as an end closes all or those of the same rules.
    var open: [Set<String>: [Block]] = [:]
    for piece in pieces {
      let line = index.position(of: piece.range.start).line
      do throws(SuppressionDirective.Fault) {
        guard
          let directive = try SuppressionDirective(
            piece.text, range: piece.range, end: piece.end, knownRules: knownRules)
        else { continue }
        switch directive.scope {
        case .line: add(directive, at: line, covering: line...line, in: text)
        case .nextLine:
          let next = index.position(of: piece.end).line + 1
          add(directive, at: line, covering: next...next, in: text)
        case .file: add(directive, at: line, covering: 1...Int.max, in: text)
        case .blockStart:
          open[Set(directive.rules), default: []].append(Block(line: line, directive: directive))
        case .blockEnd:
          let closed =
            directive.rules.isEmpty
            ? open.values.flatMap(\.self) : open[Set(directive.rules)] ?? []
          if closed.isEmpty { throw .unopened }
          if directive.rules.isEmpty { open = [:] } else { open[Set(directive.rules)] = nil }
          for block in closed {
            add(block.directive, at: block.line, covering: block.line...line, in: text)
          }
        }
      } catch {
        faults.append((line, error))
      }
    }
    faults += open.values.flatMap(\.self).map { ($0.line, .unclosed) }
    faults.sort { $0.line < $1.line }
    covers.sort { ($0.line, $0.rule) < ($1.line, $1.rule) }
    own.sort { $0.bytes.start < $1.bytes.start }
  }

  private mutating func add(
    _ directive: SuppressionDirective, at line: Int, covering lines: ClosedRange<Int>,
    in text: DecodedText
  ) {
    if let bytes = text.map.resolve(directive.range) {
      own.append((bytes.range, directive.reason))
    }
    for rule in directive.rules {
      covers.append(Cover(rule: rule, reason: directive.reason, line: line, lines: lines))
    }
  }

  /// Marks findings that do not count.
  ///
  /// - Parameters:
  ///   - findings: of the document.
  ///   - appliedRules: Ids of the rules of this run; what others would have found nobody knows.
  ///   - obeyed: Whether findings are marked; if not, a note says that they could have been.
  /// - Returns: All findings, and what a person has to know.
  func applied(
    to findings: [Finding], appliedRules: Set<String>, obeyed: Bool
  ) -> (findings: [Finding], notes: [Note]) {
    guard obeyed else {
      let count = covers.count + faults.count
      return (findings, count == 0 ? [] : [.suppressionsNotObeyed(count)])
    }
    var marked = findings
    for index in marked.indices {
      guard let directive = directive(around: marked[index].location.bytes) else { continue }
      marked[index].suppression = Suppression(kind: .inSource, reason: directive.reason)
    }
    var used = Array(repeating: false, count: covers.count)
    var byRule: [String: FindingsByLine] = [:]
    for (index, finding) in findings.enumerated() {
      byRule[finding.rule, default: FindingsByLine()].add(index, at: finding.location.startLine)
    }
    for (number, cover) in covers.enumerated() {
      guard let taken = byRule[cover.rule]?.take(cover.lines) else { continue }
      used[number] = taken.meetsAny
      for index in taken.firstMet where marked[index].suppression == nil {
        marked[index].suppression = Suppression(kind: .inSource, reason: cover.reason)
      }
    }
    let unused = covers.indices
      .filter { !used[$0] && appliedRules.contains(covers[$0].rule) }
      .map { Note.unusedSuppression(covers[$0].rule, line: covers[$0].line) }
    return (marked, faults.map { Note($0.fault, line: $0.line) } + unused)
  }

  /// The directive that holds a range; they do not overlap.
  private func directive(around bytes: ByteRange) -> (bytes: ByteRange, reason: String)? {
    let next = own.partitioningIndex { $0.bytes.start > bytes.start }
    guard next > 0, own[next - 1].bytes.contains(bytes) else { return nil }
    return own[next - 1]
  }
}

/// Findings of one rule, for covers to take: each is taken once, however many covers overlap.
private struct FindingsByLine {
  /// What a cover meets.
  struct Taken {
    /// Whether any finding lies in its lines.
    var meetsAny: Bool
    /// Those that no earlier cover met.
    var firstMet: [Int]
  }

  private var numbers: [Int] = []
  /// Ascending: findings are in order of place.
  private var lines: [Int] = []
  /// For each finding the next one that is not taken, itself if it is not; one more at the end.
  private var free: [Int] = [0]

  mutating func add(_ number: Int, at line: Int) {
    numbers.append(number)
    lines.append(line)
    free.append(numbers.count)
  }

  mutating func take(_ range: ClosedRange<Int>) -> Taken {
    let first = lines.partitioningIndex { $0 >= range.lowerBound }
    guard first < lines.count, range.contains(lines[first]) else {
      return Taken(meetsAny: false, firstMet: [])
    }
    var met: [Int] = []
    var next = nextFree(from: first)
    while next < lines.count, range.contains(lines[next]) {
      met.append(numbers[next])
      free[next] = next + 1
      next = nextFree(from: next)
    }
    return Taken(meetsAny: true, firstMet: met)
  }

  /// Halves the way on each walk along it, so that later ones are short.
  private mutating func nextFree(from start: Int) -> Int {
    var index = start
    while free[index] != index {
      free[index] = free[free[index]]
      index = free[index]
    }
    return index
  }
}

// MARK: - Where directives stand

extension Document {
  /// Text from some letters on to the end of its line or comment.
  fileprivate struct Piece {
    var text: String
    /// In the text of the file, UTF-8 bytes.
    var range: ByteRange
    /// Where the comment, or in plain text the line, ends.
    var end: Int
  }

  /// The pieces that begin with `prefix`, in comments or, of plain text, anywhere; in order of place.
  fileprivate func pieces(with prefix: StaticString, _ holders: HolderMask) -> [Piece] {
    let channel: Channel = format == .text ? .text : .comment
    var pieces: [Piece] = []
    for stream in streams where stream.channel == channel {
      let utf8 = stream.utf8
      var offset = 0
      // Of the comment that was looked at last.
      var blockEnd = 0
      var mask: Mask?
      while let start = utf8.firstOffset(of: prefix, from: offset, to: utf8.count) {
        let lineEnd = utf8[start...].firstIndex { $0 == 0x0A || $0 == 0x0D || $0 >= 0xF5 }
        offset = lineEnd ?? utf8.count
        if format == .text {
          blockEnd = offset
        } else if blockEnd <= start {
          blockEnd = utf8[start...].firstIndex { $0 >= 0xF5 } ?? utf8.count
        }
        let inner = ByteRange(start: start, end: offset)
        let last = ByteRange(start: blockEnd - 1, end: blockEnd)
        guard let place = source(of: inner, in: stream),
          let end = source(of: last, in: stream)?.range.end
        else { continue }
        let found = mask ?? holders.mask(of: stream)
        mask = found
        let text =
          found?.text(inner, of: utf8)
          ?? holders.masked(String(decoding: utf8[start..<offset], as: UTF8.self))
        pieces.append(Piece(text: text, range: place.range, end: end))
      }
    }
    return pieces.sorted { $0.range.start < $1.range.start }
  }
}

// MARK: - Notes

extension Note {
  fileprivate init(_ fault: SuppressionDirective.Fault, line: Int) {
    switch fault {
    case .unknownScope(let word):
      self.init(
        suppression: "unknown", line,
        zh: "没有“\(word.shortened)”这种写法，可用："
          + SuppressionDirective.Scope.allCases.map(\.rawValue).joined(separator: "、"),
        en: "there is no '\(word.shortened)'; there are "
          + SuppressionDirective.Scope.allCases.map(\.rawValue).joined(separator: ", "))
    case .noRule:
      self.init(
        suppression: "without-rule", line, zh: "没有写明规则，不起作用；写法：zhenglint-disable-line 规则：理由",
        en: "names no rule and does nothing; write zhenglint-disable-line RULE: reason")
    case .unknownRule(let rule, let nearest):
      self.init(
        suppression: "unknown-rule", line,
        zh: "没有“\(rule.shortened)”这条规则，不起作用" + (nearest.map { "；是不是 \($0)？" } ?? ""),
        en: "there is no rule '\(rule.shortened)', so it does nothing"
          + (nearest.map { "; did you mean \($0)?" } ?? ""))
    case .noReason:
      self.init(
        suppression: "without-reason", line, zh: "没有写明理由，不起作用；理由写在规则后的冒号之后",
        en: "gives no reason and does nothing; write the reason after a colon behind the rules")
    case .unclosed:
      self.init(
        suppression: "unclosed", line,
        zh: "没有对应的 zhenglint-enable，不起作用；整份文件用 zhenglint-disable-file",
        en: "has no zhenglint-enable and does nothing; for a whole file use zhenglint-disable-file")
    case .unopened:
      self.init(
        suppression: "unopened", line, zh: "前面没有对应的 zhenglint-disable",
        en: "no zhenglint-disable stands before it")
    }
  }

  private init(suppression code: String, _ line: Int, zh: String, en: String) {
    self.init(
      code: "suppression-\(code)", zh: "第 \(line) 行的免报说明：\(zh)",
      en: "suppression in line \(line): \(en)", isIncomplete: false, isWarning: true)
  }

  fileprivate static func unusedSuppression(_ rule: String, line: Int) -> Note {
    Note(
      suppression: "unused", line, zh: "那里没有 \(rule) 的发现，请删去",
      en: "there is no finding of \(rule) there; remove it")
  }

  fileprivate static func suppressionsNotObeyed(_ count: Int) -> Note {
    Note(
      code: "suppressions-not-obeyed", zh: "文件内有 \(count) 处免报说明，本次没有采用",
      en: "the file holds \(count) suppressions, which this run does not obey",
      isIncomplete: false, isWarning: true)
  }
}

extension String {
  /// What a note quotes of a word, which may be as long as a file.
  fileprivate var shortened: String {
    let shown = unicodeScalars.prefix(40)
    return String(String.UnicodeScalarView(shown))
      + (shown.endIndex < unicodeScalars.endIndex ? "…" : "")
  }
}
