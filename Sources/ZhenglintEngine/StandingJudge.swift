internal import ZhenglintCatalogue
internal import ZhenglintCore

/// Judges how a certificate stands towards the catalogue.
///
/// An exemption needs entry, implementing department and date together: a name alone proves
/// nothing, and certificates issued before a qualification ended stay what they were.
struct StandingJudge {
  /// In force on `day`; `nil` before the first one.
  let edition: CatalogueTimetable.Entry?
  /// The caller insists on the edition, whatever the day.
  let isEditionStated: Bool
  let day: CalendarDate
  let issued: CalendarDate?
  let issuer: String?
  let issuerKind: IssuerKind?

  struct Judgement {
    var standing: Standing
    var reason: LocalizedText
    var entry: Qualification?
  }

  /// Judges a certificate by the qualification that it names and by what its title says that it is.
  func judge(_ mention: CatalogueMention?, claim: TitleClaim?) -> Judgement {
    guard let mention, claim == .qualification else {
      return Judgement(standing: withoutEntry, reason: reasonWithoutEntry, entry: nil)
    }
    let current = edition.flatMap { edition in
      mention.qualifications.first { $0.edition == edition.edition }
    }
    // Where it stands now or last stood, the editions that came later apart.
    let entry = mention.qualifications.first { $0.edition <= edition?.edition ?? "" }
    if let lapse = lapse(of: mention, current: current) {
      return Judgement(standing: .cancelled, reason: cancelled(mention, lapse), entry: entry)
    }
    guard let current else {
      guard let entry else {
        return Judgement(standing: withoutEntry, reason: reasonWithoutEntry, entry: nil)
      }
      return Judgement(standing: .cancelled, reason: leftTheCatalogue(mention), entry: entry)
    }
    if isImplemented(current) {
      return Judgement(standing: .catalogue, reason: fits(current, mention), entry: current)
    }
    guard let issuer else {
      return Judgement(standing: .unknown, reason: issuerMissing(current), entry: current)
    }
    return Judgement(
      standing: .catalogueNameOtherIssuer, reason: otherIssuer(issuer, current), entry: current)
  }

  private func isImplemented(_ entry: Qualification) -> Bool {
    issuerKind == .catalogueBody || issuer.map(entry.isImplemented(by:)) ?? false
  }

  /// The end that had come before the day; what ended before the edition and stands in it came back.
  private func lapse(of mention: CatalogueMention, current: Qualification?) -> Lapse? {
    mention.lapses.last { lapse in
      lapse.until < day && (current == nil || lapse.until >= edition?.date ?? lapse.until)
    }
  }

  private var withoutEntry: Standing { issuerKind == .stateOrgan ? .stateOrgan : .outsideCatalogue }
}

// MARK: - Reasons

extension StandingJudge {
  private var reasonWithoutEntry: LocalizedText {
    if issuerKind == .stateOrgan {
      return LocalizedText(
        zh: "发证机构是国家机关，人社部发〔2017〕68号的用语规定只约束社会组织和企事业单位",
        en: "the issuer is a state organ; the wording rule of 人社部发〔2017〕68号 binds social "
          + "organisations, enterprises and public institutions")
    }
    guard edition != nil else {
      return LocalizedText(
        zh: "\(day) 还没有国家职业资格目录，按当时已施行的规定检查",
        en: "there was no catalogue on \(day); the rules in force on that day were applied")
    }
    return LocalizedText(
      zh: "证书没有以目录内职业资格的名义颁发，按目录之外的证书检查",
      en: "the certificate claims to be no qualification of the catalogue")
  }

  private func fits(_ entry: Qualification, _ mention: CatalogueMention) -> LocalizedText {
    let end = mention.lapses.first { $0.until >= day }
    let (zhDate, enDate) =
      isEditionStated
      ? ("按指定的这一版", "by the edition that was asked for")
      : issued == day
        ? ("签发日期 \(day) 在该版施行期间", "issued on \(day) while that edition was in force")
        : ("按 \(day) 的目录", "by the catalogue of \(day)")
    let zhEnd = end.map { "；该资格 \($0.until) 以后不再颁发，此前所发证书仍有效" } ?? ""
    let enEnd =
      end.map { "; not issued after \($0.until), and what was issued before stays valid" } ?? ""
    return LocalizedText(
      zh: "\(entry.citation.zh)，发证机构是其实施部门\(marks(entry).zh)，\(zhDate)\(zhEnd)",
      en: "\(entry.citation.en), issued by its implementing department\(marks(entry).en), "
        + "\(enDate)\(enEnd)")
  }

  private func otherIssuer(_ issuer: String, _ entry: Qualification) -> LocalizedText {
    let departments = entry.departments
    return LocalizedText(
      zh:
        "证书以\(entry.citation.zh)的名义颁发，而“\(issuer)”不是其实施部门（\(departments.joined(separator: "、"))\(marks(entry).zh)）",
      en: "the certificate claims to be \(entry.citation.en), and \(issuer) is not its "
        + "implementing department (\(departments.joined(separator: ", "))\(marks(entry).en))")
  }

  private func issuerMissing(_ entry: Qualification) -> LocalizedText {
    let name = entry.citation
    return LocalizedText(
      zh: "证书以\(name.zh)的名义颁发，但看不出发证机构，无法认定适用目录；请用 --issuer 指定",
      en: "the certificate claims to be \(name.en) but does not say who issues it; give the "
        + "issuer with --issuer")
  }

  private func cancelled(_ mention: CatalogueMention, _ lapse: Lapse) -> LocalizedText {
    let document = lapse.document.map { "（\($0)）" } ?? ""
    let recalled = lapse.isRecalled
    return LocalizedText(
      zh: "“\(mention.name)”的颁发止于 \(lapse.until)\(document)\(recalled ? "［待核对］" : "")，"
        + "证书\(issued.map { "签发于 \($0)" } ?? "未写日期，按 \(day) 判断")；\(lapse.event.zh)",
      en: "\(mention.name) was not issued after \(lapse.until)"
        + (lapse.document.map { " (\($0))" } ?? "") + (recalled ? " [to be verified]" : "")
        + "; the certificate is \(issued.map { "of \($0)" } ?? "judged as of \(day)"); "
        + lapse.event.en)
  }

  private func leftTheCatalogue(_ mention: CatalogueMention) -> LocalizedText {
    let id = edition?.edition ?? ""
    return LocalizedText(
      zh: "“\(mention.name)”不在\(id)年版国家职业资格目录之内，早先的版本曾列入",
      en: "\(mention.name) stood in an earlier edition of the catalogue and not in that of \(id)")
  }

  /// Departments that nobody has read in a source are said to be so.
  private func marks(_ entry: Qualification) -> LocalizedText {
    entry.provenance["departments"]?.contains("recalled") ?? false
      ? LocalizedText(zh: "［待核对］", en: " [to be verified]") : LocalizedText(zh: "", en: "")
  }
}

extension Qualification {
  /// What a report calls the entry.
  var citation: LocalizedText {
    let sectionName: LocalizedText =
      switch section {
      case .professional: LocalizedText(zh: "专业技术人员", en: "professional")
      case .skill: LocalizedText(zh: "技能人员", en: "skill")
      }
    let categoryName: LocalizedText =
      switch category {
      case .access: LocalizedText(zh: "准入类", en: "access")
      case .levelEvaluation: LocalizedText(zh: "水平评价类", en: "level evaluation")
      }
    return LocalizedText(
      zh: "国家职业资格目录（\(edition)年版）\(sectionName.zh)第\(number)项“\(name)”（\(categoryName.zh)）",
      en: "entry \(number) (\(sectionName.en), \(categoryName.en)) “\(name)” of the "
        + "\(edition) edition of the 国家职业资格目录")
  }
}
