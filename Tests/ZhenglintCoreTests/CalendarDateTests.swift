import Testing
import ZhenglintCore

@Suite struct CalendarDateTests {
  @Test(arguments: ["2024-05-01", "2024-02-29", "2000-02-29", "2024-05", "2024"])
  func readsAndWritesISO8601(text: String) throws {
    #expect(try #require(CalendarDate(iso8601: text)).description == text)
  }

  @Test(arguments: [
    "", "2024-02-30", "2023-02-29", "1900-02-29", "2024-13-01", "2024-5-1", "24-05-01", "2024-05-",
    "2024-05-01-01", "2024/05/01", "+024-05-01", "0099-01-01", "二〇二四-05-01",
  ])
  func refusesWhatIsNoDate(text: String) {
    #expect(CalendarDate(iso8601: text) == nil)
  }

  @Test func aMonthCountsAsItsFirstDay() throws {
    let dates = try ["2020-12-31", "2020-12", "2020-11-30", "2021"].map {
      try #require(CalendarDate(iso8601: $0))
    }
    #expect(dates.sorted().map(\.description) == ["2020-11-30", "2020-12", "2020-12-31", "2021"])
  }
}
