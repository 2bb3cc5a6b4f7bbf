import ZhenglintCore

private enum InstrumentKey: String, CaseIterable { case title, number, issuer, date, recalled }
private enum InstrumentFact: String, CaseIterable { case title, number, issuer, date }
private enum ExamplesKey: String, CaseIterable { case hit, pass }
private enum ExampleKey: String, CaseIterable { case channel, text }

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

  private func templateParts() throws(RulePackError) -> [String] {
    let pieces = try text().unicodeScalars.split(separator: "{", omittingEmptySubsequences: false)
    var parts = pieces.prefix(1).map { String($0) }
    for piece in pieces.dropFirst() {
      let name = piece.prefix { $0 != "}" }
      guard name.elementsEqual("term".unicodeScalars), name.endIndex < piece.endIndex else {
        throw failure(.unknown(.placeholder, "{\(String(name))}", known: ["{term}"]))
      }
      parts.append(String(piece[name.endIndex...].dropFirst()))
    }
    return parts
  }

  func level() throws(RulePackError) -> Level { try name(Level.self, .level) }

  func channels() throws(RulePackError) -> Set<Channel> {
    var channels: Set<Channel> = []
    for channel in try list() { channels.insert(try channel.name(Channel.self, .channel)) }
    return channels
  }

  /// What a name of the pack stands for.
  func entry<Value>(
    of defined: [String: Value], _ kind: RulePackError.Kind
  ) throws(RulePackError) -> Value {
    let name = try text()
    guard let value = defined[name] else {
      throw failure(.unknown(kind, name, known: defined.keys.sorted()))
    }
    return value
  }

  func instrument() throws(RulePackError) -> Citation {
    let parts = try mapping(InstrumentKey.self)
    var recalled: [String] = []
    for fact in try parts[.recalled]?.list() ?? [] {
      recalled.append(try fact.name(InstrumentFact.self, .fact).rawValue)
    }
    return Citation(
      number: try parts.required(.number).text(), title: try parts.required(.title).text(),
      issuer: try parts.required(.issuer).text(), date: try parts.required(.date).date(),
      clause: LocalizedText(zh: "", en: ""), recalled: recalled)
  }

  private func date() throws(RulePackError) -> String {
    let text = try text()
    let numbers = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard text.utf8.count == 10, numbers.count == 3, let month = numbers[1], let day = numbers[2],
      numbers[0] != nil, 1...12 ~= month, 1...31 ~= day
    else { throw failure(.malformed(text, expected: .date)) }
    return text
  }

  /// The matcher looks for pairs of characters, so one character is not a term.
  func term() throws(RulePackError) -> String {
    let text = try text()
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
    return Example(
      text: String(text), channel: try parts?[.channel]?.name(Channel.self, .channel) ?? .text,
      spans: spans, place: marked.place)
  }
}
