internal import ZhenglintCore

/// What is asked of a stretch of a line.
extension ArraySlice where Element == Glyph {
  /// The characters without any white space.
  var compact: String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: lazy.map(\.scalar))
    return String(text)
  }

  /// The characters with one space where white space parts words that are not both Chinese.
  var spaced: String {
    var text = String.UnicodeScalarView()
    var last: Unicode.Scalar?
    for glyph in self {
      if let last, glyph.gap != .none, !(last.isWide && glyph.scalar.isWide) { text.append(" ") }
      text.append(glyph.scalar)
      last = glyph.scalar
    }
    return String(text)
  }

  /// Bytes of the stream from the first character to the last, whatever their order.
  var range: ByteRange {
    ByteRange(
      start: lazy.map(\.start).min() ?? 0, end: lazy.map(\.end).max() ?? 0)
  }

  func starts(with text: String) -> Bool {
    var scalars = text.unicodeScalars.makeIterator()
    var index = startIndex
    while let scalar = scalars.next() {
      guard index < endIndex, self[index].scalar == scalar else { return false }
      index += 1
    }
    return true
  }

  func ends(with text: String) -> Bool {
    let count = text.unicodeScalars.count
    return count <= self.count && suffix(count).starts(with: text)
  }

  /// Index of the first occurrence of `text`.
  func firstIndex(of text: String) -> Int? {
    indices.first { self[$0...].starts(with: text) }
  }

  func contains(_ text: String) -> Bool { firstIndex(of: text) != nil }

  /// Without the marks of punctuation at both ends.
  var trimmed: ArraySlice<Glyph> {
    var part = self
    while let first = part.first, first.scalar.isOuterMark { part.removeFirst() }
    while let last = part.last, last.scalar.isOuterMark { part.removeLast() }
    return part
  }

  /// Splits at scalars, which belong to no part.
  func parts(at isBorder: (Int) -> Bool) -> [ArraySlice<Glyph>] {
    var parts: [ArraySlice<Glyph>] = []
    var start = startIndex
    for index in indices where isBorder(index) {
      if start < index { parts.append(self[start..<index]) }
      start = index + 1
    }
    if start < endIndex { parts.append(self[start...]) }
    return parts
  }

  /// Words as white space parts them.
  var words: [ArraySlice<Glyph>] {
    var words: [ArraySlice<Glyph>] = []
    var start = startIndex
    for index in indices.dropFirst() where self[index].gap != .none {
      words.append(self[start..<index])
      start = index
    }
    if start < endIndex { words.append(self[start...]) }
    return words
  }

  /// A comma that parts clauses, and not the words of `May 1, 2024` or `Co., Ltd.`.
  func isComma(at index: Int) -> Bool {
    if self[index].scalar == "，" { return true }
    guard self[index].scalar == "," else { return false }
    let before = index > startIndex ? self[index - 1].scalar : nil
    let after = index + 1 < endIndex ? self[index + 1].scalar : nil
    guard let before, let after else { return true }
    return before.isWide || after.isWide
  }
}

extension Unicode.Scalar {
  /// Ideographs and the marks used with them: no space parts them from each other.
  var isWide: Bool {
    isHan || 0x3000...0x303F ~= value || 0xFF00...0xFFEF ~= value || 0x2014...0x2026 ~= value
  }

  var isColon: Bool { self == ":" || self == "：" || self == "︰" || self == "∶" }

  var isOpeningBracket: Bool {
    switch self {
    case "(", "[", "{", "（", "［", "【", "〔", "「", "『", "“", "《", "〈": true
    default: false
    }
  }

  var isClosingBracket: Bool {
    switch self {
    case ")", "]", "}", "）", "］", "】", "〕", "」", "』", "”", "》", "〉": true
    default: false
    }
  }

  /// Ends a clause or a sentence.
  var endsSentence: Bool {
    switch self {
    case "。", "；", ";", "!", "?", "！", "？": true
    default: false
    }
  }

  /// Draws a column in plain text.
  var isColumnRule: Bool {
    switch self {
    case "|", "｜", "│", "┃", "¦": true
    default: false
    }
  }

  /// Punctuation that belongs to no value at its ends.
  var isOuterMark: Bool {
    switch self {
    case ",", "，", ".", "。", ";", "；", "、", ":", "：", "!", "！", "\"", "'", "“", "”", "‘", "’", "「",
      "」", "『", "』", "《", "》", "〈", "〉", "·", "*", "★", "☆", "●", "○", "■", "◆", "—", "_", "~", "-",
      "|":
      true
    default: false
    }
  }

  var isASCIIDigit: Bool { 0x30...0x39 ~= value }
}
