package import ZhenglintCore
package import ZhenglintReporting
package import ZhenglintScan

/// The table on a run of a store: that of `check`, and behind it what the manifest says, if there was
/// one.
package struct ScanTable: Sendable {
  private let words: AccountWords

  package init(language: Language) {
    words = AccountWords(language: language)
  }

  /// Rows go from the store to the sink one by one.
  package func write(
    _ run: ScanRun, from store: ScanStore, to sink: inout some ByteSink
  ) throws(StoreError) {
    let reporter = CSVReporter(language: words.language)
    let hasManifest = try store.hasSubmissions(run)
    let extra = try store.extraColumns(of: run)
    var csv = CSVWriter()
    csv.row(reporter.header + (hasManifest ? header(extra) : []))
    try store.forEachInput(in: run, withFindings: true) { input in
      let stated = hasManifest ? cells(of: input.submission, extra) : []
      for row in reporter.rows(of: input.report) { csv.row(row + stated) }
      if csv.bytes.count >= chunkSize { csv.flush(to: &sink) }
    }
    csv.flush(to: &sink)
  }

  private func header(_ extra: [String]) -> [String] {
    [
      words.text("编号", "number"), words.text("清单上的机构", "stated issuer"),
      words.text("清单上的机构类型", "stated issuer kind"),
      words.text("清单上的证书名称", "stated title"), words.text("清单上的发证日期", "stated date"),
      words.text("地区", "district"),
    ] + extra.map { String(visible: $0) }
  }

  private func cells(of stated: SubmissionFacts?, _ extra: [String]) -> [String] {
    let values = stated?.extra ?? []
    let cells: [String?] =
      [
        stated?.number, stated?.issuer, stated?.issuerKind?.name(in: words.language),
        stated?.title, stated?.issued?.description, stated?.district,
      ] + extra.map { name in values.first { $0.name == name }?.value }
    return cells.map { String(visible: $0 ?? "") }
  }
}
