// MARK: - In titles

extension Catalogue {
  /// The qualifications that a title or a field of a certificate names, from left to right; where
  /// names share characters the first counts, and of those that begin together the longest.
  ///
  /// A name of fewer than three characters counts only before 资格, 证, 职业 or 执业, before a mark
  /// and at the end.
  ///
  /// - Parameter title: In simplified characters, without white space.
  /// - Returns: Mentions that do not overlap, in their order.
  /// - Complexity: O(n) in the length of the title; the first call builds the index.
  package func mentions(in title: String) -> [CatalogueMention] {
    let text = title.unicodeScalars.map { Spelling.fold($0.value) }
    let index = index(self)
    var mentions: [CatalogueMention] = []
    var start = 0
    while start < text.count {
      guard let term = index.longestTerm(in: text, at: start) else {
        start += 1
        continue
      }
      let end = start + term.spelling.scalars.count
      mentions.append(
        CatalogueMention(
          name: term.name, range: start..<end,
          qualifications: term.references.map { qualification($0) },
          lapses: term.lapses.map { lapses[$0] }))
      start = end
    }
    return mentions
  }
}

// MARK: - By name

/// Something of the catalogue that answers to a name.
package struct CatalogueHit: Sendable {
  /// The best first.
  package enum Match: Int, Comparable, Sendable {
    case name, alias, subItem
    /// The query holds the name, or the name the query.
    case part

    package static func < (a: Match, b: Match) -> Bool { a.rawValue < b.rawValue }
  }

  package var match: Match
  /// The name that answers, as the catalogue writes it.
  package var name: String
  /// `nil` for a name that is in no edition.
  package var qualification: Qualification?
  /// The earliest first.
  package var lapses: [Lapse]
}

extension Catalogue {
  /// Searches entries and ended names.
  ///
  /// - Parameter query: In simplified characters, without white space.
  /// - Returns: The best first, then the latest edition, then the order of the edition; each entry
  ///   and each ended name once.
  package func find(_ query: String) -> [CatalogueHit] {
    let text = query.unicodeScalars.map { Spelling.fold($0.value) }
    guard !text.isEmpty else { return [] }
    let index = index(self)
    var hits: [CatalogueHit] = []
    func add(_ term: CatalogueIndex.Term, _ match: CatalogueHit.Match) {
      let lapses = term.lapses.map { self.lapses[$0] }
      for reference in term.references {
        hits.append(
          CatalogueHit(
            match: match, name: term.name, qualification: qualification(reference), lapses: lapses))
      }
      if term.references.isEmpty {
        hits.append(
          CatalogueHit(match: match, name: term.name, qualification: nil, lapses: lapses))
      }
    }
    if let term = index.term(for: text) {
      add(term, CatalogueHit.Match(term.nearness))
    }
    for mention in mentions(in: query) where mention.range.count > 1 {
      let term = index.term(for: Array(text[mention.range]))
      if let term { add(term, mention.range == text.indices ? .alias : .part) }
    }
    for terms in index.terms.values {
      for term in terms where term.spelling.isWhole && term.spelling.scalars.contains(text) {
        add(term, .part)
      }
    }
    return ranked(hits)
  }

  /// Every name that `find` knows, for the nearest one to a name that it does not.
  package var names: [String] {
    Set(index(self).terms.values.joined().map(\.name)).sorted {
      $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars)
    }
  }

  /// The same entry in every edition, the latest first.
  package func line(of qualification: Qualification) -> [Qualification] {
    let own = references(named: qualification.name)
      .first { editions[$0.edition].id == qualification.edition }
    return own.map { line(of: $0).map { self.qualification($0) } } ?? [qualification]
  }

  /// Ends of an entry and of what stands under it, the earliest first.
  package func lapses(of qualification: Qualification) -> [Lapse] {
    lapses.filter { lapse in
      lapse.name == qualification.name && lapse.under == nil || lapse.under == qualification.name
    }
    .sorted { $0.until < $1.until }
  }

  /// What became of an entry and of what stands under it.
  package func changes(of qualification: Qualification) -> [CatalogueChange] {
    changes.filter { change in
      (change.under.map { [$0] } ?? [change.old, change.new].compactMap(\.self))
        .contains(qualification.name)
    }
  }

  /// Each entry and each ended name once, at its best.
  private func ranked(_ hits: [CatalogueHit]) -> [CatalogueHit] {
    let sections = CatalogueSection.allCases
    func order(_ hit: CatalogueHit) -> [Int] {
      let entry = hit.qualification
      return [
        hit.match.rawValue, entry == nil ? 1 : 0, -(entry.flatMap { Int($0.edition) } ?? 0),
        entry.flatMap { sections.firstIndex(of: $0.section) } ?? 0, entry?.number ?? 0,
      ]
    }
    let sorted = hits.sorted { a, b in
      let (left, right) = (order(a), order(b))
      return left == right
        ? a.name.unicodeScalars.lexicographicallyPrecedes(b.name.unicodeScalars)
        : left.lexicographicallyPrecedes(right)
    }
    var seen: Set<String> = []
    return sorted.filter { hit in
      let key =
        hit.qualification.map { "\($0.edition) \($0.section) \($0.number)" } ?? hit.name
      return seen.insert(key).inserted
    }
  }
}

extension CatalogueHit.Match {
  fileprivate init(_ nearness: CatalogueIndex.Nearness) {
    switch nearness {
    case .name: self = .name
    case .alias, .derived: self = .alias
    case .subItem: self = .subItem
    }
  }
}
