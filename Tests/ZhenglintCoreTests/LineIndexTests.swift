import Testing
import ZhenglintCore

@Suite struct LineIndexTests {
  @Test(arguments: [
    ("国家", "家", 1, 2, 4),
    ("a\n国家", "国", 2, 1, 1),
    ("a\r\nb\r国\n家", "家", 4, 1, 1),
    ("\r\r国", "国", 3, 1, 1),
    ("\u{20BB7}国", "国", 1, 2, 5),
    ("e\u{301}国", "国", 1, 3, 4),
  ])
  func countsLinesScalarsAndBytes(
    text: String, at needle: String, line: Int, column: Int, utf8Column: Int
  ) throws {
    let utf8 = Array(text.utf8)
    let offset = try #require(
      utf8.indices.first { utf8[$0...].starts(with: needle.utf8) })
    let index = LineIndex(of: utf8, at: [offset])
    #expect(
      index.position(of: offset)
        == Position(line: line, column: column, utf8Column: utf8Column))
  }

  /// Offsets on one line are counted one from the other.
  @Test func columnsAddUp() {
    let index = LineIndex(of: Array("证𠀀é国".utf8), at: [3, 7, 9, 12])
    #expect([3, 7, 9, 12].map { index.position(of: $0).column } == [2, 3, 4, 5])
    #expect([3, 7, 9, 12].map { index.position(of: $0).utf8Column } == [4, 8, 10, 13])
  }

  @Test func offsetsMayComeInAnyOrder() {
    let index = LineIndex(of: Array("a\nb\nc".utf8), at: [4, 0, 2, 4, 5])
    #expect([0, 2, 4, 5].map { index.position(of: $0).line } == [1, 2, 3, 3])
    #expect(index.position(of: 5) == Position(line: 3, column: 2, utf8Column: 2))
  }
}
