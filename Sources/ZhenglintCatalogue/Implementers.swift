/// A body of the catalogue and the names under which it appears on certificates.
package struct ImplementingBody: Hashable, Sendable {
  /// Spellings of the editions.
  package var departments: [String]
  /// The same body on certificates, and the one that took over its work.
  package var names: [String]
  /// What a local authority has between its place and its ending: 浙江省｜人力资源和社会保障｜厅.
  package var fields: [String]
  /// Ends of the names of its own offices, whatever place they begin with: 海事局.
  package var offices: [String]
  /// Words of the trades whose assessment bodies (技能鉴定机构) belong to it.
  package var trades: [String]
  /// Every assessment body belongs to it, whatever the trade.
  package var hasEveryTrade: Bool

  package init(
    departments: [String], names: [String] = [], fields: [String] = [], offices: [String] = [],
    trades: [String] = [], hasEveryTrade: Bool = false
  ) {
    self.departments = departments
    self.names = names
    self.fields = fields
    self.offices = offices
    self.trades = trades
    self.hasEveryTrade = hasEveryTrade
  }
}

/// How names of bodies are compared; conventions of this program, kept in `bodies.yml`.
package struct BodyConventions: Hashable, Sendable {
  /// Ends of local authorities: 厅, 局.
  package var localEndings: [String]
  /// Ends of the place that a local authority begins with: 省, 市.
  package var places: [String]
  /// Ends of assessment bodies: 技能鉴定中心.
  package var assessmentEndings: [String]
  /// Words of names that count only where the catalogue has the whole name: 公司, 协会.
  package var outsiders: [String]
  /// Words before a name that say nothing: 中华人民共和国.
  package var prefixes: [String]

  package init(
    localEndings: [String] = [], places: [String] = [], assessmentEndings: [String] = [],
    outsiders: [String] = [], prefixes: [String] = []
  ) {
    self.localEndings = localEndings
    self.places = places
    self.assessmentEndings = assessmentEndings
    self.outsiders = outsiders
    self.prefixes = prefixes
  }
}

/// The bodies that may issue the certificates of an entry.
package struct Implementers: Hashable, Sendable {
  package var bodies: [ImplementingBody]
  package var conventions: BodyConventions

  package init(
    bodies: [ImplementingBody] = [], conventions: BodyConventions = BodyConventions()
  ) {
    self.bodies = bodies
    self.conventions = conventions
  }

  /// Issuers are a line or two of a certificate; what is longer names more than bodies.
  private static let longestIssuer = 120

  /// Whether every issuer of the text is one of the bodies.
  func cover(_ issuers: String) -> Bool {
    guard issuers.unicodeScalars.count <= Self.longestIssuer else { return false }
    // Some departments of the catalogue have marks in their names.
    if isNamed(issuers) { return true }
    let parts = issuers.split { "、，,；;/／|｜\n".contains($0) }
    return !parts.isEmpty && parts.allSatisfy { coverRun(String($0.filter { !$0.isWhitespace })) }
  }

  /// Seals side by side come as one line without a mark between the names.
  private func coverRun(_ run: String) -> Bool {
    if includes(run) { return true }
    var end = run.startIndex
    while end < run.endIndex {
      run.formIndex(after: &end)
      if includes(String(run[..<end])), coverRun(String(run[end...])) { return true }
    }
    return false
  }

  private func includes(_ name: String) -> Bool {
    var name = name[...]
    // （章）, （盖章）
    if let last = name.last, "）)".contains(last), !isNamed(String(name)),
      let open = name.lastIndex(where: { "（(".contains($0) })
    {
      name = name[..<open]
    }
    if let prefix = conventions.prefixes.first(where: { name.hasPrefix($0) }) {
      name = name.dropFirst(prefix.count)
    }
    guard !name.isEmpty else { return false }
    let whole = String(name)
    if isNamed(whole) { return true }
    guard !conventions.outsiders.contains(where: { whole.contains($0) }) else { return false }
    return isOffice(whole) || isLocalAuthority(whole) || isAssessmentBody(whole)
  }

  private func isNamed(_ name: String) -> Bool {
    bodies.contains { $0.departments.contains(name) || $0.names.contains(name) }
  }

  private func isOffice(_ name: String) -> Bool {
    bodies.contains { $0.offices.contains { name.hasSuffix($0) } }
  }

  private func isLocalAuthority(_ name: String) -> Bool {
    for ending in conventions.localEndings where name.hasSuffix(ending) {
      let rest = name.dropLast(ending.count)
      for field in bodies.lazy.flatMap(\.fields) where rest.hasSuffix(field) {
        let place = rest.dropLast(field.count)
        if place.isEmpty || conventions.places.contains(where: { place.hasSuffix($0) }) {
          return true
        }
      }
    }
    return false
  }

  private func isAssessmentBody(_ name: String) -> Bool {
    guard conventions.assessmentEndings.contains(where: { name.hasSuffix($0) }) else {
      return false
    }
    return bodies.contains { body in
      body.hasEveryTrade || body.trades.contains { name.contains($0) }
    }
  }
}
