import ZhenglintCore

/// The manual page zhenglint(1), set from the help pages so that there is one text of each option.
struct ManualPage {
  private let language: Language

  init(language: Language) {
    self.language = language
  }

  /// In the macros of man(7).
  var roff: String {
    var lines = [
      ".\\\" Made by: zhenglint help --man",
      ".TH ZHENGLINT 1 \"\" \"zhenglint \(Zhenglint.version)\"",
      ".SH \(text("名称", "NAME"))",
      "zhenglint \\- \(text("检查证书用语", "checks the wording of certificates"))",
    ]
    for topic in Help.Topic.allCases {
      let name = topic == .help ? "zhenglint" : "zhenglint \(topic.rawValue)"
      lines.append(".SH \(topic == .help ? text("命令", "COMMANDS") : Self.quoted(name))")
      lines += Self.section(topic.text[language])
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A help page: paragraphs, headings, definitions in two columns, and lines that stay as they are.
  private static func section(_ page: String) -> [String] {
    let lines = page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var roff: [String] = []
    for (number, line) in lines.enumerated() {
      let next = number + 1 < lines.count ? lines[number + 1] : ""
      let previous = number > 0 ? lines[number - 1] : ""
      switch line.leadingSpaces {
      case _ where line.isEmpty:
        continue
      case 0 where next.leadingSpaces > 0 && previous.isEmpty:
        roff.append(".SS \(quoted(line))")
      case 0:
        if previous.isEmpty, number > 0 { roff.append(".PP") }
        roff.append(escaped(line))
      case 1...4:
        if let (term, rest) = line.definition {
          roff += [".TP 8", ".B \(quoted(term))", escaped(rest)]
        } else if next.leadingSpaces > 4 {
          // The term fills its column: what it means begins on the next line.
          roff += [".TP 8", ".B \(quoted(line.trimmed))"]
        } else {
          roff += [".TP 8", escaped(line.trimmed), ".br"]
        }
      default:
        roff.append(escaped(line.trimmed))
      }
    }
    return roff
  }

  private func text(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  /// An argument of a macro.
  private static func quoted(_ text: String) -> String {
    "\"\(escaped(text).replacing("\"", with: "\\(dq"))\""
  }

  /// A backslash is roff's own, a hyphen is to be copied as one, and a dot or a quote at the start of
  /// a line begins a macro.
  private static func escaped(_ text: String) -> String {
    let plain = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
    return plain.hasPrefix(".") || plain.hasPrefix("'") ? "\\&" + plain : plain
  }
}

extension String {
  fileprivate var leadingSpaces: Int { prefix { $0 == " " }.count }

  fileprivate var trimmed: String { String(drop { $0 == " " }) }

  /// A term and what stands two columns or more after it.
  fileprivate var definition: (term: String, rest: String)? {
    guard let gap = trimmed.firstRange(of: "  ") else { return nil }
    return (String(trimmed[..<gap.lowerBound]), String(trimmed[gap.upperBound...]).trimmed)
  }
}
