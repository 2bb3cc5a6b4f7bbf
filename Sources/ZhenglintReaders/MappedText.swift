import ZhenglintCore

/// Text as it comes out of a decoder, with the way back to the bytes it came from.
///
/// The map is whole only after `finish()`: the last run stays open for elements of the same sizes,
/// because asking `SourceMap` for every character would cost more than the decoding.
struct MappedText: Sendable {
  private(set) var utf8: [UInt8] = []
  private(set) var map = SourceMap()
  /// Invalid parts, each of which became one U+FFFD.
  private(set) var invalidCount = 0
  /// Offset of the first invalid part, in source bytes.
  private(set) var firstInvalid: Int?

  // The open run.
  private var runStart = 0
  private var runSource = 0
  private var runSourceEnd = 0
  private var textStride = 0
  private var sourceStride = 0

  init(capacity: Int) {
    utf8.reserveCapacity(capacity)
  }

  /// Appends valid UTF-8 as it stands.
  mutating func copy(_ range: Range<Int>, of bytes: [UInt8]) {
    guard !range.isEmpty else { return }
    extend(textLength: 1, source: range.lowerBound, sourceLength: 1)
    runSourceEnd = range.upperBound
    bytes.withUnsafeBufferPointer { buffer in
      utf8.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[range]))
    }
  }

  /// Appends one scalar value that `length` source bytes spell.
  @inline(__always)
  mutating func append(_ scalar: UInt32, source: Int, length: Int) {
    if scalar < 0x80 {
      extend(textLength: 1, source: source, sourceLength: length)
      utf8.append(UInt8(truncatingIfNeeded: scalar))
      return
    }
    if scalar < 0x800 {
      extend(textLength: 2, source: source, sourceLength: length)
      utf8.append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
    } else {
      if scalar < 0x10000 {
        extend(textLength: 3, source: source, sourceLength: length)
        utf8.append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
      } else {
        extend(textLength: 4, source: source, sourceLength: length)
        utf8.append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
        utf8.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F))
      }
      utf8.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
    }
    utf8.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
  }

  /// Appends characters of three bytes of UTF-8 each, as Chinese ones are, for as long as `scalar`
  /// finds them; more than twice as fast as one by one.
  ///
  /// `scalar` gives the scalar value of the `sourceStride` bytes at an offset, or anything that is
  /// none; it is not asked for bytes from `limit` on.
  ///
  /// - Returns: The offset after the last source byte that was used.
  @inline(__always)
  mutating func appendRun(
    source: Int, sourceStride: Int, limit: Int, _ scalar: (Int) -> UInt32
  ) -> Int {
    var offset = source
    while offset + sourceStride <= limit, Self.hasThreeBytes(scalar(offset)) {
      extend(textLength: 3, source: offset, sourceLength: sourceStride)
      let chunk = min((limit - offset) / sourceStride, 1024)
      utf8.append(addingCapacity: 3 * chunk) { (output: inout OutputSpan<UInt8>) in
        for _ in 0..<chunk {
          let value = scalar(offset)
          guard Self.hasThreeBytes(value) else { return }
          output.append(UInt8(truncatingIfNeeded: 0xE0 | value >> 12))
          output.append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
          output.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
          offset += sourceStride
        }
      }
      runSourceEnd = offset
    }
    return offset
  }

  @inline(__always)
  private static func hasThreeBytes(_ scalar: UInt32) -> Bool {
    scalar &- 0x800 < 0xF800 && scalar & 0xFFFF_F800 != 0xD800
  }

  /// Appends U+FFFD for source bytes that mean nothing.
  mutating func appendInvalid(source: Int, length: Int) {
    append(0xFFFD, source: source, length: length)
    invalidCount += 1
    if firstInvalid == nil { firstInvalid = source }
  }

  mutating func finish() {
    closeRun()
  }

  /// Makes room in the open run for one more element, or opens a new one.
  @inline(__always)
  private mutating func extend(textLength: Int, source: Int, sourceLength: Int) {
    if textLength != textStride || sourceLength != sourceStride || source != runSourceEnd {
      closeRun()
      runStart = utf8.count
      runSource = source
      textStride = textLength
      sourceStride = sourceLength
    }
    runSourceEnd = source + sourceLength
  }

  private mutating func closeRun() {
    let length = utf8.count - runStart
    guard length > 0 else { return }
    map.append(
      SourceMap.Run(
        text: runStart, length: length, source: runSource,
        strides: SourceMap.Strides(text: textStride, source: sourceStride)))
    textStride = 0
    runStart = utf8.count
  }
}
