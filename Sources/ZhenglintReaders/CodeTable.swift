/// A charset of one and two bytes a character, and the four of GB18030, as tables.
///
/// ICU knows the mappings; asked for each character it would decode at a tenth of the speed, and it
/// does not say exactly which bytes an invalid part had.
struct CodeTable: Sendable {
  /// One character of a charset: a scalar value, with Big5-HKSCS now and then two.
  struct Character: Sendable {
    private let bits: UInt32

    static let none = Character(UInt32.max)

    init(_ scalar: UInt32) { bits = scalar }

    /// - Returns: `nil` where the second scalar, a combining mark, is not below U+0800.
    init?(_ first: UInt32, _ second: UInt32) {
      guard second < 0x7FF else { return nil }
      bits = second << 21 | first
    }

    var isNone: Bool { bits == UInt32.max }
    var first: UInt32 { bits & 0x1F_FFFF }
    /// 0 where there is none.
    var second: UInt32 { bits >> 21 }
  }

  /// By byte.
  private let singles: [Character]
  /// By lead byte from 0x80 on, then trail byte.
  private let doubles: [Character]
  private let hasFourBytes: Bool

  static let gb18030 = CodeTable("gb18030", hasFourBytes: true)
  /// With the extensions of Hong Kong, which leave the standard's characters as they are.
  static let big5 = CodeTable("big5-hkscs")

  /// - Returns: `nil` for a charset that has other lengths or shifts, or is no superset of ASCII.
  init?(_ charset: String, hasFourBytes: Bool = false) {
    guard let converter = ICUConverter(canonicalName: charset), hasFourBytes || converter.maxBytesPerUnit <= 2 else { return nil }
    var singles = (0..<256).map { converter.character($0, count: 1) ?? .none }
    guard (0x20..<0x7F).allSatisfy({ singles[$0].first == $0 }) else { return nil }
    var doubles = [Character](repeating: .none, count: 128 * 256)
    for lead in 0x80..<0x100 where singles[lead].isNone {
      for trail in 0x30..<0x100 {
        let code = UInt32(lead << 8 | trail)
        if let found = converter.character(code, count: 2) {
          doubles[(lead - 0x80) << 8 | trail] = found
        }
      }
    }
    // Windows writes the euro sign so (Encoding Standard, 10.2.1, step 4 of the decoder).
    if hasFourBytes { singles[0x80] = Character(0x20AC) }
    self.singles = singles
    self.doubles = doubles
    self.hasFourBytes = hasFourBytes
  }
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
      let (character, length) = character(in: bytes, at: offset)
      if character.isNone {
        text.appendInvalid(source: offset, length: length)
      } else {
        text.append(character.first, source: offset, length: length)
        if character.second != 0 {
          text.append(character.second, source: offset, length: length)
        }
      }
      offset += length
    }
    text.finish()
    return text
  }

  /// The character at `offset` and its bytes; `none` with the bytes of the invalid part.
  ///
  /// An invalid part ends before an ASCII byte, as in the Encoding Standard, so that a stray byte
  /// swallows no markup.
  @inline(__always)
  func character(in bytes: [UInt8], at offset: Int) -> (character: Character, length: Int) {
    let lead = bytes[offset]
    let single = singles[Int(lead)]
    if !single.isNone { return (single, 1) }
    guard offset + 1 < bytes.count, lead >= 0x80 else { return (.none, 1) }
    let trail = bytes[offset + 1]
    let double = doubles[Int(lead - 0x80) << 8 | Int(trail)]
    if !double.isNone { return (double, 2) }
    if hasFourBytes, trail.isASCIIDigit { return quadruple(in: bytes, at: offset) }
    return (.none, trail < 0x80 ? 1 : 2)
  }

  private func quadruple(
    in bytes: [UInt8], at offset: Int
  ) -> (character: Character, length: Int) {
    let valid: [ClosedRange<UInt8>] = [0x81...0xFE, 0x30...0x39, 0x81...0xFE, 0x30...0x39]
    var pointer = 0
    for (index, range) in valid.enumerated() {
      guard offset + index < bytes.count else { return (.none, index) }
      let byte = bytes[offset + index]
      guard range.contains(byte) else { return (.none, 1) }
      pointer = pointer * range.count + Int(byte - range.lowerBound)
    }
    if pointer < Self.quadruples.count {
      let character = Self.quadruples[pointer]
      return (character, character.isNone ? 1 : 4)
    }
    // GB 18030: from 90308130 on the four bytes number the scalars above U+FFFF one by one.
    guard 189_000..<189_000 + 0x100000 ~= pointer else { return (.none, 1) }
    return (Character(0x10000 + UInt32(pointer - 189_000)), 4)
  }

  /// The four-byte characters up to U+FFFF in their linear order.
  private static let quadruples: [Character] = {
    guard let converter = ICUConverter("gb18030") else { return [] }
    return (0..<39420).map { pointer in
      let bytes = [
        0x81 + pointer / 12600, 0x30 + pointer / 1260 % 10, 0x81 + pointer / 10 % 126,
        0x30 + pointer % 10,
      ]
      let code = bytes.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      return converter.character(code, count: 4) ?? .none
    }
  }()
}
