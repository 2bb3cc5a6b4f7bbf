import GRDB
import ZhenglintCore

/// Evidence that a store knows to have been put together.
package struct RecordedEvidence: Hashable, Sendable {
  package let caseID: Int64
  /// ISO 8601, UTC.
  package let time: String
}

extension ScanStore {
  /// Keeps the digest of a case's evidence, and notes it in the history of the case.
  ///
  /// - Parameters:
  ///   - scanCase: Whose evidence it is.
  ///   - sha256: Of the list of sums.
  ///   - who: Put it together.
  ///   - publish: Puts the evidence into its place; where it throws, nothing is kept.
  /// - Throws: Also for whatever `publish` throws.
  package func recordEvidence(
    of scanCase: ScanCase, sha256: String, by who: String, _ publish: () throws -> Void
  ) throws(StoreError) {
    try write { database in
      let status = try row(of: scanCase.id, in: database).status
      try database.execute(
        sql: "INSERT INTO evidence (case_id, time, sha256) VALUES (?, ?, ?)",
        arguments: [scanCase.id, Timestamp.now, sha256])
      let reason = LocalizedText(
        zh: "提取证据，摘要 SHA-256 \(sha256)", en: "put evidence together, digest SHA-256 \(sha256)")
      try note(reason, status, on: scanCase.id, by: who, in: database)
      try publish()
    }
  }

  /// The evidence that has this digest; `nil` where the store knows none.
  package func evidence(withDigest sha256: String) throws(StoreError) -> RecordedEvidence? {
    try read { database in
      try Row.fetchOne(
        database, sql: "SELECT case_id, time FROM evidence WHERE sha256 = ? ORDER BY id",
        arguments: [sha256]
      ).map { RecordedEvidence(caseID: $0["case_id"], time: $0["time"]) }
    }
  }
}
