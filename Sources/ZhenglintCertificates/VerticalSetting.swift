internal import ZhenglintCore

/// Joins lines of one or two characters each, which are one line set downwards.
enum VerticalSetting {
  static func joined(_ lines: [TextLine]) -> [TextLine] {
    var joined: [TextLine] = []
    var index = 0
    // Lines before it are in `joined`.
    var taken = 0
    while index < lines.count {
      var end = index
      while end < lines.count, lines[end].glyphs.count <= 2, isHan(lines[end]) { end += 1 }
      if end - index >= 3, let line = line(of: lines[index..<end]) {
        joined += lines[taken..<index]
        joined.append(line)
        taken = end
      }
      // At least one line, so that a long run of short ones is looked at once.
      index = max(end, index + 1)
    }
    return taken == 0 ? lines : joined + lines[taken...]
  }

  private static func isHan(_ line: TextLine) -> Bool { line.glyphs.allSatisfy(\.isHan) }

  /// The line that at least three short ones are.
  private static func line(of run: ArraySlice<TextLine>) -> TextLine? {
    guard let last = run.last else { return nil }
    let glyphs = run.flatMap(\.glyphs)
    let singles = run.count { $0.glyphs.count == 1 }
    guard singles == run.count || TitleLook.isTitle(glyphs[...]) else { return nil }
    return TextLine(glyphs: glyphs[...], end: last.end)
  }
}
