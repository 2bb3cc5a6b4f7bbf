import ZhenglintCore
import ZhenglintReporting
import ZhenglintScan

/// The register for people.
struct CasesText {
  let language: Language
  /// Columns.
  let width: Int

  private func text(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  private var columns: [(title: String, width: Int, isNumber: Bool)] {
    [
      (text("编号", "case"), 6, true), (text("状态", "status"), 9, false),
      (text("日期", "since"), 10, false), (text("违规", "found"), 5, true),
    ]
  }

  // MARK: - The list

  func nothing(isFiltered: Bool) -> [UInt8] {
    Array(
      (isFiltered
        ? text("没有符合条件的案件。", "No case fits these conditions.")
        : text("台账中没有案件。", "There is no case in the register.")).utf8) + [0x0A]
  }

  func list(_ cases: [ScanCase]) -> [UInt8] {
    var page: [UInt8] = []
    row(columns.map(\.title), text("文件、发证机构", "file, issuer"), nil, to: &page)
    for scanCase in cases {
      row(
        [
          String(scanCase.id), scanCase.status.name(in: language),
          String(scanCase.changed.prefix { $0 != "T" }), String(scanCase.violations),
        ], scanCase.path, scanCase.issuer, to: &page)
    }
    page.endLine()
    let counts = CaseStatus.allCases.compactMap { status in
      let count = cases.count { $0.status == status }
      return count > 0 ? "\(status.name(in: language)) \(count)" : nil
    }.joined(separator: text("，", ", "))
    let total = text("共 \(cases.count) 件：", "\(counted(cases.count, "case")): ")
    page.appendWrapped(total + counts, indent: 0, width: width)
    page.endLine()
    return page
  }

  private func row(
    _ cells: [String], _ path: String, _ issuer: String?, to page: inout [UInt8]
  ) {
    var indent = 0
    for (cell, column) in zip(cells, columns) {
      let padding = column.width - cell.displayWidth
      if column.isNumber { page.appendSpaces(padding) }
      page.appendVisible(cell)
      page.appendSpaces((column.isNumber ? 0 : padding) + 2)
      indent += column.width + 2
    }
    page.appendWrapped(path, indent: indent, width: width)
    page.endLine()
    guard let issuer else { return }
    page.appendSpaces(indent)
    page.appendWrapped(issuer, indent: indent, width: width)
    page.endLine()
  }

  // MARK: - One case

  func page(_ file: CaseFile) -> [UInt8] {
    var page: [UInt8] = []
    let scanCase = file.scanCase
    line(
      text("第 \(scanCase.id) 号案件：", "Case \(scanCase.id): ") + scanCase.status.name(in: language),
      to: &page)
    for (name, value) in facts(of: file) { field(name[language], value, to: &page) }
    page.endLine()
    line(text("经过", "History"), to: &page)
    for event in file.history {
      line("\(event.time)  \(event.step(in: language))", indent: 2, to: &page)
      line("\(event.who)\(text("：", ": "))\(event.reason[language])", indent: 4, to: &page)
    }
    page.endLine()
    let findings = file.report.findings.filter { $0.suppression == nil }
    line(
      text(
        "最近一次发现（\(findings.count) 处）", "What was found last (\(findings.count))"), to: &page)
    for finding in findings { write(finding, to: &page) }
    return page
  }

  private func facts(of file: CaseFile) -> [(LocalizedText, String)] {
    let (scanCase, run) = (file.scanCase, file.run)
    let facts: [(LocalizedText, String?)] = [
      (LocalizedText(zh: "文件", en: "File"), scanCase.path),
      (LocalizedText(zh: "证书名称", en: "Title"), scanCase.title),
      (LocalizedText(zh: "发证机构", en: "Issuer"), scanCase.issuer),
      (LocalizedText(zh: "SHA-256", en: "SHA-256"), scanCase.sha256),
      (LocalizedText(zh: "扫描", en: "Scan"), run.summary(in: language)),
    ]
    return facts.compactMap { name, value in value.map { (name, $0) } }
  }

  private func write(_ finding: Finding, to page: inout [UInt8]) {
    let location = finding.location
    line(
      "\(location.startLine):\(location.startColumn)  \(finding.level.name(in: language))  \(finding.rule) \(text("「", "“"))\(finding.term)\(text("」", "”"))",
      indent: 2, to: &page)
    line(finding.context, indent: 4, to: &page)
    line(finding.message[language], indent: 4, to: &page)
    for citation in finding.basis {
      line(Citing(language: language).full(citation), indent: 4, to: &page)
    }
  }

  private func line(_ text: String, indent: Int = 0, to page: inout [UInt8]) {
    page.appendSpaces(indent)
    page.appendWrapped(text, indent: indent, width: width)
    page.endLine()
  }

  private func field(_ name: String, _ value: String, to page: inout [UInt8]) {
    let indent = 12
    page.appendSpaces(2)
    page.appendVisible(name)
    page.appendSpaces(indent - 2 - name.displayWidth)
    page.appendWrapped(value, indent: indent, width: width)
    page.endLine()
  }
}

extension ScanRun {
  /// Which run it is, and the versions that it was made with.
  func summary(in language: Language) -> String {
    let edition = terms.edition
    let text = LocalizedText(
      zh:
        "第 \(id) 次，\(finished ?? started) 完成；zhenglint \(terms.toolVersion)，规则 \(terms.rulesVersion) 版，\(terms.asOf) 的规定，国家职业资格目录（\(edition.map { "\($0)年版" } ?? "尚无")）",
      en:
        "run \(id), finished \(finished ?? started); zhenglint \(terms.toolVersion), rules \(terms.rulesVersion), the law of \(terms.asOf), 国家职业资格目录 (\(edition.map { "edition \($0)" } ?? "none yet"))"
    )
    return text[language]
  }
}

/// The register for other programs.
enum CasesTable {
  static func csv(_ cases: [ScanCase], language: Language) -> [UInt8] {
    var csv = CSVWriter()
    csv.row(
      language == .zh
        ? [
          "编号", "状态", "文件", "证书名称", "发证机构", "违反规定", "需人工判断", "立案时间", "最近变动", "扫描", "SHA-256",
        ]
        : [
          "case", "status", "path", "title", "issuer", "violation", "review", "opened", "changed",
          "run", "sha256",
        ])
    for scanCase in cases {
      csv.row([
        String(scanCase.id), scanCase.status.name(in: language), scanCase.path,
        scanCase.title ?? "", scanCase.issuer ?? "", String(scanCase.violations),
        String(scanCase.reviews), scanCase.opened, scanCase.changed, String(scanCase.run),
        scanCase.sha256,
      ])
    }
    return csv.bytes
  }

  /// `zhenglint-cases/1`; keys keep their order, and what is not known is `null`.
  static func json(_ cases: [ScanCase]) -> [UInt8] {
    var json = JSONWriter()
    json.object(.lines) { json in
      json.member("schema", "zhenglint-cases/1")
      json.key("cases")
      json.array(cases, .lines) { json, scanCase in
        json.object(.lines) { json in
          json.member("case", Int(scanCase.id))
          json.member("status", scanCase.status.rawValue)
          json.member("path", scanCase.path)
          json.member("title", scanCase.title)
          json.member("issuer", scanCase.issuer)
          json.member("violation", scanCase.violations)
          json.member("review", scanCase.reviews)
          json.member("opened", scanCase.opened)
          json.member("changed", scanCase.changed)
          json.member("run", Int(scanCase.run))
          json.member("sha256", scanCase.sha256)
        }
      }
    }
    return json.bytes + [UInt8(ascii: "\n")]
  }
}
