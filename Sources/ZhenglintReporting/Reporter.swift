package import ZhenglintCore

/// Where a report goes: a file, a terminal, an array.
///
/// Writing does not throw: a sink keeps its first error and drops what follows, so that a reporter
/// need not know of pipes and disks.
package protocol ByteSink {
  /// Takes the next bytes of the report, UTF-8; a chunk may end inside a character.
  mutating func write(_ bytes: [UInt8])
}

extension [UInt8]: ByteSink {
  package mutating func write(_ bytes: [UInt8]) {
    append(contentsOf: bytes)
  }
}

/// Turns the report of a run into the bytes of one format.
package protocol Reporter: Sendable {
  /// Writes the whole report, in chunks of some tens of kilobytes.
  func write(_ report: RunReport, to sink: inout some ByteSink)
}

/// Bytes that gather before they go to a sink together.
package let chunkSize = 1 << 16

// MARK: - Order

// Callers hand over sorted reports. Looking again costs one pass and keeps the promise of equal bytes
// whatever produced the report.

extension RunReport {
  /// Inputs by the bytes of their paths.
  var sortedInputs: [InputReport] {
    inputs.inOrder { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }
}

extension InputReport {
  /// The sorted findings that count, for reports that have no word for suppressed ones.
  package var activeFindings: [Finding] { sortedFindings.filter { $0.suppression == nil } }

  /// Findings by place, then by the bytes of the rule's id.
  var sortedFindings: [Finding] {
    findings.inOrder { a, b in
      if a.location.part != b.location.part {
        return a.location.part.lexicographicallyPrecedes(b.location.part) {
          $0.utf8.lexicographicallyPrecedes($1.utf8)
        }
      }
      let left = (a.location.page ?? 0, a.location.bytes.start, a.location.bytes.end)
      let right = (b.location.page ?? 0, b.location.bytes.start, b.location.bytes.end)
      return left == right ? a.rule.utf8.lexicographicallyPrecedes(b.rule.utf8) : left < right
    }
  }
}

extension Array {
  /// Sorted, without a copy where it is so already: reports are large.
  fileprivate func inOrder(by precedes: (Element, Element) -> Bool) -> [Element] {
    let isSorted = indices.dropFirst().allSatisfy { !precedes(self[$0], self[$0 - 1]) }
    return isSorted ? self : sorted(by: precedes)
  }
}
