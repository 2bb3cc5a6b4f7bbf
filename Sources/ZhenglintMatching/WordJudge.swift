package import ZhenglintCore

/// Whether the characters of a term are the term, or only touch across a word boundary.
package enum WordJudgement: Equatable, Sendable {
  /// The term is a word here, or part of a longer one (国家 in 国家级).
  case real
  /// The characters read both ways: to be reported, with a lower confidence.
  case unsure
  /// The characters belong to different words (国家 in 美国家庭), for the reason given to who asked.
  case touch(LocalizedText?)
}

/// Judges candidates by the words around them.
///
/// Two opinions are asked, in this order:
/// 1. The exception list (`WordExceptions`): the entry with the longest neighbourhood decides.
/// 2. The lexicon (`WordLattice`), on the ideographs around the candidate: is it cheaper to read them
///    with the term whole, or with a word across one of its edges? 高中国际部 is 高中 国际 部, not
///    高 中国 际 部, so it only touches 中国.
///
/// - Complexity: about ten microseconds for each candidate; nothing before the first.
package enum WordJudge {
  /// Ideographs that the lattice sees on either side of the term.
  ///
  /// With 8 not one judgement of 55,000 occurrences in segmented texts and statutes changed.
  private static let reach = 4
  /// By how much, in tenths of a nat, the whole reading must be cheaper to be certain.
  private static let margin = 15
  /// What reading across a gap costs, in tenths of a nat, where one word may end and another begin.
  private static let gap = 60

  /// Judges one candidate.
  ///
  /// - Parameters:
  ///   - text: Simplified, folded text around the candidate; text beyond it counts as unknown.
  ///   - term: The candidate's range in `text`, UTF-16 code units.
  ///   - parting: Whether the letters stand apart: two words that meet there are likely to be meant.
  ///   - explains: Whether a reason is wanted, which takes longer to write than to find.
  /// - Returns: never `unsure` for what the exception list has.
  package static func judge(
    _ text: [UInt16], term: Range<Int>, parting: Parting = .none, explains: Bool = true
  ) -> WordJudgement {
    let run = ideographs(of: text, around: term)
    guard run != term else { return .real }
    if let exception = WordExceptions.embedded.longestMatch(in: text, run: run, term: term),
      parting == .none || !exception.isReal
    {
      if exception.isReal { return .real }
      return .touch(explains ? .listed(text[term], in: text[exception.place]) : nil)
    }

    let window = run.clamped(to: term.lowerBound - reach..<term.upperBound + reach)
    let start = window.lowerBound
    guard
      let lattice = WordLattice(
        Array(text[window]), term: term.lowerBound - start..<term.upperBound - start),
      let crossed = lattice.crossed
    else { return .real }
    let whole = lattice.whole
    let isAtGap =
      crossed.words.count == 2 && crossed.words[1].count > 1
      && (parting == .words ? crossed.words[0].count > 1 : parting == .afterName)
    let gap = isAtGap ? Self.gap : 0
    if whole.cost + gap > crossed.cost {
      guard explains else { return .touch(nil) }
      let words = crossed.words.map { text[start + $0.lowerBound..<start + $0.upperBound] }
      return .touch(.crossed(text[term], by: words))
    }
    return crossed.cost - whole.cost - gap > margin ? .real : .unsure
  }

  /// The term and the unbroken ideographs beside it.
  private static func ideographs(of text: [UInt16], around term: Range<Int>) -> Range<Int> {
    var start = term.lowerBound
    while start > 0, isIdeograph(text[start - 1]) { start -= 1 }
    var end = term.upperBound
    while end < text.count, isIdeograph(text[end]) { end += 1 }
    return start..<end
  }

  /// Ideographs of the basic plane; rarer ones are in no word that matters here and end the run.
  private static func isIdeograph(_ unit: UInt16) -> Bool {
    switch unit {
    case 0x3005, 0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF: true
    default: false
    }
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
