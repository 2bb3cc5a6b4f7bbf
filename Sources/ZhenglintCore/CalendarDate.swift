/// A day of the Gregorian calendar, or a month or a year where no more is known.
package struct CalendarDate: Hashable, Sendable {
  package let year: Int
  /// 1 to 12.
  package let month: Int?
  /// 1 to 31; only with a month.
  package let day: Int?

  /// - Returns: `nil` for a date that is in no calendar, as 30 February, or outside 1900…2999.
  package init?(year: Int, month: Int? = nil, day: Int? = nil) {
    guard 1900...2999 ~= year, month.map({ 1...12 ~= $0 }) ?? (day == nil) else { return nil }
    if let month, let day, !(1...Self.days(in: month, of: year) ~= day) { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Reads `2024-05-01`, and `2024-05` and `2024` where the day is not known (ISO 8601).
  package init?(iso8601 text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard 1...3 ~= parts.count, parts[0].utf8.count == 4,
      parts.dropFirst().allSatisfy({ $0.utf8.count == 2 }),
      text.utf8.allSatisfy({ $0 &- 0x30 < 10 || $0 == 0x2D })
    else { return nil }
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == parts.count else { return nil }
    self.init(
      year: numbers[0], month: numbers.count > 1 ? numbers[1] : nil,
      day: numbers.count > 2 ? numbers[2] : nil)
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension CalendarDate: Comparable {
  /// By the first day that the date may mean: a month counts as its first day.
  package static func < (a: CalendarDate, b: CalendarDate) -> Bool {
    (a.year, a.month ?? 1, a.day ?? 1) < (b.year, b.month ?? 1, b.day ?? 1)
  }
}

extension CalendarDate: CustomStringConvertible {
  /// ISO 8601: `2024-05-01`, `2024-05` or `2024`.
  package var description: String {
    var text = String(year)
    for part in [month, day] {
      guard let part else { break }
      text += part < 10 ? "-0" : "-"
      text += String(part)
    }
    return text
  }
}

/// As text: `2024-05-01`.
extension CalendarDate: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let date = CalendarDate(iso8601: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no date")
    }
    self = date
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
