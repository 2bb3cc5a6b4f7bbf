internal import ZhenglintCore

/// Reads plain text: the text itself, and the data: URIs in it.
enum TextReader {
  static func read(_ utf8: [UInt8], nesting: Nesting) -> Document {
    var nesting = nesting
    for range in DataURI.ranges(inProse: utf8) {
      var value = TextBuilder()
      value.copy(range, of: utf8)
      nesting.readDataURI(value)
    }
    let stream = TextStream(
      channel: .text, utf8: utf8, map: .identity(count: utf8.count))
    return Document(
      format: .text, streams: utf8.isEmpty ? [] : [stream], nested: nesting.documents,
      notes: nesting.notes)
  }
}
