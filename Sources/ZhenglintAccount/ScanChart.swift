import ZhenglintReporting

/// Draws charts as static SVG: every number stands in them as text, for paper and for those who cannot
/// tell the colours.
struct ScanChart {
  /// A name and its counts, the most severe first.
  struct Bar {
    let name: String
    let parts: [(count: Int, look: String)]

    var sum: Int { parts.reduce(0) { $0 + $1.count } }
  }

  /// Values over the same steps.
  struct Line {
    let name: String
    let look: String
    let values: [Int]
  }

  /// What the chart shows, for those who do not see it.
  let title: String

  // All in the units of the view box, which a page scales to its width.
  private static let width = 720
  private static let rowHeight = 30
  private static let nameWidth = 250
  private static let barWidth = 320
  private static let plotHeight = 170

  /// One bar a line, from left to right.
  func write(_ bars: [Bar], to html: inout HTMLWriter) {
    let most = max(1, bars.map(\.sum).max() ?? 1)
    open(height: bars.count * Self.rowHeight, to: &html) { html in
      for (row, bar) in bars.enumerated() {
        let top = row * Self.rowHeight
        let name = shortened(bar.name)
        text(name, x: Self.nameWidth - 10, y: top + 20, look: "name", to: &html)
        var left = Self.nameWidth
        for part in bar.parts where part.count > 0 {
          let length = max(2, part.count * Self.barWidth / most)
          html.inline(
            "rect",
            [
              "class": part.look, "x": "\(left)", "y": "\(top + 5)", "width": "\(length)",
              "height": "\(Self.rowHeight - 10)",
            ]
          ) { _ in }
          left += length
        }
        let counts = bar.parts.filter { $0.count > 0 }.map { String($0.count) }
          .joined(separator: " + ")
        text(counts, x: left + 8, y: top + 20, look: "count", to: &html)
      }
    }
  }

  /// Lines over the steps named below them, at least two.
  func write(_ lines: [Line], steps: [String], to html: inout HTMLWriter) {
    let most = max(1, lines.flatMap(\.values).max() ?? 1)
    let (left, right, top) = (60, Self.width - 60, 30)
    func x(_ step: Int) -> Int { left + step * (right - left) / max(1, steps.count - 1) }
    func y(_ value: Int) -> Int { top + Self.plotHeight - value * Self.plotHeight / most }
    // Names of steps and numbers may not overlap.
    let stride = (steps.count + 7) / 8
    open(height: top + Self.plotHeight + 40, to: &html) { html in
      let base = top + Self.plotHeight
      html.inline(
        "path", ["class": "axis", "d": "M\(left) \(top)V\(base)H\(right)"]
      ) { _ in }
      text("0", x: left - 8, y: base + 5, look: "name", to: &html)
      text("\(most)", x: left - 8, y: top + 5, look: "name", to: &html)
      for (step, name) in steps.enumerated() where step % stride == 0 {
        text(name, x: x(step), y: base + 24, look: "step", to: &html)
      }
      for (number, line) in lines.enumerated() {
        let points = line.values.enumerated().map { "\(x($0)),\(y($1))" }
        html.inline(
          "polyline", ["class": line.look, "points": points.joined(separator: " ")]
        ) { _ in }
        for (step, value) in line.values.enumerated() {
          mark(line.look, x: x(step), y: y(value), isSquare: number % 2 == 1, to: &html)
          guard step % stride == 0 else { continue }
          text("\(value)", x: x(step), y: y(value) - 9, look: "step \(line.look)", to: &html)
        }
      }
    }
  }

  private func open(
    height: Int, to html: inout HTMLWriter, _ contents: (inout HTMLWriter) -> Void
  ) {
    html.block("div", ["class": "wide"]) { html in
      html.block(
        "svg",
        [
          "class": "chart", "viewBox": "0 0 \(Self.width) \(height)", "role": "img",
          "aria-label": title,
        ]
      ) { contents(&$0) }
    }
  }

  private func text(_ text: String, x: Int, y: Int, look: String, to html: inout HTMLWriter) {
    html.inline("text", ["class": look, "x": "\(x)", "y": "\(y)"], text: text)
  }

  /// Marks of different shapes, since paper may have no colours.
  private func mark(_ look: String, x: Int, y: Int, isSquare: Bool, to html: inout HTMLWriter) {
    if isSquare {
      html.inline(
        "rect",
        ["class": look, "x": "\(x - 4)", "y": "\(y - 4)", "width": "8", "height": "8"]
      ) { _ in }
    } else {
      html.inline("circle", ["class": look, "cx": "\(x)", "cy": "\(y)", "r": "5"]) { _ in }
    }
  }

  /// A name that fits into its column; tables have it whole.
  private func shortened(_ name: String) -> String {
    var columns = 0
    let shown = name.prefix { character in
      columns += character.utf8.count > 2 ? 2 : 1
      return columns <= 28
    }
    return shown.endIndex == name.endIndex ? name : "\(shown)…"
  }
}
