internal import CTextTables

/// How a scalar is related to the one that it folds to.
package enum FoldKind: UInt8, CaseIterable, Sendable {
  case none
  /// The same character in traditional text: 國, 職, 於.
  case traditional
  /// Another width: Ａ, ﾃ.
  case fullwidth
  /// Radicals, compatibility and enclosed forms: ⼈, ㊮, 🈭.
  case compatibility
  /// Another form of the character without an ordinary use of its own: 囯, 咊.
  case variant
  /// A look-alike that counts when the rest of the term stands: 挌 for 格.
  case rare
  /// A look-alike with an everyday meaning, which counts when a longer rest stands: 各 for 格.
  case ordinary
}

/// What a scalar is that can stand between two characters of a term.
package enum SkipClass: UInt8, CaseIterable, Sendable {
  /// A letter, a digit, a bracket or the end of a clause: it breaks a term.
  case none
  case space
  case line
  /// Nothing that a reader sees: controls, joiners, fillers, combining marks.
  case invisible
  /// Symbols, dots and dashes, emoji, private use.
  case noise
}

/// What each scalar folds to and whether it is skipped; no scalar is both folded and skipped.
///
/// A fold ends at its goal: the target is itself no source but of the kinds `rare` and `ordinary`
/// (貲 folds to 赀, which in turn is a rare look-alike of 资). Case is not folded.
@usableFromInline
package struct FoldTable: Sendable {
  /// The tables of Scripts/make-tables.py.
  package static let standard = FoldTable()

  private static let lastScalar: UInt32 = 0x10FFFF

  /// For each 256 scalars the index of their page's first entry, then the pages; equal pages are one.
  ///
  /// Of an entry bits 0 to 20 are the target (0: the scalar itself), from 21 the kind, from 24 the
  /// class.
  @usableFromInline let entries = EmbeddedNumbers(zl_folds)
  /// What folds, by target and then by itself.
  private let sources = EmbeddedNumbers(zl_fold_sources)

  /// What the scalar folds to, or itself with the kind `none`.
  package func fold(_ scalar: UInt32) -> (scalar: UInt32, kind: FoldKind) {
    let entry = entry(of: scalar)
    let kind = Self.kind(entry)
    return kind == .none ? (scalar, .none) : (entry & 0x1F_FFFF, kind)
  }

  /// The character of simplified text and normal width; look-alikes stay what they are.
  package func plainForm(of scalar: Unicode.Scalar) -> Unicode.Scalar {
    let (target, kind) = fold(scalar.value)
    switch kind {
    case .traditional, .fullwidth, .compatibility, .variant:
      return Unicode.Scalar(target) ?? scalar
    case .none, .rare, .ordinary: return scalar
    }
  }

  /// Whether a scalar neither folds nor is skipped, as most.
  @inlinable package func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    entry(ofScalar: scalar.value) == 0
  }

  /// The plain form of a scalar, or `nil` for white space and what nobody sees.
  @inlinable package func legibleForm(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
    isPlain(scalar) ? scalar : legibleForm(ofOdd: scalar)
  }

  @usableFromInline func legibleForm(ofOdd scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch skipClass(scalar.value) {
    case .space, .line, .invisible: nil
    case .none, .noise: plainForm(of: scalar)
    }
  }

  package func skipClass(_ scalar: UInt32) -> SkipClass {
    Self.skipClass(entry(of: scalar))
  }

  /// Calls `body` for every scalar that folds to `target`, rising.
  package func forEachSource(
    of target: UInt32, _ body: (_ source: UInt32, _ kind: FoldKind) -> Void
  ) {
    var start = 0
    var end = sources.count
    while start < end {
      let middle = (start + end) / 2
      if fold(sources[middle]).scalar < target { start = middle + 1 } else { end = middle }
    }
    while start < sources.count {
      let source = sources[start]
      let (found, kind) = fold(source)
      guard found == target else { return }
      body(source, kind)
      start += 1
    }
  }

  /// Calls `body` for every range of skipped scalars, rising and without overlaps.
  package func forEachSkip(_ body: (ClosedRange<UInt32>, SkipClass) -> Void) {
    let ranges = EmbeddedNumbers(zl_skips)
    for index in stride(from: 0, to: ranges.count, by: 2) {
      let first = ranges[index]
      body(first & 0x1F_FFFF...ranges[index + 1], Self.skipClass(first))
    }
  }

  private static func kind(_ entry: UInt32) -> FoldKind {
    FoldKind(rawValue: UInt8(truncatingIfNeeded: entry >> 21 & 7)) ?? .none
  }

  private static func skipClass(_ entry: UInt32) -> SkipClass {
    SkipClass(rawValue: UInt8(truncatingIfNeeded: entry >> 24)) ?? .none
  }

  private func entry(of scalar: UInt32) -> UInt32 {
    scalar <= Self.lastScalar ? entry(ofScalar: scalar) : 0
  }

  @inlinable func entry(ofScalar scalar: UInt32) -> UInt32 {
    entries[Int(entries[Int(scalar >> 8)]) + Int(scalar & 0xFF)]
  }
}
