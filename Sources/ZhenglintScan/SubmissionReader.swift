internal import ZhenglintCertificates
internal import ZhenglintCore
internal import ZhenglintRules

/// A value of a row under the name of its column.
struct ManifestCell {
  let name: String
  /// `nil` for a column that has no meaning here.
  let field: ManifestField?
  let value: String
}

/// Makes submissions of rows, and remembers their paths and ids.
struct SubmissionReader {
  /// Lines by the bytes of what stands there first: equal strings may be different names.
  private var linesOfPaths: [[UInt8]: Int] = [:]
  private var linesOfIDs: [[UInt8]: Int] = [:]

  /// Reads one row.
  ///
  /// - Parameters:
  ///   - line: Where the row starts, from 1.
  ///   - cells: All of its values.
  ///   - isDamaged: Bytes of this row were no text.
  /// - Returns: `nil` for a row without a value.
  mutating func entry(line: Int, cells: [ManifestCell], isDamaged: Bool) -> ManifestEntry? {
    guard cells.contains(where: { $0.value.nonBlank != nil }) else { return nil }
    var submission = Submission(line: line, path: "")
    var faults: [LocalizedText] = isDamaged ? [.invalidBytes] : []
    for cell in cells {
      if let fault = submission.take(cell) { faults.append(fault) }
    }
    if submission.path.nonBlank == nil {
      faults.append(.noPath)
    } else if let first = linesOfPaths.add(submission.path, at: line) {
      faults.append(.samePath(submission.path, line: first))
    }
    if let id = submission.id, let first = linesOfIDs.add(id, at: line) {
      faults.append(.sameID(id, line: first))
    }
    guard let first = faults.first else { return .submission(submission) }
    let message = faults.dropFirst().reduce(first) {
      $0 + LocalizedText(zh: "；", en: "; ") + $1
    }
    return .fault(ManifestFault(line: line, message: message))
  }
}

extension [[UInt8]: Int] {
  /// - Returns: The line where the text stood before.
  fileprivate mutating func add(_ text: String, at line: Int) -> Int? {
    let key = Array(text.utf8)
    if let first = self[key] { return first }
    self[key] = line
    return nil
  }
}

extension Submission {
  /// - Returns: What is wrong with the cell.
  fileprivate mutating func take(_ cell: ManifestCell) -> LocalizedText? {
    let value = cell.value.nonBlank
    switch cell.field {
    case .id: id = value
    case .path:
      path = cell.value
      if path.utf8.contains(0) { return .nulInPath }
    case .issuer: facts.issuer = value
    case .title: facts.title = value
    case .district: district = value
    case .issuerKind:
      facts.issuerKind = value.flatMap(IssuerKind.init(cell:))
      if let value, facts.issuerKind == nil { return .unknownKind(value) }
    case .issued:
      facts.issued = value.flatMap(CalendarDate.init(cell:))
      if let value, facts.issued == nil { return .noDate(value) }
    case nil:
      if !cell.name.isEmpty || value != nil {
        extra.append(Column(name: cell.name, value: cell.value))
      }
    }
    return nil
  }
}

extension CalendarDate {
  fileprivate init?(cell: String) {
    guard let date = CalendarDate(iso8601: cell) ?? CalendarDate(written: cell) else { return nil }
    self = date
  }
}

// MARK: - What is wrong with a row

extension LocalizedText {
  fileprivate static let invalidBytes = LocalizedText(
    zh: "有无法解码的字节；请另存为 UTF-8", en: "bytes cannot be decoded; save the manifest as UTF-8")
  fileprivate static let noPath = LocalizedText(zh: "没有路径", en: "there is no path")
  fileprivate static let nulInPath = LocalizedText(
    zh: "路径里有空字符", en: "the path holds a NUL")

  fileprivate static func samePath(_ path: String, line: Int) -> LocalizedText {
    LocalizedText(
      zh: "路径“\(path)”与第 \(line) 行相同", en: "the path '\(path)' stands in line \(line) already")
  }

  fileprivate static func sameID(_ id: String, line: Int) -> LocalizedText {
    LocalizedText(
      zh: "编号“\(id)”与第 \(line) 行相同", en: "the id '\(id)' stands in line \(line) already")
  }

  fileprivate static func unknownKind(_ text: String) -> LocalizedText {
    let known = IssuerKind.allCases.map(\.rawValue)
    return LocalizedText(
      zh: "没有“\(text)”这种机构类型，可以用：\(known.joined(separator: "、"))",
      en: "there is no issuer kind '\(text)'; there are: \(known.joined(separator: ", "))")
  }

  /// Spreadsheets count days from 1900; whether a number is meant so cannot be known.
  fileprivate static func noDate(_ text: String) -> LocalizedText {
    let isNumber = text.utf8.allSatisfy { $0.isASCIIDigit || $0 == UInt8(ascii: ".") }
    return LocalizedText(
      zh: isNumber
        ? "“\(text)”不是日期；若是电子表格的日期序号，请把这一列设成日期格式再导出"
        : "“\(text)”不是日期；请写历法中有的日子，如 2024-05-01",
      en: isNumber
        ? "'\(text)' is no date; if a spreadsheet counts days so, format the column as dates"
        : "'\(text)' is no date; write a day of the calendar, as 2024-05-01")
  }
}
