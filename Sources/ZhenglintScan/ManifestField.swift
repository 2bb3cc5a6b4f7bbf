internal import ZhenglintCore
internal import ZhenglintReporting

/// A column that has a meaning, under all the names that it may have.
enum ManifestField: CaseIterable, Sendable {
  case id
  case path
  case issuer
  case issuerKind
  case title
  case issued
  case district

  /// The first one is what messages call it.
  private var names: [String] {
    switch self {
    case .id: ["编号", "申报编号", "id", "submission_id", "submissionid"]
    case .path: ["路径", "文件", "path", "file"]
    case .issuer: ["发证机构", "颁证机构", "issuer"]
    case .issuerKind: ["机构类型", "issuer_kind", "issuerkind"]
    case .title: ["证书名称", "证书", "title", "certificate"]
    case .issued: ["发证日期", "日期", "date", "issued"]
    case .district: ["地区", "行政区划", "district"]
    }
  }

  /// - Parameter name: Of a column; case and white space do not count.
  init?(named name: String) {
    guard let field = Self.byName[name.columnKey] else { return nil }
    self = field
  }

  private static let byName = Dictionary(
    uniqueKeysWithValues: allCases.flatMap { field in field.names.map { ($0, field) } })
}

extension String {
  /// What makes two names of columns the same.
  var columnKey: String { lowercased().filter { !$0.isWhitespace } }

  /// Without white space around it; `nil` where nothing is left.
  var nonBlank: String? {
    let tail = drop(while: \.isWhitespace)
    return tail.lastIndex { !$0.isWhitespace }.map { String(tail[...$0]) }
  }
}

extension IssuerKind {
  /// Short words for what `name(in:)` says at length.
  private static let shortNames: [String: IssuerKind] = [
    "协会": .association, "行业协会": .association, "商会": .association, "联合会": .association,
    "学会": .society, "研究会": .society, "学校": .school, "培训机构": .school,
  ]

  /// The kind that a cell names: as options write it, or in Chinese.
  init?(cell: String) {
    let key = cell.columnKey.replacing("_", with: "-")
    let known = IssuerKind(rawValue: key) ?? Self.shortNames[key]
    guard let kind = known ?? Self.allCases.first(where: { $0.name(in: .zh) == key }) else {
      return nil
    }
    self = kind
  }
}
