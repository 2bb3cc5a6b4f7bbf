import Glibc
import GRDB
import Synchronization

/// What scans found, in one SQLite file: runs, inputs, judgements and their findings.
///
/// A judgement belongs to contents under settings and rules, not to a path: equal files share one.
/// Everything about an input is written in one transaction, so a store never holds half of it; the
/// article `Store` shows the tables.
package final class ScanStore: Sendable {
  /// What somebody wants of a store.
  package enum Access: Sendable {
    /// Makes it where there is none; one scan at a time.
    case scanning
    /// Beside a scan, if need be.
    case reading
    /// As a reader, but for the register of cases.
    case keepingCases
  }

  package let path: String
  let pool: DatabasePool
  /// Numbers of statements that were written or met; what many findings say is put into JSON once.
  let statements = Mutex<[Statement: Int64]>([:])
  private let lock: StoreLock?

  /// - Throws: Where the file is no store that this version can use; then it is left as it is.
  package init(at path: String, for access: Access) throws(StoreError) {
    self.path = path
    do {
      let isNew = try Self.check(path, for: access)
      lock = access == .scanning ? try StoreLock(path) : nil
      var configuration = Configuration()
      configuration.busyMode = .timeout(10)
      configuration.prepareDatabase { database in
        // A batch that was reported as stored outlives a loss of power.
        try database.execute(sql: "PRAGMA synchronous = FULL")
        try database.execute(sql: "PRAGMA foreign_keys = ON")
      }
      pool = try DatabasePool(path: path, configuration: configuration)
      if isNew { try pool.write(Self.create) }
      if access == .scanning { try checkIntegrity() }
    } catch {
      throw StoreError(error, at: path)
    }
  }

  /// Whether there is nothing yet; a file that is no store of this version is not opened for writing.
  private static func check(_ path: String, for access: Access) throws -> Bool {
    var status = stat()
    guard stat(path, &status) == 0, status.st_size > 0 else {
      guard access == .scanning else { throw StoreError.notFound(path) }
      return true
    }
    var configuration = Configuration()
    configuration.readonly = true
    let (application, version, tables) = try DatabaseQueue(
      path: path, configuration: configuration
    ).read {
      (
        try Int32.fetchOne($0, sql: "PRAGMA application_id") ?? 0,
        try Int.fetchOne($0, sql: "PRAGMA user_version") ?? 0,
        try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
      )
    }
    // A scan that was killed while it made the store left an empty database.
    if application == 0, version == 0, tables == 0, access == .scanning { return true }
    guard application == applicationID else { throw StoreError.notAStore(path) }
    guard version <= schemaVersion else { throw StoreError.newer(path, version: version) }
    return false
  }

  private func checkIntegrity() throws {
    let answer = try pool.read { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") ?? "" }
    guard answer == "ok" else { throw StoreError.damaged(path, reason: answer) }
  }

  func read<T>(_ body: (Database) throws -> T) throws(StoreError) -> T {
    do { return try pool.read(body) } catch { throw StoreError(error, at: path) }
  }

  func write<T>(_ body: (Database) throws -> T) throws(StoreError) -> T {
    do { return try pool.write(body) } catch { throw StoreError(error, at: path) }
  }
}

/// Keeps two scans from writing to one store; the kernel frees it when the process ends, however.
private final class StoreLock: Sendable {
  private let descriptor: Int32

  init(_ path: String) throws(StoreError) {
    // A file of its own: closing any descriptor of the store would free SQLite's locks on it.
    descriptor = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .noPermission(path) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw .busy(path)
    }
  }

  deinit { close(descriptor) }
}
