import Glibc
import ZhenglintCore

/// The rules of one run, from one or several packs.
package struct RuleSet: Sendable {
  /// The embedded packs, then those of the caller's directories.
  package let packs: [RulePack]

  /// Joins packs whose ids, and whose rules' ids, have to differ.
  ///
  /// - Throws: `duplicate` at the later place.
  package init(_ packs: [RulePack]) throws(RulePackError) {
    try Self.checkUnique(packs.map { ($0.id, $0.place) }, .pack)
    try Self.checkUnique(packs.flatMap(\.rules).map { ($0.id, $0.place) }, .rule)
    self.packs = packs
    version = packs.filter { $0.place.file.hasPrefix("Packs/") }.map(\.version).max() ?? ""
  }

  /// In the order of the packs.
  package var rules: [Rule] { packs.flatMap(\.rules) }

  /// Of the newest pack that the program carries in itself.
  package let version: String

  /// Profiles that a caller can opt into, besides `standard` and `strict`; sorted.
  package var optionalProfiles: [String] {
    Set(rules.map(\.profile)).subtracting(["standard", "strict"]).sorted()
  }

  /// The readings of all packs, each once, in order.
  package var readings: [ReadingRule] {
    var seen: Set<String> = []
    return packs.flatMap(\.library.readings).filter { seen.insert($0.id).inserted }
  }

  package func rule(id: String) -> Rule? {
    for pack in packs {
      if let rule = pack.rules.first(where: { $0.id == id }) { return rule }
    }
    return nil
  }

  private static func checkUnique(
    _ entries: [(id: String, place: PackPlace)], _ kind: RulePackError.Kind
  ) throws(RulePackError) {
    var seen: [String: PackPlace] = [:]
    for entry in entries {
      if let first = seen.updateValue(entry.place, forKey: entry.id) {
        throw RulePackError(place: entry.place, problem: .duplicate(kind, entry.id, first: first))
      }
    }
  }
}

// MARK: - Loading

extension RuleSet {
  /// The rules that the program carries in itself.
  package static func embedded() throws(RulePackError) -> RuleSet {
    try load(adding: [])
  }

  /// The embedded rules and every `*.yml` and `*.yaml` of the directories, in byte order of the
  /// names; subdirectories are left out.
  ///
  /// - Throws: Also where a directory is missing, unreadable or without packs.
  package static func load(adding directories: [String]) throws(RulePackError) -> RuleSet {
    let library = try sharedLibrary()
    var packs: [RulePack] = []
    for (_, root) in try EmbeddedRules.roots("Packs/") {
      packs.append(try RulePackDecoder.decode(root, library: library))
    }
    for directory in directories {
      for path in try packPaths(in: directory) {
        packs.append(
          try RulePackDecoder.decode(readBytes(of: path), file: path, library: library))
      }
    }
    return try RuleSet(packs)
  }

  /// All that the rules with those of the directories are made of, the catalogue included.
  ///
  /// - Throws: Where a directory is missing, unreadable or without packs.
  package static func sources(
    adding directories: [String]
  ) throws(RulePackError) -> [(path: String, bytes: [UInt8])] {
    var sources = EmbeddedRules.files.map { ($0.path, $0.bytes) }
    for directory in directories {
      for path in try packPaths(in: directory) { sources.append((path, try readBytes(of: path))) }
    }
    return sources
  }

  /// Checks packs, and those of directories, or the program's own where no path is given.
  ///
  /// - Throws: Where a directory is missing, unreadable or without packs.
  package static func validate(
    _ paths: [String]
  ) throws(RulePackError) -> [RulePackVerdict] {
    let library = try sharedLibrary()
    var files: [(path: String, bytes: [UInt8])] = []
    if paths.isEmpty {
      files = EmbeddedRules.files.filter { $0.path.hasPrefix("Packs/") }.map { ($0.path, $0.bytes) }
    }
    for path in paths {
      for path in isFile(path) ? [path] : try packPaths(in: path) {
        files.append((path, try readBytes(of: path)))
      }
    }
    var packs: [RulePack] = []
    var verdicts: [RulePackVerdict] = []
    for file in files {
      var verdict = RulePackVerdict(file: file.path, faults: [])
      do {
        let pack = try RulePackDecoder.decode(file.bytes, file: file.path, library: library)
        _ = try RuleSet(packs + [pack])
        packs.append(pack)
      } catch {
        verdict.faults.append(error)
      }
      verdicts.append(verdict)
    }
    return verdicts
  }

  /// The instruments and readings that all packs share.
  private static func sharedLibrary() throws(RulePackError) -> RuleLibrary {
    var library = RuleLibrary()
    for path in ["Instruments.yml", "Readings.yml"] {
      for (_, root) in try EmbeddedRules.roots(path) {
        library = try RuleLibrary(root.mapping(LibraryKey.self), addedTo: library)
      }
    }
    return library
  }

  private static func isFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  private static func packPaths(in directory: String) throws(RulePackError) -> [String] {
    guard let stream = opendir(directory) else { throw unreadable(directory) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(".yml") || name.hasSuffix(".yaml") { names.append(name) }
    }
    guard !names.isEmpty else {
      throw RulePackError(
        place: PackPlace(file: directory, line: 0, column: 0), problem: .noPacks)
    }
    names.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return names.map { directory.hasSuffix("/") ? directory + $0 : "\(directory)/\($0)" }
  }

  private static func readBytes(of path: String) throws(RulePackError) -> [UInt8] {
    guard let file = fopen(path, "rb") else { throw unreadable(path) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 {
      bytes.append(contentsOf: chunk[..<count])
    }
    guard ferror(file) == 0 else { throw unreadable(path) }
    return bytes
  }

  /// With the reason of the last system call.
  private static func unreadable(_ path: String) -> RulePackError {
    let reason = String(cString: strerror(errno))
    return RulePackError(
      place: PackPlace(file: path, line: 0, column: 0),
      problem: .unreadable(
        reason: LocalizedText(zh: errno == ENOENT ? "没有这个文件或目录" : reason, en: reason)))
  }
}

/// What is wrong with one file of rules; the first fault of a file hides the others.
package struct RulePackVerdict: Sendable {
  package let file: String
  package internal(set) var faults: [RulePackError]
}
