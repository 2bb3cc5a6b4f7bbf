package import ZhenglintCore

/// How much a text report says.
package enum Verbosity: String, CaseIterable, Sendable {
  /// One line for each finding and each trouble.
  case quiet
  case normal
  /// Also how every input was read, what was looked at and not reported, of which characters
  /// disguises are made, and fingerprints.
  case verbose
}

/// The report for people, who need not know markup.
package struct TextReporter: Reporter {
  private let language: Language
  private let paint: Paint
  private let width: Int
  private let verbosity: Verbosity
  private let showsPossible: Bool
  private let showsStatistics: Bool

  /// - Parameters:
  ///   - language: Of everything but quotations from the inputs.
  ///   - colour: Whether to use ANSI control sequences.
  ///   - width: Columns, at least 40. Paths and `quiet` lines may be longer: they are never broken.
  ///   - verbosity: How much to say.
  ///   - showsPossible: Whether findings of the lowest confidence are listed; they always count.
  ///   - showsStatistics: Whether the summary counts findings by rule, term and disguise.
  package init(
    language: Language, colour: Bool = false, width: Int = 80, verbosity: Verbosity = .normal,
    showsPossible: Bool = true, showsStatistics: Bool = false
  ) {
    self.language = language
    self.paint = Paint(isOn: colour)
    self.width = max(40, width)
    self.verbosity = verbosity
    self.showsPossible = showsPossible
    self.showsStatistics = showsStatistics
  }

  package func write(_ report: RunReport, to sink: inout some ByteSink) {
    var page: [UInt8] = []
    let inputs = report.sortedInputs
    for input in inputs {
      for finding in input.activeFindings where showsPossible || finding.confidence > .possible {
        write(finding, path: input.path, to: &page)
        if page.count >= chunkSize {
          sink.write(page)
          page.removeAll(keepingCapacity: true)
        }
      }
    }
    let told = inputs.filter {
      verbosity == .verbose || $0.status != .checked || $0.notes.contains(where: \.isWarning)
    }
    if verbosity != .quiet, !told.isEmpty {
      let title =
        verbosity == .verbose
        ? text("各份文件的读取情况：", "How each input was read:")
        : told.contains { $0.status != .checked }
          ? text("未能完整检查的文件：", "Inputs that could not be checked whole:")
          : text("请留意：", "To look at:")
      paint.append(title, .strong, to: &page)
      page.append(contentsOf: "\n\n".utf8)
    }
    for input in told { write(input, to: &page) }
    if verbosity != .quiet { writeSummary(of: report, to: &page) }
    sink.write(page)
  }

  // MARK: - A finding

  private func write(_ finding: Finding, path: String, to page: inout [UInt8]) {
    let place = place(of: finding.location, path: path)
    let level = finding.level.name(in: language)
    if verbosity == .quiet {
      page.appendVisible("\(place): ")
      paint.append(level, finding.level.style, to: &page)
      let message = oneLine(finding.message[language])
      page.appendVisible(" \(finding.rule) \(quoted(finding.term)) \(message)")
      page.endLine()
      return
    }
    let remark = finding.confidence.remark(in: language).map { text("（\($0)）", " (\($0))") } ?? ""
    let rest = "  \(finding.rule) \(quoted(finding.term))\(remark)"
    writeHeading(place, level, finding.level.style, rest, to: &page)
    write(finding.excerpt, of: finding, to: &page)

    if !finding.disguises.isEmpty {
      let names =
        verbosity == .verbose && !finding.details.isEmpty
        ? finding.details.map(words).joined(separator: text("；", "; "))
        : finding.disguises.map { $0.name(in: language) }.joined(separator: listComma)
      let term = text("，还原后为\(quoted(finding.term))", ", for \(quoted(finding.term))")
      write("写法", "Written", names + term, to: &page)
    }
    write(
      "位置", "Where", finding.whereabouts(in: language).joined(separator: text("；", "; ")),
      to: &page)
    write("说明", "Why", finding.message[language], to: &page)
    for reading in finding.readings {
      let reason = reading.reason[language]
      write(
        "情形", "Reading", text("\(reason)（\(reading.id)）", "\(reason) (\(reading.id))"), to: &page)
    }
    writeBasis(of: finding, to: &page)
    write("建议", "Advice", finding.advice[language], to: &page)
    if verbosity == .verbose || finding.excerpt.line.isEmpty {
      write("语境", "Context", finding.context, to: &page)
    }
    if verbosity == .verbose { write("指纹", "ID", finding.fingerprint, to: &page) }
    page.endLine()
  }

  /// A disguise with the characters that it is made of: 繁体：國→国.
  private func words(_ detail: DisguiseDetail) -> String {
    let name = detail.disguise.name(in: language)
    guard !detail.characters.isEmpty else { return name }
    return name + text("：", ": ") + detail.characters.joined(separator: listComma)
  }

  /// Writes the source line with the span marked under it.
  private func write(_ excerpt: Excerpt, of finding: Finding, to page: inout [UInt8]) {
    guard !excerpt.line.isEmpty else { return }
    let number = String(finding.location.startLine)
    let gutter = 2 + number.utf8.count
    let marked = MarkedLine(excerpt, width: width - gutter - 3)
    page.append(contentsOf: "  \(number) | ".utf8)
    page.append(contentsOf: marked.line)
    page.endLine()
    page.appendSpaces(gutter)
    page.append(contentsOf: " | ".utf8)
    page.appendSpaces(marked.indent)
    let marks = String(repeating: "^", count: marked.markWidth)
    paint.append(marks, finding.level.style, to: &page)
    page.endLine()
  }

  private func place(of location: Location, path: String) -> String {
    let names = [path] + location.part
    return "\(names.joined(separator: " > ")):\(location.startLine):\(location.startColumn)"
  }

  /// The first clause in full, the others by number, so that a page of findings stays readable; a
  /// verbose report gives all of them in full.
  private func writeBasis(of finding: Finding, to page: inout [UInt8]) {
    let isBrief = verbosity == .normal
    for citation in isBrief ? finding.basis.prefix(1) : finding.basis[...] {
      write("依据", "Basis", citing.full(citation), to: &page)
    }
    let others = isBrief ? finding.basis.dropFirst() : []
    guard !others.isEmpty else { return }
    let numbers = others.map(citing.short)
    write("另见", "See also", numbers.joined(separator: listComma), to: &page)
  }

  private var citing: Citing { Citing(language: language) }

  // MARK: - An input

  /// Writes how an input was read; the reader must not take an unread file for a clean one.
  private func write(_ input: InputReport, to page: inout [UInt8]) {
    let status = input.status.name(in: language)
    var notes = verbosity == .verbose ? input.notes : input.notes.filter(\.isWarning)
    if notes.isEmpty, input.status != .checked { notes = input.notes }
    if verbosity == .quiet {
      for note in notes.isEmpty ? [nil] : notes.map(Optional.some) {
        page.appendVisible("\(input.path): ")
        paint.append(status, input.status.style, to: &page)
        if let note { page.appendVisible(" \(oneLine(note.message[language]))") }
        page.endLine()
      }
      return
    }
    let facts = verbosity == .verbose ? [input.format, input.encoding].compactMap(\.self) : []
    let rest = facts.isEmpty ? "" : "  " + facts.joined(separator: listComma)
    writeHeading(input.path, status, input.status.style, rest, to: &page)
    for note in notes {
      if note.isIncomplete {
        write("原因", "Cause", note.message[language], to: &page)
      } else {
        write("备注", "Note", note.message[language], to: &page)
      }
    }
    if verbosity == .verbose {
      if let certificate = input.certificate { write(certificate, to: &page) }
      for rejection in input.rejections {
        write("未报", "Skipped", describe(rejection), to: &page)
      }
    }
    page.endLine()
  }

  private func describe(_ rejection: Rejection) -> String {
    let (line, column) = (rejection.line, rejection.column)
    let term = quoted(rejection.term)
    let reason = rejection.reason[language]
    return text(
      "第 \(line) 行第 \(column) 列\(term)：\(reason)（…\(rejection.context)…）",
      "\(line):\(column) \(term): \(reason) (…\(rejection.context)…)")
  }

  /// Writes what the certificate says of itself, and what follows from it.
  private func write(_ certificate: CertificateFacts, to page: inout [UInt8]) {
    let kind = certificate.issuerKind.map { $0.name(in: language) }
    let items: [(LocalizedText, String?)] = [
      (LocalizedText(zh: "名称", en: "title"), certificate.title),
      (
        LocalizedText(zh: "发证机构", en: "issuer"),
        certificate.issuer.map { $0 + (kind.map { text("（\($0)）", " (\($0))") } ?? "") }
      ),
      (LocalizedText(zh: "发证日期", en: "issued"), certificate.issued?.description),
      (
        LocalizedText(zh: "持证人", en: "holder"),
        certificate.hasHolder ? text("有（不显示）", "present (not shown)") : nil
      ),
    ]
    let stated = items.compactMap { name, value in
      value.map { "\(name[language])\(text("：", ": "))\($0)" }
    }
    write("证书", "Cert.", stated.joined(separator: text("；", "; ")), to: &page)
    // A certificate may say the same twice; what it says otherwise is worth a look.
    var told: Set<[String?]> = []
    let others = certificate.facts.filter {
      !["title", "issuer", "date", "holder"].contains($0.field)
        && told.insert([$0.field, $0.value]).inserted
    }
    let listed = others.compactMap { fact in
      fact.value.map { "\(fieldName(fact.field, in: language))\(text("：", ": "))\($0)" }
    }
    write("另有", "Also", listed.joined(separator: text("；", "; ")), to: &page)
    let standing = certificate.standing.name(in: language)
    write("目录", "Standing", standing + text("：", ": ") + certificate.reason[language], to: &page)
    let edition =
      certificate.edition.map { text("\($0)年版", "edition \($0)") }
      ?? text("尚无", "none yet")
    write(
      "时点", "As of",
      text(
        "按 \(certificate.day) 的规定和目录（\(edition)）",
        "rules and catalogue (\(edition)) of \(certificate.day)"),
      to: &page)
  }

  // MARK: - The summary

  private func writeSummary(of report: RunReport, to page: inout [UInt8]) {
    page.append(contentsOf: repeatElement(UInt8(ascii: "-"), count: width))
    page.endLine()
    let statuses = [InputStatus.checked, .partly, .unread].compactMap { status in
      countPhrase(report.count(of: status), status.name(in: language), "份")
    }
    let total = text("共 \(report.inputs.count) 份", "\(report.inputs.count) in all")
    write("文件", "Inputs", ([total] + statuses).joined(separator: comma), to: &page)
    let levels = Level.allCases.reversed().compactMap { level in
      countPhrase(report.count(of: level), level.name(in: language), "处")
    }
    var found = levels.isEmpty ? text("无", "none") : levels.joined(separator: comma)
    let hidden = showsPossible ? 0 : report.inputs.reduce(0) { $0 + $1.possibleCount }
    if hidden > 0 {
      found += text("（其中 \(hidden) 处把握较低，未列出）", " (\(hidden) of low confidence not listed)")
    }
    write("发现", "Found", found, to: &page)
    if showsStatistics { writeStatistics(of: report, to: &page) }
    writeSuppressed(in: report, to: &page)
    let omitted = report.omittedRules.joined(separator: listComma)
    let rules =
      text("\(report.rulesVersion) 版", report.rulesVersion)
      + (omitted.isEmpty ? "" : text("；未启用：\(omitted)", "; not applied: \(omitted)"))
    write("规则", "Rules", rules, to: &page)
    write("时点", "As of", report.lawApplied(in: language), to: &page)
    if report.inputs.contains(where: { $0.findings.contains(where: \.restsOnRecalledFacts) }) {
      let remark = text(
        "标有“待核对”的信息尚未与文件原文核对。",
        "facts marked “to be verified” have not been compared with the instrument's text.")
      write("备注", "Note", remark, to: &page)
    }
    for note in report.notes { write("备注", "Note", note.message[language], to: &page) }
    let verdict = Verdict(report)
    write("结论", "Verdict", verdict.sentence(in: language), verdict.style, to: &page)
  }

  /// Counts the findings by rule, by term and by disguise, the most frequent first.
  private func writeStatistics(of report: RunReport, to page: inout [UInt8]) {
    let findings = report.inputs.flatMap(\.activeFindings)
    func tell(_ zh: String, _ en: String, _ names: [String]) {
      var counts: [String: Int] = [:]
      for name in names { counts[name, default: 0] += 1 }
      let sorted = counts.sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }
      let list = sorted.map { "\($0.key) \($0.value)" }.joined(separator: listComma)
      if !list.isEmpty { write("统计", "Counts", text("\(zh)：", "\(en): ") + list, to: &page) }
    }
    tell("按规则", "by rule", findings.map(\.rule))
    tell("按字样", "by term", findings.map(\.term))
    tell("按写法", "by disguise", findings.flatMap(\.disguises).map { $0.name(in: language) })
  }

  /// Says how many findings do not count, and why.
  private func writeSuppressed(in report: RunReport, to page: inout [UInt8]) {
    write("不计", "Ignored", report.findingsIgnored(in: language), to: &page)
  }

  /// `nil` for none.
  private func countPhrase(_ count: Int, _ name: String, _ measure: String) -> String? {
    count == 0 ? nil : text("\(name) \(count) \(measure)", "\(count) \(name)")
  }

  // MARK: - Lines and words

  /// Writes a place and what is there, on two lines where one is too narrow.
  private func writeHeading(
    _ place: String, _ word: String, _ style: Paint.Style, _ rest: String, to page: inout [UInt8]
  ) {
    paint.append(place, .strong, to: &page)
    let fits = place.displayWidth + 2 + word.displayWidth + rest.displayWidth <= width
    if !fits { page.endLine() }
    page.appendSpaces(2)
    paint.append(word, style, to: &page)
    if fits {
      page.appendVisible(rest)
    } else {
      page.appendWrapped(rest, indent: 2 + word.displayWidth, width: width)
    }
    page.endLine()
  }

  /// Writes a labelled paragraph, or nothing where there is nothing to say.
  private func write(
    _ zh: String, _ en: String, _ body: String, _ style: Paint.Style = .cyan,
    to page: inout [UInt8]
  ) {
    guard !body.isEmpty else { return }
    let label = text("\(zh)：", "\(en): ")
    let indent = 2 + (language == .zh ? 6 : 9)
    page.appendSpaces(2)
    paint.append(label, style, to: &page)
    page.appendSpaces(indent - 2 - label.displayWidth)
    page.appendWrapped(body, indent: indent, width: width)
    page.endLine()
  }

  private func text(_ zh: String, _ en: String) -> String {
    language == .zh ? zh : en
  }

  private var comma: String { text("，", ", ") }
  private var listComma: String { text("、", ", ") }

  private func quoted(_ term: String) -> String { text("「\(term)」", "\"\(term)\"") }

  /// The text with its line ends as spaces.
  private func oneLine(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\n" ? " " : $0 }))
  }
}

extension InputReport {
  fileprivate var possibleCount: Int { findings.count { $0.confidence == .possible } }
}
