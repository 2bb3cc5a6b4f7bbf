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
    /// Lines of the findings' starts; `nil` for the whole file.
    var lines: ClosedRange<Int>?
  }

  private var covers: [Cover] = []
  /// The directives themselves, which may name what they excuse.
  private var own: [(bytes: ByteRange, reason: String)] = []
  private var faults: [(line: Int, fault: SuppressionDirective.Fault)] = []

  /// Reads the directives of a document.
  ///
  /// - Parameters:
  ///   - document: as it was read.
  ///   - text: of the file, UTF-8.
  ///   - knownRules: Ids of all rules, applied or not.
  init(in document: Document, text: DecodedText, knownRules: [String]) {
    // Most files have none, and a search for five bytes says so.
    guard
      text.utf8.firstOffset(of: SuppressionDirective.prefix, from: 0, to: text.utf8.count) != nil
    else { return }
    let pieces = document.pieces(with: SuppressionDirective.prefix)
    let index = LineIndex(of: text.utf8, at: pieces.flatMap { [$0.range.start, $0.end] })
    var open: [(line: Int, directive: SuppressionDirective)] = []
    for piece in pieces {
      let line = index.position(of: piece.range.start).line
      do throws(SuppressionDirective.Fault) {
        guard
          let directive = try SuppressionDirective(
            piece.text, range: piece.range, end: piece.end, knownRules: knownRules)
        else { continue }
        if let bytes = text.map.resolve(directive.range), directive.scope != .blockEnd {
          own.append((bytes.range, directive.reason))
        }
        switch directive.scope {
        case .line: add(directive, at: line, covering: line...line)
        case .nextLine:
          let next = index.position(of: piece.end).line + 1
          add(directive, at: line, covering: next...next)
        case .file: add(directive, at: line, covering: nil)
        case .blockStart: open.append((line, directive))
        case .blockEnd:
          let closed = open.filter { $0.directive.isClosed(by: directive) }
          if closed.isEmpty { throw .unopened }
          open.removeAll { $0.directive.isClosed(by: directive) }
          for block in closed { add(block.directive, at: block.line, covering: block.line...line) }
        }
      } catch {
        faults.append((line, error))
      }
    }
    faults += open.map { ($0.line, .unclosed) }
    faults.sort { $0.line < $1.line }
  }

  private mutating func add(
    _ directive: SuppressionDirective, at line: Int, covering lines: ClosedRange<Int>?
  ) {
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
    var used = Array(repeating: false, count: covers.count)
    let marked = findings.map { finding in
      var finding = finding
      let place = finding.location
      if let directive = own.first(where: { $0.bytes.contains(place.bytes) }) {
        finding.suppression = Suppression(kind: .inSource, reason: directive.reason)
      }
      for (number, cover) in covers.enumerated() where cover.rule == finding.rule {
        guard cover.lines?.contains(place.startLine) ?? true else { continue }
        used[number] = true
        finding.suppression =
          finding.suppression
          ?? Suppression(
            kind: .inSource, reason: cover.reason)
      }
      return finding
    }
    let unused = covers.indices
      .filter { !used[$0] && appliedRules.contains(covers[$0].rule) }
      .map { Note.unusedSuppression(covers[$0].rule, line: covers[$0].line) }
    return (marked, faults.map { Note($0.fault, line: $0.line) } + unused)
  }
}

extension SuppressionDirective {
  fileprivate func isClosed(by end: SuppressionDirective) -> Bool {
    end.rules.isEmpty || Set(end.rules) == Set(rules)
  }
}

extension ByteRange {
  fileprivate func contains(_ other: ByteRange) -> Bool { start <= other.start && other.end <= end }
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
  fileprivate func pieces(with prefix: StaticString) -> [Piece] {
    let channel: Channel = format == .text ? .text : .comment
    var pieces: [Piece] = []
    for stream in streams where stream.channel == channel {
      let utf8 = stream.utf8
      var offset = 0
      while let start = utf8.firstOffset(of: prefix, from: offset, to: utf8.count) {
        let lineEnd = utf8[start...].firstIndex { $0 == 0x0A || $0 == 0x0D || $0 >= 0xF5 }
        let blockEnd = utf8[start...].firstIndex { $0 >= 0xF5 }
        offset = lineEnd ?? utf8.count
        let inner = ByteRange(start: start, end: offset)
        let whole = ByteRange(start: start, end: blockEnd ?? utf8.count)
        guard let place = source(of: inner, in: stream),
          let end = format == .text ? place.range.end : source(of: whole, in: stream)?.range.end
        else { continue }
        pieces.append(
          Piece(
            text: String(decoding: utf8[start..<offset], as: UTF8.self), range: place.range,
            end: end))
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
        zh: "没有“\(word)”这种写法，可用："
          + SuppressionDirective.Scope.allCases.map(\.rawValue).joined(separator: "、"),
        en: "there is no '\(word)'; there are "
          + SuppressionDirective.Scope.allCases.map(\.rawValue).joined(separator: ", "))
    case .noRule:
      self.init(
        suppression: "without-rule", line, zh: "没有写明规则，不起作用；写法：zhenglint-disable-line 规则：理由",
        en: "names no rule and does nothing; write zhenglint-disable-line RULE: reason")
    case .unknownRule(let rule, let nearest):
      self.init(
        suppression: "unknown-rule", line,
        zh: "没有“\(rule)”这条规则，不起作用" + (nearest.map { "；是不是 \($0)？" } ?? ""),
        en: "there is no rule '\(rule)', so it does nothing"
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
