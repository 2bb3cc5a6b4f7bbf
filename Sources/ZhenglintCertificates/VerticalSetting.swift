internal import ZhenglintCore

/// Joins lines of one or two characters each, which are one line set downwards.
enum VerticalSetting {
  static func joined(_ lines: TextLines) -> TextLines {
    var runs: [TextLines.Run] = []
    var index = 0
    while index < lines.count {
      var end = index
      while end < lines.count, lines.count(of: end) <= 2, isHan(lines[end]) { end += 1 }
      if end - index >= 3, let line = line(of: lines[index..<end]) {
        runs.append((index..<end, line))
      }
      // At least one line, so that a long run of short ones is looked at once.
      index = max(end, index + 1)
    }
    return runs.isEmpty ? lines : lines.joining(runs)
  }

  private static func isHan(_ line: TextLine) -> Bool { line.glyphs.allSatisfy(\.isHan) }

  /// The line that at least three short ones are.
  private static func line(of run: Slice<TextLines>) -> [Glyph]? {
    let glyphs = run.flatMap(\.glyphs)
    let areSingle = glyphs.count == run.count
    return areSingle || TitleLook.isTitle(glyphs[...]) ? glyphs : nil
  }
}
