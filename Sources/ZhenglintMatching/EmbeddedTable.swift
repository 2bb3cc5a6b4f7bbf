extension UnsafeBufferPointer where Element == UInt8 {
  /// The bytes of a table in this program, which stay as long as it runs.
  init(embedded table: (UnsafeMutablePointer<Int>) -> UnsafePointer<UInt8>) {
    var count = 0
    let start = table(&count)
    self.init(start: start, count: count)
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

  /// Reads the last field of a line; its first letter decides.
  mutating func foldKind() -> FoldKind {
    defer { skipLine() }
    switch bytes[offset] {
    case UInt8(ascii: "t"): return .traditional
    case UInt8(ascii: "f"): return .fullwidth
    case UInt8(ascii: "c"): return .compatibility
    case UInt8(ascii: "v"): return .variant
    case UInt8(ascii: "r"): return .rare
    default: return .ordinary
    }
  }

  mutating func skipClass() -> SkipClass {
    defer { skipLine() }
    switch bytes[offset] {
    case UInt8(ascii: "s"): return .space
    case UInt8(ascii: "l"): return .line
    case UInt8(ascii: "i"): return .invisible
    default: return .noise
    }
  }

  private mutating func skipLine() {
    while bytes[offset] != UInt8(ascii: "\n") { offset += 1 }
    offset += 1
  }
}
