package import ZhenglintCore
package import ZhenglintRules

/// Pages about rules for people: the list, one rule for the author of rules, one for everybody.
package struct RulePage {
  private let language: Language
  private let width: Int

  /// A page of `width` columns, at least 40.
  package init(language: Language, width: Int = 80) {
    self.language = language
    self.width = max(40, width)
  }

  // MARK: - The list

  /// One rule a line, under the title of its pack.
  package func list(_ ruleSet: RuleSet) -> [UInt8] {
    var page: [UInt8] = []
    let idWidth = ruleSet.rules.map(\.id.displayWidth).max() ?? 0
    for pack in ruleSet.packs {
      page.append(contentsOf: "\(pack.title[language])（\(pack.id)）".utf8)
      page.endLine()
      for rule in pack.rules {
        page.appendSpaces(2)
        page.append(contentsOf: rule.id.utf8)
        page.appendSpaces(idWidth - rule.id.displayWidth + 2)
        let level = rule.level.name(in: language)
        page.append(contentsOf: level.utf8)
        page.appendSpaces(max(0, 10 - level.displayWidth) + 2)
        let profile =
          rule.profile == "standard" ? "" : text("（\(rule.profile)）", " (\(rule.profile))")
        page.appendWrapped(
          rule.name[language] + profile, indent: idWidth + 16, width: max(width, idWidth + 40))
        page.endLine()
      }
    }
    let optional = ruleSet.optionalProfiles
    let profiles =
      optional.isEmpty
      ? ""
      : text(
        "；另可选 \(optional.joined(separator: "、"))", "; also \(optional.joined(separator: ", "))")
    page.endLine()
    page.appendWrapped(
      text(
        "共 \(ruleSet.rules.count) 条，\(ruleSet.version) 版。名称后括号内是启用它的 --profile 口径（不写为默认启用\(profiles)）。详见 zhenglint explain <规则>。",
        "\(ruleSet.rules.count) rules, version \(ruleSet.version). In brackets the --profile that turns a rule on (default: standard\(profiles)). More: zhenglint explain <rule>."
      ),
      indent: 0, width: width)
    page.endLine()
    return page
  }

  // MARK: - For everybody

  /// What a rule asks, of whom and why, with examples: for a person who is no lawyer.
  package func explain(_ rule: Rule) -> [UInt8] {
    var page = heading(of: rule)
    for each in explanation(of: rule) { section(each.title, each.paragraphs, to: &page) }
    page.removeLast()
    return page
  }

  /// A part of an explanation.
  struct Section {
    let title: String
    let paragraphs: [String]
  }

  /// The parts of the explanation of a rule, for pages of any kind.
  func explanation(of rule: Rule) -> [Section] {
    var sections = [
      Section(title: text("要求什么", "What it asks"), paragraphs: [rule.asks[language]]),
      Section(title: text("约束谁", "Whom it binds"), paragraphs: [rule.binds[language]]),
      Section(title: text("依据", "Where it stands"), paragraphs: rule.basis.map(cite)),
      Section(title: text("查找什么", "What is looked for"), paragraphs: [wanted(by: rule)]),
      Section(title: text("怎样定级", "How it is judged"), paragraphs: levels(of: rule)),
      Section(
        title: text("什么情形可以放宽", "What lowers the level"),
        paragraphs: rule.readings.map { reading in
          let level = reading.level.name(in: language)
          return text(
            "\(reading.name.zh)：降为“\(level)”（\(reading.id)）",
            "\(reading.name.en): lowered to \(level) (\(reading.id))")
        }),
      Section(
        title: text("会报告的写法", "Reported"),
        paragraphs: rule.examples.hits.prefix(5).map { shown($0, "✗") }),
      Section(
        title: text("不会报告的写法", "Not reported"),
        paragraphs: rule.examples.passes.prefix(5).map { shown($0, "✓") }),
      Section(title: text("建议怎么写", "What to write instead"), paragraphs: advice(of: rule)),
    ]
    if let open = rule.open {
      sections.append(
        Section(
          title: text("规定尚不明确之处", "Where the law is open"), paragraphs: [open[language]]))
    }
    if rule.basis.contains(where: { !$0.recalled.isEmpty }) {
      sections.append(
        Section(
          title: text("备注", "Note"),
          paragraphs: [
            text(
              "标有“待核对”的信息尚未与文件原文核对。",
              "Facts marked “to be verified” have not been compared with the instrument's text.")
          ]))
    }
    sections.append(
      Section(
        title: text("说明", "Mind"),
        paragraphs: [
          text(
            "本工具只说用语是否合乎上列文件的规定，不判断证书是否合法，也不是法律意见。",
            "The tool says whether wording keeps to the rules above; it gives no legal advice.")
        ]))
    return sections.filter { !$0.paragraphs.isEmpty }
  }

  // MARK: - For authors of rules

  /// Everything that the pack says of a rule.
  package func show(_ rule: Rule, in pack: RulePack) -> [UInt8] {
    var page = heading(of: rule)
    section(
      text("规则包", "Pack"), ["\(pack.id) \(pack.version)" + text("，", ", ") + "\(rule.place)"],
      to: &page)
    section(text("口径", "Profile"), [rule.profile], to: &page)
    section(text("要求", "Asks"), [rule.asks[language]], to: &page)
    section(text("约束", "Binds"), [rule.binds[language]], to: &page)
    section(text("对象", "Target"), target(of: rule), to: &page)
    section(
      text("条件", "Conditions"),
      (rule.when.map { [text("仅当", "only ") + $0.words(in: language)] } ?? [])
        + rule.unless.map { text("除非", "unless ") + $0.words(in: language) }, to: &page)
    section(text("级别", "Levels"), levels(of: rule), to: &page)
    section(
      text("读法", "Readings"),
      rule.readings.map { reading in
        "\(reading.id) → \(reading.level.name(in: language))" + text("：", ": ")
          + reading.condition.words(in: language)
      }, to: &page)
    section(
      text("依据", "Basis"),
      rule.basis.map { basis in
        let terms =
          basis.terms.map { text("；仅 ", "; only ") + $0.sorted().joined(separator: "、") } ?? ""
        let span =
          text("；自 \(basis.instrument.effective) 起", "; from \(basis.instrument.effective)")
          + (basis.instrument.until.map { text("至 \($0) 止", " to \($0)") } ?? "")
        let source = basis.instrument.source.map { text("；出处：\($0)", "; source: \($0)") } ?? ""
        return cite(basis) + terms + span + source
      }, to: &page)
    section(
      text("来自记忆、尚未核对", "Recalled, to be verified"),
      rule.basis.filter { !$0.recalled.isEmpty }.map { basis in
        basis.citation.name + text("：", ": ") + basis.recalled.joined(separator: text("、", ", "))
      }, to: &page)
    section(
      text("说明文字", "Messages"),
      [Level.violation, .review, .info].map { level in
        level.name(in: language) + text("：", ": ")
          + rule.message(at: level).text([
            .term: "{term}", .instrument: "{instrument}", .entry: "{entry}", .issuer: "{issuer}",
          ])[language]
      }, to: &page)
    section(text("建议", "Advice"), advice(of: rule), to: &page)
    if let open = rule.open { section(text("未明", "Open"), [open[language]], to: &page) }
    section(text("应报的例句", "Hits"), rule.examples.hits.map { shown($0, "✗") }, to: &page)
    section(text("不应报的例句", "Passes"), rule.examples.passes.map { shown($0, "✓") }, to: &page)
    page.removeLast()
    return page
  }

  // MARK: - Parts

  private func heading(of rule: Rule) -> [UInt8] {
    var page = Array("\(rule.id)  \(rule.name[language])".utf8)
    page.endLine()
    page.endLine()
    return page
  }

  private func section(_ title: String, _ paragraphs: [String], to page: inout [UInt8]) {
    guard !paragraphs.isEmpty else { return }
    page.append(contentsOf: title.utf8)
    page.endLine()
    for paragraph in paragraphs {
      page.appendSpaces(2)
      page.appendWrapped(paragraph, indent: 2, width: width)
      page.endLine()
    }
    page.endLine()
  }

  private func wanted(by rule: Rule) -> String {
    guard case .terms(let terms) = rule.target else { return target(of: rule)[0] }
    var names: [String] = []
    for term in terms where !names.contains(term.listed) { names.append(term.listed) }
    let list = names.joined(separator: text("、", ", "))
    return rule.isOpenEnded
      ? list + text("。文件以“等”字收尾，近似的说法也可能算", ". The list ends in 等, so near forms may count too")
      : list
  }

  private func target(of rule: Rule) -> [String] {
    switch rule.target {
    case .subject(.entry): [text("证书名称中的目录资格名称", "the name of the catalogue entry in the title")]
    case .subject(.fact(let field)):
      [text("证书的\(fieldName(field.rawValue, in: language))", "the certificate's \(field.rawValue)")]
    case .terms(let terms):
      terms.map { term in
        let what = term.pattern.map { text("式样 \($0.source)", "pattern \($0.source)") } ?? term.text
        let meaning =
          term.listed == what || term.pattern?.source == term.listed || term.listed == term.text
          ? "" : " → \(term.listed)"
        let channels = term.channels.map { channels in
          let names = Channel.allCases.filter(channels.contains).map { $0.name(in: language) }
          return text(
            "（仅\(names.joined(separator: "、"))）", " (only \(names.joined(separator: ", ")))")
        }
        return what + meaning + (channels ?? "")
      }
    }
  }

  private func levels(of rule: Rule) -> [String] {
    let cases = rule.levels.map { each in
      each.condition.words(in: language) + text("：", ": ") + each.level.name(in: language)
    }
    let rest = rule.level.name(in: language)
    let second = rule.secondSign.map {
      text(
        "有两处佐证（文件名或标识、替代文字、图题、大小和位置合适的图片；每处反证抵去一处）：\($0.name(in: language))",
        "two signs (a name, alternative text, a caption, a picture of plausible size and place; each sign against it takes one away): \($0.name(in: language))"
      )
    }
    let confidence: String? =
      rule.confidence == .certain
      ? nil
      : text("把握至多为 \(rule.confidence.name)", "confidence at most \(rule.confidence.name)")
    return cases + [cases.isEmpty ? rest : text("其余：\(rest)", "otherwise: \(rest)")]
      + [second, confidence].compactMap(\.self)
  }

  private func advice(of rule: Rule) -> [String] {
    let term = text("该资格", "the qualification")
    let words: [MessageTemplate.Placeholder: String] = [
      .term: rule.terms.first?.listed ?? term, .entry: term, .issuer: text("发证机构", "the issuer"),
    ]
    let own = rule.terms.compactMap { $0.advice?.text([.term: $0.listed])[language] }
    return [rule.advice.text(words)[language]] + own
  }

  private func cite(_ basis: Basis) -> String {
    Citing(language: language).full(basis.citation)
  }

  private func shown(_ example: Example, _ sign: String) -> String {
    var text = ""
    var offset = 0
    for scalar in example.text.unicodeScalars {
      if example.spans.contains(where: { $0.start == offset }) { text += "⟦" }
      if scalar == "\n" { text += " ⏎ " } else { text.unicodeScalars.append(scalar) }
      offset += UTF8.width(scalar)
      if example.spans.contains(where: { $0.end == offset }) { text += "⟧" }
    }
    if text.hasSuffix(" ⏎ ") { text.removeLast(3) }
    let stated = [
      example.stated.title, example.stated.issuer,
      example.stated.issuerKind?.name(in: language), example.stated.issued?.description,
    ].compactMap(\.self)
    let remark =
      stated.isEmpty
      ? "" : self.text("（\(stated.joined(separator: "，"))）", " (\(stated.joined(separator: ", ")))")
    let channel =
      example.channel == .text
      ? "" : self.text("（\(example.channel.name(in: language))）", " (\(example.channel.rawValue))")
    return "\(sign) \(text)\(remark)\(channel)"
  }

  private func text(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
}
