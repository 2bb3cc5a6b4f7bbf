internal import CTextTables

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
