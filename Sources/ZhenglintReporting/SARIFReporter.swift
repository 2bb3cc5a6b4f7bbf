package import ZhenglintCore
package import ZhenglintRules

/// The report for code scanning: SARIF 2.1.0, within the limits that GitHub sets.
///
/// A violation is an `error`, a review a `warning`, an info a `note`; all are of the kind `fail`, since
/// any other kind must have the level `none` (3.27.10). The most severe results come first, suppressed
/// ones last: GitHub takes no file with more than 25,000 of a run and shows 5,000. What had to be left
/// out, and what was not checked whole, stands among the notifications.
package struct SARIFReporter: Reporter {
  let language: Language
  let rules: [Rule]
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
          let uris = inputs.map(ArtifactURI.init)
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

  var languageTag: String { language == .zh ? "zh-CN" : "en-GB" }

  func flush(_ json: inout JSONWriter, to sink: inout some ByteSink) {
    if json.bytes.count >= chunkSize { json.flush(to: &sink) }
  }

  func text(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
}

// MARK: - The run

extension SARIFReporter {
  /// Something to know of the run or of how an input was read.
  struct Notice {
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
    for (number, input) in inputs.enumerated() {
      let uri = ArtifactURI(of: input)
      notices += input.troubles(in: language).map {
        Notice(code: $0.code, message: $0.message, level: "error", artifact: number, uri: uri)
      }
      notices += input.warnings.map {
        Notice(
          code: $0.code, message: $0.message[language], level: $0.ofSARIF, artifact: number,
          uri: uri)
      }
    }
    notices += report.notes.map {
      Notice(code: $0.code, message: $0.message[language], level: $0.ofSARIF)
    }
    if !leftOut.isEmpty {
      let list = counts(of: leftOut.map(\.finding), in: language)
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

  static func codes(of notices: [Notice]) -> [String] {
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
    let uri = ArtifactURI(of: input)
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

  /// The member that names a file, for a place in it.
  func write(_ uri: ArtifactURI, index: Int?, to json: inout JSONWriter) {
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
      // Suppressed results are there to be counted; these are not.
      json.member("unchangedFindings", report.unchangedCount)
    }
  }
}

// MARK: - Words

extension JSONWriter {
  /// A member of SARIF that is an object with a text, as every text for people is.
  mutating func message(_ key: StaticString, _ text: String) {
    self.key(key)
    object(.inline) { $0.member("text", text) }
  }
}

extension Level {
  var ofSARIF: String {
    switch self {
    case .violation: "error"
    case .review: "warning"
    case .info: "note"
    }
  }
}

extension Note {
  fileprivate var ofSARIF: String { isIncomplete ? "error" : isWarning ? "warning" : "note" }
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
