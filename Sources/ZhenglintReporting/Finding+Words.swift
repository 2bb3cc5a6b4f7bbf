package import ZhenglintCore

extension Finding {
  /// All that a reader needs in order to act: what is wrong, what was weighed, what to do.
  func sentences(in language: Language) -> [String] {
    [message[language]] + readings.map { $0.reason[language] } + [advice[language]]
  }
}

extension Replacement {
  /// What it does, as a person is asked whether to do it.
  package func title(in language: Language) -> String {
    switch (language, new.isEmpty) {
    case (.zh, true): "删去“\(old)”"
    case (.zh, false): "把“\(old)”改为“\(new)”"
    case (.en, true): "Delete “\(old)”"
    case (.en, false): "Change “\(old)” to “\(new)”"
    }
  }
}

/// How many findings there are of each level, the most severe first; levels without any are left out.
func counts(of findings: some Collection<Finding>, in language: Language) -> String {
  Level.allCases.reversed().compactMap { level in
    let count = findings.count { $0.level == level }
    let name = level.name(in: language)
    if count == 0 { return nil }
    return language == .zh
      ? "\(name) \(count) 处" : level == .info ? "\(count) \(name)" : counted(count, name)
  }.joined(separator: language == .zh ? "，" : ", ")
}

extension Finding {
  package var restsOnRecalledFacts: Bool { basis.contains { !$0.recalled.isEmpty } }

  /// What the place and the source line do not show; empty for plain text on one line.
  package func whereabouts(in language: Language) -> [String] {
    func text(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
    var items: [String] = []
    if channel != .text { items.append(channel.name(in: language)) }
    if let field { items.append(fieldName(field, in: language)) }
    if let page = location.page { items.append(text("第 \(page) 页", "page \(page)")) }
    if location.endLine > location.startLine {
      let (line, column) = (location.endLine, location.endColumn)
      items.append(text("到第 \(line) 行第 \(column) 列之前", "ends before \(line):\(column)"))
    }
    if !location.isExact {
      items.append(
        text("原文没有与之逐字对应的内容，标出的是产生它的地方", "not written as such; the marked source produces it"))
    }
    return items
  }
}

extension RunReport {
  /// How many findings do not count, and why; empty where there are none.
  func findingsIgnored(in language: Language) -> String {
    let isChinese = language == .zh
    let counts = [
      (count(of: .inSource), isChinese ? "文件内注明免报" : "suppressed in their files"),
      (count(of: .baseline), isChinese ? "基线中已有" : "in the baseline"),
      (unchangedCount, isChinese ? "不在改动的行上" : "not on changed lines"),
    ]
    return counts.filter { $0.0 > 0 }
      .map { isChinese ? "\($1) \($0) 处" : "\($0) \($1)" }
      .joined(separator: isChinese ? "，" : ", ")
  }

  /// Day and edition of the law that was applied.
  func lawApplied(in language: Language) -> String {
    func text(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
    let edition = edition.map { text("\($0)年版", "edition \($0)") } ?? text("尚无", "none yet")
    let rest = inputs.count {
      $0.certificate.map { $0.day != asOf || $0.edition != self.edition } ?? false
    }
    let whose = rest == 1 ? "its own date" : "their own dates"
    let own = text("；其中 \(rest) 份按其签发日期", "; \(counted(rest, "certificate")) by \(whose)")
    return text(
      "\(asOf) 的规定，国家职业资格目录（\(edition)）",
      "the rules of \(asOf), 国家职业资格目录 (\(edition))") + (rest > 0 ? own : "")
  }
}
