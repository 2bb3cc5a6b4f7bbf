import FoundationEssentials
import GRDB
import Synchronization
package import ZhenglintCore
package import ZhenglintRules

/// An input that a scan met.
package struct ListedInput: Sendable {
  /// As reports show it.
  package let path: String
  /// The bytes of the canonical path.
  package let entry: [UInt8]
  /// Why nobody can read it.
  package let trouble: Note?

  package init(path: String, entry: [UInt8], trouble: Note?) {
    self.path = path
    self.entry = entry
    self.trouble = trouble
  }
}

/// An input that has no judgement yet.
package struct PendingInput: Sendable {
  package let id: Int64
  package let path: String
  package let entry: [UInt8]
  /// What a manifest says of its certificate.
  package let stated: StatedFacts?
}

/// What became of an input.
package enum InputOutcome: Sendable {
  case judged(Judgement)
  /// Contents that are judged already, or by another thread in the same batch.
  case same(JudgementKey)
  /// It could not be read.
  case unread(Note)
}

/// A row of a manifest with the input that it is about.
package enum ListedRow: Sendable {
  case submission(Submission, ListedInput)
  case fault(ManifestFault)
}

extension ScanStore {
  /// Forgets the list of a run, which an earlier call did not finish.
  package func clearList(of run: ScanRun) throws(StoreError) {
    try write { database in
      for table in ["inputs", "submissions"] {
        try database.execute(sql: "DELETE FROM \(table) WHERE run = ?", arguments: [run.id])
      }
    }
  }

  /// Notes inputs that a walk met; those that the run has already are left as they are.
  package func list(_ inputs: [ListedInput], in run: ScanRun) throws(StoreError) {
    try write { database in
      for input in inputs { try input.insert(into: database, run) }
    }
  }

  /// Notes rows of a manifest; their inputs join the list unless they stand in it.
  package func list(_ rows: [ListedRow], in run: ScanRun) throws(StoreError) {
    try write { database in
      for row in rows {
        switch row {
        case .fault(let fault):
          try database.execute(
            sql: "INSERT INTO submissions (run, line, fault) VALUES (?, ?, ?)",
            arguments: [run.id, fault.line, try json(fault.message)])
        case .submission(let submission, let input):
          try submission.insert(into: database, run)
          let number = database.lastInsertedRowID
          try input.insert(into: database, run)
          let join = try database.cachedStatement(
            sql: "UPDATE inputs SET submission = ? WHERE run = ? AND entry = ?")
          try join.execute(arguments: [number, run.id, Data(input.entry)])
        }
      }
    }
  }

  /// Rows of the run's manifest that could not be used.
  package func faults(in run: ScanRun) throws(StoreError) -> [ManifestFault] {
    try read { database in
      try Row.fetchAll(
        database,
        sql:
          "SELECT line, fault FROM submissions WHERE run = ? AND fault IS NOT NULL ORDER BY line",
        arguments: [run.id]
      ).map { ManifestFault(line: $0["line"], message: try value($0["fault"])) }
    }
  }

  /// How many inputs a run has, and how many of them have a result.
  package func count(in run: ScanRun) throws(StoreError) -> (all: Int, done: Int) {
    try read { database in
      let row = try Row.fetchOne(
        database, sql: "SELECT count(*), count(status) FROM inputs WHERE run = ?",
        arguments: [run.id])
      return (row?[0] ?? 0, row?[1] ?? 0)
    }
  }

  /// The next inputs without a judgement, in the order in which they were listed.
  ///
  /// By the rows' own order: an index on the run would be sorted anew for every batch.
  package func pending(
    in run: ScanRun, after id: Int64, limit: Int
  ) throws(StoreError) -> [PendingInput] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT inputs.id AS id, inputs.path AS path, entry, submissions.id AS submission, title,
            issuer, issuer_kind, issued
          FROM inputs NOT INDEXED LEFT JOIN submissions ON submissions.id = inputs.submission
          WHERE inputs.run = ? AND inputs.id > ? AND status IS NULL ORDER BY inputs.id LIMIT ?
          """,
        arguments: [run.id, id, limit]
      ).map { row in
        let entry: Data = row["entry"]
        return PendingInput(
          id: row["id"], path: row["path"], entry: Array(entry),
          stated: row["submission"] == nil
            ? nil
            : StatedFacts(
              title: row["title"], issuer: row["issuer"],
              issuerKind: (row["issuer_kind"] as String?).flatMap(IssuerKind.init(rawValue:)),
              issued: (row["issued"] as String?).flatMap(CalendarDate.init(iso8601:))))
      }
    }
  }

  /// Whether contents are judged already.
  package func hasJudgement(_ key: JudgementKey) throws(StoreError) -> Bool {
    try read { database in
      let statement = try database.cachedStatement(sql: "SELECT 1 FROM judgements WHERE key = ?")
      return try Bool.fetchOne(statement, arguments: [key.text]) ?? false
    }
  }

  /// Keeps what became of some inputs, all of it or, where that fails, nothing.
  ///
  /// - Returns: Those whose contents another thread is still judging: to be given again.
  package func record(
    _ outcomes: [(input: Int64, outcome: InputOutcome)], in run: ScanRun
  ) throws(StoreError) -> [(input: Int64, outcome: InputOutcome)] {
    var statements = statements.withLock { $0 }
    // Issuers have a hand in what a finding says, so there is no end to them.
    if statements.count > 4096 { statements = [:] }
    let left = try write { database in
      // First all judgements: others of the batch rest on them.
      for case (_, .judged(let judgement)) in outcomes {
        try judgement.insert(into: database, madeBy: run, &statements)
      }
      var left: [(input: Int64, outcome: InputOutcome)] = []
      for (input, outcome) in outcomes {
        switch outcome {
        case .judged(let judgement): _ = try settle(input, judgement.key, in: database)
        case .same(let key):
          if try !settle(input, key, in: database) { left.append((input, outcome)) }
        case .unread(let note):
          let update = try database.cachedStatement(
            sql: "UPDATE inputs SET status = 'unread', notes = ? WHERE id = ?")
          try update.execute(arguments: [try json([note]), input])
        }
      }
      return left
    }
    // Not before: a transaction that failed has made none of them.
    self.statements.withLock { $0 = statements }
    return left
  }

  /// - Returns: Whether there is such a judgement.
  private func settle(
    _ input: Int64, _ key: JudgementKey, in database: Database
  ) throws -> Bool {
    let update = try database.cachedStatement(
      sql: """
        UPDATE inputs SET judgement = judgements.id, status = judgements.status
        FROM judgements WHERE judgements.key = ? AND inputs.id = ?
        """)
    try update.execute(arguments: [key.text, input])
    return database.changesCount > 0
  }
}

extension ListedInput {
  fileprivate func insert(into database: Database, _ run: ScanRun) throws {
    let insert = try database.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO inputs (run, path, entry, status, notes) VALUES (?, ?, ?, ?, ?)
        """)
    try insert.execute(arguments: [
      run.id, path, Data(entry), trouble == nil ? nil : InputStatus.unread.rawValue,
      try trouble.map { try json([$0]) },
    ])
  }
}

extension Submission {
  fileprivate func insert(into database: Database, _ run: ScanRun) throws {
    let insert = try database.cachedStatement(
      sql: """
        INSERT INTO submissions (run, line, number, path, issuer, issuer_kind, title, issued,
          district, extra)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try insert.execute(arguments: [
      run.id, line, id, path, facts.issuer, facts.issuerKind?.rawValue, facts.title,
      facts.issued?.description, district, try json(extra.map { [$0.name, $0.value] }),
    ])
  }
}

// MARK: - Judgements

extension Judgement {
  /// Makes the rows of a judgement, unless there is an equal one.
  fileprivate func insert(
    into database: Database, madeBy run: ScanRun, _ statements: inout [Statement: Int64]
  ) throws {
    let counted = report.findings.filter { $0.suppression == nil }
    let certificate = report.certificate
    let insert = try database.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO judgements (key, run, sha256, size, format, encoding, status, notes,
          title, issuer, issuer_kind, issued, standing, certificate, violation, review, info,
          scope)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try insert.execute(arguments: [
      key.text, run.id, report.sha256, size, report.format, report.encoding,
      report.status.rawValue, try json(report.notes), certificate?.title, certificate?.issuer,
      certificate?.issuerKind?.rawValue, certificate?.issued?.description,
      certificate?.standing.rawValue, try certificate.map { try json($0) },
      counted.count { $0.level == .violation }, counted.count { $0.level == .review },
      counted.count { $0.level == .info }, try scope(in: database),
    ])
    guard database.changesCount > 0 else { return }
    let id = database.lastInsertedRowID
    for (number, finding) in report.findings.enumerated() {
      let statement = Statement(finding)
      let known = try statements[statement] ?? statement.id(in: database)
      statements[statement] = known
      try finding.insert(into: database, of: id, number: number, statement: known)
    }
  }

  /// The number of the set of its rules.
  private func scope(in database: Database) throws -> Int64? {
    let ids = ",\(rules.sorted().joined(separator: ",")),"
    let insert = try database.cachedStatement(
      sql: "INSERT OR IGNORE INTO scopes (rules) VALUES (?)")
    try insert.execute(arguments: [ids])
    let select = try database.cachedStatement(sql: "SELECT id FROM scopes WHERE rules = ?")
    return try Int64.fetchOne(select, arguments: [ids])
  }
}

/// What findings of one rule and term have in common.
struct Statement: Codable, Hashable {
  var message: LocalizedText
  var advice: LocalizedText
  var readings: [Reading]
  var basis: [Citation]

  init(_ finding: Finding) {
    message = finding.message
    advice = finding.advice
    readings = finding.readings
    basis = finding.basis
  }

  fileprivate func id(in database: Database) throws -> Int64? {
    let body = try json(self)
    let insert = try database.cachedStatement(
      sql: "INSERT OR IGNORE INTO statements (body) VALUES (?)")
    try insert.execute(arguments: [body])
    let select = try database.cachedStatement(sql: "SELECT id FROM statements WHERE body = ?")
    return try Int64.fetchOne(select, arguments: [body])
  }
}

extension Finding {
  fileprivate func insert(
    into database: Database, of judgement: Int64, number: Int, statement: Int64?
  ) throws {
    let insert = try database.cachedStatement(
      sql: """
        INSERT INTO findings (judgement, number, rule, level, confidence, term, text, disguises,
          channel, field, start_byte, end_byte, location, context, statement, replacement,
          fingerprint, suppressed, suppressed_reason)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try insert.execute(arguments: [
      judgement, number, rule, level.rawValue, confidence.name, term, text,
      disguises.map(\.rawValue).joined(separator: ","), channel.rawValue, field,
      location.bytes.start, location.bytes.end, try json(location), context,
      statement, try replacement.map { try json($0) }, fingerprint, suppression?.kind.rawValue,
      suppression?.reason,
    ])
  }
}

/// A value as JSON text, the same for equal values.
func json(_ value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  return String(decoding: try encoder.encode(value), as: UTF8.self)
}

/// A value from JSON text.
func value<Value: Decodable>(_ text: String, as type: Value.Type = Value.self) throws -> Value {
  try JSONDecoder().decode(type, from: Data(text.utf8))
}
