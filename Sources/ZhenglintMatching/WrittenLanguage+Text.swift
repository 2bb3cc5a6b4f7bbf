internal import CTextTables
package import ZhenglintCore

extension WrittenLanguage {
  /// Bytes of text that are looked at on either side.
  private static let reach = 1_500
  /// Letters of the language that must stand there: more than an ornament (の) has.
  private static let enough = 8

  /// The language of the text around a place; `nil` where it may be Chinese.
  ///
  /// One ideograph that only the mainland writes (证, 书, 业) makes it Chinese, however much kana or
  /// hangul stands beside: a certificate in two languages is one in Chinese.
  ///
  /// - Parameters:
  ///   - range: Bytes of the stream; what stands there counts too.
  ///   - utf8: The stream.
  package init?(around range: ByteRange, in utf8: [UInt8]) {
    var kana = 0
    var hangul = 0
    for part in [
      range.start..<min(utf8.count, range.end + Self.reach),
      max(0, range.start - Self.reach)..<range.start,
    ] {
      var bytes = utf8[part].makeIterator()
      var decoder = UTF8()
      reading: while true {
        switch decoder.decode(&bytes) {
        case .scalarValue(let scalar):
          if Mainland.embedded.contains(scalar) { return nil }
          switch scalar.value {
          case 0x3041...0x3096, 0x30A1...0x30FA, 0xFF66...0xFF9D: kana += 1
          case 0xAC00...0xD7A3: hangul += 1
          default: break
          }
        case .error: break  // a seam
        case .emptyInput: break reading
        }
      }
    }
    guard max(kana, hangul) >= Self.enough else { return nil }
    self = kana >= hangul ? .japanese : .korean
  }
}

/// Ideographs that only text of the mainland has (Tables/mainland.tsv).
private struct Mainland: Sendable {
  private var words = [UInt64](repeating: 0, count: 0x10000 / 64)

  static let embedded = Mainland()

  private init() {
    var lines = TableLines(zl_mainland_table)
    while lines.next() {
      let scalar = lines.hexadecimal()
      words[Int(scalar) / 64] |= 1 << UInt64(scalar % 64)
    }
  }

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value < 0x10000 else { return false }
    return words[Int(scalar.value) / 64] & 1 << UInt64(scalar.value % 64) != 0
  }
}
