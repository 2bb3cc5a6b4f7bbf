internal import FoundationEssentials
internal import ZhenglintCore

/// A line of JSON Lines: the members of an object in their order, each value as text.
///
/// A decoder forgets the order of members and how numbers were written; here `007` in quotes and
/// 12345678901234567890 without stay what they are.
struct ManifestObject {
  struct NotAnObject: Error {}

  struct Member {
    let name: String
    /// Of a string its characters, of other values their JSON; `nil` for `null`.
    let value: String?
    /// An array or an object.
    let isNested: Bool
  }

  let members: [Member]

  /// - Parameter line: Valid UTF-8 without its end.
  /// - Throws: `NotAnObject` for anything else than one JSON object.
  init(_ line: [UInt8]) throws(NotAnObject) {
    // The decoder judges the grammar, so that the scanner may assume it; but a comma at the end, which
    // the decoder lets pass, RFC 8259 does not know.
    guard (try? JSONDecoder().decode(AnyObject.self, from: Data(line))) != nil,
      let members = JSONScanner(line).members()
    else { throw NotAnObject() }
    self.members = members
  }

  private struct AnyObject: Decodable {
    private struct Key: CodingKey {
      let stringValue: String
      var intValue: Int? { nil }

      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
      _ = try decoder.container(keyedBy: Key.self)
    }
  }
}

/// Cuts an object of valid JSON into its members.
private struct JSONScanner {
  private let bytes: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// - Returns: `nil` where a string or a number is malformed, or a comma has nothing behind it.
  consuming func members() -> [ManifestObject.Member]? {
    var members: [ManifestObject.Member] = []
    skip(to: UInt8(ascii: "{"))
    offset += 1
    guard nextByte() != UInt8(ascii: "}") else { return members }
    repeat {
      guard nextByte() == UInt8(ascii: "\""), let name = string() else { return nil }
      skip(to: UInt8(ascii: ":"))
      offset += 1
      guard let member = member(named: name) else { return nil }
      members.append(member)
    } while takeComma()
    return members
  }

  private mutating func takeComma() -> Bool {
    guard nextByte() == UInt8(ascii: ",") else { return false }
    offset += 1
    return true
  }

  private mutating func member(named name: String) -> ManifestObject.Member? {
    switch nextByte() {
    case UInt8(ascii: "\""):
      return string().map { ManifestObject.Member(name: name, value: $0, isNested: false) }
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      return ManifestObject.Member(name: name, value: nested(), isNested: true)
    default:
      let text = literal()
      let isWord = ["true", "false", "null"].contains(text)
      guard isWord || (try? JSONDecoder().decode(Double.self, from: Data(text.utf8))) != nil else {
        return nil
      }
      return ManifestObject.Member(name: name, value: text == "null" ? nil : text, isNested: false)
    }
  }

  private mutating func nextByte() -> UInt8? {
    while offset < bytes.count, bytes[offset].isMarkupSpace { offset += 1 }
    return offset < bytes.count ? bytes[offset] : nil
  }

  private mutating func skip(to byte: UInt8) {
    while offset < bytes.count, bytes[offset] != byte { offset += 1 }
  }

  /// The string that begins here.
  private mutating func string() -> String? {
    let start = offset
    skipString()
    let literal = bytes[start..<min(offset, bytes.count)]
    if literal.contains(UInt8(ascii: "\\")) {
      return try? JSONDecoder().decode(String.self, from: Data(literal))
    }
    let content = literal.dropFirst().dropLast()
    return content.contains { $0 < 0x20 } ? nil : String(decoding: content, as: UTF8.self)
  }

  private mutating func skipString() {
    offset += 1
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "\"") {
      offset += bytes[offset] == UInt8(ascii: "\\") ? 2 : 1
    }
    offset += 1
  }

  private mutating func nested() -> String {
    let start = offset
    var depth = 0
    repeat {
      switch bytes[offset] {
      case UInt8(ascii: "\""):
        skipString()
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
      offset += 1
    } while depth > 0 && offset < bytes.count
    return String(decoding: bytes[start..<min(offset, bytes.count)], as: UTF8.self)
  }

  private mutating func literal() -> String {
    let start = offset
    while offset < bytes.count, !bytes[offset].isMarkupSpace, bytes[offset] != UInt8(ascii: ","),
      bytes[offset] != UInt8(ascii: "}")
    {
      offset += 1
    }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }
}
