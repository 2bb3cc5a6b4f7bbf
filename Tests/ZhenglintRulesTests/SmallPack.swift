/// A valid pack with every part of the format, small enough to break in a test.
enum SmallPack {
  static let file = "small.yml"

  static let yaml = """
    pack: { id: small, version: 2026.1.1, title: { zh: 小, en: small } }
    instruments:
      notice: { title: 通知, number: 〔2017〕1号, issuer: 部, date: 2017-01-02, recalled: [date] }
      letter: { title: 函, number: 〔2022〕2号, issuer: 部, date: 2022-03-04 }
    readings:
      nation: { zh: 国籍, en: nationality }
    rules:
      - id: words
        name: { zh: 字样, en: words }
        terms:
          - 国家
          - { text: [guo jia, state], stands-for: 国家, channels: [reference] }
          - { text: 全国, advice: { zh: "改写“{term}”", en: reword } }
        open-ended: true
        levels:
          default: violation
          channels: { comment: review }
          fields: { nationality: { level: info, reading: nation } }
          second-sign: violation
        basis:
          - { instrument: notice, clause: { zh: 第一条, en: art. 1 } }
          - { instrument: letter, clause: { zh: 第二条, en: art. 2 }, terms: [全国] }
        message: { zh: "“{term}”违反通知", en: "{term} breaches, {term}" }
        review-message: { zh: "“{term}”需人工判断", en: "look at {term}" }
        advice: { zh: 删去, en: drop }
        examples: { hit: [一⟦国家⟧级、⟦全国⟧], pass: [国际] }
    """

  /// The pack with one piece replaced; the piece has to be there.
  static func replacing(_ piece: String, with other: String) -> String {
    precondition(yaml.contains(piece), "the small pack has no \(piece)")
    return yaml.replacing(piece, with: other, maxReplacements: 1)
  }
}
