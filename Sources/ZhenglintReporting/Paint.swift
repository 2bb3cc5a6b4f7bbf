import ZhenglintCore

/// ANSI colours, of the eight that every terminal has, or none.
struct Paint {
  let isOn: Bool

  /// Parameters of the control sequence SGR (ECMA-48, 8.3.117).
  enum Style: String {
    case strong = "1"
    case red = "1;31"
    case green = "1;32"
    case yellow = "1;33"
    case cyan = "36"
  }

  /// Appends one piece of a line, escaped.
  func append(_ text: String, _ style: Style, to page: inout [UInt8]) {
    if isOn { page.append(contentsOf: "\u{1B}[\(style.rawValue)m".utf8) }
    page.appendVisible(text)
    if isOn { page.append(contentsOf: "\u{1B}[0m".utf8) }
  }
}

extension Level {
  var style: Paint.Style {
    switch self {
    case .violation: .red
    case .review: .yellow
    case .info: .cyan
    }
  }
}

extension InputStatus {
  var style: Paint.Style {
    switch self {
    case .checked: .green
    case .partly: .yellow
    case .unread: .red
    }
  }
}
