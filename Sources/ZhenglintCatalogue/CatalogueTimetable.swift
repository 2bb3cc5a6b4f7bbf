package import ZhenglintCore

/// Which edition of the catalogue is in force on a day: what most certificates need to know of it.
package struct CatalogueTimetable: Hashable, Sendable {
  /// An edition and its first day.
  package struct Entry: Hashable, Sendable {
    package let edition: String
    package let date: CalendarDate

    package init(edition: String, date: CalendarDate) {
      self.edition = edition
      self.date = date
    }
  }

  /// The oldest first.
  package let entries: [Entry]

  package init(_ entries: [Entry]) {
    self.entries = entries.sorted { $0.date < $1.date }
  }

  /// The id of the edition in force on a day; `nil` before the first one.
  package func edition(on date: CalendarDate) -> String? {
    entries.last { $0.date <= date }?.edition
  }
}

extension Catalogue {
  package var timetable: CatalogueTimetable {
    CatalogueTimetable(editions.map { .init(edition: $0.id, date: $0.date) })
  }
}
