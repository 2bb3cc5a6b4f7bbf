internal import ZhenglintCore

/// How the letters of a term are set: which disguises that makes, and whether it still is a word.
struct Setting {
  var disguises: [Disguise]
  var confidence: Confidence
  var crosses: Candidate.Crossing

  /// Weakens the setting of a spelling that is not the term's own.
  mutating func imitates() {
    disguises = Self.inOrder(disguises + [.variant])
    confidence = .possible
  }

  // MARK: - Han

  /// - Throws: `Separation` where what stands between the letters separates words.
  static func ofHan(
    _ letters: [Letter], isReversed: Bool, in utf8: [UInt8]
  ) throws(Separation) -> Setting {
    var found: [Disguise] = []
    var confidence = Confidence.certain
    var crosses: Candidate.Crossing = []
    for index in letters.indices.dropFirst() {
      let gap = letters[index].gap
      try gap.checkReach()
      if gap.noises > 0 {
        guard joinsAcrossNoise(letters, at: index) else { throw .noise }
        found.append(.punctuated)
        crosses.insert(.noise)
      }
      if gap.lines > 0 {
        guard let joint = LineJoint(letters[index - 1], letters[index], in: utf8) else {
          throw .emptyLine
        }
        found.append(joint.disguise)
        confidence = min(confidence, joint.confidence)
        crosses.insert(.line)
      } else if gap.spaces > 0 {
        if gap.isWideSpace, !isAlone(letters[index - 1], before: true, in: utf8),
          !isAlone(letters[index], before: false, in: utf8)
        {
          guard joinsAcrossWideSpace(letters, at: index, in: utf8) else { throw .wideSpace }
          confidence = min(confidence, .likely)
        }
        found.append(.spaced)
        crosses.insert(.space)
      }
      if gap.kinds.contains(.invisible) { found.append(.invisible) }
      if gap.kinds.contains(.inline) { found.append(.inlineSplit) }
      if gap.kinds.contains(.positioned) { found.append(.positioned) }
      if gap.kinds.contains(.column) { found.append(.vertical) }
    }
    if letters.contains(where: \.isEscaped) { found.append(.encoded) }
    guard let weakened = confidenceOfLookAlikes(letters) else { throw .lookAlikes }
    confidence = min(confidence, weakened)
    for letter in letters { if let kind = disguise(of: letter, in: utf8) { found.append(kind) } }
    // A traditional form of a look-alike is both (貲 for 资).
    if letters.contains(where: { $0.weakness != .none }) { found.append(.variant) }
    // What is turned round does not continue what is not, but for a single letter.
    let isPartlyOverridden = letters.contains { $0.isOverridden != letters[0].isOverridden }
    if isPartlyOverridden { confidence = min(confidence, .likely) }
    if isReversed {
      found.append(.reversed)
      crosses.insert(.reversed)
      confidence = min(confidence, confidenceOfReversal(letters))
    }
    return Setting(disguises: inOrder(found), confidence: confidence, crosses: crosses)
  }

  /// Punctuation hides a term when it separates single characters; between longer pieces (职业/资格)
  /// it separates words.
  private static func joinsAcrossNoise(_ letters: [Letter], at index: Int) -> Bool {
    let isAloneBefore = index == 1 || letters[index - 1].gap.isVisible
    let isAloneAfter = index == letters.count - 1 || letters[index + 1].gap.isVisible
    return isAloneBefore || isAloneAfter
  }

  /// Wide space in running text hides a term as punctuation does, or one too long to be two words; in
  /// a row of a table it separates columns.
  private static func joinsAcrossWideSpace(
    _ letters: [Letter], at index: Int, in utf8: [UInt8]
  ) -> Bool {
    guard letters.count > 4 || joinsAcrossNoise(letters, at: index), let first = letters.first,
      let last = letters.last
    else { return false }
    var before = ColumnSearch()
    var after = ColumnSearch()
    return !before.findsColumn(from: first.range.start) {
      StreamCursor.previous(before: $0, in: utf8)
    } && !after.findsColumn(from: last.range.end) { StreamCursor.next(from: $0, in: utf8) }
  }

  /// Whether nothing is set directly against the letter on its outer side.
  private static func isAlone(_ letter: Letter, before: Bool, in utf8: [UInt8]) -> Bool {
    let neighbour =
      before
      ? StreamCursor.previous(before: letter.range.start, in: utf8)
      : StreamCursor.next(from: letter.range.end, in: utf8)
    guard case .scalar(let scalar, _) = neighbour else { return true }
    return !scalar.isHan
  }

  private static func confidenceOfLookAlikes(_ letters: [Letter]) -> Confidence? {
    let rare = letters.count { $0.weakness == .rare }
    let ordinary = letters.count { $0.weakness == .ordinary }
    let standing = letters.count - rare - ordinary
    guard rare + ordinary > 0 else { return .certain }
    guard standing > 0 else { return nil }
    if ordinary > 0, standing < 2 || ordinary > 1 { return .possible }
    return .likely
  }

  /// 家国, 国中 and 华中 are words; 格资业职 is nothing but 职业资格 read from the right.
  private static func confidenceOfReversal(_ letters: [Letter]) -> Confidence {
    if letters.allSatisfy(\.isOverridden) { return .certain }
    return letters.count >= 4 ? .likely : .possible
  }

  private static func disguise(of letter: Letter, in utf8: [UInt8]) -> Disguise? {
    guard !letter.isOwn,
      case .scalar(let scalar, _) = StreamCursor.next(from: letter.range.start, in: utf8)
    else { return nil }
    return Disguise(FoldTable.standard.fold(scalar.value).kind)
  }

  // MARK: - Latin

  /// Latin terms (names of files, ids): words of their own, with `-`, `_`, `.`, space or a capital
  /// between the words of the term.
  ///
  /// - Throws: `Separation` where they are not.
  static func ofLatin(
    _ letters: [Letter], wordStarts: UInt64, in utf8: [UInt8]
  ) throws(Separation) -> Setting {
    guard let first = letters.first, let last = letters.last else { throw .brokenName }
    var found: [Disguise] = []
    for index in letters.indices.dropFirst() {
      let gap = letters[index].gap
      try gap.checkReach()
      let width = gap.spaces + gap.noises
      if gap.lines > 0 || width > 2 { throw .wideSpace }
      if width > 0, wordStarts & (1 << UInt64(index)) == 0 { throw .brokenName }
      if gap.kinds.contains(.invisible) { found.append(.invisible) }
    }
    if letters.contains(where: \.isEscaped) { found.append(.encoded) }
    for letter in letters { if let kind = disguise(of: letter, in: utf8) { found.append(kind) } }
    if case .scalar(let scalar, _) = StreamCursor.previous(before: first.range.start, in: utf8),
      scalar.isLatinLetter
    {
      let startsWithCapital = utf8[first.range.start] &- 0x41 < 26
      if !startsWithCapital || scalar.value &- 0x41 < 26 { throw .insideWord }
    }
    if case .scalar(let scalar, _) = StreamCursor.next(from: last.range.end, in: utf8),
      scalar.isLatinLetter
    {
      let endsInSmall = utf8[last.range.end - 1] &- 0x61 < 26
      if !endsInSmall || scalar.value &- 0x41 >= 26 { throw .insideWord }
    }
    return Setting(disguises: inOrder(found), confidence: .certain, crosses: [])
  }

  /// Each once, in the order of their kinds.
  private static func inOrder(_ found: [Disguise]) -> [Disguise] {
    found.count < 2 ? found : Disguise.allCases.filter(found.contains)
  }
}

/// Looks for wide space between texts, in the rest of a term's line and in the line beyond it.
private struct ColumnSearch {
  /// Scalars of white space since the last text; `nil` before any text of the line.
  private var spaces: Int? = 0
  /// Far enough for the lines of a table.
  private static let reach = 200

  mutating func findsColumn(from start: Int, _ step: (Int) -> StreamCursor.Step) -> Bool {
    var offset = start
    var lines = 0
    for _ in 0..<Self.reach {
      switch step(offset) {
      case .end: return false
      case .line(let next):
        offset = next
        lines += 1
        spaces = nil
      case .scalar(let scalar, let next):
        offset = next
        if scalar.isLineEnd {
          lines += 1
          spaces = nil
        } else if FoldTable.standard.skipClass(scalar.value) == .space {
          spaces = spaces.map { $0 + (scalar == "\t" ? Gap.wideSpace : 1) }
        } else {
          if let spaces, spaces >= Gap.wideSpace { return true }
          spaces = 0
        }
      }
      if lines > 1 { return false }
    }
    return false
  }
}

extension Gap {
  /// What ends every term; the matcher lets it pass only where separated letters are asked for.
  fileprivate func checkReach() throws(Separation) {
    if kinds.contains(.border) { throw .border }
    if isTooWide { throw spaces > 0 ? .wideSpace : noises > 0 ? .noise : .emptyLine }
  }
}

/// A line end inside a term (design: it breaks a word only when both sides read as running text).
private struct LineJoint {
  var disguise: Disguise
  var confidence: Confidence

  init?(_ before: Letter, _ after: Letter, in utf8: [UInt8]) {
    let left = LineShape(endingAt: before.range.end, in: utf8)
    let right = LineShape(startingAt: after.range.start, in: utf8)
    let isSetApart = left.letters <= 2 && right.letters <= 2
    let isColumn = left.letters == 1 && right.letters == 1
    // An empty line ends a paragraph, unless single characters stand one above the other.
    if after.gap.lines > 1, !isSetApart { return nil }
    disguise = isColumn ? .vertical : .lineSplit
    let isRunningText = left.isRunningText && right.isRunningText
    confidence = isColumn ? .certain : isRunningText ? .possible : .likely
  }
}

/// The part of a line on one side of a line end.
private struct LineShape {
  /// Letters and ideographs, counted up to `limit`.
  private(set) var letters = 0
  private var hasClauseMark = false
  private static let limit = 12

  var isRunningText: Bool { letters >= Self.limit || (hasClauseMark && letters > 2) }

  init(endingAt offset: Int, in utf8: [UInt8]) {
    var offset = offset
    while letters < Self.limit {
      guard case .scalar(let scalar, let start) = StreamCursor.previous(before: offset, in: utf8),
        !scalar.isLineEnd
      else { return }
      count(scalar)
      offset = start
    }
  }

  init(startingAt offset: Int, in utf8: [UInt8]) {
    var offset = offset
    while letters < Self.limit {
      guard case .scalar(let scalar, let end) = StreamCursor.next(from: offset, in: utf8),
        !scalar.isLineEnd
      else { return }
      count(scalar)
      offset = end
    }
  }

  private mutating func count(_ written: Unicode.Scalar) {
    let scalar = FoldTable.standard.plainForm(of: written)
    if scalar.isHan || scalar.isLatinLetter { letters += 1 }
    if scalar.isClauseMark { hasClauseMark = true }
  }
}
