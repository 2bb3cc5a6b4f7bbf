/// Maps bytes of a derived text back to the bytes that it was made from.
///
/// A map is a list of runs in text order. Within a run every `textStride` bytes of text come from
/// `sourceStride` bytes of source: 1 to 1 where bytes were copied, 3 to 2 for Chinese characters
/// decoded from GB18030, 3 to 8 for `&#22269;`. Text between runs (seams, see `Seam`) has no source.
/// Source offsets need not rise with the text: SVG is read in visual order.
///
/// - Complexity: `resolve` is O(log n) in the number of runs, plus the runs inside the range.
package struct SourceMap: Sendable {
  /// Sixteen bytes: a large document has millions.
  package struct Run: Sendable {
    /// Offset of the first byte of the run in the text.
    package fileprivate(set) var text: UInt32
    /// Bytes of text in the run, a multiple of `textStride`.
    package fileprivate(set) var length: UInt32
    /// Offset of the first byte in the source.
    package fileprivate(set) var source: UInt32
    fileprivate let strides: Strides

    package init(text: Int, length: Int, source: Int, strides: Strides = .copy) {
      self.text = UInt32(text)
      self.length = UInt32(length)
      self.source = UInt32(source)
      self.strides = strides
    }

    package var textStride: UInt32 {
      let stride = strides.bits & Strides.longestText
      return stride == 0 ? length : stride
    }

    package var sourceStride: UInt32 { strides.bits >> 8 }

    /// False where the source bytes only stand for the text, as the reference to an entity does.
    package var isExact: Bool { strides.bits & Strides.exact != 0 }
  }

  /// Bytes of text and of source that one element of a run has, and whether it is exact.
  package struct Strides: Hashable, Sendable {
    /// From the top: 24 bits of source, a bit for exactness, seven bits of text, of which 0 stands
    /// for the length of the run.
    fileprivate let bits: UInt32

    fileprivate static let exact: UInt32 = 0x80
    fileprivate static let longestText: UInt32 = 0x7F
    /// An element that is longer ends there: a reference of that many digits is none to be read.
    private static let longestSource = 0xFF_FFFF

    package static let copy = Strides(text: 1, source: 1)

    package init(text: Int, source: Int, isExact: Bool = true) {
      bits =
        UInt32(min(source, Self.longestSource)) << 8 | (isExact ? Self.exact : 0)
        | (text <= Self.longestText ? UInt32(text) : 0)
    }
  }

  package private(set) var runs: [Run]

  package init() {
    runs = []
  }

  /// The map of a text whose bytes are the source's bytes.
  package static func identity(count: Int) -> SourceMap {
    var map = SourceMap()
    map.append(text: 0, length: count, source: 0)
    return map
  }

  package mutating func reserveCapacity(_ count: Int) { runs.reserveCapacity(count) }

  /// Records that `length` bytes of text at `text` are a copy of the source bytes at `source`.
  package mutating func append(text: Int, length: Int, source: Int) {
    guard length > 0 else { return }
    append(Run(text: text, length: length, source: source))
  }

  /// Records that `length` bytes of text at `text`, as one indivisible element, come from
  /// `sourceLength` bytes of source at `source`.
  package mutating func append(
    text: Int, element length: Int, source: Int, sourceLength: Int, isExact: Bool = true
  ) {
    guard length > 0 else { return }
    append(
      Run(
        text: text, length: length, source: source,
        strides: Strides(text: length, source: sourceLength, isExact: isExact)))
  }

  /// Appends a run, or lengthens the last one where the new one continues it.
  package mutating func append(_ run: Run) {
    if let last = runs.last {
      precondition(run.text >= last.text + last.length, "runs must come in text order")
      if run.text == last.text + last.length, last.isContinued(by: run) {
        runs[runs.count - 1].length += run.length
        return
      }
    }
    runs.append(run)
  }

  /// A place in the source, and whether its bytes are exactly the text's.
  package struct Resolution: Hashable, Sendable {
    package var range: ByteRange
    package var isExact: Bool

    package init(range: ByteRange, isExact: Bool) {
      self.range = range
      self.isExact = isExact
    }
  }

  /// The source bytes of a range of text, from the first byte of its first character to the last
  /// byte of its last one (of the outermost ones, where the source has another order).
  ///
  /// - Returns: `nil` when no byte of the range has a source.
  package func resolve(_ range: ByteRange) -> Resolution? {
    var found: Resolution?
    var index = firstRun(endingAfter: range.start)
    while index < runs.count, Int(runs[index].text) < range.end {
      let part = runs[index].resolve(range)
      if let sofar = found {
        found = Resolution(
          range: sofar.range.union(part.range), isExact: sofar.isExact && part.isExact)
      } else {
        found = part
      }
      index += 1
    }
    return found
  }

  /// Calls `body` with the runs that make up `range`, the outer ones cut to it at whole elements.
  package func forEachRun(in range: ByteRange, _ body: (Run) -> Void) {
    var index = firstRun(endingAfter: range.start)
    while index < runs.count, Int(runs[index].text) < range.end {
      if let part = runs[index].clipped(to: range) { body(part) }
      index += 1
    }
  }

  /// Calls `body` with the runs of the map from this map's text to the source of `outer`, whose text
  /// is this map's source.
  package func forEachRun(through outer: SourceMap, _ body: (Run) -> Void) {
    for run in runs {
      if run.textStride == 1, run.sourceStride == 1 {
        let source = ByteRange(start: Int(run.source), end: Int(run.source + run.length))
        outer.forEachRun(in: source) { body($0.shifted(by: Int(run.text) - Int(run.source))) }
        continue
      }
      for element in 0..<Int(run.length / run.textStride) {
        let start = Int(run.source) + element * Int(run.sourceStride)
        let source = ByteRange(start: start, end: start + Int(run.sourceStride))
        guard let place = outer.resolve(source) else { continue }
        body(
          Run(
            text: Int(run.text) + element * Int(run.textStride), length: Int(run.textStride),
            source: place.range.start,
            strides: Strides(
              text: Int(run.textStride), source: place.range.count,
              isExact: run.isExact && place.isExact)))
      }
    }
  }

  /// Index of the first run that ends after `offset`.
  private func firstRun(endingAfter offset: Int) -> Int {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if Int(runs[middle].text + runs[middle].length) <= offset {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}

extension SourceMap.Run {
  /// Whether the source of a run that follows in the text follows too.
  fileprivate func isContinued(by run: SourceMap.Run) -> Bool {
    guard strides == run.strides, isExact else { return false }
    // Copies, by far the most, need no division.
    if strides == .copy { return run.source == source + length }
    let stride = strides.bits & SourceMap.Strides.longestText
    return stride > 0 && run.source == source + length / stride * sourceStride
  }

  /// The same run of a text that stands `offset` bytes further on.
  package func shifted(by offset: Int) -> SourceMap.Run {
    var run = self
    run.text = UInt32(Int(text) + offset)
    return run
  }

  /// The whole elements of the run that `range` touches.
  fileprivate func clipped(to range: ByteRange) -> SourceMap.Run? {
    let first = max(range.start - Int(text), 0) / Int(textStride)
    let stop = min(range.end - Int(text), Int(length))
    let last = (stop + Int(textStride) - 1) / Int(textStride)
    guard first < last else { return nil }
    var run = self
    run.text = text + UInt32(first) * textStride
    run.length = UInt32(last - first) * textStride
    run.source = source + UInt32(first) * sourceStride
    return run
  }

  /// The source of the part of `range` that lies in this run, rounded outward to whole elements.
  fileprivate func resolve(_ range: ByteRange) -> SourceMap.Resolution {
    let textStride = Int(textStride)
    let sourceStride = Int(sourceStride)
    let start = max(range.start, Int(text)) - Int(text)
    let end = min(range.end, Int(text + length)) - Int(text)
    let first = start / textStride
    let last = (end + textStride - 1) / textStride
    let source = Int(source)
    return SourceMap.Resolution(
      range: ByteRange(start: source + first * sourceStride, end: source + last * sourceStride),
      isExact: isExact && start % textStride == 0 && end % textStride == 0)
  }
}

/// Source maps one behind the other, from a nested text (a data: URI, `srcdoc`) out to the file.
package struct SourceChain: Sendable {
  /// Innermost first.
  package var maps: [SourceMap]

  package init(_ maps: [SourceMap] = []) {
    self.maps = maps
  }

  /// Resolves through every map in turn; `nil` when the range has no source in one of them.
  package func resolve(_ range: ByteRange) -> SourceMap.Resolution? {
    var result = SourceMap.Resolution(range: range, isExact: true)
    for map in maps {
      guard let next = map.resolve(result.range) else { return nil }
      result = SourceMap.Resolution(range: next.range, isExact: next.isExact && result.isExact)
    }
    return result
  }
}
