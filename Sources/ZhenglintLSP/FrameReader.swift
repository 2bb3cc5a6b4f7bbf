import ZhenglintCore

/// Cuts a stream of bytes into the messages of the base protocol.
///
/// LSP 3.17, "Base Protocol": header fields, each ended by CRLF, an empty line, then as many bytes of
/// content as `Content-Length` says.
package struct FrameReader: Sendable {
  /// What makes the rest of the stream unreadable.
  package enum Failure: Error, Equatable, Sendable {
    /// A header without a `Content-Length` that is a number.
    case noLength
    case tooLong(Int)
    case headerTooLong
  }

  /// Content that no editor sends; without a limit a wrong header would wait for it for ever.
  package static let contentLimit = 1 << 30
  private static let headerLimit = 8192

  private var bytes: [UInt8] = []
  /// Bytes that earlier messages have used up.
  private var start = 0

  package init() {}

  package mutating func append(_ more: some Sequence<UInt8>) {
    if start > 0 {
      bytes.removeFirst(start)
      start = 0
    }
    bytes.append(contentsOf: more)
  }

  /// The content of the next message; `nil` until all of it is there.
  package mutating func next() throws(Failure) -> [UInt8]? {
    guard let content = endOfHeader() else {
      guard bytes.count - start <= Self.headerLimit else { throw .headerTooLong }
      return nil
    }
    guard let length = contentLength(upTo: content) else { throw .noLength }
    guard length <= Self.contentLimit else { throw .tooLong(length) }
    guard bytes.count - content >= length else { return nil }
    start = content + length
    return Array(bytes[content..<start])
  }

  /// Offset of the content.
  ///
  /// A lone LF ends a line too: that is what people type who try the server by hand.
  private func endOfHeader() -> Int? {
    var offset = start
    while let feed = bytes.firstOffset(of: 0x0A, from: offset, to: bytes.count) {
      let next = feed + 1
      if next < bytes.count, bytes[next] == 0x0A { return next + 1 }
      if next + 1 < bytes.count, bytes[next] == 0x0D, bytes[next + 1] == 0x0A { return next + 2 }
      offset = next
    }
    return nil
  }

  private func contentLength(upTo content: Int) -> Int? {
    let header = String(decoding: bytes[start..<content], as: UTF8.self)
    for line in header.split(whereSeparator: \.isNewline) {
      let field = line.split(separator: ":", maxSplits: 1)
      guard field.count == 2, field[0].lowercased() == "content-length" else { continue }
      guard let length = Int(field[1].trimmed), length >= 0 else { return nil }
      return length
    }
    return nil
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    let tail = drop { $0 == " " || $0 == "\t" }
    return tail.lastIndex { $0 != " " && $0 != "\t" }.map { tail[...$0] } ?? ""
  }
}

extension [UInt8] {
  /// The content of a message with its header.
  package var framed: [UInt8] { Array("Content-Length: \(count)\r\n\r\n".utf8) + self }
}
