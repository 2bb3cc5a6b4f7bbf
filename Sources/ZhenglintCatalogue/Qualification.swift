/// What the catalogue lets an entry be used for.
package enum QualificationCategory: String, CaseIterable, Sendable {
  /// 准入类: nobody may do the work without it.
  case access
  /// 水平评价类: shows a level, and may not be asked for.
  case levelEvaluation = "level-evaluation"
}

/// The part of the catalogue that an entry stands in.
package enum CatalogueSection: String, CaseIterable, Sendable {
  /// 专业技术人员职业资格
  case professional
  /// 技能人员职业资格
  case skill
}

/// One entry of an edition of the 国家职业资格目录.
package struct Qualification: Hashable, Sendable {
  /// A qualification listed under an entry, with departments of its own where it has some.
  package struct SubItem: Hashable, Sendable {
    package var name: String
    /// What it is limited to, where the edition says so in brackets: 游泳、滑雪、潜水、攀岩.
    package var qualifier: String?
    /// Empty: those of the entry.
    package var departments: [String]
    package var legalBasis: [String]

    package init(
      name: String, qualifier: String? = nil, departments: [String] = [], legalBasis: [String] = []
    ) {
      self.name = name
      self.qualifier = qualifier
      self.departments = departments
      self.legalBasis = legalBasis
    }
  }

  /// The edition's id: `2017`, `2021`.
  package var edition: String
  package var section: CatalogueSection
  /// From 1 within the section.
  package var number: Int
  package var name: String
  package var category: QualificationCategory
  package var subItems: [SubItem]
  /// Implementing departments (实施部门), as the edition or its source names them.
  package var departments: [String]
  /// Laws and decisions that set it (设定依据).
  package var legalBasis: [String]
  /// Articles that were read in the statute and do set it.
  package var statuteCheck: [String]
  /// Bodies that such an article names beside the departments: 中国注册会计师协会.
  package var organisers: [String]
  /// The names under which `departments` and `organisers` appear on certificates.
  package var implementers: Implementers
  /// Common short names and titles of genuine certificates: 一级建造师, 导游证.
  package var alsoCalled: [String]
  package var note: String?
  /// Where each field was read, by the field's name; `recalled` for what nobody has read.
  package var provenance: [String: String]

  package init(
    edition: String, section: CatalogueSection, number: Int, name: String,
    category: QualificationCategory, subItems: [SubItem] = [], departments: [String] = [],
    legalBasis: [String] = [], statuteCheck: [String] = [], organisers: [String] = [],
    implementers: Implementers = Implementers(), alsoCalled: [String] = [], note: String? = nil,
    provenance: [String: String] = [:]
  ) {
    self.edition = edition
    self.section = section
    self.number = number
    self.name = name
    self.category = category
    self.subItems = subItems
    self.departments = departments
    self.legalBasis = legalBasis
    self.statuteCheck = statuteCheck
    self.organisers = organisers
    self.implementers = implementers
    self.alsoCalled = alsoCalled
    self.note = note
    self.provenance = provenance
  }

  /// Whether nobody has read a field in a source; the field's name is that of the file.
  package func isRecalled(_ field: String) -> Bool {
    provenance[field]?.contains("recalled") ?? false
  }

  /// Whether a body is one of the implementing departments: the department itself, the local
  /// authority of its field, a body that the entry names, or several of these together.
  ///
  /// - Parameter issuer: In simplified characters; joined issuers stand side by side or with 、
  ///   between them, and each of them has to be one.
  /// - Returns: `false` also for companies, schools and associations that no edition names.
  package func isImplemented(by issuer: String) -> Bool {
    implementers.cover(issuer)
  }
}
