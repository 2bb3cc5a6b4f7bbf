import ArgumentParser
import Glibc
import ZhenglintCore
import ZhenglintEngine
import ZhenglintLSP
import ZhenglintProject

/// `zhenglint lsp`; what the options mean to a user stands in `Help`.
struct LSPCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "lsp")

  @OptionGroup var lintOptions: LintOptions
  @Option var lang: Language = .zh
  /// The one way that there is to talk to it; the client library of VS Code names it.
  @Flag var stdio = false

  func run() throws {
    // Said once here, and again whenever settings are read anew: a server runs for days, and today may
    // be another day.
    let first = try lintOptions.settings()
    let provider = ProjectLinters(configuration: lintOptions.configurationName) {
      let settings = (try? lintOptions.settings()) ?? first
      // Whoever opens a file that git ignores wants it to be checked.
      return Exclusions(
        option: PathPatterns([], in: RawPath([])), reachesNamedFiles: true, obeysGitignore: false,
        isRegulator: lintOptions.regulator, settings: settings)
    } check: { settings throws(UsageError) in
      try lintOptions.checkNames(in: settings)
    }
    var options = LanguageServer.Options(version: Zhenglint.version)
    options.language = lang
    var loop = MessageLoop(
      LanguageServer(options: options, provider: provider), input: STDIN_FILENO,
      output: STDOUT_FILENO)
    throw ExitCode(loop.run())
  }
}
