extension Array {
  /// The first index whose element satisfies what all later ones do too.
  package func partitioningIndex(where isLater: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isLater(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension ByteRange {
  package func contains(_ other: ByteRange) -> Bool { start <= other.start && other.end <= end }
}
