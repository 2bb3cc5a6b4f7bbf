package import ZhenglintCore

/// The words around a candidate, folded and simplified, as the judge and the fingerprint see them.
package struct Neighbourhood: Sendable {
  /// UTF-16, the term included.
  package private(set) var text: [UInt16]
  /// Of the term in `text`, in UTF-16 code units.
  package private(set) var term: Range<Int>

  package private(set) var parting = Parting.none

  /// Scalars on either side of the term at most.
  package static let reach = 16

  /// - Parameters:
  ///   - letters: the term as it is listed, in simplified form.
  ///   - candidate: where it stands.
  ///   - stream: the text around.
  package init(of letters: String, _ candidate: Candidate, in stream: TextStream) {
    let left = Side(outwardFrom: candidate.range.start, candidate.crosses, stream.utf8) {
      StreamCursor.previous(before: $0, in: $1)
    }
    let right = Side(outwardFrom: candidate.range.end, candidate.crosses, stream.utf8) {
      StreamCursor.next(from: $0, in: $1)
    }
    // What an override turns round is read from its far end, then on past its edge.
    let isReversed = candidate.crosses.contains(.reversed)
    let before = (isReversed ? right : left).inside + left.outside
    let after = (isReversed ? left : right).inside + right.outside
    text = Self.utf16(before.reversed())
    let start = text.count
    text += letters.utf16
    term = start..<text.count
    text += Self.utf16(after)
    let isApart = term.count == 2 && !candidate.crosses.isEmpty && !isReversed
    if isApart, left.close > 0, right.close > 0 {
      parting = Self.mayBeName(text[start - left.close..<start]) ? .afterName : .words
    }
  }

  /// Whether letters and one more, between marks or spaces, have the length of a person's name.
  private static func mayBeName(_ letters: ArraySlice<UInt16>) -> Bool {
    letters.count < 3 && (letters.count < 2 || Lexicon.embedded.words(in: letters)[2] == nil)
  }

  private static func utf16(_ scalars: some Sequence<Unicode.Scalar>) -> [UInt16] {
    var units: [UInt16] = []
    for scalar in scalars {
      units.append(contentsOf: UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter)
    }
    return units
  }
}

/// Whether the two letters of a term stand apart, each against its neighbour.
package enum Parting: Sendable {
  case none
  /// 林中 国籍
  case words
  /// As far as a mark or space, what is before the gap has two or three characters: 沈中 华文班.
  case afterName
}

/// Folded ideographs outward from an edge of a candidate, up to what ends a word for it.
private struct Side {
  /// Up to an edge of the right-to-left override that the candidate stands in.
  var inside: [Unicode.Scalar] = []
  /// Beyond that edge.
  var outside: [Unicode.Scalar] = []
  /// How many stand directly against the candidate and each other.
  var close = 0

  init(
    outwardFrom offset: Int, _ crosses: Candidate.Crossing, _ utf8: [UInt8],
    step: (Int, [UInt8]) -> StreamCursor.Step
  ) {
    var offset = offset
    var isInside = true
    for index in 0..<4 * Neighbourhood.reach
    where inside.count + outside.count < Neighbourhood.reach {
      switch step(offset, utf8) {
      case .end: return
      case .line(let next):
        guard crosses.contains(.line) else { return }
        offset = next
      case .scalar(let scalar, let next):
        let passed = utf8[min(offset, next)..<max(offset, next)]
        if crosses.contains(.reversed), Self.isEdgeOfOverride(scalar, passed) { isInside = false }
        offset = next
        if let ideograph = Self.ideograph(scalar) {
          if index == close { close += 1 }
          if isInside { inside.append(ideograph) } else { outside.append(ideograph) }
        } else if !Self.passes(scalar, crosses) {
          return
        }
      }
    }
  }

  /// The ideograph that a scalar is or stands for, simplified.
  private static func ideograph(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    let simplified = FoldTable.standard.plainForm(of: scalar)
    return simplified.isHan ? simplified : nil
  }

  private static func passes(_ scalar: Unicode.Scalar, _ crosses: Candidate.Crossing) -> Bool {
    switch FoldTable.standard.skipClass(scalar.value) {
    case .invisible: true
    case .space: crosses.contains(.space) || crosses.contains(.line)
    case .line: crosses.contains(.line)
    case .noise: crosses.contains(.noise)
    case .none: false
    }
  }

  /// Whether a step passed an edge of an override, at `scalar` or among the step's `bytes`.
  private static func isEdgeOfOverride(
    _ scalar: Unicode.Scalar, _ bytes: ArraySlice<UInt8>
  ) -> Bool {
    let seams = [Seam.overrideStart.rawValue, Seam.overrideEnd.rawValue]
    return [0x202C, 0x202D, 0x202E].contains(scalar.value) || bytes.contains(where: seams.contains)
  }
}
