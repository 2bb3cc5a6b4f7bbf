package import ZhenglintCore
package import ZhenglintRules

/// The report for people who want to look and print: one page that needs nothing from outside.
///
/// It holds no script, and its policy forbids any; filters work by style alone. The verdict comes first
/// and what to do about it, then what was not checked whole, then each certificate that has findings,
/// with its text.
package struct HTMLReporter: Reporter {
  private let language: Language
  /// Names of rules by their ids.
  private let names: [String: LocalizedText]

  /// - Parameters:
  ///   - language: Of everything but quotations and the names of instruments.
  ///   - rules: Those that were applied.
  package init(language: Language, rules: [Rule]) {
    self.language = language
    names = Dictionary(rules.map { ($0.id, $0.name) }) { first, _ in first }
  }

  package func write(_ report: RunReport, to sink: inout some ByteSink) {
    var html = HTMLWriter()
    let inputs = report.sortedInputs
    html.block("html", ["lang": language == .zh ? "zh-CN" : "en-GB"]) { html in
      html.head(title: title, toolVersion: report.toolVersion)
      html.block("body") { html in
        writeVerdict(on: report, to: &html)
        writeFilter(of: report, to: &html)
        if inputs.isEmpty { return writeFoot(of: report, to: &html) }
        html.block("main") { html in
          writeIncomplete(inputs, to: &html)
          writeWarnings(inputs, to: &html)
          writeIndex(inputs, to: &html)
          for (number, input) in inputs.enumerated() {
            if !input.activeFindings.isEmpty { write(input, number: number + 1, to: &html) }
            if html.bytes.count >= chunkSize { html.flush(to: &sink) }
          }
          writeClean(inputs, to: &html)
          writeSuppressed(inputs, to: &html)
        }
        writeFoot(of: report, to: &html)
      }
    }
    html.flush(to: &sink)
  }

  private func text(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  private var comma: String { text("、", ", ") }

  /// Between sentences.
  private var gap: String { text("", " ") }

  /// Of quotations from certificates.
  private static let quoted: HTMLWriter.Attributes = ["lang": "zh-CN"]
}

// MARK: - The page

extension HTMLReporter {
  private var title: String { text("证书用语检查报告", "Report on the wording of certificates") }

  private func writeVerdict(on report: RunReport, to html: inout HTMLWriter) {
    let verdict = Verdict(report)
    let (look, sign) =
      switch verdict.style {
      case .red: ("violation", "✗")
      case .yellow: ("review", "?")
      default: ("good", "✓")
      }
    html.block("header") { html in
      html.block("h1", text: title)
      html.block("p", ["class": "verdict \(look)"]) { html in
        html.inline("span", ["class": "sign", "aria-hidden": "true"], text: sign)
        html.text(verdict.sentence(in: language))
      }
      html.block("p", ["class": "next"], text: nextSteps(after: report).joined(separator: gap))
      html.block("ul", ["class": "counts"]) { html in
        for level in Level.allCases.reversed() {
          count(report.count(of: level), level.name(in: language), look: level.rawValue, to: &html)
        }
        let whole = report.count(of: .checked)
        count(whole, text("已完整检查", "checked whole"), look: "whole", to: &html)
        let rest = report.inputs.count - whole
        count(
          rest, text("未能完整检查", "not checked whole"), look: rest > 0 ? "violation" : "whole",
          to: &html)
      }
      let law = report.lawApplied(in: language)
      let omitted = report.omittedRules.joined(separator: comma)
      html.block("p", ["class": "about"]) { html in
        html.text(text("时点：\(law)。", "Law: \(law). "))
        html.text(text("规则：\(report.rulesVersion) 版。", "Rules: \(report.rulesVersion). "))
        if !omitted.isEmpty {
          html.text(text("未启用的规则：\(omitted)。", "Rules not applied: \(omitted)."))
        }
      }
      let ignored = report.findingsIgnored(in: language)
      if !ignored.isEmpty {
        html.block("p", ["class": "about"], text: text("不计：\(ignored)。", "Ignored: \(ignored)."))
      }
      for note in report.notes {
        html.block(
          "p", ["class": note.isWarning ? "about warning" : "about"], text: note.message[language])
      }
    }
  }

  /// What a reader who knows nothing but the verdict should do now.
  private func nextSteps(after report: RunReport) -> [String] {
    guard !report.inputs.isEmpty else {
      return [text("请确认所给的文件夹里有证书文件。", "Make sure that the folder holds certificates.")]
    }
    var steps: [String] = []
    if report.count(of: .violation) > 0 {
      steps.append(
        text(
          "标为“违反规定”的地方，请照“建议”修改证书，改好后再检查一遍。",
          "Change the certificates as the advice on each violation says, then check again."))
    }
    if report.count(of: .review) > 0 {
      steps.append(
        text(
          "标为“需人工判断”的地方，请对照说明和依据，由人逐处决定改不改。",
          "For each “review”, a person has to decide whether to change it."))
    }
    if !report.isComplete {
      steps.append(
        text(
          "未能完整检查的文件，请按下面写明的原因处理后再检查，或由人逐份核对。",
          "Deal with the files that were not checked whole as told below, or read them yourself."))
    }
    return steps.isEmpty ? [text("不需要修改。", "Nothing needs to be changed.")] : steps
  }

  private func count(_ count: Int, _ name: String, look: String, to html: inout HTMLWriter) {
    html.block("li", count > 0 ? ["class": look] : [:]) { html in
      html.text("\(name) ")
      html.inline("strong", text: String(count))
    }
  }

  private func writeFilter(of report: RunReport, to html: inout HTMLWriter) {
    let levels = Level.allCases.reversed().filter { report.count(of: $0) > 0 }
    guard levels.count > 1 else { return }
    html.block("fieldset", ["class": "filter"]) { html in
      html.block("legend", text: text("只看", "Show"))
      html.block("label") { html in
        html.append("<input type=\"radio\" name=\"level\" id=\"all\" checked>")
        html.text(text("全部", "all"))
      }
      for level in levels {
        html.block("label") { html in
          html.open(
            "input", ["type": "radio", "name": "level", "id": "only-\(level.rawValue)"])
          html.text("\(level.name(in: language)) \(report.count(of: level))")
        }
      }
    }
  }

  func writeFoot(of report: RunReport, to html: inout HTMLWriter) {
    html.block("footer") { html in
      if report.inputs.contains(where: { $0.findings.contains(where: \.restsOnRecalledFacts) }) {
        html.block(
          "p",
          text: text(
            "标有“待核对”的信息尚未与文件原文核对。",
            "Facts marked “to be verified” have not been compared with the instrument's text."))
      }
      html.block(
        "p",
        text: text(
          "本报告只说用语是否合乎所列文件的规定，不判断证书是否合法，也不是法律意见。",
          "This report says whether wording keeps to the rules cited; it gives no legal advice."))
      html.block("p", text: "zhenglint \(report.toolVersion)")
    }
  }
}

// MARK: - Inputs

extension HTMLReporter {
  private func writeIncomplete(_ inputs: [InputReport], to html: inout HTMLWriter) {
    let incomplete = inputs.filter { $0.status != .checked }
    guard !incomplete.isEmpty else { return }
    html.block("section", ["class": "incomplete", "aria-labelledby": "incomplete"]) { html in
      html.block(
        "h2", ["id": "incomplete"],
        text: text("未能完整检查的文件，不能视为通过", "Not checked whole: these must not count as passed"))
      html.block("ul") { html in
        for input in incomplete {
          html.block("li") { html in
            writePath(of: input, to: &html)
            html.text(text("　", " – ") + input.status.name(in: language))
            for trouble in input.troubles(in: language) { html.block("p", text: trouble.message) }
          }
        }
      }
    }
  }

  /// What is wrong in files that were checked whole, and is no finding.
  private func writeWarnings(_ inputs: [InputReport], to html: inout HTMLWriter) {
    let warned = inputs.filter { !$0.warnings.isEmpty }
    guard !warned.isEmpty else { return }
    html.block("section", ["class": "warnings", "aria-labelledby": "warnings"]) { html in
      html.block("h2", ["id": "warnings"], text: text("另外请留意", "Also to be looked at"))
      html.block("ul") { html in
        for input in warned {
          html.block("li") { html in
            writePath(of: input, to: &html)
            for note in input.warnings { html.block("p", text: note.message[language]) }
          }
        }
      }
    }
  }

  /// The certificates that have findings, where there are several; folded where there are many.
  private func writeIndex(_ inputs: [InputReport], to html: inout HTMLWriter) {
    let found = inputs.enumerated().filter { !$1.activeFindings.isEmpty }
    guard found.count > 1 else { return }
    html.block("details", found.count > 30 ? ["class": "index"] : ["class": "index", "open": ""]) {
      html in
      html.block(
        "summary", text: text("有发现的文件（\(found.count) 份）", "Files with findings (\(found.count))"))
      html.block("ul") { html in
        for (number, input) in found {
          html.block("li") { html in
            html.inline("a", ["href": "#input-\(number + 1)"], text: String(visible: input.path))
            let counts = counts(of: input.activeFindings, in: language)
            html.inline("span", ["class": "where"], text: counts)
          }
        }
      }
    }
  }

  private func writePath(of input: InputReport, to html: inout HTMLWriter) {
    html.inline("span", ["class": "path"], text: String(visible: input.path))
  }

  private func writeClean(_ inputs: [InputReport], to html: inout HTMLWriter) {
    let clean = inputs.filter { $0.status == .checked && $0.activeFindings.isEmpty }
    guard !clean.isEmpty else { return }
    html.block("section", ["class": "clean", "aria-labelledby": "clean"]) { html in
      html.block(
        "h2", ["id": "clean"],
        text: text("未发现问题的文件（\(clean.count) 份）", "Nothing found (\(clean.count))"))
      html.block("ul") { html in
        for input in clean {
          html.block("li") { html in
            html.text(String(visible: input.path))
            let ignored = input.findings.count + input.unchangedCount
            if ignored > 0 {
              let remark = text("（另有 \(ignored) 处不计）", " (\(ignored) ignored)")
              html.inline("span", ["class": "where"], text: remark)
            }
          }
        }
      }
    }
  }

  private func writeSuppressed(_ inputs: [InputReport], to html: inout HTMLWriter) {
    let suppressed = inputs.flatMap { input in
      input.sortedFindings.compactMap { finding in
        finding.suppression.map { (input, finding, $0) }
      }
    }
    guard !suppressed.isEmpty else { return }
    html.block("details") { html in
      html.block(
        "summary",
        text: text(
          "不计的发现（\(suppressed.count) 处）", "Findings that do not count (\(suppressed.count))"))
      html.block("ul") { html in
        for (input, finding, suppression) in suppressed {
          html.block("li") { html in
            writePath(of: input, to: &html)
            html.text(text("　", " "))
            html.text(place(of: finding) + text("：", ": "))
            html.inline("span", Self.quoted, text: finding.term)
            html.text(text("（\(finding.rule)）", " (\(finding.rule))"))
            let why =
              switch suppression.kind {
              case .inSource: text("文件内注明", "as its file asks")
              case .baseline: text("基线中已有", "in the baseline")
              }
            html.block("p", text: why + (suppression.reason.map { text("：", ": ") + $0 } ?? ""))
          }
        }
      }
    }
  }

  private func write(_ input: InputReport, number: Int, to html: inout HTMLWriter) {
    html.block("section", ["class": "input", "aria-labelledby": "input-\(number)"]) { html in
      html.block("h2", ["id": "input-\(number)"], text: String(visible: input.path))
      if let certificate = input.certificate { write(certificate, to: &html) }
      html.block("div", ["class": "sides"]) { html in
        if let text = input.text { write(text, of: input, number: number, to: &html) }
        html.block("div") { html in
          for finding in input.activeFindings {
            write(finding, anchor: anchor(of: finding, number), to: &html)
          }
        }
      }
    }
  }

  private func write(_ certificate: CertificateFacts, to html: inout HTMLWriter) {
    let facts: [(String, String?)] = [
      (text("证书名称", "Title"), certificate.title),
      (text("发证机构", "Issuer"), certificate.issuer),
      (text("发证日期", "Issued"), certificate.issued?.description),
      (text("与国家职业资格目录的关系", "Standing"), certificate.standing.name(in: language)),
    ]
    html.block("p", ["class": "facts"]) { html in
      for (name, value) in facts {
        guard let value else { continue }
        html.block("span", text: name + text("：", ": ") + value)
      }
    }
  }

  private func write(
    _ text: CertificateText, of input: InputReport, number: Int, to html: inout HTMLWriter
  ) {
    html.block("section", ["class": "text", "aria-label": self.text("证书的文字", "Text")]) { html in
      html.block(
        "h3",
        text: self.text("证书的文字（姓名和号码已遮盖）", "Text of the certificate (names and numbers masked)"))
      html.block("div", ["class": "lines", "lang": "zh-CN"]) { html in
        for (index, line) in text.lines.enumerated() {
          if index > 0 { html.append("\n") }
          for piece in line {
            let finding = piece.finding.map { input.findings[$0] }
            if let finding, finding.suppression == nil {
              html.inline("mark", ["class": finding.level.rawValue]) { html in
                html.inline("a", ["href": "#\(anchor(of: finding, number))"], text: piece.text)
              }
            } else {
              html.text(piece.text)
            }
          }
        }
      }
    }
  }
}

// MARK: - A finding

extension HTMLReporter {
  /// Fingerprints differ inside a file.
  func anchor(of finding: Finding, _ number: Int) -> String {
    "finding-\(number)-\(finding.fingerprint)"
  }

  private func place(of finding: Finding) -> String {
    let (line, column) = (finding.location.startLine, finding.location.startColumn)
    return
      ([text("第 \(line) 行第 \(column) 列", "line \(line), column \(column)")]
      + finding.whereabouts(in: language)).joined(separator: text("；", "; "))
  }

  func write(_ finding: Finding, anchor: String, to html: inout HTMLWriter) {
    html.block("article", ["class": "finding \(finding.level.rawValue)", "id": anchor]) { html in
      html.block("h3") { html in
        html.inline("span", ["class": "level"], text: finding.level.name(in: language))
        html.text(text("「", " “"))
        html.inline("span", Self.quoted, text: finding.term)
        html.text(text("」", "” "))
        html.inline("span", ["class": "where"], text: place(of: finding))
      }
      html.block("p", ["class": "message"], text: finding.message[language])
      if finding.excerpt.line.isEmpty {
        // What a store keeps in place of the line.
        html.block("div", ["class": "source", "lang": "zh-CN"], text: finding.context)
      } else {
        write(finding.excerpt, level: finding.level, to: &html)
      }
      html.block("dl") { html in
        if !finding.disguises.isEmpty {
          let names = finding.disguises.map { $0.name(in: language) }.joined(separator: comma)
          row("写法", "Written", [names], to: &html)
        }
        row("情形", "Reading", finding.readings.map { $0.reason[language] }, to: &html)
        if let remark = finding.confidence.remark(in: language) {
          row("把握", "Confidence", [remark], to: &html)
        }
        // What to do comes before the law that it rests on, which is long.
        let ready = finding.replacement.map { $0.title(in: language) + text("。", ".") }
        row(
          "建议", "Advice", [ready, finding.advice[language]].compactMap(\.self), look: "advice",
          to: &html)
        row("依据", "Basis", finding.basis.map(Citing(language: language).full), to: &html)
        let name = names[finding.rule].map { $0[language] + text("（", " (") }
        let rule = name.map { $0 + finding.rule + text("）", ")") } ?? finding.rule
        row("规则", "Rule", [rule], to: &html)
      }
    }
  }

  private func row(
    _ zh: String, _ en: String, _ paragraphs: [String], look: String? = nil,
    to html: inout HTMLWriter
  ) {
    guard !paragraphs.isEmpty else { return }
    html.inline("dt", text: text(zh, en))
    html.block("dd", look.map { ["class": $0] } ?? [:]) { html in
      for paragraph in paragraphs { html.inline("p", text: paragraph) }
    }
  }

  private func write(_ excerpt: Excerpt, level: Level, to html: inout HTMLWriter) {
    let scalars = Array(excerpt.line.unicodeScalars)
    let start = min(max(0, excerpt.spanStart), scalars.count)
    let end = min(max(start, excerpt.spanEnd), scalars.count)
    func piece(_ range: Range<Int>) -> String {
      String(String.UnicodeScalarView(scalars[range]))
    }
    let first = scalars[..<start].firstIndex { !$0.properties.isWhitespace } ?? start
    html.block("div", ["class": "source", "lang": "zh-CN"]) { html in
      html.text((excerpt.isCutBefore ? "…" : "") + piece(first..<start))
      html.inline("mark", ["class": level.rawValue], text: piece(start..<end))
      html.text(piece(end..<scalars.count) + (excerpt.isCutAfter ? "…" : ""))
    }
  }
}
