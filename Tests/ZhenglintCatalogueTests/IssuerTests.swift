import Testing
import ZhenglintCatalogue
import ZhenglintRules

@Suite struct IssuerTests {
  let catalogue: Catalogue

  init() throws {
    catalogue = try Catalogue.embedded()
  }

  private func entry(_ name: String, _ edition: String) throws -> Qualification {
    try #require(catalogue.edition(edition)?.qualifications.first { $0.name == name })
  }

  static let issuers: [(String, String, String, Bool)] = [
    ("建造师", "2021", "人力资源社会保障部", true),
    ("建造师", "2021", "人力资源和社会保障部", true),
    ("建造师", "2021", "中华人民共和国人力资源和社会保障部", true),
    ("建造师", "2021", "中华人民共和国人力资源和社会保障部、中华人民共和国住房和城乡建设部", true),
    ("建造师", "2021", "中华人民共和国人力资源和社会保障部 中华人民共和国住房和城乡建设部", true),
    ("建造师", "2021", "人力资源和社会保障部住房和城乡建设部", true),
    ("建造师", "2021", "中华人民共和国 住房和城乡建设部（章）", true),
    ("建造师", "2021", "浙江省人力资源和社会保障厅", true),
    ("建造师", "2021", "杭州市住房和城乡建设局", true),
    ("建造师", "2021", "北京市住房和城乡建设委员会", true),
    ("建造师", "2021", "新疆生产建设兵团人力资源和社会保障局", true),
    ("建造师", "2021", "人力资源和社会保障部、某某建设集团有限公司", false),
    ("建造师", "2021", "中国建筑业协会", false),
    ("建造师", "2021", "某某市住房和城乡建设局培训中心", false),
    ("建造师", "2021", "某某职业培训学校", false),
    ("建造师", "2021", "教育部", false),
    ("建造师", "2021", "", false),
    ("建造师", "2021", "、", false),
    ("教师资格", "2021", "教育部", true),
    ("教师资格", "2021", "杭州市西湖区教育局", true),
    ("教师资格", "2021", "浙江省教育厅", true),
    ("教师资格", "2021", "某某教育科技有限公司", false),
    ("教师资格", "2021", "中国教育学会", false),
    ("医生资格", "2021", "国家卫生健康委员会", true),
    ("医生资格", "2021", "中华人民共和国国家卫生健康委员会", true),
    ("医生资格", "2021", "上海市卫生健康委员会", true),
    ("医生资格", "2017", "国家卫生和计划生育委员会", true),
    ("医生资格", "2017", "国家卫生健康委员会", true),
    ("导游资格", "2017", "文化和旅游部", true),
    ("导游资格", "2017", "国家旅游局", true),
    ("民用核设施操纵人员资格", "2017", "生态环境部", true),
    ("新闻记者职业资格", "2017", "国家新闻出版署", true),
    ("注册会计师", "2021", "中国注册会计师协会", true),
    ("注册会计师", "2021", "中国会计学会", false),
    ("注册会计师", "2021", "浙江省注册会计师协会", false),
    ("拍卖师", "2021", "中国拍卖行业协会", true),
    ("拍卖师", "2021", "中国拍卖行业协会、商务部", false),
    ("税务师", "2021", "国家税务总局、人力资源和社会保障部、中国税务师协会", true),
    ("税务师", "2021", "中国注册税务师协会", true),
    ("注册城乡规划师", "2021", "某某市城市规划协会", false),
    ("注册建筑师", "2021", "全国注册建筑师管理委员会", true),
    ("注册建筑师", "2021", "浙江省注册建筑师管理委员会", true),
    ("消防设施操作员", "2021", "消防行业职业技能鉴定指导中心", true),
    ("消防设施操作员", "2021", "浙江省消防行业特有工种职业技能鉴定站", true),
    ("消防设施操作员", "2021", "体育行业职业技能鉴定指导中心", false),
    ("消防设施操作员", "2021", "某某消防培训学校职业技能鉴定站", false),
    ("安全保护服务人员", "2021", "宁波市公安局", true),
    ("安全保护服务人员", "2021", "某某保安服务公司", false),
    ("机械冷加工人员", "2017", "浙江省职业技能鉴定指导中心", true),
    ("机械冷加工人员", "2017", "浙江省人力资源和社会保障厅", true),
    ("机械冷加工人员", "2017", "某某技师学院", false),
    ("硬质合金生产人员", "2017", "浙江省职业技能鉴定指导中心", false),
    ("硬质合金生产人员", "2017", "有色金属行业职业技能鉴定指导中心", true),
    ("特种作业人员", "2021", "浙江省应急管理厅", true),
  ]

  @Test(arguments: issuers)
  func aBodyIsAnImplementingDepartmentOrNot(
    _ name: String, _ edition: String, _ issuer: String, _ expected: Bool
  ) throws {
    #expect(try entry(name, edition).isImplemented(by: issuer) == expected)
  }

  @Test func everyDepartmentImplementsItsEntry() {
    for edition in catalogue.editions {
      for entry in edition.qualifications {
        for department in entry.departments + entry.subItems.flatMap(\.departments) {
          #expect(entry.isImplemented(by: department), "\(entry.name): \(department)")
        }
      }
    }
  }

  /// A long line of names takes no time to speak of.
  @Test func aLongIssuerIsNone() throws {
    let issuer = String(repeating: "人力资源和社会保障部", count: 1_000)
    #expect(try !entry("建造师", "2021").isImplemented(by: issuer))
  }
}
