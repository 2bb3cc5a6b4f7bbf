import Testing
import ZhenglintCore
import ZhenglintReporting
import ZhenglintRules
import ZhenglintTestSupport

@testable import ZhenglintScan

@Suite struct ManifestTests {
  /// The rows of a manifest as `line path` or `line! message`.
  private func rows(_ text: String, _ format: ManifestFormat = .csv) throws -> [String] {
    try rows(Array(text.utf8), format)
  }

  private func rows(_ bytes: [UInt8], _ format: ManifestFormat = .csv) throws -> [String] {
    try entries(Manifest(bytes: bytes, format: format)).map { entry in
      switch entry {
      case .submission(let submission): "\(submission.line) \(submission.path)"
      case .fault(let fault): "\(fault.line)! \(fault.message.zh)"
      }
    }
  }

  private func entries(_ manifest: Manifest) -> [ManifestEntry] {
    var entries: [ManifestEntry] = []
    manifest.forEachEntry { entries.append($0) }
    return entries
  }

  private func submissions(_ text: String, _ format: ManifestFormat = .csv) throws -> [Submission] {
    try entries(Manifest(bytes: Array(text.utf8), format: format)).compactMap { entry in
      if case .submission(let submission) = entry { submission } else { nil }
    }
  }

  private func error(_ bytes: [UInt8], _ format: ManifestFormat = .csv) -> ManifestError? {
    do throws(ManifestError) {
      _ = try Manifest(bytes: bytes, format: format)
      return nil
    } catch {
      return error
    }
  }

  // MARK: - Columns

  private static let whole = Submission(
    line: 2, id: "007", path: "甲/a.html",
    facts: StatedFacts(
      title: "花艺师证书", issuer: "云洲市花艺行业协会", issuerKind: .association,
      issued: CalendarDate(year: 2024, month: 5, day: 1)),
    district: "云洲市",
    extra: [
      Submission.Column(name: "备注", value: "=1+1"), Submission.Column(name: "Batch", value: ""),
    ])

  @Test(arguments: [
    "备注,编号,路径,发证机构,机构类型,证书名称,发证日期,地区,Batch",
    "备注,申报编号,文件,颁证机构,机构类型,证书,日期,行政区划,Batch",
    "备注,id,path,issuer,issuer_kind,title,date,district,Batch",
    " 备注 ,Submission ID,FILE,Issuer,issuerKind,Certificate,ISSUED,District,Batch",
    "备注,submission_id,Path,ISSUER,Issuer Kind,title,issued, 地 区 ,Batch",
  ])
  func columnsHaveChineseAndEnglishNames(header: String) throws {
    let row = "=1+1,007,甲/a.html, 云洲市花艺行业协会 ,association,花艺师证书,2024-05-01,云洲市,"
    #expect(try submissions("\(header)\n\(row)\n") == [Self.whole])
  }

  @Test func aColumnMayBeMissingAndAValueEmpty() throws {
    #expect(
      try submissions("编号,路径,发证日期\n,a.txt,\n") == [Submission(line: 2, path: "a.txt")])
  }

  /// Names may be any bytes, spaces among them.
  @Test func aPathIsKeptAsWritten() throws {
    #expect(try submissions("path\n\" a \"\n").map(\.path) == [" a "])
  }

  @Test(arguments: IssuerKind.allCases)
  func kindsHaveTheWordsOfTheReports(kind: IssuerKind) throws {
    let names = [kind.rawValue, kind.rawValue.uppercased(), kind.name(in: .zh)]
    for name in names {
      #expect(
        try submissions("path,机构类型\na,\(name)\n").map(\.facts.issuerKind) == [kind], "\(name)")
    }
  }

  @Test(arguments: [
    ("2024-05-01", "2024-05-01"), ("2024年5月1日", "2024-05-01"), ("2024/5/1", "2024-05-01"),
    ("2024/5/1 0:00:00", "2024-05-01"), ("2024.05.01", "2024-05-01"), ("20240501", "2024-05-01"),
    ("二〇二四年五月一日", "2024-05-01"), ("２０２４年５月", "2024-05"), ("2024-05", "2024-05"),
    ("2024", "2024"), ("1 May 2024", "2024-05-01"),
  ])
  func datesAreReadAsOnCertificates(text: String, date: String) throws {
    #expect(
      try submissions("path,日期\na,\(text)\n").map { $0.facts.issued?.description } == [date])
  }

  @Test func unnamedColumnsCountOnlyWithAValue() throws {
    let submissions = try submissions("path,,\na,,\nb,x,\n")
    #expect(submissions.map(\.extra) == [[], [Submission.Column(name: "", value: "x")]])
  }

  // MARK: - CSV

  @Test func quotedValuesHoldAnything() throws {
    let text = "path,备注\r\n\"a,\"\"b\"\".txt\",\"一\r\n二\n三\r\"\r\nc.txt,\"\"\r\n"
    let submissions = try submissions(text)
    #expect(submissions.map(\.path) == ["a,\"b\".txt", "c.txt"])
    #expect(submissions.map(\.line) == [2, 6])
    #expect(submissions.map { $0.extra.map(\.value) } == [["一\r\n二\n三\r"], [""]])
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func lineEndsAreCounted(end: String) throws {
    let text = ["", "path", "a", "", "b"].joined(separator: end)
    #expect(try rows(text) == ["3 a", "5 b"])
  }

  @Test func emptyRowsAreLeftBySpreadsheets() throws {
    #expect(try rows("path,备注\na,\n,\n , \n,\"\"\n") == ["2 a"])
  }

  @Test(arguments: [
    ("a,1,2", "有 3 个值，第一行却有 2 列"), ("a", "有 1 个值，第一行却有 2 列"),
    (",甲", "没有路径"), ("\" \",甲", "没有路径"),
    ("a\"b,1", "没有加引号的值里有引号；整个值要加引号，值里的引号要写成两个"),
    ("\"a\"b,1", "引号闭合之后还有内容；值里的引号要写成两个"),
    ("\"a,1", "引号没有闭合"),
  ])
  func aBadRowIsNamedAndTheNextIsRead(row: String, message: String) throws {
    #expect(try rows("path,备注\n\(row)\nb,\n") == ["2! \(message)", "3 b"])
  }

  /// An odd quote takes in rows up to the next one; none of them may be lost.
  @Test func noRowIsSwallowedByAQuote() throws {
    #expect(
      try rows("path,备注\n\"a,1\nb,2\nc,\"3\"\nd,4\n") == [
        "2! 引号闭合之后还有内容；值里的引号要写成两个", "3 b", "4 c", "5 d",
      ])
  }

  @Test func everythingWrongWithARowIsSaid() throws {
    let text = "编号,path,机构类型,日期\n1,a,,\n1,a,社团,2024-02-30\n"
    #expect(
      try rows(text) == [
        "2 a",
        "3! 没有“社团”这种机构类型，可以用：association、society、enterprise、institution、school、"
          + "state-organ、catalogue-body；“2024-02-30”不是日期；请写历法中有的日子，如 2024-05-01；"
          + "路径“a”与第 2 行相同；编号“1”与第 2 行相同",
      ])
  }

  /// Nobody can tell days from 1900 and days from 1904.
  @Test func theDayNumbersOfSpreadsheetsAreNoDates() throws {
    #expect(
      try rows("path,日期\na,45413\nb,昨天\n") == [
        "2! “45413”不是日期；若是电子表格的日期序号，请把这一列设成日期格式再导出",
        "3! “昨天”不是日期；请写历法中有的日子，如 2024-05-01",
      ])
  }

  @Test func equivalentNamesAreTwoFiles() throws {
    #expect(try rows("path\n\u{E9}.txt\ne\u{301}.txt\n").count { !$0.contains("!") } == 2)
  }

  // MARK: - Encodings

  private static let gb18030: [UInt8] =
    // 路径,发证机构\n甲.txt,云洲市花艺行业协会\n
    [0xC2, 0xB7, 0xBE, 0xB6, 0x2C, 0xB7, 0xA2, 0xD6, 0xA4, 0xBB, 0xFA, 0xB9, 0xB9, 0x0A]
    + [0xBC, 0xD7, 0x2E, 0x74, 0x78, 0x74, 0x2C, 0xD4, 0xC6, 0xD6, 0xDE, 0xCA, 0xD0]
    + [0xBB, 0xA8, 0xD2, 0xD5, 0xD0, 0xD0, 0xD2, 0xB5, 0xD0, 0xAD, 0xBB, 0xE1, 0x0A]

  @Test func everyEncodingReadsTheSame() throws {
    let text = "路径,发证机构\n甲.txt,云洲市花艺行业协会\n"
    let utf8 = Array(text.utf8)
    let utf16 = text.utf16.reduce(into: [0xFF, 0xFE] as [UInt8]) {
      $0 += [UInt8($1 & 0xFF), UInt8($1 >> 8)]
    }
    for (bytes, encoding) in [
      (utf8, "UTF-8"), ([0xEF, 0xBB, 0xBF] + utf8, "UTF-8"), (utf16, "UTF-16LE"),
      (Self.gb18030, "GB18030"),
    ] {
      let manifest = try Manifest(bytes: bytes, format: .csv)
      #expect(manifest.encoding == encoding)
      #expect(manifest.notes.isEmpty)
      #expect(
        entries(manifest) == [
          .submission(
            Submission(line: 2, path: "甲.txt", facts: StatedFacts(issuer: "云洲市花艺行业协会")))
        ])
    }
  }

  @Test func aRowWithInvalidBytesIsAFault() throws {
    let bytes = Array("路径,备注\n甲,乙乙乙乙乙乙\n".utf8) + [0x61, 0xFF, 0x2C, 0x0A] + Array("丙,丁\n".utf8)
    #expect(try rows(bytes) == ["2 甲", "3! 有无法解码的字节；请另存为 UTF-8", "4 丙"])
    // Somebody's name may hold the mark itself.
    #expect(try rows("path\na\u{FFFD}\n") == ["2 a\u{FFFD}"])
  }

  // MARK: - JSON Lines

  @Test func linesOfJSONAreRows() throws {
    let text = """
      {"备注": "=1+1", "id": "007", "path": "甲/a.html", "issuer": "云洲市花艺行业协会", \
      "issuerKind": "协会", "title": "花艺师证书", "date": "2024年5月1日", "地区": "云洲市", "Batch": null}
      """
    #expect(try submissions("\n" + text, .jsonl) == [Self.whole])
  }

  @Test func valuesOfJSONAreKeptAsWritten() throws {
    let text = #"""
      {"path": "a\u56fd\"\\.txt", "n": 12345678901234567890.10, "b": true, "o": {"x": [1, "}"]}, "é\n": " "}
      """#
    let submission = try #require(try submissions(text, .jsonl).first)
    #expect(submission.path == "a国\"\\.txt")
    #expect(submission.extra.map(\.name) == ["n", "b", "o", "é"])
    #expect(
      submission.extra.map(\.value) == [
        "12345678901234567890.10", "true", #"{"x": [1, "}"]}"#, " ",
      ])
  }

  @Test(arguments: [
    ("{", "这一行不是 JSON 对象"), ("[]", "这一行不是 JSON 对象"), ("null", "这一行不是 JSON 对象"),
    (#"{"path": "a",}"#, "这一行不是 JSON 对象"), (#"{"path": "a"} x"#, "这一行不是 JSON 对象"),
    (#"{"path": "a", "n": 01}"#, "这一行不是 JSON 对象"),
    (#"{"path": "a", "n": "\q"}"#, "这一行不是 JSON 对象"),
    (#"{"path": "a", "n": "\ud800"}"#, "这一行不是 JSON 对象"),
    (#"{"n": "1"}"#, "没有路径"), (#"{"path": null, "n": 1}"#, "没有路径"),
    (#"{"path": ["a"]}"#, "“path”应当是一个值"),
    (#"{"path": "a\u0000"}"#, "路径里有空字符"),
    (#"{"path": "a", "文件": "b"}"#, "有两项是同一项：“path”和“文件”"),
    (#"{"path": "a", "n": 1, "N": 2}"#, "有两项是同一项：“n”和“N”"),
  ])
  func aBadLineOfJSONIsNamedAndTheNextIsRead(line: String, message: String) throws {
    #expect(try rows("\(line)\r\n{\"path\": \"b\"}", .jsonl) == ["1! \(message)", "2 b"])
  }

  // MARK: - Whatever stands before it

  /// Quotes, line ends and commas in any order cost no other row.
  @Test func aGoodRowIsReadBehindAnything() throws {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<2000 {
      let length = Int(generator.next() % 24)
      let noise = (0..<length).map { _ in generator.one(of: ["\"", ",", "\n", "\r", "国", "a"]) }
      let text = "path,x\n" + noise.joined() + "\nz.txt,\n"
      let last = try #require(try rows(text).last)
      #expect(last.hasSuffix(" z.txt") && !last.contains("!"), "\(text.debugDescription)")
    }
  }

  @Test func everyLineOfJSONHasOneEntry() throws {
    let line = Array(#"{"path": "a\u56fd", "n": -1.5e3, "o": [{"x": null}, "}"], "t": true}"#.utf8)
    var lines = line.indices.map { Array(line[..<$0]) }.dropFirst()
    for index in line.indices {
      for byte in "\"\\{}[],:0 e".utf8 {
        var changed = line
        changed[index] = byte
        lines.append(changed)
      }
    }
    for line in lines {
      let rows = try rows(line + Array("\n{\"path\": \"z\"}".utf8), .jsonl)
      #expect(rows.count == 2 && rows.last == "2 z", "\(String(decoding: line, as: UTF8.self))")
    }
  }

  // MARK: - No manifest

  @Test func whatIsNoManifestIsRefused() {
    #expect(error([]) == .empty)
    #expect(error([0xEF, 0xBB, 0xBF, 0x0A]) == .empty)
    #expect(error(Array("\n".utf8), .jsonl) == .empty)
    #expect(error(Array(",,\n".utf8)) == .empty)
    #expect(error([0x50, 0x4B, 0x03, 0x04, 0x14, 0x00]) == .notText)
    #expect(error(Array("path\n\u{0}\n".utf8)) == .notText)
    #expect(error(Array("编号,备注\n1,2\n".utf8)) == .noPathColumn(found: ["编号", "备注"]))
    #expect(error(Array("path,文件\na,b\n".utf8)) == .twoColumns("path", "文件"))
    #expect(error(Array("path,备注, 备 注\n".utf8)) == .twoColumns("备注", "备 注"))
    guard case .header(line: 2, _)? = error(Array("\npa\"th\n".utf8)) else {
      Issue.record("a header with a bad quote is none")
      return
    }
  }

  @Test func theNameTellsTheFormat() {
    #expect(ManifestFormat(fileName: "清单.CSV") == .csv)
    #expect(ManifestFormat(fileName: "a.b/c.jsonl") == .jsonl)
    for name in ["清单.xlsx", "csv", "", "a."] { #expect(ManifestFormat(fileName: name) == nil) }
  }
}
