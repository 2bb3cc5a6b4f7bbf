package import ZhenglintCatalogue
import ZhenglintCore

private enum TimetableKey: String, CaseIterable { case editions }
private enum TimetableEntryKey: String, CaseIterable { case edition, date }

extension CatalogueTimetable {
  /// That of `Rules/Catalogue/editions.yml`, decoded at first use.
  package static let standard: CatalogueTimetable = {
    do throws(RulePackError) {
      guard let file = try EmbeddedRules.roots("Catalogue/editions.yml").first else {
        preconditionFailure("the program carries no timetable of the catalogue")
      }
      return try decode(file.root)
    } catch {
      preconditionFailure("the timetable of the catalogue does not load: \(error.message.en)")
    }
  }()

  static func decode(_ root: PackNode) throws(RulePackError) -> CatalogueTimetable {
    var entries: [Entry] = []
    for node in try root.mapping(TimetableKey.self).required(.editions).list() {
      let parts = try node.mapping(TimetableEntryKey.self)
      entries.append(
        Entry(
          edition: try parts.required(.edition).text(), date: try parts.required(.date).day()))
    }
    return CatalogueTimetable(entries)
  }
}
