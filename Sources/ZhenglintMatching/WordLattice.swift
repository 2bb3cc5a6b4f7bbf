/// The cheapest ways to read a run of ideographs as words: with a term whole, or with a word across
/// one of its edges.
///
/// A way costs the sum of its words (`Lexicon`). Single characters directly beside the term, or beside
/// the word across its edge, cost what they cost beside a noun; and 中 there costs less after words that
/// it often follows. Both keep rare words from being read out of letters that happen to stand together.
struct WordLattice {
  /// A way to read the run.
  struct Reading: Equatable {
    /// Tenths of a nat.
    var cost: Int
    /// The words that share characters with the term, offsets in the run.
    var words: [Range<Int>]
  }

  private let run: [UInt16]
  private let term: Range<Int>
  /// The words that begin at an offset; none where nobody has looked yet.
  private var words: [Lexicon.Words]
  /// Of the cheapest reading up to each offset, with the start of its last word.
  private var prefixes: [(cost: Int, last: Int)] = []
  /// Of the cheapest reading from each offset on, with the end of its first word.
  private var suffixes: [(cost: Int, first: Int)] = []

  /// Reads the run in every way, unless no word crosses an edge of the term (`nil`), as mostly.
  ///
  /// - Parameters:
  ///   - run: Simplified ideographs of the basic plane, UTF-16.
  ///   - term: The term's range in `run`.
  ///   - lexicon: What words cost.
  init?(_ run: [UInt16], term: Range<Int>, lexicon: Lexicon = .embedded) {
    self.run = run
    self.term = term
    words = Array(repeating: Lexicon.Words(), count: run.count)
    for start in startsOfCrossing { words[start] = lexicon.words(in: run[start...]) }
    guard startsOfCrossing.contains(where: { places(from: $0).contains { isAcross($0.place) } })
    else { return nil }
    for start in run.indices where words[start][1] == nil {
      words[start] = lexicon.words(in: run[start...])
    }
    weigh()
  }

  /// Fills in `prefixes` and `suffixes`.
  private mutating func weigh() {
    let count = run.count
    prefixes = [(0, 0)] + Array(repeating: (.max, 0), count: count)
    suffixes = Array(repeating: (.max, count), count: count) + [(0, count)]
    for start in 0..<count {
      for (place, word) in places(from: start) {
        let cost = prefixes[start].cost + word.cost
        if cost < prefixes[place.upperBound].cost { prefixes[place.upperBound] = (cost, start) }
      }
    }
    for start in (0..<count).reversed() {
      for (place, word) in places(from: start) {
        let cost = word.cost + suffixes[place.upperBound].cost
        if cost < suffixes[start].cost { suffixes[start] = (cost, place.upperBound) }
      }
    }
  }

  /// The cheapest reading in which the term is whole words, or begins or ends one.
  ///
  /// What stands in the middle of a word need not be a part of it (民主 in 殖民主义).
  var whole: Reading {
    var best = Reading(
      cost: costBefore(term.lowerBound) + costInside() + costAfter(term.upperBound), words: [term])
    let first = max(0, min(term.lowerBound, term.upperBound - Lexicon.longest))
    for start in first...term.lowerBound {
      for (place, word) in places(from: start)
      where place.upperBound >= term.upperBound && place != term
        && (start == term.lowerBound || place.upperBound == term.upperBound)
      {
        let cost = word.cost + prefixes[start].cost + suffixes[place.upperBound].cost
        if cost < best.cost { best = Reading(cost: cost, words: [place]) }
      }
    }
    return best
  }

  /// The cheapest reading in which a word crosses an edge of the term; `nil` when no word does.
  ///
  /// A word that holds words of the term whole is no such word: 资格证书 leaves 职业资格 what it is.
  var crossed: Reading? {
    var best: (cost: Int, place: Range<Int>)?
    for start in startsOfCrossing {
      for (place, word) in places(from: start) where isAcross(place) {
        let cost = costBefore(start) + word.cost + costAfter(place.upperBound)
        if cost < best?.cost ?? .max { best = (cost, place) }
      }
    }
    return best.map { Reading(cost: $0.cost, words: wordsOfTerm(around: $0.place)) }
  }

  /// Where a word begins that crosses an edge.
  private var startsOfCrossing: Range<Int> {
    max(0, term.lowerBound + 1 - Lexicon.longest)..<term.upperBound
  }

  private func isAcross(_ place: Range<Int>) -> Bool {
    let shared = place.clamped(to: term)
    return !shared.isEmpty && shared != term && shared != place
      && (shared.count < 2 || word(shared) == nil)
  }

  // MARK: - Costs

  /// The words that begin at one offset, the shortest first, with their places.
  private struct Places: Sequence, IteratorProtocol {
    let words: Lexicon.Words
    let start: Int
    var count = 0

    mutating func next() -> (place: Range<Int>, word: Lexicon.Word)? {
      while count < Lexicon.longest {
        count += 1
        if let word = words[count] { return (start..<start + count, word) }
      }
      return nil
    }
  }

  private func places(from start: Int) -> Places { Places(words: words[start], start: start) }

  private func word(_ place: Range<Int>) -> Lexicon.Word? { words[place.lowerBound][place.count] }

  /// Of the cheapest reading of what stands before a noun that starts at `end`.
  private func costBefore(_ end: Int) -> Int {
    guard end > 0 else { return 0 }
    var best = costOfLocaliser(before: end) ?? .max
    for start in max(0, end - Lexicon.longest)..<end {
      guard let word = word(start..<end) else { continue }
      let extra = end - start == 1 ? word.beforeNoun : 0
      best = min(best, prefixes[start].cost + word.cost + extra)
    }
    return best
  }

  /// Of the cheapest reading that ends in a word and 中; `nil` where none does.
  private func costOfLocaliser(before end: Int) -> Int? {
    let start = end - 1
    guard run[start] == Self.localiser, let own = word(start..<end) else { return nil }
    return (max(0, start - Lexicon.longest)..<max(0, start - 1)).compactMap { first -> Int? in
      guard let word = word(first..<start) else { return nil }
      return prefixes[first].cost + word.cost - word.within + own.cost + own.beforeNoun
    }.min()
  }

  private static let localiser: UInt16 = 0x4E2D  // 中

  /// Of the cheapest reading of what stands after a noun that ends at `start`.
  private func costAfter(_ start: Int) -> Int {
    guard start < run.count else { return 0 }
    return places(from: start).lazy.map { place, word in
      word.cost + (place.count == 1 ? word.afterNoun : 0) + suffixes[place.upperBound].cost
    }.min() ?? .max
  }

  /// Of the cheapest way to make the term from whole words.
  private func costInside() -> Int {
    // Every character is a word, so all offsets are reached.
    var costs = [0] + Array(repeating: Int.max, count: term.count)
    for start in term {
      let cost = costs[start - term.lowerBound]
      for (place, word) in places(from: start) where place.upperBound <= term.upperBound {
        let end = place.upperBound - term.lowerBound
        costs[end] = min(costs[end], cost + word.cost)
      }
    }
    return costs[term.count]
  }

  /// The word across an edge, and the words that hold the rest of the term.
  private func wordsOfTerm(around place: Range<Int>) -> [Range<Int>] {
    var words = [place]
    while let first = words.first, first.lowerBound > term.lowerBound {
      words.insert(prefixes[first.lowerBound].last..<first.lowerBound, at: 0)
    }
    while let last = words.last, last.upperBound < term.upperBound {
      words.append(last.upperBound..<suffixes[last.upperBound].first)
    }
    return words
  }
}
