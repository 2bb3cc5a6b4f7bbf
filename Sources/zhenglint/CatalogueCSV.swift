import ZhenglintCatalogue
import ZhenglintCore
import ZhenglintReporting

/// The answer as a table.
enum CatalogueCSV {
  static func table(_ answer: CatalogueAnswer, language: Language) -> [UInt8] {
    var csv = CSVWriter()
    csv.row(
      language == .zh
        ? [
          "版本", "部分", "序号", "名称", "类别", "所含资格", "实施部门", "设定依据", "又称", "备注",
          "待核对的栏", "最后有效日",
        ]
        : [
          "edition", "section", "number", "name", "category", "sub-items", "departments",
          "legal basis", "also called", "note", "fields to be verified", "last lawful day",
        ])
    for entry in answer.entries {
      csv.row([
        entry.edition, entry.section.name(in: language), String(entry.number), entry.name,
        entry.category.name(in: language), list(entry.subItems.map(\.fullName)),
        list(entry.departments), list(entry.legalBasis), list(entry.alsoCalled),
        entry.note ?? "",
        list(entry.provenance.keys.filter { entry.isRecalled($0) }.sorted()), "",
      ])
    }
    for lapse in answer.lapses {
      csv.row([
        "", "", "", lapse.name, "", "", "", "", "",
        [lapse.document, lapse.event[language]].compactMap(\.self).joined(separator: " "),
        lapse.isRecalled ? "until" : "", lapse.until.description,
      ])
    }
    return csv.bytes
  }

  /// 、 stands inside names of the catalogue.
  private static func list(_ values: [String]) -> String {
    values.joined(separator: "；")
  }
}
