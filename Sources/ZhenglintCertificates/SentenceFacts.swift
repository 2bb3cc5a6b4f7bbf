internal import ZhenglintCore

/// Facts in running text: 由…颁发, 授予…同志.
enum SentenceFacts {
  /// Characters of which a line has one that holds any fact but the name of a person, or the text
  /// of a seal (专用章).
  static let characters = "由经于号制章"

  /// The surest first.
  private static let issuing: WordList = ["颁发", "签发", "核发", "发放", "发给", "授予", "发证", "认定"]

  static func read(_ page: CertificatePage, into facts: inout FactCollector) {
    var introduces = false
    for line in page.lines {
      let text = line.glyphs
      for name in PersonMention.names(in: text, isIntroduced: introduces) {
        facts.add(.holder, name, .sentence, stream: page.number)
      }
      introduces = PersonMention.introduces(text)
      guard line.traits.contains(.sentence) else { continue }
      let signs = text.indices.filter { text[$0].traits.contains(.sentence) }
      readNumber(line, at: signs, page, into: &facts)
      readIssuer(text, at: signs, page, into: &facts)
      readDate(text, at: signs, page, into: &facts)
      if let supervisor = supervisor(in: line) {
        facts.add(.supervision, supervisor, .sentence, stream: page.number)
      }
    }
  }

  /// 本证书由云洲市茶艺行业协会颁发.
  private static func readIssuer(
    _ text: ArraySlice<Glyph>, at signs: [Int], _ page: CertificatePage,
    into facts: inout FactCollector
  ) {
    for index in signs where text[index].scalar == "由" || text[index].scalar == "经" {
      let clause = text[(index + 1)..<min(index + 41, text.endIndex)]
      var surest: (verb: Int, start: Int)?
      for start in clause.indices {
        guard let verb = issuing.match(at: start, in: clause)?.number else { continue }
        if verb < surest?.verb ?? .max { surest = (verb, start) }
      }
      guard let surest, OrganisationName.isWhole(clause[..<surest.start]) else { continue }
      facts.add(.issuer, clause[..<surest.start], .sentence, stream: page.number)
    }
  }

  /// 于2024年5月1日颁发.
  private static func readDate(
    _ text: ArraySlice<Glyph>, at signs: [Int], _ page: CertificatePage,
    into facts: inout FactCollector
  ) {
    for index in signs where text[index].scalar == "于" {
      guard let date = DateText(at: index + 1, in: text) else { continue }
      let before = text[..<index]
      let after = text[date.indices.upperBound...]
      guard dateVerbs.ends(before) || dateVerbs.begins(after) else { continue }
      facts.add(.date, text[date.indices], .sentence, stream: page.number)
      let clause = before.lastIndex {
        $0.endsSentence || ",，".unicodeScalars.contains($0.scalar)
      }
      let name = before[(clause.map { $0 + 1 } ?? before.startIndex)...]
      if OrganisationName.isWhole(name) { facts.add(.issuer, name, .sentence, stream: page.number) }
    }
  }

  private static let dateVerbs: WordList = ["颁发", "签发", "核发", "发证", "颁证"]

  /// 本证书编号为 YY-2024-0427; 聘字〔2024〕第031号.
  private static func readNumber(
    _ line: TextLine, at signs: [Int], _ page: CertificatePage, into facts: inout FactCollector
  ) {
    let text = line.glyphs
    for index in signs where text[index].scalar == "号" && number.ends(text[...index]) {
      var start = index + 1
      while start < text.endIndex, "为是:：".unicodeScalars.contains(text[start].scalar) { start += 1 }
      if start < text.endIndex, text[start].isASCII, !numbered.ends(text[..<(index - 1)]) {
        facts.add(.number, text[start...], .sentence, stream: page.number)
      }
    }
    line.forEachSegment { segment in
      guard 6...24 ~= segment.count, segment.last?.scalar == "号", segment.contains("第"),
        segment.contains("字"), segment.contains(where: \.isDigit)
      else { return }
      facts.add(.number, segment, .sentence, stream: page.number)
    }
  }

  private static let number: WordList = ["编号"]
  /// Things whose number is not the certificate's.
  private static let numbered: WordList = ["课程", "项目", "机构"]

  private static let supervising: WordList = ["监制", "部印制"]

  /// 人力资源和社会保障部监制.
  private static func supervisor(in line: TextLine) -> ArraySlice<Glyph>? {
    var supervisor: ArraySlice<Glyph>?
    line.forEachSegment { segment in
      guard supervisor == nil, supervising.ends(segment.trimmed) else { return }
      let text = segment.trimmed
      guard 4...40 ~= text.count, !text.contains(where: \.isColon) else { return }
      let start = text.lastIndex { $0.scalar == "由" }
      supervisor = text[(start.map { $0 + 1 } ?? text.startIndex)...].dropLast(2)
    }
    return supervisor
  }
}
