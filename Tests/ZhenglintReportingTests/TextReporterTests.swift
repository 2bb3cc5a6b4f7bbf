import Testing
import ZhenglintCore

@testable import ZhenglintReporting

@Suite struct TextReporterTests {
  @Test(arguments: Language.allCases)
  func wholeReport(language: Language) throws {
    try expectSnapshot(render(TextReporter(language: language)), "text.\(language.rawValue).txt")
  }

  @Test func quietGivesOneLineForEachFindingAndTrouble() {
    let lines = lines(TextReporter(language: .zh, verbosity: .quiet))
    #expect(lines.count == 9)
    #expect(
      lines[2]
        == "证书/结业证书.html:5:9: 违反规定 state-words 「国家」 “国家”属于人社部发〔2017〕68号列明的字样，目录之外的评价证书不得使用。")
    #expect(lines.last == "证书/遗失.pdf: 未读取 找不到这个文件。请检查路径是否写对。")
  }

  @Test(arguments: [
    "证书/培训合格证书.txt  已完整检查  text、UTF-8", "按文件内的声明以 GB18030 解码",
    "第 21 行第 9 列「中国」：“其中”与“国有”两词相邻", "写法：繁体：國→国；夹空格：U+3000；标签拆分，还原后为「国家」",
    "指纹：5f0c131", "某某市家政服务行业协会",
  ])
  func onlyVerboseSays(_ text: String) {
    #expect(rendered(TextReporter(language: .zh, verbosity: .verbose)).contains(text))
    #expect(!rendered(TextReporter(language: .zh)).contains(text))
  }

  @Test func findingsOfLowConfidenceAreCountedWhereTheyAreNotListed() {
    let text = rendered(TextReporter(language: .zh, showsPossible: false))
    #expect(!text.contains("把握较低）\n"))
    #expect(text.contains("需人工判断 2 处，提示 1 处（其中 1 处把握较低，未列出）"))
  }

  @Test(arguments: Verbosity.allCases)
  func colourAddsControlSequencesAndNothingElse(verbosity: Verbosity) {
    let plain = rendered(TextReporter(language: .zh, verbosity: verbosity))
    let coloured = rendered(TextReporter(language: .zh, colour: true, verbosity: verbosity))
    #expect(!plain.contains("\u{1B}"))
    #expect(coloured.contains("\u{1B}[1;31m违反规定\u{1B}[0m"))
    #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
  }

  @Test(arguments: [40, 57, 80, 132], Language.allCases)
  func linesFitTheTerminal(width: Int, language: Language) {
    for line in lines(TextReporter(language: language, width: width, verbosity: .verbose))
    where line.displayWidth > width {
      // A place is one word, so that it can be copied.
      #expect(line.hasPrefix("证书/") && !line.contains(" "), "\(line)")
    }
  }

  @Test(arguments: Language.allCases, Verbosity.allCases)
  func nothingUnseenReachesTheTerminal(language: Language, verbosity: Verbosity) {
    let text = rendered(TextReporter(language: language, verbosity: verbosity))
    #expect(!text.unicodeScalars.contains { $0 != "\n" && $0.isUnseen })
    #expect(text.contains("证书/<U+001B>[2J坏<U+202E>fdp.xml"))
  }

  @Test(
    arguments: [
      ([], [], "没有可检查的文件。"),
      ([.checked, .checked, .checked], [], "未发现问题（已完整检查 3 份）。"),
      ([.checked], [.info], "未发现违反规定之处（已完整检查 1 份），有 1 处提示。"),
      ([.checked], [.violation, .review, .violation], "发现 2 处违反规定，1 处需人工判断。"),
      ([.unread], [], "有 1 份文件未能完整检查，不能视为通过。"),
      ([.partly, .checked], [.info], "有 1 份文件未能完整检查，不能视为通过；其余 1 份未发现问题。"),
      ([.partly], [.review], "发现 1 处需人工判断；有 1 份文件未能完整检查，不能视为通过。"),
    ] as [([InputStatus], [Level], String)])
  func verdict(statuses: [InputStatus], levels: [Level], expected: String) {
    var run = SampleReport.run
    let finding = run.inputs[0].findings[0]
    run.inputs = statuses.enumerated().map { InputReport(path: "\($0)", status: $1) }
    for level in levels {
      var copy = finding
      copy.level = level
      run.inputs[0].findings.append(copy)
    }
    #expect(Verdict(run).sentence(in: .zh) == expected)
    // Columns may break the sentence, so look at its beginning only.
    #expect(rendered(TextReporter(language: .zh), run).contains("结论：\(expected.prefix(8))"))
  }
}

/// The bytes that a reporter writes for the sample, or another run.
func render(_ reporter: some Reporter, _ run: RunReport = SampleReport.run) -> [UInt8] {
  var bytes: [UInt8] = []
  reporter.write(run, to: &bytes)
  return bytes
}

func rendered(_ reporter: some Reporter, _ run: RunReport = SampleReport.run) -> String {
  String(decoding: render(reporter, run), as: UTF8.self)
}

private func lines(_ reporter: some Reporter) -> [String] {
  rendered(reporter).split(separator: "\n").map(String.init)
}
