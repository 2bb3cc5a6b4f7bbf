import ArgumentParser
import ZhenglintCatalogue
import ZhenglintCore

enum CatalogueFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
  case text
  case json
  case csv
}

extension CatalogueSection: ExpressibleByArgument {}

/// `zhenglint catalogue`; what the options mean to a user stands in `catalogueHelp`.
struct CatalogueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalogue",
    subcommands: [ListCommand.self, ShowCommand.self, FindCommand.self],
    defaultSubcommand: ListCommand.self)

  struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list")
    @OptionGroup var options: CatalogueOptions

    func run() throws {
      let query = try CatalogueQuery(options)
      let entries = query.edition.qualifications.filter(query.admits)
      if entries.isEmpty { throw query.nothing(query.noEntries) }
      try query.write(CatalogueAnswer(kind: .list, entries: entries))
    }
  }

  struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show")
    @Argument var name: String
    @OptionGroup var options: CatalogueOptions

    func run() throws {
      let query = try CatalogueQuery(options)
      try query.write(query.entries(named: name))
    }
  }

  struct FindCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "find")
    @Argument var text: [String]
    @OptionGroup var options: CatalogueOptions

    func run() throws {
      let query = try CatalogueQuery(options)
      try query.write(query.search(text.joined()))
    }
  }
}

struct CatalogueOptions: ParsableArguments {
  @Option var edition: String?
  @Option(help: ArgumentHelp(valueName: "date")) var asOf: String?
  @Option var category: String?
  @Option var section: CatalogueSection?
  @Option(help: ArgumentHelp(valueName: "text")) var department: String?
  @Option var format: CatalogueFormat = .text
  @Option var lang: Language = .zh
}
