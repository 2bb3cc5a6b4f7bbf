extension UnsafeBufferPointer where Element == UInt8 {
  /// The bytes of a table in this program, which stay as long as it runs.
  init(embedded table: (UnsafeMutablePointer<Int>) -> UnsafePointer<UInt8>) {
    var count = 0
    let start = table(&count)
    self.init(start: start, count: count)
  }
}
