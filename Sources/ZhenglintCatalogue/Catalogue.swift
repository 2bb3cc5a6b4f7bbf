package import ZhenglintCore

/// One edition of the 国家职业资格目录.
package struct CatalogueEdition: Sendable {
  /// The year of the edition: `2017`, `2021`.
  package var id: String
  package var title: String
  /// `nil` where no number is known.
  package var number: String?
  package var issuer: String
  package var date: CalendarDate
  /// The day on which the next edition took its place; `nil` for the latest.
  package var until: CalendarDate?
  /// In the order of the edition.
  package var qualifications: [Qualification]

  package init(
    id: String, title: String, number: String?, issuer: String, date: CalendarDate,
    until: CalendarDate?, qualifications: [Qualification]
  ) {
    self.id = id
    self.title = title
    self.number = number
    self.issuer = issuer
    self.date = date
    self.until = until
    self.qualifications = qualifications
  }
}

/// The end of a qualification: by one of the cancellation decisions of 2014 to 2016, by leaving the
/// catalogue, or by the end of its legal basis.
package struct Lapse: Hashable, Sendable {
  /// The name as the document gives it.
  package var name: String
  /// The last day on which certificates were issued lawfully.
  package var until: CalendarDate
  /// The full number of the document, where one is known.
  package var document: String?
  package var event: LocalizedText
  /// The date, the document or the name is recalled.
  package var isRecalled: Bool

  package init(
    name: String, until: CalendarDate, document: String?, event: LocalizedText, isRecalled: Bool
  ) {
    self.name = name
    self.until = until
    self.document = document
    self.event = event
    self.isRecalled = isRecalled
  }
}

/// A place in a title where it names a qualification.
package struct CatalogueMention: Sendable {
  /// The name that was found, as the catalogue writes it.
  package var name: String
  /// In Unicode scalars of the text that was searched.
  package var range: Range<Int>
  /// Entries of that name, one of each edition at most, the latest edition first.
  package var qualifications: [Qualification]
  /// Ends of that name, the earliest first.
  package var lapses: [Lapse]

  package init(
    name: String, range: Range<Int>, qualifications: [Qualification], lapses: [Lapse]
  ) {
    self.name = name
    self.range = range
    self.qualifications = qualifications
    self.lapses = lapses
  }
}

/// The editions of the catalogue and what ended outside them.
///
/// No I/O here: `CatalogueDecoder` reads the files.
package struct Catalogue: Sendable {
  /// The oldest first.
  package let editions: [CatalogueEdition]
  package let lapses: [Lapse]

  package init(editions: [CatalogueEdition], lapses: [Lapse]) {
    self.editions = editions
    self.lapses = lapses
  }

  package func edition(_ id: String) -> CatalogueEdition? { editions.first { $0.id == id } }

  /// The edition in force on a day; `nil` before the first one.
  package func edition(on date: CalendarDate) -> CatalogueEdition? {
    editions.last { $0.date <= date }
  }
}
