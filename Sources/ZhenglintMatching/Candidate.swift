package import ZhenglintCore

/// What stands between two letters of a term.
package struct Gap: Hashable, Sendable {
  package struct Kinds: OptionSet, Hashable, Sendable {
    package var rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let invisible = Kinds(rawValue: 1 << 0)
    package static let inline = Kinds(rawValue: 1 << 1)
    package static let positioned = Kinds(rawValue: 1 << 2)
    package static let column = Kinds(rawValue: 1 << 3)
    /// A tab: columns of a table set in plain text.
    package static let tab = Kinds(rawValue: 1 << 4)
    /// Not a gap of its own: the letter after it was written as an escape.
    package static let escape = Kinds(rawValue: 1 << 5)
    /// A border of the markup, which ends every term.
    package static let border = Kinds(rawValue: 1 << 6)
  }

  package var kinds: Kinds = []
  /// Scalars of white space.
  package var spaces = 0
  /// Scalars of punctuation and symbols.
  package var noises = 0
  /// Line ends.
  package var lines = 0

  package init() {}

  /// The eye sees that the letters stand apart.
  package var isVisible: Bool { spaces + noises + lines > 0 }
  /// More than any setting of a term would put between two letters.
  package var isTooWide: Bool { spaces > 64 || noises > 8 || lines > 3 }
  /// No term goes on across it.
  package var isBroken: Bool { isTooWide || kinds.contains(.border) }
  /// White space that separates columns more often than letters.
  package var isWideSpace: Bool { spaces >= Self.wideSpace || kinds.contains(.tab) }
  /// Scalars of white space, or a tab alone.
  static let wideSpace = 3
}

/// One character of a term as it stands in a stream.
package struct Letter: Sendable {
  /// Bytes in the stream.
  package var range: ByteRange
  /// Between this letter and the one before it in the stream.
  package var gap: Gap
  package var weakness: SymbolEntry.Weakness
  package var isEscaped: Bool
  /// Inside a right-to-left override.
  package var isOverridden: Bool
  /// The term has this very character, though it looks like another.
  package var isOwn = false
}

/// A place where the letters of a term stand one after another; judged later.
package struct Candidate: Sendable {
  /// Number of the term, as given to the matcher.
  package var term: Int
  /// From the first letter to the last, in bytes of the stream.
  package var range: ByteRange
  /// In the order of `Disguise.allCases`.
  package var disguises: [Disguise]
  package var confidence: Confidence
  /// What the eye passes over between the letters, and so in the words around them too.
  package var crosses: Crossing
  /// Why the letters are no term after all; only where separated ones are asked for.
  package var separation: Separation?

  package struct Crossing: OptionSet, Hashable, Sendable {
    package var rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let space = Crossing(rawValue: 1 << 0)
    package static let noise = Crossing(rawValue: 1 << 1)
    package static let line = Crossing(rawValue: 1 << 2)
    /// The letters stand in reverse order.
    package static let reversed = Crossing(rawValue: 1 << 3)
  }
}
