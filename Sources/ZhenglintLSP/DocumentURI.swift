import ZhenglintCore

/// How clients name documents.
package struct DocumentURI: Hashable, Comparable, Sendable, Codable {
  /// As the client writes it: the one spelling that it knows the document by.
  package var text: String

  package init(_ text: String) {
    self.text = text
  }

  package init(from decoder: any Decoder) throws {
    text = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var value = encoder.singleValueContainer()
    try value.encode(text)
  }

  package static func < (a: DocumentURI, b: DocumentURI) -> Bool { a.text < b.text }

  /// The path of a file of this machine; `nil` for what no file holds (`untitled:`).
  package var path: String? {
    guard text.lowercased().hasPrefix("file:") else { return nil }
    let path = name
    return path.hasPrefix("/") ? path : nil
  }

  /// The decoded path of whatever it names: its extension tells a format.
  package var name: String {
    // RFC 3986, section 3: scheme, authority, path, then query and fragment.
    var rest = text.utf8[...]
    if let colon = rest.firstIndex(of: 0x3A) { rest = rest[rest.index(after: colon)...] }
    rest = rest.prefix { $0 != 0x3F && $0 != 0x23 }
    if rest.starts(with: "//".utf8) { rest = rest.dropFirst(2).drop { $0 != 0x2F } }
    return Self.percentDecoded(rest)
  }

  private static func percentDecoded(_ encoded: Substring.UTF8View) -> String {
    let encoded = Array(encoded)
    var bytes: [UInt8] = []
    var offset = 0
    while offset < encoded.count {
      if encoded[offset] == 0x25, offset + 2 < encoded.count,
        let high = encoded[offset + 1].hexValue, let low = encoded[offset + 2].hexValue
      {
        bytes.append(UInt8(high << 4 | low))
        offset += 3
      } else {
        bytes.append(encoded[offset])
        offset += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
