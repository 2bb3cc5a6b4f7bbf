import ZhenglintCore

/// A question about the catalogue that cannot be answered as it was put.
enum CatalogueUsageError: Error, Sendable {
  case unknownEdition(String, known: [String])
  case unknownCategory(String)
  case notADay(String)
  case future(CalendarDate, today: CalendarDate)
  case beforeTheFirst(CalendarDate, first: CalendarDate)
  case editionNotInForce(String, on: CalendarDate, inForce: String)
  case emptyQuery

  var message: LocalizedText {
    switch self {
    case .unknownEdition(let id, let known):
      LocalizedText(
        zh: "没有“\(id)”这一版目录；现有：\(known.joined(separator: "、"))",
        en:
          "there is no edition '\(id)' of the catalogue; there are: \(known.joined(separator: ", "))"
      )
    case .unknownCategory(let name):
      LocalizedText(
        zh: "没有“\(name)”这个类别；可用：access（准入类）、level-evaluation（水平评价类）",
        en:
          "there is no category '\(name)'; use access (准入类) or level-evaluation (水平评价类)")
    case .notADay(let text):
      LocalizedText(
        zh: "--as-of 要写成 YYYY-MM-DD 的日期，不是“\(text)”",
        en: "--as-of takes a date written YYYY-MM-DD, not '\(text)'")
    case .future(let date, let today):
      LocalizedText(
        zh: "--as-of \(date) 还没有到（今天 \(today)）：到时有效的是哪一版还不知道",
        en: "--as-of \(date) lies in the future (today is \(today)): its edition is not known")
    case .beforeTheFirst(let date, let first):
      LocalizedText(
        zh: "\(date) 还没有国家职业资格目录：第一版的日期是 \(first)",
        en: "there was no catalogue on \(date): the first edition is of \(first)")
    case .editionNotInForce(let id, let date, let inForce):
      LocalizedText(
        zh: "\(date) 有效的是 \(inForce) 版，不是 --edition \(id)；两个选项只用一个",
        en: "the edition of \(date) is \(inForce), not --edition \(id); use one of the two options")
    case .emptyQuery:
      LocalizedText(zh: "要查的文字是空的", en: "there is nothing to look for")
    }
  }
}
