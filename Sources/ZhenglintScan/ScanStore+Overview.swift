import GRDB
package import ZhenglintCore

/// How many inputs there are of some kind, and how many findings in them count.
package struct Tally: Hashable, Sendable {
  package var inputs = 0
  /// Inputs with at least one violation.
  package var inBreach = 0
  /// Inputs that were not checked whole.
  package var incomplete = 0
  package var violation = 0
  package var review = 0
  package var info = 0

  package func count(of level: Level) -> Int {
    switch level {
    case .violation: violation
    case .review: review
    case .info: info
    }
  }

  /// Of every level.
  package var findings: Int { violation + review + info }
}

/// What a name of some kind comes to: an issuer, a district.
package struct NamedTally: Hashable, Sendable {
  /// `nil` for inputs that nobody gives a name.
  package var name: String?
  package var tally: Tally
}

/// Findings of one rule.
package struct RuleTally: Hashable, Sendable {
  package var rule: String
  /// Inputs with a finding of the rule.
  package var inputs: Int
  package var violation = 0
  package var review = 0
  package var info = 0

  package var findings: Int { violation + review + info }
}

/// Inputs that are made alike.
package struct Design: Hashable, Sendable {
  package var inputs: Int
  /// How many of them differ in their bytes.
  package var contents: Int
  package var issuers: Int
  /// Of each input.
  package var violation: Int
  package var review: Int
  /// SHA-256 of one of them.
  package var sha256: String
  /// The first few.
  package var paths: [String]
}

/// A run and what it came to, for comparison with others.
package struct RunTally: Hashable, Sendable {
  package var run: Int64
  /// ISO 8601, UTC.
  package var finished: String
  package var rulesVersion: String
  package var tally: Tally
}

/// An input that was not read whole, and why.
package struct UnreadInput: Hashable, Sendable {
  package var path: String
  package var status: InputStatus
  package var notes: [Note]
}

/// A row of a manifest that could not be used.
package struct FaultyRow: Hashable, Sendable {
  package var line: Int
  package var number: String?
  package var path: String?
  package var fault: LocalizedText
}

/// The first of a list, and how many there are in all.
package struct Head<Element: Sendable>: Sendable {
  package var items: [Element]
  package var total: Int

  /// How many are not among `items`.
  package var rest: Int { total - items.count }
}

/// The findings of an issuer's inputs, the worst first.
package struct IssuerInputs: Sendable {
  package var issuer: NamedTally
  /// Inputs with findings that count.
  package var inputs: Head<FoundInput>
}

/// An input with findings that count.
package struct FoundInput: Sendable {
  package var path: String
  package var certificate: CertificateFacts?
  package var findings: Head<Finding>
}

/// What a run comes to, counted in the store; lists are cut to what a person reads.
package struct ScanOverview: Sendable {
  package var run: ScanRun
  package var summary: ScanSummary
  package var issuers: Head<NamedTally>
  package var rules: [RuleTally]
  /// Empty where no manifest names any.
  package var districts: Head<NamedTally>
  /// Inputs of the same bytes.
  package var copies: Head<Design>
  /// Inputs of different bytes in which the same is found.
  package var designs: Head<Design>
  /// Finished runs of the store up to this one, the oldest first.
  package var trend: [RunTally]
  package var unread: Head<UnreadInput>
  package var faultyRows: Head<FaultyRow>
  package var submissions: Int
  /// How many cases of the register have each status.
  package var cases: [(status: String, count: Int)]
  package var found: [IssuerInputs]
}

/// How much of each list an overview has.
package struct OverviewLimits: Sendable {
  package var rows = 200
  package var runs = 30
  package var designs = 30
  package var issuers = 50
  package var inputsOfIssuer = 20
  package var findingsOfInput = 10
  /// Of the whole overview.
  package var findings = 1_000

  package init() {}
}

extension ScanStore {
  package func overview(
    of run: ScanRun, limits: OverviewLimits = OverviewLimits()
  ) throws(StoreError) -> ScanOverview {
    let summary = try summary(of: run)
    return try read { database in
      let query = OverviewQuery(database: database, run: run.id, limits: limits)
      let issuers = try query.tallies(of: "issuer")
      return ScanOverview(
        run: run, summary: summary, issuers: issuers, rules: try query.rules(),
        districts: try query.tallies(of: "district", leavingOutNone: true),
        copies: try query.copies(), designs: try query.designs(), trend: try query.trend(),
        unread: try query.unread(), faultyRows: try query.faultyRows(),
        submissions: try query.count("FROM submissions WHERE run = ?1 AND fault IS NULL"),
        cases: try query.cases(), found: try query.found(of: issuers.items))
    }
  }

  /// Calls `body` with the tally of every issuer of a run, the worst first.
  package func forEachIssuer(
    in run: ScanRun, _ body: (NamedTally) throws -> Void
  ) throws(StoreError) {
    try read { database in
      let rows = try Row.fetchCursor(
        database,
        sql:
          "\(OverviewQuery.seen) SELECT issuer AS name, \(OverviewQuery.tally) \(OverviewQuery.byIssuer)",
        arguments: [run.id])
      while let row = try rows.next() { try body(NamedTally(row)) }
    }
  }

  /// Calls `body` with every row of the manifest that could not be used, in order.
  package func forEachFaultyRow(
    in run: ScanRun, _ body: (FaultyRow) throws -> Void
  ) throws(StoreError) {
    try read { database in
      let rows = try Row.fetchCursor(
        database, sql: "SELECT * \(OverviewQuery.faulty) ORDER BY line, id", arguments: [run.id])
      while let row = try rows.next() { try body(try FaultyRow(row)) }
    }
  }
}

/// The questions of an overview, in one snapshot of the store.
private struct OverviewQuery {
  let database: Database
  let run: Int64
  let limits: OverviewLimits

  /// The inputs of a run; what a manifest says of an issuer comes before what is read.
  static let seen = """
    WITH seen AS (
      SELECT inputs.id AS id, inputs.path AS path, entry, inputs.status AS status, judgement,
        coalesce(submissions.issuer, judgements.issuer) AS issuer, district, sha256,
        violation, review, info, certificate
      FROM inputs LEFT JOIN judgements ON judgements.id = judgement
        LEFT JOIN submissions ON submissions.id = submission
      WHERE inputs.run = ?1)
    """
  static let tally = """
    count(*) AS inputs, sum(violation > 0) AS breaches, sum(status IS NOT 'checked') AS incomplete,
      sum(violation) AS violation, sum(review) AS review, sum(info) AS info
    """
  static let worst = "violation DESC, review DESC, info DESC"
  static let byIssuer = "FROM seen GROUP BY issuer ORDER BY \(worst), inputs DESC, issuer"
  static let faulty = "FROM submissions WHERE run = ?1 AND fault IS NOT NULL"

  func rows(_ sql: String, _ more: any DatabaseValueConvertible...) throws -> [Row] {
    let arguments: [any DatabaseValueConvertible] = [run] + more
    return try Row.fetchAll(database, sql: sql, arguments: StatementArguments(arguments))
  }

  func count(_ clauses: String) throws -> Int {
    try Int.fetchOne(database, sql: "SELECT count(*) \(clauses)", arguments: [run]) ?? 0
  }

  func tallies(of column: String, leavingOutNone: Bool = false) throws -> Head<NamedTally> {
    let named = leavingOutNone ? "WHERE \(column) IS NOT NULL" : ""
    let rows = try rows(
      """
      \(Self.seen) SELECT \(column) AS name, \(Self.tally), count(*) OVER () AS total FROM seen \(named)
      GROUP BY \(column) ORDER BY \(Self.worst), inputs DESC, name LIMIT ?2
      """, limits.rows)
    return Head(items: rows.map(NamedTally.init), total: rows.first?["total"] ?? 0)
  }

  func rules() throws -> [RuleTally] {
    try rows(
      """
      SELECT rule, count(DISTINCT inputs.id) AS inputs, sum(level = 'violation') AS violation,
        sum(level = 'review') AS review, sum(level = 'info') AS info
      FROM inputs JOIN findings ON findings.judgement = inputs.judgement
      WHERE run = ?1 AND suppressed IS NULL GROUP BY rule
      ORDER BY \(Self.worst), rule
      """
    ).map {
      RuleTally(
        rule: $0["rule"], inputs: $0["inputs"], violation: $0["violation"], review: $0["review"],
        info: $0["info"])
    }
  }

  func copies() throws -> Head<Design> {
    try designs(
      among: "alike AS (SELECT seen.*, sha256 AS likeness FROM seen WHERE sha256 IS NOT NULL)",
      having: "count(*) > 1")
  }

  /// Fingerprints tell what is found and between which words, and not in which file.
  func designs() throws -> Head<Design> {
    try designs(
      among: """
        prints AS MATERIALIZED (
          SELECT judgement, group_concat(fingerprint, ' ') AS likeness FROM (
            SELECT judgement, fingerprint FROM findings WHERE suppressed IS NULL AND judgement IN (
              SELECT judgement FROM inputs WHERE run = ?1)
            ORDER BY judgement, fingerprint)
          GROUP BY judgement),
        alike AS (SELECT seen.*, likeness FROM seen JOIN prints USING (judgement))
        """,
      having: "count(DISTINCT sha256) > 1")
  }

  private func designs(among tables: String, having condition: String) throws -> Head<Design> {
    let groups = try rows(
      """
      \(Self.seen), \(tables)
      SELECT likeness, count(*) AS inputs, count(DISTINCT sha256) AS contents,
        count(DISTINCT issuer) AS issuers, max(violation) AS violation, max(review) AS review,
        min(sha256) AS sha256, count(*) OVER () AS total
      FROM alike GROUP BY likeness HAVING \(condition)
      ORDER BY violation > 0 DESC, inputs DESC, sha256 LIMIT ?2
      """, limits.designs)
    let paths = try rows(
      """
      \(Self.seen), \(tables)
      SELECT likeness, path FROM (
        SELECT likeness, path, row_number() OVER (
          PARTITION BY likeness ORDER BY path, entry) AS place
        FROM alike WHERE likeness IN (SELECT value FROM json_each(?2)))
      WHERE place <= 3 ORDER BY likeness, place
      """, try json(groups.map { $0["likeness"] as String }))
    let pathsOfGroup = Dictionary(grouping: paths) { $0["likeness"] as String }
    let designs = groups.map { row in
      Design(
        inputs: row["inputs"], contents: row["contents"], issuers: row["issuers"],
        violation: row["violation"], review: row["review"], sha256: row["sha256"],
        paths: (pathsOfGroup[row["likeness"]] ?? []).map { $0["path"] })
    }
    return Head(items: designs, total: groups.first?["total"] ?? 0)
  }

  func trend() throws -> [RunTally] {
    try rows(
      """
      SELECT runs.id AS run, coalesce(finished, started) AS finished, rules, counts.* FROM runs JOIN (
        SELECT inputs.run AS counted, \(Self.tally.replacing("status IS", with: "inputs.status IS"))
        FROM inputs LEFT JOIN judgements ON judgements.id = judgement
        WHERE inputs.run <= ?1 GROUP BY inputs.run) AS counts ON counted = runs.id
      WHERE state = 'finished' ORDER BY runs.id DESC LIMIT ?2
      """, limits.runs
    ).reversed().map {
      RunTally(
        run: $0["run"], finished: $0["finished"], rulesVersion: $0["rules"], tally: Tally($0))
    }
  }

  func unread() throws -> Head<UnreadInput> {
    let rows = try rows(
      """
      SELECT path, inputs.status AS status, coalesce(inputs.notes, judgements.notes, '[]') AS notes,
        count(*) OVER () AS total
      FROM inputs LEFT JOIN judgements ON judgements.id = judgement
      WHERE inputs.run = ?1 AND inputs.status IS NOT 'checked'
      ORDER BY inputs.status DESC, path, entry LIMIT ?2
      """, limits.rows)
    let inputs = try rows.map { row in
      let notes: [Note] = try value(row["notes"])
      return UnreadInput(
        path: row["path"],
        status: (row["status"] as String?).flatMap(InputStatus.init) ?? .unread,
        notes: notes.filter(\.isIncomplete))
    }
    return Head(items: inputs, total: rows.first?["total"] ?? 0)
  }

  func faultyRows() throws -> Head<FaultyRow> {
    let rows = try rows("SELECT * \(Self.faulty) ORDER BY line, id LIMIT ?2", limits.rows)
    return Head(items: try rows.map(FaultyRow.init), total: try count(Self.faulty))
  }

  func cases() throws -> [(status: String, count: Int)] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT status, count(*) FROM cases GROUP BY status ORDER BY
          instr('open notified rectified verified dismissed', status)
        """
    ).map { ($0[0], $0[1]) }
  }
}

// MARK: - Findings by issuer

extension OverviewQuery {
  func found(of issuers: [NamedTally]) throws -> [IssuerInputs] {
    let chosen = issuers.filter { $0.tally.findings > 0 }.prefix(limits.issuers)
    let inputs = Dictionary(
      grouping: try worstInputs(of: chosen.map { $0.name ?? "" })
    ) { $0["issuer"] as String? }
    let reader = FindingReader(database)
    var left = limits.findings
    return try chosen.map { issuer in
      let rows = inputs[issuer.name] ?? []
      var found: [FoundInput] = []
      for row in rows where left > 0 {
        let input = try self.input(row, reader, atMost: min(left, limits.findingsOfInput))
        left -= input.findings.items.count
        found.append(input)
      }
      return IssuerInputs(
        issuer: issuer, inputs: Head(items: found, total: rows.first?["total"] ?? 0))
    }
  }

  private func worstInputs(of issuers: [String]) throws -> [Row] {
    try rows(
      """
      \(Self.seen) SELECT * FROM (
        SELECT seen.*, count(*) OVER (PARTITION BY issuer) AS total, row_number() OVER (
          PARTITION BY issuer ORDER BY \(Self.worst), path, entry) AS place
        FROM seen WHERE violation + review + info > 0
          AND coalesce(issuer, '') IN (SELECT value FROM json_each(?2)))
      WHERE place <= ?3 ORDER BY issuer, place
      """, try json(issuers), limits.inputsOfIssuer)
  }

  private func input(_ row: Row, _ reader: FindingReader, atMost limit: Int) throws -> FoundInput {
    let findings = try Row.fetchAll(
      database,
      sql: """
        SELECT *, count(*) OVER () AS total FROM findings
        WHERE judgement = ? AND suppressed IS NULL
        ORDER BY instr('violation review info', level), number LIMIT ?
        """, arguments: [row["judgement"] as Int64, limit])
    return FoundInput(
      path: row["path"], certificate: try (row["certificate"] as String?).map { try value($0) },
      findings: Head(
        items: try findings.map(reader.finding), total: findings.first?["total"] ?? 0))
  }
}

// MARK: - Rows

extension Tally {
  fileprivate init(_ row: Row) {
    func count(_ column: String) -> Int { (row[column] as Int?) ?? 0 }
    self.init(
      inputs: count("inputs"), inBreach: count("breaches"), incomplete: count("incomplete"),
      violation: count("violation"), review: count("review"), info: count("info"))
  }
}

extension NamedTally {
  fileprivate init(_ row: Row) {
    self.init(name: row["name"], tally: Tally(row))
  }
}

extension FaultyRow {
  fileprivate init(_ row: Row) throws {
    self.init(
      line: row["line"], number: row["number"], path: row["path"], fault: try value(row["fault"]))
  }
}
