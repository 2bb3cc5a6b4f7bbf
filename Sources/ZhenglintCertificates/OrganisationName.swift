internal import ZhenglintCore

/// Recognises and cleans names of organisations.
enum OrganisationName {
  /// Last words of the names of bodies that issue certificates.
  private static let endings = WordList(
    IssuerKind.endings.flatMap(\.words) + [
      "中心", "社", "院", "站", "馆", "基地", "委员会", "办公室", "俱乐部", "基金会", "分会", "分公司", "总部", "平台",
      "组委会", "编委会", "专家组", "机构", "部", "局", "厅", "所", "会",
    ])
  /// Last words of English names, in lower case.
  private static let englishEndings: WordList = [
    "school", "academy", "association", "institute", "university", "college", "center", "centre",
    "ltd", "ltd.", "limited", "inc", "inc.", "company", "society", "federation", "council",
    "foundation", "union", "bureau", "ministry", "corporation", "alliance", "studio",
  ]
  private static let englishMiddles: WordList = ["of", "for"]

  /// Words that are in clauses and not in names.
  private static let foreign: WordList = [
    "参加", "修完", "完成", "特发", "颁发", "授予", "证书", "证明", "本会", "本校", "本单位", "经考", "成绩", "合格",
    "有效", "查询", "扫描", "同志", "同学", "学员", "准予", "机会",
    // Claims of standing: 国家认可机构 names nobody (中国认证认可协会 does, so 认可 alone says nothing).
    "认可机构", "认可单位", "认可的", "承认", "批准", "授权", "指定机构", "有关部门",
  ]
  private static let foreignStarts: WordList = [
    "由", "于", "在", "经", "为", "兹", "请", "与", "和", "该", "本", "凡", "被", "以",
  ]

  /// Whether the text is the name of an organisation and nothing else.
  static func isWhole(_ text: ArraySlice<Glyph>) -> Bool {
    guard 4...40 ~= text.count || text.count <= 120 && text.first?.isLatinLetter == true
    else { return false }
    guard text.contains(where: { !$0.isASCII }) else { return isEnglish(text) }
    let name = text.withoutClosingBracket
    // Most texts are told by their end.
    guard let last = name.last, last.isHan, endings.ends(name) else { return false }
    return text.allSatisfy(isInNames) && !foreign.occurs(in: text) && !foreignStarts.begins(text)
  }

  /// Yuanshan Language School, School of Tea Arts.
  private static func isEnglish(_ text: ArraySlice<Glyph>) -> Bool {
    let words = text.lowercased().words
    guard words.count >= 2, let last = words.last, text.allSatisfy(isInNames) else { return false }
    return englishEndings.match(all: last) != nil
      || words.indices.dropFirst().dropLast().contains {
        englishMiddles.match(all: words[$0]) != nil && englishEndings.ends(words[$0 - 1])
      }
  }

  private static func isInNames(_ glyph: Glyph) -> Bool {
    switch glyph.scalar {
    case "·", ".", "&", "-", "、", ",", " ", "'": true
    default:
      glyph.traits.intersects([.han, .latinLetter, .digit, .openingBracket, .closingBracket])
    }
  }

  /// The name without what stands beside it where a seal goes: 青禾技能培训学校（盖章）.
  static func withoutSealNote(_ text: ArraySlice<Glyph>) -> ArraySlice<Glyph> {
    var name = text.trimmed
    while let last = name.last {
      let word = name.lastWord
      if last.isClosingBracket, let open = name.lastIndex(where: \.isOpeningBracket),
        sealNotes.match(all: name[(open + 1)..<(name.endIndex - 1)]) != nil
      {
        name = name[..<open].trimmed
      } else if word.startIndex > name.startIndex, sealNotes.match(all: word) != nil {
        name = name[..<word.startIndex].trimmed
      } else if let open = name.firstIndex(where: \.isOpeningBracket),
        sealNotes.match(all: name[(open + 1)...].trimmed.filter { !$0.isClosingBracket }[...])
          != nil
      {
        name = name[..<open].trimmed
      } else {
        break
      }
    }
    return name
  }

  private static let sealNotes: WordList = [
    "盖章", "章", "签章", "公章", "印章", "印", "签字", "签名", "盖章处", "公章处", "盖公章", "加盖公章", "单位盖章", "盖章有效",
    "seal", "stamp", "Seal", "Stamp", "SEAL", "签名盖章", "签字盖章", "公章/钢印", "钢印",
  ]
}
