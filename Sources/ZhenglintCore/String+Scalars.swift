extension String {
  /// The text of some scalars.
  ///
  /// `UnicodeScalarView` takes in each as a string of its own, which took a thirtieth of the time of a
  /// page.
  @inlinable package init(scalars: some Collection<Unicode.Scalar>) {
    var utf8: [UInt8] = []
    // Most are Chinese characters.
    utf8.reserveCapacity(3 * scalars.count)
    for scalar in scalars { utf8.append(scalar) }
    self.init(decoding: utf8, as: UTF8.self)
  }
}

extension [UInt8] {
  /// Appends a scalar in UTF-8.
  @inlinable package mutating func append(_ scalar: Unicode.Scalar) {
    let value = scalar.value
    func last(_ shift: UInt32) -> UInt8 { 0x80 | UInt8(truncatingIfNeeded: value >> shift) & 0x3F }
    func first(_ mark: UInt8, _ shift: UInt32) -> UInt8 {
      mark | UInt8(truncatingIfNeeded: value >> shift)
    }
    switch value {
    case ..<0x80: append(first(0, 0))
    case ..<0x800:
      append(first(0xC0, 6))
      append(last(0))
    case ..<0x10000:
      append(first(0xE0, 12))
      append(last(6))
      append(last(0))
    default:
      append(first(0xF0, 18))
      append(last(12))
      append(last(6))
      append(last(0))
    }
  }
}
