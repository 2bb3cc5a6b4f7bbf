import ArgumentParser
import Glibc
import ZhenglintCore
import ZhenglintEngine
import ZhenglintLSP
import ZhenglintProject

/// `zhenglint lsp`; what the options mean to a user stands in `Help`.
struct LSPCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "lsp")

  @Option(help: ArgumentHelp(valueName: "dir")) var rules: [String] = []
  @Flag var noConfig = false
  @Option(help: ArgumentHelp(valueName: "date")) var asOf: String?
  @Option var lang: Language = .zh
  /// The one way that there is to talk to it; the client library of VS Code names it.
  @Flag var stdio = false

  func run() throws {
    let day = try asOf.map { text throws(UsageError) in
      try CalendarDate.stated(text, in: "--as-of", today: .today)
    }
    let packs = rules.map { RawPath($0.utf8) }
    let source: ConfigurationSource = noConfig ? .none : .nearest
    let provider = ProjectLinters {
      // A server runs for days: whenever settings are read anew, today may be another day.
      let caller = CallerSettings(options: Linter.Options(asOf: day ?? .today), profiles: [])
      // Whoever opens a file that git ignores wants it to be checked.
      return Exclusions(
        option: PathPatterns([], in: RawPath([])), reachesNamedFiles: true, obeysGitignore: false,
        isRegulator: false, settings: Settings(source: source, packs: packs, caller: caller))
    }
    var options = LanguageServer.Options(version: Zhenglint.version)
    options.language = lang
    var loop = MessageLoop(
      LanguageServer(options: options, provider: provider), input: STDIN_FILENO,
      output: STDOUT_FILENO)
    throw ExitCode(loop.run())
  }
}
