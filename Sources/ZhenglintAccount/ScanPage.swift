package import ZhenglintCore
package import ZhenglintReporting
package import ZhenglintRules
package import ZhenglintScan

/// The page on a run of a store: for people who look, print and put on file.
///
/// It has no script and needs nothing from outside. The verdict comes first, then what was not checked,
/// then the counts, last the findings of each issuer; long lists are cut, and say so.
package struct ScanPage: Sendable {
  let words: AccountWords
  /// Names of rules by their ids.
  private let names: [String: LocalizedText]

  /// - Parameters:
  ///   - language: Of everything but quotations and the names of instruments.
  ///   - rules: Those that the program knows.
  package init(language: Language, rules: [Rule]) {
    words = AccountWords(language: language)
    names = Dictionary(rules.map { ($0.id, $0.name) }) { first, _ in first }
  }

  /// Writes the whole page.
  ///
  /// - Parameters:
  ///   - overview: What the page says.
  ///   - changes: How findings compare with an earlier run, and its number.
  ///   - sink: Where the bytes go.
  package func write(
    _ overview: ScanOverview, since changes: (run: Int64, changes: ScanChanges)?,
    to sink: inout some ByteSink
  ) {
    var html = HTMLWriter()
    let citations = CitationIndex(overview)
    html.block("html", ["lang": text("zh-CN", "en-GB")]) { html in
      html.head(
        title: title, toolVersion: overview.run.terms.toolVersion,
        addedStyles: [(ScanPageStyle.sheet, ScanPageStyle.hash)])
      html.block("body") { html in
        html.block("header") { html in
          writeVerdict(on: overview, to: &html)
        }
        writeContents(of: overview, to: &html)
        html.block("main") { html in
          writeUnread(overview, to: &html)
          writeRun(overview, since: changes, to: &html)
          writeRules(overview, to: &html)
          writeIssuers(overview, to: &html)
          writeDistricts(overview, to: &html)
          writeDesigns(overview, to: &html)
          writeTrend(overview, to: &html)
          writeCases(overview, to: &html)
          writeFound(overview, citations, to: &html)
          citations.write(in: words, to: &html)
        }
        writeFoot(of: overview, to: &html)
      }
    }
    html.flush(to: &sink)
  }

  var language: Language { words.language }

  func text(_ zh: String, _ en: String) -> String { words.text(zh, en) }

  func name(ofRule id: String) -> String {
    names[id].map { $0[language] + text("（\(id)）", " (\(id))") } ?? id
  }

  /// Without the id, for charts.
  func shortName(ofRule id: String) -> String { names[id]?[language] ?? id }
}

// MARK: - The frame

extension ScanPage {
  private var title: String { text("证书用语扫描总览", "Overview of a scan of certificates") }

  private func writeVerdict(on overview: ScanOverview, to html: inout HTMLWriter) {
    let summary = overview.summary
    let verdict = Verdict(
      violations: summary.violation, reviews: summary.review, infos: summary.info,
      inputs: summary.inputs, checked: summary.checked,
      hasAllRules: overview.run.omittedRules.isEmpty)
    let (look, sign) =
      summary.violation > 0 || !summary.isComplete
      ? ("violation", "✗")
      : summary.review > 0 || summary.inputs == 0 ? ("review", "?") : ("good", "✓")
    html.block("h1", text: title)
    html.block("p", ["class": "verdict \(look)"]) { html in
      html.inline("span", ["class": "sign", "aria-hidden": "true"], text: sign)
      html.text(verdict.sentence(in: language))
    }
    html.block("ul", ["class": "counts"]) { html in
      for level in Level.allCases.reversed() {
        count(summary.count(of: level), level.name(in: language), level.rawValue, to: &html)
      }
      count(
        summary.inputsInBreach, text("有违反规定之处的文件", "files in breach"), "violation", to: &html)
      count(summary.checked, text("已完整检查", "checked whole"), "whole", to: &html)
      count(
        summary.partly + summary.unread, text("未能完整检查", "not checked whole"), "violation",
        to: &html)
    }
  }

  private func count(_ count: Int, _ name: String, _ look: String, to html: inout HTMLWriter) {
    html.block("li", count > 0 ? ["class": look] : [:]) { html in
      html.text("\(name) ")
      html.inline("strong", text: String(count))
    }
  }

  private func writeContents(of overview: ScanOverview, to html: inout HTMLWriter) {
    let sections: [(id: String, name: String, isThere: Bool)] = [
      ("unread", text("未能完整检查", "Not checked whole"), !overview.summary.isComplete),
      ("rows", text("清单里的坏行", "Bad rows"), overview.faultyRows.total > 0),
      ("run", text("这次扫描", "The run"), true),
      ("rules", text("规则和级别", "Rules and levels"), !overview.rules.isEmpty),
      ("issuers", text("机构", "Issuers"), overview.issuers.total > 0),
      ("districts", text("地区", "Districts"), overview.districts.total > 0),
      (
        "designs", text("相同的设计", "Repeated designs"),
        overview.copies.total + overview.designs.total > 0
      ),
      ("trend", text("历次扫描", "Earlier runs"), overview.trend.count > 1),
      ("cases", text("台账", "Cases"), !overview.cases.isEmpty),
      ("found", text("逐家查看", "Findings"), !overview.found.isEmpty),
    ]
    html.block("nav", ["aria-label": text("目录", "Contents")]) { html in
      html.block("ul") { html in
        for section in sections where section.isThere {
          html.block("li") { html in
            html.inline("a", ["href": "#\(section.id)"], text: section.name)
          }
        }
      }
    }
  }

  private func writeFoot(of overview: ScanOverview, to html: inout HTMLWriter) {
    html.block("footer") { html in
      html.block(
        "p",
        text: text(
          "标有“待核对”的信息尚未与文件原文核对。",
          "Facts marked “to be verified” have not been compared with the instrument's text."))
      html.block(
        "p",
        text: text(
          "本报告只说用语是否合乎所列文件的规定，不判断证书是否合法，也不是法律意见。",
          "This report says whether wording keeps to the rules cited; it gives no legal advice."))
      html.block("p", text: "zhenglint \(overview.run.terms.toolVersion)")
    }
  }
}

// MARK: - The run

extension ScanPage {
  private func writeRun(
    _ overview: ScanOverview, since changes: (run: Int64, changes: ScanChanges)?,
    to html: inout HTMLWriter
  ) {
    let (run, terms, summary) = (overview.run, overview.run.terms, overview.summary)
    section("run", text("这次扫描", "The run"), look: "run", to: &html) { html in
      html.block("dl") { html in
        row(text("次数", "Run"), text("第 \(run.id) 次", "\(run.id)"), to: &html)
        let times = [run.started, run.finished].compactMap(\.self).map(words.time)
        row(text("时间", "Time"), times.joined(separator: text(" 至 ", " to ")), to: &html)
        row(text("程序", "Tool"), "zhenglint \(terms.toolVersion)", to: &html)
        row(
          text("规则", "Rules"),
          text("\(terms.rulesVersion) 版", terms.rulesVersion) + " (SHA-256 \(terms.rulesSHA256))",
          to: &html)
        row(
          text("时点", "Law"),
          text(
            "\(terms.asOf) 的规定，国家职业资格目录（\(words.catalogue(terms))）；证书另有日期的按其日期",
            "the rules of \(terms.asOf), 国家职业资格目录 (\(words.catalogue(terms))); a dated certificate by its own date"
          ),
          to: &html)
        row(text("选项", "Options"), run.options, to: &html)
        if !run.omittedRules.isEmpty {
          row(
            text("未启用的规则", "Rules not applied"),
            run.omittedRules.joined(separator: text("、", ", ")), to: &html)
        }
        row(
          text("文件", "Inputs"),
          text(
            "\(summary.inputs) 份：完整检查 \(summary.checked)，部分读取 \(summary.partly)，未读 \(summary.unread)；\(summary.reused) 份内容相同，未重复检查",
            "\(summary.inputs): checked whole \(summary.checked), in part \(summary.partly), unread \(summary.unread); \(summary.reused) of equal contents were not checked again"
          ),
          to: &html)
        if overview.submissions > 0 {
          row(
            text("清单", "Manifest"),
            text(
              "\(overview.submissions) 行可用，\(overview.faultyRows.total) 行有错",
              "\(overview.submissions) rows, \(overview.faultyRows.total) bad ones"), to: &html)
        }
        if let changes {
          row(
            text("与第 \(changes.run) 次相比", "Since run \(changes.run)"),
            text(
              "新增 \(changes.changes.new) 处，消除 \(changes.changes.fixed) 处，未变 \(changes.changes.unchanged) 处",
              "\(changes.changes.new) new, \(changes.changes.fixed) fixed, \(changes.changes.unchanged) unchanged"
            ),
            to: &html)
        }
        for note in run.notes {
          row(text("说明", "Note"), note.message[language], to: &html)
        }
      }
    }
  }

  private func row(_ name: String, _ value: String, to html: inout HTMLWriter) {
    html.inline("dt", text: name)
    html.block("dd", text: value)
  }

  func section(
    _ id: String, _ title: String, look: String = "", to html: inout HTMLWriter,
    _ contents: (inout HTMLWriter) -> Void
  ) {
    html.block("section", ["class": look, "aria-labelledby": id]) { html in
      html.block("h2", ["id": id], text: title)
      contents(&html)
    }
  }

  /// Says what a list leaves out, and where it is.
  func writeRest<Element>(of list: Head<Element>, to html: inout HTMLWriter) {
    guard list.rest > 0 else { return }
    html.block(
      "p", ["class": "more"],
      text: text(
        "另有 \(list.rest) 项没有列在这里；--format xlsx 的报告里全有。",
        "\(list.rest) more are not listed here; the report in --format xlsx has all of them."))
  }
}
