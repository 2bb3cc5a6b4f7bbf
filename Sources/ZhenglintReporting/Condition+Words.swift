package import ZhenglintCore
import ZhenglintCatalogue
package import ZhenglintRules

extension Condition {
  /// The condition as a person reads it.
  package func words(in language: Language) -> String {
    tests.map { $0.words(in: language) }.joined(separator: language == .zh ? "，且" : " and ")
  }
}

extension Condition.Test {
  fileprivate func words(in language: Language) -> String {
    let isChinese = language == .zh
    func any(_ names: [String]) -> String { names.joined(separator: isChinese ? "、" : ", ") }
    func quoted(_ patterns: [TextPattern]) -> String {
      any(patterns.map { isChinese ? "“\($0.source)”" : "“\($0.source)”" })
    }
    func fields(_ fields: Set<CertificateField>) -> String {
      any(
        CertificateField.allCases.filter(fields.contains).map {
          fieldName($0.rawValue, in: language)
        })
    }
    switch self {
    case .channel(let channels):
      let names = any(
        Channel.allCases.filter(channels.contains).map { $0.name(in: language) })
      return isChinese ? "位于\(names)" : "in the channel \(names)"
    case .field(let set):
      return isChinese ? "位于栏目\(fields(set))" : "in the field \(fields(set))"
    case .inside(let patterns):
      return isChinese ? "处在\(quoted(patterns))之中" : "inside \(quoted(patterns))"
    case .near(let texts, let distance):
      return isChinese
        ? "同一行前后 \(distance) 字以内有\(quoted(texts))"
        : "within \(distance) characters of \(quoted(texts))"
    case .matches(let patterns):
      return isChinese ? "内容形如\(quoted(patterns))" : "the value has the form \(quoted(patterns))"
    case .fact(let field, let patterns):
      let name = fieldName(field.rawValue, in: language)
      return isChinese
        ? "证书的\(name)形如\(quoted(patterns))"
        : "the certificate's \(name) has the form \(quoted(patterns))"
    case .lacks(let set):
      return isChinese ? "证书上没有\(fields(set))" : "the certificate states no \(fields(set))"
    case .standing(let standings):
      let names = any(Standing.allCases.filter(standings.contains).map { $0.name(in: language) })
      return isChinese ? "证书与国家职业资格目录的关系为\(names)" : "the certificate's standing is \(names)"
    case .category(let categories):
      let names = any(
        QualificationCategory.allCases.filter(categories.contains).map { $0.name(in: language) })
      return isChinese ? "证书所称的目录资格属\(names)" : "the catalogue entry named is of \(names)"
    case .claims(let claims):
      let names = any(TitleClaim.allCases.filter(claims.contains).map { $0.name(in: language) })
      return isChinese ? "证书名称是\(names)" : "the title is that of \(names)"
    case .issuerKind(let kinds):
      let names = any(IssuerKind.allCases.filter(kinds.contains).map { $0.name(in: language) })
      return isChinese ? "发证机构是\(names)" : "the issuer is \(names)"
    case .declaredIssuer:
      return isChinese
        ? "处在用 --issuer 申明的发证机构全称之中" : "inside the full issuer's name declared with --issuer"
    case .outweighed:
      return isChinese
        ? "图案的反证（页脚、备案信息、图标大小）不少于佐证"
        : "signs against the picture (foot, filing, size of an icon) are no fewer than those for it"
    case .language(let languages):
      let names = any(
        WrittenLanguage.allCases.filter(languages.contains).map {
          switch $0 {
          case .japanese: isChinese ? "日文" : "Japanese"
          case .korean: isChinese ? "韩文" : "Korean"
          }
        })
      return isChinese ? "附近的文字是\(names)，没有简体中文" : "the text around is \(names), not Chinese"
    case .issued(let from, let until):
      let start = from.map { isChinese ? "自 \($0) 起" : "from \($0) on" }
      let end = until.map { isChinese ? "至 \($0) 止" : "up to \($0)" }
      let span = [start, end].compactMap(\.self).joined(separator: isChinese ? "" : " ")
      return isChinese ? "证书所适用的日期\(span)" : "the day that applies is \(span)"
    }
  }
}

extension QualificationCategory {
  /// What the catalogue calls it.
  package func name(in language: Language) -> String {
    switch (language, self) {
    case (.en, _): rawValue
    case (.zh, .access): "准入类"
    case (.zh, .levelEvaluation): "水平评价类"
    }
  }
}

extension TitleClaim {
  fileprivate func name(in language: Language) -> String {
    switch (language, self) {
    case (.en, _): rawValue
    case (.zh, .qualification): "资格证书"
    case (.zh, .training): "培训或学习证明"
    case (.zh, .award): "荣誉、奖励"
    case (.zh, .skillLevel): "职业技能等级证书"
    case (.zh, .other): "其他证书"
    }
  }
}
