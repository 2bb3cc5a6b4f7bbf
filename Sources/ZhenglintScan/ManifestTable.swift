internal import ZhenglintCore

/// The rows of a table of comma-separated values (RFC 4180).
///
/// Lines end with CRLF, LF or CR, also inside quotes. A bad row is given up at the end of the line in
/// which it starts: what comes after it is read again, so that a quote that is never closed swallows
/// no other row.
///
/// - Complexity: linear: a row that runs over other lines ends at the next odd quote.
struct ManifestTable {
  /// What breaks the rules of quoting.
  enum Fault: Error, Hashable, Sendable {
    case unclosedQuote
    case textBehindQuote
    case quoteInsideText

    var message: LocalizedText {
      switch self {
      case .unclosedQuote:
        LocalizedText(zh: "引号没有闭合", en: "a quotation mark is never closed")
      case .textBehindQuote:
        LocalizedText(
          zh: "引号闭合之后还有内容；值里的引号要写成两个",
          en: "there is text behind a closing quotation mark; double those inside a value")
      case .quoteInsideText:
        LocalizedText(
          zh: "没有加引号的值里有引号；整个值要加引号，值里的引号要写成两个",
          en: "a value without quotation marks holds one; quote the value and double those inside")
      }
    }
  }

  struct Row {
    /// From 1: where the row starts.
    let line: Int
    let fields: Result<[String], Fault>
  }

  /// Valid UTF-8.
  private let bytes: [UInt8]
  private var offset = 0
  private var line = 1

  init(_ utf8: [UInt8]) {
    bytes = utf8
  }

  mutating func next() -> Row? {
    guard offset < bytes.count else { return nil }
    let start = (offset, line)
    do throws(Fault) {
      return Row(line: start.1, fields: .success(try fields()))
    } catch {
      (offset, line) = start
      skipLine()
      return Row(line: start.1, fields: .failure(error))
    }
  }

  private mutating func fields() throws(Fault) -> [String] {
    var fields: [String] = []
    while true {
      fields.append(try field())
      if take(UInt8(ascii: ",")) { continue }
      if offset == bytes.count || takeLineEnd() { return fields }
      throw .textBehindQuote
    }
  }

  private mutating func field() throws(Fault) -> String {
    if take(UInt8(ascii: "\"")) { return try quoted() }
    let start = offset
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: ","), 0x0A, 0x0D:
        return String(decoding: bytes[start..<offset], as: UTF8.self)
      case UInt8(ascii: "\""):
        throw .quoteInsideText
      default:
        offset += 1
      }
    }
    return String(decoding: bytes[start...], as: UTF8.self)
  }

  /// The rest of a field whose opening quotation mark is taken.
  private mutating func quoted() throws(Fault) -> String {
    var value: [UInt8] = []
    while let quote = bytes.firstOffset(of: UInt8(ascii: "\""), from: offset, to: bytes.count) {
      value += bytes[offset..<quote]
      while offset < quote {
        if !takeLineEnd() { offset += 1 }
      }
      offset = quote + 1
      guard take(UInt8(ascii: "\"")) else { return String(decoding: value, as: UTF8.self) }
      value.append(UInt8(ascii: "\""))
    }
    throw .unclosedQuote
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard offset < bytes.count, bytes[offset] == byte else { return false }
    offset += 1
    return true
  }

  private mutating func takeLineEnd() -> Bool {
    guard take(0x0D) || take(0x0A) else { return false }
    if bytes[offset - 1] == 0x0D { _ = take(0x0A) }
    line += 1
    return true
  }

  private mutating func skipLine() {
    while offset < bytes.count, !takeLineEnd() { offset += 1 }
  }
}
