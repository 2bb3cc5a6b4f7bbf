import Testing
import ZhenglintCertificates
import ZhenglintCore

@Suite struct IssuerKindTests {
  @Test(arguments: [
    ("云洲市茶艺行业协会", IssuerKind.association), ("云洲市总商会", .association),
    ("云洲市茶艺行业协会培训中心", .association), ("中国烹饪协会美食专业委员会", .association),
    ("云洲市茶文化研究会", .society), ("中华医学会", .society), ("衡准管理咨询有限公司", .enterprise),
    ("维森自动化（中国）有限公司", .enterprise), ("国家电网有限公司云洲分公司", .enterprise), ("云洲市木石家具厂", .enterprise),
    ("云洲市职业技能鉴定中心", .institution), ("中国科学院云洲研究所", .institution), ("云洲市人民医院", .institution),
    ("国家开放大学", .school), ("青禾技能培训学校", .school), ("云洲市第一中学", .school), ("半山茶书院", .school),
    ("中华人民共和国人力资源和社会保障部", .stateOrgan), ("住房和城乡建设部、人力资源和社会保障部", .stateOrgan),
    ("云洲省人力资源和社会保障厅", .stateOrgan), ("云洲市文化和旅游局", .stateOrgan), ("国家税务总局", .stateOrgan),
    ("云洲市人民政府", .stateOrgan), ("国家卫生健康委员会", .stateOrgan), ("云洲市中级人民法院", .stateOrgan),
  ])
  func namesThatSay(name: String, kind: IssuerKind) {
    #expect(IssuerKind(nameOf: name) == kind)
  }

  @Test(arguments: [
    "安和健康教育中心", "松风琴社", "甲公司、乙协会", "业主委员会", "", "、", "证书", "全国职业资格考试认证中心",
  ])
  func namesThatDoNotSay(name: String) {
    #expect(IssuerKind(nameOf: name) == nil)
  }
}
