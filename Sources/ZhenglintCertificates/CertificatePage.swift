internal import ZhenglintCore
internal import ZhenglintMatching

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
  private(set) lazy var lines = VerticalSetting.joined(parts.flatMap(lines))

  /// The first address with a scheme.
  ///
  /// Of a stream of names, which nothing else is read of, only the blocks that may hold one are cut
  /// into lines.
  var address: ArraySlice<Glyph>? {
    guard channel == .reference else { return WebAddress.withScheme(in: lines) }
    let blocks = parts.flatMap {
      stream.utf8[$0].split(separator: Seam.block.rawValue).filter(WebAddress.mayStand)
    }
    // Each block has its marks looked for from the start.
    guard blocks.count <= 64 else { return WebAddress.withScheme(in: lines) }
    for block in blocks {
      let lines = lines(in: block.startIndex..<block.endIndex)
      if let address = WebAddress.withScheme(in: lines) { return address }
    }
    return nil
  }

  /// Whether a line may have one of some Chinese characters; `false` is sure, and found without
  /// reading the lines.
  func mayHold(_ characters: Set<Unicode.Scalar>) -> Bool {
    let folds = FoldTable.standard
    return parts.contains { part in
      var offset = part.lowerBound
      while offset < part.upperBound {
        let byte = stream.utf8[offset]
        guard 0xC0..<Seam.inline.rawValue ~= byte else {
          offset += 1
          continue
        }
        let (scalar, next) = StreamCursor.scalar(at: offset, in: stream.utf8)
        if characters.contains(scalar.simplified(by: folds)) { return true }
        offset = next
      }
      return false
    }
  }

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
