package import ZhenglintCatalogue
package import ZhenglintCore

/// Why a rule pack, or a configuration, cannot be used; the first fault found.
package struct RulePackError: Error, Hashable {
  package let place: PackPlace
  package let problem: Problem

  package init(place: PackPlace, problem: Problem) {
    self.place = place
    self.problem = problem
  }

  package enum Problem: Hashable, Sendable {
    /// With the system's reason.
    case unreadable(reason: LocalizedText)
    /// A directory without any `.yml` or `.yaml` file.
    case noPacks
    case invalidUTF8
    /// With the parser's reason.
    case syntax(reason: String)
    case wrongShape(expected: Shape, found: Shape)
    case missingKey(String)
    case unknown(Kind, String, known: [String])
    /// With the place of the first of the two.
    case duplicate(Kind, String, first: PackPlace)
    case malformed(String, expected: Form)
    /// No clause of the rule's basis lists the term.
    case noBasis(term: String)
    /// Lists or files that include each other, the first one again at the end.
    case cycle([String])
    /// A pattern without two characters in a row that every match has.
    case noAnchor(String)
    /// Both or neither of two keys that exclude each other.
    case oneOf(String, String)
    /// An edition of the catalogue states another number of entries than it lists.
    case count(QualificationCount, stated: Int, listed: Int)
    /// The days of the editions are not those of their files.
    case timetable(stated: Int, listed: Int)
  }

  /// What the totals of an edition count.
  package enum QualificationCount: Hashable, Sendable {
    case all
    case part(CatalogueSection, QualificationCategory)
  }

  /// What a YAML value is.
  package enum Shape: Hashable, Sendable {
    case text, flag, list, mapping, nothing
  }

  /// What a name in a pack refers to.
  package enum Kind: Hashable, Sendable {
    case key, pack, rule, term, level, confidence, channel, field, instrument, reading, fact
    case placeholder
    case condition, list, standing, category, claim, issuerKind, subject
    case edition, section, entry, body, provenance, change
    case profile
  }

  /// What a text has to look like.
  package enum Form: Hashable, Sendable {
    case identifier, date, number, term, hitExample, passExample, pattern, count
    case rewriting
  }
}

// MARK: - For people

extension RulePackError {
  /// `file:line:column: what is wrong and what was expected`.
  package var message: LocalizedText {
    let text = problem.message
    return LocalizedText(zh: "\(place): \(text.zh)", en: "\(place): \(text.en)")
  }
}

extension RulePackError.Problem {
  fileprivate var message: LocalizedText {
    switch self {
    case .unreadable(let reason):
      LocalizedText(zh: "无法读取：\(reason.zh)", en: "cannot be read: \(reason.en)")
    case .noPacks:
      LocalizedText(
        zh: "目录中没有规则文件（*.yml、*.yaml）",
        en: "the directory holds no rule packs (*.yml, *.yaml)")
    case .invalidUTF8:
      LocalizedText(zh: "不是有效的 UTF-8", en: "not valid UTF-8")
    case .syntax(let reason):
      LocalizedText(zh: "YAML 语法错误：\(reason)", en: "YAML syntax error: \(reason)")
    case .wrongShape(let expected, let found):
      LocalizedText(
        zh: "应为\(expected.name.zh)，实为\(found.name.zh)",
        en: "expected \(expected.name.en), found \(found.name.en)")
    case .missingKey(let key):
      LocalizedText(zh: "缺少键“\(key)”", en: "the key “\(key)” is missing")
    case .unknown(let kind, let name, let known):
      unknown(kind, name, known)
    case .duplicate(let kind, let name, let first):
      LocalizedText(
        zh: "\(kind.name.zh)“\(name)”重复，首次出现于 \(first)",
        en: "duplicate \(kind.name.en) “\(name)”, first at \(first)")
    case .malformed(let text, let expected):
      LocalizedText(
        zh: "“\(text)”不合要求：\(expected.rule.zh)", en: "“\(text)”: \(expected.rule.en)")
    case .noBasis(let term):
      LocalizedText(
        zh: "“\(term)”没有依据：basis 中没有列出它的条款",
        en: "“\(term)” has no basis: no clause under “basis” lists it")
    case .cycle(let names):
      LocalizedText(
        zh: "互相包含：\(names.joined(separator: " → "))",
        en: "these include each other: \(names.joined(separator: " → "))")
    case .noAnchor(let pattern):
      LocalizedText(
        zh: "“\(pattern)”中没有连着的两个固定字符（括号之外），无从查找",
        en: "“\(pattern)” has no two fixed characters in a row outside groups to search for")
    case .oneOf(let first, let second):
      LocalizedText(
        zh: "“\(first)”与“\(second)”须有且只有一个",
        en: "exactly one of “\(first)” and “\(second)” is needed")
    case .timetable(let stated, let listed):
      LocalizedText(
        zh: "各版目录的日期（\(stated) 版）与目录文件（\(listed) 版）不一致",
        en: "the days of \(stated) editions are not those of the \(listed) files of editions")
    case .count(let count, let stated, let listed):
      LocalizedText(
        zh: "“\(count.name)”写 \(stated) 项，实际列出 \(listed) 项",
        en: "“\(count.name)” is \(stated), but \(listed) entries are listed")
    }
  }

  private func unknown(
    _ kind: RulePackError.Kind, _ name: String, _ known: [String]
  ) -> LocalizedText {
    let zh = "未知的\(kind.name.zh)“\(name)”"
    let en = "unknown \(kind.name.en) “\(name)”"
    if let nearest = nearestName(to: name, in: known) {
      return LocalizedText(zh: "\(zh)，是否为“\(nearest)”？", en: "\(en); did you mean “\(nearest)”?")
    }
    // The names of a whole catalogue are no help.
    guard known.count < 50 else { return LocalizedText(zh: zh, en: en) }
    guard !known.isEmpty else {
      return LocalizedText(zh: "\(zh)，没有可用的名称", en: "\(en); none is defined")
    }
    return LocalizedText(
      zh: "\(zh)，可用：\(known.joined(separator: "、"))",
      en: "\(en); expected one of \(known.joined(separator: ", "))")
  }
}

extension RulePackError.Shape {
  fileprivate var name: LocalizedText {
    switch self {
    case .text: LocalizedText(zh: "文字", en: "text")
    case .flag: LocalizedText(zh: "布尔值 true 或 false", en: "true or false")
    case .list: LocalizedText(zh: "列表", en: "a list")
    case .mapping: LocalizedText(zh: "键值表", en: "a mapping")
    case .nothing: LocalizedText(zh: "空值", en: "nothing")
    }
  }
}

extension RulePackError.Kind {
  fileprivate var name: LocalizedText {
    switch self {
    case .key: LocalizedText(zh: "键", en: "key")
    case .pack: LocalizedText(zh: "规则包", en: "pack")
    case .rule: LocalizedText(zh: "规则", en: "rule")
    case .term: LocalizedText(zh: "字样", en: "term")
    case .level: LocalizedText(zh: "级别", en: "level")
    case .confidence: LocalizedText(zh: "把握", en: "confidence")
    case .channel: LocalizedText(zh: "位置", en: "channel")
    case .field: LocalizedText(zh: "栏目", en: "field")
    case .instrument: LocalizedText(zh: "文件依据", en: "instrument")
    case .reading: LocalizedText(zh: "读法", en: "reading")
    case .fact: LocalizedText(zh: "事实", en: "fact")
    case .placeholder: LocalizedText(zh: "占位符", en: "placeholder")
    case .condition: LocalizedText(zh: "条件", en: "condition")
    case .list: LocalizedText(zh: "列表", en: "list")
    case .standing: LocalizedText(zh: "目录关系", en: "standing")
    case .category: LocalizedText(zh: "资格类别", en: "category")
    case .claim: LocalizedText(zh: "证书种类", en: "claim")
    case .issuerKind: LocalizedText(zh: "发证机构类型", en: "kind of issuer")
    case .subject: LocalizedText(zh: "对象", en: "subject")
    case .edition: LocalizedText(zh: "目录版本", en: "edition")
    case .section: LocalizedText(zh: "目录部分", en: "section")
    case .entry: LocalizedText(zh: "目录条目", en: "catalogue entry")
    case .body: LocalizedText(zh: "实施部门", en: "implementing department")
    case .provenance: LocalizedText(zh: "出处", en: "provenance")
    case .change: LocalizedText(zh: "变动", en: "change")
    case .profile: LocalizedText(zh: "口径", en: "profile")
    }
  }
}

extension RulePackError.Form {
  fileprivate var rule: LocalizedText {
    switch self {
    case .identifier:
      LocalizedText(
        zh: "只能用 ASCII 字母、数字、“.”“_”“-”",
        en: "an id consists of ASCII letters, digits, “.”, “_” and “-”")
    case .date:
      LocalizedText(
        zh: "日期应写作 YYYY-MM-DD（或 YYYY-MM、YYYY），且须是历法中有的日子",
        en: "a date is written YYYY-MM-DD (or YYYY-MM, YYYY) and must be in the calendar")
    case .number:
      LocalizedText(zh: "应为不小于 0 的整数", en: "a number is an integer of at least 0")
    case .term:
      LocalizedText(
        zh: "字样至少两个字符，含汉字或拉丁字母，词间只用一个空格",
        en: "a term has at least two characters, a Han or Latin letter, and single inner spaces")
    case .hitExample:
      LocalizedText(
        zh: "hit 示例须用成对的 ⟦ ⟧ 标出每处应报的文字",
        en: "a hit marks every expected span with a pair of ⟦ ⟧")
    case .rewriting:
      LocalizedText(
        zh: "须用一对 ⟦ ⟧ 标出要换掉的文字", en: "one pair of ⟦ ⟧ has to mark the words that go")
    case .pattern:
      LocalizedText(
        zh: "式样须有内容，括号成对，“?”前要有字符",
        en: "a pattern is not empty, its groups are closed, and “?” follows something")
    case .count:
      LocalizedText(zh: "应为 1 到 100 的整数", en: "a whole number from 1 to 100 is expected")
    case .passExample:
      LocalizedText(zh: "pass 示例不得有 ⟦ ⟧", en: "a pass holds no ⟦ ⟧")
    }
  }
}

extension RulePackError.QualificationCount {
  /// The totals' key.
  fileprivate var name: String {
    switch self {
    case .all: "all"
    case .part(let section, let category): "\(section.rawValue)-\(category.rawValue)"
    }
  }
}
