internal import CUnicode
internal import CTextTables
package import ZhenglintCore

/// Whether the characters of a term are the term, or only touch across a word boundary.
package enum WordJudgement: Equatable, Sendable {
  /// The term is a word here, or part of a longer one (国家 in 国家级).
  case real
  /// The characters read both ways: to be reported, with a lower confidence.
  case unsure
  /// The characters belong to different words (国家 in 美国家庭), for the reason given.
  case touch(LocalizedText)
}

/// Judges candidates by the words around them.
///
/// Two opinions are asked, in this order:
/// 1. The exception list (`WordExceptions`): the entry with the longest neighbourhood decides.
/// 2. ICU's dictionary-based word breaker, on the ideographs around the candidate. Where none of its
///    words crosses an edge of the term, the term is real. Where one does, that reading is weighed
///    against the text cut at the term's edges: it must need clearly fewer pieces (`weight`), or
///    the judgement is `unsure`. So 高中国际部 (高中 国际 部, not 高 中国 际 部) only touches 中国.
///
/// Making one is cheap: the first candidate that needs ICU opens its Chinese dictionary. Copies share
/// the breaker, so a judge and its copies serve one thread.
///
/// - Complexity: one to three runs of the breaker over at most `reach` units on either side.
package struct WordJudge {
  /// UTF-16 code units of neighbourhood that the breaker sees on either side.
  ///
  /// On a corpus of news (People's Daily, January 1998) 15 changed no judgement of 25,000.
  private static let reach = 8
  /// By how much the touching reading must be lighter.
  ///
  /// Of that corpus' 46,000 real uses of 280 common words a margin of 2 rejected 10, and 1 would
  /// have rejected 140.
  private static let margin = 2

  private let breaker = WordBreaker()

  package init() {}

  /// Judges one candidate.
  ///
  /// - Parameters:
  ///   - text: Simplified, folded text around the candidate; text beyond it counts as unknown.
  ///   - term: The candidate's range in `text`, UTF-16 code units.
  /// - Returns: `unsure` also where this system's ICU has no word breaker.
  package func judge(_ text: [UInt16], term: Range<Int>) -> WordJudgement {
    let run = Self.ideographs(of: text, around: term)
    guard run != term else { return .real }
    if let exception = WordExceptions.embedded.longestMatch(in: text, run: run, term: term) {
      return exception.isReal ? .real : .touch(.listed(text[term], in: text[exception.place]))
    }

    guard let ends = breaker.ends(of: text, in: run) else { return .unsure }
    guard let crossing = Self.words(ends, from: run.lowerBound, crossing: term) else {
      return .real
    }
    let asTouching = Self.weight(of: ends, from: run.lowerBound)
    guard let before = breaker.ends(of: text, in: run.lowerBound..<term.lowerBound),
      let after = breaker.ends(of: text, in: term.upperBound..<run.upperBound)
    else { return .unsure }
    let asTerm =
      Self.weight(of: before, from: run.lowerBound) + 1
      + Self.weight(of: after, from: term.upperBound)
    guard asTerm - asTouching >= Self.margin else { return .unsure }
    return .touch(.crossed(text[term], by: crossing.map { text[$0] }))
  }

  /// The term and the unbroken ideographs beside it, at most `reach` on either side.
  private static func ideographs(of text: [UInt16], around term: Range<Int>) -> Range<Int> {
    var start = term.lowerBound
    while start > 0, term.lowerBound - start < reach, isIdeograph(text[start - 1]) { start -= 1 }
    var end = term.upperBound
    while end < text.count, end - term.upperBound < reach, isIdeograph(text[end]) { end += 1 }
    return start..<end
  }

  /// Ideographs of the basic plane; rarer ones are in no word that matters here and end the run.
  private static func isIdeograph(_ unit: UInt16) -> Bool {
    switch unit {
    case 0x3005, 0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF: true
    default: false
    }
  }

  /// The words that share characters with the term, if one of them crosses its edge.
  ///
  /// - Returns: `nil` when the term is made of whole words, or lies inside one word.
  private static func words(
    _ ends: [Int], from start: Int, crossing term: Range<Int>
  ) -> [Range<Int>]? {
    var words: [Range<Int>] = []
    var start = start
    for end in ends {
      if (start..<end).overlaps(term) { words.append(start..<end) }
      start = end
    }
    guard words.count > 1, let first = words.first, let last = words.last else { return nil }
    return first.lowerBound == term.lowerBound && last.upperBound == term.upperBound ? nil : words
  }

  /// One for each word, two for a single character: what a reader has to take in piece by piece.
  private static func weight(of ends: [Int], from start: Int) -> Int {
    var weight = 0
    var start = start
    for end in ends {
      weight += end - start == 1 ? 2 : 1
      start = end
    }
    return weight
  }
}

/// ICU's word breaker for Chinese, opened when it is first needed.
///
/// A class: as a noncopyable struct it made Swift 6.3.1 crash in optimised builds of the modules that
/// use a `WordJudge` (LLVM's verifier fails).
private final class WordBreaker {
  private var iterator: OpaquePointer?
  private var hasTried = false

  deinit {
    if let iterator { zl_ubrk_close(iterator) }
  }

  /// The offset just past each word of `range`, in order, UTF-16 code units of `text`.
  ///
  /// - Returns: `nil` where this system's ICU has no word breaker or fails.
  func ends(of text: [UInt16], in range: Range<Int>) -> [Int]? {
    guard !range.isEmpty else { return [] }
    var status: zl_status = 0
    if !hasTried {
      hasTried = true
      iterator = zl_ubrk_openWords("zh", &status)
    }
    guard let iterator else { return nil }
    return text.withUnsafeBufferPointer { units in
      let part = UnsafeBufferPointer(rebasing: units[range])
      // The iterator keeps the pointer, but reads it only until the loop below is done.
      zl_ubrk_setText(iterator, part.baseAddress, Int32(part.count), &status)
      guard status <= 0 else { return nil }
      var ends: [Int] = []
      ends.reserveCapacity(part.count)
      while case let end = zl_ubrk_next(iterator), end >= 0 {
        ends.append(range.lowerBound + Int(end))
      }
      return ends
    }
  }
}

/// Neighbourhoods in which the judgement on a term is known (Tables/word-exceptions.tsv).
struct WordExceptions: Sendable {
  struct Match {
    var isReal: Bool
    /// The term with the neighbours that decided, UTF-16 code units.
    var place: Range<Int>
  }

  private struct Entry {
    var isReal: Bool
    var before: Alternatives
    var after: Alternatives
  }

  private var entries: [[UInt16]: [Entry]] = [:]

  /// Reads lines of four tab-separated fields; `#` starts a comment line.
  ///
  /// - Returns: `nil` when a line has another shape.
  init?(tsv: String) {
    for line in tsv.split(separator: "\n") where !line.hasPrefix("#") {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count == 4, fields[0] == "real" || fields[0] == "touch", !fields[2].isEmpty,
        !(fields[1].isEmpty && fields[3].isEmpty)
      else { return nil }
      let entry = Entry(
        isReal: fields[0] == "real", before: Alternatives(fields[1], isBefore: true),
        after: Alternatives(fields[3], isBefore: false))
      entries[Array(fields[2].utf16), default: []].append(entry)
    }
  }

  private init() {}

  /// The list in this program; empty, as a test would show, if it has a malformed line.
  static let embedded: WordExceptions = {
    let bytes = UnsafeBufferPointer(embedded: zl_word_exceptions)
    return WordExceptions(tsv: String(decoding: bytes, as: UTF8.self)) ?? WordExceptions()
  }()

  /// The entry with the longest neighbourhood, or of equally long ones one that says `real`.
  func longestMatch(in text: [UInt16], run: Range<Int>, term: Range<Int>) -> Match? {
    guard let entries = entries[Array(text[term])] else { return nil }
    var best: Match?
    for entry in entries {
      let start = term.lowerBound - 1
      guard let before = entry.before.longest(from: start, step: -1, in: run, of: text),
        let after = entry.after.longest(from: term.upperBound, step: 1, in: run, of: text)
      else { continue }
      let place = term.lowerBound - before..<term.upperBound + after
      if let best, place.count < best.place.count + (entry.isReal && !best.isReal ? 0 : 1) {
        continue
      }
      best = Match(isReal: entry.isReal, place: place)
    }
    return best
  }
}

/// Texts of which one has to stand beside a term; there is at least one, but it may be empty and so
/// always fit.
private struct Alternatives: Sendable {
  /// UTF-16, each text read away from the term and ended by `separator`.
  ///
  /// One flat array, because every candidate tries all the alternatives to its term.
  private let units: [UInt16]
  private static let separator = UInt16(UInt8(ascii: "|"))

  /// Reads texts separated by `|`.
  init(_ field: Substring, isBefore: Bool) {
    units = (isBefore ? Array(field.utf16.reversed()) : Array(field.utf16)) + [Self.separator]
  }

  /// Length of the longest that fits, in UTF-16 code units, read from `start` on by `step` (1 or -1).
  func longest(from offset: Int, step: Int, in run: Range<Int>, of text: [UInt16]) -> Int? {
    var longest: Int?
    var next = offset
    var fits = true
    for unit in units {
      if unit == Self.separator {
        if fits { longest = max(longest ?? 0, abs(next - offset)) }
        next = offset
        fits = true
      } else if fits {
        fits = run.contains(next) && text[next] == unit
        next += step
      }
    }
    return longest
  }
}

extension LocalizedText {
  fileprivate static func listed(
    _ term: ArraySlice<UInt16>, in phrase: ArraySlice<UInt16>
  ) -> LocalizedText {
    let term = String(decoding: term, as: UTF16.self)
    let phrase = String(decoding: phrase, as: UTF16.self)
    return LocalizedText(
      zh: "“\(phrase)”里的“\(term)”分属前后两个词（例外表）",
      en: "in \(phrase) the characters of \(term) belong to two words (exception list)")
  }

  fileprivate static func crossed(
    _ term: ArraySlice<UInt16>, by words: [ArraySlice<UInt16>]
  ) -> LocalizedText {
    let term = String(decoding: term, as: UTF16.self)
    let words = words.map { String(decoding: $0, as: UTF16.self) }
    return LocalizedText(
      zh: "这里的词是“\(words.joined(separator: "”“"))”，“\(term)”只是字面相连",
      en: "the words here are \(words.joined(separator: " ")); the characters of \(term) only touch"
    )
  }
}
