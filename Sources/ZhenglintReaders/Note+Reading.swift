internal import ZhenglintCore

/// What can go wrong while a document is read, in the words for people.
extension Note {
  static func malformed(line: Int, reason: String) -> Note {
    Note(
      code: "malformed",
      zh: "第 \(line) 行不符合 XML 语法（\(reason)），其后的内容可能未读全；请修正该文件后重试。",
      en: "Line \(line) is not well-formed XML (\(reason)); what follows may not have been read "
        + "whole. Mend the file and try again.",
      isIncomplete: true)
  }

  static let truncated = Note(
    code: "truncated",
    zh: "文件在标签、注释或脚本中间中断，可能不完整；请取得完整的文件后重试。",
    en: "The file ends inside a tag, comment or script and may be cut off. "
      + "Get the whole file and try again.",
    isIncomplete: true)

  static let styleLimit = Note(
    code: "style-limit",
    zh: "样式规则或样式生成的文字过多，只应用了前面的部分，其后文字的显示与否和位置可能有误；请简化样式后重试。",
    en: "Style rules, or the text that they generate, are too many: only the first were applied, "
      + "and what follows may be shown or placed otherwise. Simplify the styles and try again.",
    isIncomplete: true)

  static let outlinedGlyphs = Note(
    code: "outlined-glyphs",
    zh: "图中没有文字对象，文字可能已转为曲线，无法检查；请提供转曲前的文件。",
    en: "The drawing holds no text objects; its text may have been turned into outlines, "
      + "which cannot be checked. Provide the file from before that.",
    isIncomplete: true)

  static func unreadPicture(_ mediaType: String) -> Note {
    Note(
      code: "picture-unread",
      zh: "内嵌图片（\(mediaType)）中的文字和图案未检查；请人工查看。",
      en: "An embedded picture (\(mediaType)) was not checked for text or emblems. "
        + "A person must look at it.",
      isIncomplete: true)
  }

  static func unreadMember(_ mediaType: String) -> Note {
    Note(
      code: "member-unread",
      zh: "内嵌内容（\(mediaType)）的格式无法读取，未检查；请人工查看。",
      en: "Embedded content (\(mediaType)) is of a format that is not read and was not checked. "
        + "A person must look at it.",
      isIncomplete: true)
  }

  static let damagedDataURI = Note(
    code: "damaged-data-uri",
    zh: "内嵌的 data: 数据已损坏，只读取了前面的部分；请修正后重试。",
    en: "An embedded data: URI is damaged; only its beginning was read. Mend it and try again.",
    isIncomplete: true)

  static func nestingLimit(_ limit: Int) -> Note {
    Note(
      code: "nesting-limit",
      zh: "内嵌文档超过 \(limit) 层，更深的部分未读取；请拆开后重试。",
      en: "Documents are nested more than \(limit) deep; what lies deeper was not read. "
        + "Take them apart and try again.",
      isIncomplete: true)
  }
}
