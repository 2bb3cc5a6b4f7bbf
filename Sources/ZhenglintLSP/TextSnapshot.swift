import ZhenglintCore

/// The text of an open document at one moment.
package struct TextSnapshot: Sendable {
  /// As the client numbers them; `nil` where it does not.
  package var version: Int?
  package private(set) var utf8: [UInt8]
  /// Offsets of the first byte of each line, at least of one.
  private(set) var lineStarts: [Int]

  package init(_ text: String, version: Int? = nil) {
    self.version = version
    utf8 = Array(text.utf8)
    lineStarts = Self.lineStarts(of: utf8)
  }

  package var text: String { String(decoding: utf8, as: UTF8.self) }

  /// Applies one change of the client; without a range the text is all there is.
  ///
  /// - Complexity: linear in the text, which the linter reads as a whole afterwards anyway.
  package mutating func apply(_ change: TextChange, in encoding: PositionEncoding) {
    if let range = change.range {
      let bytes = byteRange(of: range, in: encoding)
      utf8.replaceSubrange(bytes.start..<bytes.end, with: change.text.utf8)
    } else {
      utf8 = Array(change.text.utf8)
    }
    lineStarts = Self.lineStarts(of: utf8)
  }

  // MARK: - Lines

  /// LSP 3.17, "Text Documents": LF, CRLF and CR end a line.
  private static func lineStarts(of utf8: [UInt8]) -> [Int] {
    var starts = [0]
    for (offset, byte) in utf8.enumerated() where byte == 0x0A || byte == 0x0D {
      if byte == 0x0D, offset + 1 < utf8.count, utf8[offset + 1] == 0x0A { continue }
      starts.append(offset + 1)
    }
    return starts
  }

  /// The number of the line, from 0, that a byte is on.
  func line(of utf8Offset: Int) -> Int {
    var (low, high) = (0, lineStarts.count)
    while low + 1 < high {
      let middle = (low + high) / 2
      if lineStarts[middle] <= utf8Offset { low = middle } else { high = middle }
    }
    return low
  }

  /// Offset of the characters that end a line, or of the end of the text.
  func contentEnd(ofLine line: Int) -> Int {
    var end = line + 1 < lineStarts.count ? lineStarts[line + 1] : utf8.count
    guard line + 1 < lineStarts.count else { return end }
    if end > lineStarts[line], utf8[end - 1] == 0x0A { end -= 1 }
    if end > lineStarts[line], utf8[end - 1] == 0x0D { end -= 1 }
    return end
  }

  /// The characters that end a line; those of the first line where this one, the last, has none.
  func lineEnd(ofLine line: Int) -> String {
    for candidate in [line, 0] where candidate + 1 < lineStarts.count {
      let end = utf8[contentEnd(ofLine: candidate)..<lineStarts[candidate + 1]]
      return String(decoding: end, as: UTF8.self)
    }
    return "\n"
  }

  /// A line without what ends it.
  func content(ofLine line: Int) -> String {
    String(decoding: utf8[lineStarts[line]..<contentEnd(ofLine: line)], as: UTF8.self)
  }

  /// The white space that a line begins with.
  func indentation(ofLine line: Int) -> String {
    String(content(ofLine: line).prefix { $0 == " " || $0 == "\t" })
  }
}
