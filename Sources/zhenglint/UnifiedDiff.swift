import ZhenglintProject

/// The difference of two texts in the unified format that `patch` and `git apply` read.
///
/// Both texts have the same number of lines: replacements never hold a line end.
struct UnifiedDiff {
  /// Unchanged lines around a changed one.
  private static let context = 3

  private let old: [ArraySlice<UInt8>]
  private let new: [ArraySlice<UInt8>]

  init(from old: [UInt8], to new: [UInt8]) {
    self.old = Self.lines(of: old)
    self.new = Self.lines(of: new)
  }

  /// Each line with its LF, the last one perhaps without.
  private static func lines(of text: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var rest = text[...]
    while let feed = rest.firstIndex(of: UInt8(ascii: "\n")) {
      lines.append(rest[...feed])
      rest = rest[(feed + 1)...]
    }
    return rest.isEmpty ? lines : lines + [rest]
  }

  /// The lines of the diff, between two names of the file.
  func bytes(path: RawPath) -> [UInt8] {
    var bytes: [UInt8] = []
    for (mark, side) in [("---", "a/"), ("+++", "b/")] {
      bytes += "\(mark) ".utf8 + Self.quoted(Array(side.utf8) + path.bytes) + [0x0A]
    }
    let changed = zip(old, new).enumerated().filter { $1.0 != $1.1 }.map(\.offset)
    for hunk in Self.hunks(around: changed, count: old.count) {
      bytes +=
        "@@ -\(hunk.lowerBound + 1),\(hunk.count) +\(hunk.lowerBound + 1),\(hunk.count) @@\n".utf8
      var index = hunk.lowerBound
      while index < hunk.upperBound {
        let isChanged = old[index] != new[index]
        guard isChanged else {
          append(" ", old[index], to: &bytes)
          index += 1
          continue
        }
        let run = (index..<hunk.upperBound).prefix { old[$0] != new[$0] }
        for line in run { append("-", old[line], to: &bytes) }
        for line in run { append("+", new[line], to: &bytes) }
        index = run.upperBound
      }
    }
    return bytes
  }

  /// A name as git writes it: in quotes where it could be taken for something else.
  private static func quoted(_ name: [UInt8]) -> [UInt8] {
    let isSpecial = { (byte: UInt8) in
      byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }
    let isText = (try? UTF8Span(validating: name.span)) != nil
    guard name.contains(where: isSpecial) || !isText else { return name }
    var quoted = [UInt8(ascii: "\"")]
    for byte in name {
      guard isSpecial(byte) || byte >= 0x80 else {
        quoted.append(byte)
        continue
      }
      let digits = String(byte, radix: 8)
      quoted += "\\\(String(repeating: "0", count: 3 - digits.count))\(digits)".utf8
    }
    return quoted + [UInt8(ascii: "\"")]
  }

  private func append(_ mark: Unicode.Scalar, _ line: ArraySlice<UInt8>, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: mark))
    bytes += line
    if line.last != UInt8(ascii: "\n") { bytes += "\n\\ No newline at end of file\n".utf8 }
  }

  /// Ranges of lines around the changed ones, joined where they meet.
  private static func hunks(around changed: [Int], count: Int) -> [Range<Int>] {
    var hunks: [Range<Int>] = []
    for line in changed {
      let range = max(0, line - context)..<min(count, line + context + 1)
      if let last = hunks.last, range.lowerBound <= last.upperBound {
        hunks[hunks.count - 1] = last.lowerBound..<range.upperBound
      } else {
        hunks.append(range)
      }
    }
    return hunks
  }
}
