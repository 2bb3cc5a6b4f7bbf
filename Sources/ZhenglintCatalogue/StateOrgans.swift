/// The names by which a state organ is recognised (`Rules/StateOrgans.yml`).
package struct StateOrgans: Sendable {
  /// Whole names, without 中华人民共和国 before them.
  private let names: Set<String>
  /// What a local organ has between its place and its ending.
  private let fields: [String]
  private let endings: [String]
  /// What a local organ has right after its place: 人民政府.
  private let offices: [String]
  /// Ends of places: 省, 市.
  private let places: [String]

  package init(
    names: Set<String>, fields: [String], endings: [String], offices: [String], places: [String]
  ) {
    self.names = names
    self.fields = fields
    self.endings = endings
    self.offices = offices
    self.places = places
  }

  /// Whether every issuer of a text, joined by 、, is a known state organ.
  package func include(_ issuers: String) -> Bool {
    let issuers = issuers.split(separator: "、").map { $0.filter { !$0.isWhitespace } }
    return !issuers.isEmpty && issuers.allSatisfy(includesOne)
  }

  private func includesOne(_ name: String) -> Bool {
    let state = "中华人民共和国"
    let own = name.hasPrefix(state) ? String(name.dropFirst(state.count)) : name
    if names.contains(own) { return true }
    for office in offices where own.hasSuffix(office) {
      if isPlace(own.dropLast(office.count)) { return true }
    }
    for ending in endings where own.hasSuffix(ending) {
      let rest = own.dropLast(ending.count)
      for field in fields where rest.hasSuffix(field) {
        if isPlace(rest.dropLast(field.count)) { return true }
      }
    }
    return false
  }

  /// A short name of a place: a sentence that happens to end in 市 is none.
  private func isPlace(_ text: Substring) -> Bool {
    2...15 ~= text.count && places.contains(where: text.hasSuffix)
  }
}
