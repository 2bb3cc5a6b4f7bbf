import ZhenglintCore

private enum InstrumentKey: String, CaseIterable {
  case title, number, issuer, date, effective, until, recalled, source
}
private enum InstrumentFact: String, CaseIterable {
  case title, number, issuer, date, effective, until
}
private enum ExamplesKey: String, CaseIterable { case hit, pass }
private enum ExampleKey: String, CaseIterable {
  case text, channel, title, issuer, issued, profile
  case issuerKind = "issuer-kind"
}

extension PackNode {
  func identifier() throws(RulePackError) -> String {
    let text = try text()
    let isValid = text.utf8.allSatisfy {
      switch $0 {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "-"):
        true
      default: false
      }
    }
    guard isValid else { throw failure(.malformed(text, expected: .identifier)) }
    return text
  }

  func localizedText() throws(RulePackError) -> LocalizedText {
    let parts = try mapping(Language.self)
    return LocalizedText(zh: try parts.required(.zh).text(), en: try parts.required(.en).text())
  }

  func template() throws(RulePackError) -> MessageTemplate {
    let parts = try mapping(Language.self)
    return MessageTemplate(
      zh: try parts.required(.zh).templateParts(), en: try parts.required(.en).templateParts())
  }

  private func templateParts() throws(RulePackError) -> [MessageTemplate.Piece] {
    let pieces = try text().unicodeScalars.split(separator: "{", omittingEmptySubsequences: false)
    var parts = pieces.prefix(1).map { MessageTemplate.Piece.text(String($0)) }
    for piece in pieces.dropFirst() {
      let name = String(piece.prefix { $0 != "}" })
      guard let placeholder = MessageTemplate.Placeholder(rawValue: name),
        piece.count > name.unicodeScalars.count
      else {
        let known = MessageTemplate.Placeholder.allCases.map { "{\($0.rawValue)}" }
        throw failure(.unknown(.placeholder, "{\(name)}", known: known))
      }
      parts.append(.placeholder(placeholder))
      parts.append(.text(String(piece.dropFirst(name.unicodeScalars.count + 1))))
    }
    return parts
  }

  func level() throws(RulePackError) -> Level { try name(Level.self, .level) }

  func confidence() throws(RulePackError) -> Confidence {
    try entry(
      of: Dictionary(uniqueKeysWithValues: Confidence.allCases.map { ($0.name, $0) }), .confidence)
  }

  func channels() throws(RulePackError) -> Set<Channel> {
    var channels: Set<Channel> = []
    for channel in try list() { channels.insert(try channel.name(Channel.self, .channel)) }
    return channels
  }

  /// What a name of the file stands for.
  package func entry<Value>(
    of defined: [String: Value], _ kind: RulePackError.Kind
  ) throws(RulePackError) -> Value {
    let name = try text()
    guard let value = defined[name] else {
      throw failure(.unknown(kind, name, known: defined.keys.sorted()))
    }
    return value
  }

  func instrument(id: String, place: PackPlace) throws(RulePackError) -> Instrument {
    let parts = try mapping(InstrumentKey.self)
    var recalled: [String] = []
    for fact in try parts[.recalled]?.list() ?? [] {
      recalled.append(try fact.name(InstrumentFact.self, .fact).rawValue)
    }
    let number = try parts.required(.number).text()
    let date = try parts.required(.date).date()
    return Instrument(
      id: id, title: try parts.required(.title).text(), number: number == "unknown" ? nil : number,
      issuer: try parts.required(.issuer).text(), date: date,
      effective: try parts[.effective]?.date() ?? date, until: try parts[.until]?.date(),
      recalled: recalled, source: try parts[.source]?.text(), place: place)
  }

  func date() throws(RulePackError) -> CalendarDate {
    let text = try text()
    guard let date = CalendarDate(iso8601: text) else {
      throw failure(.malformed(text, expected: .date))
    }
    return date
  }

  /// The matcher looks for pairs of characters, so one character is not a term.
  func term() throws(RulePackError) -> String {
    let text = try text()
    if isEmbedded { return text }
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    let hasLetter = text.unicodeScalars.contains { scalar in
      // Latin letters end at U+024F (Latin Extended-B).
      scalar.properties.isIdeographic || (scalar.value < 0x250 && scalar.properties.isAlphabetic)
    }
    guard hasLetter, text.unicodeScalars.count > 1, !words.contains(where: \.isEmpty) else {
      throw failure(.malformed(text, expected: .term))
    }
    return text
  }

  func examples() throws(RulePackError) -> Examples {
    let parts = try mapping(ExamplesKey.self)
    var hits: [Example] = []
    for node in try parts.required(.hit).list() { hits.append(try node.example(isHit: true)) }
    var passes: [Example] = []
    for node in try parts.required(.pass).list() { passes.append(try node.example(isHit: false)) }
    return Examples(hits: hits, passes: passes)
  }

  /// A text, or a mapping of a channel and a text.
  private func example(isHit: Bool) throws(RulePackError) -> Example {
    let parts = try mappingUnlessText(ExampleKey.self)
    let marked = try parts?.required(.text) ?? self
    let raw = try marked.text()
    var text = String.UnicodeScalarView()
    var count = 0
    var open: Int?
    var spans: [ByteRange] = []
    var isPaired = true
    for scalar in raw.unicodeScalars {
      switch scalar {
      case "⟦":
        isPaired = isPaired && open == nil
        open = count
      case "⟧":
        if let start = open, start < count {
          spans.append(ByteRange(start: start, end: count))
        } else {
          isPaired = false
        }
        open = nil
      default:
        text.append(scalar)
        count += UTF8.width(scalar)
      }
    }
    guard isPaired, open == nil, spans.isEmpty != isHit else {
      throw marked.failure(.malformed(raw, expected: isHit ? .hitExample : .passExample))
    }
    var profiles: [String] = []
    for profile in try parts?[.profile]?.listOrOne() ?? [] { profiles.append(try profile.text()) }
    let stated = StatedFacts(
      title: try parts?[.title]?.text(), issuer: try parts?[.issuer]?.text(),
      issuerKind: try parts?[.issuerKind]?.name(IssuerKind.self, .issuerKind),
      issued: try parts?[.issued]?.date())
    return Example(
      text: String(text), channel: try parts?[.channel]?.name(Channel.self, .channel) ?? .text,
      stated: stated, profiles: profiles, spans: spans, place: marked.place)
  }
}
