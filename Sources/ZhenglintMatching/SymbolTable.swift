/// What the matcher makes of one scalar, in 16 bits.
package struct SymbolEntry: Hashable, Sendable {
  package var rawValue: UInt16

  package static let other = SymbolEntry(rawValue: 0)
  package static let space = SymbolEntry(rawValue: 1)
  package static let line = SymbolEntry(rawValue: 2)
  package static let invisible = SymbolEntry(rawValue: 3)
  package static let noise = SymbolEntry(rawValue: 4)
  /// U+202E RIGHT-TO-LEFT OVERRIDE.
  package static let overrideStart = SymbolEntry(rawValue: 5)
  /// U+202A and U+202B, the embeddings, and U+202D LEFT-TO-RIGHT OVERRIDE.
  package static let embeddingStart = SymbolEntry(rawValue: 6)
  /// U+202C POP DIRECTIONAL FORMATTING.
  package static let embeddingEnd = SymbolEntry(rawValue: 7)

  private static let firstSymbol: UInt16 = 8
  private static let weaknessShift: UInt16 = 14

  /// How far a look-alike stands for the symbol.
  package enum Weakness: UInt16, Sendable {
    case none
    /// Not an ordinary character: counts when the rest of the term stands.
    case rare
    /// An ordinary character: counts only in longer terms.
    case ordinary

    init(_ kind: FoldKind) {
      switch kind {
      case .rare: self = .rare
      case .ordinary: self = .ordinary
      default: self = .none
      }
    }
  }

  package init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  init(symbol: UInt16, weakness: Weakness) {
    rawValue = (symbol + Self.firstSymbol) | weakness.rawValue << Self.weaknessShift
  }

  /// The symbol's number, or `nil` where the scalar is no letter of any pattern.
  package var symbol: UInt16? {
    let value = rawValue & (1 << Self.weaknessShift - 1)
    return value < Self.firstSymbol ? nil : value - Self.firstSymbol
  }

  package var changesDirection: Bool {
    SymbolEntry.overrideStart.rawValue...SymbolEntry.embeddingEnd.rawValue ~= rawValue
  }

  package var weakness: Weakness {
    Weakness(rawValue: rawValue >> Self.weaknessShift) ?? .none
  }
}

/// Folds scalars to the symbols of a set of patterns: a two-level table over all of Unicode.
///
/// Only characters that stand for a letter of some pattern, and those that may stand between two
/// letters, have an entry; everything else is `.other`.
package struct SymbolTable: Sendable {
  /// Letters of the patterns, by symbol number.
  package private(set) var letters: [UInt32] = []
  private var pageOfBlock: [UInt16]
  /// The first ones are each shared by all blocks that one `SkipClass` fills, most of them empty or
  /// of private use.
  private var pages: [UInt16]

  /// - Parameters:
  ///   - wanted: the scalars that occur in patterns, folded already, in any order and number.
  ///   - folding: what stands for them.
  package init(letters wanted: some Sequence<UInt32>, folding: FoldTable) {
    for letter in wanted.sorted() where letter != letters.last { letters.append(letter) }
    pageOfBlock = Array(repeating: 0, count: 0x110000 >> 8)
    pages = SkipClass.allCases.flatMap { skip in
      Array(repeating: Self.entry(for: skip).rawValue, count: 256)
    }
    folding.forEachSkip { range, skip in fill(range, skip) }
    self[0x202E] = .overrideStart
    for scalar: UInt32 in [0x202A, 0x202B, 0x202D] { self[scalar] = .embeddingStart }
    self[0x202C] = .embeddingEnd
    for (index, letter) in letters.enumerated() {
      folding.forEachSource(of: letter) { source, kind in
        let entry = SymbolEntry(symbol: UInt16(index), weakness: SymbolEntry.Weakness(kind))
        self[source] = entry
        guard entry.weakness != .none, symbol(ofLetter: source) == nil else { return }
        // Another form of a look-alike is a look-alike: 貲 of 赀 for 资.
        folding.forEachSource(of: source) { form, kind in
          if SymbolEntry.Weakness(kind) == .none { self[form] = entry }
        }
      }
    }
    // A letter of a pattern is itself before it is another's look-alike.
    for (index, letter) in letters.enumerated() {
      self[letter] = SymbolEntry(symbol: UInt16(index), weakness: .none)
      if letter &- 0x61 < 26 {
        // Latin terms are matched in either case.
        self[letter - 0x20] = self[letter]
        self[letter - 0x61 + 0xFF41] = self[letter]
        self[letter - 0x61 + 0xFF21] = self[letter]
      }
    }
  }

  /// The number of a pattern's letter among them, or `nil` for other scalars.
  func symbol(ofLetter scalar: UInt32) -> UInt16? {
    var start = 0
    var end = letters.count
    while start < end {
      let middle = (start + end) / 2
      if letters[middle] < scalar { start = middle + 1 } else { end = middle }
    }
    return start < letters.count && letters[start] == scalar ? UInt16(start) : nil
  }

  private mutating func fill(_ range: ClosedRange<UInt32>, _ skip: SkipClass) {
    let end = Int(range.upperBound) + 1
    var scalar = Int(range.lowerBound)
    while scalar < end {
      let block = scalar >> 8
      let next = min((block + 1) << 8, end)
      if next - scalar == 0x100 {
        pageOfBlock[block] = UInt16(skip.rawValue)
      } else {
        let start = startOfOwnPage(block) + scalar & 0xFF
        for index in start..<start + next - scalar {
          pages[index] = Self.entry(for: skip).rawValue
        }
      }
      scalar = next
    }
  }

  /// Where the page of a block starts that no other block has; makes it where the block shares one.
  private mutating func startOfOwnPage(_ block: Int) -> Int {
    let shared = Int(pageOfBlock[block])
    guard shared < SkipClass.allCases.count else { return shared << 8 }
    let start = pages.count
    pageOfBlock[block] = UInt16(start >> 8)
    // An array of its own: appending a slice of itself would copy all pages each time.
    pages += Array(pages[shared << 8..<(shared + 1) << 8])
    return start
  }

  private static func entry(for skip: SkipClass) -> SymbolEntry {
    switch skip {
    case .none: .other
    case .space: .space
    case .line: .line
    case .invisible: .invisible
    case .noise: .noise
    }
  }

  package private(set) subscript(scalar: UInt32) -> SymbolEntry {
    get {
      SymbolEntry(rawValue: pages[Int(pageOfBlock[Int(scalar >> 8)]) << 8 | Int(scalar & 0xFF)])
    }
    set {
      guard newValue != self[scalar] else { return }
      pages[startOfOwnPage(Int(scalar >> 8)) + Int(scalar & 0xFF)] = newValue.rawValue
    }
  }

  /// Calls `body` with every scalar of the basic plane that is not `.other`, rising.
  func forEachBasicEntry(_ body: (UInt32, SymbolEntry) -> Void) {
    for block in 0..<0x100 where pageOfBlock[block] != 0 {
      let start = Int(pageOfBlock[block]) << 8
      for offset in 0..<0x100 where pages[start + offset] != SymbolEntry.other.rawValue {
        body(UInt32(block << 8 + offset), SymbolEntry(rawValue: pages[start + offset]))
      }
    }
  }

  /// Lends the two levels to an inner loop: page numbers by `scalar >> 8`, then 256 entries a page.
  func withTables<R>(_ body: (UnsafePointer<UInt16>, UnsafePointer<UInt16>) -> R) -> R? {
    pageOfBlock.withUnsafeBufferPointer { blocks in
      pages.withUnsafeBufferPointer { entries in
        guard let blocks = blocks.baseAddress, let entries = entries.baseAddress else { return nil }
        return body(blocks, entries)
      }
    }
  }
}
