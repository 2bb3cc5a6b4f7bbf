internal import ZhenglintCore

/// Recognises and cleans names of organisations.
enum OrganisationName {
  /// Last words of the names of bodies that issue certificates.
  private static let endings: [String] =
    IssuerKind.endings.flatMap(\.words) + [
      "中心", "社", "院", "站", "馆", "基地", "委员会", "办公室", "俱乐部", "基金会", "分会", "分公司", "总部", "平台",
      "组委会", "编委会", "专家组", "机构", "部", "局", "厅", "所", "会",
    ]
  /// Last words of English names, in lower case.
  private static let englishEndings = [
    "school", "academy", "association", "institute", "university", "college", "center", "centre",
    "ltd", "ltd.", "limited", "inc", "inc.", "company", "society", "federation", "council",
    "foundation", "union", "bureau", "ministry", "corporation", "alliance", "studio",
  ]
  private static let englishMiddles = [" of ", " for "]

  /// Words that are in clauses and not in names.
  private static let foreign = [
    "参加", "修完", "完成", "特发", "颁发", "授予", "证书", "证明", "本会", "本校", "本单位", "经考", "成绩", "合格",
    "有效", "查询", "扫描", "同志", "同学", "学员", "准予", "机会",
    // Claims of standing: 国家认可机构 names nobody (中国认证认可协会 does, so 认可 alone says nothing).
    "认可机构", "认可单位", "认可的", "承认", "批准", "授权", "指定机构", "有关部门",
  ]
  private static let foreignStarts = [
    "由", "于", "在", "经", "为", "兹", "请", "与", "和", "该", "本", "凡", "被", "以",
  ]

  /// Whether the text is the name of an organisation and nothing else.
  static func isWhole(_ text: ArraySlice<Glyph>) -> Bool {
    guard 4...40 ~= text.count || text.count <= 120 && text.first?.scalar.isLatinLetter == true
    else { return false }
    guard text.allSatisfy({ isNameScalar($0.scalar) }) else { return false }
    if text.allSatisfy({ $0.scalar.value < 0x80 }) { return isEnglish(text) }
    let name = text.withoutClosingBracket
    guard let last = name.last, last.scalar.isHan, endings.contains(where: name.ends) else {
      return false
    }
    return !foreign.contains { text.contains($0) } && !foreignStarts.contains(where: text.starts)
  }

  private static func isEnglish(_ text: ArraySlice<Glyph>) -> Bool {
    let words = text.spaced.lowercased()
    guard words.split(separator: " ").count >= 2 else { return false }
    return englishEndings.contains { words.hasSuffix(" " + $0) }
      || englishMiddles.contains { middle in
        englishEndings.contains { words.contains($0 + middle) || words.hasPrefix($0 + middle) }
      }
  }

  private static func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isHan || scalar.isLatinLetter || scalar.isASCIIDigit
      || scalar.isOpeningBracket || scalar.isClosingBracket
      || "·.&-、, '".unicodeScalars.contains(scalar)
  }

  /// The name without what stands beside it where a seal goes: 青禾技能培训学校（盖章）.
  static func withoutSealNote(_ text: ArraySlice<Glyph>) -> ArraySlice<Glyph> {
    var name = text.trimmed
    while true {
      if let last = name.last, last.scalar.isClosingBracket,
        let open = name.lastIndex(where: \.scalar.isOpeningBracket),
        sealNotes.contains(name[(open + 1)..<(name.endIndex - 1)].compact)
      {
        name = name[..<open].trimmed
      } else if let last = name.words.last, last.startIndex > name.startIndex,
        sealNotes.contains(last.compact)
      {
        name = name[..<last.startIndex].trimmed
      } else if let open = name.firstIndex(where: \.scalar.isOpeningBracket),
        sealNotes.contains(name[(open + 1)...].trimmed.compact.filter { !$0.isClosing })
      {
        name = name[..<open].trimmed
      } else {
        return name
      }
    }
  }

  private static let sealNotes: Set<String> = [
    "盖章", "章", "签章", "公章", "印章", "印", "签字", "签名", "盖章处", "公章处", "盖公章", "加盖公章", "单位盖章", "盖章有效",
    "seal", "stamp", "Seal", "Stamp", "SEAL", "签名盖章", "签字盖章", "公章/钢印", "钢印",
  ]
}

extension Character {
  fileprivate var isClosing: Bool { unicodeScalars.allSatisfy(\.isClosingBracket) }
}
