import Testing
import ZhenglintCore
import ZhenglintEngine
import ZhenglintRules

/// What certificates say of themselves, against what people read off them (Fixtures/facts.tsv).
@Suite struct CertificateFactsTests {
  private static let linter = Fixtures.linter { $0.locatesFacts = true }

  /// By file, then by column; `nil` for what the certificate does not state.
  private static func expected() throws -> [String: [String: String]] {
    let table = String(decoding: try Fixtures.bytes("facts.tsv"), as: UTF8.self)
    let lines = table.split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    var facts: [String: [String: String]] = [:]
    for line in lines.dropFirst() {
      facts[line[0]] = Dictionary(uniqueKeysWithValues: zip(lines[0], line)).filter {
        $0.value != "-"
      }
    }
    return facts
  }

  private static func found(in file: String) throws -> (InputReport, [String: String]) {
    let report = linter.lint(bytes: try Fixtures.bytes("Certificates/" + file), path: file)
    let certificate = try #require(report.certificate)
    var values: [String: String] = [:]
    for fact in certificate.facts where values[fact.field] == nil {
      values[fact.field] = fact.value
    }
    values["title"] = certificate.title
    values["issuer"] = certificate.issuer
    values["date"] = certificate.issued?.description
    values["holder"] = certificate.hasHolder ? "yes" : "no"
    values["kind"] = certificate.issuerKind?.rawValue
    return (report, values)
  }

  /// Prints the table of what was read right, and asks for 95 % of the facts that standing rests on.
  @Test func mostFactsAreRight() throws {
    let expected = try Self.expected()
    #expect(try Set(expected.keys) == Set(Fixtures.certificates()))
    #expect(expected.count >= 80)
    var right: [String: Int] = [:]
    var misses: [String] = []
    let columns = [
      "title", "issuer", "date", "holder", "number", "qualification", "level", "url", "seal",
      "supervision", "kind",
    ]
    for (file, facts) in expected.sorted(by: { $0.key < $1.key }) {
      let (_, values) = try Self.found(in: file)
      for column in columns {
        // Two values that contradict each other are none.
        let wanted = facts[column].flatMap { $0.contains(";") ? nil : $0 }
        if values[column] == wanted {
          right[column, default: 0] += 1
        } else {
          misses.append("\(file) \(column): \(values[column] ?? "-"), not \(wanted ?? "-")")
        }
      }
    }
    print("| fact | right | of \(expected.count) |\n|---|---|---|")
    for column in columns {
      let count = right[column, default: 0]
      print("| \(column) | \(count) | \((1000 * count / expected.count + 5) / 10) % |")
    }
    print(misses.joined(separator: "\n"))
    for column in ["title", "issuer", "date"] {
      #expect(right[column, default: 0] * 100 >= expected.count * 95, "\(column)")
    }
  }

  /// The bytes of a fact are those that say it.
  @Test(arguments: try Fixtures.certificates())
  func factsStandWhereTheySay(file: String) throws {
    let (report, _) = try Self.found(in: file)
    let bytes = try Fixtures.bytes("Certificates/" + file)
    let encoding = try #require(report.encoding)
    for fact in report.certificate?.facts ?? [] {
      guard let location = fact.location, let value = fact.value else { continue }
      let slice = Array(bytes[location.bytes.start..<location.bytes.end])
      let text = try Fixtures.decode(slice, from: encoding)
      // A number or address stands as it is; titles and dates are brought to one form.
      if ["number", "url"].contains(fact.field), location.isExact,
        !text.contains("&"), !text.contains("<")
      {
        #expect(text.filter { !$0.isWhitespace } == value.filter { !$0.isWhitespace })
      }
      #expect(!text.isEmpty)
    }
  }

  // MARK: - What the caller states, and what contradicts itself

  private func report(
    _ text: String, _ change: (inout Linter.Options) -> Void = { _ in }
  ) -> InputReport {
    Fixtures.linter(change).lint(bytes: Array(text.utf8), path: "a.txt")
  }

  @Test func whatTheCallerStatesWins() throws {
    let text = "一级建造师职业资格证书\n发证机构：恒策建筑咨询有限公司\n发证日期：2023年1月1日"
    let own = try #require(report(text).certificate)
    #expect(own.standing == .catalogueNameOtherIssuer && own.issuerKind == .enterprise)
    let stated = try #require(
      report(text) {
        $0.stated.issuer = "住房和城乡建设部、人力资源和社会保障部"
        $0.stated.issued = CalendarDate(iso8601: "2019-05-01")
      }.certificate)
    #expect(stated.standing == .catalogue && stated.edition == "2017")
    #expect(stated.issued?.description == "2019-05-01")
    let titled = try #require(report(text) { $0.stated.title = "培训合格证书" }.certificate)
    #expect(titled.standing == .outsideCatalogue && titled.title == "培训合格证书")
  }

  @Test(arguments: [
    ("发证日期：2023年1月1日\n发证日期：2024年1月1日", "contradictory-dates"),
    ("发证机构：甲乙培训学校\n发证机构：丙丁咨询有限公司", "contradictory-issuers"),
    ("发证日期：2024年2月30日", "impossible-date"),
    ("发证日期：2026年12月1日", "issued-in-future"),
  ])
  func aFactThatCannotServeIsNoted(lines: String, code: String) throws {
    let report = report("培训合格证书\n\n\(lines)")
    #expect(report.notes.map(\.code).contains(code))
    #expect(report.status == .checked)
    let certificate = try #require(report.certificate)
    #expect(certificate.day.description == "2026-11-25")
  }

  @Test func theCallerSettlesAContradiction() {
    let text = "培训合格证书\n发证日期：2023年1月1日\n发证日期：2024年1月1日"
    let settled = report(text) { $0.stated.issued = CalendarDate(iso8601: "2024-01-01") }
    #expect(!settled.notes.map(\.code).contains("contradictory-dates"))
  }

  /// Without `asOf` the certificate's own day counts, and never a later one than `asOf`.
  @Test(
    arguments: [
      ("2018-01-01", nil, "2018-01-01", "2017"), ("2018-01-01", "2018-06-01", "2018-01-01", "2017"),
      ("2024-01-01", "2018-06-01", "2018-06-01", "2017"), ("2015-01-01", nil, "2015-01-01", nil),
    ] as [(String, String?, String, String?)])
  func theDayChoosesLawAndEdition(
    issued: String, asOf: String?, day: String, edition: String?
  ) throws {
    let report = report("培训合格证书\n发证日期：\(issued)") { options in
      if let asOf = asOf.flatMap({ CalendarDate(iso8601: $0) }) { options.asOf = asOf }
    }
    #expect(report.certificate?.day.description == day)
    #expect(report.certificate?.edition == edition)
  }
}
