import Glibc
import ZhenglintCore

/// Turns the given paths into inputs: each directory entry once, whatever ways lead to it.
struct InputCollector {
  /// What was left out on purpose, for `-v`.
  struct Omission {
    let path: RawPath
    let reason: LocalizedText
  }

  private struct Directory {
    /// As given, for reports.
    let path: RawPath
    let canonical: RawPath
  }

  /// Sorted by the bytes of their displayed paths.
  private(set) var inputs: [Input] = []
  private(set) var omissions: [Omission] = []
  /// Files that this run writes; they are not inputs of it.
  private let reports: Set<RawPath>
  /// Where links may lead.
  private var roots: [RawPath] = []
  private var seen: Set<RawPath> = []
  private var walked: Set<RawPath> = []
  private var linkedDirectories: [Directory] = []

  /// Walks the given paths.
  ///
  /// - Parameters:
  ///   - paths: Files and directories; links among them are followed, FIFOs and devices not opened.
  ///   - standardInput: The name to report standard input under, if it is read.
  ///   - reports: Canonical entries (`RawPath.entry`) of the files that this run writes.
  init(paths: [RawPath], standardInput: RawPath?, reports: Set<RawPath>) {
    self.reports = reports
    if let standardInput { inputs.append(Input(path: standardInput, source: .standardInput)) }
    roots = paths.compactMap { try? $0.canonical() }
    for path in paths { take(path.normalised) }
    // After the plain walk, so that a link yields to the directory that it points to; what only
    // links lead to (into a skipped directory) is walked through them.
    while let directory = linkedDirectories.popLast() {
      if walked.contains(directory.canonical) {
        omit(directory.path, zh: "链接所指的目录已经检查", en: "its directory is checked already")
      } else {
        walk(directory)
      }
    }
    // Names that look alike after repair keep the order of their bytes.
    inputs.sort {
      let (a, b) = ($0.path.display.utf8, $1.path.display.utf8)
      return a.elementsEqual(b)
        ? $0.path.bytes.lexicographicallyPrecedes($1.path.bytes) : a.lexicographicallyPrecedes(b)
    }
  }

  /// Takes a path that the caller named: links are followed wherever they lead.
  private mutating func take(_ path: RawPath) {
    do {
      switch try path.status().st_mode & S_IFMT {
      case S_IFREG: add(path, entry: try path.entry())
      case S_IFDIR: walk(Directory(path: path, canonical: try path.canonical()))
      default: add(path, entry: try path.entry(), source: .trouble(.notARegularFile))
      }
    } catch {
      // Without a directory to stand in, the spelling has to do.
      add(path, entry: (try? path.entry()) ?? path, source: .trouble(InputTrouble(error)))
    }
  }

  /// Walks a tree without recursion: its depth is not ours to choose.
  private mutating func walk(_ root: Directory) {
    var pending = [root]
    while let directory = pending.popLast() {
      guard walked.insert(directory.canonical).inserted else { continue }
      do {
        for entry in try directory.path.entries() {
          if let subdirectory = meet(entry, in: directory) { pending.append(subdirectory) }
        }
      } catch {
        add(
          directory.path, entry: directory.canonical, source: .trouble(InputTrouble(error)))
      }
    }
  }

  /// Adds what an entry stands for.
  ///
  /// - Returns: The directory to walk, if it is one.
  private mutating func meet(_ entry: DirectoryEntry, in parent: Directory) -> Directory? {
    let path = parent.path.appending(entry.name)
    let canonical = parent.canonical.appending(entry.name)
    switch entry.kind {
    case .file:
      if reports.contains(canonical) {
        omit(path, zh: "本次运行的报告文件", en: "a report of this run")
      } else {
        add(path, entry: canonical)
      }
    case .directory:
      guard !versionControl.contains(entry.name) else {
        omit(path, zh: "版本库目录", en: "a version control directory")
        return nil
      }
      return Directory(path: path, canonical: canonical)
    case .link:
      do {
        try follow(path, entry: canonical, in: parent)
      } catch {
        add(path, entry: canonical, source: .trouble(InputTrouble(error)))
      }
    case .other:
      add(path, entry: canonical, source: .trouble(.notARegularFile))
    }
    return nil
  }

  private mutating func follow(
    _ link: RawPath, entry: RawPath, in parent: Directory
  ) throws(SystemError) {
    let target = try link.canonical()
    guard roots.contains(where: target.isInside) else {
      add(link, entry: entry, source: .trouble(.linkOutside))
      return
    }
    switch try link.status().st_mode & S_IFMT {
    case S_IFREG where reports.contains(target):
      omit(link, zh: "本次运行的报告文件", en: "a report of this run")
    case S_IFREG:
      add(link, entry: entry)
    case S_IFDIR where parent.canonical.isInside(target):
      add(link, entry: entry, source: .trouble(.directoryLoop))
    case S_IFDIR:
      linkedDirectories.append(Directory(path: link, canonical: target))
    default:
      add(link, entry: entry, source: .trouble(.notARegularFile))
    }
  }

  private mutating func add(_ path: RawPath, entry: RawPath, source: Input.Source = .file) {
    if seen.insert(entry).inserted { inputs.append(Input(path: path, source: source)) }
  }

  private mutating func omit(_ path: RawPath, zh: String, en: String) {
    omissions.append(Omission(path: path, reason: LocalizedText(zh: zh, en: en)))
  }
}

/// Directories whose files are copies, packed and named by their sums; see `--help`.
private let versionControl: Set<[UInt8]> = [
  Array(".git".utf8), Array(".hg".utf8), Array(".svn".utf8),
]
