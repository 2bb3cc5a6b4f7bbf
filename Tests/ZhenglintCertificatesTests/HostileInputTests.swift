import Testing
import ZhenglintCertificates
import ZhenglintCore

@Suite struct HostileInputTests {
  @Test(
    arguments: [
      [], [0xFF], [0xF8, 0xFC, 0xFF, 0xFD, 0xFE, 0xFE], [0x20, 0x0A], Array("：".utf8),
      Array(":".utf8),
      Array("发证机构：".utf8), Array("（".utf8), Array("由颁发".utf8), Array("于年月日".utf8),
      Array("\u{202E}\u{202E}\u{202C}".utf8), Array("第号".utf8), Array("https://".utf8),
      Array("同志".utf8), Array("（:证书编号 1".utf8),
    ] as [[UInt8]])
  func nothingTraps(utf8: [UInt8]) {
    for channel in Channel.allCases {
      let stream = TextStream(
        channel: channel, utf8: utf8, map: SourceMap(),
        marks: [
          TextStream.Mark(start: 0, element: 0, field: .certificate(.issuer)),
          TextStream.Mark(start: 1, element: 0, field: .identity),
          TextStream.Mark(start: 9, element: 0, field: nil),
        ])
      for format in DocumentFormat.allCases {
        let document = Document(format: format, streams: [stream, stream])
        let certificate = CertificateReader.read(document)
        _ = PersonalData(of: certificate).adding(namesIn: document).ranges(in: stream)
      }
    }
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "学", "：", "发证机构：", "学员林知夏于", "王\n", "\u{202E}国", "（", "，", "2024年", "1", "* ", "编号 ", "证\n",
      "由", "　国",
    ])
  func longTextsCostNoMoreThanTheirLength(unit: String) {
    let source = String(repeating: unit, count: (1 << 18) / unit.utf8.count)
    _ = Sample(source).personalData
  }

  @Test func everyCutOfACertificateIsRead() {
    let source = Array("国家级证书\n发证机构：青禾学校（盖章）\n学员林知夏于2024年5月1日参加".utf8)
    for count in 0..<source.count {
      let stream = TextStream(
        channel: .text, utf8: Array(source[..<count]), map: .identity(count: count))
      _ = CertificateReader.read(
        Document(
          format: .text,
          streams: [stream].filter { String(validating: $0.utf8, as: UTF8.self) != nil }))
    }
  }
}
