internal import ZhenglintCore

internal import CTextTables

/// The named character references of HTML.
package enum HTMLEntities {
  /// The longest name that begins at `offset` (bytes), just past the ampersand.
  ///
  /// `&notit;` gives `not`, `&notin;` the whole name. Some names count without their semicolon;
  /// whether they do in an attribute is for the caller to decide (HTML, 13.2.5.73, "named character
  /// reference state").
  ///
  /// - Returns: The one or two scalars that the name stands for and its length in bytes, the
  ///   semicolon included where there is one; `nil` where no name begins.
  package static func match(
    _ bytes: [UInt8], at offset: Int
  ) -> (scalars: [Unicode.Scalar], length: Int, hasSemicolon: Bool)? {
    table.match(bytes, at: offset)
  }

  private static let table = EntityTable()
}

/// The lines of the embedded table: a name, a tab, scalars in hexadecimal.
private struct EntityTable: @unchecked Sendable {
  /// Static memory of the program.
  private let bytes: UnsafeBufferPointer<UInt8>
  /// Offset in `bytes` of each line, sorted by name; a tab sorts before all that names consist of.
  private let lines: [UInt32]
  /// Number of the first line whose name begins with a byte or a later one.
  private let firstLines: [Int]

  init() {
    var count = 0
    let start = zl_html_entity_table(&count)
    bytes = UnsafeBufferPointer(start: start, count: count)
    var lines: [UInt32] = []
    lines.reserveCapacity(2_231)
    var offset = 0
    while offset < count {
      if bytes[offset] != UInt8(ascii: "#") { lines.append(UInt32(offset)) }
      while bytes[offset] != UInt8(ascii: "\n") { offset += 1 }
      offset += 1
    }
    self.lines = lines
    var firstLines: [Int] = []
    for (number, line) in lines.enumerated() {
      while firstLines.count <= bytes[Int(line)] { firstLines.append(number) }
    }
    while firstLines.count <= 0x80 { firstLines.append(lines.count) }
    self.firstLines = firstLines
  }

  func match(
    _ text: [UInt8], at offset: Int
  ) -> (scalars: [Unicode.Scalar], length: Int, hasSemicolon: Bool)? {
    // The lines from `low` to `high` agree with the text in their first `length` bytes.
    guard offset < text.count, text[offset] < 0x80 else { return nil }
    var low = firstLines[Int(text[offset])]
    var high = firstLines[Int(text[offset]) + 1]
    guard low < high else { return nil }
    var length = 1
    var longest: (line: Int, length: Int)?
    while offset + length < text.count {
      let byte = text[offset + length]
      guard byte > UInt8(ascii: "\t"), byte < 0x80 else { break }
      low = firstLine(in: low..<high, whoseByteAt: length, reaches: byte)
      high = firstLine(in: low..<high, whoseByteAt: length, reaches: byte + 1)
      guard low < high else { break }
      length += 1
      if self.byte(at: length, ofLine: low) == UInt8(ascii: "\t") { longest = (low, length) }
    }
    guard let longest else { return nil }
    return (
      scalars(ofLine: longest.line, from: longest.length + 1), longest.length,
      text[offset + longest.length - 1] == UInt8(ascii: ";")
    )
  }

  private func byte(at position: Int, ofLine line: Int) -> UInt8 {
    bytes[Int(lines[line]) + position]
  }

  private func firstLine(
    in range: Range<Int>, whoseByteAt position: Int, reaches limit: UInt8
  ) -> Int {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = (low + high) / 2
      if byte(at: position, ofLine: middle) < limit {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }

  private func scalars(ofLine line: Int, from position: Int) -> [Unicode.Scalar] {
    var scalars: [Unicode.Scalar] = []
    var value: UInt32 = 0
    for byte in bytes[(Int(lines[line]) + position)...] {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(byte & 0x0F)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt32(byte - 55)
      default:
        if let scalar = Unicode.Scalar(value) { scalars.append(scalar) }
        value = 0
        if byte == UInt8(ascii: "\n") { return scalars }
      }
    }
    return scalars
  }
}
