package import ZhenglintCore

/// The editions of the catalogue and what ended outside them.
///
/// No I/O here: `CatalogueDecoder` reads the files.
package struct Catalogue: Sendable {
  /// The oldest first.
  package let editions: [CatalogueEdition]
  package let lapses: [Lapse]
  package let changes: [CatalogueChange]
  /// In the order of their dates.
  package let events: [CatalogueEvent]
  /// References by name, for entries are large values to look through.
  let references: [String: [EntryReference]]
  let index: LazyIndex

  package init(
    editions: [CatalogueEdition], lapses: [Lapse], changes: [CatalogueChange] = [],
    events: [CatalogueEvent] = []
  ) {
    self.editions = editions
    self.lapses = lapses
    self.changes = changes
    self.events = events
    var references: [String: [EntryReference]] = [:]
    for (e, edition) in editions.enumerated() {
      for (q, qualification) in edition.qualifications.enumerated() {
        references[qualification.name, default: []].append(EntryReference(edition: e, entry: q))
      }
    }
    self.references = references
    index = LazyIndex()
  }

  package func edition(_ id: String) -> CatalogueEdition? { editions.first { $0.id == id } }

  /// The edition in force on a day; `nil` before the first one.
  package func edition(on date: CalendarDate) -> CatalogueEdition? {
    editions.last { $0.date <= date }
  }
}
