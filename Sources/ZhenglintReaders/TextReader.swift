internal import ZhenglintCore

/// Reads plain text: the text itself, and the data: URIs in it.
enum TextReader {
  static func read(_ utf8: [UInt8], nesting: Nesting) -> Document {
    var nesting = nesting
    readDataURIs(utf8, &nesting)
    let stream = TextStream(
      channel: .text, utf8: utf8, map: .identity(count: utf8.count))
    return Document(
      format: .text, streams: utf8.isEmpty ? [] : [stream], nested: nesting.documents,
      notes: nesting.notes)
  }

  private static func readDataURIs(_ utf8: [UInt8], _ nesting: inout Nesting) {
    var offset = 0
    while let start = utf8.firstOffset(of: "data:", from: offset, to: utf8.count) {
      let end = endOfURI(utf8, from: start)
      offset = max(end, start + 5)
      let range = ByteRange(start: start, end: end)
      // "data: 3" in prose is none: a data: URI has a comma after its media type.
      guard let comma = utf8.firstOffset(of: 0x2C, from: start, to: min(end, start + 200)),
        utf8.firstOffset(of: 0x2F, from: start, to: comma) != nil
      else { continue }
      var value = TextBuilder()
      value.copy(range, of: utf8)
      nesting.readDataURI(value)
    }
  }

  /// A URI in prose ends at white space, a quote, a closing bracket or a character outside ASCII;
  /// a stop or comma at its end is the sentence's.
  private static func endOfURI(_ utf8: [UInt8], from start: Int) -> Int {
    var offset = start
    while offset < utf8.count {
      let byte = utf8[offset]
      if byte <= 0x20 || byte >= 0x7F || byte == 0x22 || byte == 0x27 || byte == 0x29
        || byte == 0x3C || byte == 0x3E
      {
        break
      }
      offset += 1
    }
    while offset > start, [0x2C, 0x2E, 0x3A, 0x3B].contains(utf8[offset - 1]) { offset -= 1 }
    return offset
  }
}
