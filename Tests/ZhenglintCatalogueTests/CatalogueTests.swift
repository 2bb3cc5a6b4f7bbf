import Testing
import ZhenglintCatalogue
import ZhenglintCore

@Suite struct CatalogueTests {
  private static func edition(_ id: String, from date: String) throws -> CatalogueEdition {
    CatalogueEdition(
      id: id, title: "目录", number: nil, issuer: "部",
      date: try #require(CalendarDate(iso8601: date)), until: nil, qualifications: [])
  }

  @Test(arguments: [
    ("2017-09-11", nil), ("2017-09-12", "2017"), ("2021-11-22", "2017"), ("2021-11-23", "2021"),
    ("2026-01", "2021"),
  ])
  func theDayChoosesTheEdition(day: String, id: String?) throws {
    let catalogue = Catalogue(
      editions: [
        try Self.edition("2017", from: "2017-09-12"), try Self.edition("2021", from: "2021-11-23"),
      ], lapses: [])
    #expect(catalogue.edition(on: try #require(CalendarDate(iso8601: day)))?.id == id)
  }
}
