package import ZhenglintCore

/// The evidence of one case as a page to print, which needs nothing from outside.
package struct EvidencePage: Sendable {
  /// Something that is known of the case, the file or the scan.
  package struct Fact: Sendable {
    let name: LocalizedText
    let value: String

    package init(zh: String, en: String, _ value: String) {
      name = LocalizedText(zh: zh, en: en)
      self.value = value
    }
  }

  /// One step in the history of the case.
  package struct Event: Sendable {
    let time: String
    let who: String
    let step: String
    let reason: String

    package init(time: String, who: String, step: String, reason: String) {
      self.time = time
      self.who = who
      self.step = step
      self.reason = reason
    }
  }

  private let language: Language
  private let facts: [Fact]
  private let history: [Event]
  private let reporter: HTMLReporter

  /// - Parameters:
  ///   - language: Of everything but quotations and the names of instruments.
  ///   - facts: Of case, file and scan, in the order of the page.
  ///   - history: The oldest event first.
  package init(language: Language, facts: [Fact], history: [Event]) {
    self.language = language
    self.facts = facts
    self.history = history
    // Without the rules: those of the program are perhaps no longer those of the scan.
    reporter = HTMLReporter(language: language, rules: [])
  }

  /// Writes the page of a report on the one input.
  package func write(_ report: RunReport, to sink: inout some ByteSink) {
    var html = HTMLWriter()
    html.block("html", ["lang": language == .zh ? "zh-CN" : "en-GB"]) { html in
      html.head(title: title, toolVersion: report.toolVersion)
      html.block("body") { html in
        html.block("header") { html in
          html.block("h1", text: title)
          html.block("p", ["class": "verdict violation"]) { html in
            html.inline("span", ["class": "sign", "aria-hidden": "true"], text: "✗")
            html.text(Verdict(report).sentence(in: language))
          }
        }
        html.block("main") { html in
          writeFacts(to: &html)
          for input in report.inputs { writeFindings(in: input, to: &html) }
          writeHistory(to: &html)
          writeProof(to: &html)
        }
        reporter.writeFoot(of: report, to: &html)
      }
    }
    html.flush(to: &sink)
  }

  private func text(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  private var title: String { text("证书用语检查证据", "Evidence on the wording of a certificate") }

  // MARK: - Sections

  private func writeFacts(to html: inout HTMLWriter) {
    section("facts-of-the-case", text("案件", "Case"), to: &html) { html in
      html.block("div", ["class": "finding info"]) { html in
        html.block("dl") { html in
          for fact in facts {
            html.inline("dt", text: fact.name[language])
            html.block("dd", text: fact.value)
          }
        }
      }
    }
  }

  private func writeFindings(in input: InputReport, to html: inout HTMLWriter) {
    let findings = input.activeFindings
    section("findings", text("发现（\(findings.count) 处）", "Findings (\(findings.count))"), to: &html)
    {
      html in
      for note in input.notes { html.block("p", ["class": "about"], text: note.message[language]) }
      for finding in findings {
        reporter.write(finding, anchor: reporter.anchor(of: finding, 1), to: &html)
      }
    }
  }

  private func writeHistory(to html: inout HTMLWriter) {
    section("history", text("经过", "History"), to: &html) { html in
      html.block("ul") { html in
        for event in history {
          html.block("li") { html in
            html.text("\(event.time)\(text("　", " "))")
            html.inline("strong", text: event.step)
            html.text(text("　", " – ") + event.who + text("：", ": ") + event.reason)
          }
        }
      }
    }
  }

  private func writeProof(to html: inout HTMLWriter) {
    section("proof", text("核对", "How to verify"), to: &html) { html in
      html.block(
        "p",
        text: text(
          "SHA256SUMS 列出本文件夹中其余各文件的 SHA-256。它自己的 SHA-256 就是证据摘要，记在结果库里。核对：",
          "SHA256SUMS has the SHA-256 of each other file of this folder. Its own SHA-256 is the digest of the evidence, which the store keeps. To verify:"
        ))
      html.block(
        "div", ["class": "source"],
        text: "sha256sum -c SHA256SUMS\nsha256sum SHA256SUMS\nzhenglint evidence verify . --store …"
      )
    }
  }

  private func section(
    _ id: String, _ heading: String, to html: inout HTMLWriter,
    _ contents: (inout HTMLWriter) -> Void
  ) {
    html.block("section", ["aria-labelledby": id]) { html in
      html.block("h2", ["id": id], text: heading)
      contents(&html)
    }
  }
}
