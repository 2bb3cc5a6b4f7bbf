package import ZhenglintCore

/// What the columns of a session count; LSP 3.17, `PositionEncodingKind`.
package enum PositionEncoding: String, Codable, CaseIterable, Sendable {
  case utf8 = "utf-8"
  case utf16 = "utf-16"
  case utf32 = "utf-32"

  /// The first of the client's that is known; it names them in the order of its preference.
  package init(offered: [String]) {
    self = offered.lazy.compactMap(PositionEncoding.init).first ?? .utf16
  }

  /// Units of the scalar that begins with this byte of UTF-8; of any other byte 0.
  fileprivate func width(ofByte byte: UInt8) -> Int {
    switch self {
    case .utf8: 1
    case .utf16: byte & 0xC0 == 0x80 ? 0 : byte >= 0xF0 ? 2 : 1
    case .utf32: byte & 0xC0 == 0x80 ? 0 : 1
    }
  }
}

/// A place as clients count: from 0, columns in the units of the session.
package struct ClientPosition: Codable, Hashable, Sendable {
  package var line: Int
  package var character: Int

  package init(line: Int, character: Int) {
    self.line = line
    self.character = character
  }
}

/// A range as clients count, its end exclusive.
package struct ClientRange: Codable, Hashable, Sendable {
  package var start: ClientPosition
  package var end: ClientPosition

  package init(start: ClientPosition, end: ClientPosition) {
    self.start = start
    self.end = end
  }
}

// MARK: - Bytes to positions

/// Converts bytes to positions; cheap for offsets that come in order, even where a line is the text.
package struct PositionCursor {
  private let snapshot: TextSnapshot
  private let encoding: PositionEncoding
  /// What was converted last.
  private var offset = 0
  private var position = ClientPosition(line: 0, character: 0)

  package init(_ snapshot: TextSnapshot, in encoding: PositionEncoding) {
    self.snapshot = snapshot
    self.encoding = encoding
  }

  package mutating func position(of utf8Offset: Int) -> ClientPosition {
    let target = min(max(0, utf8Offset), snapshot.utf8.count)
    let line = snapshot.line(of: target)
    if line != position.line || target < offset {
      position = ClientPosition(line: line, character: 0)
      offset = snapshot.lineStarts[line]
    }
    for byte in snapshot.utf8[offset..<target] {
      position.character += encoding.width(ofByte: byte)
    }
    offset = target
    return position
  }

  /// The range of some bytes; the next may begin before the end of this one.
  package mutating func range(of bytes: ByteRange) -> ClientRange {
    let start = position(of: bytes.start)
    var ahead = self
    return ClientRange(start: start, end: ahead.position(of: bytes.end))
  }
}

// MARK: - Positions to bytes

extension TextSnapshot {
  /// The byte of a position.
  ///
  /// LSP 3.17, "Position": "If the character value is greater than the line length it defaults back to
  /// the line length." A line after the last is the end of the text, and a place inside a character is
  /// its beginning.
  package func utf8Offset(of position: ClientPosition, in encoding: PositionEncoding) -> Int {
    guard position.line >= 0 else { return 0 }
    guard position.line < lineStarts.count else { return utf8.count }
    let end = contentEnd(ofLine: position.line)
    var offset = lineStarts[position.line]
    var character = 0
    while offset < end {
      var next = offset + 1
      while next < end, utf8[next] & 0xC0 == 0x80 { next += 1 }
      character += encoding == .utf8 ? next - offset : encoding.width(ofByte: utf8[offset])
      if character > position.character { return offset }
      offset = next
    }
    return end
  }

  /// The bytes of a range; one whose ends are in the wrong order is put right.
  package func byteRange(of range: ClientRange, in encoding: PositionEncoding) -> ByteRange {
    let ends = [range.start, range.end].map { utf8Offset(of: $0, in: encoding) }
    return ByteRange(start: min(ends[0], ends[1]), end: max(ends[0], ends[1]))
  }
}
