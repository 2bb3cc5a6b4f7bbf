import GRDB
package import ZhenglintCore

/// Why a store cannot be used; what it holds was not touched.
package enum StoreError: Error, Hashable, Sendable {
  case notFound(String)
  /// Another scan has it.
  case busy(String)
  /// Written by a later version of the program, with this version of the tables.
  case newer(String, version: Int)
  case notAStore(String)
  case damaged(String, reason: String)
  case full(String)
  case noPermission(String)
  case noRun(String, Int?)
  case other(String, reason: String)

  /// - Parameters:
  ///   - error: As the database threw it.
  ///   - path: Of the store.
  package init(_ error: any Error, at path: String) {
    guard let error = error as? DatabaseError else {
      self = error as? StoreError ?? .other(path, reason: "\(error)")
      return
    }
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path)
    case .SQLITE_NOTADB: self = .notAStore(path)
    case .SQLITE_CORRUPT: self = .damaged(path, reason: error.message ?? "")
    case .SQLITE_FULL: self = .full(path)
    case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: self = .noPermission(path)
    default: self = .other(path, reason: error.message ?? error.description)
    }
  }

  package var message: LocalizedText {
    switch self {
    case .notFound(let path):
      LocalizedText(
        zh: "没有结果库 \(path)；先用 zhenglint scan … --store \(path) 扫描",
        en: "there is no store \(path); make one with zhenglint scan … --store \(path)")
    case .busy(let path):
      LocalizedText(
        zh: "另一次扫描正在使用结果库 \(path)；请等它结束，或换一个 --store",
        en: "another scan is using the store \(path); wait for it, or name another --store")
    case .newer(let path, let version):
      LocalizedText(
        zh: "结果库 \(path) 由更新版本的 zhenglint 写成（表结构第 \(version) 版）；请升级后再用，没有改动它",
        en:
          "the store \(path) was written by a later zhenglint (tables of version \(version)); update the program. It was left as it is"
      )
    case .notAStore(let path):
      LocalizedText(
        zh: "\(path) 不是 zhenglint 的结果库，没有改动它；请换一个 --store",
        en: "\(path) is no store of zhenglint and was left as it is; name another --store")
    case .damaged(let path, let reason):
      LocalizedText(
        zh: "结果库 \(path) 已损坏（\(reason)），没有再写入；请从备份恢复，或换一个 --store 重新扫描",
        en:
          "the store \(path) is damaged (\(reason)) and was not written to; restore a copy of it, or scan into another --store"
      )
    case .full(let path):
      LocalizedText(
        zh: "磁盘已满，结果库 \(path) 写不进去；已写入的都还在，腾出空间后用同一命令继续",
        en:
          "the disk is full, the store \(path) takes no more; what was written is kept. Make room and give the same command to go on"
      )
    case .noPermission(let path):
      LocalizedText(
        zh: "结果库 \(path) 打不开或不能写；请核对目录是否存在、有无权限",
        en: "the store \(path) cannot be opened or written; check its directory and permissions")
    case .noRun(let path, let run):
      run.map {
        LocalizedText(
          zh: "结果库 \(path) 中没有做完的第 \($0) 次扫描",
          en: "the store \(path) has no finished run \($0)")
      }
        ?? LocalizedText(
          zh: "结果库 \(path) 中还没有完成的扫描；请先用同一命令把扫描做完",
          en: "the store \(path) has no finished run yet; finish the scan first")
    case .other(let path, let reason):
      LocalizedText(
        zh: "结果库 \(path) 读写出错：\(reason)", en: "the store \(path) failed: \(reason)")
    }
  }
}
