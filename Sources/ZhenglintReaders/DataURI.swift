package import ZhenglintCore

/// A `data:` URI (RFC 2397) and the document in it.
package struct DataURI: Sendable {
  /// Lower-case, without parameters; `text/plain` where none is given.
  package let mediaType: String
  /// As written.
  package let charset: String?
  package private(set) var bytes: [UInt8] = []
  /// From `bytes` to the text that the URI stands in.
  package private(set) var map = SourceMap()
  /// The base64 is malformed; `bytes` holds what comes before the mistake.
  package private(set) var isTruncated = false

  /// Reads the URI that fills `range`, white space before it apart.
  ///
  /// - Parameters:
  ///   - text: UTF-8.
  ///   - range: The URI's bytes in `text`.
  /// - Returns: `nil` where it is no `data:` URI.
  package static func parse(_ text: [UInt8], in range: ByteRange) -> DataURI? {
    var start = range.start
    while start < range.end, text[start] <= 0x20 { start += 1 }
    guard let colon = text.firstOffset(of: 0x3A, from: start, to: min(start + 32, range.end)),
      header(text, start, colon).lowercased() == "data",
      let comma = text.firstOffset(of: 0x2C, from: colon + 1, to: range.end)
    else { return nil }
    let fields = header(text, colon + 1, comma).split(
      separator: ";", omittingEmptySubsequences: false)
    let data = ByteRange(start: comma + 1, end: range.end)
    var uri = DataURI(mediaType: fields[0].lowercased(), charset: charset(fields.dropFirst()))
    if fields.count > 1, fields.last?.lowercased() == "base64" {
      uri.decodeBase64(text, in: data)
    } else {
      uri.decodePercents(text, in: data)
    }
    return uri
  }

  private init(mediaType: String, charset: String?) {
    self.mediaType = mediaType.isEmpty ? "text/plain" : mediaType
    self.charset = charset
  }

  /// Text before the data, without white space, which URLs drop.
  private static func header(_ text: [UInt8], _ start: Int, _ end: Int) -> String {
    String(decoding: text[start..<end].filter { $0 > 0x20 }, as: UTF8.self)
  }

  private static func charset(_ parameters: ArraySlice<Substring>) -> String? {
    let name = "charset="
    guard let field = parameters.first(where: { $0.lowercased().hasPrefix(name) }) else {
      return nil
    }
    let value = field.dropFirst(name.count).filter { $0 != "\"" }
    return value.isEmpty ? nil : String(value)
  }
}

// MARK: - Percent-encoding

extension DataURI {
  private mutating func decodePercents(_ text: [UInt8], in range: ByteRange) {
    let end = Self.fragment(text, in: range)
    bytes.reserveCapacity(end - range.start)
    var start = range.start
    var at = start
    func isDropped(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D || byte == 0x09 }
    while at < end {
      let escaped = percentEscape(text, at, end)
      guard escaped != nil || isDropped(text[at]) else {
        at += 1
        continue
      }
      copy(text, start, at)
      if let escaped {
        map.append(text: bytes.count, element: 1, source: at, sourceLength: 3)
        bytes.append(escaped)
      }
      at += escaped == nil ? 1 : 3
      start = at
    }
    copy(text, start, end)
  }

  private mutating func copy(_ text: [UInt8], _ start: Int, _ end: Int) {
    map.append(text: bytes.count, length: end - start, source: start)
    bytes += text[start..<end]
  }

  /// Offset at which the fragment begins.
  ///
  /// Pages write colours in SVG with a bare `#`, where a browser may stop and an older one does not:
  /// a `#` before the end of the markup is taken for content.
  private static func fragment(_ text: [UInt8], in range: ByteRange) -> Int {
    let tail = (range.start..<range.end).last {
      (percentEscape(text, $0, range.end) ?? text[$0]) == UInt8(ascii: ">")
    }
    return text.firstOffset(of: UInt8(ascii: "#"), from: tail ?? range.start, to: range.end)
      ?? range.end
  }
}

/// The byte that `%XX` at `offset` stands for; `nil` where there is no such escape.
private func percentEscape(_ text: [UInt8], _ offset: Int, _ end: Int) -> UInt8? {
  guard text[offset] == UInt8(ascii: "%"), offset + 2 < end, let high = text[offset + 1].hexValue,
    let low = text[offset + 2].hexValue
  else { return nil }
  return UInt8(high << 4 | low)
}

/// Decodes the `%XX` of a URL into UTF-8; what is no valid UTF-8 is left as it is written.
///
/// - Parameters:
///   - text: UTF-8.
///   - range: The URL's bytes in `text`.
/// - Returns: The decoded URL; its source offsets are those of `text`.
package func percentDecoded(_ text: [UInt8], in range: ByteRange) -> TextBuilder {
  var builder = TextBuilder()
  var start = range.start
  var at = start
  while let escape = text.firstOffset(of: UInt8(ascii: "%"), from: at, to: range.end) {
    // The longest scalar takes four escapes.
    var escaped: [UInt8] = []
    while escaped.count < 4, escape + 3 * escaped.count < range.end,
      let byte = percentEscape(text, escape + 3 * escaped.count, range.end)
    {
      escaped.append(byte)
    }
    var decoder = UTF8()
    var bytes = escaped.makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&bytes) else {
      at = escape + 1
      continue
    }
    builder.copy(ByteRange(start: start, end: escape), of: text)
    at = escape + 3 * UTF8.width(scalar)
    builder.append(scalar, from: ByteRange(start: escape, end: at))
    start = at
  }
  builder.copy(ByteRange(start: start, end: range.end), of: text)
  return builder
}

// MARK: - Base64

extension DataURI {
  /// Decodes base64 in either alphabet (RFC 4648, 4 and 5), with white space and `%XX` in it.
  private mutating func decodeBase64(_ text: [UInt8], in range: ByteRange) {
    bytes.reserveCapacity(range.count / 4 * 3)
    var group: UInt32 = 0
    var count = 0
    var groupStart = range.start
    var groupEnd = range.start
    var isPadded = false
    var at = range.start
    while at < range.end {
      if count == 0, !isPadded { at = decodeWholeGroups(text, from: at, to: range.end) }
      guard at < range.end, text[at] != UInt8(ascii: "#") else { break }
      let escaped = percentEscape(text, at, range.end)
      let byte = escaped ?? text[at]
      let next = at + (escaped == nil ? 1 : 3)
      defer { at = next }
      if byte.isMarkupSpace { continue }
      if byte == UInt8(ascii: "=") {
        isPadded = true
        if count > 0 { groupEnd = next }
        continue
      }
      let value = base64Values[Int(byte)]
      guard value < 64, !isPadded else {
        isTruncated = true
        break
      }
      if count == 0 { groupStart = at }
      groupEnd = next
      group = group << 6 | UInt32(value)
      count += 1
      if count == 4 {
        flush(group, characters: 4, from: groupStart, to: groupEnd)
        count = 0
      }
    }
    // One character alone holds less than a byte.
    if count == 1 { isTruncated = true }
    if count > 0 {
      flush(group << UInt32(6 * (4 - count)), characters: count, from: groupStart, to: groupEnd)
    }
  }

  /// Decodes groups of four plain characters, as far as they go.
  ///
  /// - Returns: The offset of the first character that belongs to none.
  private mutating func decodeWholeGroups(_ text: [UInt8], from start: Int, to end: Int) -> Int {
    var at = start
    while at + 4 <= end {
      let a = base64Values[Int(text[at])]
      let b = base64Values[Int(text[at + 1])]
      let c = base64Values[Int(text[at + 2])]
      let d = base64Values[Int(text[at + 3])]
      guard a | b | c | d < 64 else { break }
      map.append(text: bytes.count, element: 3, source: at, sourceLength: 4)
      bytes.append(a << 2 | b >> 4)
      bytes.append(b << 4 | c >> 2)
      bytes.append(c << 6 | d)
      at += 4
    }
    return at
  }

  /// Appends what a group of two to four characters, left-justified in 24 bits, stands for.
  private mutating func flush(_ group: UInt32, characters: Int, from start: Int, to end: Int) {
    map.append(
      text: bytes.count, element: characters - 1, source: start, sourceLength: end - start)
    for index in 0..<(characters - 1) {
      bytes.append(UInt8(truncatingIfNeeded: group >> UInt32(16 - 8 * index)))
    }
  }
}

/// The six bits of each character of both alphabets; 64 for all other bytes.
private let base64Values: [UInt8] = {
  var values = [UInt8](repeating: 64, count: 256)
  let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
  for (value, byte) in alphabet.utf8.enumerated() { values[Int(byte)] = UInt8(value) }
  values[Int(UInt8(ascii: "-"))] = 62
  values[Int(UInt8(ascii: "_"))] = 63
  return values
}()
