/// A valid pack with every part of the format, small enough to break in a test.
package enum SmallPack {
  package static let file = "small.yml"

  package static let yaml = """
    pack: { id: small, version: 2026.1.1, title: { zh: 小, en: small } }
    lists:
      offices: [教育部, "@courts"]
      courts: [法院]
    instruments:
      notice: { title: 通知, number: 〔2017〕1号, issuer: 部, date: 2017-01-02, recalled: [date] }
      letter: { title: 函, number: unknown, issuer: 部, date: 2022-03, effective: 2022-05-01, until: 2023-04-30 }
    readings:
      nation:
        name: { zh: 国籍, en: nationality }
        reason: { zh: 国籍栏, en: nationality }
        level: info
        when: { field: [nationality] }
      quoted:
        name: { zh: 引用, en: quotation }
        reason: { zh: "引用“{term}”", en: "{term} is quoted" }
        level: review
        when: { inside: ["《…(法|条例)》"] }
    groups:
      usual: [nation, quoted]
    rules:
      - id: words
        name: { zh: 字样, en: words }
        profile: standard
        binds: { zh: 各单位, en: everybody }
        asks: { zh: 不写国家, en: do not write 国家 }
        open: { zh: 未明, en: open }
        terms:
          - 国家
          - { text: [guo jia, state], stands-for: 国家, channels: [reference] }
          - { text: 全国, advice: { zh: "改写“{term}”", en: reword } }
          - { pattern: "原?×××(部|厅)监制", stands-for: ×××部监制 }
        open-ended: true
        when: { standing: [outside-catalogue, unknown] }
        unless:
          - { near: { any: [祖国, "@offices"], within: 4 } }
        level: violation
        levels:
          - { level: review, when: { field: [body], channel: [text] } }
        confidence: likely
        second-sign: violation
        readings: [usual]
        basis:
          - { instrument: notice, clause: { zh: 第一条, en: art. 1 } }
          - { instrument: letter, clause: { zh: 第二条, en: art. 2 }, terms: [全国], recalled: [clause] }
        message: { zh: "“{term}”违反{instrument}", en: "{term} breaches {instrument}, {term}" }
        review-message: { zh: "“{term}”需人工判断", en: "look at {term}" }
        advice: { zh: 删去, en: drop }
        examples:
          hit: [一⟦国家⟧级、⟦全国⟧]
          pass: [国际, { text: 国家, title: 注册会计师证书, issuer: 财政部, issuer-kind: state-organ, issued: 2018-01-02, profile: strict }]
    """

  /// The pack with one piece replaced; the piece has to be there.
  package static func replacing(_ piece: String, with other: String) -> String {
    precondition(yaml.contains(piece), "the small pack has no \(piece)")
    return yaml.replacing(piece, with: other, maxReplacements: 1)
  }
}
