internal import ZhenglintCore

/// What speaks for and against the emblem's being where something names it.
///
/// A name proves little: the `guohui.png` in the foot of a page is often the icon of the police
/// filing (公安备案). Each sign counts one, each sign against it takes one away.
struct EmblemEvidence: Hashable, Sendable {
  enum Sign: CaseIterable, Sendable {
    /// The name of a file, an id or a class.
    case name
    case alternativeText
    /// Text that stands with the picture, or an SVG's `title` or `desc`.
    case caption
    /// A picture of plausible size at the top or in the centre.
    case prominence
  }

  enum CounterSign: CaseIterable, Sendable {
    /// The size of an icon.
    case smallness
    /// In the foot of the page.
    case foot
    /// Beside the filing of a site.
    case filing
  }

  var signs: Set<Sign> = []
  var counterSigns: Set<CounterSign> = []

  var score: Int { signs.count - counterSigns.count }
  /// Two signs more than speak against it: the emblem is there.
  var isSupported: Bool { score >= 2 }
  /// As much speaks against it as for it: the name is that of something else.
  var isOutweighed: Bool { score <= 0 }
}

// MARK: - The signs of a placement

extension EmblemEvidence {
  /// What a placement says by itself.
  init(_ placement: Placement) {
    if placement.isPlausible, !placement.traits.isDisjoint(with: [.top, .centre]) {
      signs.insert(.prominence)
    }
    if placement.isTiny { counterSigns.insert(.smallness) }
    // A picture of the size of a seal is no icon, wherever it stands.
    if placement.traits.contains(.foot), !placement.isPlausible { counterSigns.insert(.foot) }
    if placement.traits.contains(.filing) { counterSigns.insert(.filing) }
  }
}

extension Placement {
  /// Pixels that the icons of filings have at most; they are made in 20 × 20.
  private static let largestIcon: Float = 24
  /// Pixels: about a centimetre on paper.
  private static let smallestEmblem: Float = 40

  /// The emblem is about as wide as high; where one side is not given it follows the other.
  fileprivate var isPlausible: Bool {
    guard traits.contains(.picture), let side = width ?? height else { return false }
    let (low, high) = (min(side, height ?? side), max(side, height ?? side))
    return low >= Self.smallestEmblem && high <= 2 * low
  }

  fileprivate var isTiny: Bool {
    guard let side = width ?? height else { return false }
    return max(side, height ?? side) <= Self.largestIcon
  }
}

// MARK: - Words

extension EmblemEvidence {
  /// The signs as a sentence after a message; it begins with what separates it.
  var remark: LocalizedText {
    func list(_ words: [LocalizedText]) -> LocalizedText {
      LocalizedText(
        zh: words.map(\.zh).joined(separator: "、"), en: words.map(\.en).joined(separator: ", "))
    }
    let (for_, against) = (
      list(Sign.allCases.filter(signs.contains).map(\.words)),
      list(CounterSign.allCases.filter(counterSigns.contains).map(\.words))
    )
    var remark = LocalizedText(zh: "", en: "")
    if !signs.isEmpty {
      remark.zh += "；佐证：\(for_.zh)"
      remark.en += "; signs for it: \(for_.en)"
    }
    if !counterSigns.isEmpty {
      remark.zh += "；反证：\(against.zh)"
      remark.en += "; signs against it: \(against.en)"
    }
    return remark
  }
}

extension EmblemEvidence.Sign {
  fileprivate var words: LocalizedText {
    switch self {
    case .name: LocalizedText(zh: "文件名或标识", en: "the name of a file, id or class")
    case .alternativeText: LocalizedText(zh: "替代文字", en: "alternative text")
    case .caption: LocalizedText(zh: "图旁的文字或图题", en: "a caption or title")
    case .prominence:
      LocalizedText(
        zh: "大小合适、位于上部或居中的图片", en: "a picture of plausible size at the top or centre")
    }
  }
}

extension EmblemEvidence.CounterSign {
  fileprivate var words: LocalizedText {
    switch self {
    case .smallness: LocalizedText(zh: "只有图标大小", en: "the size of an icon")
    case .foot: LocalizedText(zh: "在页脚", en: "in the foot of the page")
    case .filing: LocalizedText(zh: "与网站备案信息在一起", en: "beside the filing of a site")
    }
  }
}
