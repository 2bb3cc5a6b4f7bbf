import Testing

@testable import ZhenglintReporting

@Suite struct LineWrappingTests {
  @Test(arguments: [
    ("一二三四五六", ["一二三四五", "六"]),
    // A mark does not begin a line; an opening one does not end it.
    ("一二三四五，六", ["一二三四", "五，六"]),
    ("一二三四（五）", ["一二三四", "（五）"]),
    ("一二三四“五”", ["一二三四", "“五”"]),
    ("人社〔2017〕68号", ["人社", "〔2017〕68", "号"]),
    ("一二三第12条", ["一二三", "第12条"]),
    ("ab cd efgh ij", ["ab cd efgh", "ij"]),
    ("abcdefghijkl", ["abcdefghij", "kl"]),
    ("一\n二\u{200B}三", ["一 二", "<U+200B>三"]),
    ("", [""]),
  ])
  func breaksAtTenColumns(text: String, lines: [String]) {
    var bytes: [UInt8] = []
    bytes.appendWrapped(text, indent: 3, width: 13)
    #expect(String(decoding: bytes, as: UTF8.self) == lines.joined(separator: "\n   "))
  }
}
