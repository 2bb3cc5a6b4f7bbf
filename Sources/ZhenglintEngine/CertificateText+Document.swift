internal import ZhenglintCore
internal import ZhenglintReaders

extension CertificateText {
  /// Bytes of a text that a report shows; longer ones are collections, and nobody reads them so.
  private static let limit = 32 << 10

  /// Reads off what a document shows, line by line.
  ///
  /// - Returns: `nil` for a document without findings (nothing of it needs to be shown), without
  ///   visible text, or with too much of it.
  init?(
    of document: Document, decodedFrom text: DecodedText, findings: [Finding],
    _ holders: HolderMask
  ) {
    let streams = document.streams.filter { $0.channel == .text }
    guard !findings.isEmpty, streams.reduce(0, { $0 + $1.utf8.count }) <= Self.limit else {
      return nil
    }
    // The more severe win where findings overlap.
    let marks = findings.enumerated().filter { $0.element.channel == .text }.sorted {
      $0.element.level > $1.element.level
    }.map { (number: $0.offset, bytes: $0.element.location.bytes) }
    var lines: [[Piece]] = []
    for stream in streams {
      guard let mask = holders.mask(of: stream) else { return nil }
      var line: [Piece] = []
      // A finding that begins inside a name is shown, as its own excerpt shows it.
      var shown: Int?
      var offset = 0
      while offset < stream.utf8.count {
        let byte = stream.utf8[offset]
        guard Seam(rawValue: byte) == nil, byte != 0x0A, byte != 0x0D else {
          if byte == 0x0A || byte == 0x0D || Seam(rawValue: byte)?.endsLine == true {
            lines.append(line)
            line = []
          }
          offset += 1
          continue
        }
        guard case .scalar(let scalar, let next) = StreamCursor.next(from: offset, in: stream.utf8)
        else { break }
        let place = document.source(of: ByteRange(start: offset, end: next), in: stream)
          .flatMap { text.map.resolve($0.range)?.range }
        let finding = place.flatMap { place in
          marks.first { $0.bytes.start < place.end && place.start < $0.bytes.end }?.number
        }
        let isHidden = mask.hides(offset)
        if finding == nil || finding != line.last?.finding {
          shown = isHidden ? finding : nil
        }
        let isShown = !isHidden || (finding != nil && finding == shown)
        line.append(isShown ? scalar : Mask.replacement, of: finding)
        offset = next
      }
      lines.append(line)
    }
    lines = lines.map(\.trimmed).filter { !$0.isEmpty }
    guard !lines.isEmpty else { return nil }
    self.init(lines: lines)
  }
}

extension Seam {
  /// Whether a reader sees what follows on another line, or in another place.
  fileprivate var endsLine: Bool {
    switch self {
    case .column, .line, .block: true
    case .inline, .escape, .positioned, .overrideStart, .overrideEnd: false
    }
  }
}

extension [CertificateText.Piece] {
  fileprivate mutating func append(_ scalar: Unicode.Scalar, of finding: Int?) {
    if let last, last.finding == finding {
      self[count - 1].text.unicodeScalars.append(scalar)
    } else {
      append(CertificateText.Piece(text: String(scalar), finding: finding))
    }
  }

  /// The line without white space at its ends; empty where nothing else is on it.
  fileprivate var trimmed: [CertificateText.Piece] {
    var pieces = self
    while let first = pieces.first, first.finding == nil {
      let rest = first.text.unicodeScalars.drop { $0.properties.isWhitespace }
      pieces[0].text = String(rest)
      guard rest.isEmpty else { break }
      pieces.removeFirst()
    }
    while let last = pieces.last, last.finding == nil {
      var rest = last.text.unicodeScalars
      while rest.last?.properties.isWhitespace == true { rest.removeLast() }
      pieces[pieces.count - 1].text = String(rest)
      guard rest.isEmpty else { break }
      pieces.removeLast()
    }
    return pieces
  }
}
