import ArgumentParser
import Glibc
import ZhenglintCore

@main
struct Zhenglint: ParsableCommand {
  static let version = "0.1.0"
  static let configuration = CommandConfiguration(
    commandName: "zhenglint", version: "zhenglint \(version)",
    subcommands: [
      CheckCommand.self, ScanCommand.self, ReportCommand.self, CasesCommand.self,
      EvidenceCommand.self, FixCommand.self, RulesCommand.self, ExplainCommand.self,
      CatalogueCommand.self, LSPCommand.self, WorkerCommand.self,
    ])

  static func main() {
    // A reader that leaves (`| head`) ends the output, not the run: the exit status still counts.
    signal(SIGPIPE, SIG_IGN)
    occupyStandardDescriptors()
    let arguments = Array(CommandLine.arguments.dropFirst())
    let language = language(in: arguments)
    if arguments.first == "help", arguments.contains("--man") {
      exit(printing: String(ManualPage(language: language).roff.dropLast()))
    }
    if let topic = Help.topic(in: arguments) {
      exit(printing: topic.text[language])
    }
    do {
      if let name = arguments.first, !name.hasPrefix("-"), Help.Topic(rawValue: name) == nil {
        throw UsageError.unknownCommand(name)
      }
      var command = try parse(arguments)
      try command.run()
    } catch let status as ExitCode {
      Glibc.exit(status.rawValue)
    } catch let error as UsageError {
      fail(error, language)
    } catch {
      // What is left is the parser's: errors, and requests such as `--version`.
      if exitCode(for: error) == .success { exit(printing: fullMessage(for: error)) }
      fail(.parser(message(for: error)), language)
    }
  }

  /// The command that the arguments ask for.
  private static func parse(_ arguments: [String]) throws -> any ParsableCommand {
    if arguments.first == CheckCommand.configuration.commandName,
      let command = CheckCommand(plain: Array(arguments.dropFirst()))
    {
      return command
    }
    return try parseAsRoot(arguments)
  }

  /// The language, read before all other options, which may be wrong.
  private static func language(in arguments: [String]) -> Language {
    for (argument, next) in zip(arguments, arguments.dropFirst() + [""]) {
      if argument == "--lang=en" || (argument == "--lang" && next == "en") { return .en }
    }
    return .zh
  }

  private static func exit(printing text: String) -> Never {
    var sink = OutputSink(STDOUT_FILENO)
    sink.write(text + "\n")
    Glibc.exit(sink.failure == nil ? ExitStatus.clean.rawValue : ExitStatus.trouble.rawValue)
  }

  private static func fail(_ error: UsageError, _ language: Language) -> Never {
    complain("zhenglint: \(error.message[language])")
    if case .parser = error {
      let command = CommandLine.arguments.dropFirst().first.flatMap(Help.Topic.init) ?? .check
      let hint = LocalizedText(
        zh: "用法见 zhenglint \(command.rawValue) --help",
        en: "see zhenglint \(command.rawValue) --help --lang en")
      complain(hint[language])
    }
    Glibc.exit(ExitStatus.trouble.rawValue)
  }

  /// Keeps a file that is opened later from getting the number of a standard stream that the caller
  /// closed, and being written to in its place: the stand-ins refuse to be used.
  private static func occupyStandardDescriptors() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 {
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }
}
