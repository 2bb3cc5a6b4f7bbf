/// Finds all patterns in a sequence of symbols in one pass.
///
/// Symbols are small numbers (`SymbolTable` makes them of scalars). The root has a dense row, since
/// ordinary text stays there; other states keep their few edges sorted. All of it lies in flat
/// arrays. Aho and Corasick, "Efficient string matching", CACM 18(6), 1975.
package struct AhoCorasick: Sendable {
  /// Numbers of states; 0 is the root.
  package typealias State = UInt32

  private var rootRow: [State]
  /// Edges of state `s` are `edgeStart[s]..<edgeStart[s + 1]`.
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
    var children: [[(symbol: UInt16, target: State)]] = [[]]
    var ends: [[UInt32]] = [[]]
    for (number, pattern) in patterns.enumerated() {
      precondition(!pattern.isEmpty, "an empty pattern would match everywhere")
      var state = 0
      for symbol in pattern {
        if let edge = children[state].first(where: { $0.symbol == symbol }) {
          state = Int(edge.target)
        } else {
          children.append([])
          ends.append([])
          children[state].append((symbol, State(children.count - 1)))
          state = children.count - 1
        }
      }
      ends[state].append(UInt32(number))
    }
    rootRow = Array(repeating: 0, count: symbolCount)
    for edge in children[0] { rootRow[Int(edge.symbol)] = edge.target }
    for state in children.indices {
      edgeStart.append(UInt32(edgeSymbol.count))
      for edge in children[state].sorted(by: { $0.symbol < $1.symbol }) {
        edgeSymbol.append(edge.symbol)
        edgeTarget.append(edge.target)
      }
      outputStart.append(UInt32(outputs.count))
      outputs += ends[state]
    }
    edgeStart.append(UInt32(edgeSymbol.count))
    outputStart.append(UInt32(outputs.count))
    linkFailures(children)
  }

  /// Breadth first, so that the failure of every shorter prefix is known.
  private mutating func linkFailures(_ children: [[(symbol: UInt16, target: State)]]) {
    failure = Array(repeating: 0, count: children.count)
    outputLink = failure
    var queue = children[0].map(\.target)
    var head = 0
    while head < queue.count {
      let state = queue[head]
      head += 1
      for edge in children[Int(state)] {
        let fallback = next(failure[Int(state)], edge.symbol)
        failure[Int(edge.target)] = fallback
        outputLink[Int(edge.target)] =
          hasOutputs(fallback) ? fallback : outputLink[Int(fallback)]
        queue.append(edge.target)
      }
    }
  }

  private func hasOutputs(_ state: State) -> Bool {
    outputStart[Int(state)] < outputStart[Int(state) + 1]
  }

  /// The state after one more symbol; amortised constant time.
  package func next(_ state: State, _ symbol: UInt16) -> State {
    var state = state
    while state != 0 {
      var low = Int(edgeStart[Int(state)])
      var high = Int(edgeStart[Int(state) + 1])
      while low < high {
        let middle = (low + high) / 2
        if edgeSymbol[middle] < symbol { low = middle + 1 } else { high = middle }
      }
      if low < Int(edgeStart[Int(state) + 1]), edgeSymbol[low] == symbol { return edgeTarget[low] }
      state = failure[Int(state)]
    }
    return rootRow[Int(symbol)]
  }

  /// Calls `body` with every symbol that leads further on from `state` itself.
  func forEachSymbol(after state: State, _ body: (UInt16) -> Void) {
    for edge in edgeStart[Int(state)]..<edgeStart[Int(state) + 1] { body(edgeSymbol[Int(edge)]) }
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
