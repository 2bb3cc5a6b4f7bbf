import FoundationEssentials
import GRDB
package import ZhenglintCore

/// The counts of a run; findings that are suppressed do not count.
package struct ScanSummary: Hashable, Sendable {
  package var inputs = 0
  package var checked = 0
  package var partly = 0
  package var unread = 0
  package var violation = 0
  package var review = 0
  package var info = 0
  /// Inputs with at least one violation.
  package var inputsInBreach = 0
  /// Inputs whose contents an earlier run, or another input of this one, had judged.
  package var reused = 0

  /// Rows of the manifest that could not be used.
  package var faultyRows = 0

  /// Every input, and every row of the manifest, was read whole.
  package var isComplete: Bool { inputs == checked && faultyRows == 0 }

  package func count(of level: Level) -> Int {
    switch level {
    case .violation: violation
    case .review: review
    case .info: info
    }
  }
}

/// How findings of a run compare with those of an earlier one, input by input.
package struct ScanChanges: Hashable, Sendable {
  package var new = 0
  package var fixed = 0
  package var unchanged = 0
}

extension ScanStore {
  package func summary(of run: ScanRun) throws(StoreError) -> ScanSummary {
    try read { database in
      let row = try Row.fetchOne(
        database,
        sql: """
          SELECT count(*) AS inputs, sum(inputs.status = 'checked') AS checked,
            sum(inputs.status = 'partly') AS partly,
            sum(inputs.status IS NULL OR inputs.status = 'unread') AS unread,
            sum(violation) AS violation, sum(review) AS review, sum(info) AS info,
            sum(violation > 0) AS breaches,
            count(judgement) - (SELECT count(*) FROM judgements WHERE run = ?1) AS reused,
            (SELECT count(fault) FROM submissions WHERE run = ?1) AS faults
          FROM inputs LEFT JOIN judgements ON judgements.id = judgement WHERE inputs.run = ?1
          """,
        arguments: [run.id])
      func count(_ column: String) -> Int { (row?[column] as Int?) ?? 0 }
      return ScanSummary(
        inputs: count("inputs"), checked: count("checked"), partly: count("partly"),
        unread: count("unread"), violation: count("violation"), review: count("review"),
        info: count("info"), inputsInBreach: count("breaches"), reused: count("reused"),
        faultyRows: count("faults"))
    }
  }

  /// Findings that count, by input and fingerprint.
  package func changes(
    in run: ScanRun, since earlier: ScanRun
  ) throws(StoreError) -> ScanChanges {
    try read { database in
      let row = try Row.fetchOne(
        database,
        sql: """
          WITH found AS (
            SELECT inputs.run, entry, rule, fingerprint FROM inputs
            JOIN findings ON findings.judgement = inputs.judgement
            WHERE inputs.run IN (?1, ?2) AND suppressed IS NULL),
          later AS (SELECT entry, rule, fingerprint FROM found WHERE run = ?1),
          before AS (SELECT entry, rule, fingerprint FROM found WHERE run = ?2)
          SELECT (SELECT count(*) FROM (SELECT * FROM later EXCEPT SELECT * FROM before)),
            (SELECT count(*) FROM (SELECT * FROM before EXCEPT SELECT * FROM later)),
            (SELECT count(*) FROM (SELECT * FROM later INTERSECT SELECT * FROM before))
          """,
        arguments: [run.id, earlier.id])
      return ScanChanges(new: row?[0] ?? 0, fixed: row?[1] ?? 0, unchanged: row?[2] ?? 0)
    }
  }

  /// Calls `body` with the report of every input of a run, in the byte order of their paths.
  package func forEachReport(
    in run: ScanRun, _ body: (InputReport) throws -> Void
  ) throws(StoreError) {
    try read { database in
      let inputs = try Row.fetchCursor(
        database,
        sql: """
          SELECT inputs.path AS path, entry, inputs.status AS input_status, inputs.notes AS input_notes,
            judgements.*
          FROM inputs LEFT JOIN judgements ON judgements.id = judgement
          WHERE inputs.run = ? ORDER BY inputs.path, entry
          """,
        arguments: [run.id])
      let findings = FindingReader(database)
      while let row = try inputs.next() { try body(try InputReport(row, findings)) }
    }
  }
}

extension InputReport {
  /// A report without its findings where there is no reader of them.
  init(_ row: Row, _ reader: FindingReader?) throws {
    let notes: String = row["input_notes"] ?? row["notes"] ?? "[]"
    self.init(
      path: row["path"], sha256: row["sha256"], format: row["format"], encoding: row["encoding"],
      status: (row["input_status"] as String?).flatMap(InputStatus.init) ?? .unread,
      notes: try value(notes),
      certificate: try (row["certificate"] as String?).map { try value($0) })
    let entry: Data = row["entry"]
    if path.contains("\u{FFFD}") { rawPath = Array(entry).end(shownAs: path) }
    guard let reader, let judgement: Int64 = row["id"] else { return }
    findings = try reader.findings(of: judgement)
  }
}

extension [UInt8] {
  /// The components at the end of a path that a report shows as `text`; `nil` where it shows others.
  fileprivate func end(shownAs text: String) -> [UInt8]? {
    let slash = UInt8(ascii: "/")
    let starts = [startIndex] + indices.filter { self[$0] == slash }.map { $0 + 1 }
    return starts.lazy.map { Array(self[$0...]) }
      .first { String(decoding: $0, as: UTF8.self).utf8.elementsEqual(text.utf8) }
  }
}

/// Reads findings; what many have in common is read once, and shared by all of them.
final class FindingReader {
  private let database: Database
  private var statements: [Int64: Statement] = [:]

  init(_ database: Database) {
    self.database = database
  }

  func findings(of judgement: Int64) throws -> [Finding] {
    let select = try database.cachedStatement(
      sql: "SELECT * FROM findings WHERE judgement = ? ORDER BY number")
    return try Row.fetchAll(select, arguments: [judgement]).map(finding)
  }

  func finding(_ row: Row) throws -> Finding {
    try Finding(row, stating: try statement(row["statement"]))
  }

  private func statement(_ id: Int64) throws -> Statement {
    if let known = statements[id] { return known }
    let select = try database.cachedStatement(sql: "SELECT body FROM statements WHERE id = ?")
    guard let body = try String.fetchOne(select, arguments: [id]) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "findings.statement")
    }
    let statement: Statement = try value(body)
    statements[id] = statement
    return statement
  }
}

extension Finding {
  /// Without what no store keeps: the line of the source around it.
  fileprivate init(_ row: Row, stating statement: Statement) throws {
    let confidence: String = row["confidence"]
    let disguises: String = row["disguises"]
    let suppressed = (row["suppressed"] as String?).flatMap(Suppression.Kind.init)
    self.init(
      rule: row["rule"], level: Level(rawValue: row["level"]) ?? .review,
      confidence: Confidence.allCases.first { $0.name == confidence } ?? .possible,
      term: row["term"], text: row["text"],
      disguises: disguises.split(separator: ",").compactMap { Disguise(rawValue: String($0)) },
      channel: Channel(rawValue: row["channel"]) ?? .text, field: row["field"],
      location: try value(row["location"]), excerpt: .none, context: row["context"],
      message: statement.message, advice: statement.advice, readings: statement.readings,
      basis: statement.basis, fingerprint: row["fingerprint"],
      suppression: suppressed.map { Suppression(kind: $0, reason: row["suppressed_reason"]) },
      replacement: try (row["replacement"] as String?).map { try value($0) })
  }
}
