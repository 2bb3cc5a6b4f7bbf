/// Finds all patterns in a sequence of symbols in one pass.
///
/// Symbols are small numbers (`SymbolTable` makes them of scalars). The root has a dense row, since
/// ordinary text stays there; other states keep their few edges sorted. All of it lies in flat
/// arrays. Aho and Corasick, "Efficient string matching", CACM 18(6), 1975.
package struct AhoCorasick: Sendable {
  /// Numbers of states; 0 is the root.
  package typealias State = UInt32

  private var rootRow: [State]
  /// Edges of state `s` are `edgeStart[s]..<edgeStart[s + 1]`; the root's are in its row.
  private var edgeStart: [UInt32] = []
  private var edgeSymbol: [UInt16] = []
  private var edgeTarget: [State] = []
  private var failure: [State] = []
  /// Patterns that end at state `s` itself are `outputStart[s]..<outputStart[s + 1]` of `outputs`.
  private var outputStart: [UInt32] = []
  private var outputs: [UInt32] = []
  /// The next state on the failure path that has outputs, or the root.
  private var outputLink: [State] = []

  /// - Parameters:
  ///   - patterns: symbols of each pattern; none empty.
  ///   - symbolCount: symbols are below this number.
  package init(_ patterns: [[UInt16]], symbolCount: Int) {
    rootRow = Array(repeating: 0, count: symbolCount)
    var tree = Tree()
    // Backwards, because the list of a state's patterns grows at its front.
    for (number, pattern) in patterns.enumerated().reversed() {
      precondition(!pattern.isEmpty, "an empty pattern would match everywhere")
      var state: State = 0
      for symbol in pattern {
        if state == 0 {
          if rootRow[Int(symbol)] == 0 { rootRow[Int(symbol)] = tree.addState(symbol) }
          state = rootRow[Int(symbol)]
        } else {
          state = tree.child(of: state, symbol)
        }
      }
      tree.addPattern(number, at: state)
    }
    flatten(tree)
    linkFailures()
  }

  /// The states while they grow: lists in flat arrays, where 0 ends each.
  private struct Tree {
    var symbol: [UInt16] = [0]
    /// Edges of a state lead to these, in order of their symbols; those of the root are in its row.
    var firstChild: [State] = [0]
    var nextSibling: [State] = [0]
    /// Index of the first pattern that ends at a state in `patterns`.
    var firstPattern: [UInt32] = [0]
    var patterns: [(number: UInt32, next: UInt32)] = [(0, 0)]

    mutating func addState(_ letter: UInt16, before sibling: State = 0) -> State {
      symbol.append(letter)
      firstChild.append(0)
      nextSibling.append(sibling)
      firstPattern.append(0)
      return State(symbol.count - 1)
    }

    /// The child that a symbol leads to; made where there is none.
    mutating func child(of state: State, _ letter: UInt16) -> State {
      var before: State = 0
      var sibling = firstChild[Int(state)]
      while sibling != 0, symbol[Int(sibling)] < letter {
        before = sibling
        sibling = nextSibling[Int(sibling)]
      }
      if sibling != 0, symbol[Int(sibling)] == letter { return sibling }
      let child = addState(letter, before: sibling)
      if before == 0 { firstChild[Int(state)] = child } else { nextSibling[Int(before)] = child }
      return child
    }

    mutating func addPattern(_ number: Int, at state: State) {
      patterns.append((UInt32(number), firstPattern[Int(state)]))
      firstPattern[Int(state)] = UInt32(patterns.count - 1)
    }
  }

  private mutating func flatten(_ tree: Tree) {
    for state in tree.symbol.indices {
      edgeStart.append(UInt32(edgeSymbol.count))
      var child = tree.firstChild[state]
      while child != 0 {
        edgeSymbol.append(tree.symbol[Int(child)])
        edgeTarget.append(child)
        child = tree.nextSibling[Int(child)]
      }
      outputStart.append(UInt32(outputs.count))
      var pattern = tree.firstPattern[state]
      while pattern != 0 {
        outputs.append(tree.patterns[Int(pattern)].number)
        pattern = tree.patterns[Int(pattern)].next
      }
    }
    edgeStart.append(UInt32(edgeSymbol.count))
    outputStart.append(UInt32(outputs.count))
  }

  /// Breadth first, so that the failure of every shorter prefix is known.
  private mutating func linkFailures() {
    failure = Array(repeating: 0, count: edgeStart.count - 1)
    outputLink = failure
    var queue = rootRow.filter { $0 != 0 }
    var head = 0
    while head < queue.count {
      let state = queue[head]
      head += 1
      for edge in edges(of: state) {
        let target = edgeTarget[edge]
        let fallback = next(failure[Int(state)], edgeSymbol[edge])
        failure[Int(target)] = fallback
        outputLink[Int(target)] = hasOutputs(fallback) ? fallback : outputLink[Int(fallback)]
        queue.append(target)
      }
    }
  }

  private func edges(of state: State) -> Range<Int> {
    Int(edgeStart[Int(state)])..<Int(edgeStart[Int(state) + 1])
  }

  private func hasOutputs(_ state: State) -> Bool {
    outputStart[Int(state)] < outputStart[Int(state) + 1]
  }

  /// The state after one more symbol; amortised constant time.
  package func next(_ state: State, _ symbol: UInt16) -> State {
    var state = state
    while state != 0 {
      if let edge = edge(from: state, with: symbol) { return edgeTarget[edge] }
      state = failure[Int(state)]
    }
    return rootRow[Int(symbol)]
  }

  /// The edge of `state` itself, which is not the root, that has `symbol`.
  private func edge(from state: State, with symbol: UInt16) -> Int? {
    let edges = edges(of: state)
    var low = edges.lowerBound
    var high = edges.upperBound
    while low < high {
      let middle = (low + high) / 2
      if edgeSymbol[middle] < symbol { low = middle + 1 } else { high = middle }
    }
    return low < edges.upperBound && edgeSymbol[low] == symbol ? low : nil
  }

  /// The state in which some pattern goes on with `symbol` after `state`, which is not the root.
  func child(of state: State, _ symbol: UInt16) -> State? {
    edge(from: state, with: symbol).map { edgeTarget[$0] }
  }

  /// Calls `body` with every symbol that leads further on from `state` itself.
  func forEachSymbol(after state: State, _ body: (UInt16) -> Void) {
    for edge in edges(of: state) { body(edgeSymbol[edge]) }
  }

  /// Calls `body` with the number of every pattern that ends at `state`, the longest first.
  package func forEachOutput(at state: State, _ body: (Int) -> Void) {
    var state = hasOutputs(state) ? state : outputLink[Int(state)]
    while state != 0 {
      for index in outputStart[Int(state)]..<outputStart[Int(state) + 1] {
        body(Int(outputs[Int(index)]))
      }
      state = outputLink[Int(state)]
    }
  }

  /// Whether any pattern ends at `state`.
  package func isAccepting(_ state: State) -> Bool {
    hasOutputs(state) || outputLink[Int(state)] != 0
  }

  /// Whether some pattern begins with `symbol`.
  package func starts(with symbol: UInt16) -> Bool { rootRow[Int(symbol)] != 0 }
}
