import ZhenglintCore
import ZhenglintRules

// Limits of GitHub, see `SARIFReporter`; in UTF-16 units, to be safe.
private let nameLength = 255
private let descriptionLength = 1_024

extension SARIFReporter {
  func write(
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
      json.member("name", name.cut(to: nameLength))
      json.message("shortDescription", name.cut(to: descriptionLength))
      json.message("fullDescription", rule.asks[language].cut(to: descriptionLength))
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

  func write(_ entry: Taxonomies.Entry, to json: inout JSONWriter) {
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
  func write(
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

// MARK: - Words

extension Level {
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
