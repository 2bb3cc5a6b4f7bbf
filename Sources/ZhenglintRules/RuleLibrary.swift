import ZhenglintCore

/// What packs refer to by name: instruments, readings, groups of readings, lists of texts.
package struct RuleLibrary: Sendable {
  /// Every list with what it includes.
  private(set) var lists: [String: [String]] = [:]
  private var references: Deferred<References>

  package init() {
    references = Deferred(References())
  }

  /// A library with the parts of a pack, or of a file that all packs share, besides those of another.
  init(_ parts: PackMapping<LibraryKey>, addedTo other: RuleLibrary) throws(RulePackError) {
    self = other
    try addLists(parts[.lists]?.pairs() ?? [])
    let (others, lists) = (references, lists)
    references = try Deferred(parts.node) { () throws(RulePackError) in
      var references = others.value
      try references.add(parts, lists: lists)
      return references
    }
  }

  package var instruments: [Instrument] { references.value.instruments }
  package var readings: [ReadingRule] { references.value.readings }

  func instrument(named node: PackNode) throws(RulePackError) -> Instrument {
    try references.value.instrument(named: node)
  }

  func readings(named node: PackNode) throws(RulePackError) -> [ReadingRule] {
    try references.value.readings(named: node)
  }
}

/// What only a rule that reports something refers to.
private struct References: Sendable {
  private(set) var instruments: [Instrument] = []
  private(set) var readings: [ReadingRule] = []
  /// Ids of readings by the name of their group.
  private var groups: [String: [String]] = [:]

  mutating func add(
    _ parts: PackMapping<LibraryKey>, lists: [String: [String]]
  ) throws(RulePackError) {
    for (key, value) in try parts[.instruments]?.pairs() ?? [] {
      let instrument = try value.instrument(id: key.identifier(), place: key.place)
      if let first = instruments.first(where: { $0.id == instrument.id }) {
        throw key.failure(.duplicate(.instrument, instrument.id, first: first.place))
      }
      instruments.append(instrument)
    }
    for (key, value) in try parts[.readings]?.pairs() ?? [] {
      let reading = try value.reading(id: key.identifier(), place: key.place, lists: lists)
      if let first = readings.first(where: { $0.id == reading.id }) {
        throw key.failure(.duplicate(.reading, reading.id, first: first.place))
      }
      readings.append(reading)
    }
    for (key, value) in try parts[.groups]?.pairs() ?? [] {
      var ids: [String] = []
      for node in try value.list() { ids += try readings(named: node).map(\.id) }
      groups[try key.identifier()] = ids
    }
  }

  func instrument(named node: PackNode) throws(RulePackError) -> Instrument {
    let id = try node.text()
    guard let found = instruments.first(where: { $0.id == id }) else {
      throw node.failure(.unknown(.instrument, id, known: instruments.map(\.id).sorted()))
    }
    return found
  }

  /// The reading of that id, or those of that group.
  func readings(named node: PackNode) throws(RulePackError) -> [ReadingRule] {
    let name = try node.text()
    let ids = groups[name] ?? [name]
    let found = ids.compactMap { id in readings.first { $0.id == id } }
    guard found.count == ids.count else {
      throw node.failure(
        .unknown(.reading, name, known: readings.map(\.id).sorted() + groups.keys.sorted()))
    }
    return found
  }
}

// MARK: - Lists

extension RuleLibrary {
  private mutating func addLists(
    _ pairs: [(key: PackNode, value: PackNode)]
  ) throws(RulePackError) {
    var entries: [String: PackNode] = [:]
    for (key, value) in pairs { entries[try key.identifier()] = value }
    for (key, _) in pairs { _ = try resolve(key.text(), asked: key, in: entries, path: []) }
  }

  /// The texts of a list; `path` names the lists whose texts are being gathered.
  private mutating func resolve(
    _ name: String, asked node: PackNode, in entries: [String: PackNode], path: [String]
  ) throws(RulePackError) -> [String] {
    if path.contains(name) { throw node.failure(.cycle(path + [name])) }
    guard let entry = entries[name] else {
      if let known = lists[name] { return known }
      throw node.failure(.unknown(.list, name, known: (Array(entries.keys) + lists.keys).sorted()))
    }
    var texts: [String] = []
    for item in try entry.list() {
      let text = try item.text()
      if text.hasPrefix("@") {
        texts += try resolve(
          String(text.dropFirst()), asked: item, in: entries, path: path + [name])
      } else {
        texts.append(text)
      }
    }
    lists[name] = texts
    return texts
  }
}

/// The keys of a pack that other parts of it refer to.
enum LibraryKey: String, CaseIterable { case instruments, readings, groups, lists }
