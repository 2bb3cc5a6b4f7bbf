import ZhenglintCore

/// Writes HTML: every text and every value of an attribute escaped, unseen scalars made visible.
///
/// It adds no white space but a line end behind a block, so that text stays as it is told.
package struct HTMLWriter {
  package private(set) var bytes = Array("<!DOCTYPE html>\n".utf8)

  package init() {}

  package typealias Attributes = KeyValuePairs<StaticString, String>

  /// Writes an element that begins no line.
  package mutating func inline(
    _ tag: StaticString, _ attributes: Attributes = [:], _ contents: (inout HTMLWriter) -> Void
  ) {
    open(tag, attributes)
    contents(&self)
    append("</")
    append(tag)
    append(">")
  }

  package mutating func inline(_ tag: StaticString, _ attributes: Attributes = [:], text: String) {
    inline(tag, attributes) { $0.text(text) }
  }

  package mutating func block(
    _ tag: StaticString, _ attributes: Attributes = [:], _ contents: (inout HTMLWriter) -> Void
  ) {
    inline(tag, attributes, contents)
    append("\n")
  }

  package mutating func block(_ tag: StaticString, _ attributes: Attributes = [:], text: String) {
    block(tag, attributes) { $0.text(text) }
  }

  /// Writes the start tag of an element that has no contents and no end tag.
  package mutating func open(_ tag: StaticString, _ attributes: Attributes = [:]) {
    append("<")
    append(tag)
    for (name, value) in attributes {
      append(" ")
      append(name)
      append("=\"")
      text(value)
      append("\"")
    }
    append(">")
  }

  package mutating func text(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": append("&amp;")
      case "<": append("&lt;")
      case ">": append("&gt;")
      case "\"": append("&quot;")
      case "\n", "\t": bytes.append(UInt8(ascii: scalar))
      case _ where scalar.isUnseen: self.text("<\(scalar.codePoint)>")
      default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
  }

  /// Appends what needs no escape.
  package mutating func append(_ markup: StaticString) {
    markup.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// Hands what has gathered to a sink.
  package mutating func flush(to sink: inout some ByteSink) {
    sink.write(bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}
