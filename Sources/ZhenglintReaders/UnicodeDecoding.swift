import ZhenglintCore

// The Unicode encoding forms, each decoded in one forward pass.

extension MappedText {
  /// Decodes `bytes` from `start` on; only Unicode's own encodings begin elsewhere than at 0.
  init(_ bytes: [UInt8], from start: Int, as encoding: TextEncoding) {
    switch encoding {
    case .utf16LE, .utf16: self = .utf16(bytes, from: start, isBigEndian: false)
    case .utf16BE: self = .utf16(bytes, from: start, isBigEndian: true)
    case .utf32LE, .utf32: self = .utf32(bytes, from: start, isBigEndian: false)
    case .utf32BE: self = .utf32(bytes, from: start, isBigEndian: true)
    case .utf8: self = .utf8(bytes, from: start)
    case .gb18030: self = CodeTable.gb18030?.decode(bytes) ?? .utf8(bytes, from: 0)
    case .big5: self = CodeTable.big5?.decode(bytes) ?? .utf8(bytes, from: 0)
    case .other(let name):
      self =
        CodeTable(name)?.decode(bytes) ?? ICUConverter(canonicalName: name)?.decode(bytes)
        ?? .utf8(bytes, from: 0)
    }
  }

  /// Decodes UTF-8 from `start` on; every maximal invalid part (The Unicode Standard, 3.9, "U+FFFD
  /// Substitution of Maximal Subparts") becomes one U+FFFD.
  static func utf8(_ bytes: [UInt8], from start: Int) -> MappedText {
    var text = MappedText(capacity: bytes.count - start)
    var offset = start
    while let invalid = bytes.firstInvalidUTF8(from: offset) {
      text.copy(offset..<invalid.lowerBound, of: bytes)
      text.appendInvalid(source: invalid.lowerBound, length: invalid.count)
      offset = invalid.upperBound
    }
    text.copy(offset..<bytes.count, of: bytes)
    text.finish()
    return text
  }

  /// Decodes UTF-16 from `start` on; a lone surrogate and an odd last byte are invalid.
  static func utf16(_ bytes: [UInt8], from start: Int, isBigEndian: Bool) -> MappedText {
    var text = MappedText(capacity: (bytes.count - start) / 2 * 3)
    let high = isBigEndian ? 0 : 1
    let low = 1 - high
    let end = bytes.count - (bytes.count - start) % 2
    var offset = start
    while offset < end {
      offset = text.appendRun(source: offset, sourceStride: 2, limit: end) {
        UInt32(bytes[$0 + high]) << 8 | UInt32(bytes[$0 + low])
      }
      guard offset < end else { break }
      let unit = UInt32(bytes[offset + high]) << 8 | UInt32(bytes[offset + low])
      if unit & 0xF800 != 0xD800 {
        text.append(unit, source: offset, length: 2)
        offset += 2
        continue
      }
      if unit < 0xDC00, offset + 4 <= end {
        let next = UInt32(bytes[offset + 2 + high]) << 8 | UInt32(bytes[offset + 2 + low])
        if next & 0xFC00 == 0xDC00 {
          let scalar = 0x10000 + (unit & 0x3FF) << 10 + next & 0x3FF
          text.append(scalar, source: offset, length: 4)
          offset += 4
          continue
        }
      }
      text.appendInvalid(source: offset, length: 2)
      offset += 2
    }
    if end < bytes.count { text.appendInvalid(source: end, length: 1) }
    text.finish()
    return text
  }

  /// Decodes UTF-32 from `start` on; surrogates, values above U+10FFFF and up to three last bytes
  /// are invalid.
  static func utf32(_ bytes: [UInt8], from start: Int, isBigEndian: Bool) -> MappedText {
    var text = MappedText(capacity: bytes.count - start)
    let end = bytes.count - (bytes.count - start) % 4
    for offset in stride(from: start, to: end, by: 4) {
      var value: UInt32 = 0
      for index in 0..<4 {
        value = value << 8 | UInt32(bytes[offset + (isBigEndian ? index : 3 - index)])
      }
      if Unicode.Scalar(value) == nil {
        text.appendInvalid(source: offset, length: 4)
      } else {
        text.append(value, source: offset, length: 4)
      }
    }
    if end < bytes.count { text.appendInvalid(source: end, length: bytes.count - end) }
    text.finish()
    return text
  }
}

extension [UInt8] {
  /// The first maximal part from `start` on that is not UTF-8, in bytes.
  ///
  /// The standard library's validator knows all rules but runs at 1.7 GB/s on Chinese text; so it
  /// gets only what a few comparisons a word cannot tell, in stretches that end with a character.
  func firstInvalidUTF8(from start: Int) -> Range<Int>? {
    var offset = start
    while true {
      offset = endOfPlainUTF8(from: offset)
      guard offset < count else { return nil }
      var end = Swift.min(offset + 256, count)
      // A character has three continuation bytes at most; after more the stretch is invalid.
      let limit = Swift.min(end + 3, count)
      while end < limit, self[end] & 0xC0 == 0x80 { end += 1 }
      do {
        _ = try UTF8Span(validating: span.extracting(offset..<end))
        offset = end
      } catch {
        return offset + error.byteOffsets.lowerBound..<offset + error.byteOffsets.upperBound
      }
    }
  }

  /// Offset just past the characters from `start` on that are surely valid.
  ///
  /// That is ASCII, and pairs of three bytes each; it stops early where the end is near.
  private func endOfPlainUTF8(from start: Int) -> Int {
    let raw = span.bytes
    let last = count - 8
    var offset = start
    while offset <= last {
      let word = UInt64(
        littleEndian: raw.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self))
      if word & 0xC0C0_F0C0_C0F0 == 0x8080_E080_80E0,
        Self.plainLeads >> (word & 0xF) & Self.plainLeads >> (word >> 24 & 0xF) & 1 != 0
      {
        offset &+= 6
      } else if word & 0x80 == 0 {
        // As many bytes of ASCII as the word begins with.
        offset &+= (word & 0x8080_8080_8080_8080).trailingZeroBitCount / 8
      } else if word & 0xC0_C0F0 == 0x80_80E0, Self.plainLeads >> (word & 0xF) & 1 != 0 {
        offset &+= 3
      } else {
        break
      }
    }
    return offset
  }

  /// Bit n is set where the lead byte E0 + n takes any two continuation bytes: E0 and ED do not (The
  /// Unicode Standard, 3.9, table 3-7).
  private static var plainLeads: UInt64 { 0b1101_1111_1111_1110 }

  /// Offset of the first byte of `start..<count` that is not ASCII, or `count`.
  func endOfASCII(from start: Int) -> Int {
    let raw = span.bytes
    var offset = start
    while offset + 8 <= count {
      let word = raw.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
      let marks = UInt64(littleEndian: word) & 0x8080_8080_8080_8080
      if marks != 0 { return offset + marks.trailingZeroBitCount / 8 }
      offset += 8
    }
    while offset < count, self[offset] < 0x80 { offset += 1 }
    return offset
  }
}
