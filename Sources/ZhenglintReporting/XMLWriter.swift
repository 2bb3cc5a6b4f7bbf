import ZhenglintCore

/// Writes XML 1.0, an element on each line.
///
/// What a terminal would hide or obey goes out as a character reference, so that a report can be
/// printed and a parser still reads the same text. What no XML document can hold (1.0, 2.2: most
/// controls, U+FFFE, U+FFFF) is written as in the text report: `<U+001B>`.
struct XMLWriter {
  private(set) var bytes = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)
  private var depth = 0

  /// Writes an element that holds elements.
  mutating func element(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:],
    _ contents: (inout XMLWriter) -> Void
  ) {
    open(name, attributes)
    append(">\n")
    depth += 1
    contents(&self)
    depth -= 1
    bytes.appendSpaces(2 * depth)
    close(name)
  }

  /// Writes an element that holds nothing but text.
  mutating func element(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:],
    text: String = ""
  ) {
    open(name, attributes)
    if text.isEmpty {
      append("/>\n")
    } else {
      append(">")
      escape(text, isAttribute: false)
      close(name)
    }
  }

  private mutating func open(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>
  ) {
    bytes.appendSpaces(2 * depth)
    append("<")
    append(name)
    for (name, value) in attributes {
      append(" ")
      append(name)
      append("=\"")
      escape(value, isAttribute: true)
      append("\"")
    }
  }

  private mutating func close(_ name: StaticString) {
    append("</")
    append(name)
    append(">\n")
  }

  private mutating func append(_ markup: StaticString) {
    markup.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  private mutating func escape(_ text: String, isAttribute: Bool) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": append("&amp;")
      case "<": append("&lt;")
      // Not only inside `]]>`, where it must not stand.
      case ">": append("&gt;")
      case "\"" where isAttribute: append("&quot;")
      // A parser would make spaces of them in an attribute.
      case "\n" where !isAttribute, "\t" where !isAttribute: bytes.append(UInt8(ascii: scalar))
      case "\n", "\t", "\r": reference(scalar)
      case _ where !scalar.isXML: escape("<\(scalar.codePoint)>", isAttribute: isAttribute)
      case _ where scalar.isUnseen: reference(scalar)
      default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
  }

  private mutating func reference(_ scalar: Unicode.Scalar) {
    bytes.append(contentsOf: "&#x\(String(scalar.value, radix: 16, uppercase: true));".utf8)
  }

  /// Hands what has gathered to a sink.
  mutating func flush(to sink: inout some ByteSink) {
    sink.write(bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}

extension Unicode.Scalar {
  /// Whether an XML document can hold it (1.0, production 2).
  fileprivate var isXML: Bool {
    switch value {
    case 0x9, 0xA, 0xD, 0x20...0xFFFD, 0x10000...: true
    default: false
    }
  }
}
