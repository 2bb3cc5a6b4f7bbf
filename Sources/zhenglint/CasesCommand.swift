import ArgumentParser
import Glibc
import ZhenglintCore
import ZhenglintProject
import ZhenglintReporting
import ZhenglintScan

enum CasesFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
  case text
  case csv
  case json
}

extension CaseStatus: ExpressibleByArgument {
  /// By its name in either language.
  public init?(argument: String) {
    guard
      let status = CaseStatus.allCases.first(where: {
        argument == $0.rawValue || argument == $0.name(in: .zh)
      })
    else { return nil }
    self = status
  }
}

/// `zhenglint cases`; what the options mean to a user stands in `casesHelp`.
struct CasesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cases",
    subcommands: [ListCommand.self, ShowCommand.self, SetCommand.self],
    defaultSubcommand: ListCommand.self)

  struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list")
    @OptionGroup var options: CasesOptions
    @Option(help: ArgumentHelp(valueName: "status")) var status: CaseStatus?
    @Option(help: ArgumentHelp(valueName: "text")) var issuer: String?
    @Option var format: CasesFormat = .text

    func run() throws {
      let cases = try options.using(.reading) { store throws(StoreError) in
        try store.cases(in: status, issuer: issuer)
      }
      let text = CasesText(language: options.lang, width: terminalWidth())
      let isFiltered = status != nil || issuer != nil
      switch format {
      case .text where cases.isEmpty: try options.write(text.nothing(isFiltered: isFiltered))
      case .text: try options.write(text.list(cases))
      case .csv: try options.write(CasesTable.csv(cases, language: options.lang))
      case .json: try options.write(CasesTable.json(cases))
      }
    }
  }

  struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show")
    @Argument(help: ArgumentHelp(valueName: "case")) var number: Int64
    @OptionGroup var options: CasesOptions

    func run() throws {
      let file = try options.using(.reading) { store throws(StoreError) in
        try CaseFile(number, in: store)
      }
      try options.write(CasesText(language: options.lang, width: terminalWidth()).page(file))
    }
  }

  struct SetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "set")
    @Argument(help: ArgumentHelp(valueName: "case")) var number: Int64
    @Argument var status: CaseStatus
    @Option(help: ArgumentHelp(valueName: "name")) var who: String?
    @Option(help: ArgumentHelp(valueName: "text")) var why: String
    @OptionGroup var options: CasesOptions

    func run() throws {
      let who = try User.name(orNamed: who)
      if why.isBlank { throw UsageError.blank("--why") }
      let changed = try options.using(.keepingCases) { store throws(StoreError) in
        try store.set(number, to: status, by: who, because: why)
      }
      let text = LocalizedText(
        zh: "第 \(changed.id) 号案件：\(changed.status.name(in: .zh))\n",
        en: "case \(changed.id): \(changed.status.rawValue)\n")
      try options.write(Array(text[options.lang].utf8))
    }
  }
}

/// What all commands on a register take.
struct CasesOptions: ParsableArguments {
  @Option(help: ArgumentHelp(valueName: "file"), completion: .file()) var store: String
  @Option var lang: Language = .zh
}

extension CasesOptions {
  func using<T>(
    _ access: ScanStore.Access, _ body: (ScanStore) throws(StoreError) -> T
  ) throws(UsageError) -> T {
    do throws(StoreError) {
      return try body(ScanStore(at: store, for: access))
    } catch {
      throw .store(error)
    }
  }

  func write(_ bytes: [UInt8]) throws(UsageError) {
    var sink = OutputSink(STDOUT_FILENO)
    sink.write(bytes)
    if let failure = sink.failure { throw .outputNotWritable(nil, failure) }
  }
}

/// Who uses the program.
enum User {
  /// The name that somebody gave, or that of the user.
  static func name(orNamed given: String?) throws(UsageError) -> String {
    guard let given else { return name }
    if given.isBlank { throw .blank("--who") }
    return given
  }

  /// As the environment or the list of users has it.
  private static var name: String {
    for variable in ["LOGNAME", "USER"] {
      if let name = environment(variable), !name.isBlank { return name }
    }
    // Read by hand: a program that is linked statically has no getpwuid(3) to rely on.
    let users = (try? RawPath("/etc/passwd".utf8).contents()) ?? []
    for line in users.split(separator: UInt8(ascii: "\n")) {
      let fields = line.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
      if fields.count > 2, fields[2].elementsEqual("\(getuid())".utf8) {
        return String(decoding: fields[0], as: UTF8.self)
      }
    }
    return "uid \(getuid())"
  }
}

extension String {
  /// Whether there is nothing in it to read.
  fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}

/// All that a register holds on one case.
struct CaseFile {
  let scanCase: ScanCase
  let history: [CaseEvent]
  /// The last run that found the input in breach, and what it found.
  let run: ScanRun
  let report: InputReport

  init(_ number: Int64, in store: ScanStore) throws(StoreError) {
    scanCase = try store.findCase(number)
    history = try store.history(of: scanCase)
    (run, report) = try store.report(on: scanCase)
  }
}

extension CaseEvent {
  /// The step that it was, or the status that stayed.
  func step(in language: Language) -> String {
    guard let from else { return to.name(in: language) }
    return from == to
      ? to.name(in: language) : "\(from.name(in: language)) → \(to.name(in: language))"
  }
}
