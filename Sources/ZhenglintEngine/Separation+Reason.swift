internal import ZhenglintCore
internal import ZhenglintMatching

extension Separation {
  /// As `-v` says it.
  var reason: LocalizedText {
    switch self {
    case .wideSpace:
      LocalizedText(zh: "相隔太远，是分开的两处", en: "the letters stand too far apart")
    case .noise:
      LocalizedText(
        zh: "中间的符号隔开的是词，不是单字", en: "the signs between them part words, not single letters")
    case .emptyLine: LocalizedText(zh: "中间隔着空行", en: "an empty line parts them")
    case .border:
      LocalizedText(
        zh: "分属不同的段落、单元格或属性", en: "they stand in different paragraphs, cells or attributes")
    case .lookAlikes:
      LocalizedText(zh: "全是形近字，没有一个本字", en: "all of them are look-alikes, none is the term's own")
    case .insideWord: LocalizedText(zh: "是更长的词的一部分", en: "they are part of a longer word")
    case .brokenName:
      LocalizedText(zh: "名称断开的地方不是词的边界", en: "the name is broken where no word of it ends")
    }
  }
}
