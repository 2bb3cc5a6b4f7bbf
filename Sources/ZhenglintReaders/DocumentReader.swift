package import ZhenglintCore

/// Reads a document of any known format.
package enum DocumentReader {
  /// Reads a decoded document; places in the result count bytes of `utf8`.
  package static func read(_ utf8: [UInt8], format: DocumentFormat) -> Document {
    read(utf8, format: format, nesting: Nesting())
  }

  static func read(_ utf8: [UInt8], format: DocumentFormat, nesting: Nesting) -> Document {
    switch format {
    case .text: return TextReader.read(utf8, nesting: nesting)
    case .xml, .html, .svg:
      var reader = MarkupReader(utf8, format: format, nesting: nesting)
      return reader.read()
    }
  }
}
