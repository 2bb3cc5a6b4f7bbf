/// A scalar of running text with what line breaking asks of it: a part of UAX #14 that suits Chinese.
private struct WrappedScalar {
  let scalar: Unicode.Scalar
  /// Columns.
  let width: Int
  private let kind: Kind

  private enum Kind {
    /// Must not begin a line (GB/T 15834—2011, 5.1, on the places of marks).
    case closing
    /// Must not end a line (the same section).
    case opening
    case space
    /// 〔2017〕68号 and 第3 hold together.
    case gluedToNext
    case other
  }

  init(_ scalar: Unicode.Scalar) {
    // Line ends and tabs of a message are the author's, not the reader's.
    self.scalar = scalar == "\n" || scalar == "\t" ? " " : scalar
    width = self.scalar.displayWidth
    kind =
      switch self.scalar {
      case " ": .space
      case "0"..."9", "第", "〔": .gluedToNext
      case "，", "。", "、", "；", "：", "！", "？", "）", "》", "〉", "」", "』", "】", "〕", "］", "”", "’", "…",
        "—", "％", "·", ",", ".", ";", ":", "!", "?", ")", "]", "}", "%":
        .closing
      case "（", "《", "〈", "「", "『", "【", "［", "“", "‘", "(", "[", "{": .opening
      default: .other
      }
  }

  /// Whether a line may end after this scalar and begin with the next.
  func mayBreak(before next: WrappedScalar) -> Bool {
    switch (kind, next.kind) {
    case (_, .space), (_, .closing), (.opening, _), (.gluedToNext, _): false
    case (.space, _): true
    default: scalar != "〕" && (isChinese || next.isChinese)
    }
  }

  /// Quotation marks and dashes are narrow, but break like the characters around them.
  private var isChinese: Bool {
    width == 2 || (kind == .closing || kind == .opening) && !scalar.isASCII
  }
}

extension [UInt8] {
  /// Appends running text, broken into lines of at most `width` columns.
  ///
  /// The first line begins where the buffer stands, at column `indent`; so do the next ones. Line
  /// ends and tabs in the text count as spaces. Unseen scalars are escaped.
  package mutating func appendWrapped(_ text: String, indent: Int, width: Int) {
    let scalars = text.unicodeScalars.map { WrappedScalar($0) }
    let room = width - indent
    var start = 0
    var columns = 0
    var lastBreak: Int?
    var index = 0
    while index < scalars.count {
      let current = scalars[index]
      if index > start, scalars[index - 1].mayBreak(before: current) { lastBreak = index }
      if columns + current.width > room, current.scalar != " ", index > start {
        // A word longer than a line is cut where the line ends.
        let end = lastBreak ?? index
        appendTrimmed(scalars[start..<end])
        endLine()
        appendSpaces(indent)
        start = end
        columns = scalars[start..<index].reduce(0) { $0 + $1.width }
        lastBreak = nil
      } else {
        columns += current.width
        index += 1
      }
    }
    appendTrimmed(scalars[start...])
  }

  private mutating func appendTrimmed(_ scalars: ArraySlice<WrappedScalar>) {
    let end = scalars.lastIndex { $0.scalar != " " } ?? scalars.startIndex - 1
    for index in scalars.startIndex..<end + 1 { appendVisible(scalars[index].scalar) }
  }
}
