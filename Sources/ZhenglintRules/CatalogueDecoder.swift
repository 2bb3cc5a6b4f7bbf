package import ZhenglintCatalogue
import ZhenglintCore

/// Reads and checks the files of the catalogue; `Rules/Catalogue` shows their formats.
///
/// `changes.yml` holds what changed, `bodies.yml` the names of departments, `editions.yml` the days of
/// the editions; every other file is one edition.
package enum CatalogueDecoder {
  /// Decodes all files of a catalogue together, for each names things of the others.
  ///
  /// - Throws: The first fault, be it of the encoding, the YAML or the content.
  package static func decode(_ files: [EmbeddedRules.File]) throws(RulePackError) -> Catalogue {
    var roots: [(path: String, root: PackNode)] = []
    for file in files { roots.append((file.path, try file.root())) }
    return try decode(roots)
  }

  fileprivate static func decode(
    _ files: [(path: String, root: PackNode)]
  ) throws(RulePackError) -> Catalogue {
    var roots: [String: PackNode] = [:]
    for file in files { roots[String(fileName(file.path))] = file.root }
    let bodies = try BodyDirectory(roots.removeValue(forKey: "bodies.yml"))
    let changes = roots.removeValue(forKey: "changes.yml")
    let days = roots.removeValue(forKey: "editions.yml")
    var editions: [CatalogueEdition] = []
    var places: [String: PackPlace] = [:]
    for (_, root) in roots.sorted(by: { $0.key < $1.key }) {
      let (edition, place) = try EditionDecoder(bodies: bodies).edition(root)
      if let first = places.updateValue(place, forKey: edition.id) {
        throw RulePackError(place: place, problem: .duplicate(.edition, edition.id, first: first))
      }
      editions.append(edition)
    }
    editions.sort { $0.date < $1.date }
    if let days {
      let stated = try CatalogueTimetable.decode(days)
      let listed = Catalogue(editions: editions, lapses: []).timetable
      guard stated == listed else {
        throw days.failure(.timetable(stated: stated.entries.count, listed: listed.entries.count))
      }
    }
    guard let changes else { return Catalogue(editions: editions, lapses: []) }
    return try ChangesDecoder(editions: editions).catalogue(changes)
  }

  private static func fileName(_ path: String) -> Substring {
    path.split(separator: "/").last ?? path[...]
  }
}

extension Catalogue {
  /// The catalogue that the program carries in itself, decoded at first use.
  package static let standard: Catalogue = {
    do throws(RulePackError) {
      return try embedded()
    } catch {
      preconditionFailure("the embedded catalogue does not load: \(error.message.en)")
    }
  }()

  /// The catalogue that the program carries in itself, decoded anew by each call.
  package static func embedded() throws(RulePackError) -> Catalogue {
    try CatalogueDecoder.decode(EmbeddedRules.roots("Catalogue/"))
  }
}

// MARK: - Values that several files share

extension PackNode {
  func number() throws(RulePackError) -> Int {
    let text = try text()
    guard text.utf8.allSatisfy({ $0 &- 0x30 < 10 }), let number = Int(text) else {
      throw failure(.malformed(text, expected: .number))
    }
    return number
  }

  /// A whole day, for months and years are not known well enough to compare with.
  func day() throws(RulePackError) -> CalendarDate {
    let text = try text()
    guard let date = CalendarDate(iso8601: text), date.day != nil else {
      throw failure(.malformed(text, expected: .date))
    }
    return date
  }

  func texts() throws(RulePackError) -> [String] {
    var texts: [String] = []
    for node in try list() { texts.append(try node.text()) }
    return texts
  }

  /// A text about all facts, or one for each; whether any of them says that it is recalled.
  func saysRecalled() throws(RulePackError) -> Bool {
    var texts: [String] = []
    if isText {
      texts.append(try text())
    } else {
      for (_, value) in try pairs() { texts.append(try value.text()) }
    }
    return texts.contains { $0.contains("recalled") }
  }
}

// MARK: - Departments

private enum BodiesKey: String, CaseIterable {
  case places, outsiders, prefixes, provenance, bodies
  case localEndings = "local-endings"
  case assessmentEndings = "assessment-endings"
}
private enum BodyKey: String, CaseIterable {
  case departments, names, fields, offices, trades, provenance
  case anyTrade = "any-trade"
}

/// The departments of all editions.
struct BodyDirectory {
  /// By every spelling of the editions.
  private var bodies: [String: ImplementingBody] = [:]
  private var conventions = BodyConventions()

  /// Reads `bodies.yml`.
  ///
  /// - Parameter root: `nil` for a catalogue whose departments nobody compares.
  /// - Throws: The first fault of the file.
  init(_ root: PackNode?) throws(RulePackError) {
    guard let top = try root?.mapping(BodiesKey.self) else { return }
    _ = try top.required(.provenance).saysRecalled()
    conventions = BodyConventions(
      localEndings: try top.required(.localEndings).texts(),
      places: try top.required(.places).texts(),
      assessmentEndings: try top.required(.assessmentEndings).texts(),
      outsiders: try top.required(.outsiders).texts(),
      prefixes: try top.required(.prefixes).texts())
    var places: [String: PackPlace] = [:]
    for node in try top.required(.bodies).list() {
      let parts = try node.mapping(BodyKey.self)
      _ = try parts[.provenance]?.text()
      let body = ImplementingBody(
        departments: try parts.required(.departments).texts(),
        names: try parts[.names]?.texts() ?? [], fields: try parts[.fields]?.texts() ?? [],
        offices: try parts[.offices]?.texts() ?? [], trades: try parts[.trades]?.texts() ?? [],
        hasEveryTrade: try parts[.anyTrade]?.flag() ?? false)
      for department in try parts.required(.departments).list() {
        let name = try department.text()
        if let first = places.updateValue(department.place, forKey: name) {
          throw department.failure(.duplicate(.body, name, first: first))
        }
        bodies[name] = body
      }
    }
  }

  /// The bodies behind the departments of an entry.
  func implementers(_ nodes: [PackNode]) throws(RulePackError) -> Implementers {
    guard !bodies.isEmpty else { return Implementers() }
    var found: [ImplementingBody] = []
    for node in nodes {
      let body = try node.entry(of: bodies, .body)
      if !found.contains(body) { found.append(body) }
    }
    return Implementers(bodies: found, conventions: conventions)
  }
}
