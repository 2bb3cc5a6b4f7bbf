import GRDB
package import ZhenglintCore

/// What a manifest says of an input.
package struct SubmissionFacts: Hashable, Sendable {
  package var number: String?
  package var issuer: String?
  package var issuerKind: IssuerKind?
  package var title: String?
  package var issued: CalendarDate?
  package var district: String?
  /// Columns that have no meaning to the program, in the order of the manifest.
  package var extra: [(name: String, value: String)] { columns.map { ($0[0], $0[1]) } }
  fileprivate var columns: [[String]]
}

/// An input of a run with all that a store knows of it.
package struct ScannedInput: Sendable {
  package var report: InputReport
  /// In bytes; `nil` where it could not be read.
  package var size: Int?
  /// Of findings that count.
  package var tally: Tally
  /// `nil` where no manifest names it.
  package var submission: SubmissionFacts?
  /// In the register of cases.
  package var caseStatus: String?
}

extension ScanStore {
  /// Calls `body` with every input of a run, in the byte order of their paths.
  ///
  /// - Parameters:
  ///   - run: Of this store.
  ///   - withFindings: Whether the reports have their findings, which take most of the time.
  ///   - body: What it throws ends the walk.
  /// - Throws: Where the store cannot be read.
  package func forEachInput(
    in run: ScanRun, withFindings: Bool, _ body: (ScannedInput) throws -> Void
  ) throws(StoreError) {
    try read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT inputs.path AS path, inputs.entry AS entry, inputs.status AS input_status,
            inputs.notes AS input_notes, submissions.id AS submission, number, submissions.issuer AS stated_issuer,
            submissions.issuer_kind AS stated_kind, submissions.title AS stated_title,
            submissions.issued AS stated_issued, district, extra, cases.status AS case_status,
            judgements.*
          FROM inputs LEFT JOIN judgements ON judgements.id = inputs.judgement
            LEFT JOIN submissions ON submissions.id = inputs.submission
            LEFT JOIN cases ON cases.entry = inputs.entry
          WHERE inputs.run = ? ORDER BY inputs.path, inputs.entry
          """,
        arguments: [run.id])
      let findings = withFindings ? FindingReader(database) : nil
      while let row = try rows.next() {
        try body(try ScannedInput(row, findings))
      }
    }
  }

  /// Names of the manifest's own columns in a run, in the order of the first row that has them.
  package func extraColumns(of run: ScanRun) throws(StoreError) -> [String] {
    try read { database in
      try String.fetchAll(
        database,
        sql: """
          SELECT json_extract(columns.value, '$[0]') AS name
          FROM submissions, json_each(submissions.extra) AS columns
          WHERE run = ? AND fault IS NULL GROUP BY name ORDER BY min(line), min(columns.key)
          """,
        arguments: [run.id])
    }
  }

  /// Whether a manifest named inputs of a run.
  package func hasSubmissions(_ run: ScanRun) throws(StoreError) -> Bool {
    try read { database in
      try Bool.fetchOne(
        database, sql: "SELECT EXISTS (SELECT 1 FROM submissions WHERE run = ?)",
        arguments: [run.id]) ?? false
    }
  }
}

extension ScannedInput {
  fileprivate init(_ row: Row, _ reader: FindingReader?) throws {
    report = try InputReport(row, reader)
    size = row["size"]
    tally = Tally(
      violation: row["violation"] ?? 0, review: row["review"] ?? 0, info: row["info"] ?? 0)
    submission = row["submission"] == nil ? nil : try SubmissionFacts(row)
    caseStatus = row["case_status"]
  }
}

extension SubmissionFacts {
  fileprivate init(_ row: Row) throws {
    number = row["number"]
    issuer = row["stated_issuer"]
    issuerKind = (row["stated_kind"] as String?).flatMap(IssuerKind.init(rawValue:))
    title = row["stated_title"]
    issued = (row["stated_issued"] as String?).flatMap(CalendarDate.init(iso8601:))
    district = row["district"]
    let extra: [[String]] = try value(row["extra"])
    columns = extra.filter { $0.count == 2 }
  }
}
