/// A pattern of a pack, as `原?×××(部|厅|局)监制`; the article `PackFormat` explains the signs.
///
/// It is matched against the scalars of a line as a reader sees it: simplified, in lower case,
/// without white space.
package struct TextPattern: Hashable, Sendable {
  /// As the author wrote it.
  package let source: String
  private let nodes: [Node]
  private let program: PatternProgram
  /// Characters that every match holds.
  private let required: [Unicode.Scalar]
  /// Of each group of alternatives that every match goes through, what a match of one holds.
  private let choices: [[[Unicode.Scalar]]]
  /// A bit for the lowest six bits of every scalar that a match can begin with.
  private let starts: UInt64

  indirect enum Node: Hashable, Sendable {
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

  /// Reads a pattern; `lists` are texts by name, for `@name`.
  package init(_ source: String, lists: [String: [String]] = [:]) throws(Fault) {
    var parser = Parser(rest: source.lowercased().unicodeScalars[...], lists: lists)
    nodes = try parser.sequence()
    guard parser.rest.isEmpty else { throw .unbalancedGroup }
    guard !nodes.isEmpty else { throw .empty }
    starts = Self.starts(of: nodes[...])
    required = Self.required(of: nodes)
    choices = Self.choices(of: nodes)
    program = PatternProgram(nodes)
    self.source = source
  }

  /// A pattern of characters that stand for themselves.
  package init(literal text: String) {
    source = text
    nodes = text.lowercased().unicodeScalars.map { .scalar($0.narrow) }
    starts = Self.starts(of: nodes[...])
    required = Self.required(of: nodes)
    choices = Self.choices(of: nodes)
    program = PatternProgram(nodes)
  }

  private static func required(of nodes: [Node]) -> [Unicode.Scalar] {
    nodes.compactMap { if case .scalar(let scalar) = $0 { scalar } else { nil } }
  }

  private static func choices(of nodes: [Node]) -> [[[Unicode.Scalar]]] {
    nodes.compactMap { node in
      guard case .alternatives(let alternatives) = node else { return nil }
      let held = alternatives.map(required)
      // An alternative that may hold anything tells nothing.
      return held.contains([]) ? nil : held
    }
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
  package var anchor: String { Self.anchor(of: nodes) }

  /// That of a pattern without faults, which costs little: what its lists stand for is in groups.
  static func anchor(of source: String) -> String {
    var parser = Parser(rest: source.lowercased().unicodeScalars[...], lists: nil)
    return anchor(of: (try? parser.sequence()) ?? [])
  }

  private static func anchor(of nodes: [Node]) -> String {
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
    /// `nil` where it does not matter what they hold.
    let lists: [String: [String]]?

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
      guard let lists else { return [] }
      guard let texts = lists[name] else { throw .unknownList(name) }
      return texts.map { $0.lowercased().unicodeScalars.map { .scalar($0.narrow) } }
    }
  }

  // MARK: - Matching

  /// The first match that covers a range of the line, as short as it can be from its start.
  ///
  /// `held` is of the scalars of the line.
  ///
  /// - Complexity: O(n · m) for n scalars and m instructions; O(m) where the line lacks what every
  ///   match holds.
  package func match(
    in line: [Unicode.Scalar], holding held: ScalarSet, covering range: Range<Int>
  ) -> Range<Int>? {
    guard canMatch(in: held) else { return nil }
    return program.run(line[...], from: 0...range.lowerBound, starts: starts) {
      $0 >= range.upperBound
    }
  }

  /// Whether the pattern matches all of a text.
  package func matches(_ text: [Unicode.Scalar], holding held: ScalarSet) -> Bool {
    canMatch(in: held)
      && program.run(text[...], from: 0...0, starts: .max) { $0 == text.count } != nil
  }

  /// Whether the pattern matches somewhere in a part of a line; `held` may be of the whole line.
  package func occurs(in part: ArraySlice<Unicode.Scalar>, holding held: ScalarSet) -> Bool {
    canMatch(in: held)
      && program.run(part, from: part.startIndex...part.endIndex, starts: starts) { _ in true }
        != nil
  }

  private func canMatch(in held: ScalarSet) -> Bool {
    required.allSatisfy(held.mayHold)
      && choices.allSatisfy { $0.contains { $0.allSatisfy(held.mayHold) } }
  }
}

extension Unicode.Scalar {
  /// The ASCII form of a full-width one (U+FF01…U+FF5E), which is how lines are folded.
  fileprivate var narrow: Unicode.Scalar {
    value &- 0xFF01 < 0x5E ? Unicode.Scalar(value - 0xFEE0) ?? self : self
  }
}
