/// The path of an input as SARIF names a file: by a URI reference (RFC 3986).
struct ArtifactURI: Hashable, Sendable {
  let text: String
  /// Whether it counts from the directory in which the program was started.
  ///
  /// Not so an absolute path, standard input, and what leads out of that directory: SARIF wants no
  /// `..` below a base.
  let isBelowBase: Bool

  init(path: String) {
    guard path != "-" else {
      (text, isBelowBase) = ("-", false)
      return
    }
    let segments = path.plainSegments
    let encoded = segments.map(Self.percentEncoded).joined(separator: "/")
    if path.utf8.first == UInt8(ascii: "/") {
      (text, isBelowBase) = ("file:///\(encoded)", false)
    } else {
      (text, isBelowBase) = (encoded.isEmpty ? "." : encoded, !segments.contains(".."))
    }
  }

  /// Everything but the characters that RFC 3986, 2.3 calls unreserved goes out as `%XX`.
  ///
  /// So does a colon, or `a:b.html` would read as a scheme.
  private static func percentEncoded(_ segment: Substring) -> String {
    var bytes: [UInt8] = []
    for byte in segment.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        bytes.append(byte)
      default:
        bytes.append(UInt8(ascii: "%"))
        for digit in [byte >> 4, byte & 15] {
          bytes.append(Array("0123456789ABCDEF".utf8)[Int(digit)])
        }
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension String {
  /// The names along a path, without empty ones and `.`.
  fileprivate var plainSegments: [Substring] {
    split(separator: "/").filter { $0 != "." }
  }

  /// The path as a repository names the file: without `./` and doubled slashes.
  var plainPath: String {
    let names = plainSegments.joined(separator: "/")
    if utf8.first == UInt8(ascii: "/") { return "/" + names }
    return names.isEmpty ? self : names
  }
}
