internal import ZhenglintCore

/// Tells in two look-ups whether a term can begin at a character; ordinary text passes at once.
///
/// One bit for each scalar of the basic plane. The bytes before the last of a UTF-8 sequence choose
/// a word of 64 bits and the last byte chooses the bit, so that nothing needs to be decoded.
struct StartFilter: Sendable {
  /// Letters that some pattern begins with, and what changes the direction of writing.
  private var starts = [UInt64](repeating: 0, count: 1024)
  /// What may stand after the first letter of a started pattern.
  private var follows = [UInt64](repeating: 0, count: 1024)

  /// `hasSingles` says that some pattern is one letter long, and complete whatever follows it.
  init(_ table: SymbolTable, _ automaton: AhoCorasick, hasSingles: Bool) {
    table.forEachBasicEntry { scalar, entry in
      let bit: UInt64 = 1 << UInt64(scalar & 63)
      follows[Int(scalar >> 6)] |= bit
      let isStart = entry.symbol.map(automaton.starts) ?? entry.isOverride
      if isStart { starts[Int(scalar >> 6)] |= bit }
    }
    if hasSingles { follows = [UInt64](repeating: .max, count: 1024) }
  }

  /// Offset of the first character from `offset` on at which a term may begin, or that is outside
  /// the basic plane, or a seam; at most `count` of the bytes.
  func next(from offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    starts.withUnsafeBufferPointer { starts in
      follows.withUnsafeBufferPointer { follows in
        var offset = offset
        // Five bytes on there is a second character whatever the first one is.
        while offset + 5 < bytes.count {
          let lead = bytes[offset]
          let length: Int
          if lead & 0xF0 == 0xE0 {
            length = 3
            let word = starts[Int(lead & 0x0F) << 6 | Int(bytes[offset + 1] & 0x3F)]
            if word >> UInt64(bytes[offset + 2] & 0x3F) & 1 == 0 {
              offset += 3
              continue
            }
          } else if lead < 0x80 {
            length = 1
            if starts[Int(lead >> 6)] >> UInt64(lead & 0x3F) & 1 == 0 {
              offset += 1
              continue
            }
          } else {
            return offset
          }
          // What changes the direction of writing counts by itself (U+202A…U+202E).
          if lead == 0xE2, bytes[offset + 1] == 0x80 { return offset }
          let second = bytes[offset + length]
          guard second & 0xF0 == 0xE0 else { return offset }
          let word =
            follows[Int(second & 0x0F) << 6 | Int(bytes[offset + length + 1] & 0x3F)]
          if word >> UInt64(bytes[offset + length + 2] & 0x3F) & 1 != 0 { return offset }
          offset += length
        }
        return offset
      }
    }
  }
}
