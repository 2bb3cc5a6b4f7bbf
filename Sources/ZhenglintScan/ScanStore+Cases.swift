import FoundationEssentials
import GRDB
package import ZhenglintCore

// MARK: - What a run does to the register

extension ScanStore {
  /// Keeps the register by what a run found, which is being finished in the same transaction.
  ///
  /// A breach counts whatever else could not be read; only an input that was read whole can show
  /// that there is none. What a later run has said already stands.
  func settleCases(of run: ScanRun, in database: Database) throws -> CaseChanges {
    let register = Register(run: run, database: database, time: Timestamp.now)
    var changes = CaseChanges()
    changes.noted = try register.noteChanges()
    changes.verified = try register.verify()
    changes.reopened = try register.reopen()
    try register.update()
    changes.opened = try register.open()
    return changes
  }
}

/// The register of cases while a run is being settled.
private struct Register {
  let run: ScanRun
  let database: Database
  let time: String

  /// The cases that the run can say something of: what it `found` beside what was `known`.
  private static let met = """
    WITH met AS (
      SELECT cases.id AS id, cases.status AS status, cases.judgement AS breach,
        cases.seen AS known, inputs.judgement AS found, inputs.path AS path, violation, rules,
        inputs.status = 'checked' AS whole
      FROM cases
      JOIN inputs ON inputs.run = :run AND inputs.entry = cases.entry
      JOIN judgements ON judgements.id = inputs.judgement
      JOIN scopes ON scopes.id = scope
      WHERE seen_run <= :run AND (violation > 0 OR inputs.status = 'checked'))
    """

  private static func findings(of judgement: String) -> String {
    """
    SELECT rule, fingerprint FROM findings WHERE judgement = \(judgement) AND suppressed IS NULL
    """
  }

  func noteChanges() throws -> Int {
    try add(
      .dismissed,
      where: """
        status = 'dismissed' AND whole AND found <> known AND (
          EXISTS (\(Self.findings(of: "found")) EXCEPT \(Self.findings(of: "known")))
          OR EXISTS (\(Self.findings(of: "known")) EXCEPT \(Self.findings(of: "found"))))
        """,
      LocalizedText(
        zh: "第 \(run.id) 次扫描：发现与不予处理时不同，请复核",
        en: "run \(run.id): its findings are no longer those that were dismissed; look at it again")
    )
  }

  /// Clean is not what somebody asked not to be told, did not look for or judges less severely: every
  /// rule of the breach was applied, no violation is suppressed, and none of the old ones is there.
  func verify() throws -> Int {
    try add(
      .verified,
      where: """
        status IN ('open', 'notified', 'rectified') AND whole AND violation = 0
        AND NOT EXISTS (
          SELECT 1 FROM findings WHERE judgement = found AND level = 'violation')
        AND NOT EXISTS (
          SELECT 1 FROM findings AS old
          WHERE old.judgement = breach AND old.level = 'violation' AND old.suppressed IS NULL
          AND (instr(rules, ',' || old.rule || ',') = 0 OR EXISTS (
            SELECT 1 FROM findings AS new
            WHERE new.judgement = found AND new.rule = old.rule
            AND new.fingerprint = old.fingerprint)))
        """,
      LocalizedText(
        zh: "第 \(run.id) 次扫描：完整读取，没有再发现违反规定之处",
        en: "run \(run.id): read whole, and no breach of the rules was found any more"))
  }

  func reopen() throws -> Int {
    try add(
      .open, where: "status = 'verified' AND violation > 0",
      LocalizedText(
        zh: "第 \(run.id) 次扫描：再次发现违反规定之处",
        en: "run \(run.id): in breach of the rules again"))
  }

  /// Puts into the cases what the events say, and what the run found.
  func update() throws {
    try execute(
      """
      UPDATE cases SET status = case_events.status FROM case_events
      WHERE case_events.run = :run AND case_id = cases.id
      """)
    try execute(
      """
      \(Self.met) UPDATE cases SET run = :run, judgement = found, path = met.path
      FROM met WHERE met.id = cases.id AND violation > 0
      """)
    try execute(
      "\(Self.met) UPDATE cases SET seen_run = :run, seen = found FROM met WHERE met.id = cases.id")
  }

  func open() throws -> Int {
    try execute(
      """
      INSERT INTO cases (entry, path, status, run, judgement, seen_run, seen)
      SELECT entry, path, 'open', :run, judgement, :run, judgement
      FROM inputs JOIN judgements ON judgements.id = judgement
      WHERE inputs.run = :run AND violation > 0 ORDER BY path, entry
      ON CONFLICT (entry) DO NOTHING
      """)
    return try add(
      .open, from: "cases",
      where: "NOT EXISTS (SELECT 1 FROM case_events WHERE case_id = cases.id)",
      LocalizedText(
        zh: "第 \(run.id) 次扫描：发现违反规定之处",
        en: "run \(run.id): found in breach of the rules"))
  }

  /// Adds an event to the cases that a condition chooses.
  ///
  /// - Returns: To how many.
  private func add(
    _ status: CaseStatus, from cases: String = "met", where condition: String,
    _ reason: LocalizedText
  ) throws -> Int {
    try execute(
      """
      \(cases == "met" ? Self.met : "")
      INSERT INTO case_events (case_id, time, who, status, reason, run)
      SELECT id, :time, 'zhenglint', :status, :reason, :run FROM \(cases) WHERE \(condition)
      ORDER BY id
      """,
      ["time": time, "status": status.rawValue, "reason": try json(reason)])
    return database.changesCount
  }

  private func execute(_ sql: String, _ arguments: StatementArguments = [:]) throws {
    try database.execute(sql: sql, arguments: arguments &+ ["run": run.id])
  }
}

// MARK: - Reading the register

extension ScanStore {
  /// The cases in the order of their numbers.
  ///
  /// - Parameters:
  ///   - status: Only those; `nil`: all.
  ///   - issuer: Only those whose issuer's name contains this; `nil`: all.
  /// - Returns: Each as it stands now.
  /// - Throws: `StoreError`.
  package func cases(
    in status: CaseStatus? = nil, issuer: String? = nil
  ) throws(StoreError) -> [ScanCase] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          \(Self.selectCases)
          WHERE (:status IS NULL OR cases.status = :status)
          AND (:issuer IS NULL OR instr(coalesce(issuer, ''), :issuer) > 0) ORDER BY cases.id
          """,
        arguments: ["status": status?.rawValue, "issuer": issuer]
      ).map(ScanCase.init)
    }
  }

  /// - Throws: `noCase`.
  package func findCase(_ id: Int64) throws(StoreError) -> ScanCase {
    try read { try row(of: id, in: $0) }
  }

  /// The history of a case, the oldest event first.
  package func history(of scanCase: ScanCase) throws(StoreError) -> [CaseEvent] {
    try read { database in
      var last: CaseStatus?
      return try Row.fetchAll(
        database, sql: "SELECT * FROM case_events WHERE case_id = ? ORDER BY id",
        arguments: [scanCase.id]
      ).map { row in
        let status = CaseStatus(rawValue: row["status"]) ?? .open
        defer { last = status }
        return CaseEvent(
          time: row["time"], who: row["who"], from: last, to: status,
          reason: try value(row["reason"]))
      }
    }
  }

  /// What the last run in breach found in the input of a case.
  package func report(on scanCase: ScanCase) throws(StoreError) -> (ScanRun, InputReport) {
    try read { database in
      guard
        let run = try Row.fetchOne(
          database, sql: "SELECT * FROM runs WHERE id = ?", arguments: [scanCase.run]),
        let input = try Row.fetchOne(
          database,
          sql: """
            SELECT inputs.path AS path, entry, inputs.status AS input_status,
              inputs.notes AS input_notes, judgements.*
            FROM inputs JOIN judgements ON judgements.id = judgement
            WHERE inputs.run = ? AND entry = ?
            """,
          arguments: [scanCase.run, Data(scanCase.entry)])
      else { throw StoreError.noCase(path, scanCase.id) }
      return (try ScanRun(run), try InputReport(input, FindingReader(database)))
    }
  }

  func row(of id: Int64, in database: Database) throws -> ScanCase {
    guard
      let row = try Row.fetchOne(
        database, sql: "\(Self.selectCases) WHERE cases.id = ?", arguments: [id])
    else { throw StoreError.noCase(path, id) }
    return ScanCase(row)
  }

  private static let selectCases = """
    SELECT cases.*, sha256, title, issuer, violation, review,
      (SELECT min(time) FROM case_events WHERE case_id = cases.id) AS opened,
      (SELECT max(time) FROM case_events WHERE case_id = cases.id) AS changed
    FROM cases JOIN judgements ON judgements.id = cases.judgement
    """
}

extension ScanCase {
  fileprivate init(_ row: Row) {
    let entry: Data = row["entry"]
    self.init(
      id: row["id"], status: CaseStatus(rawValue: row["status"]) ?? .open, path: row["path"],
      entry: Array(entry), run: row["run"], sha256: row["sha256"], title: row["title"],
      issuer: row["issuer"], violations: row["violation"], reviews: row["review"],
      opened: row["opened"], changed: row["changed"])
  }
}

// MARK: - What people do to it

extension ScanStore {
  /// Takes a case one step on.
  ///
  /// - Throws: `noCase`; `noStep`, where there is no such step.
  package func set(
    _ id: Int64, to status: CaseStatus, by who: String, because reason: String
  ) throws(StoreError) -> ScanCase {
    try write { database in
      let old = try row(of: id, in: database).status
      guard old.next.contains(status) else {
        throw StoreError.noStep(id, from: old, to: status)
      }
      try database.execute(
        sql: "UPDATE cases SET status = ? WHERE id = ?", arguments: [status.rawValue, id])
      try note(LocalizedText(zh: reason, en: reason), status, on: id, by: who, in: database)
      return try row(of: id, in: database)
    }
  }

  /// Adds an event to the history of a case.
  func note(
    _ reason: LocalizedText, _ status: CaseStatus, on id: Int64, by who: String,
    in database: Database
  ) throws {
    try database.execute(
      sql: "INSERT INTO case_events (case_id, time, who, status, reason) VALUES (?, ?, ?, ?, ?)",
      arguments: [id, Timestamp.now, who, status.rawValue, try json(reason)])
  }
}
