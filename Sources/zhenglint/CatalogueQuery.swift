import ArgumentParser
import Glibc
import ZhenglintCatalogue
import ZhenglintCore
import ZhenglintMatching
import ZhenglintReporting
import ZhenglintRules

/// What a call found.
struct CatalogueAnswer {
  enum Kind {
    case list, show, find
  }

  var kind: Kind
  var entries: [Qualification]
  /// Names that are in no edition.
  var lapses: [Lapse] = []
}

/// A call whose options make sense.
struct CatalogueQuery {
  let catalogue: Catalogue
  let options: CatalogueOptions
  let asOf: CalendarDate
  /// The one that was asked for, else the one in force on the day.
  let edition: CatalogueEdition
  private let category: QualificationCategory?

  init(_ options: CatalogueOptions) throws(UsageError) {
    self.options = options
    do {
      catalogue = try Catalogue.embedded()
    } catch {
      throw .rules(error.message)
    }
    do throws(CatalogueUsageError) {
      category = try options.category.map(Self.category)
      asOf = try Self.day(options.asOf)
      edition = try Self.edition(of: catalogue, options, on: asOf)
    } catch {
      throw .catalogue(error)
    }
  }

  private static func category(
    _ name: String
  ) throws(CatalogueUsageError) -> QualificationCategory {
    switch name {
    case "准入类": return .access
    case "水平评价类": return .levelEvaluation
    default:
      guard let category = QualificationCategory(rawValue: name) else {
        throw .unknownCategory(name)
      }
      return category
    }
  }

  private static func day(_ text: String?) throws(CatalogueUsageError) -> CalendarDate {
    let today = CalendarDate.today
    guard let text else { return today }
    guard let date = CalendarDate(iso8601: text), date.day != nil else { throw .notADay(text) }
    guard date <= today else { throw .future(date, today: today) }
    return date
  }

  private static func edition(
    of catalogue: Catalogue, _ options: CatalogueOptions, on date: CalendarDate
  ) throws(CatalogueUsageError) -> CatalogueEdition {
    let known = catalogue.editions.map(\.id)
    var asked: CatalogueEdition?
    if let id = options.edition {
      asked = catalogue.edition(id)
      if asked == nil { throw .unknownEdition(id, known: known) }
    }
    if options.asOf == nil, let asked { return asked }
    guard let inForce = catalogue.edition(on: date) else {
      throw .beforeTheFirst(date, first: catalogue.editions.first?.date ?? date)
    }
    if let asked, asked.id != inForce.id {
      throw .editionNotInForce(asked.id, on: date, inForce: inForce.id)
    }
    return inForce
  }

  // MARK: - Looking

  /// Whether an entry passes the filters, and for `show` and `find` is of the edition asked for.
  func admits(_ entry: Qualification) -> Bool {
    let departments = entry.departments + entry.organisers + entry.subItems.flatMap(\.departments)
    let part = options.department.map(fold)
    return (category.map { $0 == entry.category } ?? true)
      && (options.section.map { $0 == entry.section } ?? true)
      && (part.map { part in departments.contains { fold($0).contains(part) } } ?? true)
      && (namesEdition ? entry.edition == edition.id : true)
  }

  private var namesEdition: Bool { options.edition != nil || options.asOf != nil }

  /// One entry in every edition, or ended names.
  func entries(named name: String) throws -> CatalogueAnswer {
    let name = fold(name)
    guard !name.isEmpty else { throw UsageError.catalogue(.emptyQuery) }
    if name.utf8.allSatisfy({ $0 &- 0x30 < 10 }), let number = Int(name) {
      let entries = edition.qualifications.filter { $0.number == number && admits($0) }
      if entries.isEmpty {
        throw nothing(
          LocalizedText(
            zh: "\(edition.title)在所选范围内没有序号为 \(number) 的条目",
            en: "\(edition.title) has no entry number \(number) within the options given"))
      }
      return CatalogueAnswer(kind: .show, entries: entries)
    }
    let hits = catalogue.find(name)
    let exact = hits.filter { $0.match < .part }
    let nearest = exact.first?.match
    let best = exact.filter { $0.match == nearest }
    let named = best.compactMap(\.qualification)
    var entries: [Qualification] = []
    for entry in named + named.flatMap({ nearest == .name ? catalogue.line(of: $0) : [] })
    where !entries.contains(entry) && admits(entry) {
      entries.append(entry)
    }
    entries.sort { $0.edition > $1.edition }
    let lapses = isFiltered ? [] : best.flatMap(\.lapses)
    if entries.isEmpty, lapses.isEmpty { throw nothing(noEntry(name)) }
    return CatalogueAnswer(kind: .show, entries: entries, lapses: lapses)
  }

  func search(_ text: String) throws -> CatalogueAnswer {
    let text = fold(text)
    guard !text.isEmpty else { throw UsageError.catalogue(.emptyQuery) }
    let hits = catalogue.find(text)
    let entries = hits.compactMap(\.qualification).filter(admits)
    let lapses = isFiltered ? [] : hits.filter { $0.qualification == nil }.flatMap(\.lapses)
    if entries.isEmpty, lapses.isEmpty { throw nothing(noEntry(text)) }
    return CatalogueAnswer(kind: .find, entries: entries, lapses: lapses)
  }

  /// Ended names have no category, section or department.
  private var isFiltered: Bool {
    namesEdition || category != nil || options.section != nil || options.department != nil
  }

  // MARK: - Nothing found

  var noEntries: LocalizedText {
    LocalizedText(zh: "没有符合这些条件的条目", en: "no entry fits these conditions")
  }

  private func noEntry(_ name: String) -> LocalizedText {
    let hits = catalogue.find(name)
    if !hits.isEmpty, hits.allSatisfy({ !($0.qualification.map(admits) ?? !isFiltered) }) {
      return LocalizedText(
        zh: "“\(name)”不在所选范围内；去掉选项再查",
        en: "'\(name)' is not within the options given; try again without them")
    }
    let nearest = hits.first?.name ?? nearestName(to: name, in: catalogue.names)
    guard let nearest else {
      return LocalizedText(
        zh: "国家职业资格目录里没有“\(name)”", en: "the catalogue has nothing called '\(name)'")
    }
    return LocalizedText(
      zh: "国家职业资格目录里没有“\(name)”，是不是“\(nearest)”？",
      en: "the catalogue has nothing called '\(name)'; did you mean '\(nearest)'?")
  }

  /// Says on standard error that nothing was found; the exit status.
  func nothing(_ text: LocalizedText) -> ExitCode {
    complain("zhenglint: \(text[options.lang])")
    return ExitCode(ExitStatus.findings.rawValue)
  }

  // MARK: - Writing

  func write(_ answer: CatalogueAnswer) throws(UsageError) {
    var sink = OutputSink(STDOUT_FILENO)
    switch options.format {
    case .text:
      sink.write(CatalogueText(query: self, width: terminalWidth()).page(answer))
    case .json:
      sink.write(CatalogueJSON(query: self).document(answer))
    case .csv:
      sink.write(CatalogueCSV.table(answer, language: options.lang))
    }
    if let failure = sink.failure { throw .outputNotWritable(nil, failure) }
  }
}

/// Simplified characters of ordinary width without white space, as the catalogue is searched.
private func fold(_ text: String) -> String {
  String(
    String.UnicodeScalarView(text.unicodeScalars.compactMap(FoldTable.standard.legibleForm(of:))))
}
