/// Roughly which scalars a text holds: what is not in the set is not in the text.
///
/// Most patterns of a pack are about other words than those of the line at hand, and one look at the
/// set says so. 1024 bits leave a line of 200 scalars four fifths of them empty.
package struct ScalarSet: Sendable {
  // No vector, whose elements are not to be had one by one without a copy of all.
  private var words = InlineArray<16, UInt64>(repeating: 0)

  package init() {}

  package init(_ scalars: some Sequence<Unicode.Scalar>) {
    for scalar in scalars { insert(scalar) }
  }

  package mutating func insert(_ scalar: Unicode.Scalar) {
    words[Int(scalar.value >> 6 & 15)] |= 1 << UInt64(scalar.value & 63)
  }

  func mayHold(_ scalar: Unicode.Scalar) -> Bool {
    words[Int(scalar.value >> 6 & 15)] & 1 << UInt64(scalar.value & 63) != 0
  }
}
