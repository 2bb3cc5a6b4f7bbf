import ZhenglintCore

/// The instruments that findings and rules cite, each with its clauses, numbered in order.
struct Taxonomies {
  /// Where a clause stands.
  struct Place: Hashable {
    let instrument: Int
    let clause: Int
  }

  struct Entry {
    /// Of any of its clauses: all say the same of the instrument.
    let instrument: Citation
    fileprivate(set) var clauses: [Citation] = []
  }

  private(set) var entries: [Entry] = []
  private var instruments: [[String?]: Int] = [:]
  private var places: [Citation: Place] = [:]

  init(_ citations: some Sequence<Citation>) {
    for citation in citations where places[citation] == nil { add(citation) }
  }

  private mutating func add(_ citation: Citation) {
    let identity = [citation.number, citation.title, citation.issuer, citation.date]
    let instrument = instruments[identity] ?? entries.count
    if instrument == entries.count {
      instruments[identity] = instrument
      entries.append(Entry(instrument: citation))
    }
    // Rules may disagree on which facts of a clause are recalled; it is one clause all the same.
    let known = entries[instrument].clauses.firstIndex { $0.clause == citation.clause }
    let clause = known ?? entries[instrument].clauses.count
    if known == nil { entries[instrument].clauses.append(citation) }
    places[citation] = Place(instrument: instrument, clause: clause)
  }

  /// The places of clauses, each once.
  func places(of citations: [Citation]) -> [Place] {
    var seen: Set<Place> = []
    return citations.compactMap { places[$0] }.filter { seen.insert($0).inserted }
  }
}
