package import ZhenglintCore

/// What the name of an issuer says of its kind.
extension IssuerKind {
  /// Last words of names, by kind; the longest one that fits decides.
  static let endings: [(kind: IssuerKind, words: [String])] = [
    (.association, ["协会", "商会", "联合会", "促进会", "联盟", "工商联", "总会", "联谊会"]),
    (.society, ["学会", "研究会", "研习会"]),
    (
      .enterprise,
      ["公司", "集团", "厂", "事务所", "企业", "合伙企业", "银行", "商行", "商店", "酒店", "有限合伙"]
    ),
    (
      .institution,
      [
        "研究院", "研究所", "研究中心", "医院", "出版社", "鉴定中心", "考试中心", "考试院", "人才中心", "人才服务中心",
        "疾病预防控制中心", "博物馆", "图书馆", "文化馆", "科技馆", "科学院", "设计院", "检验所", "鉴定所", "就业服务中心",
        "鉴定指导中心", "技能鉴定站",
      ]
    ),
    (
      .school,
      [
        "大学", "学院", "学校", "书院", "幼儿园", "中学", "小学", "学堂", "职校", "技校", "党校", "培训中心", "培训学校",
        "培训班", "分校", "高中", "一中", "教育学院",
      ]
    ),
    (
      .stateOrgan,
      ["人民政府", "人民法院", "人民检察院", "法院", "检察院", "公安局", "税务局", "办事处", "海关", "总局", "管理局", "监督局"]
    ),
  ]

  /// Units inside a body are of the body's kind: …协会培训中心, …公司云洲分公司.
  private static let innerUnits = [
    "分公司", "分会", "专业委员会", "工作委员会", "委员会", "分院", "分校", "办公室", "培训部", "教务处", "人力资源部", "秘书处",
    "代表处", "中心", "总部", "基地",
  ]
  /// Last characters of state organs that need a state or a place before them.
  private static let organEndings = ["部", "委员会", "局", "厅", "署", "办公室", "委"]
  private static let stateStarts = ["中华人民共和国", "国务院", "国家", "全国人民代表大会", "最高人民"]
  private static let places = ["省", "市", "县", "区", "州", "盟", "旗"]
  private static let ministries = [
    "教育部", "人力资源和社会保障部", "民政部", "司法部", "财政部", "公安部", "农业农村部", "交通运输部", "水利部", "商务部", "应急管理部",
    "住房和城乡建设部", "文化和旅游部", "工业和信息化部", "科学技术部", "自然资源部", "生态环境部", "退役军人事务部", "劳动部", "人事部",
    "卫生部", "建设部", "信息产业部", "劳动和社会保障部",
  ]
  /// Bodies of residents and others that no state set up.
  private static let notOrgans = [
    "业主委员会", "居民委员会", "村民委员会", "组织委员会", "组委会", "管理委员会办公室", "邮局", "书局", "专业委员会", "工作委员会",
  ]

  private static let english: [(kind: IssuerKind, words: [String])] = [
    (.association, ["association", "federation", "chamber of commerce", "alliance"]),
    (.society, ["society"]),
    (.enterprise, ["ltd", "limited", "inc", "company", "corporation", "llc"]),
    (.institution, ["hospital", "research institute"]),
    (.school, ["university", "college", "school", "academy"]),
    (.stateOrgan, ["ministry", "bureau", "people's government"]),
  ]

  /// The kind that a name as `Fact.value` has it says; names joined by 、 must agree, and `nil` is
  /// where the name does not say.
  package init?(nameOf issuer: String) {
    let names = issuer.split(separator: "、").map(String.init)
    let kinds = Set(names.map(Self.kind))
    guard kinds.count == 1, let kind = kinds.first, let kind else { return nil }
    self = kind
  }

  private static func kind(of name: String) -> IssuerKind? {
    var name = name.filter { !$0.isWhitespace }
    if let open = name.lastIndex(where: { "(（".contains($0) }), ")）".contains(name.last ?? " "),
      name.startIndex < open
    {
      name = String(name[..<open])
    }
    if name.utf8.allSatisfy({ $0 < 0x80 }) { return englishKind(of: name.lowercased()) }
    if isStateOrgan(name) { return .stateOrgan }
    var rest = Substring(name)
    // From the end inwards: an inner unit says nothing, the body before it does.
    while !rest.isEmpty {
      // 培训中心 by itself is a school, and of an association a unit of it.
      let owner = rest.hasSuffix("培训中心") ? lastBodyEnd(in: rest.dropLast(4)) : nil
      if let owner { rest = rest[..<owner] }
      if let kind = longestEnding(of: rest) { return kind }
      guard let unit = innerUnits.first(where: rest.hasSuffix) else { break }
      rest = rest.dropLast(unit.count)
      if let end = lastBodyEnd(in: rest) { rest = rest[..<end] }
    }
    return nil
  }

  private static func longestEnding(of name: Substring) -> IssuerKind? {
    var best: (kind: IssuerKind, length: Int)?
    for (kind, words) in endings {
      for word in words where word.count > (best?.length ?? 0) && name.count > word.count {
        if name.hasSuffix(word) { best = (kind, word.count) }
      }
    }
    return best?.kind
  }

  /// Where the name of the body ends inside the name of its unit: 云洲市茶艺行业协会|培训.
  private static func lastBodyEnd(in name: Substring) -> Substring.Index? {
    var index = name.endIndex
    while index > name.startIndex {
      if longestEnding(of: name[..<index]) != nil { return index }
      index = name.index(before: index)
    }
    return nil
  }

  private static func isStateOrgan(_ name: String) -> Bool {
    guard !notOrgans.contains(where: name.hasSuffix) else { return false }
    if ministries.contains(where: { name == $0 || name == "中华人民共和国" + $0 }) { return true }
    guard organEndings.contains(where: name.hasSuffix) else { return false }
    if stateStarts.contains(where: name.hasPrefix) { return !isInsideBody(name) }
    // ××省教育厅, 云洲市卫生健康委员会: a place, and no body of another kind before the end.
    guard let place = name.firstIndex(where: { places.contains(String($0)) }),
      place != name.startIndex
    else { return false }
    return ["局", "厅", "委员会", "委"].contains(where: name.hasSuffix) && !isInsideBody(name)
  }

  private static func isInsideBody(_ name: String) -> Bool {
    lastBodyEnd(in: name.dropLast()) != nil
  }

  private static func englishKind(of name: String) -> IssuerKind? {
    for (kind, words) in english {
      let matches = words.contains { word in
        name.contains(word.filter { $0 != " " })
      }
      if matches { return kind }
    }
    return nil
  }
}
