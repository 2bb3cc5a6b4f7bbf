import Glibc
import ZhenglintCore
import ZhenglintProject
import ZhenglintRules

/// Turns the given paths into inputs: each directory entry once, whatever ways lead to it.
struct InputCollector {
  /// What was left out on purpose, for `-v`.
  struct Omission {
    let path: RawPath
    let reason: LocalizedText
    /// Whether somebody asked for it, in a configuration, an ignore file or an option.
    let isExclusion: Bool
  }

  private struct Directory {
    /// As given, for reports.
    let path: RawPath
    let canonical: RawPath
  }

  /// Sorted by the bytes of their displayed paths; empty where they are handed over.
  private(set) var inputs: [Input] = []
  /// Gets each input as it is met, perhaps twice; a long walk then needs no memory for them.
  private let handOver: ((Input) -> Void)?
  private(set) var omissions: [Omission] = []
  /// Directories of version control that were met and not walked.
  private(set) var versionControl: [RawPath] = []
  private var exclusions: Exclusions
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
  ///   - exclusions: What is left out of the trees; brought back as it is after the walk.
  ///   - handOver: Gets the inputs as they are met, in place of `inputs`; it has to know those that
  ///     it gets twice.
  /// - Throws: The fault of a configuration on the way.
  init(
    paths: [RawPath], standardInput: RawPath?, reports: Set<RawPath>,
    leavingOut exclusions: inout Exclusions, handingOver handOver: ((Input) -> Void)? = nil
  ) throws(RulePackError) {
    self.reports = reports
    self.exclusions = exclusions
    self.handOver = handOver
    if let standardInput { inputs.append(Input(path: standardInput, source: .standardInput)) }
    roots = paths.compactMap { try? $0.canonical() }
    for path in paths { try take(path.normalised) }
    // After the plain walk, so that a link yields to the directory that it points to; what only
    // links lead to (into a skipped directory) is walked through them.
    while let directory = linkedDirectories.popLast() {
      if walked.contains(directory.canonical) {
        omit(directory.path, zh: "链接所指的目录已经检查", en: "its directory is checked already")
      } else {
        try walk(directory)
      }
    }
    inputs.sort(by: Input.precedes)
    exclusions = self.exclusions
  }

  /// Takes what a commit would add or change.
  ///
  /// - Parameters:
  ///   - repository: The one around the current directory.
  ///   - paths: Only what lies at or below them; empty: all.
  ///   - reports: Canonical entries of the files that this run writes.
  ///   - exclusions: What is left out; brought back as it is afterwards.
  /// - Throws: `GitError`, or the fault of a configuration.
  init(
    stagedIn repository: Repository, at paths: [RawPath], reports: Set<RawPath>,
    leavingOut exclusions: inout Exclusions
  ) throws {
    self.reports = reports
    self.exclusions = exclusions
    handOver = nil
    let here = try RawPath.here()
    for file in try repository.stagedFiles(at: paths) {
      let path = file.path.relative(to: here)
      if self.exclusions.isSettings(file.path) {
        omit(path, zh: "设置文件", en: "a file of settings")
        continue
      }
      if let exclusion = try self.exclusions.ofStaged(file.path) {
        omit(path, exclusion)
        continue
      }
      switch file.kind {
      case .file where reports.contains(file.path):
        omit(path, zh: "本次运行的报告文件", en: "a report of this run")
      case .file: add(path, entry: file.path, source: .object(file.object, repository))
      case .link: omit(path, zh: "链接，本身没有内容", en: "a link, which has no content of its own")
      case .submodule: omit(path, zh: "子模块", en: "a submodule")
      case .unmerged: add(path, entry: file.path, source: .trouble(.unmerged))
      }
    }
    inputs.sort(by: Input.precedes)
    exclusions = self.exclusions
  }

  /// Takes a path that the caller named: links are followed wherever they lead.
  private mutating func take(_ path: RawPath) throws(RulePackError) {
    let type: mode_t
    let entry: RawPath
    do {
      type = try path.status().st_mode & S_IFMT
      entry = type == S_IFDIR ? try path.canonical() : try path.entry()
    } catch {
      // Without a directory to stand in, the spelling has to do.
      add(path, entry: (try? path.entry()) ?? path, source: .trouble(InputTrouble(error)))
      return
    }
    if let exclusion = try exclusions.ofNamed(entry, isDirectory: type == S_IFDIR) {
      omit(path, exclusion)
      return
    }
    switch type {
    case S_IFREG: add(path, entry: entry)
    case S_IFDIR: try walk(Directory(path: path, canonical: entry))
    default: add(path, entry: entry, source: .trouble(.notARegularFile))
    }
  }

  /// Walks a tree without recursion: its depth is not ours to choose.
  private mutating func walk(_ root: Directory) throws(RulePackError) {
    var pending = [root]
    while let directory = pending.popLast() {
      guard walked.insert(directory.canonical).inserted else { continue }
      let entries: [DirectoryEntry]
      do {
        entries = try directory.path.entries()
      } catch {
        add(
          directory.path, entry: directory.canonical, source: .trouble(InputTrouble(error)))
        continue
      }
      for entry in entries {
        if let subdirectory = try meet(entry, in: directory) { pending.append(subdirectory) }
      }
    }
  }

  /// Adds what an entry stands for.
  ///
  /// - Returns: The directory to walk, if it is one.
  private mutating func meet(
    _ entry: DirectoryEntry, in parent: Directory
  ) throws(RulePackError) -> Directory? {
    let path = parent.path.appending(entry.name)
    let canonical = parent.canonical.appending(entry.name)
    if entry.kind == .directory, versionControlNames.contains(entry.name) {
      versionControl.append(path)
      omit(path, zh: "版本库目录", en: "a version control directory")
      return nil
    }
    if entry.kind == .file, exclusions.isSettings(canonical) {
      omit(path, zh: "设置文件", en: "a file of settings")
      return nil
    }
    if let exclusion = try exclusions.of(canonical, isDirectory: entry.kind == .directory) {
      omit(path, exclusion)
      return nil
    }
    switch entry.kind {
    case .file:
      if reports.contains(canonical) {
        omit(path, zh: "本次运行的报告文件", en: "a report of this run")
      } else {
        add(path, entry: canonical)
      }
    case .directory:
      return Directory(path: path, canonical: canonical)
    case .link:
      do throws(SystemError) {
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
    let input = Input(path: path, entry: entry, source: source)
    if let handOver { return handOver(input) }
    if seen.insert(entry).inserted { inputs.append(input) }
  }

  private mutating func omit(_ path: RawPath, zh: String, en: String) {
    omissions.append(
      Omission(path: path, reason: LocalizedText(zh: zh, en: en), isExclusion: false))
  }

  private mutating func omit(_ path: RawPath, _ exclusion: Exclusion) {
    omissions.append(Omission(path: path, reason: exclusion.reason, isExclusion: true))
  }
}

/// Directories whose files are copies, packed and named by their sums; see `--help`.
private let versionControlNames: Set<[UInt8]> = [
  Array(".git".utf8), Array(".hg".utf8), Array(".svn".utf8),
]
