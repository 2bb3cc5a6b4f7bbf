import Testing
import ZhenglintCertificates
import ZhenglintCore

@Suite struct ContradictionTests {
  private func contradictions(_ source: String) -> [String] {
    Sample(source).certificate.contradictions.map { contradiction in
      switch contradiction {
      case .differing(let field, let facts):
        "\(field.rawValue): " + facts.map(\.value).joined(separator: " ")
      case .impossibleDate(let fact): fact.value
      }
    }
  }

  @Test(arguments: [
    ("发证日期：2024年5月1日\n颁发日期：2024年6月1日", ["date: 2024-05-01 2024-06-01"]),
    ("发证日期：2024年5月1日\n\n青禾技能培训学校\n二〇二三年五月一日", ["date: 2024-05-01 2023-05-01"]),
    ("发证日期：2024年5月1日\n\n青禾技能培训学校\n二〇二四年五月", []),
    ("结课日期：2024年4月1日\n\n青禾技能培训学校\n2024年5月1日", []),
    ("发证机构：甲市木艺协会\n颁发单位：乙市家居协会", ["issuer: 甲市木艺协会 乙市家居协会"]),
    ("发证机构：甲市木艺协会、乙市家居协会", []),
    ("发证日期：2024年2月30日", ["2024年2月30日"]),
    ("发证日期：2024年13月1日", ["2024年13月1日"]),
    ("发证日期：2024年2月29日", []),
  ])
  func whatCannotBeTrue(source: String, expected: [String]) {
    #expect(contradictions(source) == expected)
  }
}
