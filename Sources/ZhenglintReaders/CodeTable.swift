internal import ZhenglintCore

/// A charset of one and two bytes a character, and the four of GB18030, as tables.
///
/// ICU knows the mappings; asked for each character it would decode at a tenth of the speed, and it
/// does not say exactly which bytes an invalid part had.
struct CodeTable: Sendable {
  /// Stands where a charset has no character.
  static let none = UInt32.max

  /// By byte.
  private let singles: [UInt32]
  /// By lead byte from 0x80 on, then trail byte.
  private let doubles: [UInt32]
  private let hasFourBytes: Bool

  static let gb18030 = CodeTable("gb18030", hasFourBytes: true)
  /// With the extensions of Hong Kong, which leave the standard's characters as they are.
  static let big5 = CodeTable("big5-hkscs")

  /// - Returns: `nil` for a charset that has other lengths or shifts, or is no superset of ASCII.
  init?(_ charset: String, hasFourBytes: Bool = false) {
    guard let converter = ICUConverter(canonicalName: charset),
      hasFourBytes || converter.maxBytesPerUnit <= 2
    else { return nil }
    var singles = (0..<256).map { converter.scalar(of: $0, count: 1) ?? Self.none }
    guard (0x20..<0x7F).allSatisfy({ singles[$0] == $0 }) else { return nil }
    var doubles = [UInt32](repeating: Self.none, count: 128 * 256)
    for lead in 0x80..<0x100 where singles[lead] == Self.none {
      for trail in 0x30..<0x100 {
        let code = UInt32(lead << 8 | trail)
        if let found = converter.scalar(of: code, count: 2) {
          doubles[(lead - 0x80) << 8 | trail] = found
        }
      }
    }
    if hasFourBytes {
      // Windows writes the euro sign so (Encoding Standard, 10.2.1, "gb18030 decoder").
      singles[0x80] = 0x20AC
      for (code, scalar) in Self.changesOf2022 {
        doubles[code - 0x8000] = scalar
      }
    }
    self.singles = singles
    self.doubles = doubles
    self.hasFourBytes = hasFourBytes
  }
}

extension CodeTable {
  /// GB 18030-2022 gives up private use for the characters that Unicode has had since 4.1; ICU
  /// still follows the edition of 2005.
  fileprivate static let changesOf2022: [(code: Int, scalar: UInt32)] = [
    (0xA6D9, 0xFE10), (0xA6DA, 0xFE12), (0xA6DB, 0xFE11), (0xA6DC, 0xFE13), (0xA6DD, 0xFE14),
    (0xA6DE, 0xFE15), (0xA6DF, 0xFE16), (0xA6EC, 0xFE17), (0xA6ED, 0xFE18), (0xA6F3, 0xFE19),
    (0xFE59, 0x9FB4), (0xFE61, 0x9FB5), (0xFE66, 0x9FB6), (0xFE67, 0x9FB7), (0xFE6D, 0x9FB8),
    (0xFE7E, 0x9FB9), (0xFE90, 0x9FBA), (0xFEA0, 0x9FBB),
  ]
}

// MARK: - Decoding

extension CodeTable {
  /// Decodes all bytes.
  func decode(_ bytes: [UInt8]) -> MappedText {
    var text = MappedText(capacity: bytes.count + bytes.count / 2)
    var offset = 0
    while offset < bytes.count {
      if bytes[offset] < 0x80 {
        let end = bytes.endOfASCII(from: offset)
        text.copy(offset..<end, of: bytes)
        offset = end
        continue
      }
      let runEnd = text.appendRun(source: offset, sourceStride: 2, limit: bytes.count) {
        double(in: bytes, at: $0)
      }
      if runEnd > offset {
        offset = runEnd
        continue
      }
      let (scalar, length) = scalar(in: bytes, at: offset)
      if scalar == Self.none {
        text.appendInvalid(source: offset, length: length)
      } else {
        text.append(scalar, source: offset, length: length)
      }
      offset += length
    }
    text.finish()
    return text
  }

  /// The scalar of the two bytes at `offset`, or no scalar value.
  @inline(__always)
  private func double(in bytes: [UInt8], at offset: Int) -> UInt32 {
    let lead = bytes[offset]
    guard lead >= 0x80 else { return UInt32.max }
    return doubles[Int(lead - 0x80) << 8 | Int(bytes[offset + 1])]
  }

  /// The scalar at `offset` and its bytes; `none` with the bytes of the invalid part.
  ///
  /// An invalid part ends before an ASCII byte, as in the Encoding Standard, so that a stray byte
  /// swallows no markup.
  @inline(__always)
  func scalar(in bytes: [UInt8], at offset: Int) -> (scalar: UInt32, length: Int) {
    let lead = bytes[offset]
    let single = singles[Int(lead)]
    if single != Self.none { return (single, 1) }
    guard offset + 1 < bytes.count, lead >= 0x80 else { return (Self.none, 1) }
    let trail = bytes[offset + 1]
    let double = doubles[Int(lead - 0x80) << 8 | Int(trail)]
    if double != Self.none { return (double, 2) }
    if hasFourBytes, trail.isASCIIDigit { return quadruple(in: bytes, at: offset) }
    return (Self.none, trail < 0x80 ? 1 : 2)
  }

  private func quadruple(
    in bytes: [UInt8], at offset: Int
  ) -> (scalar: UInt32, length: Int) {
    var pointer = 0
    for index in 0..<4 {
      guard offset + index < bytes.count else { return (Self.none, index) }
      let byte = bytes[offset + index]
      let isValid = index % 2 == 0 ? 0x81...0xFE ~= byte : byte.isASCIIDigit
      guard isValid else { return (Self.none, 1) }
      pointer = index % 2 == 0 ? pointer * 126 + Int(byte - 0x81) : pointer * 10 + Int(byte - 0x30)
    }
    if pointer < Self.quadruples.count {
      let scalar = Self.quadruples[pointer]
      return (scalar, scalar == Self.none ? 1 : 4)
    }
    // GB 18030: from 90308130 on the four bytes number the scalars above U+FFFF one by one.
    guard 189_000..<189_000 + 0x100000 ~= pointer else { return (Self.none, 1) }
    return (0x10000 + UInt32(pointer - 189_000), 4)
  }

  /// The four-byte characters up to U+FFFF in their linear order.
  private static let quadruples: [UInt32] = {
    guard let converter = ICUConverter("gb18030") else { return [] }
    return (0..<39420).map { pointer in
      let bytes = [
        0x81 + pointer / 12600, 0x30 + pointer / 1260 % 10, 0x81 + pointer / 10 % 126,
        0x30 + pointer % 10,
      ]
      let code = bytes.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      return converter.scalar(of: code, count: 4) ?? none
    }
  }()
}
