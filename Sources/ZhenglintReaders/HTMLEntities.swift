internal import ZhenglintCore

internal import CTextTables

/// The one or two scalars that a character reference stands for.
package struct ReferencedScalars: Equatable, Sendable {
  var first: Unicode.Scalar
  /// Some names of HTML have one.
  var second: Unicode.Scalar?

  package var utf8: [UInt8] { Array(first.utf8) + (second.map { Array($0.utf8) } ?? []) }
}

/// The named character references of HTML.
package enum HTMLEntities {
  /// A name that a reference begins with.
  package typealias Match = (scalars: ReferencedScalars, length: Int, hasSemicolon: Bool)

  /// The longest name that begins at `offset` (bytes), just past the ampersand.
  ///
  /// `&notit;` gives `not`, `&notin;` the whole name. Some names count without their semicolon;
  /// whether they do in an attribute is for the caller to decide (HTML, 13.2.5.73, "named character
  /// reference state").
  ///
  /// - Returns: The scalars that the name stands for and its length in bytes, the semicolon included
  ///   where there is one; `nil` where no name begins.
  package static func match(_ bytes: [UInt8], at offset: Int) -> Match? {
    table.match(bytes, at: offset)
  }

  private static let table = EntityTable()
}

/// The lines of the embedded table: a name, a tab, scalars in hexadecimal.
private struct EntityTable: @unchecked Sendable {
  /// Static memory of the program.
  private let bytes: UnsafeBufferPointer<UInt8>
  /// Offset in `bytes` of the line of each name.
  private let lines: KeyTable<UInt32>

  /// Bytes of the longest name, its semicolon included.
  private static let longestName = 32

  init() {
    var count = 0
    let start = zl_html_entity_table(&count)
    bytes = UnsafeBufferPointer(start: start, count: count)
    var lines = KeyTable<UInt32>(minimumCapacity: 2_231)
    var offset = 0
    while offset < count {
      let line = offset
      var name = NameHash()
      while bytes[offset] > UInt8(ascii: "\t") {
        name.append(bytes[offset])
        offset += 1
      }
      if bytes[line] != UInt8(ascii: "#") { lines.add(name.value, UInt32(line)) }
      while bytes[offset] != UInt8(ascii: "\n") { offset += 1 }
      offset += 1
    }
    self.lines = lines
  }

  func match(_ text: [UInt8], at offset: Int) -> HTMLEntities.Match? {
    guard let name = wholeName(text, at: offset) ?? longestName(text, at: offset),
      let scalars = scalars(from: name.line + name.length + 1)
    else { return nil }
    return (scalars, name.length, text[offset + name.length - 1] == UInt8(ascii: ";"))
  }

  /// A name that ends in its semicolon, as nearly all do; no other is longer.
  private func wholeName(_ text: [UInt8], at offset: Int) -> (line: Int, length: Int)? {
    var name = NameHash()
    var end = offset
    while end < text.count, end - offset < Self.longestName {
      let byte = text[end]
      name.append(byte)
      end += 1
      if byte.isASCIILetter || byte.isASCIIDigit { continue }
      guard byte == UInt8(ascii: ";") else { return nil }
      return line(of: name, text, in: ByteRange(start: offset, end: end))
        .map { ($0, end - offset) }
    }
    return nil
  }

  private func longestName(_ text: [UInt8], at offset: Int) -> (line: Int, length: Int)? {
    var longest: (line: Int, length: Int)?
    var name = NameHash()
    var end = offset
    while end < min(text.count, offset + Self.longestName) {
      let byte = text[end]
      name.append(byte)
      end += 1
      if let line = line(of: name, text, in: ByteRange(start: offset, end: end)) {
        longest = (line, end - offset)
      }
      guard byte.isASCIILetter || byte.isASCIIDigit else { break }
    }
    return longest
  }

  /// Offset of the line of a name that fills a range.
  private func line(of name: NameHash, _ text: [UInt8], in range: ByteRange) -> Int? {
    guard let line = lines[name].map(Int.init),
      bytes[line...].starts(with: text[range.start..<range.end])
    else { return nil }
    return line
  }

  private func scalars(from start: Int) -> ReferencedScalars? {
    var scalars: ReferencedScalars?
    var value: UInt32 = 0
    for byte in bytes[start...] {
      if let digit = byte.hexValue {
        value = value << 4 | digit
        continue
      }
      guard let scalar = Unicode.Scalar(value) else { break }
      if scalars == nil {
        scalars = ReferencedScalars(first: scalar)
      } else {
        scalars?.second = scalar
      }
      value = 0
      if byte == UInt8(ascii: "\n") { break }
    }
    return scalars
  }
}
