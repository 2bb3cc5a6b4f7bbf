package import ZhenglintCore

internal import Glibc

/// Why a repository of git cannot be asked.
package enum GitError: Error, Hashable, Sendable {
  case notInstalled
  /// With what git says of it: perhaps there is one that it does not trust.
  case notARepository(String)
  case unknownRevision(String)
  /// What git says of itself.
  case failed(String)

  package var message: LocalizedText {
    switch self {
    case .notInstalled:
      LocalizedText(zh: "没有找到 git 命令", en: "there is no command git")
    case .notARepository(let reason):
      LocalizedText(
        zh: "当前目录不在 git 可用的版本库中（git：\(reason)）",
        en: "the current directory is in no repository that git can use (git: \(reason))")
    case .unknownRevision(let name):
      LocalizedText(zh: "git 不认识“\(name)”这个版本", en: "git knows no revision '\(name)'")
    case .failed(let reason):
      LocalizedText(zh: "git 出错：\(reason)", en: "git failed: \(reason)")
    }
  }
}

/// The repository around the current directory, asked through the command `git`.
///
/// The environment is git's own (`GIT_DIR`, `GIT_INDEX_FILE`), so that a hook sees the index of the
/// commit in the making.
package struct Repository: Sendable {
  /// An entry of the index that differs from the last commit.
  package struct StagedFile: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
      case file
      case link
      /// A commit of another repository.
      case submodule
      case unmerged
    }

    /// Canonical but for what the work tree makes of it: the entry may not stand there.
    package let path: RawPath
    package let kind: Kind
    /// The name of its content.
    package let object: String
  }

  /// Of the work tree; canonical.
  package let root: RawPath

  package init() throws(GitError) {
    do {
      root = RawPath(try Self.run(["rev-parse", "--show-toplevel"]).dropLast())
    } catch .failed(let reason) {
      throw .notARepository(reason)
    }
  }

  /// The files that a commit would add or change; of paths, only those at or below them.
  ///
  /// - Parameter paths: As the caller gave them; empty: the whole repository.
  /// - Returns: In the order of git, that of the bytes of their paths.
  /// - Throws: What git says of its trouble.
  package func stagedFiles(at paths: [RawPath]) throws(GitError) -> [StagedFile] {
    let output = try Self.run(
      [
        "--literal-pathspecs", "diff", "--cached", "--raw", "-z", "--no-renames", "--no-abbrev",
        "--no-relative", "--no-color", "--diff-filter=d", "--",
      ], paths)
    // `:100644 100644 OLD NEW M`, NUL, path, NUL.
    let fields = output.split(separator: 0)
    var files: [StagedFile] = []
    for index in stride(from: 0, to: fields.count - 1, by: 2) {
      let facts = fields[index].split(separator: UInt8(ascii: " ")).map {
        String(decoding: $0, as: UTF8.self)
      }
      guard facts.count == 5 else { throw .failed("diff --raw") }
      let kind: StagedFile.Kind =
        switch (facts[4], facts[1]) {
        case ("U", _): .unmerged
        case (_, "120000"): .link
        case (_, "160000"): .submodule
        default: .file
        }
      files.append(
        StagedFile(path: root.appending(Array(fields[index + 1])), kind: kind, object: facts[3]))
    }
    // Of an unmerged path git also tells how the work tree differs.
    let unmerged = Set(files.filter { $0.kind == .unmerged }.map(\.path))
    return files.filter { $0.kind == .unmerged || !unmerged.contains($0.path) }
  }

  /// The content of an object.
  package func contents(of object: String) throws(GitError) -> [UInt8] {
    try Self.run(["cat-file", "blob", object])
  }

  /// The lines that differ from where this branch left another.
  ///
  /// - Parameters:
  ///   - name: Of a revision; where it and the last commit have an ancestor in common, that counts.
  ///   - staged: Whether the index is compared and not the work tree.
  /// - Returns: The lines of every file of the repository that differs.
  /// - Throws: `unknownRevision`, or what git says of its trouble.
  package func changes(since name: String, staged: Bool) throws(GitError) -> ChangedLines {
    let commit: String
    do {
      commit = try Self.line([
        "rev-parse", "--verify", "--quiet", "--end-of-options", "\(name)^{commit}",
      ])
    } catch .failed {
      throw .unknownRevision(name)
    }
    let base = (try? Self.line(["merge-base", commit, "HEAD"])) ?? commit
    let scope = staged ? ["--cached"] : []
    let options = [
      "--no-renames", "--no-color", "--no-relative", "--no-ext-diff", "--no-textconv",
      "--ignore-submodules",
    ]
    let changed = try Self.run(
      ["diff"] + scope + ["--name-only", "-z", "--diff-filter=d"] + options + [base, "--"])
    var lines: [RawPath: ChangedLines.File] = [:]
    for name in changed.split(separator: 0) {
      let path = root.appending(Array(name))
      let diff = try Self.run(
        ["--literal-pathspecs", "diff"] + scope + ["--unified=0"] + options + [base, "--"], [path])
      lines[path] = ChangedLines.File(diff: diff)
    }
    // `H`, space, path; other letters tell files whose changes git was told not to look for.
    let tracked = try Self.run(["ls-files", "-v", "-z", "--full-name", "--", ":/"])
      .split(separator: 0).filter { $0.starts(with: "H ".utf8) }.map { $0.dropFirst(2) }
    return ChangedLines(files: lines, tracked: Set(tracked.map { root.appending(Array($0)) }))
  }

  // MARK: - Running git

  private static func line(_ arguments: [String]) throws(GitError) -> String {
    String(decoding: try run(arguments).prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }

  /// The standard output of git.
  private static func run(
    _ arguments: [String], _ paths: [RawPath] = []
  ) throws(GitError) -> [UInt8] {
    let words =
      ["git"].map { Array($0.utf8) } + arguments.map { Array($0.utf8) } + paths.map(\.bytes)
    let process: FinishedProcess
    do {
      process = try FinishedProcess(words)
    } catch {
      throw error.code == ENOENT ? .notInstalled : .failed(error.message.en)
    }
    guard process.status == 0 else {
      let reason = String(decoding: process.error, as: UTF8.self)
      let lines = reason.split(separator: "\n")
      let told = lines.first { $0.hasPrefix("fatal: ") } ?? lines.last
      throw .failed(told.map(String.init) ?? "\(process.status)")
    }
    return process.output
  }
}

/// Which lines of the files of a work tree are new.
package struct ChangedLines: Sendable {
  package enum File: Hashable, Sendable {
    /// Ranges of lines that end in LF, from 1.
    case lines([ClosedRange<Int>])
    /// All: git sees no lines in it, or does not know it.
    case all
  }

  private let files: [RawPath: File]
  private let tracked: Set<RawPath>

  init(files: [RawPath: File], tracked: Set<RawPath>) {
    self.files = files
    self.tracked = tracked
  }

  /// What is new in a file; the path is canonical.
  package func file(_ path: RawPath) -> File {
    files[path] ?? (tracked.contains(path) ? .lines([]) : .all)
  }
}

extension ChangedLines.File {
  /// Reads the heads of hunks: `@@ -12,0 +13,2 @@`; other lines begin otherwise.
  init(diff: [UInt8]) {
    var ranges: [ClosedRange<Int>] = []
    for line in diff.split(separator: UInt8(ascii: "\n")) {
      if line.starts(with: "Binary files ".utf8) {
        self = .all
        return
      }
      guard line.starts(with: "@@ ".utf8) else { continue }
      let words = line.split(separator: UInt8(ascii: " "), maxSplits: 3)
      guard words.count > 2, words[2].first == UInt8(ascii: "+") else { continue }
      let numbers = words[2].dropFirst().split(separator: UInt8(ascii: ",")).compactMap {
        Int(String(decoding: $0, as: UTF8.self))
      }
      guard let start = numbers.first else { continue }
      let count = numbers.count > 1 ? numbers[1] : 1
      if count > 0 { ranges.append(start...start + count - 1) }
    }
    self = .lines(ranges)
  }

  /// Which findings touch a changed line.
  ///
  /// - Parameters:
  ///   - findings: of the file.
  ///   - bytes: of the whole file: git counts lines by LF alone.
  /// - Returns: In the same order.
  package func touches(_ findings: [Finding], in bytes: [UInt8]) -> [Bool] {
    guard case .lines(let ranges) = self else { return findings.map { _ in true } }
    guard !findings.isEmpty, !ranges.isEmpty else { return findings.map { _ in false } }
    let feeds = bytes.indices.filter { bytes[$0] == 0x0A }
    return findings.map { finding in
      let place = finding.location.bytes
      let first = 1 + feeds.partitioningIndex { $0 >= place.start }
      let last = 1 + feeds.partitioningIndex { $0 >= max(place.start, place.end - 1) }
      // git tells hunks in order.
      let next = ranges.partitioningIndex { $0.upperBound >= first }
      return next < ranges.count && ranges[next].lowerBound <= last
    }
  }
}
