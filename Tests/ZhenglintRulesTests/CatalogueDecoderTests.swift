import Testing
import ZhenglintCatalogue
import ZhenglintCore
import ZhenglintRules

@Suite struct EmbeddedCatalogueTests {
  let catalogue: Catalogue

  init() throws {
    catalogue = try Catalogue.embedded()
  }

  /// The official figures, as the announcements of both editions give them.
  @Test(arguments: [
    ("2017", 140, [36, 23, 5, 76]), ("2021", 72, [33, 26, 13, 0]),
  ])
  func theEditionsHaveTheOfficialNumberOfEntries(id: String, all: Int, parts: [Int]) throws {
    let edition = try #require(catalogue.edition(id))
    let counted = CatalogueSection.allCases.flatMap { section in
      QualificationCategory.allCases.map { category in
        edition.qualifications.count { $0.section == section && $0.category == category }
      }
    }
    let stated = CatalogueSection.allCases.flatMap { section in
      QualificationCategory.allCases.map { edition.totals.parts[section]?[$0] ?? 0 }
    }
    #expect(counted == parts)
    #expect(stated == parts)
    #expect(edition.qualifications.count == all)
    #expect(edition.totals.all == all)
    for section in CatalogueSection.allCases {
      let numbers = edition.qualifications.filter { $0.section == section }.map(\.number)
      #expect(numbers == Array(1...numbers.count))
    }
  }

  @Test func theHeadsAreThoseOfTheAnnouncements() throws {
    let (first, second) = (catalogue.editions[0], catalogue.editions[1])
    #expect(catalogue.editions.map(\.id) == ["2017", "2021"])
    #expect([first.number, second.number] == ["人社部发〔2017〕68号", nil])
    #expect([first.date, second.date].map(\.description) == ["2017-09-12", "2021-11-23"])
    #expect(first.until == second.date)
    #expect(second.until == nil)
    #expect(first.recalled == ["date"])
  }

  @Test func everyEntrySaysWhereItWasRead() {
    for entry in catalogue.editions.flatMap(\.qualifications) {
      for field in ["name", "number", "category", "departments"] {
        #expect(entry.provenance[field]?.isEmpty == false, "\(entry.name): \(field)")
      }
      if entry.edition == "2017" { #expect(entry.isRecalled("departments"), "\(entry.name)") }
    }
  }

  /// What is in the first edition is in the second, under some name, or it ended.
  @Test func nothingLeavesWithoutAnEnd() {
    for entry in catalogue.editions[0].qualifications {
      let line = catalogue.line(of: entry).map(\.edition)
      let ended = catalogue.lapses(of: entry).contains { $0.under == nil }
      #expect((line == ["2021", "2017"]) != ended, "\(entry.name)")
    }
    let new = catalogue.editions[1].qualifications.filter { catalogue.line(of: $0).count == 1 }
    let joined = catalogue.changes.filter { $0.kind == .joined && $0.under == nil }
    #expect(Set(new.map(\.name)) == Set(joined.compactMap(\.new)))
  }

  @Test(arguments: [
    ("会计从业资格", "2017-11-04", false), ("人力资源服务人员", "2020-09-30", false),
    ("餐饮服务人员", "2020-12-31", true), ("出入境检疫处理人员资格", "2021-11-22", false),
    ("乡村兽医", "2021-11-22", false), ("咖啡师", "2016-01-20", true),
    ("心理咨询师", "2017-09-12", true),
  ])
  func aNameEnded(name: String, until: String, isRecalled: Bool) throws {
    let lapse = try #require(catalogue.lapses.first { $0.name == name })
    #expect(lapse.until.description == until)
    #expect(lapse.isRecalled == isRecalled)
  }

  @Test func theSkillEntriesOf2020AreSeventyThree() {
    let left = catalogue.lapses.filter {
      $0.document == "人社厅发〔2020〕80号" && $0.under == nil
    }
    #expect(left.count == 73)
  }

  @Test func anEntryWithoutBasisIsNoEnd() throws {
    #expect(!catalogue.lapses.contains { $0.name == "家畜繁殖员" })
    #expect(catalogue.events.contains { $0.names == ["家畜繁殖员"] })
  }
}

@Suite struct CatalogueDecoderTests {
  private static let edition = """
    edition: 2017
    title: 目录
    number: 〔2017〕1号
    issuer: 部
    date: 2017-09-12
    recalled: [date]
    totals: { all: 2, professional-access: 1, professional-level-evaluation: 0, skill-access: 0, skill-level-evaluation: 1 }
    sources: { A: 某处 }
    provenance-sets: { P1: { name: A, number: A, category: A, departments: recalled } }
    entries:
      - { number: 1, section: professional, name: 甲资格, category: access, departments: [部], provenance: P1 }
      - { number: 1, section: skill, name: 乙人员, category: level-evaluation, sub-items: [丙工], departments: [部], provenance: { name: A, number: A, category: A, departments: A, sub-items: A } }
    """
  private static let changes = """
    sources: { A: 某处 }
    cancellations:
      - { id: batch-1, date: 2014-07-22, document: 〔2014〕1号, items: 1, names: [丁师], provenance: { date: recalled } }
    ends:
      - { names: [丙工], under: 乙人员, until: 2020-12-31, event: { zh: 退出, en: left }, provenance: A }
    changes:
      - { kind: returned, edition: 2017, old: 丁师, new: 甲资格, provenance: A }
    """
  private static let bodies = """
    local-endings: [局]
    places: [市]
    assessment-endings: [鉴定站]
    outsiders: [公司]
    prefixes: [中国]
    provenance: recalled
    bodies:
      - { departments: [部], names: [大部] }
    """

  private static func decode(
    edition: String = edition, changes: String = changes, bodies: String = bodies
  ) throws -> Catalogue {
    try CatalogueDecoder.decode(
      [("C/2017.yml", edition), ("C/bodies.yml", bodies), ("C/changes.yml", changes)].map {
        EmbeddedRules.File(path: $0.0, bytes: Array($0.1.utf8))
      })
  }

  @Test func everyPartIsRead() throws {
    let catalogue = try Self.decode()
    let (first, second) = (
      catalogue.editions[0].qualifications[0], catalogue.editions[0].qualifications[1]
    )
    #expect(first.isRecalled("departments") && !first.isRecalled("name"))
    #expect(second.subItems.map(\.name) == ["丙工"])
    #expect(first.isImplemented(by: "大部"))
    #expect(catalogue.lapses.map(\.name) == ["丁师", "丙工"])
    #expect(catalogue.lapses.map(\.isRecalled) == [true, false])
    #expect(catalogue.mentions(in: "丁师证").first?.qualifications.map(\.name) == ["甲资格"])
  }

  /// A piece of a file, what to write instead (`▸` marks the place of the error), and the message
  /// without its place.
  @Test(arguments: [
    ("all: 2", "all: ▸3", "“all”写 3 项，实际列出 2 项"),
    ("skill-access: 0", "skill-access: ▸1", "“skill-access”写 1 项，实际列出 0 项"),
    ("name: 甲资格", "▸nmae: 甲资格", "未知的键“nmae”，是否为“name”？"),
    ("category: access", "category: ▸acess", "未知的资格类别“acess”，是否为“access”？"),
    ("section: professional", "section: ▸other", "未知的目录部分“other”，可用：professional、skill"),
    ("name: 乙人员", "name: ▸甲资格", "目录条目“甲资格”重复，首次出现于 C/2017.yml:11:47"),
    ("{ number: 1, section: skill", "{ number: ▸x, section: skill", "“x”不合要求：应为不小于 0 的整数"),
    (
      "{ number: 1, section: skill", "{ number: ▸1, section: professional",
      "目录条目“professional 1”重复，首次出现于 C/2017.yml:11:15"
    ),
    ("provenance: P1", "provenance: ▸P2", "未知的出处“P2”，可用：P1"),
    (
      "{ name: A, number: A, category: A, departments: A, sub-items: A }",
      "▸{ name: A, number: A, category: A, departments: A }", "缺少键“sub-items”"
    ),
    ("[部], provenance: P1", "[▸厅], provenance: P1", "未知的实施部门“厅”，可用：部"),
    ("date: 2017-09-12", "date: ▸2017-09", "“2017-09”不合要求：日期应写作 YYYY-MM-DD"),
    ("recalled: [date]", "recalled: [▸day]", "未知的事实“day”，可用：title、number、issuer、date"),
    ("issuer: 部", "issuer: 部\n▸}", "YAML 语法错误："),
    ("names: [丙工]", "names: [▸丙员]", "未知的目录条目“丙员”，可用：丙工"),
    ("under: 乙人员", "under: ▸乙", "未知的目录条目“乙”，可用：甲资格、乙人员"),
    ("old: 丁师", "old: ▸戊师", "未知的目录条目“戊师”，可用：丁师"),
    ("edition: 2017, old", "edition: ▸2016, old", "未知的目录版本“2016”，是否为“2017”？"),
    ("kind: returned", "kind: ▸gone", "未知的变动“gone”，可用：joined、renamed、changed、returned"),
    ("names: [大部]", "▸nmes: [大部]", "未知的键“nmes”，是否为“names”？"),
    ("{ departments: [部]", "{ departments: [部, ▸部]", "实施部门“部”重复，首次出现于 C/bodies.yml:8:21"),
  ])
  func aFaultIsNamedWithItsPlace(piece: String, marked: String, message: String) throws {
    let files = [("2017", Self.edition), ("changes", Self.changes), ("bodies", Self.bodies)]
    let index = try #require(files.firstIndex { $0.1.contains(piece) })
    let lines = files[index].1.replacing(piece, with: marked, maxReplacements: 1)
      .split(separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(lines.firstIndex { $0.contains("▸") })
    let column = lines[line].prefix { $0 != "▸" }.unicodeScalars.count
    var texts = files.map(\.1)
    texts[index] = lines.joined(separator: "\n").replacing("▸", with: "")

    let error = try #require(throws: RulePackError.self) {
      try Self.decode(edition: texts[0], changes: texts[1], bodies: texts[2])
    }
    let place = "C/\(files[index].0).yml:\(line + 1):\(column + 1)"
    #expect(error.message.zh.hasPrefix("\(place): \(message)"), "\(error.message.zh)")
  }

  @Test func bytesThatAreNoTextAreAFault() throws {
    let error = try #require(throws: RulePackError.self) {
      try CatalogueDecoder.decode([EmbeddedRules.File(path: "2017.yml", bytes: [0x61, 0x0A, 0xFF])])
    }
    #expect(error.message.zh == "2017.yml:2:1: 不是有效的 UTF-8")
  }

  @Test func twoEditionsOfOneNameAreAFault() throws {
    let error = try #require(throws: RulePackError.self) {
      try CatalogueDecoder.decode(
        ["a.yml", "b.yml"].map {
          EmbeddedRules.File(
            path: $0, bytes: Array(Self.edition.utf8))
        })
    }
    #expect(error.message.en == "b.yml:1:10: duplicate edition “2017”, first at a.yml:1:10")
  }
}
