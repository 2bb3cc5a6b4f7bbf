package import ZhenglintCore

/// The words around a candidate, folded and simplified, as the judge and the fingerprint see them.
package struct Neighbourhood: Sendable {
  /// UTF-16, the term included.
  package private(set) var text: [UInt16]
  /// Of the term in `text`, in UTF-16 code units.
  package private(set) var term: Range<Int>

  /// Scalars on either side of the term at most.
  private static let reach = 16

  /// - Parameters:
  ///   - letters: the term as it is listed, in simplified form.
  ///   - candidate: where it stands.
  ///   - stream: the text around.
  package init(of letters: String, _ candidate: Candidate, in stream: TextStream) {
    var before = Self.scalars(from: candidate.range.start, candidate.crosses, stream.utf8) {
      StreamCursor.previous(before: $0, in: $1)
    }
    var after = Self.scalars(from: candidate.range.end, candidate.crosses, stream.utf8) {
      StreamCursor.next(from: $0, in: $1)
    }
    if candidate.crosses.contains(.reversed) { swap(&before, &after) }
    var text = Self.utf16(before.reversed())
    let start = text.count
    text += letters.utf16
    let end = text.count
    text += Self.utf16(after)
    self.text = text
    term = start..<end
  }

  private static func utf16(_ scalars: some Sequence<Unicode.Scalar>) -> [UInt16] {
    var units: [UInt16] = []
    for scalar in scalars {
      units.append(contentsOf: UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter)
    }
    return units
  }

  /// Folded ideographs outward from `offset`, up to what ends a word for this candidate.
  private static func scalars(
    from offset: Int, _ crosses: Candidate.Crossing, _ utf8: [UInt8],
    step: (Int, [UInt8]) -> StreamCursor.Step
  ) -> [Unicode.Scalar] {
    var found: [Unicode.Scalar] = []
    var offset = offset
    var steps = 0
    while found.count < reach, steps < 4 * reach {
      steps += 1
      switch step(offset, utf8) {
      case .end: return found
      case .line(let next):
        guard crosses.contains(.line) else { return found }
        offset = next
      case .scalar(let scalar, let next):
        offset = next
        let folded = FoldTable.standard.fold(scalar.value)
        let simplified =
          folded.kind == .rare || folded.kind == .ordinary
          ? scalar : Unicode.Scalar(folded.scalar) ?? scalar
        if simplified.isHan {
          found.append(simplified)
          continue
        }
        let passes: Bool =
          switch FoldTable.standard.skipClass(scalar.value) {
          case .invisible: true
          case .space: crosses.contains(.space) || crosses.contains(.line)
          case .line: crosses.contains(.line)
          case .noise: crosses.contains(.noise)
          case .none: false
          }
        guard passes else { return found }
      }
    }
    return found
  }
}
