import ZhenglintCore

/// Writes JSON (RFC 8259) in the order in which it is told to.
///
/// Scalars that a terminal would hide or obey go out as `\uXXXX`, so that a report can be printed;
/// a parser reads the same strings.
package struct JSONWriter: Sendable {
  /// How the members of an object or the elements of an array are set.
  package enum Layout: Sendable {
    /// One on each line.
    case lines
    case inline
  }

  package private(set) var bytes: [UInt8] = []
  private var depth = 0
  private var layout = Layout.inline
  private var isFirst = true
  private let isOnOneLine: Bool

  /// - Parameter isOnOneLine: Sets everything `inline`, whatever the layouts ask for.
  package init(isOnOneLine: Bool = false) {
    self.isOnOneLine = isOnOneLine
  }

  // MARK: - Containers

  package mutating func object(_ layout: Layout, _ members: (inout JSONWriter) -> Void) {
    contain(layout, open: "{", close: "}", members)
  }

  package mutating func array<Element>(
    _ elements: some Sequence<Element>, _ layout: Layout,
    _ write: (inout JSONWriter, Element) -> Void
  ) {
    contain(layout, open: "[", close: "]") { json in
      for element in elements {
        json.separate()
        write(&json, element)
      }
    }
  }

  /// An array of many elements, one on each line.
  ///
  /// - Parameters:
  ///   - elements: In their order.
  ///   - width: Threads that write them, at most.
  ///   - write: Writes one.
  ///   - pause: Called whenever some have been written, to hand these on.
  package mutating func array<Element: Sendable>(
    _ elements: some Sequence<Element>, width: Int,
    write: @escaping @Sendable (inout JSONWriter, Element) -> Void,
    pause: (inout JSONWriter) -> Void
  ) {
    contain(.lines, open: "[", close: "]") { json in
      var rest = elements.makeIterator()
      while true {
        let parts = (0..<width).map { _ in rest.next(upTo: Self.elementsOfAThread) }
          .filter { !$0.isEmpty }
        guard !parts.isEmpty else { return }
        let empty = json.emptied()
        let written = concurrentMap(Array(parts.enumerated()), width: width) { part in
          var json = empty
          if part.offset > 0 { json.isFirst = false }
          for element in part.element {
            json.separate()
            write(&json, element)
          }
          return json.bytes
        }
        json.isFirst = false
        for bytes in written {
          json.bytes += bytes
          pause(&json)
        }
      }
    }
  }

  /// One that goes on at the same place.
  private func emptied() -> JSONWriter {
    var json = self
    json.bytes = []
    return json
  }

  /// As many as are worth a thread's trouble.
  private static let elementsOfAThread = 256

  private mutating func contain(
    _ inner: Layout, open: Unicode.Scalar, close: Unicode.Scalar,
    _ contents: (inout JSONWriter) -> Void
  ) {
    let outer = layout
    layout = isOnOneLine ? .inline : inner
    isFirst = true
    depth += 1
    bytes.append(UInt8(ascii: open))
    contents(&self)
    depth -= 1
    // An empty container stays on its line.
    if layout == .lines, !isFirst { newLine() }
    bytes.append(UInt8(ascii: close))
    layout = outer
    isFirst = false
  }

  private mutating func separate() {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    switch layout {
    case .lines: newLine()
    case .inline: if !isFirst { bytes.append(UInt8(ascii: " ")) }
    }
    isFirst = false
  }

  private mutating func newLine() {
    bytes.endLine()
    bytes.appendSpaces(2 * depth)
  }

  // MARK: - Members

  /// Begins a member, whose value must follow; the key must need no escapes.
  package mutating func key(_ key: StaticString) {
    separate()
    key.withUTF8Buffer { key in
      // At once: a fact has more bytes of keys than of values.
      bytes.append(addingCapacity: key.count + 4) { bytes in
        bytes.append(UInt8(ascii: "\""))
        for byte in key { bytes.append(byte) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        bytes.append(UInt8(ascii: " "))
      }
    }
  }

  package mutating func member(_ key: StaticString, _ value: String?) {
    self.key(key)
    if let value { self.value(value) } else { null() }
  }

  /// A member whose key is known only when the program runs.
  package mutating func member(named key: String, _ value: String) {
    separate()
    self.value(key)
    bytes.append(contentsOf: ": ".utf8)
    self.value(value)
  }

  package mutating func member(_ key: StaticString, _ value: Int?) {
    self.key(key)
    if let value { self.value(value) } else { null() }
  }

  package mutating func member(_ key: StaticString, _ value: Bool) {
    self.key(key)
    append(value ? "true" : "false")
  }

  package mutating func member(_ key: StaticString, _ values: some Sequence<String>) {
    self.key(key)
    array(values, .inline) { $0.value($1) }
  }

  // MARK: - Values

  package mutating func null() {
    append("null")
  }

  package mutating func value(_ number: Int) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    var unit: UInt = 1
    while rest / unit >= 10 { unit *= 10 }
    while unit > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(rest / unit))
      rest %= unit
      unit /= 10
    }
  }

  /// Writes a number; JSON has none for infinity and NaN, so these become `null`.
  package mutating func value(_ number: Double) {
    if number.isFinite { bytes.append(contentsOf: String(number).utf8) } else { null() }
  }

  private mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  package mutating func value(_ string: String) {
    bytes.append(UInt8(ascii: "\""))
    var string = string
    string.withUTF8 { escape($0) }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Copies UTF-8, which is valid as it comes from a `String`, in runs that need no escape.
  private mutating func escape(_ utf8: UnsafeBufferPointer<UInt8>) {
    var copied = 0
    var index = 0
    while index < utf8.count {
      let scalar: Unicode.Scalar
      let length: Int
      switch utf8[index] {
      case 0xE4...0xE9:
        // U+4000…U+9FFF, that is nearly all of a Chinese text.
        index += 3
        continue
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        (scalar, length) = (Unicode.Scalar(utf8[index]), 1)
      case 0x20...0x7E:
        index += 1
        continue
      default:
        (scalar, length) = Self.decode(utf8, at: index)
        if !scalar.isUnseen {
          index += length
          continue
        }
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[copied..<index]))
      escape(scalar)
      index += length
      copied = index
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[copied...]))
  }

  private mutating func escape(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\"", "\\":
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(UInt8(truncatingIfNeeded: scalar.value))
    case "\n": bytes.append(contentsOf: "\\n".utf8)
    case "\r": bytes.append(contentsOf: "\\r".utf8)
    case "\t": bytes.append(contentsOf: "\\t".utf8)
    default:
      for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
        bytes.append(contentsOf: "\\u".utf8)
        for shift in [12, 8, 4, 0] {
          let digit = UInt8(truncatingIfNeeded: unit >> UInt16(shift) & 0xF)
          bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
      }
    }
  }

  /// The scalar at an offset of valid UTF-8, and its length in bytes.
  private static func decode(
    _ utf8: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (Unicode.Scalar, Int) {
    let lead = UInt32(utf8[index])
    let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    var value = length == 1 ? lead : lead & (0x7F >> UInt32(length))
    for offset in index + 1..<index + length { value = value << 6 | UInt32(utf8[offset] & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }

  // MARK: - Output

  /// Ends a value that has a line of its own, and begins anew.
  package mutating func endLine() {
    bytes.endLine()
    isFirst = true
  }

  /// Hands what has gathered to a sink.
  package mutating func flush(to sink: inout some ByteSink) {
    sink.write(bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}

extension IteratorProtocol {
  fileprivate mutating func next(upTo count: Int) -> [Element] {
    var elements: [Element] = []
    while elements.count < count, let element = next() { elements.append(element) }
    return elements
  }
}
