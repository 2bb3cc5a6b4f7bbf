import ZhenglintCore
import ZhenglintProject

/// Why evidence cannot be put together, or not be read.
enum EvidenceError: Error, Sendable {
  case folderNotEmpty(String)
  case folderNotWritable(String, SystemError)
  case sourceNotReadable(String, LocalizedText)
  /// With the SHA-256 of the scan and that of now.
  case sourceChanged(String, old: String, new: String)
  case notReadable(String, SystemError)
  /// Of a folder without a list of sums.
  case noList(String)

  var message: LocalizedText {
    switch self {
    case .folderNotEmpty(let path):
      LocalizedText(
        zh: "\(path) 不是空的文件夹；请用 -o 另给一个空的，或还没有的",
        en: "\(path) is no empty folder; name one with -o that is empty or not there yet")
    case .folderNotWritable(let path, let error):
      LocalizedText(
        zh: "证据写不到 \(path)：\(error.message.zh)",
        en: "cannot write the evidence to \(path): \(error.message.en)")
    case .sourceNotReadable(let path, let reason):
      LocalizedText(
        zh: "源文件 \(path) 读不到：\(reason.zh)；请放回扫描时的文件再试，没有提取证据",
        en:
          "cannot read the source \(path): \(reason.en); put back the file that was scanned and try again. No evidence was written"
      )
    case .sourceChanged(let path, let old, let new):
      LocalizedText(
        zh:
          "源文件 \(path) 在扫描之后有了改动（扫描时 SHA-256 \(old)，现在 \(new)）；请放回扫描时的文件，或重新扫描后再试，没有提取证据",
        en:
          "the source \(path) was changed since the scan (SHA-256 then \(old), now \(new)); put back the file that was scanned, or scan again. No evidence was written"
      )
    case .notReadable(let path, let error):
      LocalizedText(
        zh: "\(path) 读不到：\(error.message.zh)", en: "cannot read \(path): \(error.message.en)")
    case .noList(let path):
      LocalizedText(
        zh: "\(path) 里没有 SHA256SUMS，不是 zhenglint evidence 所写的文件夹，或已残缺",
        en: "\(path) has no SHA256SUMS: it is no folder of zhenglint evidence, or no longer whole")
    }
  }
}
