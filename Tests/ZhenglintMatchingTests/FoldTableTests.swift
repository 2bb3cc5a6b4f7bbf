import Testing
import ZhenglintMatching

@Suite struct FoldTableTests {
  static let terms = "中华人民共和国全家职业资格员徽"

  let table = FoldTable.standard

  @Test(
    arguments: [
      ("國華職業資員傢後裏於遊妳", "国华职业资员家后里于游你", [.traditional, .variant]),
      ("ＡｚＩ０（，｡ﾃ", "AzI0(,。テ", [.fullwidth]),
      ("⼈⺠㊥㊮㈾🈭㆗\u{F92E}\u{FA72}①𝐀", "人民中资资中中冷全1A", [.compatibility]),
      ("囯囻圀囶咊龢貟聀軄幑宊㒰崋蕐", "国国国国和和员职职徽家全华华", [.variant]),
      ("挌仝贠冢赀囗🀄", "格全员家资国中", [.rare]),
      ("或各花亚微入织几", "国格华业徽人职人", [.ordinary]),
      ("\u{21265}\u{23421}\u{2A733}\u{2BA56}\u{22A49}", "中民民民共", [.variant]),
      ("呙苠笳拤擖", "和民家格格", [.rare]),
    ] as [(String, String, [FoldKind])])
  func folds(sources: String, targets: String, kinds: [FoldKind]) {
    for (source, target) in zip(sources.unicodeScalars, targets.unicodeScalars) {
      let found = table.fold(source.value)
      #expect(found.scalar == target.value, "\(source)")
      #expect(kinds.contains(found.kind), "\(source)")
    }
  }

  /// Ordinary simplified characters are not folded into others, whatever else they stand for.
  @Test(arguments: (terms + "后干里面乾著瞭恭证书技能等级0Aa〇々").unicodeScalars.map(\.self))
  func leavesAlone(scalar: Unicode.Scalar) {
    let found = table.fold(scalar.value)
    #expect(found.scalar == scalar.value || found.kind == .ordinary)
    #expect(table.skipClass(scalar.value) == .none)
  }

  @Test(arguments: terms.unicodeScalars.map(\.self))
  func termsAreGoals(scalar: Unicode.Scalar) {
    #expect(table.fold(scalar.value) == (scalar.value, .none))
  }

  @Test(
    arguments: [
      (" \t\u{A0}\u{2009}\u{3000}\u{2800}", .space),
      ("\u{A}\u{B}\u{C}\u{D}\u{85}\u{2028}\u{2029}", .line),
      ("\0\u{7F}\u{AD}\u{34F}\u{200B}\u{200D}\u{202E}\u{2066}\u{2060}\u{FEFF}\u{FFFC}", .invisible),
      ("\u{FE0F}\u{E0101}\u{115F}\u{3164}\u{FFA0}\u{301}\u{336}\u{20E3}\u{FFFE}", .invisible),
      ("·-_*|/~.+=#@^`'\"“”‘’•★☆○●…—～＿＊／．・ー─■丨", .noise),
      ("🇨🇳😀🏽❤\u{E000}\u{10FFFD}\u{1FAFF}\u{FFFD}", .noise),
      ("、，。：；！？,:;!?､｡()（）[]【】《》〈〉「」『』{}<>＜＞«»", .none),
      ("0９aＺ一℡㏂①½", .none),
    ] as [(String, SkipClass)])
  func skips(text: String, expected: SkipClass) {
    for scalar in text.unicodeScalars {
      #expect(table.skipClass(scalar.value) == expected, "\(scalar.escaped(asASCII: true))")
    }
  }

  @Test func foldingsEndAtTheirGoal() {
    var count = 0
    table.forEachFolding { source, target, kind in
      count += 1
      let found = table.fold(source)
      let next = table.fold(target).kind
      #expect(found == (target, kind) && source != target)
      #expect([.none, .rare, .ordinary].contains(next), "\(source) goes on")
      #expect(table.skipClass(source) == .none && table.skipClass(target) == .none)
    }
    #expect(count > 10_000)
  }

  @Test func rangesRiseAndAgreeWithTheLookUp() {
    var end: UInt32?
    table.forEachSkip { range, skipClass in
      if let end { #expect(range.lowerBound > end) }
      end = range.upperBound
      #expect(table.skipClass(range.lowerBound) == skipClass)
      #expect(table.skipClass(range.upperBound) == skipClass)
    }
    #expect(end == 0x10FFFF)
  }

  @Test(arguments: [0x110000, UInt32.max]) func beyondUnicodeIsNothing(value: UInt32) {
    #expect(table.fold(value) == (value, .none))
    #expect(table.skipClass(value) == .none)
  }
}
