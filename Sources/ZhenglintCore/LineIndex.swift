/// A place for people.
package struct Position: Hashable, Sendable {
  /// From 1.
  package var line: Int
  /// From 1, in Unicode scalars.
  package var column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// Lines and columns of some offsets of a text, found in one pass over it.
///
/// CR, LF and CRLF each end one line.
package struct LineIndex: Sendable {
  private var positions: [Int: Position] = [:]

  /// - Parameters:
  ///   - utf8: the text; nothing of it is looked at when no offsets are asked for.
  ///   - offsets: in UTF-8 bytes, in any order.
  package init(of utf8: [UInt8], at offsets: [Int]) {
    var line = 1
    var column = 1
    var index = 0
    for offset in offsets.sorted() where positions[offset] == nil {
      while index < min(offset, utf8.count) {
        let byte = utf8[index]
        index += 1
        if byte == 0x0A || (byte == 0x0D && (index == utf8.count || utf8[index] != 0x0A)) {
          line += 1
          column = 1
        } else if byte & 0xC0 != 0x80 {
          column += 1
        }
      }
      positions[offset] = Position(line: line, column: column)
    }
  }

  /// The place of one of the offsets given.
  package func position(of offset: Int) -> Position {
    guard let position = positions[offset] else { preconditionFailure("offset was not indexed") }
    return position
  }
}
