import Testing
import ZhenglintCore
import ZhenglintReporting

@Suite struct WorkbookTests {
  /// The XML of every part of a workbook, by its name.
  private func parts(of book: [UInt8]) throws -> [String: String] {
    let box = try Sandbox()
    try box.write(book, to: Array("book.xlsx".utf8))
    let run = try box.shell(
      """
      python3 -c '
      import zipfile
      archive = zipfile.ZipFile("book.xlsx")
      assert archive.testzip() is None
      for name in archive.namelist():
        print(name, archive.read(name).decode().replace(chr(10), "⏎"))'
      """)
    #expect(run.error.isEmpty)
    let lines = run.output.split(separator: "\n").map { $0.split(separator: " ", maxSplits: 1) }
    return Dictionary(uniqueKeysWithValues: lines.map { (String($0[0]), String($0[1])) })
  }

  @Test func whatASheetCannotHoldGoesOnInTheNext() throws {
    var book = XLSXWriter(to: [UInt8](), rowLimit: 3)
    book.begin("发现", [SheetColumn("数", width: 9)])
    for number in 1...5 { book.row([.number(number)]) }
    book.finish()
    let parts = try parts(of: book.sink)
    let sheets = try (1...3).map { try #require(parts["xl/worksheets/sheet\($0).xml"]) }
    for (sheet, numbers) in zip(sheets, [[1, 2], [3, 4], [5]]) {
      #expect(sheet.contains(">数</t>"))
      for number in 1...5 {
        #expect(sheet.contains("<v>\(number)</v>") == numbers.contains(number))
      }
    }
    let workbook = try #require(parts["xl/workbook.xml"])
    for name in ["发现", "发现 2", "发现 3"] { #expect(workbook.contains("name=\"\(name)\"")) }
    #expect(excelRowLimit == 1 << 20)
  }

  @Test func aSheetOfManyBytesGoesOnInTheNext() throws {
    var book = XLSXWriter(to: [UInt8](), sizeLimit: 1 << 16)
    book.begin("a", [SheetColumn("b", width: 9)])
    for number in 0..<200 { book.row([.text(String(repeating: "\(number) ", count: 200))]) }
    book.finish()
    let parts = try parts(of: book.sink)
    let sheets = parts.filter { $0.key.hasPrefix("xl/worksheets/") }
    #expect(sheets.count > 1)
    for number in 0..<200 {
      #expect(sheets.count { $0.value.contains(">\(number) ") } == 1, "\(number)")
    }
  }

  @Test func textsAreEscapedAndCutToWhatACellHolds() throws {
    var book = XLSXWriter(to: [UInt8]())
    book.begin("a", [SheetColumn("b", width: 9)])
    book.row([.text("<b>&\u{1}_x0041_")])
    book.row([.text(String(repeating: "𠮷", count: 20_000))])
    book.row([.date(.init(year: 2024, month: 5)), .time("soon"), .none])
    book.finish()
    let sheet = try #require(try parts(of: book.sink)["xl/worksheets/sheet1.xml"])
    #expect(sheet.contains(">&lt;b&gt;&amp;_x0001__x005F_x0041_x005F_</t>"))
    let long = try #require(sheet.split(separator: ">").first { $0.hasPrefix("𠮷") })
    #expect(long.dropLast("</t".count).utf16.count <= 32_767)
    #expect(long.contains("…"))
    #expect(sheet.contains(">2024-05</t>") && sheet.contains(">soon</t>"))
  }

  @Test func equalContentsMakeEqualBytes() {
    func book() -> [UInt8] {
      var book = XLSXWriter(to: [UInt8]())
      book.begin("a", [SheetColumn("b", width: 9)])
      book.row([.text("国家")])
      book.finish()
      return book.sink
    }
    #expect(book() == book())
  }
}
