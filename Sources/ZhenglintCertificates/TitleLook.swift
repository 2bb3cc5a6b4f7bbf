internal import ZhenglintCore

/// Tells titles of certificates by their looks.
enum TitleLook {
  static let longest = 36

  private static let endings: WordList = [
    "证书", "证明", "证明书", "奖状", "荣誉状", "聘书", "凭证", "证", "执照", "嘉奖令", "捐赠状", "委任状", "感谢状", "喜报",
  ]
  /// Ends that look the same and are none: 特发此证, 认证.
  private static let falseEnds: WordList = [
    "此证", "为证", "认证", "保证", "公证", "论证", "考证", "验证", "查证", "签证", "佐证", "求证", "实证", "例证", "以资证明",
    "特此证明", "发证", "持证", "领证", "本证", "本证书", "兹证明", "该证书", "有证", "补证", "换证", "凭证书", "发此证书", "此证书",
    "此证明", "身份证", "取得证书", "获得证书", "颁发证书", "获证",
  ]
  /// Words of running text.
  private static let foreign: WordList = [
    "本证书", "特发", "特颁", "查询", "扫描", "颁发给", "授予", "参加", "持有", "编号", "凭本", "并获", "获得",
  ]

  static func isTitle(_ text: ArraySlice<Glyph>) -> Bool {
    let text = core(of: text)
    guard 2...longest ~= text.count, let last = text.last, endings.ends(text),
      text.count >= 3 || last.scalar != "证", !falseEnds.ends(text), !foreign.occurs(in: text)
    else { return false }
    return !text.contains {
      $0.traits.intersects([.sentenceEnd, .colon, .pause]) || $0.scalar == "=" || $0.scalar == "/"
    }
  }

  /// A title that says no more than what sort of paper it is: the line above may be its first half.
  static func isBare(_ text: ArraySlice<Glyph>) -> Bool { text.count <= 6 && isTitle(text) }

  /// The title without book-title marks and quotes, and without a bracket behind it.
  static func core(of text: ArraySlice<Glyph>) -> ArraySlice<Glyph> {
    var text = text.trimmed
    if let last = text.last, last.isClosingBracket,
      let open = text.lastIndex(where: \.isOpeningBracket), open > text.startIndex,
      copies.match(all: text[(open + 1)..<(text.endIndex - 1)]) != nil
    {
      text = text[..<open].trimmed
    }
    return text
  }

  /// What a bracket behind a title says of the paper.
  private static let copies: WordList = ["副本", "正本", "样本", "样张", "电子版", "电子", "内部", "补发"]

  /// Titles have no white space; English words keep theirs.
  static func value(of text: ArraySlice<Glyph>) -> String { core(of: text).spaced }

  /// The English name of a certificate: it is the title where there is no Chinese one.
  static func isEnglish(_ text: ArraySlice<Glyph>) -> Bool {
    guard 6...80 ~= text.count, text.allSatisfy({ $0.isASCII }),
      !text.contains(where: { $0.isColon || $0.isDigit })
    else { return false }
    let words = text.spaced.lowercased()
    return words.hasPrefix("certificate of ") || words.hasSuffix(" certificate")
      || words == "certificate" || words.hasPrefix("diploma of ")
  }
}
