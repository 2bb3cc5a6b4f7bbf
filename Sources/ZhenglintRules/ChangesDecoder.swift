import ZhenglintCatalogue
import ZhenglintCore

private enum ChangesKey: String, CaseIterable {
  case sources, cancellations, events, ends, absences, joined, changes
}
private enum CancellationKey: String, CaseIterable {
  case id, date, decided, published, document, items, names, note, provenance
}
private enum EventKey: String, CaseIterable {
  case id, date, published, document, event, names, note, provenance
}
private enum EndKey: String, CaseIterable {
  case names, under, until, since, document, event, note, recalled, provenance
}
private enum ChangeKey: String, CaseIterable {
  case kind, edition, names, old, new, under, event, recalled, provenance
}

/// Reads what changed between and beside editions.
struct ChangesDecoder {
  private let editions: [CatalogueEdition]
  /// Of all editions, in their order.
  private let entries: [String]
  /// Of all editions, by entry.
  private let subItems: [String: [String]]

  init(editions: [CatalogueEdition]) {
    self.editions = editions
    let qualifications = editions.flatMap(\.qualifications)
    entries = qualifications.map(\.name)
    subItems = Dictionary(
      qualifications.map { ($0.name, $0.subItems.map(\.name)) }, uniquingKeysWith: +)
  }

  func catalogue(_ root: PackNode) throws(RulePackError) -> Catalogue {
    let top = try root.mapping(ChangesKey.self)
    for (_, value) in try top.required(.sources).pairs() { _ = try value.text() }
    var lapses: [Lapse] = []
    for node in try top[.cancellations]?.list() ?? [] { lapses += try cancellation(node) }
    let cancelled = lapses.map(\.name)
    for node in try top[.ends]?.list() ?? [] { lapses += try end(node, .until) }
    for node in try top[.absences]?.list() ?? [] { lapses += try end(node, .since) }
    var changes: [CatalogueChange] = []
    for node in try top[.joined]?.list() ?? [] { changes += try joined(node) }
    for node in try top[.changes]?.list() ?? [] {
      changes.append(try change(node, cancelled: cancelled))
    }
    var events: [CatalogueEvent] = []
    for node in try top[.events]?.list() ?? [] { events.append(try event(node)) }
    return Catalogue(
      editions: editions, lapses: lapses, changes: changes,
      events: events.sorted { $0.date < $1.date })
  }

  private func cancellation(_ node: PackNode) throws(RulePackError) -> [Lapse] {
    let parts = try node.mapping(CancellationKey.self)
    _ = try parts.required(.id).identifier()
    _ = try parts.required(.items).number()
    _ = try (parts[.decided]?.day(), parts[.published]?.day(), parts[.note]?.text())
    let document = try parts.required(.document).text()
    let date = try parts.required(.date).day()
    let isRecalled = try parts.required(.provenance).saysRecalled()
    return try parts.required(.names).texts().map { name in
      // The day of the decision itself is left to the certificate.
      Lapse(
        name: name, until: date, document: document,
        event: LocalizedText(zh: "国务院决定取消", en: "cancelled by the State Council"),
        isRecalled: isRecalled)
    }
  }

  /// The end of entries, or what was never one; of that, the last lawful day is not known.
  private func end(_ node: PackNode, _ day: EndKey) throws(RulePackError) -> [Lapse] {
    let parts = try node.mapping(EndKey.self)
    let under = try parts[.under].map { node throws(RulePackError) in try entry(node) }
    _ = try parts[.note]?.text()
    let until = try parts.required(day).day()
    let document = try parts[.document]?.text()
    let event = try parts.required(.event).localizedText()
    var isRecalled = try parts.required(.provenance).saysRecalled()
    if try parts[.recalled]?.flag() ?? false || day == .since { isRecalled = true }
    var lapses: [Lapse] = []
    for name in try parts.required(.names).list() {
      lapses.append(
        Lapse(
          name: day == .since ? try name.text() : try known(name, under: under), under: under,
          until: until, document: document, event: event, isRecalled: isRecalled))
    }
    return lapses
  }

  private func joined(_ node: PackNode) throws(RulePackError) -> [CatalogueChange] {
    let parts = try node.mapping(ChangeKey.self)
    let edition = try edition(parts.required(.edition))
    let under = try parts[.under].map { node throws(RulePackError) in try entry(node) }
    let isRecalled = try parts.required(.provenance).saysRecalled()
    var changes: [CatalogueChange] = []
    for name in try parts.required(.names).list() {
      changes.append(
        CatalogueChange(
          kind: .joined, edition: edition, old: nil, new: try known(name, under: under),
          under: under, isRecalled: isRecalled))
    }
    return changes
  }

  private func change(
    _ node: PackNode, cancelled: [String]
  ) throws(RulePackError) -> CatalogueChange {
    let parts = try node.mapping(ChangeKey.self)
    let kind = try parts.required(.kind).name(CatalogueChange.Kind.self, .change)
    let under = try parts[.under].map { node throws(RulePackError) in try entry(node) }
    let old = try parts.required(.old)
    let new = kind == .changed ? parts[.new] : try parts.required(.new)
    if kind == .returned {
      guard cancelled.contains(try old.text()) else {
        throw old.failure(.unknown(.entry, try old.text(), known: cancelled))
      }
    } else {
      _ = try known(old, under: under)
    }
    let recalled = try parts[.recalled]?.flag() ?? false
    return CatalogueChange(
      kind: kind, edition: try edition(parts.required(.edition)), old: try old.text(),
      new: try new.map { node throws(RulePackError) in try known(node, under: under) },
      under: under, event: try parts[.event]?.localizedText(),
      isRecalled: try parts.required(.provenance).saysRecalled() || recalled)
  }

  private func event(_ node: PackNode) throws(RulePackError) -> CatalogueEvent {
    let parts = try node.mapping(EventKey.self)
    _ = try (parts[.published]?.day(), parts[.note]?.text())
    var names: [String] = []
    for name in try parts[.names]?.list() ?? [] { names.append(try entry(name)) }
    return CatalogueEvent(
      id: try parts.required(.id).identifier(), date: try parts.required(.date).day(),
      document: try parts[.document]?.text(),
      event: try parts.required(.event).localizedText(), names: names,
      isRecalled: try parts.required(.provenance).saysRecalled())
  }

  // MARK: - Names of the editions

  private func edition(_ node: PackNode) throws(RulePackError) -> String {
    let id = try node.text()
    guard editions.contains(where: { $0.id == id }) else {
      throw node.failure(.unknown(.edition, id, known: editions.map(\.id)))
    }
    return id
  }

  private func entry(_ node: PackNode) throws(RulePackError) -> String {
    try known(node, under: nil)
  }

  /// An entry of some edition, or a sub-item of the entry.
  private func known(_ node: PackNode, under entry: String?) throws(RulePackError) -> String {
    let name = try node.text()
    let names = entry.map { subItems[$0] ?? [] } ?? entries
    guard names.contains(name) else {
      throw node.failure(.unknown(.entry, name, known: names))
    }
    return name
  }
}
