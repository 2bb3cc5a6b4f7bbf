import ZhenglintCore

extension SARIFReporter {
  struct Result {
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

  func write(
    _ result: Result, at uri: ArtifactURI, rule: Int?, _ taxonomies: Taxonomies,
    to json: inout JSONWriter
  ) {
    let finding = result.finding
    json.object(.inline) { json in
      json.member("ruleId", finding.rule)
      if let rule { json.member("ruleIndex", rule) }
      json.member("level", finding.level.ofSARIF)
      json.message("message", finding.sentences(in: language).joined(separator: "\n"))
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
      if let replacement = finding.replacement {
        write(fixBy: replacement, at: uri, index: result.artifact, to: &json)
      }
      write(propertiesOf: finding, to: &json)
    }
  }

  private func write(
    fixBy replacement: Replacement, at uri: ArtifactURI, index: Int, to json: inout JSONWriter
  ) {
    json.key("fixes")
    json.array([replacement], .inline) { json, replacement in
      json.object(.inline) { json in
        json.message("description", replacement.title(in: language))
        json.key("artifactChanges")
        json.array([replacement], .inline) { json, replacement in
          json.object(.inline) { json in
            write(uri, index: index, to: &json)
            json.key("replacements")
            json.array([replacement], .inline) { json, replacement in
              json.object(.inline) { json in
                json.key("deletedRegion")
                json.object(.inline) { write(boundsOf: replacement.location, to: &$0) }
                json.message("insertedContent", replacement.new)
              }
            }
          }
        }
      }
    }
  }

  private func write(boundsOf place: Location, to json: inout JSONWriter) {
    json.member("startLine", place.startLine)
    json.member("startColumn", place.startColumn)
    json.member("endLine", place.endLine)
    json.member("endColumn", place.endColumn)
    json.member("byteOffset", place.bytes.start)
    json.member("byteLength", place.bytes.count)
  }

  private func write(regionsOf finding: Finding, to json: inout JSONWriter) {
    let place = finding.location
    json.key("region")
    json.object(.inline) { json in
      write(boundsOf: place, to: &json)
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

extension Suppression.Kind {
  fileprivate var ofSARIF: String {
    switch self {
    case .inSource: "inSource"
    case .baseline: "external"
    }
  }
}
