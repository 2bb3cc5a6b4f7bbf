import Testing
import ZhenglintCore
import ZhenglintEngine

/// Japanese and Korean have words that look like the listed terms.
@Suite struct LanguageTests {
  private func levels(_ source: String, by linter: Linter = Fixtures.explaining) -> [String] {
    linter.lint(bytes: Array(source.utf8), path: "a.txt").findings.map(\.level.rawValue)
  }

  @Test(arguments: [
    "全国農業協同組合研修修了証\n\n氏名：山田はな\nあなたは所定の課程を修了したことをここに証します。",
    "中華料理講習\n\nあなたは所定の課程を修了しました。",
    "全國 書藝 大會\n\n위 사람은 소정의 과정을 마쳤기에 이 증서를 드립니다.",
  ])
  func aWordOfAnotherLanguageIsNoBreach(source: String) {
    let report = Fixtures.explaining.lint(bytes: Array(source.utf8), path: "a.txt")
    #expect(report.findings.isEmpty)
    #expect(report.rejections.contains { $0.reason.zh.hasPrefix("外文页面") })
    #expect(levels(source, by: Fixtures.strict) == ["violation"])
  }

  @Test(arguments: [
    // Two languages: the certificate is in Chinese too.
    "全国茶艺师证书\n\nあなたは所定の課程を修了したことをここに証します。",
    // An ornament is no language.
    "全国の茶道師範\n\n修業合格之証",
    "全國茶藝師證書\n\n持有人：林小滿",
  ])
  func chineseStaysChinese(source: String) {
    #expect(levels(source) == ["violation"])
  }

  @Test func kanaFarAwayCountsForNothing() {
    let far = String(repeating: "茶道教室\n", count: 200) + "あなたは所定の課程を修了しました。"
    #expect(levels("全国茶道教室\n\(far)") == ["violation"])
  }
}
