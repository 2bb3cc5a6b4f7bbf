package import ZhenglintCore
package import ZhenglintReporting
package import ZhenglintRules
package import ZhenglintScan

/// The workbook on a run of a store: all of it, for sorting, filtering and counting.
///
/// Rows go from the store to the sink one by one, so that the number of inputs costs no memory.
package struct ScanWorkbook: Sendable {
  private let words: AccountWords
  private let names: [String: LocalizedText]

  /// - Parameters:
  ///   - language: Of everything but quotations and the names of instruments.
  ///   - rules: Those that the program knows.
  package init(language: Language, rules: [Rule]) {
    words = AccountWords(language: language)
    names = Dictionary(rules.map { ($0.id, $0.name) }) { first, _ in first }
  }

  /// Writes the whole workbook.
  ///
  /// - Parameters:
  ///   - overview: Of the run.
  ///   - changes: How findings compare with an earlier run, and its number.
  ///   - store: That of the run.
  ///   - sink: Where the bytes go.
  /// - Throws: Where the store cannot be read; what was written then is no workbook.
  package func write(
    _ overview: ScanOverview, since changes: (run: Int64, changes: ScanChanges)?,
    from store: ScanStore, to sink: inout some ByteSink
  ) throws(StoreError) {
    var book = XLSXWriter(to: sink)
    writeOverview(overview, since: changes, to: &book)
    try writeIssuers(of: overview.run, from: store, to: &book)
    try writeInputs(of: overview.run, from: store, to: &book)
    try writeFindings(of: overview.run, from: store, to: &book)
    try writeUnread(of: overview.run, from: store, to: &book)
    book.finish()
    sink = book.sink
  }

  private var language: Language { words.language }

  private func text(_ zh: String, _ en: String) -> String { words.text(zh, en) }

  private func column(_ zh: String, _ en: String, _ width: Int) -> SheetColumn {
    SheetColumn(text(zh, en), width: width)
  }

  private var levelColumns: [SheetColumn] {
    Level.allCases.reversed().map { SheetColumn($0.name(in: language), width: 12) }
  }
}

// MARK: - Overview

extension ScanWorkbook {
  private func writeOverview(
    _ overview: ScanOverview, since changes: (run: Int64, changes: ScanChanges)?,
    to book: inout XLSXWriter<some ByteSink>
  ) {
    book.begin(
      text("概览", "Overview"),
      [column("类别", "Group", 16), column("项目", "Item", 44), column("值", "Value", 24)])
    let run = text("这次扫描", "Run")
    for (name, value) in facts(of: overview, since: changes) {
      book.row([.text(run), .text(name), value])
    }
    let levels = text("级别", "Level")
    for level in Level.allCases.reversed() {
      let count = overview.summary.count(of: level)
      book.row([.text(levels), .text(level.name(in: language)), .number(count)])
    }
    for rule in overview.rules {
      let name = names[rule.rule].map { "\($0[language]) (\(rule.rule))" } ?? rule.rule
      book.row([.text(text("规则", "Rule")), .text(name), .number(rule.findings)])
    }
    for district in overview.districts.items {
      book.row([
        .text(text("地区", "District")), .text(district.name), .number(district.tally.findings),
      ])
    }
    for (status, count) in overview.cases {
      book.row([.text(text("台账", "Cases")), .text(words.caseStatus(status)), .number(count)])
    }
    for earlier in overview.trend {
      let name = text(
        "第 \(earlier.run) 次（\(words.time(earlier.finished))）违反规定",
        "run \(earlier.run) (\(words.time(earlier.finished))), in breach")
      book.row([
        .text(text("历次扫描", "Runs")), .text(name), .number(earlier.tally.violation),
      ])
    }
  }

  private func facts(
    of overview: ScanOverview, since changes: (run: Int64, changes: ScanChanges)?
  ) -> [(name: String, value: SheetCell)] {
    let (run, terms, summary) = (overview.run, overview.run.terms, overview.summary)
    var facts: [(String, SheetCell)] = [
      (text("次数", "Number"), .number(Int(run.id))),
      (text("开始（UTC）", "Started (UTC)"), .time(run.started)),
      (text("完成（UTC）", "Finished (UTC)"), run.finished.map { .time($0) } ?? .none),
      (text("程序", "Tool"), .text("zhenglint \(terms.toolVersion)")),
      (text("规则", "Rules"), .text(terms.rulesVersion)),
      (text("规则的 SHA-256", "SHA-256 of the rules"), .text(terms.rulesSHA256)),
      (text("时点", "Law of"), .date(terms.asOf)),
      (text("国家职业资格目录", "Catalogue"), .text(words.catalogue(terms))),
      (text("选项", "Options"), .text(run.options)),
      (
        text("未启用的规则", "Rules not applied"),
        .text(run.omittedRules.joined(separator: text("、", ", ")))
      ),
      (text("文件", "Inputs"), .number(summary.inputs)),
      (text("完整检查", "Checked whole"), .number(summary.checked)),
      (text("部分读取", "Partly read"), .number(summary.partly)),
      (text("未读", "Unread"), .number(summary.unread)),
      (text("有违反规定之处的文件", "Inputs in breach"), .number(summary.inputsInBreach)),
      (text("内容相同、未重复检查", "Of equal contents, not checked again"), .number(summary.reused)),
      (text("清单里的坏行", "Bad rows of the manifest"), .number(overview.faultyRows.total)),
    ]
    if let changes {
      let since = text("与第 \(changes.run) 次相比", "since run \(changes.run)")
      facts += [
        (since + text("新增", ": new"), .number(changes.changes.new)),
        (since + text("消除", ": fixed"), .number(changes.changes.fixed)),
        (since + text("未变", ": unchanged"), .number(changes.changes.unchanged)),
      ]
    }
    return facts + run.notes.map { (text("说明", "Note"), .text($0.message[language])) }
  }
}

// MARK: - Issuers

extension ScanWorkbook {
  private func writeIssuers(
    of run: ScanRun, from store: ScanStore, to book: inout XLSXWriter<some ByteSink>
  ) throws(StoreError) {
    book.begin(
      text("机构", "Issuers"),
      [
        column("机构", "Issuer", 40), column("文件", "Inputs", 10),
        column("有违规的", "In breach", 10), column("未完整检查", "Not whole", 12),
      ] + levelColumns)
    try store.forEachIssuer(in: run) { issuer in
      let tally = issuer.tally
      book.row(
        [.text(String(visible: words.issuer(issuer.name)))]
          + [
            tally.inputs, tally.inBreach, tally.incomplete, tally.violation, tally.review,
            tally.info,
          ].map { .number($0) })
    }
  }
}

// MARK: - Inputs

extension ScanWorkbook {
  private func writeInputs(
    of run: ScanRun, from store: ScanStore, to book: inout XLSXWriter<some ByteSink>
  ) throws(StoreError) {
    let extra = try store.extraColumns(of: run)
    book.begin(
      text("文件", "Inputs"),
      [
        column("文件", "File", 44), column("读取", "Status", 12), column("编号", "Number", 16),
        column("机构", "Issuer", 32), column("机构类型", "Kind", 20),
        column("证书名称", "Title", 32), column("发证日期", "Issued", 12),
        column("地区", "District", 14), column("与目录的关系", "Standing", 18),
      ] + levelColumns + [
        column("台账", "Case", 10), column("格式", "Format", 8),
        column("字节数", "Bytes", 10), column("SHA-256", "SHA-256", 66),
        column("未能检查的原因", "Not checked because", 40),
      ] + extra.map { SheetColumn(String(visible: $0), width: 16) })
    try store.forEachInput(in: run, withFindings: false) { input in
      book.row(cells(of: input, extra: extra))
    }
  }

  private func cells(of input: ScannedInput, extra: [String]) -> [SheetCell] {
    let (report, stated) = (input.report, input.submission)
    let certificate = report.certificate
    let kind = stated?.issuerKind ?? certificate?.issuerKind
    let values = stated?.extra ?? []
    return [
      visible(report.path), .text(report.status.name(in: language)), visible(stated?.number),
      visible(stated?.issuer ?? certificate?.issuer), .text(kind?.name(in: language)),
      visible(stated?.title ?? certificate?.title),
      .date(stated?.issued ?? certificate?.issued), visible(stated?.district),
      .text(certificate?.standing.name(in: language)),
      .number(input.tally.violation), .number(input.tally.review), .number(input.tally.info),
      .text(input.caseStatus.map(words.caseStatus)), .text(report.format), .number(input.size),
      .text(report.sha256), reasons(report),
    ] + extra.map { name in visible(values.first { $0.name == name }?.value) }
  }

  private func visible(_ text: String?) -> SheetCell { .text(text.map { String(visible: $0) }) }

  private func reasons(_ report: InputReport) -> SheetCell {
    let reasons = report.notes.filter(\.isIncomplete).map { $0.message[language] }
    return reasons.isEmpty ? .none : .text(String(visible: reasons.joined(separator: " ")))
  }

  private func writeUnread(
    of run: ScanRun, from store: ScanStore, to book: inout XLSXWriter<some ByteSink>
  ) throws(StoreError) {
    book.begin(
      text("未读", "Unread"),
      [
        column("文件或清单的行", "File or row", 44), column("读取", "Status", 16),
        column("原因", "Reason", 80),
      ])
    try store.forEachInput(in: run, withFindings: false) { input in
      guard input.report.status != .checked else { return }
      book.row([
        visible(input.report.path), .text(input.report.status.name(in: language)),
        reasons(input.report),
      ])
    }
    try store.forEachFaultyRow(in: run) { row in
      let place = text("清单第 \(row.line) 行", "line \(row.line) of the manifest")
      let which = [row.number, row.path].compactMap(\.self).map { String(visible: $0) }
      book.row([
        .text(([place] + which).joined(separator: " ")),
        .text(text("不能用的行", "unusable row")), visible(row.fault[language]),
      ])
    }
  }
}

// MARK: - Findings

extension ScanWorkbook {
  private func writeFindings(
    of run: ScanRun, from store: ScanStore, to book: inout XLSXWriter<some ByteSink>
  ) throws(StoreError) {
    book.begin(
      text("发现", "Findings"),
      [
        column("文件", "File", 44), column("机构", "Issuer", 32), column("结论", "Level", 12),
        column("规则", "Rule", 24), column("字样", "Term", 14), column("原文", "Text", 18),
        column("写法", "Disguises", 14), column("行", "Line", 7), column("列", "Column", 7),
        column("位置", "Where", 14), column("语境", "Context", 40),
        column("说明", "Message", 50), column("依据", "Basis", 50),
        column("建议", "Advice", 50), column("不计的原因", "Does not count because", 20),
        column("指纹", "Fingerprint", 36),
      ])
    try store.forEachInput(in: run, withFindings: true) { input in
      let issuer = input.submission?.issuer ?? input.report.certificate?.issuer
      for finding in input.report.findings {
        book.row([visible(input.report.path), visible(issuer)] + cells(of: finding))
      }
    }
  }

  private func cells(of finding: Finding) -> [SheetCell] {
    let citing = Citing(language: language)
    let readings = finding.readings.map { $0.reason[language] }
    let place = finding.field.map { fieldName($0, in: language) }
    return [
      .text(finding.level.name(in: language)), .text(finding.rule), visible(finding.term),
      visible(finding.text),
      .text(finding.disguises.map { $0.name(in: language) }.joined(separator: "；")),
      .number(finding.location.startLine), .number(finding.location.startColumn),
      visible(place ?? finding.channel.name(in: language)), visible(finding.context),
      visible(([finding.message[language]] + readings).joined(separator: "；")),
      .text(finding.basis.map(citing.full).joined(separator: "\n")),
      .text(finding.advice[language]), visible(finding.suppression.map(reason)),
      .text(finding.fingerprint),
    ]
  }

  private func reason(_ suppression: Suppression) -> String {
    let kind =
      switch suppression.kind {
      case .inSource: text("文件内注明", "as its file asks")
      case .baseline: text("基线中已有", "in the baseline")
      }
    return kind + (suppression.reason.map { words.gap + $0 } ?? "")
  }
}
