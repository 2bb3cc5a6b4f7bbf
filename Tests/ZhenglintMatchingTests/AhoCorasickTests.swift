import Testing
import ZhenglintMatching

@Suite struct AhoCorasickTests {
  private struct Hit: Hashable {
    var pattern: Int
    var end: Int
  }

  private func hits(_ patterns: [[UInt16]], _ text: [UInt16], _ symbolCount: Int) -> Set<Hit> {
    let automaton = AhoCorasick(patterns, symbolCount: symbolCount)
    var found: Set<Hit> = []
    var state: AhoCorasick.State = 0
    for (index, symbol) in text.enumerated() {
      state = automaton.next(state, symbol)
      automaton.forEachOutput(at: state) { found.insert(Hit(pattern: $0, end: index)) }
    }
    return found
  }

  private func naive(_ patterns: [[UInt16]], _ text: [UInt16]) -> Set<Hit> {
    var found: Set<Hit> = []
    for (number, pattern) in patterns.enumerated() {
      for start in text.indices where text[start...].starts(with: pattern) {
        found.insert(Hit(pattern: number, end: start + pattern.count - 1))
      }
    }
    return found
  }

  @Test(
    arguments: [
      ([[0, 1], [1, 0]], [0, 1, 0, 1]),
      ([[0, 1, 2, 3], [1, 2], [2]], [0, 1, 2, 0, 1, 2, 3]),
      ([[0, 0], [0, 0, 0]], [0, 0, 0, 0]),
      ([[0], [0]], [0, 1, 0]),
    ] as [([[UInt16]], [UInt16])])
  func findsOverlapsAndNestedPatterns(patterns: [[UInt16]], text: [UInt16]) {
    #expect(hits(patterns, text, 4) == naive(patterns, text))
  }

  /// A small alphabet makes many overlaps; the seed makes every run the same.
  @Test(arguments: 1...40)
  func findsWhatANaiveSearchFinds(seed: Int) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let symbols = 2 + seed % 4
    let patterns = (0..<30).map { _ in (0..<1 + next(6)).map { _ in UInt16(next(symbols)) } }
    let text = (0..<2000).map { _ in UInt16(next(symbols)) }
    #expect(hits(patterns, text, symbols) == naive(patterns, text))
  }
}
