import Testing
import ZhenglintCore

@Suite struct LineIndexTests {
  @Test(arguments: [
    ("国家", "家", 1, 2),
    ("a\n国家", "国", 2, 1),
    ("a\r\nb\r国\n家", "家", 4, 1),
    ("\r\r国", "国", 3, 1),
    ("\u{20BB7}国", "国", 1, 2),
    ("e\u{301}国", "国", 1, 3),
  ])
  func countsLinesAndScalars(text: String, at needle: String, line: Int, column: Int) throws {
    let utf8 = Array(text.utf8)
    let offset = try #require(
      utf8.indices.first { utf8[$0...].starts(with: needle.utf8) })
    let index = LineIndex(of: utf8, at: [offset])
    #expect(index.position(of: offset) == Position(line: line, column: column))
  }

  @Test func offsetsMayComeInAnyOrder() {
    let index = LineIndex(of: Array("a\nb\nc".utf8), at: [4, 0, 2, 4, 5])
    #expect([0, 2, 4, 5].map { index.position(of: $0).line } == [1, 2, 3, 3])
    #expect(index.position(of: 5).column == 2)
  }
}
