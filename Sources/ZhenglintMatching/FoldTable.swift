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
package struct FoldTable: Sendable {
  /// The tables of Scripts/make-tables.py, loaded at first use.
  package static let standard = FoldTable()

  private static let pageBits: UInt32 = 8
  private static let pageSize = 1 << 8
  private static let lastScalar: UInt32 = 0x10FFFF

  /// Start in `entries` of the page of each 256 scalars.
  ///
  /// The first pages of `entries` are one per `SkipClass` that all such scalars share: 535 pages
  /// are of private use, and most of the rest is empty.
  private var pages: [UInt32]
  /// Bits 0 to 20 the target (0: the scalar itself), from 21 the kind, from 24 the class.
  private var entries: [UInt32]

  private init() {
    pages = [UInt32](repeating: 0, count: Int(Self.lastScalar >> Self.pageBits) + 1)
    entries = []
    entries.reserveCapacity(512 * Self.pageSize)
    for shared in SkipClass.allCases {
      entries.append(contentsOf: repeatElement(Self.entry(shared), count: Self.pageSize))
    }
    forEachSkip { range, skipClass in
      set(range, to: Self.entry(skipClass), sharedPage: skipClass)
    }
    var lines = TableLines(zl_folding_table)
    while lines.next() {
      let source = lines.hexadecimal()
      let target = lines.hexadecimal()
      set(source...source, to: target | UInt32(lines.foldKind().rawValue) << 21, sharedPage: nil)
    }
  }

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
  package func isPlain(_ scalar: Unicode.Scalar) -> Bool { entry(of: scalar.value) == 0 }

  package func skipClass(_ scalar: UInt32) -> SkipClass {
    SkipClass(rawValue: UInt8(truncatingIfNeeded: entry(of: scalar) >> 24)) ?? .none
  }

  /// Calls `body` for every scalar that folds, sources rising.
  package func forEachFolding(
    _ body: (_ source: UInt32, _ target: UInt32, _ kind: FoldKind) -> Void
  ) {
    for (number, start) in pages.enumerated()
    where start >= SkipClass.allCases.count * Self.pageSize {
      for offset in 0..<Self.pageSize {
        let entry = entries[Int(start) + offset]
        let kind = Self.kind(entry)
        if kind != .none {
          body(UInt32(number << Int(Self.pageBits) + offset), entry & 0x1F_FFFF, kind)
        }
      }
    }
  }

  /// Calls `body` for every range of skipped scalars, rising and without overlaps.
  package func forEachSkip(_ body: (ClosedRange<UInt32>, SkipClass) -> Void) {
    var lines = TableLines(zl_skipping_table)
    while lines.next() {
      let first = lines.hexadecimal()
      let last = lines.hexadecimal()
      body(first...last, lines.skipClass())
    }
  }

  private static func kind(_ entry: UInt32) -> FoldKind {
    FoldKind(rawValue: UInt8(truncatingIfNeeded: entry >> 21 & 7)) ?? .none
  }

  private static func entry(_ skipClass: SkipClass) -> UInt32 {
    UInt32(skipClass.rawValue) << 24
  }

  private func entry(of scalar: UInt32) -> UInt32 {
    guard scalar <= Self.lastScalar else { return 0 }
    return entries[
      Int(pages[Int(scalar >> Self.pageBits)]) + Int(scalar) & (Self.pageSize - 1)]
  }

  private mutating func set(
    _ range: ClosedRange<UInt32>, to entry: UInt32, sharedPage: SkipClass?
  ) {
    var scalar = Int(range.lowerBound)
    while scalar <= Int(range.upperBound) {
      let page = scalar >> Int(Self.pageBits)
      let end = min(Int(range.upperBound) + 1, (page + 1) * Self.pageSize)
      if let sharedPage, end - scalar == Self.pageSize {
        pages[page] = UInt32(Int(sharedPage.rawValue) * Self.pageSize)
      } else {
        if pages[page] == 0 {
          pages[page] = UInt32(entries.count)
          entries.append(contentsOf: repeatElement(0, count: Self.pageSize))
        }
        let start = Int(pages[page]) + scalar & (Self.pageSize - 1)
        for index in start..<start + end - scalar { entries[index] = entry }
      }
      scalar = end
    }
  }
}
