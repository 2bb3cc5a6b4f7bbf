import Glibc
import ZhenglintCore

/// What a document breaks of the promises that every reader makes.
///
/// What the bytes of a character spell is worked out here from scratch (`Spelling`), so that a
/// reader is not checked against its own decoder.
struct Conformance {
  /// In words, with what is needed to find the place.
  private(set) var breaches: [String] = []
  private let utf8: [UInt8]

  init(of document: Document, readFrom utf8: [UInt8]) {
    self.utf8 = utf8
    check(document)
  }

  private mutating func check(_ document: Document) {
    for stream in document.streams {
      checkRuns(of: stream, isOutermost: document.origin.maps.isEmpty)
      checkText(of: stream, origin: document.origin)
    }
    for nested in document.nested { check(nested) }
  }

  /// Runs come in the order of the text, do not overlap and stay inside text and source.
  private mutating func checkRuns(of stream: TextStream, isOutermost: Bool) {
    var end: UInt32 = 0
    for run in stream.map.runs {
      if run.text < end { breaches.append("\(stream.channel): run at \(run.text) overlaps") }
      end = run.text + run.length
      if end > stream.utf8.count { breaches.append("\(stream.channel): run ends outside the text") }
      if run.length % run.textStride != 0 {
        breaches.append("\(stream.channel): broken element at \(run.text)")
      }
      let sourceEnd = Int(run.source + run.length / run.textStride * run.sourceStride)
      if isOutermost, sourceEnd > utf8.count {
        breaches.append("\(stream.channel): run at \(run.text) ends outside the source")
      }
    }
  }

  private mutating func checkText(of stream: TextStream, origin: SourceChain) {
    var offset = 0
    while offset < stream.utf8.count {
      let byte = stream.utf8[offset]
      let length = byte < 0xC0 || byte >= 0xF5 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      let range = ByteRange(start: offset, end: min(offset + length, stream.utf8.count))
      offset = range.end
      let inner = stream.map.resolve(range)
      if Seam(rawValue: byte) != nil {
        if let inner { breaches.append("\(stream.channel): seam with source \(inner.range)") }
        continue
      }
      let text = Array(stream.utf8[range.start..<range.end])
      guard String(validating: text, as: UTF8.self) != nil else {
        breaches.append("\(stream.channel): invalid UTF-8 at \(range.start)")
        return
      }
      guard let inner, let place = origin.resolve(inner.range) else {
        breaches.append("\(stream.channel): \(Spelling.shown(text)) has no source")
        continue
      }
      guard place.range.start >= 0, place.range.end <= utf8.count else {
        breaches.append("\(stream.channel): \(place.range) is outside the file")
        continue
      }
      let source = Array(utf8[place.range.start..<place.range.end])
      let isExact = inner.isExact && place.isExact
      if !Spelling(source).gives(text, exactly: isExact) {
        breaches.append(
          "\(stream.channel): \(Spelling.shown(text)) from \(Spelling.shown(source))")
      }
    }
  }
}

/// A few bytes of source, and what they spell in the languages that a certificate may be written in.
struct Spelling {
  /// Everything that the source may stand for, itself included.
  private var readings: Set<[UInt8]>

  init(_ source: [UInt8]) {
    readings = [source]
    // Languages nest: a percent escape in a reference in an attribute.
    for _ in 0..<4 {
      let found = readings
      for reading in found {
        for decode in Self.languages {
          if let text = decode(reading) { readings.insert(text) }
        }
      }
      if readings.count == found.count { break }
    }
  }

  /// Whether this is how the text may be written.
  ///
  /// Where it is not exact the bytes hold the text among others, or only name it, as entities do.
  func gives(_ text: [UInt8], exactly isExact: Bool) -> Bool {
    if readings.contains(text) || isUnknownName { return true }
    // HTML and SVG show all white space as spaces.
    if text == [0x20], readings.contains(where: { $0.count == 1 && $0[0].isMarkupSpace }) {
      return true
    }
    let spellings = Encodings(of: text).spellings
    if spellings.contains(where: readings.contains) { return true }
    // What no encoding can read.
    if text == Array("\u{FFFD}".utf8),
      !isExact || readings.contains(where: { String(validating: $0, as: UTF8.self) == nil })
    {
      return true
    }
    guard !isExact else { return false }
    return readings.contains { reading in
      spellings.contains { reading.holds($0) }
        || reading.first == UInt8(ascii: "&") && reading.last == UInt8(ascii: ";")
    }
  }

  /// `&EqualTilde;`, as damage makes it: the whole table has a test of its own.
  private var isUnknownName: Bool {
    readings.contains { reading in
      guard reading.first == UInt8(ascii: "&") else { return false }
      let name = String(decoding: reading.dropFirst(), as: UTF8.self).prefix { $0 != ";" }
      return name.count > 1 && name.allSatisfy(\.isLetter) && Self.named[String(name)] == nil
    }
  }

  static func shown(_ bytes: [UInt8]) -> String {
    "“" + String(decoding: bytes, as: UTF8.self) + "”"
  }

  // MARK: - Languages

  private static let languages = [references, escape, percents, base64]

  private static let named: [String: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}",
    "emsp": "\u{2003}", "hellip": "…", "copy": "©", "not": "¬", "shy": "\u{AD}",
    "ap": "≈", "NotEqualTilde": "\u{2242}\u{338}",
  ]

  /// Every `&#22269;`, `&#x56FD` and `&amp;` in the text.
  private static func references(_ bytes: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "&") else {
        result.append(byte)
        continue
      }
      let isNumber = rest.first == UInt8(ascii: "#")
      let body =
        rest.prefix(isNumber ? 1 : 0)
        + rest.dropFirst(isNumber ? 1 : 0).prefix(while: isAlphanumeric)
      guard let scalars = reference(String(decoding: body, as: UTF8.self)) else {
        result.append(byte)
        continue
      }
      result += scalars.utf8
      rest = rest.dropFirst(body.count)
      if rest.first == UInt8(ascii: ";") { rest.removeFirst() }
    }
    return result == bytes ? nil : result
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    byte < 0x80
      && (Character(Unicode.Scalar(byte)).isLetter || Character(Unicode.Scalar(byte)).isNumber)
  }

  private static func reference(_ body: String) -> String? {
    guard body.first == "#" else { return named[body] }
    let isHex = body.lowercased().hasPrefix("#x")
    let digits = body.dropFirst(isHex ? 2 : 1)
    guard let number = UInt32(digits, radix: isHex ? 16 : 10) else {
      return digits.isEmpty ? nil : "\u{FFFD}"
    }
    // What windows-1252 has at 0x80…0x9F is a matter of the samples, which only write 0x80.
    if number == 0x80 { return "€" }
    return number == 0 ? "\u{FFFD}" : String(Unicode.Scalar(number) ?? "\u{FFFD}")
  }

  /// `\56fd `, `\u56fd`, `\u{56fd}`, `\x41`, and `\"` for `"`.
  private static func escape(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.first == UInt8(ascii: "\\") else { return nil }
    var body = String(decoding: bytes.dropFirst(), as: UTF8.self)
    if body.last?.isWhitespace == true, body.count > 1 { body.removeLast() }
    guard !body.allSatisfy(\.isHexDigit) else { return scalar(body) }
    guard body.count > 1, body.first == "u" || body.first == "x" else { return Array(body.utf8) }
    return scalar(body.dropFirst().filter { $0 != "{" && $0 != "}" })
  }

  private static func scalar(_ digits: String) -> [UInt8]? {
    guard let number = UInt32(digits, radix: 16) else { return nil }
    return Array(String(number == 0 ? "\u{FFFD}" : Unicode.Scalar(number) ?? "\u{FFFD}").utf8)
  }

  /// `%E5%9B%BD`, with the tabs and line ends that URLs drop.
  private static func percents(_ bytes: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        result.append(value)
        rest = rest.dropFirst(2)
      } else if ![0x09, 0x0A, 0x0D].contains(byte) {
        result.append(byte)
      }
    }
    return result == bytes ? nil : result
  }

  /// Whole groups of four characters.
  private static func base64(_ bytes: [UInt8]) -> [UInt8]? {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    let values = bytes.filter { $0 > 0x20 && $0 != UInt8(ascii: "=") }
      .compactMap { byte in
        alphabet.firstIndex(of: byte)
          ?? (byte == UInt8(ascii: "-") ? 62 : byte == UInt8(ascii: "_") ? 63 : nil)
      }
    guard values.count >= 2 else { return nil }
    var result: [UInt8] = []
    var bits = 0
    var width = 0
    for value in values {
      bits = (bits << 6 | value) & 0xFFFF
      width += 6
      if width >= 8 {
        width -= 8
        result.append(UInt8(truncatingIfNeeded: bits >> width))
      }
    }
    return result
  }

}

/// How the encodings of documents in data: URIs write a text.
private struct Encodings {
  var spellings: [[UInt8]]

  init(of text: [UInt8]) {
    spellings = [text]
    guard text.count > 1 else { return }
    spellings += ["GB18030", "BIG5-HKSCS", "UTF-16LE", "UTF-16BE"].compactMap {
      Self.converted(text, to: $0)
    }
  }

  private static func converted(_ text: [UInt8], to encoding: String) -> [UInt8]? {
    guard let converter = iconv_open(encoding, "UTF-8"), converter != iconv_t(bitPattern: -1) else {
      return nil
    }
    defer { iconv_close(converter) }
    var input = text.map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: 16)
    var written = 0
    input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        var (source, left) = (input.baseAddress, input.count)
        var (target, room) = (output.baseAddress, output.count)
        if iconv(converter, &source, &left, &target, &room) == 0 { written = output.count - room }
      }
    }
    return written == 0 ? nil : output[..<written].map { UInt8(bitPattern: $0) }
  }
}

extension [UInt8] {
  fileprivate func holds(_ part: [UInt8]) -> Bool {
    count >= part.count && (0...(count - part.count)).contains { self[$0...].starts(with: part) }
  }
}

extension Document {
  /// The streams as text, one a line, those of nested documents indented.
  ///
  /// ‿ inline, ` escape, → positioned, ↓ column, ↵ line, ⟪ ⟫ override, ¦ block.
  var rendered: [String] {
    streams.map { "\($0.channel): \($0.rendered)" }
      + nested.flatMap(\.rendered).map { "  " + $0 }
  }
}

extension TextStream {
  fileprivate var rendered: String {
    var bytes: [UInt8] = []
    for byte in utf8 {
      switch Seam(rawValue: byte) {
      case .inline: bytes += "‿".utf8
      case .escape: bytes += "`".utf8
      case .positioned: bytes += "→".utf8
      case .column: bytes += "↓".utf8
      case .line: bytes += "↵".utf8
      case .overrideStart: bytes += "⟪".utf8
      case .overrideEnd: bytes += "⟫".utf8
      case .block: bytes += "¦".utf8
      case nil: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
