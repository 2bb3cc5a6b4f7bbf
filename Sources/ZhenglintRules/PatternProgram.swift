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
    case jump(Int)
    case accept
  }

  private var instructions: [Instruction] = []

  init(_ nodes: [TextPattern.Node]) {
    emit(nodes)
    instructions.append(.accept)
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
    var threads: [Thread] = []
    var next: [Thread] = []
    var added = [Int](repeating: -1, count: instructions.count)
    var best: Range<Int>?
    var position = line.startIndex
    while true {
      if best == nil, origins.contains(position),
        position == line.endIndex || starts & 1 << UInt64(line[position].value & 63) != 0
      {
        add(Thread(instruction: 0, origin: position), to: &threads, &added, at: position)
      }
      // Threads stand in the order of preference: what comes after one that ends is no better.
      if let end = threads.firstIndex(where: { isAccepting($0) && isEnd(position) }) {
        best = threads[end].origin..<position
        threads.removeSubrange(end...)
      }
      if threads.isEmpty, best != nil || position >= origins.upperBound { return best }
      guard position < line.endIndex else { return best }
      let scalar = line[position]
      next.removeAll(keepingCapacity: true)
      for thread in threads where accepts(thread, scalar) {
        add(
          Thread(instruction: thread.instruction + 1, origin: thread.origin), to: &next, &added,
          at: position + 1)
      }
      swap(&threads, &next)
      position += 1
    }
  }

  private struct Thread {
    var instruction: Int
    var origin: Int
  }

  /// Adds a thread and where it goes without a scalar; of two at one instruction the first stays.
  private func add(
    _ thread: Thread, to threads: inout [Thread], _ added: inout [Int], at position: Int
  ) {
    guard added[thread.instruction] != position else { return }
    added[thread.instruction] = position
    switch instructions[thread.instruction] {
    case .jump(let target):
      add(Thread(instruction: target, origin: thread.origin), to: &threads, &added, at: position)
    case .split(let first, let second):
      add(Thread(instruction: first, origin: thread.origin), to: &threads, &added, at: position)
      add(Thread(instruction: second, origin: thread.origin), to: &threads, &added, at: position)
    case .scalar, .anyOfClause, .ideograph, .digit, .accept: threads.append(thread)
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
    case .split, .jump, .accept: false
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
