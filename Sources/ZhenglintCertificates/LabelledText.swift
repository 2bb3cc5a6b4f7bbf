internal import ZhenglintCore

/// A stretch of a line between labels, or the value of one.
struct TextPart: Sendable {
  /// Among those of the lines.
  var glyphs: Range<Int>
  /// Index of the line.
  var line: Int
  /// The label that governs the text; `nil` for text of no label.
  var label: CertificateLabel?
}

/// The lines of a stream, cut into values with their labels and text without.
///
/// `发证机构：…　发证日期：…` holds two values; in a table the value is in the next cell, or, where the
/// labels stand in a row of their own, in the row below.
struct LabelledText: Sendable {
  /// Of the lines.
  private let glyphs: [Glyph]
  private(set) var parts: [TextPart] = []

  private struct Piece {
    enum Kind {
      /// A label that ends in a colon.
      case label(CertificateLabel)
      /// A cell or line that is nothing but a known label.
      case cell(CertificateLabel)
      case text
    }

    var kind: Kind
    /// Among those of the lines.
    var glyphs: Range<Int>
    var line: Int
    var segment: Int
  }

  init(_ lines: TextLines) {
    glyphs = lines.glyphs
    var pieces: [Piece] = []
    pieces.reserveCapacity(lines.count)
    var segment = 0
    for (number, line) in lines.enumerated() {
      line.forEachSegment { glyphs in
        Self.split(glyphs, of: line, number: number, segment: segment, into: &pieces)
        segment += 1
      }
    }
    parts.reserveCapacity(pieces.count)
    pair(pieces)
  }

  subscript(part: TextPart) -> ArraySlice<Glyph> { glyphs[part.glyphs] }

  // MARK: - Labels in a segment

  private static func split(
    _ glyphs: ArraySlice<Glyph>, of line: TextLine, number: Int, segment: Int,
    into pieces: inout [Piece]
  ) {
    let traits = line.traits
    func add(_ kind: Piece.Kind, _ part: ArraySlice<Glyph>) {
      if !part.isEmpty {
        pieces.append(Piece(kind: kind, glyphs: part.indices, line: number, segment: segment))
      }
    }
    if glyphs.count <= 40, !traits.contains(.colon) || !glyphs.contains(where: \.isColon),
      let label = CertificateLabel(glyphs.withoutClosingBracket), label.meaning != .unknown
    {
      add(.cell(label), glyphs)
      return
    }
    var textStart = glyphs.startIndex
    for (label, range) in labels(in: glyphs, traits, hasGaps: line.hasGaps) {
      add(.text, glyphs[min(textStart, range.lowerBound)..<range.lowerBound])
      add(.label(label), glyphs[range])
      textStart = range.upperBound
      // 编号 XMT-51，光合新媒体培训学校: the next clause is no part of the value.
      let value = glyphs[textStart...]
      if let comma = value.indices.first(where: { value.isComma(at: $0) || value[$0].scalar == "。" }
      ),
        comma > textStart
      {
        add(.text, glyphs[textStart..<comma])
        textStart = comma + 1
      }
    }
    add(.text, glyphs[textStart...])
  }

  /// What may stand before a label, and the colon that ends one.
  private static var borders: GlyphTraits { [.colon, .sentenceEnd, .pause, .openingBracket] }

  /// Labels and where they stand, the colon included; `traits` and `hasGaps` are those of the line.
  private static func labels(
    in glyphs: ArraySlice<Glyph>, _ traits: GlyphTraits, hasGaps: Bool
  ) -> [(CertificateLabel, Range<Int>)] {
    // A label that no colon ends is ended by white space, or by a letter or digit of ASCII.
    let mayHoldBareLabel = hasGaps || traits.contains(.ascii)
    guard mayHoldBareLabel || traits.contains(.colon) else { return [] }
    var found: [(CertificateLabel, Range<Int>)] = []
    var border = glyphs.startIndex
    let marked = traits.intersects(borders) ? glyphs.indices : 0..<0
    for index in marked where glyphs[index].traits.intersects(borders) {
      let glyph = glyphs[index]
      // The colon in `(:编号 1` is inside of the label, and ends none.
      if glyph.isColon, index < border { continue }
      if glyph.isColon, !isInsideWord(index, of: glyphs) {
        let before = glyphs[border..<index]
        if let (label, start) = label(endingAt: before) {
          found.append((label, start..<index + 1))
        }
        border = index + 1
      } else if glyph.endsSentence || glyph.scalar == "、" || glyphs.isComma(at: index)
        || glyph.isOpeningBracket && !isSuffix(index, of: glyphs)
      {
        border = index + 1
        if mayHoldBareLabel, let (label, end) = bareLabel(at: border, in: glyphs) {
          found.append((label, border..<end))
          border = end
        }
      }
    }
    if mayHoldBareLabel, let (label, end) = bareLabel(at: glyphs.startIndex, in: glyphs),
      found.allSatisfy({ $0.1.lowerBound >= end })
    {
      found.insert((label, glyphs.startIndex..<end), at: 0)
    }
    if found.count < 2 { return found }
    return found.sorted { $0.1.lowerBound < $1.1.lowerBound }
  }

  /// The colon of an address or of a time of day.
  private static func isInsideWord(_ index: Int, of glyphs: ArraySlice<Glyph>) -> Bool {
    if index + 1 < glyphs.endIndex, glyphs[index + 1].scalar == "/" { return true }
    guard index > glyphs.startIndex, index + 1 < glyphs.endIndex else { return false }
    return glyphs[index - 1].isDigit && glyphs[index + 1].isDigit
  }

  /// Whether the bracket opened at `index` is part of a label, as in 发证机构（盖章）, 职业（工种）及等级.
  private static func isSuffix(_ index: Int, of glyphs: ArraySlice<Glyph>) -> Bool {
    let reach = glyphs[index..<min(index + 24, glyphs.endIndex)]
    guard let close = reach.firstIndex(where: \.isClosingBracket) else { return false }
    let rest = glyphs[(close + 1)...].prefix(5).drop { $0.isHan }
    return close + 1 == glyphs.endIndex || rest.first?.isColon == true
  }

  /// The label at the end of the text before a colon, and where it starts.
  private static func label(
    endingAt before: ArraySlice<Glyph>
  ) -> (CertificateLabel, Int)? {
    let text = before.suffix(48)
    let words = text.withoutClosingBracket.words
    guard let last = words.last else { return nil }
    for word in words {
      if let label = CertificateLabel(text[word.startIndex..<last.endIndex]) {
        return (label, word.startIndex)
      }
    }
    // 本证书编号, 项目发证日期: known is the end of the word.
    for start in last.indices.dropFirst() where last.endIndex - start >= 4 {
      if let label = CertificateLabel(last[start...]), last.count <= 12 {
        return (label, last.startIndex)
      }
    }
    if last.count <= 10, queries.ends(last) {
      return (CertificateLabel(.field(.url), weight: 1), last.startIndex)
    }
    guard last.count <= 10 else { return nil }
    return (CertificateLabel(.unknown), last.startIndex)
  }

  private static let queries: WordList = ["查询", "核验", "验证", "查验", "网址"]

  /// A known label with a space, or a number, behind it instead of a colon: `编号 TY-0731`.
  private static func bareLabel(
    at start: Int, in glyphs: ArraySlice<Glyph>
  ) -> (CertificateLabel, Int)? {
    guard start < glyphs.endIndex, !glyphs[start].endsBareLabel else { return nil }
    var end = start
    for words in 1...4 {
      end += 1
      while end < glyphs.endIndex, glyphs[end].gap == .none,
        !(words == 1 && glyphs[end].isASCII && glyphs[end - 1].isHan)
      {
        guard !glyphs[end].endsBareLabel, end - start < 40 else { return nil }
        end += 1
      }
      guard end < glyphs.endIndex, !glyphs[end].isColon else { return nil }
      guard let label = CertificateLabel(glyphs[start..<end]) else {
        // Chinese labels are one word, or letters set wide, which is looked at before a colon only.
        if glyphs[start].isHan { return nil }
        continue
      }
      switch label.meaning {
      case .field(.number), .identity:
        return glyphs[end].isASCII ? (label, end) : nil
      case .field(.body), .field(.title), .unknown: return nil
      // COURSE CERTIFICATE is no course.
      case .field where words == 1 && !glyphs[start].isHan: return nil
      default: return glyphs[end].gap != .none ? (label, end) : nil
      }
    }
    return nil
  }

  // MARK: - Values

  private mutating func pair(_ pieces: [Piece]) {
    var index = 0
    while index < pieces.count {
      let piece = pieces[index]
      switch piece.kind {
      case .text:
        add(piece, label: nil)
        index += 1
      case .label(let label):
        index += 1
        guard index < pieces.count, case .text = pieces[index].kind else { continue }
        let value = pieces[index]
        let isBeside = value.segment == piece.segment
        // A value below its label is a line of its own; an unknown label has none there.
        if isBeside
          || label.meaning != .unknown && value.line <= piece.line + 1
            && isValue(glyphs[value.glyphs], of: label)
        {
          add(value, label: label)
          index += 1
        }
      case .cell: pairCells(pieces, &index)
      }
    }
  }

  /// A row of label cells has its values in the row below, a single one in the next cell.
  private mutating func pairCells(_ pieces: [Piece], _ index: inout Int) {
    var labels: [CertificateLabel] = []
    while index < pieces.count, case .cell(let label) = pieces[index].kind {
      labels.append(label)
      index += 1
    }
    for label in labels {
      guard index < pieces.count, case .text = pieces[index].kind else { return }
      guard isValue(glyphs[pieces[index].glyphs], of: label) else { return }
      // 职业 above 资格课程系列 is one word on two lines.
      if label.meaning == .field(.qualification), glyphs[pieces[index].glyphs].starts(with: "资格") {
        return
      }
      add(pieces[index], label: label)
      index += 1
    }
  }

  /// Running text is no value of a label above it.
  private func isValue(_ glyphs: ArraySlice<Glyph>, of label: CertificateLabel) -> Bool {
    glyphs.count <= 60 && !glyphs.contains { $0.scalar == "。" }
  }

  private mutating func add(_ piece: Piece, label: CertificateLabel?) {
    parts.append(TextPart(glyphs: piece.glyphs, line: piece.line, label: label))
  }
}

extension Glyph {
  /// A colon, which makes another label of it, or a mark that is in none.
  fileprivate var endsBareLabel: Bool {
    isColon || traits.intersects([.sentenceEnd, .pause]) && !isLabelMark
  }
}

extension ArraySlice where Element == Glyph {
  /// Without a bracket at the end: 发证机构（盖章）.
  var withoutClosingBracket: ArraySlice<Glyph> {
    guard let last, last.isClosingBracket,
      let open = lastIndex(where: \.isOpeningBracket), open > startIndex
    else { return self }
    return self[..<open]
  }
}
