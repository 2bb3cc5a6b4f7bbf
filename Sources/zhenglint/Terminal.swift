import ArgumentParser
import Glibc

enum ColourChoice: String, CaseIterable, ExpressibleByArgument, Sendable {
  case auto
  case always
  case never

  /// Whether to colour what goes to a descriptor (https://no-color.org: `NO_COLOR`, if not empty,
  /// turns the default off, and not what the user asked for in so many words).
  func colours(_ descriptor: Int32) -> Bool {
    switch self {
    case .always: true
    case .never: false
    case .auto:
      isatty(descriptor) == 1 && (environment("NO_COLOR") ?? "").isEmpty
        && environment("TERM") != "dumb"
    }
  }
}

/// Columns of the terminal behind a descriptor, else of `COLUMNS`, else 80; at least 40.
func terminalWidth(of descriptor: Int32 = STDOUT_FILENO) -> Int {
  var size = winsize()
  if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
    return max(40, Int(size.ws_col))
  }
  return max(40, environment("COLUMNS").flatMap(Int.init) ?? 80)
}

func environment(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}
