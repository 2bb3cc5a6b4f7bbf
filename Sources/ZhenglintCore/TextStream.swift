/// Where in a document a piece of text stands, and so how a listed term there is judged.
package enum Channel: String, CaseIterable, Sendable {
  /// What a reader of the certificate sees, generated content of CSS included.
  case text
  case attribute
  /// Text that the markup hides.
  case hidden
  case metadata
  case comment
  case script
  /// Processing instructions and declarations.
  case instruction
  /// Names of linked or embedded files, ids and classes.
  case reference
  /// Pixels.
  case picture
}

/// What lies between two characters of a stream that are not neighbours in the source.
///
/// A seam is one byte of the stream. Its values are bytes that no UTF-8 text holds (The Unicode
/// Standard, 3.9, table 3-7: F5…FF never appear), so text and seams cannot be confused. A seam has
/// no source bytes and no run in the source map.
@usableFromInline
package enum Seam: UInt8, CaseIterable, Sendable {
  /// Markup that does not interrupt the line: an inline element, a comment, a CDATA border.
  case inline = 0xF8
  /// The next character was written as an escape of another language (CSS `\56fd`, a script's `\u56fd`).
  case escape = 0xF9
  /// The next character is set at a place of its own on the same line.
  case positioned = 0xFA
  /// The next character is set below the last one, in the same column.
  case column = 0xFB
  /// A line ends here, and whether a word ends too depends on both lines (`<br>`).
  case line = 0xFC
  /// A right-to-left override begins (`<bdo dir="rtl">`).
  case overrideStart = 0xFD
  /// The right-to-left override ends.
  case overrideEnd = 0xFE
  /// A word ends here: a block, a table cell, another attribute.
  case block = 0xFF
}

/// Text of one channel in reading order, with the way back to its source.
package struct TextStream: Sendable {
  /// What the markup around a text says that the text is.
  package enum Field: Hashable, Sendable {
    case certificate(CertificateField)
    /// An identity number, which is no field of a certificate.
    case identity
    /// Text that is set along a path, as seals have it.
    case arc
  }

  /// From `start` on the stream belongs to the field (`nil`: to none) and the element.
  package struct Mark: Sendable {
    /// Offset in `utf8`.
    package var start: UInt32
    /// Offset of the start tag of the element that owns the text, in the document's text.
    package var element: UInt32
    /// What the surrounding markup says that this text is (by an element or attribute name, a label).
    package var field: Field?

    package init(start: Int, element: Int, field: Field?) {
      self.start = UInt32(start)
      self.element = UInt32(element)
      self.field = field
    }
  }

  package var channel: Channel
  /// UTF-8, valid but for the bytes of `Seam`.
  package var utf8: [UInt8]
  /// From `utf8` to the document's own text, in UTF-8 bytes.
  package var map: SourceMap
  /// Sorted by `start`.
  package var marks: [Mark]

  package init(channel: Channel, utf8: [UInt8], map: SourceMap, marks: [Mark] = []) {
    self.channel = channel
    self.utf8 = utf8
    self.map = map
    self.marks = marks
  }

  /// The mark in force at an offset of `utf8`.
  package func mark(at offset: Int) -> Mark? {
    let next = firstMark(after: offset)
    return next == 0 ? nil : marks[next - 1]
  }

  /// Numbers of the mark in force at an offset and of all that follow.
  package func marks(from offset: UInt32) -> Range<Int> {
    max(0, firstMark(after: Int(offset)) - 1)..<marks.count
  }

  private func firstMark(after offset: Int) -> Int {
    var low = 0
    var high = marks.count
    while low < high {
      let middle = (low + high) / 2
      if Int(marks[middle].start) <= offset {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}
