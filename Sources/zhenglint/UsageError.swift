import ZhenglintCore
import ZhenglintProject
import ZhenglintRules
import ZhenglintScan

/// A call that cannot be carried out; nothing was checked.
enum UsageError: Error, Sendable {
  case unknownCommand(String)
  case missingRule
  case unknownRule(String, known: [String])
  case unknownReading(String, known: [String])
  case unknownProfile(String, known: [String])
  case standardAndStrict
  /// An option and its value.
  case malformedDate(String, String)
  case futureDate(String, CalendarDate, today: CalendarDate)
  case unknownEdition(String, known: [String])
  case moreOutputsThanFormats
  case formatWithTwoOutputs(ReportFormat)
  case twoReportsOnOutput
  case twoReportsInFile(String)
  case outputIsInput(String)
  case outputIsStore(String)
  case outputNotWritable(String?, SystemError)
  case jobsNotPositive(Int)
  /// Two options that exclude each other.
  case together(String, String)
  /// An option without the other that it needs.
  case needs(String, String)
  /// An option whose value says nothing.
  case blank(String)
  /// There is no terminal on which to ask.
  case cannotAsk
  case noConfiguration(String, SystemError)
  case baselineNotReadable(String, LocalizedText)
  /// A list of paths.
  case listNotReadable(String, SystemError)
  case manifestNotReadable(String, LocalizedText)
  case store(StoreError)
  case evidence(EvidenceError)
  case git(GitError)
  /// What the parser of the arguments says, in its English.
  case parser(String)
  case rules(LocalizedText)
  case catalogue(CatalogueUsageError)

  var message: LocalizedText {
    switch self {
    case .unknownCommand(let name):
      LocalizedText(
        zh: "没有“\(name)”这个命令；检查文件请用 zhenglint check \(name)",
        en: "there is no command '\(name)'; to check a file use zhenglint check \(name)")
    case .missingRule:
      LocalizedText(
        zh: "请写出规则的名称；zhenglint rules list 列出全部规则",
        en: "name a rule; zhenglint rules list shows them all")
    case .unknownRule(let id, let known):
      unknown(
        LocalizedText(zh: "这条规则", en: "rule"), id, known,
        hint: LocalizedText(
          zh: "zhenglint rules list 列出全部规则", en: "zhenglint rules list shows them all"))
    case .unknownReading(let id, let known):
      unknown(LocalizedText(zh: "这种读法", en: "reading"), id, known)
    case .unknownProfile(let name, let known):
      unknown(LocalizedText(zh: "这种口径", en: "profile"), name, known)
    case .standardAndStrict:
      LocalizedText(
        zh: "--profile 的 standard 与 strict 不能一起用",
        en: "--profile: standard and strict exclude each other")
    case .malformedDate(let option, let text):
      LocalizedText(
        zh: "\(option) 的“\(text)”不是日期；请写历法中有的日子，如 2024-05-01",
        en: "\(option): '\(text)' is no date; write a day of the calendar, as 2024-05-01")
    case .futureDate(let option, let day, let today):
      LocalizedText(
        zh: "\(option) 的 \(day) 晚于 \(today)：将来的规定和目录还不知道",
        en: "\(option): \(day) is later than \(today); the rules of the future are not known")
    case .unknownEdition(let id, let known):
      LocalizedText(
        zh: "没有“\(id)”这一版国家职业资格目录；现有：\(known.joined(separator: "、"))",
        en:
          "there is no edition '\(id)' of the catalogue; there are: \(known.joined(separator: ", "))"
      )
    case .moreOutputsThanFormats:
      LocalizedText(
        zh: "-o 比 --format 多：每个 -o 要有自己的 --format",
        en: "more -o than --format: each -o needs a --format of its own")
    case .formatWithTwoOutputs(let format):
      LocalizedText(
        zh: "--format \(format.rawValue) 有两个 -o，另有 --format 没有；请把 -o 写在它的 --format 后面",
        en:
          "--format \(format.rawValue) has two -o, another has none; write each -o after its --format"
      )
    case .twoReportsOnOutput:
      LocalizedText(
        zh: "只能有一份报告写到标准输出，其余的 --format 请用 -o 给出文件",
        en: "only one report can go to standard output; give the other --format a file with -o")
    case .twoReportsInFile(let path):
      LocalizedText(
        zh: "两份报告写到同一个文件：\(path)", en: "two reports go to the same file: \(path)")
    case .outputIsInput(let path):
      LocalizedText(
        zh: "报告会盖掉要检查的文件：\(path)", en: "the report would replace an input: \(path)")
    case .outputIsStore(let path):
      LocalizedText(
        zh: "报告会盖掉结果库：\(path)；请换一个 -o",
        en: "the report would replace the store: \(path); name another -o")
    case .outputNotWritable(let path, let error):
      LocalizedText(
        zh: "报告写不到\(path.map { " \($0)" } ?? "标准输出")：\(error.message.zh)",
        en: "cannot write the report to \(path ?? "standard output"): \(error.message.en)")
    case .jobsNotPositive(let count):
      LocalizedText(
        zh: "--jobs 应当是 1 以上的数，不是 \(count)", en: "--jobs must be 1 or more, not \(count)")
    case .together(let first, let second):
      LocalizedText(
        zh: "\(first) 与 \(second) 不能一起用", en: "\(first) and \(second) exclude each other")
    case .needs(let option, let other):
      LocalizedText(zh: "\(option) 要与 \(other) 一起用", en: "\(option) needs \(other)")
    case .blank(let option):
      LocalizedText(zh: "\(option) 的内容是空的", en: "\(option) says nothing")
    case .cannotAsk:
      LocalizedText(
        zh: "标准输入不是终端，无法确认；要写入请加 --yes",
        en: "standard input is no terminal to ask on; add --yes to write")
    case .noConfiguration(let path, let error):
      LocalizedText(
        zh: "配置文件 \(path) 读不到：\(error.message.zh)",
        en: "cannot read the configuration \(path): \(error.message.en)")
    case .baselineNotReadable(let path, let reason):
      LocalizedText(
        zh: "基线 \(path) 读不到：\(reason.zh)", en: "cannot read the baseline \(path): \(reason.en)")
    case .listNotReadable(let path, let error):
      LocalizedText(
        zh: "路径清单 \(path) 读不到：\(error.message.zh)",
        en: "cannot read the list of paths \(path): \(error.message.en)")
    case .manifestNotReadable(let path, let reason):
      LocalizedText(
        zh: "清单 \(path) 读不了：\(reason.zh)",
        en: "cannot read the manifest \(path): \(reason.en)")
    case .store(let error):
      error.message
    case .evidence(let error):
      error.message
    case .git(let error):
      error.message
    case .parser(let message):
      LocalizedText(
        zh: translated(message), en: message.replacing("\n  - ", with: " "))
    case .rules(let message):
      message
    case .catalogue(let error):
      error.message
    }
  }
}

/// Says that a name is none of those known, and which one was probably meant.
///
/// Where none was, `hint` says how to find one instead of a list of all names.
private func unknown(
  _ kind: LocalizedText, _ name: String, _ known: [String], hint: LocalizedText? = nil
) -> LocalizedText {
  if let nearest = nearestName(to: name, in: known) {
    return LocalizedText(
      zh: "没有“\(name)”\(kind.zh)，是不是 \(nearest)？",
      en: "there is no \(kind.en) '\(name)'; did you mean \(nearest)?")
  }
  if let hint {
    return LocalizedText(
      zh: "没有“\(name)”\(kind.zh)；\(hint.zh)", en: "there is no \(kind.en) '\(name)'; \(hint.en)")
  }
  return LocalizedText(
    zh: "没有“\(name)”\(kind.zh)；现有：\(known.joined(separator: "、"))",
    en: "there is no \(kind.en) '\(name)'; there are: \(known.joined(separator: ", "))")
}

/// The parser knows English only: its set phrases are put into Chinese, the rest is left as it is.
private func translated(_ message: String) -> String {
  let phrases = [
    ("Unknown option '", "没有这个选项：'"), ("'. Did you mean '", "'，是不是 '"),
    ("Missing value for '", "选项缺少值：'"), ("Unexpected argument '", "多余的参数：'"),
    ("Missing expected argument '", "缺少参数：'"),
    (" unexpected arguments: '", " 个多余的参数：'"), ("The value '", "值 '"),
    ("' is invalid for '", "' 不能用于 '"), ("'. Please provide one of the following:", "'，可以用："),
    ("\n  - ", " "), ("'. Please provide one of ", "'，可以用："), ("'?", "'？"),
    ("' and '", "'、'"), ("' or '", "'、'"), ("', '", "'、'"), ("The option '", "选项 '"),
    ("' does not take any value, but '", "' 不带值，却给了 '"), ("' was specified.", "'"), ("'.", "'"),
  ]
  var rest = message[...]
  var result = ""
  while let first = rest.first {
    if let (phrase, translation) = phrases.first(where: { rest.hasPrefix($0.0) }) {
      result += translation
      rest = rest.dropFirst(phrase.count)
    } else {
      result.append(first)
      rest = rest.dropFirst()
    }
  }
  return result
}
