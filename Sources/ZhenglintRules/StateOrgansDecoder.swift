package import ZhenglintCatalogue
import ZhenglintCore

private enum OrgansKey: String, CaseIterable {
  case provenance, places, endings, offices, fields, names
}

extension StateOrgans {
  /// Those of `Rules/StateOrgans.yml`, decoded at first use.
  package static let standard: StateOrgans = {
    do throws(RulePackError) {
      guard let file = try EmbeddedRules.roots("StateOrgans.yml").first else {
        preconditionFailure("the program carries no list of state organs")
      }
      return try decode(file.root)
    } catch {
      preconditionFailure("the list of state organs does not load: \(error.message.en)")
    }
  }()

  /// - Throws: The first fault of the file.
  package static func decode(_ file: EmbeddedRules.File) throws(RulePackError) -> StateOrgans {
    try decode(file.root())
  }

  private static func decode(_ root: PackNode) throws(RulePackError) -> StateOrgans {
    let top = try root.mapping(OrgansKey.self)
    _ = try top.required(.provenance).text()
    return StateOrgans(
      names: Set(try top.required(.names).texts()), fields: try top.required(.fields).texts(),
      endings: try top.required(.endings).texts(), offices: try top.required(.offices).texts(),
      places: try top.required(.places).texts())
  }
}
