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
  /// When it was put on the web site of the issuer, if known.
  package var published: CalendarDate?
  /// Fields of the head that nobody has read in a source: `date`, `number`.
  package var recalled: [String]
  /// The official figures.
  package var totals: Totals
  /// What the keys in `provenance` of the entries mean.
  package var sources: [Source]
  /// In the order of the edition.
  package var qualifications: [Qualification]

  package init(
    id: String, title: String, number: String?, issuer: String, date: CalendarDate,
    until: CalendarDate?, published: CalendarDate? = nil, recalled: [String] = [],
    totals: Totals = Totals(), sources: [Source] = [], qualifications: [Qualification]
  ) {
    self.id = id
    self.title = title
    self.number = number
    self.issuer = issuer
    self.date = date
    self.until = until
    self.published = published
    self.recalled = recalled
    self.totals = totals
    self.sources = sources
    self.qualifications = qualifications
  }

  /// How many entries an edition has, in all and by section and category.
  package struct Totals: Hashable, Sendable {
    package var all: Int
    package var parts: [CatalogueSection: [QualificationCategory: Int]]

    package init(all: Int = 0, parts: [CatalogueSection: [QualificationCategory: Int]] = [:]) {
      self.all = all
      self.parts = parts
    }

    package init(counting qualifications: [Qualification]) {
      self.init(all: qualifications.count)
      for qualification in qualifications {
        parts[qualification.section, default: [:]][qualification.category, default: 0] += 1
      }
    }
  }

  /// Where something was read.
  package struct Source: Hashable, Sendable {
    package var key: String
    package var text: String

    package init(key: String, text: String) {
      self.key = key
      self.text = text
    }
  }
}
