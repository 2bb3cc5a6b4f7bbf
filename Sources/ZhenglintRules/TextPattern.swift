import ZhenglintCore

/// A pattern of a pack, as `原?×××(部|厅|局)监制`; the article `PackFormat` explains the signs.
///
/// It is matched against the scalars of a line as a reader sees it: simplified, in lower case,
/// without white space.
///
/// A class, because dozens are asked about each finding.
package final class TextPattern: Sendable {
  /// As the author wrote it.
  package let source: String
  /// Characters that every match holds: most lines lack one, and need nothing else of the pattern.
  private let required: [Unicode.Scalar]
  /// The longest run of characters that every match holds: what to search for.
  package let anchor: String
  private let compiled: Deferred<Compiled>

  /// A class, because it is taken out of its box whenever it is asked.
  private final class Compiled: Sendable {
    let program: PatternProgram
    /// Of each group of alternatives that every match goes through, what a match of one holds.
    let choices: [[[Unicode.Scalar]]]
    /// A bit for the lowest six bits of every scalar that a match can begin with.
    let starts: UInt64

    init(_ nodes: [Node]) {
      program = PatternProgram(nodes)
      choices = TextPattern.choices(of: nodes)
      starts = TextPattern.starts(of: nodes[...])
    }
  }

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
  package convenience init(_ source: String, lists: [String: [String]] = [:]) throws(Fault) {
    let scalars = source.lowercasedScalars
    let nodes = try Parser.nodes(of: scalars, lists: .named(Set(lists.keys)))
    guard !nodes.isEmpty else { throw .empty }
    self.init(source, nodes) {
      // What is known to have no faults, now with what its lists hold.
      Compiled((try? Parser.nodes(of: scalars, lists: .expanded(lists))) ?? [])
    }
  }

  /// A pattern of characters that stand for themselves.
  package convenience init(literal text: String) {
    let nodes = Self.literal(text)
    self.init(text, nodes) { Compiled(nodes) }
  }

  private init(_ source: String, _ nodes: [Node], compile: @escaping @Sendable () -> Compiled) {
    self.source = source
    required = Self.required(of: nodes)
    anchor = Self.anchor(of: nodes)
    compiled = Deferred(making: compile)
  }

  private static func literal(_ text: String) -> [Node] {
    text.lowercasedScalars.map { .scalar($0.narrow) }
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

  /// The anchor of a pattern without faults, which costs little.
  static func anchor(of source: String) -> String {
    anchor(of: (try? Parser.nodes(of: source.lowercasedScalars, lists: .any)) ?? [])
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
    /// What is known of the lists that a pattern names.
    enum Lists {
      case any
      /// Their names, where it does not matter what they hold.
      case named(Set<String>)
      case expanded([String: [String]])
    }

    var rest: ArraySlice<Unicode.Scalar>
    let lists: Lists

    static func nodes(of source: [Unicode.Scalar], lists: Lists) throws(Fault) -> [Node] {
      var parser = Parser(rest: source[...], lists: lists)
      let nodes = try parser.sequence()
      guard parser.rest.isEmpty else { throw .unbalancedGroup }
      return nodes
    }

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
      let scalars = rest.dropFirst().prefix { $0 != "|" && $0 != ")" }
      rest = rest[scalars.endIndex...]
      let name = String(String.UnicodeScalarView(scalars))
      switch lists {
      case .any: return []
      case .named(let names):
        guard names.contains(name) else { throw .unknownList(name) }
        return []
      case .expanded(let lists): return (lists[name] ?? []).map(TextPattern.literal)
      }
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
    guard let compiled = program(for: held) else { return nil }
    let first = compiled.program.earliestStart(ofMatchAt: range.lowerBound, in: line)
    return compiled.program.run(
      line[first...], from: first...range.lowerBound, starts: compiled.starts
    ) { $0 >= range.upperBound }
  }

  /// Whether the pattern matches all of a text.
  package func matches(_ text: [Unicode.Scalar], holding held: ScalarSet) -> Bool {
    program(for: held)?.program.run(text[...], from: 0...0, starts: .max) { $0 == text.count }
      != nil
  }

  /// Whether the pattern matches somewhere in a part of a line; `held` may be of the whole line.
  package func occurs(in part: ArraySlice<Unicode.Scalar>, holding held: ScalarSet) -> Bool {
    guard let compiled = program(for: held) else { return false }
    return compiled.program.run(
      part, from: part.startIndex...part.endIndex, starts: compiled.starts
    ) { _ in true } != nil
  }

  /// What finds matches in a line of these scalars; `nil` where it lacks what every match holds.
  private func program(for held: ScalarSet) -> Compiled? {
    guard required.allSatisfy({ held.mayHold($0) }) else { return nil }
    let compiled = compiled.value
    let isPossible = compiled.choices.allSatisfy { choice in
      choice.contains { $0.allSatisfy { held.mayHold($0) } }
    }
    return isPossible ? compiled : nil
  }
}

extension Unicode.Scalar {
  /// The ASCII form of a full-width one (U+FF01…U+FF5E), which is how lines are folded.
  fileprivate var narrow: Unicode.Scalar {
    value &- 0xFF01 < 0x5E ? Unicode.Scalar(value - 0xFEE0) ?? self : self
  }
}
