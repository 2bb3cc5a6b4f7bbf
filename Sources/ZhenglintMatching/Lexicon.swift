internal import CTextTables

/// What words cost (Tables/words.tsv), in tenths of a nat: −ln of their share of text.
///
/// The table is searched where it lies in the program: nothing is read before the first question. The
/// words that begin with a character are found by Tables/word-starts.bin, those among them that go on
/// as the text does by a search for each length.
struct Lexicon: @unchecked Sendable {  // the table is constant
  /// Characters of the longest word.
  static let longest = 4
  /// What a character costs that is in no word of the table.
  static let unknown = 196
  /// What a character costs more beside a noun, unless the table says otherwise.
  private static let besideNoun = 40
  /// What 中 costs less after a word, unless the table says otherwise.
  private static let within = 10

  struct Word {
    var cost: Int
    /// Of a character: what it costs more directly before a noun, and directly after one.
    var beforeNoun = Lexicon.besideNoun
    var afterNoun = Lexicon.besideNoun
    /// Of a longer word: what 中 costs less after it, as in 过程中.
    var within = Lexicon.within
  }

  private let table = UnsafeBufferPointer<UInt8>(embedded: zl_words)
  /// Of the ideographs from `firstStart` on.
  private let starts = EmbeddedNumbers(zl_word_starts)
  private static let firstStart = 0x4E00

  private init() {}

  /// The lexicon in this program.
  static let embedded = Lexicon()

  /// The words that a text begins with, by their number of characters.
  struct Words {
    /// One for each number from 1 to `longest`.
    private var words = InlineArray<4, Word?>(repeating: nil)

    /// `nil` where the first `count` characters are no word.
    subscript(count: Int) -> Word? {
      get { 1...Lexicon.longest ~= count ? words[count - 1] : nil }
      set { words[count - 1] = newValue }
    }
  }

  /// The words that begin where a text does.
  ///
  /// - Parameter text: Ideographs of the basic plane, UTF-16.
  /// - Returns: none for an empty text; otherwise the first character always is one.
  func words(in text: ArraySlice<UInt16>) -> Words {
    var words = Words()
    guard let first = text.first else { return words }
    var lines = self.lines(beginningWith: first)
    for end in text.indices.prefix(Self.longest) {
      let key = text[...end]
      if key.count > 1 { lines = line(notBefore: key, in: lines)..<lines.upperBound }
      // What no word begins with, no longer word begins with either.
      guard !lines.isEmpty, isPrefix(key, ofLineAt: lines.lowerBound) else { break }
      words[key.count] = word(key, at: lines.lowerBound)
    }
    if words[1] == nil { words[1] = Word(cost: Self.unknown) }
    return words
  }

  /// Bytes of the table.
  private func lines(beginningWith character: UInt16) -> Range<Int> {
    let index = Int(character) - Self.firstStart
    guard index >= 0, index + 1 < starts.count else { return 0..<0 }
    return Int(starts[index])..<Int(starts[index + 1])
  }

  /// The offset of the first of some lines that does not sort before `key`; all of them begin with
  /// its first character.
  private func line(notBefore key: ArraySlice<UInt16>, in lines: Range<Int>) -> Int {
    var low = lines.lowerBound
    var high = lines.upperBound
    // Longer words are near the shorter ones that they begin with.
    var step = 64
    while key.count > 2, step < high - low {
      let start = startOfLine(around: low + step, notBefore: low)
      guard sorts(lineAt: start, before: key) else {
        high = start
        break
      }
      low = endOfLine(from: start)
      step *= 4
    }
    while low < high {
      let start = startOfLine(around: (low + high) / 2, notBefore: low)
      if sorts(lineAt: start, before: key) { low = endOfLine(from: start) } else { high = start }
    }
    return low
  }

  private func startOfLine(around offset: Int, notBefore low: Int) -> Int {
    var start = offset
    while start > low, table[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    return start
  }

  /// Just past the line feed.
  private func endOfLine(from start: Int) -> Int {
    var end = start
    while table[end] != UInt8(ascii: "\n") { end += 1 }
    return end + 1
  }

  /// A tab, which ends the word, and `#`, which starts a comment, sort before every ideograph.
  private func sorts(lineAt start: Int, before key: ArraySlice<UInt16>) -> Bool {
    var offset = start + 3
    for unit in key.dropFirst() {
      let own = self.unit(at: offset)
      if own != unit { return own < unit }
      offset += 3
    }
    return false
  }

  private func isPrefix(_ key: ArraySlice<UInt16>, ofLineAt start: Int) -> Bool {
    var offset = start
    for unit in key {
      guard offset + 3 < table.count, self.unit(at: offset) == unit else { return false }
      offset += 3
    }
    return true
  }

  /// The ideograph at an offset; less than any where none begins there.
  private func unit(at offset: Int) -> UInt16 {
    guard table[offset] >= 0xE0 else { return 0 }
    return UInt16(table[offset] & 0x0F) << 12 | UInt16(table[offset + 1] & 0x3F) << 6
      | UInt16(table[offset + 2] & 0x3F)
  }

  /// The word of the line at `start`, which begins with `key`, where it is no longer than that.
  private func word(_ key: ArraySlice<UInt16>, at start: Int) -> Word? {
    var offset = start + 3 * key.count
    guard table[offset] == UInt8(ascii: "\t") else { return nil }
    var word = Word(cost: number(from: &offset))
    guard table[offset] == UInt8(ascii: "\t") else { return word }
    // Two numbers more are of a character, one of a longer word.
    let second = number(from: &offset)
    if table[offset] == UInt8(ascii: "\t") {
      (word.beforeNoun, word.afterNoun) = (second, number(from: &offset))
    } else {
      word.within = second
    }
    return word
  }

  /// The decimal number after the tab at `offset`, which moves to the number's end.
  private func number(from offset: inout Int) -> Int {
    offset += 1
    let isNegative = table[offset] == UInt8(ascii: "-")
    if isNegative { offset += 1 }
    var number = 0
    while case let digit = table[offset] &- UInt8(ascii: "0"), digit < 10 {
      number = number * 10 + Int(digit)
      offset += 1
    }
    return isNegative ? -number : number
  }
}
