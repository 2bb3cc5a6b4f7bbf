package import ZhenglintCore

/// Finds terms, disguised or not, in streams of text.
///
/// The text is folded on the way, scalar by scalar: every scalar becomes a symbol of the patterns
/// (國, 囯 and ㊥ become those of 国 and 中), something that may stand between two letters, or an
/// end. Only the letters of a started term are kept, each with its bytes, so nothing is searched
/// again and ordinary text costs one look-up a scalar.
///
/// A class, because every stream asks for it and it is a large value to copy.
///
/// - Complexity: linear in the bytes of the stream, whatever the number of terms.
package final class TermMatcher: Sendable {
  private struct Pattern: Sendable {
    var term: Int
    var length: Int
    var isReversed: Bool
    var isLatin: Bool
    /// Bit n is set where a word of a Latin term starts at letter n.
    var wordStarts: UInt64
    /// Letters of the term that are look-alikes of others, as 入 is of 人, by their position: in
    /// this term they are themselves.
    var ownLetters: [Int: UInt32] = [:]
    /// One of `Imitations`, which counts only letter by letter.
    var isImitation = false

    func reversed() -> Pattern {
      var pattern = self
      pattern.isReversed = true
      pattern.wordStarts = 0
      pattern.ownLetters = Dictionary(
        uniqueKeysWithValues: ownLetters.map { (length - 1 - $0, $1) })
      return pattern
    }
  }

  private let table: SymbolTable
  private let automaton: AhoCorasick
  /// `nil`: every character is looked at.
  private let filter: PairFilter?
  private let patterns: [Pattern]
  /// Letters to keep: a power of two not below the longest pattern.
  private let ringSize: Int

  /// - Parameters:
  ///   - terms: each with at least one Han or Latin letter, in simplified form; spaces separate the
  ///     words of Latin terms.
  ///   - folding: how disguised characters fold.
  ///   - includesImitations: also spellings that are only `possible` signs of a term; they slow the
  ///     matcher down, so they are for callers that report such candidates.
  ///   - passesOver: whether ordinary text is passed over where it can hold no term; tests compare
  ///     both ways.
  package init(
    terms: [String], folding: FoldTable = .standard, includesImitations: Bool = false,
    passesOver: Bool = true
  ) {
    var patterns: [Pattern] = []
    var spellings: [[UInt32]] = []
    func add(_ pattern: Pattern, _ letters: [UInt32]) {
      patterns.append(pattern)
      spellings.append(letters)
    }
    for (number, term) in terms.enumerated() {
      let (pattern, letters) = Self.pattern(number, spelled: term, folding)
      add(pattern, letters)
      guard !pattern.isLatin else { continue }
      if letters.count > 1, letters.reversed() != letters {
        add(pattern.reversed(), letters.reversed())
      }
      guard includesImitations else { continue }
      for spelling in Imitations.embedded.spellings(of: term) {
        var (imitation, letters) = Self.pattern(number, spelled: spelling, folding)
        imitation.isImitation = true
        add(imitation, letters)
      }
    }
    let table = SymbolTable(letters: spellings.joined(), folding: folding)
    self.table = table
    automaton = AhoCorasick(
      spellings.map { $0.compactMap { table.symbol(ofLetter: $0) } },
      symbolCount: table.letters.count)
    filter = passesOver ? PairFilter(table, automaton) : nil
    self.patterns = patterns
    var size = 8
    while size < (patterns.map(\.length).max() ?? 0) { size *= 2 }
    ringSize = size
  }

  /// A pattern for a spelling of a term, with its letters, folded.
  private static func pattern(
    _ term: Int, spelled spelling: String, _ folding: FoldTable
  ) -> (Pattern, letters: [UInt32]) {
    var wordStarts: UInt64 = 0
    var letters: [UInt32] = []
    var ownLetters: [Int: UInt32] = [:]
    for scalar in spelling.lowercasedScalars.lazy.map(\.value) {
      if scalar == 0x20 {
        wordStarts |= 1 << UInt64(min(letters.count, 63))
        continue
      }
      let fold = folding.fold(scalar)
      if fold.kind == .rare || fold.kind == .ordinary { ownLetters[letters.count] = scalar }
      letters.append(scalar < 0x80 ? scalar : fold.scalar)
    }
    let pattern = Pattern(
      term: term, length: letters.count, isReversed: false,
      isLatin: letters.allSatisfy { $0 < 0x80 }, wordStarts: wordStarts, ownLetters: ownLetters)
    return (pattern, letters)
  }

  /// Calls `body` with every candidate, in order of its last letter; also with letters that
  /// something separates where `keepsSeparated` is set.
  package func forEachCandidate(
    in stream: TextStream, keepsSeparated: Bool = false, _ body: (Candidate) -> Void
  ) {
    guard !patterns.isEmpty else { return }
    stream.utf8.withUnsafeBufferPointer { bytes in
      _ = table.withTables { blocks, pages in
        scan(
          bytes, blocks: blocks, pages: pages, stream: stream, keepsSeparated: keepsSeparated, body)
      }
    }
  }

  /// The one loop over all text.
  ///
  /// Pointers instead of arrays: bounds checks on the two look-ups cost
  /// a third of the throughput (see Tests/Benchmarks).
  private func scan(
    _ bytes: UnsafeBufferPointer<UInt8>, blocks: UnsafePointer<UInt16>,
    pages: UnsafePointer<UInt16>, stream: TextStream, keepsSeparated: Bool,
    _ body: (Candidate) -> Void
  ) {
    var state: AhoCorasick.State = 0
    var ring = LetterRing(size: ringSize)
    var gap = Gap()
    var direction = DirectionState()
    var index = 0
    let count = bytes.count
    while index < count {
      if state == 0, let filter {
        index = filter.next(
          from: index, in: bytes, passesBlocks: !direction.isOpen, bordersEndTerms: !keepsSeparated)
        guard index < count else { break }
      }
      let byte = bytes[index]
      var scalar = UInt32(byte)
      var length = 1
      if byte >= 0x80 {
        if byte < 0xE0 {
          scalar = (scalar & 0x1F) << 6 | UInt32(bytes[index + 1] & 0x3F)
          length = 2
        } else if byte < 0xF0 {
          scalar =
            (scalar & 0x0F) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6
            | UInt32(bytes[index + 2] & 0x3F)
          length = 3
        } else if byte < Seam.inline.rawValue {
          scalar =
            (scalar & 0x07) << 18 | UInt32(bytes[index + 1] & 0x3F) << 12
            | UInt32(bytes[index + 2] & 0x3F) << 6 | UInt32(bytes[index + 3] & 0x3F)
          length = 4
        } else {
          pass(Seam(rawValue: byte), state: &state, gap: &gap, direction: &direction)
          if !keepsSeparated, gap.isBroken { state = 0 }
          index += 1
          continue
        }
      }
      let entry = SymbolEntry(
        rawValue: pages[Int(blocks[Int(scalar >> 8)]) << 8 | Int(scalar & 0xFF)])
      index += length
      guard let symbol = entry.symbol else {
        if state == 0, !entry.changesDirection { continue }
        let endsLine = scalar != 0x0D || index >= count || bytes[index] != 0x0A
        pass(
          entry, isTab: scalar == 0x09, endsLine: endsLine, state: &state, gap: &gap,
          direction: &direction)
        if !keepsSeparated, gap.isBroken { state = 0 }
        continue
      }
      if state == 0 {
        guard automaton.starts(with: symbol) else { continue }
        gap = Gap()
      }
      state = automaton.next(state, symbol)
      guard state != 0 else { continue }
      ring.append(
        Letter(
          range: ByteRange(start: index - length, end: index), gap: gap,
          weakness: entry.weakness, isEscaped: gap.kinds.contains(.escape),
          isOverridden: direction.isOverridden))
      gap = Gap()
      guard automaton.isAccepting(state) else { continue }
      automaton.forEachOutput(at: state) { number in
        let pattern = patterns[number]
        var letters = ring.last(pattern.length)
        for (index, own) in pattern.ownLetters { letters[index].settle(as: own, in: bytes) }
        if let candidate = candidate(pattern, letters, in: stream),
          keepsSeparated || candidate.separation == nil
        {
          body(candidate)
        }
      }
    }
  }

  private func pass(
    _ seam: Seam?, state: inout AhoCorasick.State, gap: inout Gap, direction: inout DirectionState
  ) {
    switch seam {
    case .inline: gap.kinds.insert(.inline)
    case .escape: gap.kinds.insert(.escape)
    case .positioned: gap.kinds.insert(.positioned)
    case .column: gap.kinds.insert(.column)
    case .line: gap.lines += 1
    case .overrideStart: direction.openElement()
    case .overrideEnd: direction.closeElement()
    case .block:
      direction.endParagraph()
      gap.kinds.insert(.border)
    case nil: state = 0
    }
  }

  private func pass(
    _ entry: SymbolEntry, isTab: Bool, endsLine: Bool, state: inout AhoCorasick.State,
    gap: inout Gap, direction: inout DirectionState
  ) {
    switch entry {
    case .space:
      gap.spaces += 1
      if isTab { gap.kinds.insert(.tab) }
    case .line: if endsLine { gap.lines += 1 }
    case .invisible: gap.kinds.insert(.invisible)
    case .noise: gap.noises += 1
    case .overrideStart, .embeddingStart:
      direction.embed(isOverride: entry == .overrideStart)
      gap.kinds.insert(.invisible)
    case .embeddingEnd:
      direction.pop()
      gap.kinds.insert(.invisible)
    default: state = 0
    }
  }

  private func candidate(
    _ pattern: Pattern, _ letters: [Letter], in stream: TextStream
  ) -> Candidate? {
    guard let first = letters.first, let last = letters.last else { return nil }
    let range = ByteRange(start: first.range.start, end: last.range.end)
    var verdict: Setting
    do throws(Separation) {
      verdict =
        pattern.isLatin
        ? try Setting.ofLatin(letters, wordStarts: pattern.wordStarts, in: stream.utf8)
        : try Setting.ofHan(letters, isReversed: pattern.isReversed, in: stream.utf8)
    } catch {
      // A spelling that only imitates the term, or its mirror image, says nothing in pieces.
      guard !pattern.isImitation, !pattern.isReversed else { return nil }
      return Candidate(
        term: pattern.term, range: range, disguises: [], confidence: .possible, crosses: [],
        separation: error)
    }
    if pattern.isImitation {
      // A look-alike of an imitation is a sign of nothing.
      guard letters.allSatisfy({ $0.weakness == .none }) else { return nil }
      verdict.imitates()
    }
    return Candidate(
      term: pattern.term, range: range, disguises: verdict.disguises,
      confidence: verdict.confidence, crosses: verdict.crosses)
  }
}

extension Letter {
  /// Judges the letter against the character that the term has there.
  fileprivate mutating func settle(as own: UInt32, in bytes: UnsafeBufferPointer<UInt8>) {
    let spelled = String(decoding: bytes[range.start..<range.end], as: UTF8.self)
    guard let scalar = spelled.unicodeScalars.first?.value else { return }
    isOwn = scalar == own
    weakness = isOwn || FoldTable.standard.fold(scalar).scalar == own ? .none : .ordinary
  }
}

/// The last letters of a started term.
private struct LetterRing {
  private var letters: [Letter?]
  private var count = 0

  init(size: Int) {
    letters = Array(repeating: nil, count: size)
  }

  mutating func append(_ letter: Letter) {
    letters[count & (letters.count - 1)] = letter
    count += 1
  }

  /// The last `length` letters, oldest first.
  func last(_ length: Int) -> [Letter] {
    var last: [Letter] = []
    last.reserveCapacity(length)
    for number in count - length..<count {
      if let letter = letters[number & (letters.count - 1)] { last.append(letter) }
    }
    return last
  }
}
