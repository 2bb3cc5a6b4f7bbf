import Glibc
import ZhenglintCore

extension CalendarDate {
  /// The local date.
  static var today: CalendarDate {
    var now = time(nil)
    var local = tm()
    localtime_r(&now, &local)
    guard
      let today = CalendarDate(
        year: Int(local.tm_year) + 1900, month: Int(local.tm_mon) + 1, day: Int(local.tm_mday))
    else { preconditionFailure("the clock of this machine is centuries off") }
    return today
  }

  /// The day that the value of an option names.
  static func stated(
    _ text: String, in option: String, today: CalendarDate
  ) throws(UsageError) -> CalendarDate {
    guard let day = CalendarDate(iso8601: text) else { throw .malformedDate(option, text) }
    guard day <= today else { throw .futureDate(option, day, today: today) }
    return day
  }
}
