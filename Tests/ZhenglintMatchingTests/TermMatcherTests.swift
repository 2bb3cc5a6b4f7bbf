import Testing
import ZhenglintCore
import ZhenglintMatching

/// What may stand between the letters of a term; seams are written as in `SeamLetters`.
@Suite struct TermMatcherTests {
  private static let terms = ["中华人民共和国", "中华", "国家", "职业资格", "guo hui", "national emblem", "准入"]
  private static let matcher = TermMatcher(terms: terms)

  /// Seams by letters that the samples do not use otherwise.
  private static let seams: [Character: Seam] = [
    "‖": .block, "¦": .inline, "↵": .line, "◊": .positioned, "↓": .column, "⟪": .overrideStart,
    "⟫": .overrideEnd, "ǂ": .escape,
  ]

  private func candidates(
    _ sample: String, of matcher: TermMatcher = matcher
  ) -> [Candidate] {
    var utf8: [UInt8] = []
    for character in sample {
      if let seam = Self.seams[character] {
        utf8.append(seam.rawValue)
      } else {
        utf8 += Array(String(character).utf8)
      }
    }
    let stream = TextStream(channel: .text, utf8: utf8, map: .identity(count: utf8.count))
    var found: [Candidate] = []
    matcher.forEachCandidate(in: stream) { found.append($0) }
    return found
  }

  private func summary(_ sample: String) -> [String] {
    candidates(sample).map { candidate in
      ([Self.terms[candidate.term]] + candidate.disguises.map(\.rawValue)
        + (candidate.confidence == .certain ? [] : [candidate.confidence.name]))
        .joined(separator: " ")
    }
  }

  @Test(arguments: [
    ("国家", ["国家"]),
    ("國家", ["国家 traditional"]),
    ("囯家", ["国家 variant"]),
    ("国 家", ["国家 spaced"]),
    ("国　　　　　家", ["国家 spaced"]),
    ("国·家", ["国家 punctuated"]),
    ("国™家", ["国家 punctuated"]),
    ("以国   家级", ["国家 spaced likely"]),
    ("以国\t家级", ["国家 spaced likely"]),
    ("高级中华\t人民共和国证", ["中华", "中华人民共和国 spaced likely"]),
    ("国¦家", ["国家 inline-split"]),
    ("国◊家", ["国家 positioned"]),
    ("国↓家", ["国家 vertical"]),
    ("国\n家", ["国家 vertical"]),
    ("国家职\n业资格证书", ["国家", "职业资格 line-split likely"]),
    ("⟪家国⟫", ["国家 reversed"]),
    ("\u{202E}家国\u{202C}", ["国家 reversed"]),
    ("\u{202E}家\u{202A}\u{202C}国\u{202C}", ["国家 invisible reversed"]),
    ("⟪家\u{202C}国⟫", ["国家 invisible reversed"]),
    ("\u{202E}国\u{202C}家国", ["国家 invisible likely", "国家 reversed possible"]),
    ("\u{202E}‖家国", ["国家 reversed possible"]),
    ("国\u{202E}家国\u{202C}", ["国家 invisible likely", "国家 reversed"]),
    ("家国", ["国家 reversed possible"]),
    ("格资业职", ["职业资格 reversed likely"]),
    ("ǂ国ǂ家", ["国家 encoded"]),
    ("職 業·資\u{200B}挌", ["职业资格 traditional variant spaced invisible punctuated likely"]),
    ("职业资各", ["职业资格 variant likely"]),
    ("職業貲格", ["职业资格 traditional variant likely"]),
    ("織业资格", ["职业资格 traditional variant likely"]),
    ("或家", ["国家 variant possible"]),
    ("中华人民共和国", ["中华", "中华人民共和国"]),
    ("准入", ["准入"]),
    ("準 入", ["准入 traditional spaced"]),
    ("准人", ["准入 variant possible"]),
    ("入准", ["准入 reversed possible"]),
  ])
  func findsDisguisedTerms(sample: String, found: [String]) {
    #expect(summary(sample) == found)
  }

  @Test(arguments: [
    "国‖家", "国，家", "国。家", "国（家", "国a家", "职业/资格", "任职业      资格审", "任职业\t资格审", "国----------家",
    "国\n\n家长委员会", "各或", "国℡家", "项目    爱国      家长", "爱国    家长    签字", "爱国\t家长\n良好\t优秀",
    "良好    优秀\n爱国    家长",
  ])
  func whatSeparatesWordsSeparatesTerms(sample: String) {
    #expect(candidates(sample).filter { $0.confidence > .possible }.isEmpty)
  }

  @Test(arguments: [
    ("guohui.png", true), ("img/guo-hui_2.png", true), ("GuoHui", true), ("myGuohuiLogo", true),
    ("national_emblem", true), ("nationalEmblem", true), ("xguohui", false), ("guohuiyuan", false),
    ("g-u-o-h-u-i", false), ("guo---hui", false), ("inter-national-emblems", false),
  ])
  func latinTermsAreWordsOfTheirOwn(sample: String, isFound: Bool) {
    #expect(candidates(sample).isEmpty == !isFound)
  }

  private static let imitating = TermMatcher(
    terms: ["国家", "全国", "中国", "职业资格", "人员资格", "中华人民共和国"], includesImitations: true)

  @Test(arguments: [
    "囗玉家", "口或家", "国宀豕", "囗王宀豕", "人王国", "职业资木各", "職業次貝格", "耳哉业资格", "人口贝资格", "中 华人民共禾口国",
    "国佳", "国 佳", "职业自格", "直业资格", "中华任民共和国", "人原资格",
  ])
  func imitationsArePossibleWhereAsked(sample: String) {
    let found = candidates(sample, of: Self.imitating)
    #expect(found.map(\.confidence).max() == .possible)
    #expect(found.allSatisfy { $0.disguises.contains(.variant) })
    #expect(found.contains { Int($0.range.count) == sample.utf8.count })
    let plain = TermMatcher(terms: ["职业资格", "人员资格", "中华人民共和国"])
    #expect(candidates(sample, of: plain).isEmpty)
  }

  @Test(arguments: [
    "执业资格", "置业资格", "我国加强", "全过程", "其中过", "人口王国", "国价", "直也资格", "国国", "囗或",
  ])
  func wordsAreNoImitations(sample: String) {
    #expect(candidates(sample, of: Self.imitating).isEmpty)
  }

  /// 姿 is both a look-alike and of the same sound: the better sign counts.
  @Test func lookAlikesKeepTheirConfidence() {
    #expect(candidates("职业姿格", of: Self.imitating).map(\.confidence) == [.likely])
    #expect(candidates("国家", of: Self.imitating).map(\.confidence) == [.certain])
  }

  @Test(arguments: ["zhōngguó", "ZHŌNG GUÓ", "zho\u{304}ng guo", "Zhong-guo"])
  func pinyinIsFoundWithItsTones(sample: String) {
    let matcher = TermMatcher(terms: ["zhong guo"])
    #expect(candidates(sample, of: matcher).count == 1)
    #expect(candidates("x" + sample.lowercased(), of: matcher).isEmpty)
  }

  /// A reader sees two lines of running text, and no word across them.
  @Test func aLineEndInRunningTextOnlyMightJoin() {
    let sample = "参加本单位组织的业务培训以后准予回国\n家长和学员均应遵守下列各项规定"
    #expect(summary(sample) == ["国家 line-split possible"])
  }
}
