internal import ZhenglintCore

/// One stream as its reader sees it; what nobody asks for is not read.
final class CertificatePage {
  let channel: Channel
  /// Index among the document's streams.
  let number: Int
  private let stream: TextStream

  init(_ stream: TextStream, number: Int) {
    channel = stream.channel
    self.number = number
    self.stream = stream
  }

  /// Bytes at either end of a stream that are read.
  private static let reach = 32 << 10

  /// The whole stream, or its first and last 32 KiB.
  private var parts: [Range<Int>] {
    let count = stream.utf8.count
    return count <= 2 * Self.reach ? [0..<count] : [0..<Self.reach, count - Self.reach..<count]
  }

  /// The lines in the first and last 32 KiB.
  private(set) lazy var lines = readLines()
  /// All of the stream, once it was read whole.
  private(set) var whole: StreamText?

  private func readLines() -> TextLines {
    var lines = TextLines()
    for part in parts {
      let text = self.text(in: part)
      if parts.count == 1 { whole = text }
      lines.append(text.lines)
    }
    return VerticalSetting.joined(lines)
  }

  /// The first address with a scheme.
  ///
  /// Of a stream of names, which nothing else is read of, only the blocks that may hold one are cut
  /// into lines.
  var address: ArraySlice<Glyph>? {
    guard channel == .reference else { return WebAddress.withScheme(in: lines) }
    var address: ArraySlice<Glyph>?
    forEachBlock(with: WebAddress.firstSign) { lines in
      address = WebAddress.withScheme(in: lines)
      return address == nil
    }
    return address
  }

  /// Calls `body` with the lines of each block in which `find` finds something, while it returns `true`.
  ///
  /// `find` is given a range of the bytes of a stream.
  func forEachBlock(
    with find: (Range<Int>, [UInt8]) -> Int?, _ body: (TextLines) -> Bool
  ) {
    for part in parts {
      var start = part.lowerBound
      while let hit = find(start..<part.upperBound, stream.utf8) {
        while hit > start, let end = blockEnd(from: start, to: hit) { start = end + 1 }
        let end = blockEnd(from: hit, to: part.upperBound) ?? part.upperBound
        guard body(text(in: start..<end).lines) else { return }
        start = min(end + 1, part.upperBound)
      }
    }
  }

  private func blockEnd(from start: Int, to end: Int) -> Int? {
    stream.utf8.firstOffset(of: Seam.block.rawValue, from: start, to: end)
  }

  private func text(in range: Range<Int>) -> StreamText {
    StreamText(stream, in: ByteRange(start: range.lowerBound, end: range.upperBound))
  }

  private(set) lazy var labelled = readLabels()

  private func readLabels() -> LabelledText {
    let labelled = LabelledText(lines)
    // None of the lines are joined.
    if lines.count == whole?.lines.count { whole?.labelled = labelled }
    return labelled
  }

  private(set) lazy var runs = MarkupFacts.runs(self)
  private(set) lazy var titleLine = TitleFacts.titleLine(self)

  /// Whether markup says what any of the text is.
  private(set) lazy var hasFields = stream.marks.contains { $0.field != nil }

  /// What markup says that a character is part of.
  func field(of glyph: Glyph) -> TextStream.Field? {
    let mark = Int(glyph.mark)
    return stream.marks.indices.contains(mark) ? stream.marks[mark].field : nil
  }
}
