import Synchronization

/// The place of an entry: edition and entry by their indices.
struct EntryReference: Hashable, Sendable {
  var edition: Int
  var entry: Int
}

/// Names of the catalogue in every spelling, for one look at each character of a title.
struct CatalogueIndex: Sendable {
  /// How near a spelling is to what the catalogue calls an entry; the nearest wins.
  enum Nearness: Int, Comparable, Sendable {
    case name, alias, subItem, derived

    static func < (a: Nearness, b: Nearness) -> Bool { a.rawValue < b.rawValue }
  }

  struct Term: Sendable {
    var spelling: Spelling
    var name: String
    var nearness: Nearness
    fileprivate(set) var entries: [(nearness: Nearness, reference: EntryReference)] = []
    /// Indices in `Catalogue.lapses`, rising by date.
    fileprivate(set) var lapses: [Int] = []

    /// One of each edition, the latest first.
    var references: [EntryReference] {
      var nearest: [Int: (nearness: Nearness, reference: EntryReference)] = [:]
      for entry in entries {
        let known = nearest[entry.reference.edition]
        if known.map({ entry.nearness < $0.nearness }) ?? true {
          nearest[entry.reference.edition] = entry
        }
      }
      return nearest.values.map(\.reference).sorted { $0.edition > $1.edition }
    }
  }

  /// By the first scalar, the longest first.
  private(set) var terms: [UInt32: [Term]] = [:]

  /// The term that a text is, whole.
  func term(for scalars: [UInt32]) -> Term? {
    scalars.first.flatMap { terms[$0] }?.first { $0.spelling.scalars == scalars }
  }

  /// The longest term that begins at a place and may stand there.
  func longestTerm(in text: [UInt32], at start: Int) -> Term? {
    terms[text[start]]?.first { term in
      let end = start + term.spelling.scalars.count
      return end <= text.count && text[start..<end].elementsEqual(term.spelling.scalars)
        && isWord(text, start..<end) && term.spelling.tail.allows(text[end...])
    }
  }

  /// CPA in a longer Latin word is not CPA.
  private func isWord(_ text: [UInt32], _ range: Range<Int>) -> Bool {
    func isLetter(_ index: Int) -> Bool {
      text.indices.contains(index) && 0x41...0x5A ~= text[index]
    }
    return !(isLetter(range.lowerBound) && isLetter(range.lowerBound - 1))
      && !(isLetter(range.upperBound - 1) && isLetter(range.upperBound))
  }
}

extension SpellingTail {
  private static let evidence = ["资格", "证", "职业", "执业"].map { $0.unicodeScalars.map(\.value) }

  func allows(_ rest: ArraySlice<UInt32>) -> Bool {
    guard self != .free, let next = rest.first.flatMap(Unicode.Scalar.init) else { return true }
    if "()、，,；;·/《》“”".unicodeScalars.contains(next) { return true }
    if self == .stem, "人员师".unicodeScalars.contains(next) { return true }
    return Self.evidence.contains { rest.starts(with: $0) }
  }
}

// MARK: - Building

extension CatalogueIndex {
  init(_ catalogue: Catalogue) {
    var builder = IndexBuilder(catalogue)
    builder.addEntries()
    builder.addLapses()
    terms = Dictionary(grouping: builder.terms.values) { $0.spelling.scalars[0] }
      .mapValues { terms in
        terms.sorted { $0.spelling.scalars.count > $1.spelling.scalars.count }
      }
  }
}

private struct IndexBuilder {
  let catalogue: Catalogue
  var terms: [[UInt32]: CatalogueIndex.Term] = [:]
  /// Ends of entries by their names.
  private let entryLapses: [String: [Int]]

  init(_ catalogue: Catalogue) {
    self.catalogue = catalogue
    entryLapses = Dictionary(
      grouping: catalogue.lapses.indices.filter { catalogue.lapses[$0].under == nil }
    ) { catalogue.lapses[$0].name }
  }

  mutating func addEntries() {
    for (e, edition) in catalogue.editions.enumerated() {
      for (q, qualification) in edition.qualifications.enumerated() {
        let own = EntryReference(edition: e, entry: q)
        let line = catalogue.line(of: own)
        let lapses = entryLapses[qualification.name] ?? []
        add(qualification.name, .name, line, lapses)
        for alias in qualification.alsoCalled { add(alias, .alias, line, lapses) }
        for item in qualification.subItems {
          add(item.name, .subItem, [own] + line.filter { holds(item.name, $0) }, lapses)
        }
      }
    }
  }

  /// The other name of a sub-item finds the entry as well: 安检员, 民航安全检查员.
  private func holds(_ item: String, _ reference: EntryReference) -> Bool {
    let names = catalogue.qualification(reference).subItems.map(\.name)
    return catalogue.changes.contains { change in
      guard change.kind == .renamed, change.under != nil, let old = change.old,
        let new = change.new
      else { return false }
      return item == old && names.contains(new) || item == new && names.contains(old)
    }
  }

  /// Names that ended; of one that came back, the entries that it came back as.
  mutating func addLapses() {
    for (index, lapse) in catalogue.lapses.enumerated() {
      var entries: [EntryReference] = []
      for change in catalogue.changes where change.kind == .returned && change.old == lapse.name {
        entries += catalogue.references(named: change.new ?? lapse.name)
          .flatMap { catalogue.line(of: $0) }
      }
      add(lapse.name, lapse.under == nil ? .name : .subItem, entries, [index])
    }
  }

  private mutating func add(
    _ name: String, _ nearness: CatalogueIndex.Nearness, _ entries: [EntryReference],
    _ lapses: [Int]
  ) {
    for spelling in Spelling.all(of: name, isList: nearness == .subItem) {
      let nearness = spelling.isWhole ? nearness : max(nearness, .derived)
      var term =
        terms[spelling.scalars]
        ?? CatalogueIndex.Term(spelling: spelling, name: name, nearness: nearness)
      if nearness < term.nearness {
        (term.spelling, term.name, term.nearness) = (spelling, name, nearness)
      }
      for entry in entries { term.entries.append((nearness, entry)) }
      term.lapses = Set(term.lapses + lapses).sorted {
        (catalogue.lapses[$0].until, $0) < (catalogue.lapses[$1].until, $1)
      }
      terms[spelling.scalars] = term
    }
  }
}

// MARK: - Entries that are one qualification

extension Catalogue {
  func qualification(_ reference: EntryReference) -> Qualification {
    editions[reference.edition].qualifications[reference.entry]
  }

  func references(named name: String) -> [EntryReference] { references[name] ?? [] }

  /// The entry in every edition, through its other names; with itself, the latest first.
  func line(of reference: EntryReference) -> [EntryReference] {
    var names: Set = [qualification(reference).name]
    for change in changes where change.kind == .renamed && change.under == nil {
      guard let old = change.old, let new = change.new else { continue }
      if names.contains(old) || names.contains(new) { names.formUnion([old, new]) }
    }
    return names.flatMap { references(named: $0) }
      .sorted { ($0.edition, $0.entry) > ($1.edition, $1.entry) }
  }
}

// MARK: - Laziness

/// The index of a catalogue, built when somebody first asks; copies of the catalogue share it.
final class LazyIndex: Sendable {
  private let index = Mutex<CatalogueIndex?>(nil)

  func callAsFunction(_ catalogue: Catalogue) -> CatalogueIndex {
    index.withLock { index in
      if let index { return index }
      let built = CatalogueIndex(catalogue)
      index = built
      return built
    }
  }
}
