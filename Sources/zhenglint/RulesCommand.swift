import ArgumentParser
import Glibc
import ZhenglintCore
import ZhenglintEngine
import ZhenglintReporting
import ZhenglintRules

/// `zhenglint rules`; what the options mean to a user stands in `Help`.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", subcommands: [List.self, Show.self, Test.self, Validate.self],
    defaultSubcommand: List.self)

  /// What a listing can be written as.
  enum ListingFormat: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
  }

  /// Options that all subcommands have.
  struct Common: ParsableArguments {
    @Option(help: ArgumentHelp(valueName: "dir")) var rules: [String] = []
    @Option var lang: Language = .zh

    func ruleSet() throws(UsageError) -> RuleSet { try RuleSet.loaded(adding: rules) }
    var page: RulePage { RulePage(language: lang, width: terminalWidth()) }
  }

  struct List: ParsableCommand {
    @OptionGroup var common: Common
    @Option var format: ListingFormat = .text

    func run() throws {
      let ruleSet = try common.ruleSet()
      switch format {
      case .text: try put(common.page.list(ruleSet))
      case .json: try put(RulesJSON(language: common.lang).write(ruleSet))
      }
    }
  }

  struct Show: ParsableCommand {
    @OptionGroup var common: Common
    @Option var format: ListingFormat = .text
    @Argument var ids: [String] = []

    func run() throws {
      let ruleSet = try common.ruleSet()
      guard !ids.isEmpty else { throw UsageError.missingRule }
      let rules = try ids.map { try ruleSet.knownRule($0) }
      switch format {
      case .text:
        for (number, found) in rules.enumerated() {
          if number > 0 { try put([UInt8(ascii: "\n")]) }
          try put(common.page.show(found.rule, in: found.pack))
        }
      case .json: try put(RulesJSON(language: common.lang).write(ruleSet, only: Set(ids)))
      }
    }
  }

  /// Runs the examples of the rules.
  struct Test: ParsableCommand {
    @OptionGroup var common: Common
    @Argument var ids: [String] = []

    func run() throws {
      let ruleSet = try common.ruleSet()
      let rules = try ids.isEmpty ? ruleSet.rules : ids.map { try ruleSet.knownRule($0).rule }
      let runner = ExampleRunner(ruleSet, asOf: .today)
      let failures = rules.flatMap(runner.failures)
      for failure in failures { try put(failure.message[common.lang] + "\n") }
      let count = rules.reduce(0) { $0 + $1.examples.hits.count + $1.examples.passes.count }
      let summary = LocalizedText(
        zh: "规则 \(rules.count) 条，例句 \(count) 个："
          + (failures.isEmpty ? "全部符合。" : "\(failures.count) 处不符。"),
        en: "\(rules.count) rules, \(count) examples: "
          + (failures.isEmpty ? "all as marked." : "\(failures.count) not as marked."))
      try put(summary[common.lang] + "\n")
      throw ExitCode((failures.isEmpty ? ExitStatus.clean : .findings).rawValue)
    }
  }

  /// Checks packs without applying them.
  struct Validate: ParsableCommand {
    @Argument var directories: [String] = []
    @Option var lang: Language = .zh

    func run() throws {
      let verdicts: [RulePackVerdict]
      do {
        verdicts = try RuleSet.validate(directories)
      } catch {
        throw UsageError.rules(error.message)
      }
      let faults = verdicts.flatMap(\.faults)
      for fault in faults { try put(fault.message[lang] + "\n") }
      let summary = LocalizedText(
        zh: "规则文件 \(verdicts.count) 个："
          + (faults.isEmpty ? "全部有效。" : "\(faults.count) 处有误。"),
        en: "\(verdicts.count) rule files: "
          + (faults.isEmpty ? "all valid." : "\(faults.count) faults."))
      try put(summary[lang] + "\n")
      throw ExitCode((faults.isEmpty ? ExitStatus.clean : .trouble).rawValue)
    }
  }
}

/// `zhenglint explain`: one rule as a page for a person who is no lawyer.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "explain")

  @OptionGroup var common: RulesCommand.Common
  @Argument var id: String?

  func run() throws {
    guard let id else { throw UsageError.missingRule }
    try put(common.page.explain(try common.ruleSet().knownRule(id).rule))
  }
}

// MARK: - Parts of these commands

extension RuleSet {
  /// The embedded rules and those of directories.
  static func loaded(adding directories: [String]) throws(UsageError) -> RuleSet {
    do {
      return try load(adding: directories)
    } catch {
      throw .rules(error.message)
    }
  }

  fileprivate func knownRule(_ id: String) throws(UsageError) -> (pack: RulePack, rule: Rule) {
    for pack in packs {
      if let rule = pack.rules.first(where: { $0.id == id }) { return (pack, rule) }
    }
    throw .unknownRule(id, known: rules.map(\.id))
  }
}

/// Writes to standard output.
func put(_ bytes: [UInt8]) throws(UsageError) {
  var sink = OutputSink(STDOUT_FILENO)
  sink.write(bytes)
  if let failure = sink.failure { throw .outputNotWritable(nil, failure) }
}

func put(_ text: String) throws(UsageError) { try put(Array(text.utf8)) }

extension ExampleRunner.Failure {
  /// `file:line:column: rule: what was marked and what was found`.
  fileprivate var message: LocalizedText {
    let text = Array(example.text.utf8)
    func quoted(_ spans: [ByteRange]) -> [String] {
      spans.map { span in
        let range = max(0, span.start)..<min(text.count, max(0, span.end))
        return "⟦\(String(decoding: range.isEmpty ? [] : text[range], as: UTF8.self))⟧"
      }
    }
    func list(_ spans: [ByteRange], none: String) -> String {
      spans.isEmpty ? none : quoted(spans).joined(separator: " ")
    }
    return LocalizedText(
      zh: "\(example.place): \(rule)\(isAlone ? "（单独运行）" : "（与其他规则一起）")应报 "
        + "\(list(example.spans, none: "无"))，实报 \(list(found, none: "无"))：\(example.text)",
      en: "\(example.place): \(rule) (\(isAlone ? "alone" : "with all rules")): expected "
        + "\(list(example.spans, none: "nothing")), found \(list(found, none: "nothing")): "
        + example.text)
  }
}
