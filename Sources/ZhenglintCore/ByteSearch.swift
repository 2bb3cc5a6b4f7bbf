import Glibc

/// Searches in bytes; the unsafe pointers of these loops stay in this file.
extension [UInt8] {
  /// Offset of the first `byte` in `start..<end`, or `nil`.
  package func firstOffset(of byte: UInt8, from start: Int, to end: Int) -> Int? {
    guard start < end else { return nil }
    precondition(start >= 0 && end <= count, "search outside the bytes")
    return withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress,
        let hit = memchr(base + start, Int32(byte), end - start)
      else { return nil }
      return UnsafeRawPointer(hit) - base
    }
  }

  /// Offset of the first white space of markup in `start..<end`, or `nil`.
  package func firstMarkupSpace(from start: Int, to end: Int) -> Int? {
    guard start < end else { return nil }
    precondition(start >= 0 && end <= count, "search outside the bytes")
    return withUnsafeBytes { buffer in
      var offset = start
      while true {
        // Eight bytes at a time up to one of at most 0x20: what a byte borrows from the next one can
        // only raise false alarms behind a true one.
        while offset + 8 <= end {
          let word = UInt64(
            littleEndian: buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
          let low = (word &- 0x2121_2121_2121_2121) & ~word & 0x8080_8080_8080_8080
          offset += low == 0 ? 8 : low.trailingZeroBitCount / 8
          if low != 0 { break }
        }
        guard offset < end else { return nil }
        if buffer[offset].isMarkupSpace { return offset }
        offset += 1
      }
    }
  }

  /// Whether a range holds nothing but white space of markup.
  @inlinable package func isMarkupSpace(_ range: ByteRange) -> Bool {
    var offset = range.start
    while offset < range.end, self[offset].isMarkupSpace { offset += 1 }
    return offset == range.end
  }

  /// Offset of the first occurrence of `pattern` in `start..<end`, or `nil`.
  package func firstOffset(of pattern: StaticString, from start: Int, to end: Int) -> Int? {
    let length = pattern.utf8CodeUnitCount
    let first = pattern.utf8Start.pointee
    var from = start
    while let hit = firstOffset(of: first, from: from, to: end - length + 1) {
      if matches(pattern, at: hit, ignoringCase: false) { return hit }
      from = hit + 1
    }
    return nil
  }

  /// Whether the bytes of a range stand at an offset too.
  package func repeats(_ range: ByteRange, at offset: Int) -> Bool {
    precondition(range.start >= 0 && range.end <= count && offset >= 0, "outside the bytes")
    guard offset + range.count <= count else { return false }
    return withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return true }
      return memcmp(base + range.start, base + offset, range.count) == 0
    }
  }

  /// Whether `pattern` (lower case where letters) stands at `offset`, ASCII letters in any case.
  @inlinable package func matches(
    _ pattern: StaticString, at offset: Int, ignoringCase: Bool = true
  ) -> Bool {
    let length = pattern.utf8CodeUnitCount
    guard offset >= 0, offset + length <= count else { return false }
    return pattern.withUTF8Buffer { wanted in
      for index in 0..<length {
        let byte = self[offset + index]
        let folded = ignoringCase ? byte.asciiLowercased : byte
        if folded != wanted[index] { return false }
      }
      return true
    }
  }
}

extension [UInt8] {
  /// Appends a range of other bytes.
  ///
  /// By pointer: a slice is retained and asked for its storage, which took as long as the copy.
  package mutating func append(_ range: ByteRange, of bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer {
      append(contentsOf: UnsafeBufferPointer(rebasing: $0[range.start..<range.end]))
    }
  }
}

extension UInt8 {
  @inlinable package var asciiLowercased: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
  @inlinable package var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }
  @inlinable package var isASCIIDigit: Bool { self &- 0x30 < 10 }
  /// White space of markup: tab, LF, FF, CR, space.
  @inlinable package var isMarkupSpace: Bool {
    self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D || self == 0x0C
  }
  /// The value of a hexadecimal digit.
  @inlinable package var hexValue: UInt32? {
    switch self {
    case 0x30...0x39: UInt32(self) - 0x30
    case 0x41...0x46: UInt32(self) - 0x41 + 10
    case 0x61...0x66: UInt32(self) - 0x61 + 10
    default: nil
    }
  }
}

extension String {
  /// Whether the text stands in this one byte for byte.
  ///
  /// `contains` compares grapheme clusters, which for the short words of labels and titles took most
  /// of the time in which a certificate is read.
  package func holds(_ text: String) -> Bool {
    var (whole, part) = (self, text)
    return whole.withUTF8 { whole in
      part.withUTF8 { part in
        guard let needle = part.baseAddress, let haystack = whole.baseAddress, part.count > 0
        else { return part.isEmpty }
        var start = 0
        while start + part.count <= whole.count {
          guard
            let hit = memchr(
              haystack + start, Int32(part[0]), whole.count - part.count - start + 1)
          else { return false }
          if memcmp(hit, needle, part.count) == 0 { return true }
          start = UnsafeRawPointer(hit) - UnsafeRawPointer(haystack) + 1
        }
        return false
      }
    }
  }

  /// Whether this text ends in another one byte for byte.
  package func ends(in text: String) -> Bool {
    utf8.count >= text.utf8.count && utf8.suffix(text.utf8.count).elementsEqual(text.utf8)
  }
}
