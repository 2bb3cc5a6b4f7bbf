package import ZhenglintCore

/// The report for programs, schema `zhenglint-report/1`.
///
/// Every key is always there, in this order; what is unknown is `null`. Inputs and findings are
/// sorted by the bytes of the path, then by place, then by rule.
package struct JSONReporter: Reporter {
  private let members: ReportMembers
  private let width: Int

  /// - Parameters:
  ///   - language: Of messages, advice, clauses and reasons; keys and codes have none.
  ///   - width: Threads at most.
  package init(language: Language, width: Int = 1) {
    members = ReportMembers(language: language)
    self.width = width
  }

  package func write(_ report: RunReport, to sink: inout some ByteSink) {
    var json = JSONWriter()
    write(report, to: &json) { json in
      if json.bytes.count >= chunkSize { json.flush(to: &sink) }
    }
    json.flush(to: &sink)
    sink.write([UInt8(ascii: "\n")])
  }

  /// Writes the whole report as one value of a greater JSON text, set as that is.
  package func write(_ report: RunReport, asValueIn json: inout JSONWriter) {
    write(report, to: &json) { _ in }
  }

  private func write(
    _ report: RunReport, to json: inout JSONWriter, pause: (inout JSONWriter) -> Void
  ) {
    let inputs = report.sortedInputs
    json.object(.lines) { json in
      members.write(runOf: report, to: &json)
      json.key("inputs")
      json.array(inputs, width: width) { [members] json, input in
        json.object(.lines) { members.write(input, to: &$0) }
      } pause: {
        pause(&$0)
      }
      json.key("findings")
      let findings = inputs.lazy.flatMap { input in
        input.sortedFindings.lazy.map { (path: input.path, finding: $0) }
      }
      json.array(findings, width: width) { [members] json, found in
        json.object(.lines) { members.write(found.finding, path: found.path, to: &$0) }
      } pause: {
        pause(&$0)
      }
      json.key("summary")
      json.object(.inline) { members.write(summaryOf: report, to: &$0) }
      // Beyond the contract: what there is to know of the run as a whole.
      members.write(report.notes, to: &json)
    }
  }
}

/// The report for streams: an object on each line, which says in `type` what it is.
///
/// First the `run`, then each `input` followed by each `finding` in it, last the `summary`; the other
/// keys are those of the JSON report. A line is whole by itself.
package struct JSONLinesReporter: Reporter {
  private let members: ReportMembers

  /// - Parameter language: Of messages, advice, clauses and reasons; keys and codes have none.
  package init(language: Language) {
    members = ReportMembers(language: language)
  }

  package func write(_ report: RunReport, to sink: inout some ByteSink) {
    var json = JSONWriter(isOnOneLine: true)
    line("run", in: &json, to: &sink) { members.write(runOf: report, to: &$0) }
    for input in report.sortedInputs {
      line("input", in: &json, to: &sink) { members.write(input, to: &$0) }
      for finding in input.sortedFindings {
        line("finding", in: &json, to: &sink) { members.write(finding, path: input.path, to: &$0) }
      }
    }
    line("summary", in: &json, to: &sink) { json in
      members.write(summaryOf: report, to: &json)
      members.write(report.notes, to: &json)
    }
    json.flush(to: &sink)
  }

  private func line(
    _ type: String, in json: inout JSONWriter, to sink: inout some ByteSink,
    _ members: (inout JSONWriter) -> Void
  ) {
    json.object(.inline) { json in
      json.member("type", type)
      members(&json)
    }
    json.endLine()
    if json.bytes.count >= chunkSize { json.flush(to: &sink) }
  }
}

/// What both JSON reports say of a run, an input and a finding: keys and values of an open object.
private struct ReportMembers: Sendable {
  let language: Language

  func write(runOf report: RunReport, to json: inout JSONWriter) {
    json.member("schema", "zhenglint-report/1")
    json.key("tool")
    json.object(.inline) { json in
      json.member("name", "zhenglint")
      json.member("version", report.toolVersion)
    }
    json.key("rules")
    json.object(.inline) { json in
      json.member("version", report.rulesVersion)
      json.member("asOf", report.asOf.description)
      json.member("edition", report.edition)
    }
    json.member("complete", report.isComplete)
  }

  func write(summaryOf report: RunReport, to json: inout JSONWriter) {
    json.member("inputs", report.inputs.count)
    json.member("checked", report.count(of: .checked))
    json.member("partly", report.count(of: .partly))
    json.member("unread", report.count(of: .unread))
    json.member("violation", report.count(of: .violation))
    json.member("review", report.count(of: .review))
    json.member("info", report.count(of: .info))
    // Beyond the contract: findings that do not count.
    json.member("suppressed", report.count(of: .inSource))
    json.member("baseline", report.count(of: .baseline))
    json.member("unchanged", report.unchangedCount)
  }

  func write(_ input: InputReport, to json: inout JSONWriter) {
    json.member("path", input.path)
    json.member("sha256", input.sha256)
    json.member("format", input.format)
    json.member("encoding", input.encoding)
    json.member("status", input.status.rawValue)
    write(input.notes, to: &json)
    json.key("certificate")
    if let certificate = input.certificate {
      write(certificate, to: &json)
    } else {
      json.null()
    }
  }

  func write(_ notes: [Note], to json: inout JSONWriter) {
    json.key("notes")
    json.array(notes, .lines) { json, note in
      json.object(.inline) { json in
        json.member("code", note.code)
        json.member("message", note.message[language])
      }
    }
  }

  /// The five members of the contract, then what was added to it.
  private func write(_ certificate: CertificateFacts, to json: inout JSONWriter) {
    json.object(.lines) { json in
      json.member("title", certificate.title)
      json.member("issuer", certificate.issuer)
      json.member("issuerKind", certificate.issuerKind?.rawValue)
      json.member("issued", certificate.issued?.description)
      json.member("standing", certificate.standing.rawValue)
      json.member("reason", certificate.reason[language])
      json.member("entry", certificate.entry)
      json.member("edition", certificate.edition)
      json.member("asOf", certificate.day.description)
      json.member("holder", certificate.hasHolder)
      json.key("facts")
      json.array(certificate.facts, .lines) { json, fact in
        json.object(.inline) { json in
          json.member("field", fact.field)
          json.member("value", fact.value)
          json.member("origin", fact.origin)
          json.key("location")
          if let location = fact.location { write(location, to: &json) } else { json.null() }
        }
      }
    }
  }

  func write(_ finding: Finding, path: String, to json: inout JSONWriter) {
    json.member("rule", finding.rule)
    json.member("level", finding.level.rawValue)
    json.member("confidence", finding.confidence.name)
    json.member("term", finding.term)
    json.member("text", finding.text)
    json.member("disguises", finding.disguises.lazy.map(\.rawValue))
    json.member("channel", finding.channel.rawValue)
    json.member("field", finding.field)
    json.member("path", path)
    json.key("location")
    write(finding.location, to: &json)
    json.member("context", finding.context)
    json.member("message", finding.message[language])
    json.member("advice", finding.advice[language])
    json.key("readings")
    json.array(finding.readings, .lines) { json, reading in
      json.object(.inline) { json in
        json.member("id", reading.id)
        json.member("reason", reading.reason[language])
      }
    }
    json.key("basis")
    json.array(finding.basis, .lines) { json, citation in
      json.object(.inline) { json in
        json.member("number", citation.number)
        json.member("title", citation.title)
        json.member("issuer", citation.issuer)
        json.member("date", citation.date)
        json.member("clause", citation.clause[language])
        // Beyond the contract: facts of this citation that nobody has read in a source.
        json.member("recalled", citation.recalled)
      }
    }
    json.member("fingerprint", finding.fingerprint)
    json.key("suppressed")
    if let suppression = finding.suppression {
      json.object(.inline) { json in
        json.member("kind", suppression.kind.rawValue)
        json.member("reason", suppression.reason)
      }
    } else {
      json.null()
    }
    // Beyond the contract: what `fix` would write.
    json.key("replacement")
    if let replacement = finding.replacement {
      json.object(.inline) { json in
        json.member("startByte", replacement.bytes.start)
        json.member("endByte", replacement.bytes.end)
        json.member("old", replacement.old)
        json.member("new", replacement.new)
      }
    } else {
      json.null()
    }
  }

  private func write(_ location: Location, to json: inout JSONWriter) {
    json.object(.inline) { json in
      json.member("startByte", location.bytes.start)
      json.member("endByte", location.bytes.end)
      json.member("startLine", location.startLine)
      json.member("startColumn", location.startColumn)
      json.member("endLine", location.endLine)
      json.member("endColumn", location.endColumn)
      json.member("exact", location.isExact)
      json.member("part", location.part)
      json.member("page", location.page)
      json.key("box")
      if let box = location.box {
        json.array(box, .inline) { $0.value($1) }
      } else {
        json.null()
      }
    }
  }
}
