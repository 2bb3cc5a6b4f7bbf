internal import ZhenglintCore

/// What a character is by itself, whatever stands beside it.
///
/// The traits of a line are those of all its characters: most lines lack what a label, a name or a
/// date needs, and so need not be read for one.
struct GlyphTraits: OptionSet, Sendable {
  var rawValue: UInt16

  static let ascii = GlyphTraits(rawValue: 1 << 0)
  static let han = GlyphTraits(rawValue: 1 << 1)
  static let latinLetter = GlyphTraits(rawValue: 1 << 2)
  /// 0 to 9.
  static let digit = GlyphTraits(rawValue: 1 << 3)
  static let colon = GlyphTraits(rawValue: 1 << 5)
  static let openingBracket = GlyphTraits(rawValue: 1 << 6)
  static let closingBracket = GlyphTraits(rawValue: 1 << 7)
  /// Ends a clause or a sentence.
  static let sentenceEnd = GlyphTraits(rawValue: 1 << 8)
  /// A comma, or the mark between the members of a list.
  static let pause = GlyphTraits(rawValue: 1 << 9)
  /// Draws a column in plain text.
  static let columnRule = GlyphTraits(rawValue: 1 << 10)
  /// Punctuation that belongs to no value at its ends.
  static let outerMark = GlyphTraits(rawValue: 1 << 11)
  /// What a label may hold beside its word.
  static let labelMark = GlyphTraits(rawValue: 1 << 12)
  /// Is a Chinese surname.
  static let surname = GlyphTraits(rawValue: 1 << 13)
  /// Begins a Chinese surname of two characters.
  static let compoundSurname = GlyphTraits(rawValue: 1 << 4)
  /// Begins a word right before or behind a name, see `PersonMention`.
  static let mention = GlyphTraits(rawValue: 1 << 14)
  /// Is in a word that `SentenceFacts` or `SealFacts` looks for.
  static let sentence = GlyphTraits(rawValue: 1 << 15)

  init(rawValue: UInt16) { self.rawValue = rawValue }

  init(of scalar: Unicode.Scalar) { self = TraitTable.standard[scalar] }

  func intersects(_ other: GlyphTraits) -> Bool { rawValue & other.rawValue != 0 }
}

/// The traits of every scalar: a page of 256 scalars for each block that has some.
struct TraitTable: Sendable {
  static let standard = TraitTable()

  /// For each block of the basic plane where its page begins, then the pages; the first two are
  /// shared by all blocks without traits and by those of nothing but ideographs.
  private var entries: [UInt16]
  private static let blank: UInt16 = 256
  private static let ideographs: UInt16 = 512

  private static let marks: [(traits: GlyphTraits, scalars: String)] = [
    ([.colon, .labelMark], ":：︰∶"),
    ([.openingBracket, .labelMark], "([{（［【〔「『“《〈"),
    ([.closingBracket, .labelMark], ")]}）］】〕」』”》〉"),
    (.sentenceEnd, "。；;!?！？"),
    (.pause, ",，、"),
    (.columnRule, "|｜│┃¦"),
    (
      .outerMark,
      ",，.。;；、:：!！\"'“”‘’「」『』《》〈〉·*★☆●○■◆—_~-|"
    ),
    (.labelMark, "/.、·*-_&"),
    (.surname, PersonName.surnames),
    (.compoundSurname, PersonName.firstOfCompounds),
    (.mention, PersonMention.firstCharacters),
    (.sentence, SentenceFacts.characters),
  ]

  private init() {
    entries = Array(repeating: Self.blank, count: 256)
    for block in 0x34..<0xA0 { entries[block] = Self.ideographs }
    entries += Array(repeating: 0, count: 256)
    entries += Array(repeating: GlyphTraits.han.rawValue, count: 256)
    for scalars: ClosedRange<UInt32> in [0x3005...0x3007, 0x2E80...0x2FDF, 0xF900...0xFAFF] {
      for scalar in scalars { insert(.han, at: scalar) }
    }
    for scalar: UInt32 in 0..<0x80 { insert(.ascii, at: scalar) }
    for scalar: UInt32 in 0x30...0x39 { insert(.digit, at: scalar) }
    for scalar: UInt32 in 0x41...0x5A { insert(.latinLetter, at: scalar) }
    for scalar: UInt32 in 0x61...0x7A { insert(.latinLetter, at: scalar) }
    for (traits, scalars) in Self.marks {
      for scalar in scalars.unicodeScalars { insert(traits, at: scalar.value) }
    }
  }

  private mutating func insert(_ traits: GlyphTraits, at scalar: UInt32) {
    let block = Int(scalar >> 8)
    if entries[block] <= Self.ideographs {
      let shared = Int(entries[block])
      entries[block] = UInt16(entries.count)
      entries += Array(entries[shared..<shared + 256])
    }
    entries[Int(entries[block]) + Int(scalar & 0xFF)] |= traits.rawValue
  }

  subscript(scalar: Unicode.Scalar) -> GlyphTraits {
    guard scalar.value < 0x10000 else { return scalar.isHan ? .han : [] }
    let page = Int(entries[Int(scalar.value >> 8)])
    return GlyphTraits(rawValue: entries[page + Int(scalar.value & 0xFF)])
  }
}
