package import ZhenglintCore
package import ZhenglintRules

/// Rules for programs, schema `zhenglint-rules/1`; unknown values are `null`.
package struct RulesJSON {
  private let language: Language

  package init(language: Language) {
    self.language = language
  }

  /// Some rules of a set, in its order.
  package func write(_ ruleSet: RuleSet, only ids: Set<String>? = nil) -> [UInt8] {
    var json = JSONWriter()
    json.object(.lines) { json in
      json.member("schema", "zhenglint-rules/1")
      json.member("version", ruleSet.version)
      json.key("rules")
      let entries = ruleSet.packs.flatMap { pack in pack.rules.map { (pack, $0) } }
        .filter { ids?.contains($0.1.id) ?? true }
      json.array(entries, .lines) { json, entry in write(entry.1, of: entry.0, to: &json) }
    }
    return json.bytes + [UInt8(ascii: "\n")]
  }

  private func write(_ rule: Rule, of pack: RulePack, to json: inout JSONWriter) {
    json.object(.lines) { json in
      json.member("id", rule.id)
      json.member("name", rule.name[language])
      json.member("pack", pack.id)
      json.member("profile", rule.profile)
      json.member("level", rule.level.rawValue)
      json.member("confidence", rule.confidence.name)
      json.member("openEnded", rule.isOpenEnded)
      json.member("asks", rule.asks[language])
      json.member("binds", rule.binds[language])
      json.member("open", rule.open?[language])
      json.key("terms")
      json.array(rule.terms, .lines) { json, term in
        json.object(.inline) { json in
          json.member("text", term.pattern == nil ? term.text : nil)
          json.member("pattern", term.pattern?.source)
          json.member("listed", term.listed)
        }
      }
      json.key("basis")
      json.array(rule.basis, .lines) { json, basis in
        json.object(.inline) { json in
          json.member("instrument", basis.instrument.id)
          json.member("number", basis.instrument.number)
          json.member("title", basis.instrument.title)
          json.member("issuer", basis.instrument.issuer)
          json.member("date", basis.instrument.date.description)
          json.member("effective", basis.instrument.effective.description)
          json.member("until", basis.instrument.until?.description)
          json.member("clause", basis.clause[language])
          json.member("recalled", basis.recalled)
          json.member("source", basis.instrument.source)
        }
      }
      json.key("readings")
      json.array(rule.readings, .lines) { json, reading in
        json.object(.inline) { json in
          json.member("id", reading.id)
          json.member("name", reading.name[language])
          json.member("level", reading.level.rawValue)
        }
      }
      json.member("file", rule.place.file)
      json.member("line", rule.place.line)
    }
  }
}
