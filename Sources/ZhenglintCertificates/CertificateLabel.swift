internal import ZhenglintCore
internal import ZhenglintReaders

/// What a label on a certificate announces.
struct CertificateLabel: Sendable {
  enum Meaning: Hashable, Sendable {
    case field(CertificateField)
    /// 身份证号: no fact, but personal data.
    case identity
    /// Known, and no fact of a certificate: 性别, 成绩, 有效期.
    case other
    /// Not known; it ends what the label before it governs.
    case unknown
  }

  var meaning: Meaning
  /// How directly the label names the fact: 发证日期 before 日期 before 结课日期.
  var weight: Int

  /// Looks up a label as it is written, white space and brackets taken out.
  ///
  /// Bilingual labels are known by either half: `姓名Name`, `发证日期/Date of issue`.
  init?(_ text: ArraySlice<Glyph>) {
    // Most texts are no label, and told by their end.
    guard let last = text.last(where: { !$0.isLabelMark }),
      Self.words.mayEnd(with: last) || Self.compoundEndings.mayEnd(with: last)
        || text.contains(where: \.isLatinLetter)
    else { return nil }
    var traits: GlyphTraits = []
    var marks = 0
    for glyph in text {
      if glyph.isLabelMark { marks += 1 } else { traits.formUnion(glyph.traits) }
    }
    guard text.count - marks <= 40, !traits.contains(.digit) else { return nil }
    // The words are in small letters.
    let isPlain = marks == 0 && !traits.contains(.latinLetter)
    let word = isPlain ? text : text.lowercased { !$0.isLabelMark }
    if let label = CertificateLabel(word: word) {
      self = label
      return
    }
    guard traits.isSuperset(of: [.han, .latinLetter]) else { return nil }
    let (chinese, latin) = (word.filter(\.isHan), word.filter(\.isLatinLetter))
    guard latin.count > 1, CertificateLabel(word: latin[...]) != nil,
      let label = CertificateLabel(word: chinese[...])
    else { return nil }
    self = label
  }

  init(_ meaning: Meaning, weight: Int = 2) {
    self.meaning = meaning
    self.weight = weight
  }

  private init?(word: ArraySlice<Glyph>) {
    if let known = Self.words.match(all: word) {
      let meaning = Self.meanings[known.number]
      guard case .field = meaning else {
        self.init(meaning)
        return
      }
      let weight = Self.direct.occurs(in: word) ? 3 : Self.indirect.occurs(in: word) ? 1 : 2
      self.init(meaning, weight: weight)
    } else if let ending = Self.compoundEndings.match(atEndOf: word), 3...8 ~= word.count {
      self.init(.field(Self.compounds[ending.number].field), weight: 1)
    } else {
      return nil
    }
  }

  /// What the last word of a longer label says: 导游证号, 聘书编号, 注册等级.
  private static let compounds: [(ending: String, field: CertificateField)] = [
    ("证号", .number), ("编号", .number), ("管理号", .number), ("等级", .level), ("级别", .level),
    ("查询网址", .url), ("核验网址", .url),
  ]
  private static let compoundEndings = WordList(compounds.map(\.ending))

  /// Words of labels that name the act of issuing itself.
  private static let direct: WordList = ["发证", "颁", "签发", "核发", "issu", "证书编号", "证书号"]
  /// Words of labels that name something near it, used where no label names the act.
  private static let indirect: WordList = [
    "结", "考核", "评价日", "培训", "授课", "开课", "办学", "承办", "协办", "组织", "成绩",
  ]

  // MARK: - Known words

  /// Every known label, each with its meaning at the same place in `meanings`.
  private static let words = WordList(known.flatMap(\.words))
  private static let meanings = known.flatMap { repeatElement($0.meaning, count: $0.words.count) }

  private static let known: [(meaning: Meaning, words: [Substring])] =
    [(.other, others)] + FieldNames.labels.map { (meaning(of: $0.field), $0.words) }

  private static func meaning(of field: TextStream.Field) -> Meaning {
    if case .certificate(let field) = field { .field(field) } else { .identity }
  }

  private static let others: [Substring] =
    """
    性别 年龄 民族 学历 文化程度 职务 受聘职务 职称 职位 工作单位 所在单位 成绩 总成绩 理论成绩 实操成绩 理论知识考试成绩 操作技能考核成绩
    综合成绩 考核成绩 考试成绩 评定成绩 评价结果 考评结果 考核结果 评价结论 学时 课时 总学时 培训学时 学分 有效期 有效期限 有效期至 有效日期 证书有效期
    有效期止 到期日期 出生日期 出生年月 出生年月日 培训时间 培训日期 培训期限 学习时间 起止时间 起止日期 课程时间 考试日期 考试时间 报名日期 打印日期 查询日期
    入会日期 会员类别 聘期 语种 照片 相片 二维码 课程编号 项目编号 机构编号 机构代码 统一社会信用代码 考号 准考证号 学号 联系电话 电话 传真 邮编
    负责人 校长 主任 会长 理事长 院长 主讲 讲师 讲师姓名 授课教师 授课老师 教师 考评员 培训内容 培训地点 证件类型 证件名称 sex gender score hours validuntil validity
    expirydate dateofbirth remarks photo phone tel duration result
    """.split(whereSeparator: \.isWhitespace)
}
