extension UnsafeBufferPointer where Element == UInt8 {
  /// The bytes of a table in this program, which stay as long as it runs.
  init(embedded table: (UnsafeMutablePointer<Int>) -> UnsafePointer<UInt8>) {
    var count = 0
    let start = table(&count)
    self.init(start: start, count: count)
  }
}

/// An embedded table of 32-bit numbers, the lowest byte first, used where it lies.
@usableFromInline
struct EmbeddedNumbers: Sendable {
  @usableFromInline nonisolated(unsafe) let bytes: UnsafeRawBufferPointer

  init(_ table: (UnsafeMutablePointer<Int>) -> UnsafePointer<UInt8>) {
    bytes = UnsafeRawBufferPointer(UnsafeBufferPointer(embedded: table))
  }

  @inlinable var count: Int { bytes.count / 4 }

  // As a call of its own it took half the time of every look at a character.
  @inlinable @inline(__always)
  subscript(index: Int) -> UInt32 {
    // The buffer checks no bounds in optimised programs; a span does, in three times the time.
    precondition(index >= 0 && index < count, "no such number in the table")
    return UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self))
  }
}

/// Reads an embedded table field by field; the tables are part of the program and trusted.
struct TableLines {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var offset = 0

  init(_ table: (UnsafeMutablePointer<Int>) -> UnsafePointer<UInt8>) {
    bytes = UnsafeBufferPointer(embedded: table)
    while offset < bytes.count, bytes[offset] == UInt8(ascii: "#") { skipLine() }
  }

  /// Whether there is another line to read.
  func next() -> Bool { offset < bytes.count }

  /// Reads a number and what separates it from the next field: a tab or two dots.
  mutating func hexadecimal() -> UInt32 {
    var value: UInt32 = 0
    while true {
      let byte = bytes[offset]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(byte & 0x0F)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt32(byte - 55)
      default:
        offset += byte == UInt8(ascii: ".") ? 2 : 1
        return value
      }
      offset += 1
    }
  }

  private mutating func skipLine() {
    while bytes[offset] != UInt8(ascii: "\n") { offset += 1 }
    offset += 1
  }
}
