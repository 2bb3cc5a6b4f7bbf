import ArgumentParser
import Glibc
import ZhenglintCore
import ZhenglintEngine
import ZhenglintLSP
import ZhenglintRules

/// `zhenglint lsp`; what the options mean to a user stands in `Help`.
struct LSPCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "lsp")

  @Option(help: ArgumentHelp(valueName: "dir")) var rules: [String] = []
  /// Nothing reads a configuration yet; editors may already say that they want none.
  @Flag var noConfig = false
  @Option(help: ArgumentHelp(valueName: "date")) var asOf: String?
  @Option var lang: Language = .zh
  /// The one way that there is to talk to it; the client library of VS Code names it.
  @Flag var stdio = false

  func run() throws {
    let day = try asOf.map { text throws(UsageError) in
      try CalendarDate.stated(text, in: "--as-of", today: .today)
    }
    let directories = rules
    let provider = CommonLinter { () throws(ConfigurationError) in
      do throws(RulePackError) {
        // A server runs for days: each time that rules are read, today is another day.
        return Linter(
          rules: try RuleSet.load(adding: directories),
          options: Linter.Options(asOf: day ?? .today))
      } catch {
        throw ConfigurationError(error.message)
      }
    }
    var options = LanguageServer.Options(version: Zhenglint.version)
    options.language = lang
    var loop = MessageLoop(
      LanguageServer(options: options, provider: provider), input: STDIN_FILENO,
      output: STDOUT_FILENO)
    throw ExitCode(loop.run())
  }
}
