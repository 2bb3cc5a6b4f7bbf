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
}
