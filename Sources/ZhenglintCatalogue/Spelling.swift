/// What has to follow a spelling for it to count as the name of a qualification.
enum SpellingTail: Int, Sendable {
  /// Anything: the spelling is clear by itself.
  case free
  /// 资格, 证, 职业, 执业, a mark or the end: 电工 alone is an ordinary word.
  case short
  /// The same, or what makes a person of it: 演出经纪|人.
  case stem
}

/// One way to write a name of the catalogue in a title, folded by `Spelling.fold`.
struct Spelling: Hashable, Sendable {
  var scalars: [UInt32]
  var tail: SpellingTail
  /// The name itself, not something derived from it.
  var isWhole: Bool

  private init(_ text: some StringProtocol, tail: SpellingTail = .free, isWhole: Bool = false) {
    scalars = text.unicodeScalars.map { Self.fold($0.value) }
    self.tail = tail == .free && scalars.count < 3 ? .short : tail
    self.isWhole = isWhole
  }

  /// Brackets and slashes of half width, small letters as capitals; one scalar for one.
  static func fold(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0xFF08: 0x28
    case 0xFF09: 0x29
    case 0xFF0F: 0x2F
    case 0x61...0x7A: scalar - 0x20
    default: scalar
    }
  }

  /// What is left of these is the occupation.
  private static let endings = [
    "注册执业资格认定", "职业资格", "执业资格", "资格认定", "资格",
  ]
  /// What is left of these names a field, which may stand in a title by chance.
  private static let looseEndings = [
    "专业技术人员职业资格", "专业人员职业资格", "从业人员资格", "人员资格认定", "人员资格",
  ]

  /// How a name may be written; `isList` for sub-items, of which one line can hold several.
  static func all(of name: String, isList: Bool = false) -> [Spelling] {
    var spellings = [Spelling(name, isWhole: true)]
    for text in plain(name, isList: isList) {
      spellings.append(Spelling(text))
      if let ending = endings.first(where: { text.hasSuffix($0) }), text.count > ending.count {
        spellings.append(Spelling(text.dropLast(ending.count)))
      }
      if let ending = looseEndings.first(where: { text.hasSuffix($0) }),
        text.count >= ending.count + 4
      {
        spellings.append(Spelling(text.dropLast(ending.count), tail: .stem))
      }
    }
    return spellings
  }

  /// The name without its brackets, with what they hold, and the names that it lists.
  private static func plain(_ name: String, isList: Bool) -> [String] {
    var texts = [name]
    if let open = name.firstIndex(of: "（"), let close = name.lastIndex(of: "）"), open < close {
      let inner = name[name.index(after: open)..<close]
      let before = name[..<open]
      let after = name[name.index(after: close)...]
      texts.append("\(before)\(after)")
      if inner.hasPrefix("含") {
        texts += inner.dropFirst().split(separator: "、").map(String.init)
      } else if !inner.contains("、") {
        texts.append("\(before)\(inner)\(after)")
      }
    } else if isList {
      let pieces = name.split(separator: "、")
      if pieces.count > 1, pieces.allSatisfy({ isOccupation($0) }) {
        texts += pieces.map(String.init)
      }
    } else if let first = name.split(separator: "、").first, isOccupation(first), first != name {
      // 广播电视播音员、主持人资格: the later ones mean too much without the words of the first.
      texts.append(String(first))
    }
    return texts
  }

  private static func isOccupation(_ text: Substring) -> Bool {
    text.last.map { "员人师工".contains($0) } ?? false
  }
}
