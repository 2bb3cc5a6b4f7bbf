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
    /// Empty: those of the entry.
    package var departments: [String]
    package var legalBasis: [String]

    package init(name: String, departments: [String] = [], legalBasis: [String] = []) {
      self.name = name
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
  /// Common short names and titles of genuine certificates: 一级建造师, 导游证.
  package var alsoCalled: [String]
  package var note: String?
  /// Where each field was read, by the field's name; `recalled` for what nobody has read.
  package var provenance: [String: String]

  package init(
    edition: String, section: CatalogueSection, number: Int, name: String,
    category: QualificationCategory, subItems: [SubItem] = [], departments: [String] = [],
    legalBasis: [String] = [], alsoCalled: [String] = [], note: String? = nil,
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
    self.alsoCalled = alsoCalled
    self.note = note
    self.provenance = provenance
  }
}
