package import ZhenglintCore

extension Candidate {
  /// Which characters each disguise is made of, for people: 國→国, U+200B×2.
  ///
  /// - Parameters:
  ///   - term: as it is listed, in simplified form.
  ///   - stream: the text that the candidate stands in.
  /// - Returns: one for each of `disguises`, in their order.
  package func details(of term: String, in stream: TextStream) -> [DisguiseDetail] {
    let own = Set(term.unicodeScalars)
    var tallies: [Disguise: Tally] = [:]
    var written = ""
    var offset = range.start
    while offset < range.end {
      switch StreamCursor.next(from: offset, in: stream.utf8) {
      case .end: offset = range.end
      case .line(let next): offset = next
      case .scalar(let scalar, let next):
        offset = next
        switch FoldTable.standard.skipClass(scalar.value) {
        case .line: break
        case .space: tallies[.spaced, default: Tally()].add(scalar.codePoint)
        case .invisible: tallies[.invisible, default: Tally()].add(scalar.codePoint)
        case .noise: tallies[.punctuated, default: Tally()].add(String(scalar))
        case .none:
          written.unicodeScalars.append(scalar)
          guard !own.contains(scalar), let (kind, letter) = Self.undone(scalar, own) else { break }
          tallies[kind, default: Tally()].add("\(scalar)→\(letter)")
        }
      }
    }
    // What imitates a term has no character that folds to one of its own (囗玉家).
    if tallies[.variant] == nil { tallies[.variant, default: Tally()].add("\(written)→\(term)") }
    return disguises.map { DisguiseDetail($0, characters: tallies[$0]?.words ?? []) }
  }

  /// The kind of disguise of a letter, and what the term has in its place.
  private static func undone(
    _ scalar: Unicode.Scalar, _ own: Set<Unicode.Scalar>
  ) -> (Disguise, Unicode.Scalar)? {
    let first = FoldTable.standard.fold(scalar.value)
    guard let kind = Disguise(first.kind) else { return nil }
    var folded = first.scalar
    // Another form of a look-alike: 貲 is 赀, which stands for 资.
    if let letter = Unicode.Scalar(folded), !own.contains(letter) {
      folded = FoldTable.standard.fold(folded).scalar
    }
    return Unicode.Scalar(folded).map { (kind, $0) }
  }

  /// Words with how often each was met.
  private struct Tally {
    private var order: [String] = []
    private var counts: [String: Int] = [:]

    mutating func add(_ word: String) {
      if counts[word] == nil { order.append(word) }
      counts[word, default: 0] += 1
    }

    var words: [String] {
      order.map { word in
        let count = counts[word] ?? 1
        return count > 1 ? "\(word)×\(count)" : word
      }
    }
  }
}

extension Disguise {
  /// The disguise that a character is written in; `nil` for one that is itself.
  init?(_ kind: FoldKind) {
    switch kind {
    case .none: return nil
    case .traditional: self = .traditional
    case .fullwidth: self = .fullwidth
    case .compatibility: self = .compatibility
    case .variant, .rare, .ordinary: self = .variant
    }
  }
}
