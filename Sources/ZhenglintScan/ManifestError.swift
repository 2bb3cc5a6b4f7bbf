package import ZhenglintCore

/// Why a file is no manifest at all.
package enum ManifestError: Error, Hashable, Sendable {
  case empty
  /// A spreadsheet under another name, or some other binary file.
  case notText
  case noPathColumn(found: [String])
  /// Two columns that mean the same, as the header writes them.
  case twoColumns(String, String)
  /// In the line where the header starts.
  case header(line: Int, LocalizedText)

  package var message: LocalizedText {
    switch self {
    case .empty:
      LocalizedText(zh: "清单是空的", en: "the manifest is empty")
    case .notText:
      LocalizedText(
        zh: "清单不是文本；电子表格请另存为 CSV（UTF-8）",
        en: "the manifest is no text; save a spreadsheet as CSV (UTF-8)")
    case .noPathColumn(let found):
      LocalizedText(
        zh: "清单没有“路径”（path）一列；第一行的列是：\(found.joined(separator: "、"))",
        en: "the manifest has no column 路径 (path); those of its first row are: "
          + found.joined(separator: ", "))
    case .twoColumns(let first, let second):
      LocalizedText(
        zh: "清单有两列是同一项：“\(first)”和“\(second)”",
        en: "two columns of the manifest mean the same: '\(first)' and '\(second)'")
    case .header(let line, let reason):
      LocalizedText(
        zh: "清单第 \(line) 行应当是列名：\(reason.zh)",
        en: "line \(line) of the manifest should name the columns: \(reason.en)")
    }
  }
}
