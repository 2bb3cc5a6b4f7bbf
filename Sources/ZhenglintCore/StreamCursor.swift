/// Steps through a stream by what a reader sees: scalars, past the seams that do not break a line.
@usableFromInline
package enum StreamCursor {
  @usableFromInline
  package enum Step {
    /// A scalar and the offset just past it in the direction of the step.
    case scalar(Unicode.Scalar, Int)
    /// A line end made by markup, and the offset past it.
    case line(Int)
    /// A block border, or an end of the stream.
    case end
  }

  @inlinable package static func next(from offset: Int, in utf8: [UInt8]) -> Step {
    var index = offset
    while index < utf8.count {
      let byte = utf8[index]
      guard byte >= Seam.inline.rawValue else {
        let (scalar, next) = scalar(at: index, in: utf8)
        return .scalar(scalar, next)
      }
      index += 1
      if byte == Seam.line.rawValue { return .line(index) }
      if byte == Seam.block.rawValue { return .end }
    }
    return .end
  }

  @inlinable package static func previous(before offset: Int, in utf8: [UInt8]) -> Step {
    var index = offset
    while index > 0 {
      let byte = utf8[index - 1]
      guard byte >= Seam.inline.rawValue else {
        var start = index - 1
        while start > 0, utf8[start] & 0xC0 == 0x80 { start -= 1 }
        if index - start == 3, utf8[start] & 0xF0 == 0xE0 {
          return .scalar(scalar(at: start, in: utf8).scalar, start)
        }
        return .scalar(decode(utf8, at: start, length: index - start), start)
      }
      index -= 1
      if byte == Seam.line.rawValue { return .line(index) }
      if byte == Seam.block.rawValue { return .end }
    }
    return .end
  }

  /// The scalar that begins at an offset, and the offset past it.
  @inlinable package static func scalar(
    at offset: Int, in utf8: [UInt8]
  ) -> (scalar: Unicode.Scalar, next: Int) {
    let byte = utf8[offset]
    if byte < 0x80 { return (Unicode.Scalar(byte), offset + 1) }
    // Nearly all others are of Chinese text.
    if byte & 0xF0 == 0xE0 {
      let last = UInt32(utf8[offset + 2] & 0x3F)
      let value = UInt32(byte & 0x0F) << 12 | UInt32(utf8[offset + 1] & 0x3F) << 6 | last
      return (Unicode.Scalar(value) ?? "\u{FFFD}", offset + 3)
    }
    let length = byte < 0xE0 ? 2 : 4
    return (decode(utf8, at: offset, length: length), offset + length)
  }

  @usableFromInline static func decode(_ utf8: [UInt8], at offset: Int, length: Int)
    -> Unicode.Scalar
  {
    var value = UInt32(utf8[offset])
    switch length {
    case 2: value &= 0x1F
    case 3: value &= 0x0F
    case 4: value &= 0x07
    default: break
    }
    for index in 1..<max(length, 1) { value = value << 6 | UInt32(utf8[offset + index] & 0x3F) }
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }
}

extension Unicode.Scalar {
  /// As the Unicode Standard writes code points, with at least four digits: U+200B.
  package var codePoint: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// Ideographs and the marks that repeat or replace them (〇 々).
  @inlinable package var isHan: Bool {
    switch value {
    case 0x3400...0x9FFF, 0x20000...0x3FFFF, 0xF900...0xFAFF, 0x3005...0x3007, 0x2E80...0x2FDF:
      true
    default: false
    }
  }

  @inlinable package var isLatinLetter: Bool { (value | 0x20) &- 0x61 < 26 }

  @inlinable package var isLineEnd: Bool {
    switch value {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  /// Punctuation that ends or divides a clause.
  @inlinable package var isClauseMark: Bool {
    switch value {
    case 0x3001, 0x3002, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF01, 0xFF1F, 0x2C, 0x3B, 0x3A, 0x21, 0x3F:
      true
    default: false
    }
  }
}

extension String {
  /// The scalars of the text in lower case.
  ///
  /// `lowercased()` decodes and encodes Chinese on a slow road, which shows in the time of a start.
  package var lowercasedScalars: [Unicode.Scalar] {
    guard unicodeScalars.allSatisfy(\.isASCIIOrUncased) else {
      return Array(lowercased().unicodeScalars)
    }
    return unicodeScalars.map { $0.value &- 0x41 < 26 ? Unicode.Scalar($0.value + 0x20) ?? $0 : $0 }
  }
}

extension Unicode.Scalar {
  /// ASCII, or in blocks of signs and ideographs that hold no letters with case.
  fileprivate var isASCIIOrUncased: Bool {
    switch value {
    case 0..<0x80, 0xD7, 0x2000...0x206F, 0x2E80...0x9FFF, 0x20000...0x3FFFF: true
    default: false
    }
  }
}
