import Foundation
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

  /// The numbers that the program carries say what folding.tsv and skipping.tsv do, and no more.
  @Test func agreesWithTheListsOfThatScript() throws {
    let foldings = try Self.foldings()
    var kinds: [UInt32: FoldKind] = [:]
    var targets: [UInt32: UInt32] = [:]
    for folding in foldings {
      kinds[folding.source] = folding.kind
      targets[folding.source] = folding.target
    }
    var classes: [UInt32: SkipClass] = [:]
    for skip in try Self.skips() { for scalar in skip.range { classes[scalar] = skip.skipClass } }
    for scalar in 0...0x10FFFF as ClosedRange<UInt32> {
      let expected = (targets[scalar] ?? scalar, kinds[scalar] ?? .none)
      guard
        table.fold(scalar) != expected || table.skipClass(scalar) != classes[scalar] ?? .none
      else { continue }
      Issue.record("\(String(scalar, radix: 16)) is not what the lists say")
    }
  }

  @Test func knowsTheSourcesOfEachTarget() throws {
    let foldings = Dictionary(grouping: try Self.foldings(), by: \.target)
    for (target, expected) in foldings {
      var found: [Folding] = []
      table.forEachSource(of: target) { source, kind in
        found.append(Folding(source: source, target: target, kind: kind))
      }
      #expect(found == expected)
    }
    for target in [0, 0x10FFFF, UInt32.max] {
      table.forEachSource(of: target) { source, _ in Issue.record("\(source) folds to \(target)") }
    }
  }

  @Test func foldingsEndAtTheirGoal() throws {
    let foldings = try Self.foldings()
    for folding in foldings {
      let next = table.fold(folding.target).kind
      #expect(folding.source != folding.target)
      #expect([.none, .rare, .ordinary].contains(next), "\(folding.source) goes on")
      #expect(table.skipClass(folding.source) == .none && table.skipClass(folding.target) == .none)
    }
    #expect(foldings.count > 10_000)
  }

  @Test func callsTheSkippedRangesInOrder() throws {
    var found: [Skip] = []
    table.forEachSkip { found.append(Skip(range: $0, skipClass: $1)) }
    #expect(found == (try Self.skips()))
    for (one, next) in zip(found, found.dropFirst()) {
      #expect(one.range.upperBound < next.range.lowerBound)
    }
    #expect(found.last?.range.upperBound == 0x10FFFF)
  }

  @Test(arguments: [0x110000, UInt32.max]) func beyondUnicodeIsNothing(value: UInt32) {
    #expect(table.fold(value) == (value, .none))
    #expect(table.skipClass(value) == .none)
  }

  // MARK: - The lists beside the numbers

  private struct Folding: Equatable {
    let source: UInt32
    let target: UInt32
    let kind: FoldKind
  }

  private struct Skip: Equatable {
    let range: ClosedRange<UInt32>
    let skipClass: SkipClass
  }

  private static func foldings() throws -> [Folding] {
    try fields(of: "folding.tsv").map { fields in
      try #require(fields.count == 3)
      return Folding(
        source: try scalar(fields[0]), target: try scalar(fields[1]),
        kind: try #require(FoldKind.allCases.first { "\($0)" == fields[2] }))
    }
  }

  private static func skips() throws -> [Skip] {
    try fields(of: "skipping.tsv").map { fields in
      let ends = fields[0].split(separator: ".")
      try #require(fields.count == 2 && ends.count == 2)
      return Skip(
        range: try scalar(ends[0])...scalar(ends[1]),
        skipClass: try #require(SkipClass.allCases.first { "\($0)" == fields[1] }))
    }
  }

  private static func scalar(_ field: Substring) throws -> UInt32 {
    try #require(UInt32(field, radix: 16))
  }

  private static func fields(of list: String) throws -> [[Substring]] {
    let file = URL(
      filePath: "../../Sources/CTextTables/Tables/\(list)", relativeTo: URL(filePath: #filePath))
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
      $0.split(separator: "\t")
    }
  }
}
