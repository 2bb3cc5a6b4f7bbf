package import ZhenglintCore
package import ZhenglintRules

/// The report for code scanning: SARIF 2.1.0, within the limits that GitHub sets.
///
/// A violation is an `error`, a review a `warning`, an info a `note`; all are of the kind `fail`, since
/// any other kind must have the level `none` (3.27.10). The most severe results come first, suppressed
/// ones last: GitHub takes no file with more than 25,000 of a run and shows 5,000. What had to be left
/// out, and what was not checked whole, stands among the notifications.
package struct SARIFReporter: Reporter {
  private let language: Language
  private let rules: [Rule]
  private let resultLimit: Int

  /// - Parameters:
  ///   - language: Of everything but quotations and the names of instruments.
  ///   - rules: Those that were applied, whether they found something or not.
  ///   - resultLimit: The most results that are written.
  package init(language: Language, rules: [Rule], resultLimit: Int = 25_000) {
    self.language = language
    self.rules = Array(rules.prefix(Self.ruleLimit))
    self.resultLimit = resultLimit
  }

  // Limits of GitHub: "SARIF results exceed one or more limits" and "SARIF support for code scanning"
  // in its documentation.
  private static let ruleLimit = 25_000
  private static let nameLength = 255
  private static let descriptionLength = 1_024

  package func write(_ report: RunReport, to sink: inout some ByteSink) {
    let inputs = report.sortedInputs
    let findings = inputs.map(\.sortedFindings)
    let taxonomies = Taxonomies(
      rules.flatMap { $0.basis.map(\.citation) }
        + findings.lazy.joined().flatMap(\.basis))
    var results: [Result] = []
    for (artifact, found) in findings.enumerated() {
      results += found.map { Result(finding: $0, artifact: artifact) }
    }
    // The sort is stable: those of one rank stay in the order of files and places.
    results.sort { $0.rank < $1.rank }
    let kept = results.prefix(resultLimit)
    let notices = notices(of: report, inputs, leftOut: results.dropFirst(resultLimit))

    var json = JSONWriter()
    json.object(.lines) { json in
      json.member("$schema", Self.schema)
      json.member("version", "2.1.0")
      json.key("runs")
      json.array([report], .lines) { json, report in
        json.object(.lines) { json in
          write(toolOf: report, taxonomies, notices, to: &json, &sink)
          write(invocationOf: report, notices, to: &json)
          writeBase(to: &json)
          json.key("artifacts")
          json.array(inputs, .lines) { json, input in
            write(input, to: &json)
            flush(&json, to: &sink)
          }
          json.key("results")
          let uris = inputs.map { ArtifactURI(path: $0.path) }
          let numbers = Dictionary(rules.enumerated().map { ($1.id, $0) }) { first, _ in first }
          json.array(kept, .lines) { json, result in
            write(
              result, at: uris[result.artifact], rule: numbers[result.finding.rule], taxonomies,
              to: &json)
            flush(&json, to: &sink)
          }
          json.key("taxonomies")
          json.array(taxonomies.entries, .lines) { write($1, to: &$0) }
          json.member("language", languageTag)
          json.member("columnKind", "unicodeCodePoints")
          write(propertiesOf: report, to: &json)
        }
      }
    }
    json.flush(to: &sink)
    sink.write([UInt8(ascii: "\n")])
  }

  private static let schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
  /// The name of the directory in which the program was started; where that is, no report says.
  private static let base = "%SRCROOT%"

  private var languageTag: String { language == .zh ? "zh-CN" : "en-GB" }

  private func flush(_ json: inout JSONWriter, to sink: inout some ByteSink) {
    if json.bytes.count >= chunkSize { json.flush(to: &sink) }
  }

  private func text(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
}

// MARK: - The tool

extension SARIFReporter {
  private func write(
    toolOf report: RunReport, _ taxonomies: Taxonomies, _ notices: [Notice],
    to json: inout JSONWriter, _ sink: inout some ByteSink
  ) {
    json.key("tool")
    json.object(.lines) { json in
      json.key("driver")
      json.object(.lines) { json in
        json.member("name", "zhenglint")
        json.member("version", report.toolVersion)
        json.member("semanticVersion", report.toolVersion)
        json.message(
          "shortDescription", text("证书用语检查", "Checks the wording of certificates"))
        json.member("language", languageTag)
        json.key("rules")
        json.array(rules, .lines) { json, rule in
          write(rule, taxonomies, to: &json)
          flush(&json, to: &sink)
        }
        json.key("notifications")
        json.array(Self.codes(of: notices), .lines) { json, code in
          json.object(.inline) { $0.member("id", code) }
        }
        json.key("supportedTaxonomies")
        json.array(taxonomies.entries.enumerated(), .lines) { json, entry in
          json.object(.inline) { json in
            json.member("name", entry.element.instrument.name)
            json.member("index", entry.offset)
          }
        }
      }
    }
  }

  private func write(_ rule: Rule, _ taxonomies: Taxonomies, to json: inout JSONWriter) {
    let sections = RulePage(language: language).explanation(of: rule)
    let name = rule.name[language]
    json.object(.lines) { json in
      json.member("id", rule.id)
      json.member("name", name.cut(to: Self.nameLength))
      json.message("shortDescription", name.cut(to: Self.descriptionLength))
      json.message("fullDescription", rule.asks[language].cut(to: Self.descriptionLength))
      json.key("help")
      json.object(.lines) { json in
        json.member("text", Self.plain(sections))
        json.member("markdown", Self.markdown(sections))
      }
      json.key("defaultConfiguration")
      json.object(.inline) { $0.member("level", rule.level.ofSARIF) }
      json.key("relationships")
      json.array(taxonomies.places(of: rule.basis.map(\.citation)), .lines) { json, place in
        json.object(.inline) { json in
          json.key("target")
          write(place, taxonomies, to: &json)
          json.member("kinds", ["relevant"])
        }
      }
      json.key("properties")
      json.object(.inline) { json in
        json.member("tags", ["certificate", "wording", rule.profile])
        json.member("precision", rule.confidence.precision)
        json.member("problem.severity", rule.level.problemSeverity)
      }
    }
  }

  private static func plain(_ sections: [RulePage.Section]) -> String {
    sections.map { "\($0.title)\n\($0.paragraphs.joined(separator: "\n"))" }
      .joined(separator: "\n\n")
  }

  private static func markdown(_ sections: [RulePage.Section]) -> String {
    sections.map { section in
      let items =
        section.paragraphs.count == 1
        ? section.paragraphs[0].inMarkdown
        : section.paragraphs.map { "- \($0.inMarkdown)" }.joined(separator: "\n")
      return "**\(section.title)**\n\n\(items)"
    }.joined(separator: "\n\n")
  }

  private func write(_ entry: Taxonomies.Entry, to json: inout JSONWriter) {
    let instrument = entry.instrument
    json.object(.lines) { json in
      json.member("name", instrument.name)
      json.member("fullName", instrument.title)
      json.member("organization", instrument.issuer)
      // A date of which only the month is known is none to SARIF.
      if CalendarDate(iso8601: instrument.date) != nil, instrument.date.utf8.count == 10 {
        json.member("releaseDateUtc", instrument.date)
      }
      json.message("shortDescription", Citing(language: language).heading(instrument))
      json.member("language", languageTag)
      json.member("isComprehensive", false)
      json.key("taxa")
      json.array(entry.clauses, .lines) { json, citation in
        json.object(.inline) { json in
          json.member("id", citation.clause.zh)
          json.message("shortDescription", citation.clause[language])
        }
      }
    }
  }

  /// A reference to a clause.
  private func write(
    _ place: Taxonomies.Place, _ taxonomies: Taxonomies, to json: inout JSONWriter
  ) {
    let entry = taxonomies.entries[place.instrument]
    json.object(.inline) { json in
      json.member("id", entry.clauses[place.clause].clause.zh)
      json.member("index", place.clause)
      json.key("toolComponent")
      json.object(.inline) { json in
        json.member("name", entry.instrument.name)
        json.member("index", place.instrument)
      }
    }
  }
}

// MARK: - The run

extension SARIFReporter {
  /// Something to know of the run or of how an input was read.
  private struct Notice {
    let code: String
    let message: String
    let level: String
    /// Number of the input.
    var artifact: Int?
    var uri: ArtifactURI?
  }

  private func notices(
    of report: RunReport, _ inputs: [InputReport], leftOut: some Collection<Result>
  ) -> [Notice] {
    var notices: [Notice] = []
    for (number, input) in inputs.enumerated() where input.status != .checked {
      let uri = ArtifactURI(path: input.path)
      let causes = input.notes.filter(\.isIncomplete)
      for note in causes {
        notices.append(
          Notice(
            code: note.code, message: note.message[language], level: "error", artifact: number,
            uri: uri))
      }
      if causes.isEmpty {
        notices.append(
          Notice(
            code: "not-checked-whole", message: input.status.name(in: language), level: "error",
            artifact: number, uri: uri))
      }
    }
    notices += report.notes.map {
      Notice(
        code: $0.code, message: $0.message[language], level: $0.isIncomplete ? "error" : "note")
    }
    if !leftOut.isEmpty {
      let counts = Level.allCases.reversed().compactMap { level -> String? in
        let count = leftOut.count { $0.finding.level == level }
        let name = level.name(in: language)
        return count == 0 ? nil : text("\(name) \(count) 处", "\(count) \(name)")
      }
      let list = counts.joined(separator: text("，", ", "))
      notices.append(
        Notice(
          code: "results-left-out",
          message: text(
            "GitHub 每次最多接受 \(resultLimit) 处发现，其余 \(leftOut.count) 处（\(list)）未写入；全部发现见 json 格式的报告。",
            "GitHub takes at most \(resultLimit) results of a run; the other \(leftOut.count) (\(list)) "
              + "were left out. The json report has all of them."),
          level: "warning"))
    }
    return notices
  }

  private static func codes(of notices: [Notice]) -> [String] {
    Set(notices.map(\.code)).sorted()
  }

  private func write(
    invocationOf report: RunReport, _ notices: [Notice], to json: inout JSONWriter
  ) {
    let codes = Self.codes(of: notices)
    json.key("invocations")
    json.array([report], .lines) { json, report in
      json.object(.lines) { json in
        // Findings are no failure of the program; what it could not check is one.
        json.member("executionSuccessful", report.isComplete)
        json.key("toolExecutionNotifications")
        json.array(notices, .lines) { json, notice in
          json.object(.inline) { json in
            json.key("descriptor")
            json.object(.inline) { json in
              json.member("id", notice.code)
              json.member("index", codes.firstIndex(of: notice.code))
            }
            json.member("level", notice.level)
            json.message("message", notice.message)
            json.key("locations")
            json.array([notice].filter { $0.uri != nil }, .inline) { json, notice in
              json.object(.inline) { json in
                json.key("physicalLocation")
                json.object(.inline) { json in
                  if let uri = notice.uri { write(uri, index: notice.artifact, to: &json) }
                }
              }
            }
          }
        }
      }
    }
  }

  private func writeBase(to json: inout JSONWriter) {
    json.key("originalUriBaseIds")
    json.object(.lines) { json in
      json.key("%SRCROOT%")
      json.object(.inline) { json in
        json.message(
          "description",
          text("运行 zhenglint 时所在的目录", "The directory in which zhenglint was started"))
      }
    }
  }

  private func write(_ input: InputReport, to json: inout JSONWriter) {
    let uri = ArtifactURI(path: input.path)
    json.object(.inline) { json in
      write(uri, key: "location", isStandardInput: input.path == "-", to: &json)
      json.member("roles", ["analysisTarget"])
      if let format = input.format.flatMap(DocumentFormat.init) {
        json.member("mimeType", format.mediaType)
      }
      if let encoding = input.encoding { json.member("encoding", encoding) }
      if let sha256 = input.sha256 {
        json.key("hashes")
        json.object(.inline) { $0.member("sha-256", sha256) }
      }
      json.key("properties")
      json.object(.inline) { $0.member("status", input.status.rawValue) }
    }
  }

  private func write(_ uri: ArtifactURI, index: Int?, to json: inout JSONWriter) {
    write(uri, key: "artifactLocation", index: index, to: &json)
  }

  private func write(
    _ uri: ArtifactURI, key: StaticString, index: Int? = nil, isStandardInput: Bool = false,
    to json: inout JSONWriter
  ) {
    json.key(key)
    json.object(.inline) { json in
      json.member("uri", uri.text)
      if uri.isBelowBase { json.member("uriBaseId", Self.base) }
      if let index { json.member("index", index) }
      if isStandardInput {
        json.message("description", text("标准输入", "Standard input"))
      }
    }
  }

  private func write(propertiesOf report: RunReport, to json: inout JSONWriter) {
    json.key("properties")
    json.object(.inline) { json in
      json.member("rulesVersion", report.rulesVersion)
      json.member("asOf", report.asOf.description)
      json.member("edition", report.edition)
      json.member("omittedRules", report.omittedRules)
    }
  }
}

// MARK: - Results

extension SARIFReporter {
  private struct Result {
    let finding: Finding
    /// Number of the input.
    let artifact: Int

    /// Small for what must not be cut off.
    var rank: Int {
      let level =
        switch finding.level {
        case .violation: 0
        case .review: 1
        case .info: 2
        }
      return finding.suppression == nil ? level : level + Level.allCases.count
    }
  }

  private func write(
    _ result: Result, at uri: ArtifactURI, rule: Int?, _ taxonomies: Taxonomies,
    to json: inout JSONWriter
  ) {
    let finding = result.finding
    json.object(.inline) { json in
      json.member("ruleId", finding.rule)
      if let rule { json.member("ruleIndex", rule) }
      json.member("level", finding.level.ofSARIF)
      let sentences =
        [finding.message[language]] + finding.readings.map { $0.reason[language] }
        + [finding.advice[language]]
      json.message("message", sentences.joined(separator: "\n"))
      json.key("locations")
      json.array([finding], .inline) { json, finding in
        json.object(.inline) { json in
          json.key("physicalLocation")
          json.object(.inline) { json in
            write(uri, index: result.artifact, to: &json)
            write(regionsOf: finding, to: &json)
          }
        }
      }
      json.key("partialFingerprints")
      json.object(.inline) { $0.member("zhenglint/v1", finding.fingerprint) }
      json.key("suppressions")
      json.array([finding.suppression].compactMap(\.self), .inline) { json, suppression in
        json.object(.inline) { json in
          json.member("kind", suppression.kind.ofSARIF)
          json.member("status", "accepted")
          if let reason = suppression.reason { json.member("justification", reason) }
        }
      }
      json.key("taxa")
      json.array(taxonomies.places(of: finding.basis), .inline) { json, place in
        write(place, taxonomies, to: &json)
      }
      write(propertiesOf: finding, to: &json)
    }
  }

  private func write(regionsOf finding: Finding, to json: inout JSONWriter) {
    let place = finding.location
    json.key("region")
    json.object(.inline) { json in
      json.member("startLine", place.startLine)
      json.member("startColumn", place.startColumn)
      json.member("endLine", place.endLine)
      json.member("endColumn", place.endColumn)
      json.member("byteOffset", place.bytes.start)
      json.member("byteLength", place.bytes.count)
      json.message("snippet", finding.text)
    }
    // A context holds its region; the excerpt is of the first line only.
    let excerpt = finding.excerpt
    guard place.startLine == place.endLine, !excerpt.line.isEmpty,
      excerpt.spanStart < place.startColumn
    else { return }
    let start = place.startColumn - excerpt.spanStart
    json.key("contextRegion")
    json.object(.inline) { json in
      json.member("startLine", place.startLine)
      json.member("startColumn", start)
      json.member("endColumn", start + excerpt.line.unicodeScalars.count)
      json.message("snippet", excerpt.line)
    }
  }

  private func write(propertiesOf finding: Finding, to json: inout JSONWriter) {
    json.key("properties")
    json.object(.inline) { json in
      json.member("confidence", finding.confidence.name)
      json.member("term", finding.term)
      json.member("disguises", finding.disguises.lazy.map(\.rawValue))
      json.member("channel", finding.channel.rawValue)
      json.member("field", finding.field)
      json.key("readings")
      json.array(finding.readings, .inline) { json, reading in
        json.object(.inline) { json in
          json.member("id", reading.id)
          json.member("reason", reading.reason[language])
        }
      }
      json.member("exact", finding.location.isExact)
      if !finding.location.part.isEmpty { json.member("part", finding.location.part) }
    }
  }
}

// MARK: - Words of SARIF and GitHub

extension JSONWriter {
  /// A member that is an object with a text, as SARIF sets every text for people.
  fileprivate mutating func message(_ key: StaticString, _ text: String) {
    self.key(key)
    object(.inline) { $0.member("text", text) }
  }
}

extension Level {
  fileprivate var ofSARIF: String {
    switch self {
    case .violation: "error"
    case .review: "warning"
    case .info: "note"
    }
  }

  /// What GitHub calls it.
  fileprivate var problemSeverity: String {
    switch self {
    case .violation: "error"
    case .review: "warning"
    case .info: "recommendation"
    }
  }
}

extension Confidence {
  /// What GitHub calls a rule whose findings are at most this sure.
  fileprivate var precision: String {
    switch self {
    case .certain: "very-high"
    case .likely: "high"
    case .possible: "medium"
    }
  }
}

extension Suppression.Kind {
  fileprivate var ofSARIF: String {
    switch self {
    case .inSource: "inSource"
    case .baseline: "external"
    }
  }
}

extension DocumentFormat {
  fileprivate var mediaType: String {
    switch self {
    case .text: "text/plain"
    case .xml: "application/xml"
    case .html: "text/html"
    case .svg: "image/svg+xml"
    }
  }
}

extension String {
  /// The text, or as much of it as has no more UTF-16 units, with `…` for the rest.
  fileprivate func cut(to limit: Int) -> String {
    guard utf16.count > limit else { return self }
    var kept = String.UnicodeScalarView()
    var count = 1
    for scalar in unicodeScalars {
      count += UTF16.width(scalar)
      if count > limit { break }
      kept.append(scalar)
    }
    kept.append("…")
    return String(kept)
  }

  /// The text with a backslash before each character that CommonMark could take for markup.
  fileprivate var inMarkdown: String {
    var escaped = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      if "\\`*_[]<>&|".unicodeScalars.contains(scalar) { escaped.append("\\") }
      escaped.append(scalar)
    }
    return String(escaped)
  }
}
