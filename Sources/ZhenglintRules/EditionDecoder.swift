import ZhenglintCatalogue
import ZhenglintCore

private enum EditionKey: String, CaseIterable {
  case edition, title, number, issuer, date, published, until, recalled, totals, sources, entries
  case provenanceSets = "provenance-sets"
}
private enum HeadFact: String, CaseIterable { case title, number, issuer, date, published }
private enum EntryKey: String, CaseIterable {
  case number, section, name, category, departments, organisers, note, provenance
  case subItems = "sub-items"
  case legalBasis = "legal-basis"
  case statuteCheck = "statute-check"
  case alsoCalled = "also-called"
}
private enum SubItemKey: String, CaseIterable {
  case name, qualifier, departments
  case legalBasis = "legal-basis"
}

/// Reads one edition.
struct EditionDecoder {
  let bodies: BodyDirectory

  /// An edition, and the place of its id.
  func edition(_ root: PackNode) throws(RulePackError) -> (CatalogueEdition, PackPlace) {
    let top = try root.mapping(EditionKey.self)
    let id = try top.required(.edition)
    var sources: [CatalogueEdition.Source] = []
    for (key, value) in try top.required(.sources).pairs() {
      sources.append(CatalogueEdition.Source(key: try key.text(), text: try value.text()))
    }
    var recalled: [String] = []
    for fact in try top[.recalled]?.list() ?? [] {
      recalled.append(try fact.name(HeadFact.self, .fact).rawValue)
    }
    let number = try top.required(.number).text()
    let qualifications = try qualifications(top, edition: id.text())
    return (
      CatalogueEdition(
        id: try id.text(), title: try top.required(.title).text(),
        number: number == "unknown" ? nil : number, issuer: try top.required(.issuer).text(),
        date: try top.required(.date).day(), until: try top[.until]?.day(),
        published: try top[.published]?.day(), recalled: recalled,
        totals: try totals(top.required(.totals), of: qualifications), sources: sources,
        qualifications: qualifications),
      id.place
    )
  }

  /// The official figures, which the entries have to agree with.
  private func totals(
    _ node: PackNode, of qualifications: [Qualification]
  ) throws(RulePackError) -> CatalogueEdition.Totals {
    let parts = try node.mapping(TotalsKey.self)
    let listed = CatalogueEdition.Totals(counting: qualifications)
    var totals = CatalogueEdition.Totals()
    for key in TotalsKey.allCases {
      let stated = try parts.required(key)
      let number = try stated.number()
      let count: Int
      if case .part(let section, let category) = key.count {
        count = listed.parts[section]?[category] ?? 0
        totals.parts[section, default: [:]][category] = number
      } else {
        count = listed.all
        totals.all = number
      }
      guard number == count else {
        throw stated.failure(.count(key.count, stated: number, listed: count))
      }
    }
    return totals
  }

  private func qualifications(
    _ top: PackMapping<EditionKey>, edition: String
  ) throws(RulePackError) -> [Qualification] {
    var sets: [String: [String: String]] = [:]
    for (key, value) in try top[.provenanceSets]?.pairs() ?? [] {
      sets[try key.text()] = try provenance(value, sets: [:])
    }
    var qualifications: [Qualification] = []
    var names: [String: PackPlace] = [:]
    var numbers: [String: PackPlace] = [:]
    for node in try top.required(.entries).list() {
      let entry = try node.mapping(EntryKey.self)
      let qualification = try qualification(entry, edition: edition, sets: sets)
      let name = try entry.required(.name)
      let number = try entry.required(.number)
      if let first = names.updateValue(name.place, forKey: qualification.name) {
        throw name.failure(.duplicate(.entry, qualification.name, first: first))
      }
      let label = "\(qualification.section.rawValue) \(qualification.number)"
      if let first = numbers.updateValue(number.place, forKey: label) {
        throw number.failure(.duplicate(.entry, label, first: first))
      }
      qualifications.append(qualification)
    }
    return qualifications
  }

  private func qualification(
    _ entry: PackMapping<EntryKey>, edition: String, sets: [String: [String: String]]
  ) throws(RulePackError) -> Qualification {
    let departments = try entry.required(.departments).list()
    var subItems: [Qualification.SubItem] = []
    for node in try entry[.subItems]?.list() ?? [] { subItems.append(try subItem(node)) }
    let provenance = try provenance(entry.required(.provenance), sets: sets)
    // What an entry says, it says where it was read.
    for key in EntryKey.allCases
    where ![.section, .note, .provenance].contains(key) && entry[key] != nil {
      guard provenance[key.rawValue] != nil else {
        throw try entry.required(.provenance).failure(.missingKey(key.rawValue))
      }
    }
    return Qualification(
      edition: edition,
      section: try entry.required(.section).name(CatalogueSection.self, .section),
      number: try entry.required(.number).number(), name: try entry.required(.name).text(),
      category: try entry.required(.category).name(QualificationCategory.self, .category),
      subItems: subItems, departments: try entry.required(.departments).texts(),
      legalBasis: try entry[.legalBasis]?.texts() ?? [],
      statuteCheck: try entry[.statuteCheck]?.texts() ?? [],
      organisers: try entry[.organisers]?.texts() ?? [],
      implementers: try bodies.implementers(departments + (entry[.organisers]?.list() ?? [])),
      alsoCalled: try entry[.alsoCalled]?.texts() ?? [], note: try entry[.note]?.text(),
      provenance: provenance)
  }

  /// A text, or a mapping for what has more than a name.
  private func subItem(_ node: PackNode) throws(RulePackError) -> Qualification.SubItem {
    guard let parts = try node.mappingUnlessText(SubItemKey.self) else {
      return Qualification.SubItem(name: try node.text())
    }
    return Qualification.SubItem(
      name: try parts.required(.name).text(), qualifier: try parts[.qualifier]?.text(),
      departments: try parts[.departments]?.texts() ?? [],
      legalBasis: try parts[.legalBasis]?.texts() ?? [])
  }

  /// The name of a set, or where each field was read.
  private func provenance(
    _ node: PackNode, sets: [String: [String: String]]
  ) throws(RulePackError) -> [String: String] {
    guard let parts = try node.mappingUnlessText(EntryKey.self) else {
      return try node.entry(of: sets, .provenance)
    }
    var provenance: [String: String] = [:]
    for key in EntryKey.allCases {
      if let value = parts[key] { provenance[key.rawValue] = try value.text() }
    }
    return provenance
  }
}

private enum TotalsKey: String, CaseIterable {
  case all
  case professionalAccess = "professional-access"
  case professionalLevelEvaluation = "professional-level-evaluation"
  case skillAccess = "skill-access"
  case skillLevelEvaluation = "skill-level-evaluation"

  var count: RulePackError.QualificationCount {
    switch self {
    case .all: .all
    case .professionalAccess: .part(.professional, .access)
    case .professionalLevelEvaluation: .part(.professional, .levelEvaluation)
    case .skillAccess: .part(.skill, .access)
    case .skillLevelEvaluation: .part(.skill, .levelEvaluation)
    }
  }
}
