import ArgumentParser
import Glibc
import ZhenglintCore
import ZhenglintEngine
import ZhenglintProject
import ZhenglintScan

/// `zhenglint scan`; what the options mean to a user stands in `Help`.
///
/// Listing inputs → judging them in batches → settling the run: each step leaves a store that the
/// next call with the same options goes on with.
struct ScanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "scan")

  @OptionGroup var inputOptions: InputOptions
  @OptionGroup var lintOptions: LintOptions
  @Option(help: ArgumentHelp(valueName: "file"), completion: .file()) var store: String
  @Option(help: ArgumentHelp(valueName: "file"), completion: .file()) var filesFrom: String?
  @Flag(name: [.customShort("0"), .customLong("null")]) var null = false
  @Option(help: ArgumentHelp(valueName: "file"), completion: .file()) var manifest: String?
  @Option(help: ArgumentHelp(valueName: "run")) var since: Int?
  @Option(help: ArgumentHelp(valueName: "file"), completion: .file()) var metricsFile: String?
  @Option var logFormat: LogFormat = .text
  @Option(help: ArgumentHelp(valueName: "level")) var failLevel: Level = .violation
  @Option var lang: Language = .zh
  @Flag var allowIncomplete = false
  @Flag var allowEmpty = false
  @Flag var exitZero = false
  @Flag(name: .shortAndLong) var quiet = false

  func run() throws {
    if null, filesFrom == nil { throw UsageError.needs("--null", "--files-from") }
    let log = ScanLog(format: logFormat, language: lang, isQuiet: quiet)
    do {
      let store = try ScanStore(at: self.store, for: .scanning)
      let earlier = try since.map { try store.finishedRun($0) }
      var session = try ScanSession(self, store, log)
      Interruption.install()
      try session.list()
      try session.judge()
      let status = try session.settle(comparedWith: earlier)
      withExtendedLifetime(session) { Glibc.exit(status.rawValue) }
    } catch let error as StoreError {
      throw UsageError.store(error)
    }
  }
}

extension ScanCommand {
  /// Everything that has to be the same for another call to go on with a run, in a fixed order.
  func words() throws -> [String] {
    var words = inputOptions.paths
    func add(_ option: String, _ values: [String?]) {
      for case let value? in values { words += [option, value] }
    }
    func add(_ option: String, _ isOn: Bool) { if isOn { words.append(option) } }
    add("--files-from", [filesFrom])
    add("--manifest", [manifest])
    add("--exclude", inputOptions.exclude)
    add("--force-exclude", inputOptions.forceExclude)
    add("--no-gitignore", inputOptions.noGitignore)
    add("--max-file-size", ["\(inputOptions.maxFileSize.bytes)"])
    add("--rules", lintOptions.rules)
    add("--config", [lintOptions.configurationName])
    add("--no-config", lintOptions.noConfig)
    add("--no-suppressions", lintOptions.noSuppressions)
    add("--regulator", lintOptions.regulator)
    add("--profile", lintOptions.profile)
    add("--no-reading", lintOptions.noReading)
    add("--select", lintOptions.select)
    add("--ignore", lintOptions.ignore)
    add("--issuer", [lintOptions.issuer])
    add("--issuer-kind", [lintOptions.issuerKind?.rawValue])
    add("--certificate", [lintOptions.certificate])
    add("--issued", [lintOptions.issued])
    add("--as-of", [lintOptions.asOf])
    add("--edition", [lintOptions.edition])
    return words
  }

  /// The files that the scan itself writes, which are no inputs of it.
  var ownFiles: Set<RawPath> {
    let names =
      ["", "-wal", "-shm", ".lock"].map { store + $0 } + [metricsFile, manifest].compactMap(\.self)
    var files = Set(names.compactMap { try? RawPath($0.utf8).entry() })
    if let output = RawPath.standardOutput { files.insert(output) }
    return files
  }
}
