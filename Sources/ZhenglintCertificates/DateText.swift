internal import ZhenglintCore

/// A date as it is written in a text.
struct DateText: Sendable {
  enum Reading: Hashable, Sendable {
    case date(CalendarDate)
    /// Written like a date, but in no calendar: 2024年2月30日.
    case impossible
  }

  var reading: Reading
  /// Indices of its glyphs.
  var indices: Range<Int>

  /// Whether a date may begin with a character: most do not, and this is quick to tell.
  static func mayBegin(with glyph: Glyph) -> Bool { DateScanner.mayBegin(with: glyph) }

  /// Whether a date may end with a character.
  static func mayEnd(with glyph: Glyph) -> Bool {
    switch glyph.scalar {
    case "年", "月", "日", "号": true
    default: glyph.isDigit
    }
  }

  /// The first date at or after the start of the text.
  init?(firstIn text: ArraySlice<Glyph>) {
    var index = text.startIndex
    while index < text.endIndex {
      guard DateScanner.mayBegin(with: text[index]) else {
        index += 1
        continue
      }
      if let date = DateText(at: index, in: text) {
        self = date
        return
      }
      // A number is read whole or not at all: 12024 holds no year.
      let isDigit = text[index].isDigit
      index += 1
      while isDigit, index < text.endIndex, text[index].isDigit { index += 1 }
    }
    return nil
  }

  /// The date that begins at `start`.
  init?(at start: Int, in text: ArraySlice<Glyph>) {
    guard start < text.endIndex, DateScanner.mayBegin(with: text[start]) else { return nil }
    var scanner = DateScanner(text: text, index: start)
    guard let (year, month, day) = scanner.date() else { return nil }
    indices = start..<scanner.index
    reading =
      CalendarDate(year: year, month: month, day: day).map(Reading.date) ?? .impossible
  }

  /// The date that is all of the text, but for marks, brackets and the time of day behind it.
  init?(all text: ArraySlice<Glyph>) {
    let text = text.trimmed
    guard let first = text.first, let date = DateText(at: text.startIndex, in: text),
      first.scalar != "-"
    else { return nil }
    let rest = text[date.indices.upperBound...]
    guard
      rest.allSatisfy({
        $0.isDigit || $0.isColon || $0.isOuterMark || $0.scalar == "T"
          || $0.scalar == "Z" || $0.scalar == "+"
      }) || rest.first?.isOpeningBracket == true || rest.starts(with: "星期")
    else { return nil }
    // 2024-01-01/2026-12-31, 2024.3.1-2024.3.5: a period is no day.
    guard DateText(firstIn: rest) == nil else { return nil }
    self = date
  }
}

/// Reads the parts of a date.
private struct DateScanner {
  var text: ArraySlice<Glyph>
  var index: Int

  private static func chineseDigit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "〇", "○", "零", "O", "Ｏ", "◯": 0
    case "一", "壹", "元": 1
    case "二", "贰": 2
    case "三", "叁": 3
    case "四": 4
    case "五": 5
    case "六": 6
    case "七": 7
    case "八": 8
    case "九": 9
    default: nil
    }
  }

  static func mayBegin(with glyph: Glyph) -> Bool {
    glyph.traits.intersects([.digit, .latinLetter]) || chineseDigit(glyph.scalar) != nil
  }

  private static let months: WordList = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]
  private static let shortMonths: WordList = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]
  private static let ordinalEnds: WordList = ["st", "nd", "rd", "th"]

  private var scalar: Unicode.Scalar? { index < text.endIndex ? text[index].scalar : nil }

  mutating func date() -> (year: Int, month: Int?, day: Int?)? {
    guard let scalar, !isInsideNumber else { return nil }
    if text[index].isDigit { return numeric() }
    if text[index].isLatinLetter, scalar != "O" { return monthFirst() }
    return chineseDate()
  }

  /// `A2024-05-01` and `12024` hold no date.
  private var isInsideNumber: Bool {
    guard index > text.startIndex, text[index].gap == .none else { return false }
    let before = text[index - 1]
    guard text[index].traits.intersects([.digit, .latinLetter]) else { return false }
    return before.traits.intersects([.digit, .latinLetter]) || before.scalar == "-"
      || before.scalar == "/"
  }

  // MARK: - 2024年5月1日, 2024-05-01, 20240501, 1 May 2024

  private mutating func numeric() -> (Int, Int?, Int?)? {
    guard let (first, digits) = number() else { return nil }
    if digits == 8 { return (first / 10000, first / 100 % 100, first % 100) }
    if digits <= 2 { return dayFirst(first) }
    guard digits == 4 else { return nil }
    if take("年") { return chineseRest(year: first) }
    guard let separator = scalar, "-/.–—‐−".unicodeScalars.contains(separator) else { return nil }
    index += 1
    guard let (month, digits) = number(), digits <= 2 else { return nil }
    let end = index
    if scalar == separator {
      index += 1
      if let (day, digits) = number(), digits <= 2 { return (first, month, day) }
      index = end
      return nil
    }
    return (first, month, nil)
  }

  private mutating func chineseRest(year: Int) -> (Int, Int?, Int?)? {
    let end = index
    guard let month = anyNumber(), take("月") else {
      index = end
      return (year, nil, nil)
    }
    let monthEnd = index
    guard let day = anyNumber(), take("日") || take("号") else {
      index = monthEnd
      return (year, month, nil)
    }
    return (year, month, day)
  }

  /// `1 May 2024`, `1st May, 2024`.
  private mutating func dayFirst(_ day: Int) -> (Int, Int?, Int?)? {
    index += Self.ordinalEnds.match(at: index, in: text)?.count ?? 0
    _ = takeWord("of")
    guard let month = monthName() else { return nil }
    _ = take(",") || take(".")
    guard let (year, digits) = number(), digits == 4 else { return nil }
    return (year, month, day)
  }

  /// `May 1, 2024`, `May 2024`.
  private mutating func monthFirst() -> (Int, Int?, Int?)? {
    guard let month = monthName() else { return nil }
    _ = take(".")
    guard let (first, digits) = number() else { return nil }
    if digits == 4 { return (first, month, nil) }
    guard digits <= 2 else { return nil }
    index += Self.ordinalEnds.match(at: index, in: text)?.count ?? 0
    _ = take(",") || take("，")
    guard let (year, digits) = number(), digits == 4 else { return nil }
    return (year, month, first)
  }

  private mutating func monthName() -> Int? {
    var end = index
    while end < text.endIndex, text[end].isLatinLetter, end - index < 10,
      end == index || text[end].gap == .none
    {
      end += 1
    }
    guard end - index >= 3 else { return nil }
    let name = text[index..<end].lowercased()
    let isSept = name.count == 4 && name.starts(with: "sept")
    guard
      let month = Self.months.match(all: name)
        ?? Self.shortMonths.match(all: isSept ? name.prefix(3) : name)
    else { return nil }
    index = end
    return month.number + 1
  }

  // MARK: - 二〇二四年五月一日

  private mutating func chineseDate() -> (Int, Int?, Int?)? {
    var year = 0
    for _ in 0..<4 {
      guard let scalar, let digit = Self.chineseDigit(scalar) else { return nil }
      year = year * 10 + digit
      index += 1
    }
    guard take("年") else { return nil }
    return chineseRest(year: year)
  }

  // MARK: - Numbers

  private mutating func number() -> (value: Int, digits: Int)? {
    var value = 0
    var digits = 0
    while let scalar, text[index].isDigit, digits < 9, digits == 0 || text[index].gap == .none {
      value = value * 10 + Int(scalar.value - 0x30)
      digits += 1
      index += 1
    }
    return digits > 0 && digits < 9 ? (value, digits) : nil
  }

  /// A number up to 99 in either script: 12, 十二, 二十, 廿五.
  private mutating func anyNumber() -> Int? {
    if index < text.endIndex, text[index].isDigit {
      guard let (value, digits) = number(), digits <= 2 else { return nil }
      return value
    }
    var value = 0
    var last: Int?
    var count = 0
    while let scalar, count < 3 {
      if scalar == "十" {
        value = (last ?? 1) * 10
        last = nil
      } else if scalar == "廿" {
        value = 20
      } else if scalar == "卅" {
        value = 30
      } else if let digit = Self.chineseDigit(scalar), scalar != "O" {
        // 一二月 for 12月, and 〇五月.
        value = last.map { $0 * 10 } ?? value
        last = digit
      } else {
        break
      }
      count += 1
      index += 1
    }
    return count > 0 ? value + (last ?? 0) : nil
  }

  private mutating func take(_ wanted: Unicode.Scalar) -> Bool {
    guard scalar == wanted else { return false }
    index += 1
    return true
  }

  private mutating func takeWord(_ word: String) -> Bool {
    guard text[index...].starts(with: word) else { return false }
    index += word.unicodeScalars.count
    return true
  }
}
