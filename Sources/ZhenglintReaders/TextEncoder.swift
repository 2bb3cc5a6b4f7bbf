/// The way back from text to the bytes of an encoding.
package enum TextEncoder {
  /// Encodes text, without a byte order mark.
  ///
  /// - Parameters:
  ///   - text: to encode.
  ///   - name: as `DecodedText.encoding` has it.
  /// - Returns: `nil` where the encoding is unknown, or does not have all of the text.
  package static func encode(_ text: String, as name: String) -> [UInt8]? {
    name == "UTF-8" ? Array(text.utf8) : ICUConverter(name)?.bytes(of: text)
  }
}
