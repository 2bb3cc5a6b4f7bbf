import Testing
import ZhenglintCore

@Suite struct SourceMapTests {
  /// 中 (copied), 国 written `&#22269;`, then an entity that stands for six bytes.
  private static let mixed: SourceMap = {
    var map = SourceMap()
    map.append(text: 0, length: 3, source: 10)
    map.append(text: 3, element: 3, source: 13, sourceLength: 8)
    map.append(text: 6, element: 6, source: 21, sourceLength: 4, isExact: false)
    return map
  }()

  private func range(_ start: Int, _ end: Int) -> ByteRange { ByteRange(start: start, end: end) }

  @Test(arguments: [
    (0, 3, 10, 13, true),
    (0, 6, 10, 21, true),
    (3, 6, 13, 21, true),
    (4, 6, 13, 21, false),
    (6, 9, 21, 25, false),
    (2, 7, 12, 25, false),
  ])
  func resolvesToTheSmallestSourceThatHoldsTheText(
    start: Int, end: Int, from: Int, to: Int, isExact: Bool
  ) throws {
    let place = try #require(Self.mixed.resolve(range(start, end)))
    #expect(place == SourceMap.Resolution(range: range(from, to), isExact: isExact))
  }

  @Test func textWithoutSourceHasNoPlace() {
    var map = SourceMap()
    map.append(text: 0, length: 3, source: 0)
    map.append(text: 4, length: 3, source: 9)
    #expect(map.resolve(range(3, 4)) == nil)
    #expect(map.resolve(range(0, 7))?.range == range(0, 12))
  }

  @Test func runsOfOneStrideAreOneRun() {
    var map = SourceMap()
    for index in 0..<1000 {
      map.append(text: 3 * index, element: 3, source: 2 * index, sourceLength: 2)
    }
    #expect(map.runs.count == 1)
    #expect(map.resolve(range(300, 303))?.range == range(200, 202))
  }

  @Test func longElementsAreWhole() {
    var map = SourceMap()
    map.append(text: 0, element: 200, source: 5, sourceLength: 300)
    map.append(text: 200, element: 200, source: 305, sourceLength: 300)
    #expect(
      map.resolve(range(0, 200)) == SourceMap.Resolution(range: range(5, 305), isExact: true))
    #expect(
      map.resolve(range(210, 220)) == SourceMap.Resolution(range: range(305, 605), isExact: false))
  }

  @Test func visualOrderMayRunAgainstTheSource() {
    var map = SourceMap()
    map.append(text: 0, length: 3, source: 50)
    map.append(text: 3, length: 3, source: 20)
    #expect(map.resolve(range(0, 6))?.range == range(20, 53))
  }

  @Test func chainsAndCompositionAgree() throws {
    // Text ← references ← GB18030.
    var inner = SourceMap()
    inner.append(text: 0, length: 6, source: 3)
    inner.append(text: 6, element: 3, source: 9, sourceLength: 8)
    var outer = SourceMap()
    for index in 0..<3 {
      outer.append(text: 3 * index, element: 3, source: 2 * index, sourceLength: 2)
    }
    outer.append(text: 9, length: 8, source: 6)
    var composed = SourceMap()
    inner.forEachRun(through: outer) { composed.append($0) }
    for (start, end) in [(0, 3), (3, 6), (0, 9), (6, 9), (4, 6)] {
      let chained = SourceChain([inner, outer]).resolve(range(start, end))
      #expect(composed.resolve(range(start, end)) == chained)
    }
    #expect(SourceChain([inner, outer]).resolve(range(0, 9))?.range == range(2, 14))
  }
}
