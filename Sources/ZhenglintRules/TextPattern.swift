/// A pattern of a pack, as `原?×××(部|厅|局)监制`; the article `PackFormat` explains the signs.
///
/// It is matched against the scalars of a line as a reader sees it: simplified, in lower case,
/// without white space.
package struct TextPattern: Hashable, Sendable {
  /// As the author wrote it.
  package let source: String
  private let nodes: [Node]
  /// A bit for the lowest six bits of every scalar that a match can begin with.
  private let starts: UInt64

  private indirect enum Node: Hashable, Sendable {
    case scalar(Unicode.Scalar)
    /// `…`: any scalars but marks that end a clause, as few as will do.
    case gap
    /// `×`: one or more ideographs.
    case ideographs
    /// `#`: one or more digits.
    case digits
    case alternatives([[Node]])
    case optional(Node)
  }

  /// Why a pattern cannot be read.
  package enum Fault: Error, Hashable, Sendable {
    case empty
    case unbalancedGroup
    /// A `?` with nothing before it.
    case danglingOptional
    case unknownList(String)
  }

  // MARK: - Reading

  /// - Parameters:
  ///   - source: the pattern.
  ///   - lists: texts by name, for `@name`.
  package init(_ source: String, lists: [String: [String]] = [:]) throws(Fault) {
    var parser = Parser(rest: source.lowercased().unicodeScalars[...], lists: lists)
    nodes = try parser.sequence()
    guard parser.rest.isEmpty else { throw .unbalancedGroup }
    guard !nodes.isEmpty else { throw .empty }
    starts = Self.starts(of: nodes[...])
    self.source = source
  }

  /// A pattern of characters that stand for themselves.
  package init(literal text: String) {
    source = text
    nodes = text.lowercased().unicodeScalars.map { .scalar($0.narrow) }
    starts = Self.starts(of: nodes[...])
  }

  private static func bit(_ scalar: Unicode.Scalar) -> UInt64 { 1 << UInt64(scalar.value & 63) }

  private static func starts(of nodes: ArraySlice<Node>) -> UInt64 {
    guard let first = nodes.first else { return .max }
    switch first {
    case .scalar(let scalar): return bit(scalar)
    case .gap, .ideographs, .digits: return .max
    case .alternatives(let alternatives):
      return alternatives.reduce(0) { $0 | starts(of: $1 + nodes.dropFirst()) }
    case .optional(let inner): return starts(of: [inner]) | starts(of: nodes.dropFirst())
    }
  }

  /// The longest run of characters that every match holds: what to search for.
  package var anchor: String {
    var runs: [[Unicode.Scalar]] = [[]]
    for node in nodes {
      if case .scalar(let scalar) = node {
        runs[runs.count - 1].append(scalar)
      } else {
        runs.append([])
      }
    }
    // Of equally long ones the last: 证书 ends more phrases than it begins.
    let longest = runs.reduce([]) { $1.count >= $0.count ? $1 : $0 }
    return String(String.UnicodeScalarView(longest))
  }

  private struct Parser {
    var rest: Substring.UnicodeScalarView
    let lists: [String: [String]]

    /// Nodes up to the end, a `|` or a `)`.
    mutating func sequence() throws(Fault) -> [Node] {
      var nodes: [Node] = []
      while let scalar = rest.first, scalar != "|", scalar != ")" {
        rest.removeFirst()
        switch scalar {
        case "…": nodes.append(.gap)
        case "×": if nodes.last != .ideographs { nodes.append(.ideographs) }
        case "#": nodes.append(.digits)
        case "(": nodes.append(try group())
        case "?":
          guard let last = nodes.popLast() else { throw .danglingOptional }
          nodes.append(.optional(last))
        default: nodes.append(.scalar(scalar.narrow))
        }
      }
      return nodes
    }

    private mutating func group() throws(Fault) -> Node {
      var alternatives: [[Node]] = []
      while true {
        if rest.first == "@" {
          alternatives += try list()
        } else {
          alternatives.append(try sequence())
        }
        guard let end = rest.popFirst() else { throw .unbalancedGroup }
        if end == ")" { return .alternatives(alternatives) }
        guard end == "|" else { throw .unbalancedGroup }
      }
    }

    private mutating func list() throws(Fault) -> [[Node]] {
      let name = String(
        String.UnicodeScalarView(rest.dropFirst().prefix { $0 != "|" && $0 != ")" }))
      rest.removeFirst(name.unicodeScalars.count + 1)
      guard let texts = lists[name] else { throw .unknownList(name) }
      return texts.map { $0.lowercased().unicodeScalars.map { .scalar($0.narrow) } }
    }
  }

  // MARK: - Matching

  /// Steps of one search; patterns and lines are short, and no pack may stop the program.
  private static let stepLimit = 50_000

  /// The first match that covers a range of the line, as short as it can be from its start.
  package func match(in line: [Unicode.Scalar], covering range: Range<Int>) -> Range<Int>? {
    var steps = 0
    // Most patterns begin with one of a few characters, which most places are not.
    for start in 0...range.lowerBound
    where start == line.count || starts & Self.bit(line[start]) != 0 {
      var end: Int?
      let isFound = run(nodes[...], at: start, in: line, &steps) { position in
        guard position >= range.upperBound else { return false }
        end = position
        return true
      }
      if isFound, let end { return start..<end }
    }
    return nil
  }

  /// Whether the pattern matches all of a text.
  package func matches(_ text: [Unicode.Scalar]) -> Bool {
    var steps = 0
    return run(nodes[...], at: 0, in: text, &steps) { $0 == text.count }
  }

  /// Whether the pattern matches somewhere in a part of the line.
  package func occurs(in line: ArraySlice<Unicode.Scalar>) -> Bool {
    let line = Array(line)
    var steps = 0
    return line.indices.contains { start in
      starts & Self.bit(line[start]) != 0
        && run(nodes[...], at: start, in: line, &steps) { _ in true }
    }
  }

  /// Tries to match `nodes` from `position` on; `next` judges where they end.
  private func run(
    _ nodes: ArraySlice<Node>, at position: Int, in line: [Unicode.Scalar], _ steps: inout Int,
    _ next: (Int) -> Bool
  ) -> Bool {
    steps += 1
    guard steps < Self.stepLimit else { return false }
    guard let node = nodes.first else { return next(position) }
    let rest = nodes.dropFirst()
    switch node {
    case .scalar(let scalar):
      return position < line.count && line[position] == scalar
        && run(rest, at: position + 1, in: line, &steps, next)
    case .gap:
      var end = position
      while true {
        if run(rest, at: end, in: line, &steps, next) { return true }
        guard end < line.count, !line[end].endsClause, steps < Self.stepLimit else { return false }
        end += 1
      }
    case .ideographs: return repeated(rest, at: position, in: line, &steps, next, \.isIdeograph)
    case .digits: return repeated(rest, at: position, in: line, &steps, next, \.isAnyDigit)
    case .alternatives(let alternatives):
      return alternatives.contains { run($0 + rest, at: position, in: line, &steps, next) }
    case .optional(let inner):
      return run([inner] + rest, at: position, in: line, &steps, next)
        || run(rest, at: position, in: line, &steps, next)
    }
  }

  /// One or more scalars of a kind, as few as will do.
  private func repeated(
    _ rest: ArraySlice<Node>, at position: Int, in line: [Unicode.Scalar], _ steps: inout Int,
    _ next: (Int) -> Bool, _ isOfKind: (Unicode.Scalar) -> Bool
  ) -> Bool {
    var end = position
    while end < line.count, isOfKind(line[end]), steps < Self.stepLimit {
      end += 1
      if run(rest, at: end, in: line, &steps, next) { return true }
    }
    return false
  }
}

extension Unicode.Scalar {
  /// The ASCII form of a full-width one (U+FF01…U+FF5E), which is how lines are folded.
  fileprivate var narrow: Unicode.Scalar {
    value &- 0xFF01 < 0x5E ? Unicode.Scalar(value - 0xFEE0) ?? self : self
  }

  /// Marks that no gap of a pattern crosses; 、 joins and does not end.
  fileprivate var endsClause: Bool {
    switch self {
    // Full-width ones are folded to these before; 。 has no narrow form in ASCII.
    case ",", "。", ";", ":", "!", "?", "\n": true
    default: false
    }
  }

  fileprivate var isIdeograph: Bool { properties.isIdeographic || self == "〇" }

  fileprivate var isAnyDigit: Bool {
    switch self {
    case "0"..."9", "〇", "零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百", "千", "两": true
    default: false
    }
  }
}
