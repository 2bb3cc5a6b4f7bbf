import Glibc
import ZhenglintCore
import ZhenglintProject

/// Why an input was not read at all.
enum InputTrouble: Error, Hashable, Sendable {
  case notFound
  case noPermission
  /// A FIFO, socket or device: opening one may block or act.
  case notARegularFile
  case directoryLoop
  case linkOutside
  /// In bytes.
  case tooLarge(limit: Int)
  /// Both sides of a merge stand in the index.
  case unmerged
  case git(GitError)
  case system(SystemError)

  init(_ error: SystemError) {
    switch error.code {
    case ENOENT, ENOTDIR: self = .notFound
    case EACCES, EPERM: self = .noPermission
    case ELOOP: self = .directoryLoop
    default: self = .system(error)
    }
  }

  var note: Note {
    switch self {
    case .notFound:
      incomplete("not-found", "没有这个文件或目录，请核对路径", "no such file or directory; check the path")
    case .noPermission:
      incomplete(
        "no-permission", "没有读取权限，请放开权限或换一个用户运行",
        "permission denied; grant read access or run as another user")
    case .notARegularFile:
      incomplete(
        "not-a-regular-file", "不是普通文件（管道、套接字或设备），没有打开；可用“-”从标准输入送入",
        "not a regular file (pipe, socket or device), not opened; use - to read standard input")
    case .directoryLoop:
      incomplete(
        "directory-loop", "链接绕回自己或上级目录，没有跟进；请去掉这个链接",
        "the link leads back to itself or a parent directory and was not followed; remove it")
    case .linkOutside:
      incomplete(
        "link-outside", "链接指向所给目录之外，没有跟进；要检查，请把它的目标也写进路径",
        "the link leaves the given directories and was not followed; give its target as a path too")
    case .tooLarge(let limit):
      incomplete(
        "too-large", "文件超过 \(limit) 字节的上限，没有读取；可用 --max-file-size 放宽",
        "larger than the limit of \(limit) bytes, not read; raise it with --max-file-size")
    case .unmerged:
      incomplete(
        "unmerged", "合并冲突尚未解决，没有检查；请先解决冲突",
        "unmerged in the index, not checked; resolve the conflict")
    case .git(let error):
      incomplete("read-failed", "读取失败：\(error.message.zh)", "cannot be read: \(error.message.en)")
    case .system(let error):
      incomplete("read-failed", "读取失败：\(error.message.zh)", "cannot be read: \(error.message.en)")
    }
  }

  private func incomplete(_ code: String, _ zh: String, _ en: String) -> Note {
    Note(code: code, zh: zh, en: en, isIncomplete: true)
  }
}
