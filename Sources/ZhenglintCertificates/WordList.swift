/// Words that are looked for in glyphs.
///
/// They are found by their first or last characters, so that a look at a place where none of many
/// words stands costs no more than with one word.
struct WordList: ExpressibleByArrayLiteral, Sendable {
  /// A word of the list in a text.
  struct Match {
    /// Place of the word in the list.
    var number: Int
    /// Characters of the word.
    var count: Int
  }

  /// The characters of all words, one word after another.
  private var scalars: [Unicode.Scalar] = []
  /// Where each word is in `scalars`.
  private var words: [Range<Int>] = []
  private var byFirst = Buckets()
  private var byLast = Buckets()

  init(_ texts: [some StringProtocol]) {
    for text in texts {
      let start = scalars.count
      scalars.append(contentsOf: text.unicodeScalars)
      words.append(start..<scalars.count)
    }
    byFirst = Buckets(words.map { scalars[$0.lowerBound] })
    byLast = Buckets(words.map { scalars[$0.upperBound - 1] })
  }

  init(arrayLiteral texts: String...) { self.init(texts) }

  /// The first word of the list that stands at `index`.
  func match(at index: Int, in text: ArraySlice<Glyph>) -> Match? {
    guard index < text.endIndex else { return nil }
    for position in byFirst.positions(of: text[index].scalar) {
      let number = Int(byFirst.numbers[position])
      if stands(number, at: index, in: text) { return match(number) }
    }
    return nil
  }

  /// Whether some word may begin with a character: `false` is sure.
  func mayBegin(with glyph: Glyph) -> Bool { !byFirst.positions(of: glyph.scalar).isEmpty }

  /// Whether some word may end with a character: `false` is sure.
  func mayEnd(with glyph: Glyph) -> Bool { !byLast.positions(of: glyph.scalar).isEmpty }

  /// The first word of the list that ends the text.
  func match(atEndOf text: ArraySlice<Glyph>) -> Match? {
    guard let last = text.last else { return nil }
    for position in byLast.positions(of: last.scalar) {
      let number = Int(byLast.numbers[position])
      let start = text.endIndex - words[number].count
      if start >= text.startIndex, stands(number, at: start, in: text) { return match(number) }
    }
    return nil
  }

  /// The first word of the list that is all of the text.
  func match(all text: ArraySlice<Glyph>) -> Match? {
    guard let last = text.last else { return nil }
    for position in byLast.positions(of: last.scalar) {
      let number = Int(byLast.numbers[position])
      if words[number].count == text.count, stands(number, at: text.startIndex, in: text) {
        return match(number)
      }
    }
    return nil
  }

  func stands(at index: Int, in text: ArraySlice<Glyph>) -> Bool {
    match(at: index, in: text) != nil
  }

  func begins(_ text: ArraySlice<Glyph>) -> Bool { stands(at: text.startIndex, in: text) }

  func ends(_ text: ArraySlice<Glyph>) -> Bool { match(atEndOf: text) != nil }

  func occurs(in text: ArraySlice<Glyph>) -> Bool {
    text.indices.contains { stands(at: $0, in: text) }
  }

  private func match(_ number: Int) -> Match { Match(number: number, count: words[number].count) }

  private func stands(_ number: Int, at index: Int, in text: ArraySlice<Glyph>) -> Bool {
    let word = words[number]
    guard word.count <= text.endIndex - index else { return false }
    for offset in 0..<word.count
    where scalars[word.lowerBound + offset] != text[index + offset].scalar {
      return false
    }
    return true
  }
}

/// Numbers of words by the low bits of a character of theirs.
private struct Buckets: Sendable {
  /// Low bits of a character: with four buckets a word, most characters that no word has find none.
  private var mask = 0
  /// Where the words of each bucket begin in `numbers`, and the last ones end.
  private var starts: [UInt16] = [0, 0]
  /// Bucket after bucket, rising in each.
  private(set) var numbers: [UInt16] = []

  init() {}

  init(_ keys: [Unicode.Scalar]) {
    while mask < 4 * keys.count { mask = 2 * mask + 1 }
    let buckets = keys.map { Int($0.value) & mask }
    starts = Array(repeating: 0, count: mask + 2)
    for bucket in buckets { starts[bucket + 1] += 1 }
    for bucket in 1..<starts.count { starts[bucket] += starts[bucket - 1] }
    numbers = Array(repeating: 0, count: keys.count)
    var next = starts
    for (number, bucket) in buckets.enumerated() {
      numbers[Int(next[bucket])] = UInt16(number)
      next[bucket] += 1
    }
  }

  /// Places in `numbers` of the words with a character, and others in its bucket.
  func positions(of key: Unicode.Scalar) -> Range<Int> {
    let bucket = Int(key.value) & mask
    return Int(starts[bucket])..<Int(starts[bucket + 1])
  }
}
