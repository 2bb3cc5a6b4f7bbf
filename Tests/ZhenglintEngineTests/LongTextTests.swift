import Testing
import ZhenglintCore
import ZhenglintEngine
import ZhenglintTestSupport

/// A long text that is checked piece by piece is reported as if it had been checked as a whole.
@Suite struct LongTextTests {
  /// Where the pieces of these tests meet: multiples of this.
  static let piece = 96 << 10

  static let sizes: LongTextSizes = {
    var sizes = LongTextSizes()
    sizes.shortest = 0
    sizes.piece = piece
    sizes.margin = 16 << 10
    return sizes
  }()

  private struct Bytes: ByteSource {
    let bytes: [UInt8]
    var count: Int { bytes.count }
    func bytes(in range: Range<Int>) -> [UInt8]? { Array(bytes[range]) }
  }

  private static let linter = Fixtures.linter { options in
    options.locatesFacts = true
    options.hashesInputs = true
  }

  private static func inPieces(_ bytes: [UInt8]) -> InputReport? {
    linter.lint(long: Bytes(bytes: bytes), path: "long.txt", sizes: sizes, width: 2)
  }

  /// Some 1.2 MB, more than what is masked as one certificate, with terms across every border.
  private static func text(seed: UInt64, lineEnd: String) -> [UInt8] {
    var random = SeededGenerator(seed: seed)
    let words = "培训 课程 学员 能力 水平 我国 国内 安全 家庭 全部 职工 人员 的 了 与 和 ab 12 😀 é".split(separator: " ")
    let terms = [
      "国家级", "全 国", "国\u{200B}家", "國家", "职·业·资·格", "中国注册", "国家承认", "国家职业资格证书", "全国统一考试",
    ]
    let names = ["学员周允之", "姓名：林知夏", "特发此证给王中华同志"]
    var bytes = Array(
      "能力水平评价证书\(lineEnd)发证机构：青禾培训学校\(lineEnd)发证日期：2024年5月1日\(lineEnd)".utf8)
    var border = piece
    while bytes.count < 1_200_000 {
      for _ in 0...random.next() % 8 { bytes += random.one(of: words).utf8 }
      if random.chance(1) { bytes += random.one(of: terms).utf8 }
      if random.chance(1) { bytes += random.one(of: names).utf8 }
      bytes += (random.chance(20) ? lineEnd : random.one(of: ["，", "。", "、"])).utf8
      guard bytes.count > border - 60 else { continue }
      // A term somewhere across the border.
      let space = border - bytes.count - Int(random.next() % 12)
      bytes += Array(repeating: UInt8(ascii: "a"), count: max(0, space))
      bytes += "，\(random.one(of: terms))，".utf8
      border += piece
    }
    return bytes + "\(lineEnd)青禾培训学校\(lineEnd)二〇二四年五月一日\(lineEnd)".utf8
  }

  @Test(arguments: [(1, "\n"), (2, "\r\n"), (3, "\r"), (4, " ")])
  func isReportedAsAWhole(seed: UInt64, lineEnd: String) throws {
    let bytes = Self.text(seed: seed, lineEnd: lineEnd)
    let whole = Self.linter.lint(bytes: bytes, path: "long.txt")
    let pieces = try #require(Self.inPieces(bytes))
    #expect(whole.findings.count > 100)
    #expect(whole.certificate?.facts.count ?? 0 >= 3)
    #expect(zip(pieces.findings, whole.findings).first { $0 != $1 } == nil)
    #expect(pieces.findings.count == whole.findings.count)
    #expect(pieces.certificate == whole.certificate)
    #expect(pieces.notes == whole.notes)
    #expect(pieces.sha256 == whole.sha256)
    #expect(pieces.encoding == whole.encoding)
    #expect(pieces.status == whole.status)
  }

  /// What may reach further than a margin makes the text one for the other road, or changes nothing.
  @Test(arguments: [
    "\u{0}", "\u{202E}", "data:text/plain,国家", "zhenglint-disable-file state-words: x",
    String(repeating: " ", count: 40_000), String(repeating: "国\u{200B}", count: 9_000),
  ])
  func losesNothingWhereSomethingReachesFar(text: String) {
    var bytes = Self.text(seed: 7, lineEnd: "\n")
    let place = 3 * Self.piece - text.utf8.count / 2
    bytes.replaceSubrange(place..<place, with: text.utf8)
    guard let report = Self.inPieces(bytes) else { return }
    let whole = Self.linter.lint(bytes: bytes, path: "long.txt")
    #expect(report.findings == whole.findings)
    #expect(report.notes == whole.notes)
  }

  @Test(arguments: ["\u{0}", "\u{202E}", "zhenglint-disable-file state-words: x"])
  func isLeftAlone(text: String) {
    let bytes = Self.text(seed: 8, lineEnd: "\n") + Array(text.utf8)
    #expect(Self.inPieces(bytes) == nil)
  }

  @Test(arguments: ["\u{FEFF}", "version https://git-lfs.github.com/spec/v1\n"])
  func isLeftAloneWhereItBeginsOtherwise(text: String) {
    #expect(Self.inPieces(Array(text.utf8) + Self.text(seed: 10, lineEnd: "\n")) == nil)
  }

  @Test func isLeftAloneWhereItIsNotUTF8() {
    var bytes = Self.text(seed: 9, lineEnd: "\n")
    bytes[500_000] = 0xFF
    #expect(Self.inPieces(bytes) == nil)
  }
}
