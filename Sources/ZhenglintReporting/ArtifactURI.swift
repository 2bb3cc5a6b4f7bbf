import ZhenglintCore

/// The path of an input as SARIF names a file: by a URI reference (RFC 3986).
struct ArtifactURI: Hashable, Sendable {
  let text: String
  /// Whether it counts from the directory in which the program was started.
  ///
  /// Not so an absolute path, standard input, and what leads out of that directory: SARIF wants no
  /// `..` below a base.
  let isBelowBase: Bool

  /// Of bytes, for a name need not be UTF-8.
  init(of input: InputReport) {
    guard input.path != "-" else {
      (text, isBelowBase) = ("-", false)
      return
    }
    let path = input.rawPath ?? Array(input.path.utf8)
    let segments = path.split(separator: UInt8(ascii: "/")).filter { !$0.elementsEqual(".".utf8) }
    let encoded = segments.map(Self.percentEncoded).joined(separator: "/")
    if path.first == UInt8(ascii: "/") {
      (text, isBelowBase) = ("file:///\(encoded)", false)
    } else {
      let leadsOut = segments.contains { $0.elementsEqual("..".utf8) }
      (text, isBelowBase) = (encoded.isEmpty ? "." : encoded, !leadsOut)
    }
  }

  /// Everything but the characters that RFC 3986, 2.3 calls unreserved goes out as `%XX`.
  ///
  /// So does a colon, or `a:b.html` would read as a scheme.
  private static func percentEncoded(_ segment: ArraySlice<UInt8>) -> String {
    var bytes: [UInt8] = []
    for byte in segment {
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
