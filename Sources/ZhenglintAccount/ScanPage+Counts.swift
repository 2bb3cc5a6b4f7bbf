import ZhenglintCore
import ZhenglintReporting
import ZhenglintScan

// What a run comes to, by one thing after the other: a chart of the most, a table of the rest.

extension ScanPage {
  private typealias Column = (name: String, isNumber: Bool)

  /// How many bars a chart has at most.
  private static let barLimit = 12
  /// How many rows of a table are not folded.
  private static let unfolded = 20

  func writeIssuers(_ overview: ScanOverview, to html: inout HTMLWriter) {
    guard overview.issuers.total > 0 else { return }
    section("issuers", text("机构", "Issuers"), to: &html) { html in
      let anchors = Dictionary(
        overview.found.enumerated().map { ($1.issuer.name, "#issuer-\($0 + 1)") }
      ) { first, _ in first }
      writeChart(
        of: overview.issuers.items.map { (words.issuer($0.name), $0.tally) },
        title: text("发现最多的机构", "Issuers with most findings"), to: &html)
      writeTable(
        of: overview.issuers.items, first: text("机构", "Issuer"),
        caption: text(
          "机构取清单所写，清单没有的取证书上的；共 \(overview.issuers.total) 家",
          "as the manifest states, else as the certificate says; \(overview.issuers.total) in all"),
        name: words.issuer, anchor: { anchors[$0] }, to: &html)
      writeRest(of: overview.issuers, to: &html)
    }
  }

  func writeDistricts(_ overview: ScanOverview, to html: inout HTMLWriter) {
    guard overview.districts.total > 0 else { return }
    section("districts", text("地区", "Districts"), to: &html) { html in
      writeChart(
        of: overview.districts.items.map { ($0.name ?? "", $0.tally) },
        title: text("发现最多的地区", "Districts with most findings"), to: &html)
      writeTable(
        of: overview.districts.items, first: text("地区", "District"),
        caption: text("照清单所写", "as the manifest states"), name: { $0 ?? "" },
        anchor: { _ in nil }, to: &html)
      writeRest(of: overview.districts, to: &html)
    }
  }

  func writeRules(_ overview: ScanOverview, to html: inout HTMLWriter) {
    guard !overview.rules.isEmpty else { return }
    section("rules", text("规则和级别", "Rules and levels"), to: &html) { html in
      writeKey(to: &html)
      let levels = Level.allCases.reversed().filter { overview.summary.count(of: $0) > 0 }
      ScanChart(title: text("各级别的发现", "Findings by level")).write(
        levels.map { level in
          ScanChart.Bar(
            name: level.name(in: language),
            parts: [(overview.summary.count(of: level), level.rawValue)])
        }, to: &html)
      ScanChart(title: text("各规则的发现", "Findings by rule")).write(
        overview.rules.prefix(Self.barLimit).map {
          bar(shortName(ofRule: $0.rule), $0.violation, $0.review, $0.info)
        }, to: &html)
      let columns: [Column] =
        [(text("规则", "Rule"), false), (text("文件", "Inputs"), true)]
        + Level.allCases.reversed().map { ($0.name(in: language), true) }
      table(columns, to: &html) { html in
        for rule in overview.rules {
          cells(
            columns, to: &html,
            [
              name(ofRule: rule.rule), "\(rule.inputs)", "\(rule.violation)", "\(rule.review)",
              "\(rule.info)",
            ])
        }
      }
    }
  }

  func writeTrend(_ overview: ScanOverview, to html: inout HTMLWriter) {
    guard overview.trend.count > 1 else { return }
    section("trend", text("历次扫描", "Earlier runs"), to: &html) { html in
      writeKey(withInfo: false, to: &html)
      ScanChart(title: text("历次扫描的发现", "Findings of each run")).write(
        [Level.violation, .review].map { level in
          ScanChart.Line(
            name: level.name(in: language), look: level.rawValue,
            values: overview.trend.map { $0.tally.count(of: level) })
        },
        steps: overview.trend.map { "#\($0.run) \($0.finished.prefix(10))" }, to: &html)
      let columns: [Column] =
        [
          (text("次", "Run"), true), (text("完成", "Finished"), false),
          (text("规则", "Rules"), false),
        ] + tallyColumns
      table(columns, to: &html) { html in
        for run in overview.trend {
          cells(
            columns, to: &html,
            ["\(run.run)", words.time(run.finished), run.rulesVersion] + numbers(of: run.tally))
        }
      }
      html.block(
        "p", ["class": "about"],
        text: text(
          "各次所查的文件和所用的规则可能不同，比较时请留意。",
          "Runs may have had other inputs and other rules; mind that when you compare them."))
    }
  }

  func writeDesigns(_ overview: ScanOverview, to html: inout HTMLWriter) {
    guard overview.copies.total + overview.designs.total > 0 else { return }
    section("designs", text("相同的设计", "Repeated designs"), to: &html) { html in
      write(
        overview.designs,
        caption: text(
          "内容不同而发现完全一样的文件：多半出自同一个版式",
          "files that differ and in which exactly the same is found: probably one template"),
        rest: text(
          "工作簿（--format xlsx）的“发现”表按指纹排序，相同的发现便排在一起",
          "sort the findings of the workbook (--format xlsx) by fingerprint to see them together"),
        to: &html)
      write(
        overview.copies,
        caption: text("内容完全相同的文件（SHA-256 相同）", "files of equal contents (same SHA-256)"),
        rest: text(
          "工作簿（--format xlsx）的“文件”表按 SHA-256 排序，相同的文件便排在一起",
          "sort the inputs of the workbook (--format xlsx) by SHA-256 to see them together"),
        to: &html)
    }
  }

  /// Writes groups of inputs.
  ///
  /// - Parameters:
  ///   - designs: The groups.
  ///   - caption: What makes them groups.
  ///   - rest: Where those are that are not listed.
  ///   - html: Where they are written.
  private func write(
    _ designs: Head<Design>, caption: String, rest: String, to html: inout HTMLWriter
  ) {
    guard designs.total > 0 else { return }
    let columns: [Column] = [
      (text("文件", "Inputs"), true), (text("不同的内容", "Contents"), true),
      (text("机构", "Issuers"), true), (text("每份违反规定", "Violations each"), true),
      (text("每份需人工判断", "Reviews each"), true), (text("例", "As"), false),
    ]
    table(columns, caption: caption, to: &html) { html in
      for design in designs.items {
        let rest = design.inputs - design.paths.count
        let more = rest > 0 ? text(" 等 \(design.inputs) 份", " and \(rest) more") : ""
        cells(
          columns, to: &html,
          [
            "\(design.inputs)", "\(design.contents)", "\(design.issuers)", "\(design.violation)",
            "\(design.review)",
            design.paths.map { String(visible: $0) }.joined(separator: text("、", ", ")) + more,
          ])
      }
    }
    guard designs.rest > 0 else { return }
    html.block(
      "p", ["class": "more"],
      text: text(
        "另有 \(designs.rest) 组没有列在这里；\(rest)。",
        "\(designs.rest) more groups are not listed here; \(rest)."))
  }

  func writeCases(_ overview: ScanOverview, to html: inout HTMLWriter) {
    guard !overview.cases.isEmpty else { return }
    section("cases", text("台账", "Cases"), to: &html) { html in
      let columns: [Column] = [(text("状态", "Status"), false), (text("件数", "Cases"), true)]
      table(columns, to: &html) { html in
        for (status, count) in overview.cases {
          cells(columns, to: &html, [words.caseStatus(status), "\(count)"])
        }
      }
    }
  }
}

// MARK: - Tables and charts

extension ScanPage {
  private func writeChart(
    of tallies: [(name: String, tally: Tally)], title: String, to html: inout HTMLWriter
  ) {
    let found = tallies.filter { $0.tally.findings > 0 }.prefix(Self.barLimit)
    guard !found.isEmpty else { return }
    writeKey(to: &html)
    ScanChart(title: title).write(
      found.map { bar($0.name, $0.tally.violation, $0.tally.review, $0.tally.info) }, to: &html)
  }

  private func bar(_ name: String, _ violation: Int, _ review: Int, _ info: Int) -> ScanChart.Bar {
    ScanChart.Bar(
      name: name, parts: [(violation, "violation"), (review, "review"), (info, "info")])
  }

  private func writeKey(withInfo: Bool = true, to html: inout HTMLWriter) {
    html.block("p", ["class": "key"]) { html in
      for level in Level.allCases.reversed() where withInfo || level != .info {
        html.inline("span", ["class": level.rawValue], text: level.name(in: language))
      }
    }
  }

  private func writeTable(
    of tallies: [NamedTally], first: String, caption: String, name: (String?) -> String,
    anchor: (String?) -> String?, to html: inout HTMLWriter
  ) {
    let columns: [Column] = [(first, false)] + tallyColumns
    func writePart(_ tallies: ArraySlice<NamedTally>, caption: String?, to html: inout HTMLWriter) {
      table(columns, caption: caption, to: &html) { html in
        for item in tallies {
          html.block("tr") { html in
            write(String(visible: name(item.name)), anchor: anchor(item.name), to: &html)
            for number in numbers(of: item.tally) {
              html.inline("td", ["class": "number"], text: number)
            }
          }
        }
      }
    }
    writePart(tallies.prefix(Self.unfolded), caption: caption, to: &html)
    let rest = tallies.dropFirst(Self.unfolded)
    guard !rest.isEmpty else { return }
    html.block("details") { html in
      html.block("summary", text: text("另 \(rest.count) 项", "\(rest.count) more"))
      writePart(rest, caption: nil, to: &html)
    }
  }

  private func write(_ name: String, anchor: String?, to html: inout HTMLWriter) {
    html.inline("td") { html in
      if let anchor {
        html.inline("a", ["href": anchor], text: name)
      } else {
        html.text(name)
      }
    }
  }

  private var tallyColumns: [Column] {
    [
      (text("文件", "Inputs"), true), (text("有违规的", "In breach"), true),
      (text("未完整检查", "Not whole"), true),
    ] + Level.allCases.reversed().map { ($0.name(in: language), true) }
  }

  private func numbers(of tally: Tally) -> [String] {
    [
      tally.inputs, tally.inBreach, tally.incomplete, tally.violation, tally.review, tally.info,
    ].map(String.init)
  }

  private func table(
    _ columns: [Column], caption: String? = nil, to html: inout HTMLWriter,
    _ rows: (inout HTMLWriter) -> Void
  ) {
    // Keeps a table that is wider than a small screen from widening the page.
    html.block("div", ["class": "wide"]) { html in
      html.block("table") { html in
        if let caption { html.block("caption", text: caption) }
        html.block("thead") { html in
          html.block("tr") { html in
            for column in columns {
              html.inline(
                "th", column.isNumber ? ["scope": "col", "class": "number"] : ["scope": "col"],
                text: column.name)
            }
          }
        }
        html.block("tbody") { rows(&$0) }
      }
    }
  }

  private func cells(_ columns: [Column], to html: inout HTMLWriter, _ cells: [String]) {
    html.block("tr") { html in
      for (column, cell) in zip(columns, cells) {
        html.inline("td", column.isNumber ? ["class": "number"] : [:], text: cell)
      }
    }
  }
}
