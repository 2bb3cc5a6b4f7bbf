import ZhenglintCatalogue
import ZhenglintCore
import ZhenglintReporting

/// `zhenglint-catalogue/1`; keys keep their order, and what is not known is `null`.
struct CatalogueJSON {
  let query: CatalogueQuery

  func document(_ answer: CatalogueAnswer) -> [UInt8] {
    var json = JSONWriter()
    json.object(.lines) { json in
      json.member("schema", "zhenglint-catalogue/1")
      json.member("edition", query.edition.id)
      json.member("title", query.edition.title)
      json.member("number", query.edition.number)
      json.member("issuer", query.edition.issuer)
      json.member("date", query.edition.date.description)
      json.member("asOf", query.asOf.description)
      json.key("entries")
      json.array(answer.entries, .lines) { write($1, to: &$0) }
      json.key("lapses")
      json.array(lapses(of: answer), .lines) { write($1, to: &$0) }
      json.key("changes")
      json.array(changes(of: answer), .lines) { write($1, to: &$0) }
    }
    return json.bytes + [UInt8(ascii: "\n")]
  }

  /// Of names and of entries, each once.
  private func lapses(of answer: CatalogueAnswer) -> [Lapse] {
    var lapses: [Lapse] = []
    for lapse in answer.lapses + answer.entries.flatMap({ query.catalogue.lapses(of: $0) })
    where !lapses.contains(lapse) {
      lapses.append(lapse)
    }
    return lapses
  }

  private func changes(of answer: CatalogueAnswer) -> [CatalogueChange] {
    var changes: [CatalogueChange] = []
    for change in answer.entries.flatMap({ query.catalogue.changes(of: $0) })
    where !changes.contains(change) {
      changes.append(change)
    }
    return changes
  }

  private func write(_ entry: Qualification, to json: inout JSONWriter) {
    json.object(.lines) { json in
      json.member("edition", entry.edition)
      json.member("section", entry.section.rawValue)
      json.member("number", entry.number)
      json.member("name", entry.name)
      json.member("category", entry.category.rawValue)
      json.key("subItems")
      json.array(entry.subItems, .lines) { json, item in
        json.object(.inline) { json in
          json.member("name", item.name)
          json.member("qualifier", item.qualifier)
          json.member("departments", item.departments)
          json.member("legalBasis", item.legalBasis)
        }
      }
      json.member("departments", entry.departments)
      // An edition gives every entry a basis: an empty list would say that there is none.
      if entry.legalBasis.isEmpty {
        json.member("legalBasis", nil as String?)
      } else {
        json.member("legalBasis", entry.legalBasis)
      }
      json.member("statuteCheck", entry.statuteCheck)
      json.member("organisers", entry.organisers)
      json.member("alsoCalled", entry.alsoCalled)
      json.member("note", entry.note)
      json.key("provenance")
      json.array(entry.provenance.sorted { $0.key < $1.key }, .lines) { json, pair in
        json.object(.inline) { json in
          json.member("field", pair.key)
          json.member("source", pair.value)
        }
      }
    }
  }

  private func write(_ lapse: Lapse, to json: inout JSONWriter) {
    json.object(.inline) { json in
      json.member("name", lapse.name)
      json.member("under", lapse.under)
      json.member("until", lapse.until.description)
      json.member("document", lapse.document)
      json.member("event", lapse.event[query.options.lang])
      json.member("recalled", lapse.isRecalled)
    }
  }

  private func write(_ change: CatalogueChange, to json: inout JSONWriter) {
    json.object(.inline) { json in
      json.member("kind", change.kind.rawValue)
      json.member("edition", change.edition)
      json.member("old", change.old)
      json.member("new", change.new)
      json.member("under", change.under)
      json.member("event", change.event?[query.options.lang])
      json.member("recalled", change.isRecalled)
    }
  }
}
