import Glibc
import ZhenglintCore
import ZhenglintEngine
import ZhenglintProject
import ZhenglintReporting

/// A folder of evidence compared with its own list of sums.
struct EvidenceCheck {
  enum Difference: Hashable {
    case changed(String)
    case missing(String)
    /// Not in the list.
    case added(String)
    /// A line of the list, from 1.
    case malformedLine(Int)
    /// The list does not name what all evidence has.
    case notListed(String)

    var message: LocalizedText {
      switch self {
      case .changed(let name):
        LocalizedText(zh: "有改动：\(name)", en: "changed: \(name)")
      case .missing(let name):
        LocalizedText(zh: "缺少：\(name)", en: "missing: \(name)")
      case .added(let name):
        LocalizedText(zh: "多出：\(name)", en: "added: \(name)")
      case .malformedLine(let line):
        LocalizedText(
          zh: "有改动：SHA256SUMS 第 \(line) 行看不懂",
          en: "changed: line \(line) of SHA256SUMS is malformed")
      case .notListed(let name):
        LocalizedText(
          zh: "有改动：SHA256SUMS 没有列出 \(name)", en: "changed: SHA256SUMS does not list \(name)")
      }
    }
  }

  /// SHA-256 of the list of sums.
  let digest: String
  private(set) var differences: [Difference] = []

  /// - Throws: Where the folder, its list or a file in it cannot be read.
  init(of folder: RawPath) throws(EvidenceError) {
    let entries = try Self.reading(folder) { path throws(SystemError) in try path.entries() }
    let list = Array(Evidence.list.utf8)
    guard entries.contains(where: { $0.name == list && $0.kind == .file }) else {
      throw .noList(folder.display)
    }
    let bytes = try Self.reading(folder.appending(list)) { path throws(SystemError) in
      try path.contents()
    }
    digest = SHA256.hexDigest(of: bytes)
    let sums = readSums(bytes)
    for entry in entries where entry.name != list && sums[entry.name] == nil {
      differences.append(.added(Self.shown(entry.name)))
    }
    for (name, sum) in sums.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      guard let entry = entries.first(where: { $0.name == name }) else {
        differences.append(.missing(Self.shown(name)))
        continue
      }
      guard entry.kind == .file,
        sum
          == (try Self.reading(folder.appending(name)) { path throws(SystemError) in
            try path.sha256()
          })
      else {
        differences.append(.changed(Self.shown(name)))
        continue
      }
    }
  }

  /// The sums by name; what is wrong with the list is a difference.
  private mutating func readSums(_ bytes: [UInt8]) -> [[UInt8]: String] {
    var sums: [[UInt8]: String] = [:]
    for (index, line) in bytes.split(separator: UInt8(ascii: "\n")).enumerated() {
      let sum = String(decoding: line.prefix(64), as: UTF8.self)
      let name = Array(line.dropFirst(66))
      let isWhole =
        sum.utf8.count == 64 && sum.allSatisfy { "0"..."9" ~= $0 || "a"..."f" ~= $0 }
        && line.dropFirst(64).starts(with: "  ".utf8) && !name.isEmpty && sums[name] == nil
      if isWhole { sums[name] = sum } else { differences.append(.malformedLine(index + 1)) }
    }
    for name in [Evidence.findings, Evidence.page] where sums[Array(name.utf8)] == nil {
      differences.append(.notListed(name))
    }
    if !sums.keys.contains(where: { $0.starts(with: Evidence.source.utf8) }) {
      differences.append(.notListed(Evidence.source + "…"))
    }
    return sums
  }

  private static func reading<T>(
    _ path: RawPath, _ body: (RawPath) throws(SystemError) -> T
  ) throws(EvidenceError) -> T {
    do throws(SystemError) { return try body(path) } catch {
      throw .notReadable(path.display, error)
    }
  }

  private static func shown(_ name: [UInt8]) -> String { String(visible: RawPath(name).display) }
}

extension RawPath {
  /// Of a regular file, which may be long.
  fileprivate func sha256() throws(SystemError) -> String {
    let descriptor = try open(O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY)
    defer { close(descriptor) }
    var hash = SHA256()
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw SystemError(code: errno) }
      guard count > 0 else { return hash.hexDigest() }
      hash.update(chunk[..<count])
    }
  }
}
