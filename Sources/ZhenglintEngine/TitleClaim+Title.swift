internal import ZhenglintCore

extension TitleClaim {
  /// What a title, simplified and without white space, says that the certificate is; `entry` is the
  /// name of a catalogue entry in it, which with 证 alone is a claim.
  init(title: String, entry: String?) {
    func has(_ words: [String]) -> Bool { words.contains { title.holds($0) } }
    if has(Self.trainingWords) {
      self = .training
    } else if has(Self.awardWords) {
      self = .award
    } else if title.holds("职业技能等级证") {
      self = .skillLevel
    } else if has(Self.evaluationWords) {
      // Without 资格 the notice of 2017 leaves evaluations of ability open to everybody.
      self = title.holds("资格") ? .qualification : .other
    } else if has(Self.qualificationWords) || entry.map({ Self.isBare(title, $0) }) ?? false {
      self = .qualification
    } else {
      self = .other
    }
  }

  private static let trainingWords = [
    "培训", "结业", "学习", "课程", "研修", "参训", "学时", "继续教育", "进修", "讲座", "实习", "见习", "考前",
    "模拟", "肄业", "毕业", "听课", "辅导", "录取", "准考",
  ]
  private static let awardWords = [
    "荣誉", "奖", "优秀", "竞赛", "大赛", "比赛", "表彰", "聘书", "聘任", "感谢", "纪念", "会员", "先进", "优胜",
  ]
  private static let evaluationWords = ["能力", "评价", "评定", "测评", "技能", "专项"]
  private static let qualificationWords = [
    "资格", "执业", "注册", "上岗", "操作证", "从业", "准入", "适任", "岗位合格", "执照",
  ]

  /// The name of an entry, a rank and 证: 导游证, 一级建造师证书, 茶艺师（三级）证.
  private static func isBare(_ title: String, _ entry: String) -> Bool {
    guard let range = title.range(of: entry) else { return false }
    let rest = title[range.upperBound...].filter { !"（）()·初中高一二三四五级技师等".contains($0) }
    let before = title[..<range.lowerBound].filter { !"（）()·初中高一二三四五级中华人民共和国家".contains($0) }
    return before.isEmpty && (rest.isEmpty || rest == "证" || rest == "证书")
      || title.hasSuffix(entry)
  }
}

extension String {
  /// The first occurrence of a text, scalar by scalar.
  fileprivate func range(of other: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(other) {
        return start..<index(start, offsetBy: other.count)
      }
      formIndex(after: &start)
    }
    return nil
  }
}
