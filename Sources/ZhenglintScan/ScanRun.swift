import Glibc
import GRDB
package import ZhenglintCore

/// One scan, as its store keeps it.
package struct ScanRun: Hashable, Sendable {
  package enum State: String, Sendable {
    /// Its inputs are being found.
    case listing
    case judging
    case finished
    /// Never to be finished: rules or program changed before it was.
    case abandoned
  }

  /// What a run is made with; only a call that would be made with the same can go on with it.
  package struct Terms: Hashable, Sendable {
    package var toolVersion: String
    package var rulesVersion: String
    /// Of all that the rules are made of, in lower-case hexadecimal.
    package var rulesSHA256: String
    package var asOf: CalendarDate
    package var edition: String?

    package init(
      toolVersion: String, rulesVersion: String, rulesSHA256: String, asOf: CalendarDate,
      edition: String?
    ) {
      self.toolVersion = toolVersion
      self.rulesVersion = rulesVersion
      self.rulesSHA256 = rulesSHA256
      self.asOf = asOf
      self.edition = edition
    }
  }

  /// From 1, in the order of the scans of a store.
  package let id: Int64
  package let state: State
  /// ISO 8601, UTC.
  package let started: String
  package let finished: String?
  package let terms: Terms
  /// Directory, paths and options of the call, for people.
  package let options: String
  /// What there is to know of the run as a whole.
  package let notes: [Note]
  /// Ids of the rules that its inputs were checked against, in the order of the packs.
  package let appliedRules: [String]
  /// Ids of the rules that settings left out for some input.
  package let omittedRules: [String]

  init(_ row: Row) throws {
    id = row["id"]
    state = State(rawValue: row["state"]) ?? .abandoned
    started = row["started"]
    finished = row["finished"]
    guard let asOf = CalendarDate(iso8601: row["as_of"]) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "runs.as_of")
    }
    terms = Terms(
      toolVersion: row["tool"], rulesVersion: row["rules"], rulesSHA256: row["rules_sha256"],
      asOf: asOf, edition: row["edition"])
    options = row["options"]
    notes = try value(row["notes"])
    appliedRules = try value(row["applied"])
    omittedRules = try value(row["omitted"])
  }
}

extension ScanStore {
  /// All runs, the oldest first.
  package func runs() throws(StoreError) -> [ScanRun] {
    try read { try Row.fetchAll($0, sql: "SELECT * FROM runs ORDER BY id").map(ScanRun.init) }
  }

  /// A finished run: that of a number, or the last one.
  package func finishedRun(_ number: Int? = nil) throws(StoreError) -> ScanRun {
    let finished = try runs().filter { $0.state == .finished }
    guard let run = number.map({ number in finished.first { $0.id == number } }) ?? finished.last
    else { throw .noRun(path, number) }
    return run
  }

  /// The run that a call with this `command` would go on with.
  package func unfinishedRun(of command: String) throws(StoreError) -> ScanRun? {
    try read { database in
      try Row.fetchOne(
        database,
        sql: """
          SELECT * FROM runs WHERE command = ? AND state IN ('listing', 'judging')
          ORDER BY id DESC LIMIT 1
          """,
        arguments: [command]
      ).map(ScanRun.init)
    }
  }

  /// Begins a run; `command` is what has to be the same for a later call to go on with it.
  package func begin(
    _ terms: ScanRun.Terms, command: String, options: String
  ) throws(StoreError) -> ScanRun {
    let row = try write { database in
      try database.execute(
        sql: """
          INSERT INTO runs (command, state, started, tool, rules, rules_sha256, as_of, edition, options)
          VALUES (?, 'listing', ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          command, Timestamp.now, terms.toolVersion, terms.rulesVersion, terms.rulesSHA256,
          terms.asOf.description, terms.edition, options,
        ])
      return try Row.fetchOne(
        database, sql: "SELECT * FROM runs WHERE id = ?", arguments: [database.lastInsertedRowID])
    }
    do {
      guard let row else { throw StoreError.noRun(path, nil) }
      return try ScanRun(row)
    } catch {
      throw StoreError(error, at: path)
    }
  }

  /// Keeps what there is to know of the run as a whole.
  package func note(_ notes: [Note], on run: ScanRun) throws(StoreError) {
    try write { database in
      try database.execute(
        sql: "UPDATE runs SET notes = ? WHERE id = ?", arguments: [try json(notes), run.id])
    }
  }

  /// Keeps which rules its inputs are checked against.
  package func note(
    appliedRules: [String], omittedRules: [String], on run: ScanRun
  ) throws(StoreError) {
    try write { database in
      try database.execute(
        sql: "UPDATE runs SET applied = ?, omitted = ? WHERE id = ?",
        arguments: [try json(appliedRules), try json(omittedRules), run.id])
    }
  }

  /// Notes how far a run is that is not finished.
  package func mark(_ run: ScanRun, _ state: ScanRun.State) throws(StoreError) {
    try write { database in
      try database.execute(
        sql: "UPDATE runs SET state = ? WHERE id = ?", arguments: [state.rawValue, run.id])
    }
  }

  /// Finishes a run, and keeps the register of cases by what it found: both or, where that fails,
  /// neither.
  package func finish(_ run: ScanRun) throws(StoreError) -> CaseChanges {
    try write { database in
      try database.execute(
        sql: "UPDATE runs SET state = 'finished', finished = ? WHERE id = ?",
        arguments: [Timestamp.now, run.id])
      return try settleCases(of: run, in: database)
    }
  }
}

/// Points in time as stores keep them.
package enum Timestamp {
  /// ISO 8601, UTC, to the second.
  package static var now: String {
    var seconds = time(nil)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    var text = [CChar](repeating: 0, count: 32)
    let count = strftime(&text, text.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
    return String(decoding: text[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
