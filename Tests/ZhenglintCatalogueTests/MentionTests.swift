import Testing
import ZhenglintCatalogue
import ZhenglintRules

@Suite struct MentionTests {
  let catalogue: Catalogue

  init() throws {
    catalogue = try Catalogue.embedded()
  }

  /// A title, and its mentions: name, entries as edition/name, dates of ends.
  static let titles: [(String, [String])] = [
    ("教师资格证书", ["教师资格 2021/教师资格 2017/教师资格"]),
    ("瑜伽教师证书", ["教师资格 2021/教师资格 2017/教师资格"]),
    ("优秀教师", ["教师资格 2021/教师资格 2017/教师资格"]),
    ("教师培训结业证书", []),
    ("一级建造师注册证书", ["一级建造师 2021/建造师 2017/建造师"]),
    ("注册监理工程师", ["监理工程师 2021/监理工程师 2017/监理工程师"]),
    ("专利代理人资格证", ["专利代理人 2021/专利代理师 2017/专利代理人"]),
    ("专利代理师", ["专利代理师 2021/专利代理师 2017/专利代理人"]),
    ("设备监理师", ["设备监理师 2021/设备监理师 2017/注册设备监理师"]),
    ("演出经纪人员资格证", ["演出经纪人员资格 2021/演出经纪人员资格 2017/演出经纪人员资格"]),
    ("演出经纪人证书", ["演出经纪人员资格 2021/演出经纪人员资格 2017/演出经纪人员资格"]),
    ("演出经纪公司业务培训", []),
    (
      "咨询工程师(投资)",
      [
        "咨询工程师（投资） 2021/工程咨询（投资）专业技术人员职业资格 2017/工程咨询（投资）专业技术人员职业资格"
      ]
    ),
    (
      "咨询工程师",
      [
        "咨询工程师（投资） 2021/工程咨询（投资）专业技术人员职业资格 2017/工程咨询（投资）专业技术人员职业资格"
      ]
    ),
    (
      "工程咨询专业技术人员职业资格证书",
      [
        "工程咨询（投资）专业技术人员职业资格 2021/工程咨询（投资）专业技术人员职业资格 2017/工程咨询（投资）专业技术人员职业资格"
      ]
    ),
    ("车工", ["车工 2017/机械冷加工人员 until 2020-12-31"]),
    ("汽车装调工（高级）", ["汽车装调工 2017/汽车整车制造人员 until 2020-12-31"]),
    ("电工技术培训合格证书", []),
    ("电工证", ["电工 2017/机械设备修理人员 until 2020-12-31"]),
    ("企业人力资源管理师", ["企业人力资源管理师 2017/人力资源服务人员 until 2020-09-30"]),
    ("保安员证", ["保安员证 2021/安全保护服务人员 2017/安全保护服务人员"]),
    ("民航安全检查员", ["民航安全检查员 2021/安全保护服务人员 2017/安全保护服务人员"]),
    ("安检员", ["安检员 2021/安全保护服务人员 2017/安全保护服务人员"]),
    ("安全评价师", ["安全评价师 2017/安全保护服务人员 until 2020-12-31"]),
    ("森林消防员", ["森林消防员 2021/消防和应急救援人员 2017/消防和应急救援人员"]),
    ("执业兽医资格证书", ["执业兽医资格证书 2021/执业兽医 2017/兽医资格"]),
    ("乡村兽医", ["乡村兽医 2017/兽医资格 until 2021-11-22"]),
    ("注册机械工程师", ["注册机械工程师 2017/勘察设计注册工程师 until 2021-11-22"]),
    ("注册结构工程师", ["注册结构工程师 2021/勘察设计注册工程师 2017/勘察设计注册工程师"]),
    ("会计从业资格证书", ["会计从业资格 2017/会计从业资格 until 2017-11-04"]),
    ("地面人员", ["空勤人员、地面人员 2021/航空人员资格 2017/航空人员资格"]),
    ("CPA证书", ["CPA 2021/注册会计师 2017/注册会计师"]),
    ("CPAP课程", []),
    ("咖啡师证书", ["咖啡师 until 2016-01-20"]),
    ("健康教育指导师", ["健康教育指导师资格 until 2014-10-23"]),
    ("心理咨询师", ["心理咨询师 until 2017-09-12"]),
    ("秘书", ["秘书 until 2017-09-12"]),
    ("秘书长聘书", []),
    ("矿业权评估师", ["矿业权评估师 2021/矿业权评估师 until 2014-07-22"]),
    ("注册税务师", ["注册税务师 2021/税务师 2017/税务师 until 2014-07-22"]),
    ("仓储管理员", ["（粮油）仓储管理员 2017/仓储人员 until 2020-12-31"]),
    ("渔业船员", ["船员资格（含船员、渔业船员） 2021/船员资格（含船员、渔业船员） 2017/船员资格（含船员、渔业船员）"]),
    ("一级建造师、咖啡师", ["一级建造师 2021/建造师 2017/建造师", "咖啡师 until 2016-01-20"]),
    ("", []),
    ("某某公司优秀员工荣誉证书", []),
  ]

  @Test(arguments: titles)
  func aTitleNames(_ title: String, _ expected: [String]) {
    let found = catalogue.mentions(in: title).map { mention in
      ([mention.name] + mention.qualifications.map { "\($0.edition)/\($0.name)" }
        + mention.lapses.map { "until \($0.until)" }).joined(separator: " ")
    }
    #expect(found == expected)
  }

  @Test func everyNameOfAnEditionFindsItsEntry() {
    for edition in catalogue.editions {
      for entry in edition.qualifications {
        // A short name counts at the end of a field.
        for name in [entry.name] + entry.alsoCalled + entry.subItems.map(\.name) {
          let mention = catalogue.mentions(in: name).first
          #expect(mention?.range == 0..<name.unicodeScalars.count, "\(name)")
          #expect(mention?.qualifications.contains(entry) == true, "\(name)")
        }
      }
    }
  }

  @Test func everyEndedNameFindsItsEnd() {
    for lapse in catalogue.lapses {
      #expect(
        catalogue.mentions(in: lapse.name).contains { $0.lapses.contains(lapse) }, "\(lapse.name)")
    }
  }

  @Test func rangesCountScalars() {
    let ranges = catalogue.mentions(in: "持有𠮷林焊工证和导游证").map(\.range)
    #expect(ranges == [4..<6, 8..<11])
  }

  @Test func anEditionHasOneEntryInAMention() {
    for name in catalogue.names {
      for mention in catalogue.mentions(in: name) {
        let editions = mention.qualifications.map(\.edition)
        #expect(editions == Set(editions).sorted(by: >), "\(name)")
      }
    }
  }
}
