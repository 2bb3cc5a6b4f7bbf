internal import ZhenglintCore

/// Finds persons in running text: 学员林知夏于…, 授予叶听澜同志…, 许静禾参加….
enum PersonMention {
  /// Words right before a name.
  private static let triggerList = [
    "学员", "考生", "授予", "授与", "颁给", "证明", "奖给", "聘请", "聘任", "会员", "选手", "参训人员", "受训人", "持证人", "学生",
  ]
  private static let honorificList = ["同志", "同学", "先生", "女士", "老师", "小姐", "师傅", "教练"]
  /// Words right behind the name of someone who does or gets something.
  private static let verbList =
    honorificList + [
      "于", "在", "自", "经", "参加", "完成", "修完", "修毕", "修读", "通过", "获", "荣获", "被", "具有", "具备", "已", "为本",
      "因", "主持", "担任", "顺利", "圆满", "取得", "达到", "符合", "系", "现任", "学习", "完整", "接受", "从", "按",
    ]
  /// What may stand behind a name that a word before it announces.
  private static let endList = [
    "“", "「", "\"", "(", "（", ",", "，", ":", "：", "。", "《", "为", "等",
  ]

  private static let triggers = WordList(triggerList)
  private static let honorifics = WordList(honorificList)
  private static let latinTrigger: WordList = ["certifythat"]
  private static let verbs = WordList(verbList)
  private static let verbsAndEnds = WordList(verbList + endList)
  /// Of the words that are looked for everywhere.
  static let firstCharacters = String(
    (triggerList + honorificList + ["certifythat"]).compactMap(\.first))

  /// The names in a line, by place, some twice; `isIntroduced` says that the line above ends in 兹证明
  /// or the like.
  static func names(
    in line: ArraySlice<Glyph>, isIntroduced: Bool = false
  ) -> [ArraySlice<Glyph>] {
    var found = salutation(line)
    if isIntroduced, line.count <= 40, PersonName.isPlausible(line.trimmed) {
      found.append(withoutHonorific(line.trimmed))
    }
    var border = line.startIndex
    let starts = PersonName.starts.union(.mention)
    for index in line.indices where line[index].traits.intersects(starts) {
      if index == border || isClauseBorder(index - 1, of: line) {
        let isFirst = index == line.startIndex
        if let name = chineseName(at: index, in: line, before: verbs),
          isFirst || name.count > 2
        {
          found.append(name)
        }
      }
      guard line[index].traits.contains(.mention) else { continue }
      if let trigger = triggers.match(at: index, in: line) {
        border = index + trigger.count
        if let name = name(at: border, in: line) { found.append(name) }
      } else if honorifics.stands(at: index, in: line) {
        if let name = chineseName(endingAt: index, in: line) { found.append(name) }
      } else if let trigger = latinTrigger.match(at: index, in: line),
        let name = latinName(at: index + trigger.count, in: line)
      {
        found.append(name)
      }
    }
    return found
  }

  /// Whether the name stands on the next line.
  static func introduces(_ line: ArraySlice<Glyph>) -> Bool {
    let end = line.suffix(12).trimmed
    return introductions.ends(end)
  }

  private static let introductions: WordList = [
    "证明", "授予", "聘请", "颁给", "certifythat", "presentedto", "awardedto",
  ]

  /// 温如玉： and 程予怀、白芷同学： as lines of their own.
  private static func salutation(_ line: ArraySlice<Glyph>) -> [ArraySlice<Glyph>] {
    guard line.count <= 24, line.last?.isColon == true else { return [] }
    let names = line.parts { line[$0].scalar == "、" || line[$0].isColon }
      .map(withoutHonorific)
    return names.allSatisfy(PersonName.isChinese) ? names : []
  }

  private static func withoutHonorific(_ name: ArraySlice<Glyph>) -> ArraySlice<Glyph> {
    name.dropLast(honorifics.match(atEndOf: name)?.count ?? 0)
  }

  private static func isClauseBorder(_ index: Int, of line: ArraySlice<Glyph>) -> Bool {
    guard index >= line.startIndex else { return true }
    return line[index].traits.intersects([.sentenceEnd, .colon, .closingBracket, .pause])
  }

  private static func chineseName(
    at start: Int, in line: ArraySlice<Glyph>, before words: WordList
  ) -> ArraySlice<Glyph>? {
    guard start < line.endIndex, PersonName.mayBegin(with: line[start]) else { return nil }
    for count in [4, 3, 2] where start + count < line.endIndex {
      let name = line[start..<start + count]
      if words.stands(at: start + count, in: line), PersonName.isChinese(name) { return name }
    }
    return nil
  }

  /// 欧阳明月同志: the longest name that ends before the word.
  private static func chineseName(
    endingAt end: Int, in line: ArraySlice<Glyph>
  ) -> ArraySlice<Glyph>? {
    for count in [4, 3, 2] where end - count >= line.startIndex {
      let name = line[end - count..<end]
      if PersonName.isChinese(name) { return name }
    }
    return nil
  }

  /// A name of any people after a word that announces one.
  private static func name(at start: Int, in line: ArraySlice<Glyph>) -> ArraySlice<Glyph>? {
    var start = start
    while start < line.endIndex, line[start].isColon || line[start].scalar == "'" {
      start += 1
    }
    guard start < line.endIndex else { return nil }
    if let name = chineseName(at: start, in: line, before: verbsAndEnds) { return name }
    if (2...4).contains(line.endIndex - start), PersonName.isChinese(line[start...]) {
      return line[start...]
    }
    // 阿卜杜热合曼·买买提, John Smith: to the next word that can follow a name.
    guard !line[start].isHan || line[start...].prefix(40).contains(where: isMiddleDot) else {
      return nil
    }
    var end = start
    while end < line.endIndex, end - start < 40 {
      if verbsAndEnds.stands(at: end, in: line) { break }
      guard line[end].isLetter || "·•・‧.-".unicodeScalars.contains(line[end].scalar)
      else { return nil }
      end += 1
    }
    let name = line[start..<end]
    guard end < line.endIndex, PersonName.isPlausible(name),
      CertificateLabel(name) == nil,
      name.contains(where: isMiddleDot)
        || name.allSatisfy({ !$0.isHan })
    else { return nil }
    return name
  }

  private static func isMiddleDot(_ glyph: Glyph) -> Bool {
    switch glyph.scalar {
    case "·", "•", "・", "‧": true
    default: false
    }
  }

  /// Words that begin with a capital letter.
  private static func latinName(at start: Int, in line: ArraySlice<Glyph>) -> ArraySlice<Glyph>? {
    guard start < line.endIndex else { return nil }
    var end = start
    for word in line[start..<min(start + 60, line.endIndex)].words {
      guard let first = word.first?.scalar, first.properties.isUppercase else { break }
      end = word.endIndex
      if let last = word.last?.scalar, last == "," {
        end -= 1
        break
      }
    }
    return end - start >= 3 ? line[start..<end] : nil
  }
}
