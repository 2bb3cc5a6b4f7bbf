package import ZhenglintCore

/// What a reader sees of a stream or of a part of one: its characters, and the lines that they make.
package struct StreamText: Sendable {
  let stream: TextStream
  /// In their order in the stream; between blocks stands a border.
  let glyphs: [Glyph]
  /// In the order that a reader sees: most texts have theirs, and then both share the glyphs.
  let lines: TextLines
  /// The labels in `lines`, where someone found them before.
  var labelled: LabelledText?

  package init(_ stream: TextStream) {
    self.init(stream, in: ByteRange(start: 0, end: stream.utf8.count))
  }

  /// Reads the bytes `range` of a stream; a character cut at its start is passed over.
  init(_ stream: TextStream, in range: ByteRange) {
    let source = GlyphReader.Source(stream, in: range)
    var reader = GlyphReader(stream, from: source)
    var glyphs: [Glyph] = []
    // Most characters have three bytes, and of the rest of a page many have one.
    glyphs.reserveCapacity(source.range.count / 2 + 1)
    while !reader.isAtEnd {
      let count = glyphs.count
      let room = glyphs.capacity - count
      // An append to the array would ask for each character whether the array is shared.
      glyphs.append(addingCapacity: room > 0 ? room : max(count, 32)) {
        reader.read(source, into: &$0, after: count)
      }
    }
    self.stream = stream
    self.glyphs = glyphs
    lines = TextLines(
      glyphs: reader.order.applied(to: glyphs), reader.lines, order: reader.order)
  }
}
