import ZhenglintCatalogue
import ZhenglintCore
import ZhenglintReporting

/// The answer for people.
struct CatalogueText {
  let query: CatalogueQuery
  let width: Int

  private var language: Language { query.options.lang }

  private func text(_ zh: String, _ en: String) -> String {
    LocalizedText(zh: zh, en: en)[language]
  }

  func page(_ answer: CatalogueAnswer) -> [UInt8] {
    var page: [UInt8] = []
    switch answer.kind {
    case .list: writeList(answer.entries, to: &page)
    case .show: writeEntries(answer, to: &page)
    case .find: writeHits(answer, to: &page)
    }
    if page.contains(Array(mark.utf8)) {
      page.endLine()
      line(
        text(
          "标有“待核对”的信息没有在来源中读到，请与目录原文核对。",
          "What is marked “to be verified” was read in no source; compare it with the catalogue."),
        to: &page)
    }
    return page
  }

  private var mark: String { text("［待核对］", " [to be verified]") }

  private func line(_ text: String, indent: Int = 0, to page: inout [UInt8]) {
    page.appendSpaces(indent)
    page.appendWrapped(text, indent: indent, width: width)
    page.endLine()
  }

  // MARK: - List

  private func writeList(_ entries: [Qualification], to page: inout [UInt8]) {
    let edition = query.edition
    let dateMark = edition.recalled.contains("date") ? mark : ""
    line(edition.title, to: &page)
    line(
      text(
        "\(edition.issuer)，\(edition.number ?? "文号未查到")，\(edition.date)\(dateMark)，共 \(edition.qualifications.count) 项",
        "\(edition.issuer), \(edition.number ?? "number not found"), \(edition.date)\(dateMark), \(edition.qualifications.count) entries"
      ), to: &page)
    for section in CatalogueSection.allCases {
      let entries = entries.filter { $0.section == section }
      if entries.isEmpty { continue }
      page.endLine()
      line(section.name(in: language), to: &page)
      for entry in entries { writeRow(entry, showsEdition: false, to: &page) }
    }
    page.endLine()
    line(
      text("列出 \(entries.count) 项", entries.count == 1 ? "1 entry" : "\(entries.count) entries"),
      to: &page)
  }

  /// Number, category, name and departments.
  private func writeRow(
    _ entry: Qualification, showsEdition: Bool, to page: inout [UInt8]
  ) {
    var indent = 2
    func column(_ text: String, _ columns: Int, isNumber: Bool = false) {
      let padding = columns - text.displayWidth
      if isNumber { page.appendSpaces(padding) }
      page.appendVisible(text)
      page.appendSpaces((isNumber ? 0 : padding) + 2)
      indent += columns + 2
    }
    page.appendSpaces(indent)
    if showsEdition { column(entry.edition, 4) }
    column(String(entry.number), 2, isNumber: true)
    column(entry.category.name(in: language), language == .zh ? 10 : 16)
    let departments = entry.departments.joined(separator: text("、", ", "))
    page.appendWrapped(
      "\(entry.name)  \(departments)\(entry.isRecalled("departments") ? mark : "")",
      indent: indent, width: width)
    page.endLine()
  }

  // MARK: - Find

  private func writeHits(_ answer: CatalogueAnswer, to page: inout [UInt8]) {
    for entry in answer.entries { writeRow(entry, showsEdition: true, to: &page) }
    for lapse in answer.lapses {
      line("\(lapse.name)  \(until(lapse))  \(ending(of: lapse))", indent: 2, to: &page)
    }
    page.endLine()
    let count = answer.entries.count + answer.lapses.count
    line(text("找到 \(count) 项", "\(count) found"), to: &page)
  }

  /// What ended a name.
  private func ending(of lapse: Lapse) -> String {
    let document = lapse.document.map { "\($0)\(text("，", ", "))" } ?? ""
    return "\(document)\(lapse.event[language])\(lapse.isRecalled ? mark : "")"
  }

  private func until(_ lapse: Lapse) -> String { text("至 ", "until ") + lapse.until.description }

  // MARK: - Show

  private func writeEntries(_ answer: CatalogueAnswer, to page: inout [UInt8]) {
    for entry in answer.entries {
      writeEntry(entry, to: &page)
      page.endLine()
    }
    writeHistory(of: answer, to: &page)
    writeSources(of: answer.entries, to: &page)
  }

  private func writeHistory(of answer: CatalogueAnswer, to page: inout [UInt8]) {
    var events = answer.entries.flatMap { history(of: $0) }
    events += answer.lapses.map { event(of: $0) }
    if events.isEmpty { return }
    line(text("变动", "Changes"), to: &page)
    let indent = text("至 YYYY-MM-DD", "until YYYY-MM-DD").displayWidth + 4
    var seen: Set<String> = []
    for event in events.sorted(by: { $0.day < $1.day })
    where seen.insert("\(event.label) \(event.text)").inserted {
      page.appendSpaces(indent - 2 - event.label.displayWidth)
      page.appendVisible(event.label)
      page.appendSpaces(2)
      page.appendWrapped(event.text, indent: indent, width: width)
      page.endLine()
    }
  }

  /// What the keys of the provenance mean.
  private func writeSources(of entries: [Qualification], to page: inout [UInt8]) {
    for entry in entries {
      guard let edition = query.catalogue.edition(entry.edition) else { continue }
      let words = Set(
        entry.provenance.values.flatMap { $0.split { !$0.isASCII || !$0.isLetter } })
      let used = edition.sources.filter { words.contains($0.key[...]) }
      if used.isEmpty { continue }
      page.endLine()
      line(
        text("\(edition.title)的来源", "Sources of \(edition.title)"), to: &page)
      for source in used {
        page.appendSpaces(2)
        page.appendVisible(source.key)
        page.appendSpaces(10 - source.key.displayWidth)
        page.appendWrapped(source.text, indent: 12, width: width)
        page.endLine()
      }
    }
  }

  private func writeEntry(_ entry: Qualification, to page: inout [UInt8]) {
    let edition = query.catalogue.edition(entry.edition)
    let name = entry.isRecalled("name") ? entry.name + mark : entry.name
    line(name, to: &page)
    field(text("目录", "Catalogue"), edition?.title ?? entry.edition, entry, nil, to: &page)
    field(
      text("序号", "Number"),
      "\(entry.section.name(in: language)) \(entry.number)", entry, "number", to: &page)
    field(
      text("类别", "Category"), entry.category.name(in: language), entry, "category", to: &page)
    let comma = text("、", ", ")
    field(
      text("所含资格", "Sub-items"),
      entry.subItems.map { item in
        let own = item.departments.joined(separator: comma)
        return own.isEmpty ? item.fullName : "\(item.fullName)（\(own)）"
      }.joined(separator: text("；", "; ")), entry, "sub-items", to: &page)
    field(
      text("实施部门", "Departments"), entry.departments.joined(separator: comma), entry,
      "departments", to: &page)
    field(
      text("组织实施", "Organisers"), entry.organisers.joined(separator: comma), entry,
      "organisers", to: &page)
    field(
      text("设定依据", "Legal basis"),
      entry.legalBasis.isEmpty
        ? text("未查到", "not found") : entry.legalBasis.joined(separator: text("；", "; ")),
      entry, "legal-basis", to: &page)
    field(
      text("核对条文", "Statute"), entry.statuteCheck.joined(separator: text("；", "; ")), entry,
      "statute-check", to: &page)
    field(
      text("又称", "Also called"), entry.alsoCalled.joined(separator: comma), entry,
      "also-called", to: &page)
    field(text("备注", "Note"), entry.note ?? "", entry, nil, to: &page)
    field(
      text("出处", "Sources"),
      entry.provenance.sorted { $0.key < $1.key }
        .map { "\(fieldName($0.key)) \($0.value)" }.joined(separator: text("；", "; ")),
      entry, nil, to: &page)
  }

  /// A labelled value, marked where nobody has read it; nothing for an empty one.
  private func field(
    _ label: String, _ value: String, _ entry: Qualification, _ key: String?,
    to page: inout [UInt8]
  ) {
    if value.isEmpty { return }
    let indent = 2 + (language == .zh ? 10 : 13)
    page.appendSpaces(2)
    page.appendVisible(label)
    page.appendSpaces(indent - 2 - label.displayWidth)
    let recalled = key.map { entry.isRecalled($0) } ?? false
    page.appendWrapped(recalled ? value + mark : value, indent: indent, width: width)
    page.endLine()
  }

  private typealias Event = (day: CalendarDate, label: String, text: String)

  private func event(of lapse: Lapse) -> Event {
    (lapse.until, until(lapse), "\(lapse.name)\(text("：", ": "))\(ending(of: lapse))")
  }

  private func history(of entry: Qualification) -> [Event] {
    var events = query.catalogue.lapses(of: entry).map { event(of: $0) }
    for change in query.catalogue.changes(of: entry) {
      guard let date = query.catalogue.edition(change.edition)?.date else { continue }
      let recalled = change.isRecalled ? mark : ""
      events.append((date, date.description, "\(description(of: change))\(recalled)"))
    }
    for event in query.catalogue.events where event.names.contains(entry.name) {
      let recalled = event.isRecalled ? mark : ""
      events.append(
        (event.date, event.date.description, "\(event.event[language])\(recalled)"))
    }
    return events
  }

  private func fieldName(_ key: String) -> String {
    language == .en ? key : chineseFields[key] ?? key
  }

  private func description(of change: CatalogueChange) -> String {
    let (old, new) = (change.old ?? "", change.new ?? "")
    let what =
      switch change.kind {
      case .joined: text("\(new)列入目录", "\(new) joined the catalogue")
      case .renamed: text("\(old)改称\(new)", "\(old) became \(new)")
      case .changed: old
      case .returned: text("\(old)以\(new)列入目录", "\(old) came back as \(new)")
      }
    return change.event.map { "\(what)\(text("：", ": "))\($0[language])" } ?? what
  }
}

// MARK: - Words

private let chineseFields = [
  "number": "序号", "name": "名称", "category": "类别", "sub-items": "所含资格", "departments": "实施部门",
  "organisers": "组织实施", "legal-basis": "设定依据", "statute-check": "核对条文", "also-called": "又称",
]

extension CatalogueSection {
  func name(in language: Language) -> String {
    switch (language, self) {
    case (.zh, .professional): "专业技术人员职业资格"
    case (.zh, .skill): "技能人员职业资格"
    case (.en, .professional): "Professional and technical personnel"
    case (.en, .skill): "Skilled personnel"
    }
  }
}

extension Qualification.SubItem {
  /// With what it is limited to.
  var fullName: String { qualifier.map { "\(name)（\($0)）" } ?? name }
}
