internal import ZhenglintCore

/// What is asked of a stretch of a line.
extension ArraySlice where Element == Glyph {
  /// The characters without any white space.
  var compact: String {
    String(scalars: lazy.map { $0.scalar })
  }

  /// The characters with one space where white space parts words that are not both Chinese.
  var spaced: String {
    var text: [UInt8] = []
    text.reserveCapacity(4 * count)
    var last: Glyph?
    for glyph in self {
      if let last, glyph.gap != .none, !(last.isWide && glyph.isWide) { text.append(0x20) }
      text.append(glyph.scalar)
      last = glyph
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Bytes of the stream from the first character to the last, whatever their order.
  var range: ByteRange {
    guard let first else { return ByteRange(start: 0, end: 0) }
    var range = ByteRange(start: first.start, end: first.end)
    for glyph in dropFirst() {
      range = range.union(ByteRange(start: glyph.start, end: glyph.end))
    }
    return range
  }

  /// The glyphs that are wanted, capital letters as small ones.
  func lowercased(where isWanted: (Glyph) -> Bool = { _ in true }) -> ArraySlice<Glyph> {
    var glyphs: [Glyph] = []
    glyphs.reserveCapacity(count)
    for var glyph in self where isWanted(glyph) {
      if glyph.isLatinLetter { glyph.scalar = glyph.scalar.lowercased }
      glyphs.append(glyph)
    }
    return glyphs[...]
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
    var (start, end) = (startIndex, endIndex)
    while start < end, self[start].isOuterMark { start += 1 }
    while start < end, self[end - 1].isOuterMark { end -= 1 }
    return self[start..<end]
  }

  /// Splits at scalars, which belong to no part.
  func parts(at isBorder: (Int) -> Bool) -> [ArraySlice<Glyph>] {
    var parts: [ArraySlice<Glyph>] = []
    forEachPart(at: isBorder) { parts.append($0) }
    return parts
  }

  /// Calls `body` with each of the `parts`.
  func forEachPart(at isBorder: (Int) -> Bool, _ body: (ArraySlice<Glyph>) -> Void) {
    var start = startIndex
    for index in indices where isBorder(index) {
      if start < index { body(self[start..<index]) }
      start = index + 1
    }
    if start < endIndex { body(self[start...]) }
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

  /// The last of its `words`.
  var lastWord: ArraySlice<Glyph> {
    self[(indices.dropFirst().last { self[$0].gap != .none } ?? startIndex)...]
  }

  /// A comma that parts clauses, and not the words of `May 1, 2024` or `Co., Ltd.`.
  func isComma(at index: Int) -> Bool {
    if self[index].scalar == "，" { return true }
    guard self[index].scalar == "," else { return false }
    guard index > startIndex, index + 1 < endIndex else { return true }
    return self[index - 1].isWide || self[index + 1].isWide
  }
}

extension Glyph {
  var isHan: Bool { traits.contains(.han) }
  var isLatinLetter: Bool { traits.contains(.latinLetter) }
  /// 0 to 9.
  var isDigit: Bool { traits.contains(.digit) }
  var isASCII: Bool { traits.contains(.ascii) }
  var isColon: Bool { traits.contains(.colon) }
  var isOpeningBracket: Bool { traits.contains(.openingBracket) }
  var isClosingBracket: Bool { traits.contains(.closingBracket) }
  var endsSentence: Bool { traits.contains(.sentenceEnd) }
  var isOuterMark: Bool { traits.contains(.outerMark) }
  var isLabelMark: Bool { traits.contains(.labelMark) }

  /// Han, or a letter of any other script.
  var isLetter: Bool {
    traits.intersects([.han, .latinLetter]) || !isASCII && scalar.properties.isAlphabetic
  }

  /// An ideograph or a mark used with them: no space parts them from each other.
  var isWide: Bool {
    isHan || 0x3000...0x303F ~= scalar.value || 0xFF00...0xFFEF ~= scalar.value
      || 0x2014...0x2026 ~= scalar.value
  }
}

extension Unicode.Scalar {
  /// Of the letters A to Z the small one.
  var lowercased: Unicode.Scalar {
    0x41...0x5A ~= value ? Unicode.Scalar(UInt8(value) | 0x20) : self
  }
}
