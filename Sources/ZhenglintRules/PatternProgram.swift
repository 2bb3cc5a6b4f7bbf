import ZhenglintCore

/// A pattern as instructions for a set of threads that go through a line together (Thompson,
/// "Regular expression search algorithm", CACM 11(6), 1968; Pike's way to keep where each began).
struct PatternProgram: Hashable, Sendable {
  private enum Instruction: Hashable, Sendable {
    case scalar(Unicode.Scalar)
    case anyOfClause
    case ideograph
    case digit
    /// Goes on at both, preferably at the first.
    case split(Int, Int)
    /// Goes on at each target of a choice, preferably at the first.
    case choose(Int)
    case jump(Int)
    case accept
  }

  /// Alternatives that can only begin with certain characters, as those of lists do: of hundreds the
  /// few are found that begin with the one at hand.
  private struct Choice: Hashable {
    struct Target: Hashable {
      var first: Unicode.Scalar
      var instruction: Int
    }

    /// By their first characters, those with the same one in order of preference.
    private let targets: [Target]

    init(_ targets: [Target]) {
      // The sort is stable.
      self.targets = targets.sorted { $0.first < $1.first }
    }

    func targets(beginningWith scalar: Unicode.Scalar) -> ArraySlice<Target> {
      var low = 0
      var high = targets.count
      while low < high {
        let middle = (low + high) / 2
        if targets[middle].first < scalar { low = middle + 1 } else { high = middle }
      }
      return targets[low...].prefix { $0.first == scalar }
    }
  }

  private var instructions: [Instruction] = []
  private var choices: [Choice] = []
  /// Whether a match may hold a mark that ends a clause.
  private var crossesClauses = false

  init(_ nodes: [TextPattern.Node]) {
    emit(nodes)
    instructions.append(.accept)
    crossesClauses = instructions.contains { instruction in
      if case .scalar(let scalar) = instruction { scalar.endsClause } else { false }
    }
  }

  /// Where a match that covers an offset of a line can begin at the earliest.
  func earliestStart(ofMatchAt offset: Int, in line: [Unicode.Scalar]) -> Int {
    if crossesClauses { return 0 }
    return line[..<offset].lastIndex { $0.endsClause }.map { $0 + 1 } ?? 0
  }

  private mutating func emit(_ nodes: [TextPattern.Node]) { for node in nodes { emit(node) } }

  private mutating func emit(_ node: TextPattern.Node) {
    let start = instructions.count
    switch node {
    case .scalar(let scalar): instructions.append(.scalar(scalar))
    case .gap: instructions += [.split(start + 3, start + 1), .anyOfClause, .jump(start)]
    case .ideographs: instructions += [.ideograph, .split(start + 2, start)]
    case .digits: instructions += [.digit, .split(start + 2, start)]
    case .optional(let inner):
      instructions.append(.jump(0))
      emit(inner)
      instructions[start] = .split(start + 1, instructions.count)
    case .alternatives(let alternatives):
      if let firsts = Self.firsts(of: alternatives) {
        emit(alternatives, beginningWith: firsts)
        return
      }
      var exits: [Int] = []
      for (number, alternative) in alternatives.enumerated() {
        let split = instructions.count
        if number < alternatives.count - 1 { instructions.append(.jump(0)) }
        emit(alternative)
        guard number < alternatives.count - 1 else { break }
        exits.append(instructions.count)
        instructions.append(.jump(0))
        instructions[split] = .split(split + 1, instructions.count)
      }
      for exit in exits { instructions[exit] = .jump(instructions.count) }
    }
  }

  /// The characters that each alternative can begin with; `nil` where one begins with anything else.
  private static func firsts(of alternatives: [[TextPattern.Node]]) -> [[Unicode.Scalar]]? {
    let firsts = alternatives.compactMap { Self.firsts(of: $0[...]) }
    return firsts.count == alternatives.count ? firsts : nil
  }

  private static func firsts(of nodes: ArraySlice<TextPattern.Node>) -> [Unicode.Scalar]? {
    switch nodes.first {
    case .scalar(let scalar): [scalar]
    case .alternatives(let alternatives): firsts(of: alternatives).map { Array($0.joined()) }
    case .optional(let inner):
      firsts(of: [inner]).flatMap { own in firsts(of: nodes.dropFirst()).map { own + $0 } }
    case .gap, .ideographs, .digits, nil: nil
    }
  }

  private mutating func emit(
    _ alternatives: [[TextPattern.Node]], beginningWith firsts: [[Unicode.Scalar]]
  ) {
    let start = instructions.count
    instructions.append(.jump(0))
    var targets: [Choice.Target] = []
    var exits: [Int] = []
    for (alternative, firsts) in zip(alternatives, firsts) {
      targets += firsts.map { Choice.Target(first: $0, instruction: instructions.count) }
      emit(alternative)
      exits.append(instructions.count)
      instructions.append(.jump(0))
    }
    instructions[start] = .choose(choices.count)
    choices.append(Choice(targets))
    for exit in exits { instructions[exit] = .jump(instructions.count) }
  }

  /// - Parameters:
  ///   - line: what to look through.
  ///   - origins: where a match may begin.
  ///   - starts: a bit for the lowest six bits of every scalar that a match can begin with.
  ///   - isEnd: where it may end.
  /// - Returns: The leftmost match, from there with gaps as short and options taken as they can be.
  func run(
    _ line: ArraySlice<Unicode.Scalar>, from origins: ClosedRange<Int>, starts: UInt64,
    isEnd: (Int) -> Bool
  ) -> Range<Int>? {
    func mayBegin(at position: Int) -> Bool {
      position == line.endIndex || starts & 1 << UInt64(line[position].value & 63) != 0
    }
    var threads: [Thread] = []
    var next: [Thread] = []
    var added: [Int] = []
    var best: Range<Int>?
    var position = line.startIndex
    while true {
      if best == nil, threads.isEmpty {
        while position < min(origins.upperBound, line.endIndex), !mayBegin(at: position) {
          position += 1
        }
      }
      if best == nil, origins.contains(position), mayBegin(at: position) {
        // In many lines no match begins anywhere.
        if added.isEmpty { added = Array(repeating: -1, count: instructions.count) }
        add(Thread(instruction: 0, origin: position), to: &threads, &added, at: position, of: line)
      }
      // Threads stand in the order of preference: what comes after one that ends is no better.
      if let end = threads.firstIndex(where: { isAccepting($0) && isEnd(position) }) {
        best = threads[end].origin..<position
        threads.removeSubrange(end...)
      }
      if threads.isEmpty, best != nil || position >= origins.upperBound { return best }
      guard position < line.endIndex else { return best }
      next.removeAll(keepingCapacity: true)
      for thread in threads where !isAccepting(thread) {
        add(
          Thread(instruction: thread.instruction + 1, origin: thread.origin), to: &next, &added,
          at: position + 1, of: line)
      }
      swap(&threads, &next)
      position += 1
    }
  }

  private struct Thread {
    var instruction: Int
    var origin: Int
  }

  /// Adds a thread where it ends or the scalar at a position is one that it takes, and where it goes
  /// without a scalar; of two at one instruction the first stays.
  private func add(
    _ thread: Thread, to threads: inout [Thread], _ added: inout [Int], at position: Int,
    of line: ArraySlice<Unicode.Scalar>
  ) {
    var thread = thread
    while added[thread.instruction] != position {
      added[thread.instruction] = position
      switch instructions[thread.instruction] {
      case .jump(let target): thread.instruction = target
      case .split(let first, let second):
        add(
          Thread(instruction: first, origin: thread.origin), to: &threads, &added, at: position,
          of: line)
        thread.instruction = second
      case .choose(let number):
        guard position < line.endIndex else { return }
        for target in choices[number].targets(beginningWith: line[position]) {
          add(
            Thread(instruction: target.instruction, origin: thread.origin), to: &threads, &added,
            at: position, of: line)
        }
        return
      case .scalar, .anyOfClause, .ideograph, .digit:
        if position < line.endIndex, accepts(thread, line[position]) { threads.append(thread) }
        return
      case .accept:
        threads.append(thread)
        return
      }
    }
  }

  private func isAccepting(_ thread: Thread) -> Bool {
    if case .accept = instructions[thread.instruction] { true } else { false }
  }

  private func accepts(_ thread: Thread, _ scalar: Unicode.Scalar) -> Bool {
    switch instructions[thread.instruction] {
    case .scalar(let wanted): wanted == scalar
    case .anyOfClause: !scalar.endsClause
    case .ideograph: scalar.isHan
    case .digit: scalar.isAnyDigit
    case .split, .choose, .jump, .accept: false
    }
  }
}

extension Unicode.Scalar {
  /// Marks that no gap of a pattern crosses; 、 joins and does not end.
  fileprivate var endsClause: Bool {
    switch self {
    // Full-width ones are folded to these before; 。 has no narrow form in ASCII.
    case ",", "。", ";", ":", "!", "?", "\n": true
    default: false
    }
  }

  fileprivate var isAnyDigit: Bool {
    switch self {
    case "0"..."9", "〇", "零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百", "千", "两": true
    default: false
    }
  }
}
