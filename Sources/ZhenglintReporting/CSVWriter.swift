/// Writes a table for spreadsheets (RFC 4180): UTF-8 with a byte order mark, so that Excel reads
/// Chinese.
package struct CSVWriter {
  package private(set) var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

  package init() {}

  package mutating func row(_ cells: [String]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(contentsOf: Self.quoted(Self.defused(cell)).utf8)
    }
    bytes.append(contentsOf: "\r\n".utf8)
  }

  /// Hands what has gathered to a sink.
  package mutating func flush(to sink: inout some ByteSink) {
    sink.write(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  /// Spreadsheets take a text that begins with one of these for a formula; an apostrophe stops them.
  private static func defused(_ cell: String) -> String {
    let first = cell.unicodeScalars.first
    let isFormula = first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false
    return isFormula ? "'\(cell)" : cell
  }

  private static func quoted(_ cell: String) -> String {
    guard cell.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else {
      return cell
    }
    return "\"\(cell.replacing("\"", with: "\"\""))\""
  }
}
