/// Maps bytes of a derived text back to the bytes that it was made from.
///
/// A map is a list of runs in text order. Within a run every `textStride` bytes of text come from
/// `sourceStride` bytes of source: 1 to 1 where bytes were copied, 3 to 2 for Chinese characters
/// decoded from GB18030, 3 to 8 for `&#22269;`. Text between runs (seams, see `Seam`) has no source.
/// Source offsets need not rise with the text: SVG is read in visual order.
///
/// - Complexity: `resolve` is O(log n) in the number of runs, plus the runs inside the range.
package struct SourceMap: Sendable {
  package struct Run: Sendable {
    /// Offset of the first byte of the run in the text.
    package var text: UInt32
    /// Bytes of text in the run, a multiple of `textStride`.
    package var length: UInt32
    /// Offset of the first byte in the source.
    package var source: UInt32
    package var textStride: UInt32
    package var sourceStride: UInt32
    /// False where the source bytes only stand for the text, as the reference to an entity does.
    package var isExact: Bool
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

  /// Records that `length` bytes of text at `text` are a copy of the source bytes at `source`.
  package mutating func append(text: Int, length: Int, source: Int) {
    guard length > 0 else { return }
    append(
      Run(
        text: UInt32(text), length: UInt32(length), source: UInt32(source), textStride: 1,
        sourceStride: 1, isExact: true))
  }

  /// Records that `length` bytes of text at `text`, as one indivisible element, come from
  /// `sourceLength` bytes of source at `source`.
  package mutating func append(
    text: Int, element length: Int, source: Int, sourceLength: Int, isExact: Bool = true
  ) {
    guard length > 0 else { return }
    append(
      Run(
        text: UInt32(text), length: UInt32(length), source: UInt32(source),
        textStride: UInt32(length), sourceStride: UInt32(sourceLength), isExact: isExact))
  }

  /// Appends a run, or lengthens the last one where the new one continues it.
  package mutating func append(_ run: Run) {
    guard let last = runs.last else {
      runs.append(run)
      return
    }
    precondition(run.text >= last.text + last.length, "runs must come in text order")
    if run.text == last.text + last.length, run.isExact, last.isExact,
      run.textStride == last.textStride, run.sourceStride == last.sourceStride,
      run.source == last.sourceEnd
    {
      runs[runs.count - 1].length += run.length
    } else {
      runs.append(run)
    }
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

  /// The runs that make up `range`, the outer ones cut to it at whole elements.
  package func runs(in range: ByteRange) -> [Run] {
    var found: [Run] = []
    var index = firstRun(endingAfter: range.start)
    while index < runs.count, Int(runs[index].text) < range.end {
      if let part = runs[index].clipped(to: range) { found.append(part) }
      index += 1
    }
    return found
  }

  /// The map from this map's text to the source of `outer`, whose text is this map's source.
  package func composed(with outer: SourceMap) -> SourceMap {
    var result = SourceMap()
    for run in runs {
      if run.textStride == 1, run.sourceStride == 1 {
        let source = ByteRange(start: Int(run.source), end: Int(run.source + run.length))
        for part in outer.runs(in: source) {
          result.append(part.shifted(by: Int(run.text) - Int(run.source)))
        }
        continue
      }
      for element in 0..<Int(run.length / run.textStride) {
        let start = Int(run.source) + element * Int(run.sourceStride)
        let source = ByteRange(start: start, end: start + Int(run.sourceStride))
        guard let place = outer.resolve(source) else { continue }
        result.append(
          text: Int(run.text) + element * Int(run.textStride), element: Int(run.textStride),
          source: place.range.start, sourceLength: place.range.count,
          isExact: run.isExact && place.isExact)
      }
    }
    return result
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
  /// Offset just past the last byte in the source.
  fileprivate var sourceEnd: UInt32 {
    // Copies, by far the most, need no division.
    textStride == 1
      ? source + length * sourceStride : source + length / textStride * sourceStride
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
