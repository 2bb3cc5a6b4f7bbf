import ZhenglintCore

extension [UInt8] {
  /// This JSON with `\uFFFD` for each escape of half a surrogate pair, which stands for no character.
  ///
  /// Clients whose strings are UTF-16 write one when an edit has cut a pair; the decoder would refuse
  /// the whole message, and the text that it carries would pass unread. Columns stay as they are: the
  /// half and U+FFFD are one unit of UTF-16 each.
  var repairingSurrogates: [UInt8] {
    var repaired = self
    var offset = 0
    while let backslash = firstOffset(of: 0x5C, from: offset, to: count) {
      offset = backslash + 2
      guard let unit = escapedUnit(at: backslash), unit & 0xF800 == 0xD800 else { continue }
      offset = backslash + 6
      let isPair = unit < 0xDC00 && escapedUnit(at: offset).map { $0 & 0xFC00 == 0xDC00 } == true
      if isPair {
        offset += 6
      } else {
        repaired.replaceSubrange(backslash + 2..<backslash + 6, with: "FFFD".utf8)
      }
    }
    return repaired
  }

  /// The unit of UTF-16 that a `\u` escape at an offset stands for.
  private func escapedUnit(at offset: Int) -> UInt32? {
    guard offset + 6 <= count, self[offset] == 0x5C, self[offset + 1] == 0x75 else { return nil }
    var unit: UInt32 = 0
    for digit in self[offset + 2..<offset + 6] {
      guard let value = digit.hexValue else { return nil }
      unit = unit << 4 | value
    }
    return unit
  }
}
