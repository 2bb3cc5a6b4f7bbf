internal import ZhenglintCore

/// Tells in one look-up a character where a term may begin, so that ordinary text is passed over
/// without being decoded.
///
/// A term may begin at a character only where some pattern has its first letter there and the next
/// character is that pattern's second letter, or one that may stand between the two. Patterns are
/// dealt into fifteen groups; each character has a bit for every group that it may begin and a bit
/// for every group in which it may come second, and two neighbours are looked up among the patterns
/// where they share a group.
struct PairFilter: Sendable {
  private let table: SymbolTable
  private let automaton: AhoCorasick
  /// By scalar of the basic plane: bits 0 to 15 the groups in which it may come second, 16 to 31 those
  /// that it may begin.
  private var groups = [UInt32](repeating: Self.always, count: 1 << 16)

  /// The last group has what counts whatever comes next (changes of direction, patterns of one
  /// letter): everything may come second there.
  private static let always: UInt32 = 1 << 15
  private static let groupCount: UInt32 = 15

  init(_ table: SymbolTable, _ automaton: AhoCorasick) {
    self.table = table
    self.automaton = automaton
    var ofSymbol = [UInt32](repeating: Self.always, count: table.letters.count)
    for first in ofSymbol.indices {
      let state = automaton.next(0, UInt16(first))
      guard state != 0 else { continue }
      let group: UInt32 = 1 << (UInt32(first) % Self.groupCount)
      ofSymbol[first] |= group << 16
      if automaton.isAccepting(state) { ofSymbol[first] |= Self.always << 16 }
      automaton.forEachSymbol(after: state) { ofSymbol[Int($0)] |= group }
    }
    table.forEachBasicEntry { scalar, entry in
      if let symbol = entry.symbol {
        groups[Int(scalar)] = ofSymbol[Int(symbol)]
      } else {
        groups[Int(scalar)] = entry.changesDirection ? Self.always << 16 | 0xFFFF : 0xFFFF
      }
    }
  }

  /// Offset of the first character from `offset` on that may matter.
  ///
  /// It may also be one that only the caller can tell: one outside the basic plane, one of the last
  /// few, a seam that turns the direction of the text, and a block's border unless `passesBlocks`. With
  /// `bordersEndTerms` nobody wants letters that a border parts.
  ///
  /// Pointers instead of arrays: with bounds checks the loop runs at half the speed (see
  /// Tests/Benchmarks).
  func next(
    from offset: Int, in bytes: UnsafeBufferPointer<UInt8>, passesBlocks: Bool,
    bordersEndTerms: Bool
  ) -> Int {
    let raw = UnsafeRawBufferPointer(bytes)
    return groups.withUnsafeBufferPointer { groups in
      var offset = offset
      // What the character before this one may begin, and where it stands.
      var begun: UInt32 = 0
      var previous = offset
      while offset &+ 14 <= raw.count {
        let window = Self.window(at: offset, in: raw)
        let ahead = Self.window(at: offset &+ 6, in: raw)
        // Four characters of three bytes, as nearly everywhere in Chinese text.
        if Self.holdsTwoCharacters(window), Self.holdsTwoCharacters(ahead) {
          let first = groups[Self.scalar(of: window)]
          let second = groups[Self.scalar(of: window >> 24)]
          let third = groups[Self.scalar(of: ahead)]
          let fourth = groups[Self.scalar(of: ahead >> 24)]
          // One branch, nearly always taken: the next loads then need not wait for these.
          if begun & first | first >> 16 & second | second >> 16 & third | third >> 16 & fourth != 0
          {
            if begun & first != 0, mayBegin(at: previous, in: raw) { return previous }
            if first >> 16 & second != 0, mayBegin(at: offset, in: raw) { return offset }
            if second >> 16 & third != 0, mayBegin(at: offset &+ 3, in: raw) { return offset &+ 3 }
            if third >> 16 & fourth != 0, mayBegin(at: offset &+ 6, in: raw) { return offset &+ 6 }
          }
          begun = fourth >> 16
          previous = offset &+ 9
          offset &+= 12
          continue
        }
        guard let (scalar, length) = Self.basicScalar(of: window) else {
          let byte = UInt8(truncatingIfNeeded: window)
          guard Self.isPassed(byte, passesBlocks) else { break }
          // Between two letters a seam counts; before the first it is nothing, and across a border none
          // goes on but what is whole already.
          let endsTerm = bordersEndTerms && byte == Seam.block.rawValue
          if begun & (endsTerm ? Self.always : .max) != 0 { return previous }
          begun = 0
          offset &+= 1
          continue
        }
        let entry = groups[scalar]
        if begun & entry != 0, mayBegin(at: previous, in: raw) { return previous }
        begun = entry >> 16
        previous = offset
        offset &+= length
      }
      return begun == 0 ? offset : previous
    }
  }

  /// Whether a byte is a seam that counts only inside a term.
  private static func isPassed(_ byte: UInt8, _ passesBlocks: Bool) -> Bool {
    switch Seam(rawValue: byte) {
    case .inline, .escape, .positioned, .column, .line: true
    case .block: passesBlocks
    case .overrideStart, .overrideEnd, nil: false
    }
  }

  /// Letters of a pattern that are asked for before the matcher is called.
  private static let lettersAhead = 4

  /// Whether a pattern may begin with the characters at `offset`; `false` is sure.
  private func mayBegin(at offset: Int, in bytes: UnsafeRawBufferPointer) -> Bool {
    var offset = offset
    var state: AhoCorasick.State = 0
    for _ in 0..<Self.lettersAhead where offset &+ 8 <= bytes.count {
      guard let (scalar, length) = Self.basicScalar(of: Self.window(at: offset, in: bytes)) else {
        return true
      }
      let entry = table[UInt32(scalar)]
      // What may stand between two letters is the matcher's to pass.
      guard let symbol = entry.symbol else { return entry != .other }
      let next = state == 0 ? automaton.next(0, symbol) : automaton.child(of: state, symbol)
      guard let next, next != 0 else { return false }
      if automaton.isAccepting(next) { return true }
      (state, offset) = (next, offset &+ length)
    }
    return true
  }

  @inline(__always)
  private static func window(at offset: Int, in bytes: UnsafeRawBufferPointer) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// Whether the lowest six bytes are two characters of three bytes each.
  @inline(__always)
  private static func holdsTwoCharacters(_ window: UInt64) -> Bool {
    window & 0xC0C0_F0C0_C0F0 == 0x8080_E080_80E0
  }

  /// The scalar of the basic plane whose bytes are the lowest of `window`, and how many these are;
  /// `nil` for others and for seams.
  @inline(__always)
  private static func basicScalar(of window: UInt64) -> (scalar: Int, length: Int)? {
    if window & 0x80 == 0 { return (Int(truncatingIfNeeded: window & 0x7F), 1) }
    if window & 0xF0 == 0xE0 { return (scalar(of: window), 3) }
    if window & 0xE0 == 0xC0 {
      return (Int(truncatingIfNeeded: (window & 0x1F) << 6 | window >> 8 & 0x3F), 2)
    }
    return nil
  }

  /// The scalar whose three bytes are the lowest of `window`.
  @inline(__always)
  private static func scalar(of window: UInt64) -> Int {
    Int(
      truncatingIfNeeded: (window & 0x0F) << 12 | (window >> 8 & 0x3F) << 6 | window >> 16 & 0x3F)
  }
}
