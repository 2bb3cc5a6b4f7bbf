/// A half-open range of bytes; the property that holds it says of which buffer.
@usableFromInline
package struct ByteRange: Codable, Hashable, Sendable {
  /// Offset of the first byte.
  @usableFromInline package var start: Int
  /// Offset just past the last byte.
  @usableFromInline package var end: Int

  @inlinable package init(start: Int, end: Int) {
    precondition(start <= end, "a byte range cannot end before it starts")
    self.start = start
    self.end = end
  }

  @inlinable package var count: Int { end - start }

  /// The smallest range that holds both.
  @inlinable package func union(_ other: ByteRange) -> ByteRange {
    ByteRange(start: min(start, other.start), end: max(end, other.end))
  }
}

extension [ByteRange] {
  /// The same bytes in ranges that are sorted and do not touch; empty ranges are left out.
  package func merged() -> [ByteRange] {
    var merged: [ByteRange] = []
    for range in sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) where range.count > 0 {
      if let last = merged.last, range.start <= last.end {
        merged[merged.count - 1] = last.union(range)
      } else {
        merged.append(range)
      }
    }
    return merged
  }
}
