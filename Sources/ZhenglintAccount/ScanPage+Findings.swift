import ZhenglintCore
import ZhenglintReporting
import ZhenglintScan

// What a person has to look at one by one: what was not read, and the findings of each issuer.

extension ScanPage {
  /// How many inputs that were not read stand before the counts.
  private static let unfoldedInputs = 10

  func writeUnread(_ overview: ScanOverview, to html: inout HTMLWriter) {
    if overview.unread.total > 0 {
      section(
        "unread",
        text("未能完整检查的文件，不能视为通过", "Not checked whole: these must not count as passed"),
        look: "incomplete", to: &html
      ) { html in
        let inputs = overview.unread.items
        html.block("ul") { html in
          for input in inputs.prefix(Self.unfoldedInputs) { write(input, to: &html) }
        }
        if inputs.count > Self.unfoldedInputs {
          html.block("details") { html in
            let rest = inputs.count - Self.unfoldedInputs
            html.block("summary", text: text("另 \(rest) 份", "\(rest) more"))
            html.block("ul") { html in
              for input in inputs.dropFirst(Self.unfoldedInputs) { write(input, to: &html) }
            }
          }
        }
        writeRest(of: overview.unread, to: &html)
      }
    }
    guard overview.faultyRows.total > 0 else { return }
    section(
      "rows", text("清单里不能用的行", "Rows of the manifest that could not be used"),
      look: "warnings", to: &html
    ) { html in
      html.block("ul") { html in
        for row in overview.faultyRows.items {
          html.block("li") { html in
            html.inline(
              "span", ["class": "path"], text: text("第 \(row.line) 行", "line \(row.line)"))
            let which = [row.number, row.path].compactMap(\.self).map { String(visible: $0) }
            html.text(([""] + which).joined(separator: text("　", " ")))
            html.block("p", text: row.fault[language])
          }
        }
      }
      writeRest(of: overview.faultyRows, to: &html)
    }
  }

  private func write(_ input: UnreadInput, to html: inout HTMLWriter) {
    html.block("li") { html in
      html.inline("span", ["class": "path"], text: String(visible: input.path))
      html.text(text("　", " – ") + input.status.name(in: language))
      for note in input.notes { html.block("p", text: note.message[language]) }
    }
  }

  func writeFound(
    _ overview: ScanOverview, _ citations: CitationIndex, to html: inout HTMLWriter
  ) {
    guard !overview.found.isEmpty else { return }
    let title = text("逐家查看", "Findings of each issuer")
    section("found", title, look: "found", to: &html) { html in
      html.block(
        "p", ["class": "about"],
        text: text(
          "点开机构看证书，点开证书看发现。打印时只印点开的机构。",
          "Open an issuer for its certificates, and these for findings. Only issuers that are open are printed."
        ))
      for (number, issuer) in overview.found.enumerated() {
        write(issuer, number: number + 1, citations, to: &html)
      }
      let inBreach = overview.issuers.items.count { $0.tally.findings > 0 }
      let rest = max(0, inBreach - overview.found.count)
      if rest > 0 || overview.issuers.rest > 0 {
        html.block(
          "p", ["class": "more"],
          text: text(
            "这里只列出发现最多的 \(overview.found.count) 家；其余各家的发现在 --format xlsx 或 csv 的报告里。",
            "Only the \(overview.found.count) issuers with most findings are listed; the report in --format xlsx or csv has those of all others."
          ))
      }
    }
  }

  private func write(
    _ issuer: IssuerInputs, number: Int, _ citations: CitationIndex, to html: inout HTMLWriter
  ) {
    let tally = issuer.issuer.tally
    html.block("details") { html in
      html.block(
        "summary",
        text: String(visible: words.issuer(issuer.issuer.name)) + words.gap
          + text(
            "违反规定 \(tally.violation) 处，需人工判断 \(tally.review) 处（\(issuer.inputs.total) 份文件）",
            "\(tally.violation) in breach, \(tally.review) for review (\(issuer.inputs.total) files)"
          ))
      // Inside, since a browser opens what a link leads into, and not what it leads to.
      html.block("div", ["id": "issuer-\(number)"]) { html in
        for input in issuer.inputs.items { write(input, citations, to: &html) }
        writeRest(of: issuer.inputs, to: &html)
      }
    }
  }

  private func write(
    _ input: FoundInput, _ citations: CitationIndex, to html: inout HTMLWriter
  ) {
    html.block("details") { html in
      html.block("summary") { html in
        html.inline("span", ["class": "path"], text: String(visible: input.path))
        html.text(text("　\(input.findings.total) 处", " – \(input.findings.total)"))
      }
      if let certificate = input.certificate { write(certificate, to: &html) }
      for finding in input.findings.items { write(finding, citations, to: &html) }
      writeRest(of: input.findings, to: &html)
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
      for case (let name, let value?) in facts {
        html.block("span", text: name + words.gap + value)
      }
    }
  }

  private func write(
    _ finding: Finding, _ citations: CitationIndex, to html: inout HTMLWriter
  ) {
    html.block("article", ["class": "finding \(finding.level.rawValue)"]) { html in
      html.block("h3") { html in
        html.inline("span", ["class": "level"], text: finding.level.name(in: language))
        html.text(text("「\(finding.term)」", " “\(finding.term)” "))
        html.inline("span", ["class": "where"], text: place(of: finding))
      }
      html.block("p", text: finding.message[language])
      for reading in finding.readings { html.block("p", text: reading.reason[language]) }
      if !finding.context.isEmpty {
        html.block("p", ["class": "source", "lang": "zh-CN"], text: finding.context)
      }
      html.block("p", text: text("建议", "Advice") + words.gap + finding.advice[language])
      html.block("p", ["class": "about"]) { html in
        html.text(text("依据", "Basis") + words.gap)
        citations.writeLinks(to: finding.basis, in: words, &html)
        html.text(text("　规则", "; rule") + words.gap + name(ofRule: finding.rule))
      }
    }
  }

  private func place(of finding: Finding) -> String {
    let (line, column) = (finding.location.startLine, finding.location.startColumn)
    return
      ([text("第 \(line) 行第 \(column) 列", "line \(line), column \(column)")]
      + finding.whereabouts(in: language)).joined(separator: text("；", "; "))
  }
}

/// The clauses that the findings of a page rest on, each once: they are long.
struct CitationIndex {
  private let citations: [Citation]
  private let numbers: [Citation: Int]

  init(_ overview: ScanOverview) {
    var citations: [Citation] = []
    var numbers: [Citation: Int] = [:]
    for issuer in overview.found {
      for citation in issuer.inputs.items.flatMap(\.findings.items).flatMap(\.basis)
      where numbers[citation] == nil {
        citations.append(citation)
        numbers[citation] = citations.count
      }
    }
    self.citations = citations
    self.numbers = numbers
  }

  func writeLinks(to basis: [Citation], in words: AccountWords, _ html: inout HTMLWriter) {
    for (index, citation) in basis.enumerated() {
      if index > 0 { html.text(words.text("；", "; ")) }
      let number = numbers[citation] ?? 0
      let name = Citing(language: words.language).short(citation)
      html.inline("a", ["href": "#basis-\(number)"], text: "\(name) [\(number)]")
    }
  }

  func write(in words: AccountWords, to html: inout HTMLWriter) {
    guard !citations.isEmpty else { return }
    html.block("section", ["aria-labelledby": "basis"]) { html in
      html.block("h2", ["id": "basis"], text: words.text("依据", "Basis"))
      html.block("ol") { html in
        for (index, citation) in citations.enumerated() {
          html.block(
            "li", ["id": "basis-\(index + 1)"],
            text: Citing(language: words.language).full(citation))
        }
      }
    }
  }
}
