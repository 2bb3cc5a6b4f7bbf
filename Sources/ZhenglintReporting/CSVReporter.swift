package import ZhenglintCore

/// The report for spreadsheets: a row for each finding, and one for each input without any.
///
/// So each input has a row, and one that was not read whole says so in each of its rows. Lines and
/// columns count from 1, columns in scalars. What a reader would not see is written as in the text
/// report (`<U+200B>`).
package struct CSVReporter: Reporter {
  private let language: Language

  package init(language: Language) {
    self.language = language
  }

  package func write(_ report: RunReport, to sink: inout some ByteSink) {
    var csv = CSVWriter()
    csv.row(header)
    for input in report.sortedInputs {
      for row in rows(of: input) {
        csv.row(row)
        if csv.bytes.count >= chunkSize { csv.flush(to: &sink) }
      }
    }
    csv.flush(to: &sink)
  }

  package var header: [String] { language == .zh ? Self.chineseHeader : Self.englishHeader }

  /// At least one.
  package func rows(of input: InputReport) -> [[String]] {
    let notes = input.notes.filter(\.isIncomplete).map { $0.message[language] }
    let about = [String(visible: input.path), input.status.name(in: language)]
    let last = [String(visible: notes.joined(separator: " ")), input.sha256 ?? ""]
    let findings = input.activeFindings
    guard !findings.isEmpty else {
      return [about + Array(repeating: "", count: Self.findingCells) + last]
    }
    return findings.map { about + cells(of: $0) + last }
  }

  private static let chineseHeader = [
    "文件", "读取", "结论", "规则", "字样", "原文", "写法", "行", "列", "位置", "说明", "依据", "建议", "语境",
    "指纹", "未能检查的原因", "文件的 SHA-256",
  ]
  private static let englishHeader = [
    "file", "status", "level", "rule", "term", "text", "disguises", "line", "column", "where",
    "message", "basis", "advice", "context", "fingerprint", "not checked because", "sha256",
  ]
  /// Those between an input's own.
  private static let findingCells = chineseHeader.count - 4

  private func cells(of finding: Finding) -> [String] {
    let citing = Citing(language: language)
    let readings = finding.readings.map { $0.reason[language] }
    return [
      finding.level.name(in: language), finding.rule, finding.term, String(visible: finding.text),
      finding.disguises.map { $0.name(in: language) }.joined(separator: "；"),
      String(finding.location.startLine), String(finding.location.startColumn),
      finding.field.map { fieldName($0, in: language) } ?? finding.channel.name(in: language),
      String(visible: ([finding.message[language]] + readings).joined(separator: "；")),
      finding.basis.map(citing.full).joined(separator: "\n"), finding.advice[language],
      String(visible: finding.context), finding.fingerprint,
    ]
  }
}
