/// A place for people.
package struct Position: Codable, Hashable, Sendable {
  /// From 1.
  package var line: Int
  /// From 1, in Unicode scalars.
  package var column: Int
  /// From 1, in bytes of the decoded line (UTF-8).
  package var utf8Column: Int

  package init(line: Int, column: Int, utf8Column: Int) {
    self.line = line
    self.column = column
    self.utf8Column = utf8Column
  }
}

/// Lines and columns of some offsets of a text, found in one pass over it.
///
/// CR, LF and CRLF each end one line.
package struct LineIndex: Sendable {
  /// Rising, each once.
  private var offsets: [Int] = []
  /// Of the offsets.
  private var positions: [Position] = []

  /// - Parameters:
  ///   - utf8: the text; nothing of it is looked at when no offsets are asked for.
  ///   - offsets: in UTF-8 bytes, in any order.
  package init(of utf8: [UInt8], at offsets: [Int]) {
    var position = Position(line: 1, column: 1, utf8Column: 1)
    var counted = 0
    for offset in offsets.sorted() where offset != self.offsets.last {
      let end = min(offset, utf8.count)
      let ends = Self.lineEnds(in: utf8, from: counted, to: end)
      if ends > 0 {
        position = Position(line: position.line + ends, column: 1, utf8Column: 1)
        counted = Self.lineStart(before: end, in: utf8)
      }
      position.column += utf8[counted..<end].count { $0 & 0xC0 != 0x80 }
      position.utf8Column += end - counted
      counted = end
      self.offsets.append(offset)
      positions.append(position)
    }
  }

  /// Line ends whose last byte lies in `start..<end`.
  private static func lineEnds(in utf8: [UInt8], from start: Int, to end: Int) -> Int {
    var ends = 0
    var offset = start
    while let feed = utf8.firstOffset(of: 0x0A, from: offset, to: end) {
      ends += 1
      offset = feed + 1
    }
    offset = start
    while let carriage = utf8.firstOffset(of: 0x0D, from: offset, to: end) {
      if carriage + 1 == utf8.count || utf8[carriage + 1] != 0x0A { ends += 1 }
      offset = carriage + 1
    }
    return ends
  }

  private static func lineStart(before end: Int, in utf8: [UInt8]) -> Int {
    var start = end
    while start > 0 {
      let last = utf8[start - 1]
      // Between CR and LF no line has ended yet.
      let isInside = last == 0x0D && start < utf8.count && utf8[start] == 0x0A
      if last == 0x0A || (last == 0x0D && !isInside) { break }
      start -= 1
    }
    return start
  }

  /// The place of one of the offsets given.
  package func position(of offset: Int) -> Position {
    var low = 0
    var high = offsets.count
    while low < high {
      let middle = (low + high) / 2
      if offsets[middle] < offset { low = middle + 1 } else { high = middle }
    }
    precondition(low < offsets.count && offsets[low] == offset, "offset was not indexed")
    return positions[low]
  }
}
