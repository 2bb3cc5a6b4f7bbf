import Testing
import ZhenglintCore

@Suite struct TextBuilderTests {
  private let source = Array("国<b>家</b>".utf8)

  @Test func everyPieceKnowsItsSource() {
    var builder = TextBuilder()
    builder.copy(ByteRange(start: 0, end: 3), of: source)
    builder.inline()
    builder.copy(ByteRange(start: 6, end: 9), of: source)
    let stream = builder.stream(.text)
    #expect(stream.utf8 == Array("国".utf8) + [Seam.inline.rawValue] + Array("家".utf8))
    #expect(stream.map.resolve(ByteRange(start: 0, end: 7))?.range == ByteRange(start: 0, end: 9))
    #expect(stream.map.resolve(ByteRange(start: 3, end: 4)) == nil)
  }

  @Test func partsOfABuilderKeepTheirSource() {
    var inner = TextBuilder()
    inner.copy(ByteRange(start: 0, end: 3), of: source)
    inner.seam(.inline)
    inner.append("家", from: ByteRange(start: 6, end: 9))
    var outer = TextBuilder()
    outer.append("x", from: ByteRange(start: 0, end: 1))
    outer.append(inner, in: ByteRange(start: 4, end: 7))
    #expect(outer.map.resolve(ByteRange(start: 1, end: 4))?.range == ByteRange(start: 6, end: 9))
  }

  @Test func seamsAreSetOnce() {
    var builder = TextBuilder()
    builder.block()
    builder.inline()
    #expect(builder.isEmpty)
    builder.copy(ByteRange(start: 0, end: 3), of: source)
    builder.inline()
    builder.inline()
    builder.block()
    builder.inline()
    builder.block()
    #expect(builder.utf8.dropFirst(3) == [Seam.inline.rawValue, Seam.block.rawValue])
  }

  @Test func whiteSpaceIsCollapsedOnRequest() {
    let source = Array("a\r\n  b \tc".utf8)
    var builder = TextBuilder()
    builder.copyCollapsed(ByteRange(start: 0, end: 7), of: source)
    builder.inline()
    builder.copyCollapsed(ByteRange(start: 7, end: source.count), of: source)
    #expect(builder.utf8 == Array("a b ".utf8) + [Seam.inline.rawValue] + Array("c".utf8))
    #expect(builder.map.resolve(ByteRange(start: 0, end: 3))?.range == ByteRange(start: 0, end: 6))
  }

  @Test func marksHoldUntilTheNext() {
    var builder = TextBuilder()
    builder.mark(element: 0, field: .certificate(.title))
    builder.mark(element: 5, field: .certificate(.issuer))
    builder.copy(ByteRange(start: 0, end: 3), of: source)
    builder.mark(element: 7, field: nil)
    builder.copy(ByteRange(start: 6, end: 9), of: source)
    let stream = builder.stream(.text)
    #expect(stream.mark(at: 0)?.field == .certificate(.issuer))
    #expect(stream.mark(at: 2)?.element == 5)
    #expect(stream.mark(at: 3)?.field == nil)
  }
}
