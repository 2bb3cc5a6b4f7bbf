package import ZhenglintCore
internal import ZhenglintReaders

/// How a manifest is written.
package enum ManifestFormat: String, CaseIterable, Sendable {
  /// RFC 4180, with the names of the columns in the first row.
  case csv
  /// An object on each line.
  case jsonl

  /// - Returns: `nil` where the extension of the name is neither of these, in any case.
  package init?(fileName: String) {
    guard let dot = fileName.lastIndex(of: "."),
      let format = Self(rawValue: fileName[dot...].dropFirst().lowercased())
    else { return nil }
    self = format
  }
}

/// A list of submissions: which files were handed in, by whom, and what is known of them.
///
/// Text in any encoding that inputs may have, usually UTF-8 or GB18030. Columns may come in any order
/// and under Chinese or English names; those that have no meaning here are kept. Values are text: a
/// formula (`=1+1`) is never calculated.
package struct Manifest: Sendable {
  /// Its name, as `UTF-8` or `GB18030`.
  package let encoding: String
  /// Doubts about the encoding, which a person must know of.
  package let notes: [Note]
  private let content: Content
  /// Some bytes were no text: rows with U+FFFD in them are not what was written.
  private let isDamaged: Bool

  private enum Content {
    /// Behind the header, which names these columns.
    case table(ManifestTable, [ManifestColumn])
    case lines([UInt8])
  }

  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - format: As its name tells.
  /// - Throws: What makes every row useless; that of one row is an entry.
  package init(bytes: [UInt8], format: ManifestFormat) throws(ManifestError) {
    let text = TextDecoder.decode(bytes, declaration: .none)
    guard text.utf8.contains(where: { !$0.isMarkupSpace }) else { throw .empty }
    guard !text.utf8.contains(0), !bytes.isArchive else { throw .notText }
    encoding = text.encoding
    isDamaged = text.notes.contains { $0.code == "invalid-bytes" }
    notes = text.notes.filter { $0.isWarning && $0.code != "invalid-bytes" }
    switch format {
    case .csv:
      var table = ManifestTable(text.utf8)
      let columns = try ManifestColumn.header(of: &table)
      content = .table(table, columns)
    case .jsonl:
      content = .lines(text.utf8)
    }
  }

  /// Hands over each row in order, as a submission or as a fault.
  ///
  /// Blank lines and rows of empty fields are passed over: spreadsheets leave them at the end. A row
  /// whose path or id stands in an earlier row already is a fault, whatever that row is.
  package func forEachEntry(_ body: (ManifestEntry) throws -> Void) rethrows {
    switch content {
    case .table(let table, let columns): try forEachRow(of: table, columns, body)
    case .lines(let utf8): try forEachLine(of: utf8, body)
    }
  }

  private func forEachRow(
    of table: ManifestTable, _ columns: [ManifestColumn], _ body: (ManifestEntry) throws -> Void
  ) rethrows {
    var table = table
    var reader = SubmissionReader()
    while let row = table.next() {
      switch row.fields {
      case .failure(let fault):
        try body(.fault(ManifestFault(line: row.line, message: fault.message)))
      case .success(let fields) where fields.allSatisfy({ $0.nonBlank == nil }):
        break
      case .success(let fields) where fields.count != columns.count:
        let message = LocalizedText(
          zh: "有 \(fields.count) 个值，第一行却有 \(columns.count) 列",
          en: "the row has \(fields.count) values, and the first row \(columns.count) columns")
        try body(.fault(ManifestFault(line: row.line, message: message)))
      case .success(let fields):
        let cells = zip(columns, fields).map {
          ManifestCell(name: $0.name, field: $0.field, value: $1)
        }
        let entry = reader.entry(line: row.line, cells: cells, isDamaged: hasDamage(fields))
        if let entry { try body(entry) }
      }
    }
  }

  private func forEachLine(
    of utf8: [UInt8], _ body: (ManifestEntry) throws -> Void
  ) rethrows {
    var reader = SubmissionReader()
    var start = 0
    var number = 0
    while start < utf8.count {
      let end = utf8.firstOffset(of: 0x0A, from: start, to: utf8.count) ?? utf8.count
      let line = Array(utf8[start..<end])
      start = end + 1
      number += 1
      if line.allSatisfy(\.isMarkupSpace) { continue }
      if let entry = entry(of: line, number: number, by: &reader) { try body(entry) }
    }
  }

  private func entry(
    of line: [UInt8], number: Int, by reader: inout SubmissionReader
  ) -> ManifestEntry? {
    do throws(LineFault) {
      let cells = try ManifestColumn.cells(of: line)
      return reader.entry(
        line: number, cells: cells, isDamaged: hasDamage(cells.map(\.value)))
    } catch {
      return .fault(ManifestFault(line: number, message: error.message))
    }
  }

  private func hasDamage(_ values: [String]) -> Bool {
    isDamaged && values.contains { $0.unicodeScalars.contains("\u{FFFD}") }
  }
}

extension [UInt8] {
  /// ZIP, which XLSX is, or the older container of XLS.
  fileprivate var isArchive: Bool {
    starts(with: [0x50, 0x4B, 0x03, 0x04]) || starts(with: [0xD0, 0xCF, 0x11, 0xE0])
  }
}

// MARK: - Columns

/// A column as the header names it.
private struct ManifestColumn: Sendable {
  let name: String
  let field: ManifestField?

  init(_ name: String) {
    self.name = name.nonBlank ?? ""
    field = ManifestField(named: name)
  }

  /// The columns that the first row with a value names.
  static func header(of table: inout ManifestTable) throws(ManifestError) -> [ManifestColumn] {
    while let row = table.next() {
      let names: [String]
      do {
        names = try row.fields.get()
      } catch {
        throw .header(line: row.line, error.message)
      }
      if names.allSatisfy({ $0.nonBlank == nil }) { continue }
      let columns = names.map(ManifestColumn.init)
      if let (first, second) = columns.firstEqual { throw .twoColumns(first.name, second.name) }
      guard columns.contains(where: { $0.field == .path }) else {
        throw .noPathColumn(found: columns.map(\.name).filter { !$0.isEmpty })
      }
      return columns
    }
    throw .empty
  }

  /// The members of a line of JSON as a row.
  static func cells(of line: [UInt8]) throws(LineFault) -> [ManifestCell] {
    let members: [ManifestObject.Member]
    do {
      members = try ManifestObject(line).members
    } catch {
      throw .notAnObject
    }
    let columns = members.map { ManifestColumn($0.name) }
    if let (first, second) = columns.firstEqual { throw .twoMembers(first.name, second.name) }
    let nested = zip(columns, members).first { $0.field != nil && $1.isNested }
    if let nested { throw .nested(nested.0.name) }
    return zip(columns, members).map {
      ManifestCell(name: $0.name, field: $0.field, value: $1.value ?? "")
    }
  }
}

extension [ManifestColumn] {
  /// The first two of one meaning or name; columns without a name are no columns of one name.
  fileprivate var firstEqual: (ManifestColumn, ManifestColumn)? {
    var known: [String: ManifestColumn] = [:]
    for column in self where !column.name.isEmpty {
      let key = column.field.map { "\($0)" } ?? "=\(column.name.columnKey)"
      if let first = known[key] { return (first, column) }
      known[key] = column
    }
    return nil
  }
}

/// Why a line of JSON Lines is no row.
private enum LineFault: Error {
  case notAnObject
  case twoMembers(String, String)
  case nested(String)

  var message: LocalizedText {
    switch self {
    case .notAnObject:
      LocalizedText(zh: "这一行不是 JSON 对象", en: "the line is no JSON object")
    case .twoMembers(let first, let second):
      LocalizedText(
        zh: "有两项是同一项：“\(first)”和“\(second)”",
        en: "two members mean the same: '\(first)' and '\(second)'")
    case .nested(let name):
      LocalizedText(zh: "“\(name)”应当是一个值", en: "'\(name)' must be a single value")
    }
  }
}
