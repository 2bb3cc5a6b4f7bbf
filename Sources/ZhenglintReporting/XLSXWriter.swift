package import ZhenglintCore

/// What a cell of a workbook holds.
package enum SheetCell: Hashable, Sendable {
  /// Always a text, never a formula.
  case text(String)
  case number(Int)
  /// A month or a year without its day is written as a text.
  case date(CalendarDate)
  /// ISO 8601, UTC, to the second.
  case time(String)
  case none

  package static func text(_ text: String?) -> SheetCell { text.map { .text($0) } ?? .none }
  package static func date(_ date: CalendarDate?) -> SheetCell { date.map { .date($0) } ?? .none }
  package static func number(_ number: Int?) -> SheetCell { number.map { .number($0) } ?? .none }
}

/// A column of a sheet.
package struct SheetColumn: Sendable {
  package var title: String
  /// In characters of the standard font; a Chinese one takes two.
  package var width: Int

  package init(_ title: String, width: Int) {
    self.title = title
    self.width = width
  }
}

/// "Total number of rows on a worksheet": Excel specifications and limits.
package let excelRowLimit = 1_048_576

/// Writes a workbook (ECMA-376, "Office Open XML") row by row; nothing but the current row is kept.
///
/// Each sheet has a header that stays in view and filters. One that Excel could not hold whole is
/// continued on another, with the same header. Texts are inline: a table of shared ones would have to
/// be kept.
package struct XLSXWriter<Sink: ByteSink> {
  /// Where the bytes go.
  package var sink: Sink { zip.sink }

  private struct Sheet {
    let name: String
    let columns: [SheetColumn]
    /// The rows of the sheet, its header among them.
    var rows = 0
  }

  private var zip: ZIPWriter<Sink>
  private var sheets: [Sheet] = []
  /// Of the sheet that is open; after a continuation the name without its number.
  private var title = ""
  private var part = 1
  private var xml: [UInt8] = []
  /// Bytes of the open sheet.
  private var sheetSize = 0
  private let rowLimit: Int
  private let sizeLimit: Int

  /// - Parameters:
  ///   - sink: Where the bytes go.
  ///   - rowLimit: The most rows of a sheet; Excel's own limit where absent.
  ///   - sizeLimit: The most bytes of a sheet's XML.
  package init(to sink: Sink, rowLimit: Int = excelRowLimit, sizeLimit: Int = 2 << 30) {
    zip = ZIPWriter(sink)
    self.rowLimit = rowLimit
    self.sizeLimit = sizeLimit
  }

  /// Begins a sheet; the one before is ended.
  ///
  /// - Parameters:
  ///   - title: At most 27 characters, without `[ ] : * ? / \`.
  ///   - columns: Those of every row.
  package mutating func begin(_ title: String, _ columns: [SheetColumn]) {
    endSheet()
    self.title = title
    part = 1
    openSheet(named: title, columns)
  }

  package mutating func row(_ cells: [SheetCell]) {
    guard let sheet = sheets.last else { return }
    if sheet.rows >= rowLimit || sheetSize >= sizeLimit {
      endSheet()
      part += 1
      openSheet(named: "\(title) \(part)", sheet.columns)
    }
    put(cells)
  }

  /// Ends the workbook.
  package mutating func finish() {
    endSheet()
    for (name, text) in parts() {
      zip.begin(name)
      zip.write(Array(text.utf8))
    }
    zip.finish()
  }

  // MARK: - Sheets

  private mutating func openSheet(named name: String, _ columns: [SheetColumn]) {
    sheets.append(Sheet(name: name, columns: columns))
    sheetSize = 0
    zip.begin("xl/worksheets/sheet\(sheets.count).xml")
    add(Self.prologue)
    add("<worksheet xmlns=\"\(Self.main)\"><sheetViews><sheetView workbookViewId=\"0\">")
    add("<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>")
    add("</sheetView></sheetViews><cols>")
    for (number, column) in columns.enumerated() {
      add("<col min=\"\(number + 1)\" max=\"\(number + 1)\" width=\"\(column.width)\" ")
      add("customWidth=\"1\"/>")
    }
    add("</cols><sheetData>")
    put(columns.map { .text($0.title) }, style: 1)
  }

  private mutating func endSheet() {
    guard let sheet = sheets.last, sheetSize > 0 || !xml.isEmpty else { return }
    add("</sheetData><autoFilter ref=\"\(range(of: sheet, isAbsolute: false))\"/></worksheet>")
    flush()
    sheetSize = 0
  }

  private func range(of sheet: Sheet, isAbsolute: Bool) -> String {
    let (last, rows) = (Self.name(ofColumn: sheet.columns.count - 1), max(1, sheet.rows))
    return isAbsolute ? "$A$1:$\(last)$\(rows)" : "A1:\(last)\(rows)"
  }

  /// Letters: A to Z, then AA and so on.
  private static func name(ofColumn number: Int) -> String {
    let letter = String(UnicodeScalar(UInt8(65 + number % 26)))
    return number < 26 ? letter : name(ofColumn: number / 26 - 1) + letter
  }

  // MARK: - Cells

  private mutating func put(_ cells: [SheetCell], style: Int = 0) {
    sheets[sheets.count - 1].rows += 1
    let row = sheets[sheets.count - 1].rows
    add("<row r=\"\(row)\">")
    for (number, cell) in cells.enumerated() {
      put(cell, at: "\(Self.name(ofColumn: number))\(row)", style: style)
    }
    add("</row>")
    if xml.count >= chunkSize { flush() }
  }

  private mutating func put(_ cell: SheetCell, at place: String, style: Int) {
    switch cell {
    case .none, .text(""): return
    case .number(let number): add("<c r=\"\(place)\"><v>\(number)</v></c>")
    case .date(let date):
      guard let days = date.serialNumber else {
        return put(.text(date.description), at: place, style: style)
      }
      add("<c r=\"\(place)\" s=\"2\"><v>\(days)</v></c>")
    case .time(let text):
      guard let time = SerialTime(text) else { return put(.text(text), at: place, style: style) }
      add("<c r=\"\(place)\" s=\"3\"><v>\(time.days)</v></c>")
    case .text(let text):
      add("<c r=\"\(place)\" s=\"\(style)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">")
      addEscaped(text)
      add("</t></is></c>")
    }
  }

  private mutating func add(_ markup: String) { xml.append(contentsOf: markup.utf8) }

  /// Appends a text; what XML does not allow, or Excel takes for an escape of its own, is escaped as
  /// Excel does (`_x0001_`).
  private mutating func addEscaped(_ text: String) {
    guard !Self.isPlain(text) else { return add(text) }
    // In UTF-16 code units.
    var room = Self.textLimit
    let hasEscapes = text.contains("_x")
    for scalar in text.unicodeScalars {
      room -= scalar.utf16.count
      guard room > 0 else { return add("…") }
      switch scalar {
      case "&": add("&amp;")
      case "<": add("&lt;")
      case ">": add("&gt;")
      case "_" where hasEscapes: add("_x005F_")
      case "\t", "\n": xml.append(UInt8(ascii: scalar))
      case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}":
        let digits = String(scalar.value, radix: 16, uppercase: true)
        add("_x" + String(repeating: "0", count: 4 - digits.count) + digits + "_")
      default: xml.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
  }

  /// Whether a text, as nearly all, needs neither escapes nor a cut.
  private static func isPlain(_ text: String) -> Bool {
    guard text.utf8.count < textLimit else { return false }
    var last: UInt8 = 0
    for byte in text.utf8 {
      switch byte {
      case 0..<0x20, UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "_"):
        return false
      // U+FFC0 to U+FFFF, of which XML does not allow the last two.
      case 0xBF where last == 0xEF: return false
      default: last = byte
      }
    }
    return true
  }

  /// "Total number of characters that a cell can contain": Excel specifications and limits.
  private static var textLimit: Int { 32_767 }

  private mutating func flush() {
    sheetSize += xml.count
    zip.write(xml)
    xml.removeAll(keepingCapacity: true)
  }
}

// MARK: - What names the sheets

extension XLSXWriter {
  private static var prologue: String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  }
  private static var main: String { "http://schemas.openxmlformats.org/spreadsheetml/2006/main" }
  private static var relations: String {
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  }
  private static var package: String { "http://schemas.openxmlformats.org/package/2006" }
  private static var types: String { "application/vnd.openxmlformats-officedocument.spreadsheetml" }

  /// Every part but the sheets, in order.
  private func parts() -> [(name: String, text: String)] {
    [
      ("xl/workbook.xml", workbook()), ("xl/styles.xml", Self.prologue + styles),
      ("xl/_rels/workbook.xml.rels", workbookRelations()),
      (
        "_rels/.rels",
        """
        \(Self.prologue)<Relationships xmlns="\(Self.package)/relationships">\
        <Relationship Id="rId1" Type="\(Self.relations)/officeDocument" Target="xl/workbook.xml"/>\
        </Relationships>
        """
      ),
      ("[Content_Types].xml", contentTypes()),
    ]
  }

  private func workbook() -> String {
    var text = Self.prologue
    text += "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.relations)\">"
    text += "<bookViews><workbookView/></bookViews><sheets>"
    for (index, sheet) in sheets.enumerated() {
      text += "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\" r:id=\"rId\(index + 1)\"/>"
    }
    text += "</sheets><definedNames>"
    for (index, sheet) in sheets.enumerated() {
      // Excel looks for the range of a filter here.
      text += "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"\(index)\" hidden=\"1\">"
      text += "'\(sheet.name)'!\(range(of: sheet, isAbsolute: true))</definedName>"
    }
    return text + "</definedNames></workbook>"
  }

  private func workbookRelations() -> String {
    var text = "\(Self.prologue)<Relationships xmlns=\"\(Self.package)/relationships\">"
    for number in 1...max(1, sheets.count) {
      text += "<Relationship Id=\"rId\(number)\" Type=\"\(Self.relations)/worksheet\" "
      text += "Target=\"worksheets/sheet\(number).xml\"/>"
    }
    text += "<Relationship Id=\"rId\(sheets.count + 1)\" Type=\"\(Self.relations)/styles\" "
    return text + "Target=\"styles.xml\"/></Relationships>"
  }

  private func contentTypes() -> String {
    var text = "\(Self.prologue)<Types xmlns=\"\(Self.package)/content-types\">"
    text += "<Default Extension=\"rels\" "
    text += "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    text += "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    text += "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(Self.types).sheet.main+xml\"/>"
    text += "<Override PartName=\"/xl/styles.xml\" ContentType=\"\(Self.types).styles+xml\"/>"
    for number in 1...max(1, sheets.count) {
      text += "<Override PartName=\"/xl/worksheets/sheet\(number).xml\" "
      text += "ContentType=\"\(Self.types).worksheet+xml\"/>"
    }
    return text + "</Types>"
  }

  /// Cell formats by their numbers: 0 as it is, 1 a header, 2 a day, 3 a point in time.
  private var styles: String {
    """
    <styleSheet xmlns="\(Self.main)"><numFmts count="2">\
    <numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>\
    <numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>\
    <fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>\
    <font><b/><sz val="11"/><name val="Calibri"/></font></fonts>\
    <fills count="3"><fill><patternFill patternType="none"/></fill>\
    <fill><patternFill patternType="gray125"/></fill>\
    <fill><patternFill patternType="solid"><fgColor rgb="FFE7EBF0"/></patternFill></fill></fills>\
    <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
    <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
    <cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
    <xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/>\
    <xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
    <xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>\
    <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>\
    </styleSheet>
    """
  }
}

// MARK: - Serial numbers

extension CalendarDate {
  /// Days since 30 December 1899, as spreadsheets count; `nil` without a day, or before March 1900,
  /// where they count a 29 February that there never was.
  fileprivate var serialNumber: Int? {
    guard let month, let day, (year, month) >= (1900, 3) else { return nil }
    // Years begin in March, so that the leap day is the last of its year.
    let shifted = month > 2 ? year : year - 1
    let monthFromMarch = (month + 9) % 12
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    let daysFromYearZero = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear
    return daysFromYearZero - 693_899
  }
}

/// A point in time as spreadsheets count.
private struct SerialTime {
  let days: Double

  /// - Parameter text: `2026-11-26T22:16:25Z`.
  init?(_ text: String) {
    let halves = text.split(separator: "T")
    guard halves.count == 2, let days = CalendarDate(iso8601: String(halves[0]))?.serialNumber
    else { return nil }
    let clock = halves[1].dropLast().split(separator: ":").compactMap { Int($0) }
    guard halves[1].last == "Z", clock.count == 3 else { return nil }
    self.days = Double(days) + Double(clock[0] * 3600 + clock[1] * 60 + clock[2]) / 86_400
  }
}
