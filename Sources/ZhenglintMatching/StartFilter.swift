/// Tells in two look-ups whether a term may begin at a character, so that ordinary text is passed
/// over without being decoded.
///
/// One bit for each scalar of the basic plane: the bytes before the last of a UTF-8 sequence choose
/// a word of 64 bits, the last byte chooses the bit.
struct StartFilter: Sendable {
  /// Letters that some pattern begins with, and changes of direction.
  private var starts = [UInt64](repeating: 0, count: 1024)
  /// Those of `starts` that count whatever comes next: changes of direction, patterns of one letter.
  private var alone = [UInt64](repeating: 0, count: 1024)
  /// What may stand next in a started term; anything else ends it at once.
  private var follows = [UInt64](repeating: 0, count: 1024)

  init(_ table: SymbolTable, _ automaton: AhoCorasick) {
    table.forEachBasicEntry { scalar, entry in
      let word = Int(scalar >> 6)
      let bit: UInt64 = 1 << UInt64(scalar & 63)
      follows[word] |= bit
      guard let symbol = entry.symbol else {
        if entry.changesDirection { alone[word] |= bit }
        return
      }
      let state = automaton.next(0, symbol)
      if state != 0 { starts[word] |= bit }
      if automaton.isAccepting(state) { alone[word] |= bit }
    }
    for word in alone.indices { starts[word] |= alone[word] }
  }

  /// Offset of the first character from `offset` on that may matter; it may also be one that only
  /// the caller can tell: a seam, one outside the basic plane, one of the last few.
  func next(from offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let raw = UnsafeRawBufferPointer(bytes)
    var offset = offset
    starts.withUnsafeBufferPointer { starts in
      while offset &+ 8 <= raw.count {
        let window = UInt64(
          littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        // Two characters of three bytes, as nearly everywhere in Chinese text.
        if window & 0xC0C0_F0C0_C0F0 == 0x8080_E080_80E0 {
          let (first, second) = (
            Self.bit(of: window, in: starts), Self.bit(of: window >> 24, in: starts)
          )
          // One branch, nearly always taken: the next load then need not wait for these.
          if first | second == 0 {
            offset &+= 6
            continue
          }
          if first != 0,
            alone.withUnsafeBufferPointer({ Self.bit(of: window, in: $0) != 0 })
              || follows.withUnsafeBufferPointer({ Self.bit(of: window >> 24, in: $0) != 0 })
          {
            return
          }
          offset &+= 3
        } else if window & 0x80 == 0 {
          if starts[Int(window >> 6 & 1)] >> (window & 0x3F) & 1 != 0 { return }
          offset &+= 1
        } else if window & 0xC0_C0F0 == 0x80_80E0, Self.bit(of: window, in: starts) == 0 {
          offset &+= 3
        } else {
          return
        }
      }
    }
    return offset
  }

  /// 1 where the set has the scalar whose three bytes are the lowest of `window`, else 0.
  @inline(__always)
  private static func bit(of window: UInt64, in set: UnsafeBufferPointer<UInt64>) -> UInt64 {
    let word = Int(truncatingIfNeeded: (window & 0x0F) << 6 | window >> 8 & 0x3F)
    return set[word] &>> (window >> 16) & 1
  }
}
