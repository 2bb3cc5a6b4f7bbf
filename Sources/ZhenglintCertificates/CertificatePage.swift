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

  /// The lines in the first and last 32 KiB.
  private(set) lazy var lines = {
    let count = stream.utf8.count
    if count <= 2 * Self.reach { return VerticalSetting.joined(lines(in: 0..<count)) }
    return VerticalSetting.joined(
      lines(in: 0..<Self.reach) + lines(in: count - Self.reach..<count))
  }()

  private func lines(in range: Range<Int>) -> [TextLine] {
    var reader = LineReader(stream, in: ByteRange(start: range.lowerBound, end: range.upperBound))
    return reader.lines()
  }

  private(set) lazy var labelled = LabelledText(lines)
  private(set) lazy var runs = MarkupFacts.runs(self)
  private(set) lazy var titleLine = TitleFacts.titleLine(self)

  /// Whether markup names any of the text.
  private(set) lazy var hasNames = stream.marks.contains { $0.name != nil }

  /// The name that markup gives to a character.
  func name(of glyph: Glyph) -> String? {
    let mark = Int(glyph.mark)
    return stream.marks.indices.contains(mark) ? stream.marks[mark].name : nil
  }
}
