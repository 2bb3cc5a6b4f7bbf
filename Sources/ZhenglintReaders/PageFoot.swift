internal import ZhenglintCore

/// What marks the foot of a web page, where the icon of the police filing (公安备案) has its place.
enum PageFoot {
  /// Whether an id or class names the foot of a page: `page-footer`, `siteFoot`, `beian_info`.
  static func isNamed(by value: [UInt8], in range: ByteRange) -> Bool {
    var start = range.start
    for index in range.start..<range.end {
      let byte = value[index]
      if byte >= 0x80 {
        let name = String(decoding: value[range.start..<range.end], as: UTF8.self)
        return chinese.contains { name.holds($0) }
      }
      let beginsWord = byte &- 0x41 < 26 && index > start && value[index - 1] &- 0x61 < 26
      guard beginsWord || !byte.isASCIILetter else { continue }
      if holdsWord(value, in: ByteRange(start: start, end: index)) { return true }
      start = beginsWord ? index : index + 1
    }
    return holdsWord(value, in: ByteRange(start: start, end: range.end))
  }

  /// Whether a reference leads to the filing of a site, as
  /// `https://beian.mps.gov.cn/#/query/webSearch` or an icon `beian.png` does.
  static func isFiling(_ reference: [UInt8], in range: ByteRange) -> Bool {
    reference.firstOffset(of: "beian", from: range.start, to: range.end) != nil
      || reference.firstOffset(of: "备案", from: range.start, to: range.end) != nil
  }

  private static func holdsWord(_ value: [UInt8], in word: ByteRange) -> Bool {
    3...9 ~= word.count && words.contains(NameHash(value, in: word, lowercased: true))
  }

  /// Of three to nine letters.
  private static let words = ["footer", "foot", "beian", "copyright", "icp"].map { NameHash($0) }
  private static let chinese = ["页脚", "备案", "版权"]
}
