internal import ZhenglintCore

/// Pieces of a text that no report prints: names and numbers of holders.
struct Mask: Sendable {
  /// Sorted, none touching another.
  private var ranges: [ByteRange] = []

  /// What stands in place of a scalar.
  static let replacement: Unicode.Scalar = "＊"

  init() {}

  init(_ ranges: [ByteRange]) {
    self.ranges = ranges.merged()
  }

  var isEmpty: Bool { ranges.isEmpty }

  /// The same pieces of a text that begins `-offset` bytes later.
  func moved(by offset: Int) -> Mask {
    var mask = self
    mask.ranges = ranges.map { ByteRange(start: $0.start + offset, end: $0.end + offset) }
    return mask
  }

  /// Whether the byte at an offset is to be hidden.
  func hides(_ offset: Int) -> Bool {
    let first = firstRange(endingAfter: offset)
    return first < ranges.count && ranges[first].start <= offset
  }

  /// Whether some byte of a range is to be hidden.
  func hides(anyOf range: ByteRange) -> Bool {
    let first = firstRange(endingAfter: range.start)
    return first < ranges.count && ranges[first].start < range.end
  }

  private func firstRange(endingAfter offset: Int) -> Int {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].end <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// What is hidden of some UTF-8.
  func hidden(in range: ByteRange, of utf8: [UInt8]) -> Set<Unicode.Scalar> {
    guard !isEmpty else { return [] }
    var found: Set<Unicode.Scalar> = []
    for offset in max(0, range.start)..<min(utf8.count, range.end)
    where utf8[offset] & 0xC0 != 0x80 && hides(offset) {
      if case .scalar(let scalar, _) = StreamCursor.next(from: offset, in: utf8) {
        found.insert(scalar)
      }
    }
    return found
  }

  /// The text of some UTF-8 with what is hidden replaced.
  ///
  /// A `term` that begins inside a name (王中华) is shown, as the finding names it anyway; a name
  /// between its characters is not.
  func text(_ range: ByteRange, of utf8: [UInt8], term: ByteRange? = nil) -> String {
    guard !isEmpty else { return String(decoding: utf8[range.start..<range.end], as: UTF8.self) }
    let shown = term.flatMap { hides($0.start) ? $0 : nil } ?? ByteRange(start: 0, end: 0)
    var text: [UInt8] = []
    text.reserveCapacity(range.count)
    var isHidden = false
    for offset in range.start..<range.end {
      let byte = utf8[offset]
      if byte & 0xC0 != 0x80 {
        let isShown = shown.start <= offset && offset < shown.end
        isHidden = !isShown && hides(offset)
        if isHidden { text.append(contentsOf: Self.replacement.utf8) }
      }
      if !isHidden { text.append(byte) }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
