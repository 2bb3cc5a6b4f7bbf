import Glibc
import Synchronization

/// Whether somebody asked the program to stop: SIGINT (Ctrl-C) or SIGTERM.
enum Interruption {
  private static let requests = Atomic(0)

  static var isRequested: Bool { requests.load(ordering: .relaxed) > 0 }

  /// From now on the first request is noted, for the program to end in order; a second one ends it.
  static func install() {
    // Made before a handler can need it.
    _ = isRequested
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        if Interruption.requests.add(1, ordering: .relaxed).oldValue > 0 {
          signal(number, SIG_DFL)
          raise(number)
        }
      }
    }
  }
}
