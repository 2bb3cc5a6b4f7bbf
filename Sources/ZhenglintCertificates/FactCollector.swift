internal import ZhenglintCore

/// Takes in what looks like a fact, cleans its value and keeps it where the value holds good.
struct FactCollector {
  private struct Candidate {
    var fact: Fact
    /// See `CertificateLabel.weight`.
    var weight: Int
  }

  private var candidates: [Candidate] = []
  private var impossibleDates: [Fact] = []

  /// Longest value of a qualification, a level, a number: longer texts are not values.
  private static let longestValue = 60

  /// A batch of certificates has facts without end; what is asked is what the document says.
  private var hasRoom: Bool { candidates.count < 512 }

  func hasFact(of field: CertificateField) -> Bool {
    candidates.indices.contains { candidates[$0].fact.field == field }
  }

  func facts(of field: CertificateField) -> [Fact] {
    candidates.map(\.fact).filter { $0.field == field }
  }

  /// Takes in a fact whose value holds good; of one origin, only the weightiest are kept.
  mutating func add(
    _ field: CertificateField, _ text: ArraySlice<Glyph>, _ origin: Fact.Origin, stream: Int,
    weight: Int = 0
  ) {
    guard let (value, glyphs) = value(of: field, text, origin, stream: stream) else { return }
    add(
      Fact(field: field, value: value, origin: origin, stream: stream, range: glyphs.range),
      weight: weight)
  }

  mutating func add(_ fact: Fact, weight: Int = 0) {
    guard hasRoom, !fact.value.isEmpty,
      // By the place first: to compare strings takes longer.
      !candidates.indices.contains(where: {
        candidates[$0].fact.range == fact.range && candidates[$0].fact == fact
      })
    else { return }
    candidates.append(Candidate(fact: fact, weight: weight))
  }

  /// Facts of the heaviest weight by field and origin, and what contradicts among them.
  func certificate() -> Certificate {
    // By their numbers: a candidate is a large value to copy.
    let heaviest = candidates.indices.filter { number in
      !candidates.indices.contains {
        candidates[$0].weight > candidates[number].weight
          && candidates[$0].fact.field == candidates[number].fact.field
          && candidates[$0].fact.origin == candidates[number].fact.origin
      }
    }
    let facts = heaviest.map { candidates[$0].fact }
    return Certificate(
      facts: facts.sorted { ($0.stream, $0.range.start) < ($1.stream, $1.range.start) },
      contradictions: impossibleDates.map(Contradiction.impossibleDate) + differences(among: facts))
  }

  private func differences(among facts: [Fact]) -> [Contradiction] {
    var found: [Contradiction] = []
    let certificate = Certificate(facts: facts)
    let dates = certificate.facts(of: .date).filter { $0.origin != .sentence && isDirect($0) }
    if let difference = Contradiction(.date, dates) { found.append(difference) }
    let issuers = certificate.facts(of: .issuer)
    if let difference = Contradiction(.issuer, issuers.filter { $0.origin == issuers[0].origin }) {
      found.append(difference)
    }
    return found
  }

  /// 结课日期 may well differ from the date at the foot.
  private func isDirect(_ fact: Fact) -> Bool {
    fact.origin != .label || candidates.contains { $0.fact == fact && $0.weight > 1 }
  }

  // MARK: - Values

  private mutating func value(
    of field: CertificateField, _ text: ArraySlice<Glyph>, _ origin: Fact.Origin, stream: Int
  ) -> (String, ArraySlice<Glyph>)? {
    switch field {
    case .title: title(text)
    case .holder: Self.holder(text)
    case .issuer: Self.issuer(text)
    case .date: date(text, origin, stream: stream)
    case .number: Self.number(text)
    case .url: WebAddress.first(in: text).map { ($0.compact, $0) }
    case .seal, .supervision: Self.short(OrganisationName.withoutSealNote(text.clause))
    case .qualification, .level: Self.short(text.clause.withoutTranslation.trimmed)
    case .address, .nationality, .body: nil
    }
  }

  private func title(_ text: ArraySlice<Glyph>) -> (String, ArraySlice<Glyph>)? {
    let core = TitleLook.core(of: text)
    guard 2...Self.longestValue ~= core.count, !core.isPlaceholder else { return nil }
    return (core.spaced, core)
  }

  private static func holder(_ text: ArraySlice<Glyph>) -> (String, ArraySlice<Glyph>)? {
    var name = text.clause.trimmed
    // 学员 周允之 修完…: the name is one word, unless it is written in letters.
    if let first = name.words.first, first.count >= 2, first.allSatisfy({ $0.isHan }) {
      name = first
    }
    if name.last?.isClosingBracket == true { name = name.withoutClosingBracket }
    for ending in ["同志", "同学", "先生", "女士", "老师"] where name.count > 3 && name.ends(with: ending) {
      name = name.dropLast(2)
    }
    guard !name.isPlaceholder, name.count <= 40,
      CertificateLabel(name) == nil, PersonName.isPlausible(name) || OrganisationName.isWhole(name)
    else { return nil }
    if name.count > 4, name.allSatisfy({ $0.isHan }),
      let mention = PersonMention.names(in: name).first
    {
      name = mention
    }
    return (name.spaced, name)
  }

  private static func issuer(_ text: ArraySlice<Glyph>) -> (String, ArraySlice<Glyph>)? {
    var name = text.clause
    if let date = DateText(firstIn: name), date.indices.lowerBound > name.startIndex {
      name = name[..<date.indices.lowerBound]
    }
    name = OrganisationName.withoutSealNote(name.withoutTranslation)
    if name.endIndex < text.endIndex, text[name.endIndex].scalar == ".",
      ["Ltd", "Inc", "Co", "LTD", "INC"].contains(where: name.ends)
    {
      name = text[name.startIndex...name.endIndex]
    }
    guard 2...longestValue ~= name.count, !name.isPlaceholder,
      name.contains(where: { $0.isLetter })
    else { return nil }
    return (name.spaced, name)
  }

  private mutating func date(
    _ text: ArraySlice<Glyph>, _ origin: Fact.Origin, stream: Int
  ) -> (String, ArraySlice<Glyph>)? {
    guard let first = text.trimmed.first, DateText.mayBegin(with: first),
      let date = DateText(all: text) ?? DateText(all: text.clause)
    else { return nil }
    let glyphs = text[date.indices]
    switch date.reading {
    case .date(let date): return (date.description, glyphs)
    case .impossible:
      guard impossibleDates.count < 16 else { return nil }
      impossibleDates.append(
        Fact(
          field: .date, value: glyphs.compact, origin: origin, stream: stream,
          range: glyphs.range))
      return nil
    }
  }

  private static func number(_ text: ArraySlice<Glyph>) -> (String, ArraySlice<Glyph>)? {
    var number = text.clause.trimmed
    if let first = number.first, first.isASCII {
      var end = number.startIndex
      while end < number.endIndex, number[end].isASCII,
        !number[end].isClosingBracket
          || number[..<end].contains(where: \.isOpeningBracket)
      {
        end += 1
      }
      number = number[..<end].trimmed
    } else if number.count > 40 {
      return nil
    }
    guard 2...longestValue ~= number.count, number.contains(where: \.isDigit) else {
      return nil
    }
    return (number.compact, number)
  }

  private static func short(_ text: ArraySlice<Glyph>) -> (String, ArraySlice<Glyph>)? {
    guard 1...longestValue ~= text.count, !text.isPlaceholder else { return nil }
    return (text.spaced, text)
  }
}

extension ArraySlice where Element == Glyph {
  /// To the first mark that ends a clause.
  var clause: ArraySlice<Glyph> {
    let text = trimmed
    guard
      let end = text.indices.first(where: { text[$0].endsSentence || text.isComma(at: $0) })
    else { return text }
    return text[..<end].trimmed
  }

  /// The Chinese half of `远山语言培训学校 Yuanshan Language School`.
  var withoutTranslation: ArraySlice<Glyph> {
    guard first?.isHan == true else { return self }
    let words = words
    guard let latin = words.firstIndex(where: { $0.allSatisfy { $0.isASCII } }),
      latin > 0, words[latin].first?.isLatinLetter == true,
      words[latin...].allSatisfy({ $0.allSatisfy { $0.isASCII } })
    else { return self }
    return self[..<words[latin].startIndex]
  }

  /// A form that nobody has filled in: ____, {{name}}, ××××, 【姓名】.
  var isPlaceholder: Bool {
    guard let first else { return true }
    if allSatisfy(\.isFiller) { return true }
    return first.isOpeningMark && last?.isClosingMark == true
      || starts(with: "××") || starts(with: "某某")
  }
}

extension Glyph {
  fileprivate var isFiller: Bool {
    switch scalar {
    case "_", "-", "—", "×", "x", "X", "*", ".", "…", "○", "□", " ": true
    default: false
    }
  }

  fileprivate var isOpeningMark: Bool {
    switch scalar {
    case "{", "【", "[", "<", "$": true
    default: false
    }
  }

  fileprivate var isClosingMark: Bool { isClosingBracket || scalar == ">" || scalar == "$" }
}
