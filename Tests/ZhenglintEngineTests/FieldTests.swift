import Testing
import ZhenglintCore
import ZhenglintEngine

/// The field in which a word stands, by its label, decides whether it is a breach or a question.
@Suite struct FieldTests {
  private func findings(_ source: String, _ path: String = "a.txt") -> [String] {
    Fixtures.linter.lint(bytes: Array(source.utf8), path: path).findings
      .map { "\($0.term) \($0.level.rawValue) \($0.field ?? "-")" }
  }

  @Test(arguments: [
    "发证机构：中国职工协会", "发证机构：\n中国职工协会\n", "发证机构\n中国职工协会", "发证机构（盖章）：中国木艺协会",
    "发证机构\t中国木艺协会", "发证时间：10:30 颁发单位：中国木艺协会", "主办单位：中国木艺协会",
  ])
  func theIssuersNameIsForAPersonToDecide(source: String) {
    #expect(findings(source) == ["中国 review issuer"])
  }

  @Test(arguments: [
    ("姓名：王中华", ["中华 review holder"]),
    ("查询网址：https://example.cn/国家", ["国家 review url"]),
    ("查询网址：example.cn/国家", ["国家 review url"]),
    ("国籍：中国 姓名：张三", []),
    ("发证机构：某某协会，经国家承认", ["国家 violation -"]),
    ("发证机构：某某协会\n本证书国家承认", ["国家 violation -"]),
    ("本证书由国家承认", ["国家 violation -"]),
    ("本证书由国家认可机构颁发", ["国家 violation -"]),
    ("由国家承认的机构认定", ["国家 violation -"]),
    ("发证机构：中国认证认可协会", ["中国 review issuer"]),
  ])
  func theNearestKnownLabelGoverns(source: String, expected: [String]) {
    #expect(findings(source) == expected)
  }

  @Test func cellsAreLabelledByTheCellBefore() {
    let table = "<table><tr><td>发证机构</td><td>中国职工协会</td></tr><tr><td>说明<td>国家承认</table>"
    #expect(findings(table, "a.html") == ["中国 review issuer", "国家 violation -"])
  }

  @Test(arguments: [
    ("<img src='guohui.jpg' alt='Guo Hui'>", ["国徽 review -"]),
    ("<img src='guohui.jpg' alt='国徽'>", ["国徽 violation -", "国徽 violation -"]),
    ("<img src='guohui.jpg' alt='National Emblem'>", ["国徽 violation -", "国徽 violation -"]),
    ("<img src='a.jpg' alt='国徽'>", ["国徽 review -"]),
  ])
  func aFileNameNeedsASecondSign(source: String, expected: [String]) {
    #expect(findings(source, "a.html") == expected)
  }
}
