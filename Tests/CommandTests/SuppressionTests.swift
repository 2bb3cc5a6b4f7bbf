import Testing

@Suite struct SuppressionTests {
  /// Name and content of a file, and the lines on which `state-words` still counts.
  @Test(arguments: [
    (
      "a.html",
      """
      <p>国家级</p>
      <!-- zhenglint-disable-next-line state-words: 引用标准 -->
      <p>国家级</p>
      <p>国家级</p> <!-- zhenglint-disable-line state-words：引用标准 -->
      <p>国家级</p>
      """, [1, 5]
    ),
    (
      "a.svg",
      """
      <svg xmlns="http://www.w3.org/2000/svg">
      <!-- zhenglint-disable state-words, qualification-words: 样稿 -->
      <text y="20">国家级</text>
      <!-- zhenglint-enable -->
      <text y="40">国家级</text></svg>
      """, [5]
    ),
    ("a.xml", "<a>国家级<!--\nzhenglint-disable-file state-words: 样稿\n--></a>", []),
    (
      "a.txt",
      "国家级\n# zhenglint-disable-next-line state-words: 引用国家标准\n国家级\n国家级 zhenglint-disable-line state-words: 引用\n国家级\n",
      [1, 5]
    ),
    // Of markup only comments count.
    ("b.html", "<p>zhenglint-disable-file state-words: 样稿</p>\n<p>国家级</p>", [2]),
    // A comment that ends on the next line.
    ("c.html", "<!-- zhenglint-disable-next-line state-words: 引用\n -->\n<p>国家级</p>", []),
  ])
  func aSuppressedFindingDoesNotCount(name: String, content: String, lines: [Int]) throws {
    let box = try Sandbox()
    try box.write(content, to: name)
    let run = try box.zhenglint("check", "--select", "state-words", "-q", name)
    let told = run.output.split(separator: "\n").filter { $0.contains("违反规定") }.compactMap {
      $0.split(separator: ":").dropFirst().first.flatMap { Int($0) }
    }
    #expect(told == lines)
    #expect(run.status == (lines.isEmpty ? 0 : 1))
    let all = try box.zhenglint("check", "--select", "state-words", "--no-suppressions", name)
    #expect(all.status == 1)
  }

  @Test func itStaysInTheReportWithItsReason() throws {
    let box = try Sandbox()
    try box.write("国家级 zhenglint-disable-line state-words: 引用标准\n", to: "a.txt")
    let run = try box.zhenglint("check", "a.txt", "--format", "json")
    #expect(run.status == 0)
    #expect(run.output.contains(#""suppressed": {"kind": "in-source", "reason": "引用标准"}"#))
    #expect(run.output.contains(#""violation": 0, "review": 0, "info": 0, "suppressed": 1"#))
    let text = try box.zhenglint("check", "a.txt", "--lang", "en")
    #expect(text.output.contains("1 suppressed in their files"))
  }

  /// A directive, and what the report says of it.
  @Test(arguments: [
    ("zhenglint-disable-line state-words", "gives no reason"),
    ("zhenglint-disable-line state-words:  ", "gives no reason"),
    ("zhenglint-disable-line state-words: 在此写明理由", "gives no reason"),
    ("zhenglint-disable-line: 引用", "names no rule"),
    ("zhenglint-disable-line state-word: 引用", "did you mean state-words?"),
    ("zhenglint-disable-lines state-words: 引用", "there is no 'zhenglint-disable-lines'"),
    ("zhenglint-disable state-words: 引用", "has no zhenglint-enable"),
    ("zhenglint-enable state-words", "no zhenglint-disable stands before it"),
    ("zhenglint-disable-next-line state-words: 引用", "there is no finding of state-words there"),
  ])
  func whatIsWrongWithItIsTold(directive: String, message: String) throws {
    let box = try Sandbox()
    try box.write("国家级 \(directive)\n", to: "a.txt")
    let run = try box.zhenglint("check", "a.txt", "--lang", "en")
    #expect(run.status == 1)
    let text = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains("suppression in line 1: "))
    #expect(text.contains(message))
  }

  /// The place and what it says: a reason is printed like any other text of the certificate.
  @Test(arguments: [
    "zhenglint-disable-line state-words: 王小芳本人要求",
    "zhenglint-disable-line 王小芳: 要求", "zhenglint-disable-line state-words: 110101199003077774",
  ])
  func aHolderIsNotNamed(directive: String) throws {
    let box = try Sandbox()
    try box.write("培训证书\n姓名：王小芳\n国家级 \(directive)\n", to: "a.txt")
    for format in ["text", "json", "html", "sarif"] {
      let run = try box.zhenglint("check", "a.txt", "--format", format, "-o", "-")
      #expect(!run.output.contains("王小芳") && !run.output.contains("19900307"))
    }
  }

  /// A directive that does nothing excuses not even itself.
  @Test func anUnclosedBlockExcusesNothing() throws {
    let box = try Sandbox()
    try box.write("合格 zhenglint-disable state-words: 国家级\n", to: "a.txt")
    #expect(try box.zhenglint("check", "a.txt").status == 1)
  }

  /// Seconds would be minutes if each directive went through all others, findings or lines.
  @Test(.timeLimit(.minutes(1))) func manyDirectivesAreRead() throws {
    let box = try Sandbox()
    _ = try box.shell(
      #"""
      seq 5000 | sed 's/.*/zhenglint-disable state-words: 样稿/' > a.txt
      seq 5000 | sed 's/.*/国家级 zhenglint-disable-line state-words: 样稿/' >> a.txt
      seq 5000 | sed 's/.*/zhenglint-enable qualification-words/' >> a.txt
      echo zhenglint-enable >> a.txt
      { echo '<!--'; cat a.txt; echo '-->'; } > b.html
      """#)
    let run = try box.zhenglint("check", "--select", "state-words", "-q", "a.txt", "b.html")
    #expect(run.status == 0)
  }

  /// Whoever reads no text report is told on standard error, and a workflow of GitHub by a command.
  @Test func troubleIsToldInEveryFormat() throws {
    let box = try Sandbox()
    try box.write("合格 zhenglint-disable-line state-words: 引用\n", to: "a.txt")
    let json = try box.zhenglint("check", "a.txt", "--format", "json", "--lang", "en")
    #expect(json.error.contains("a.txt: suppression in line 1: "))
    let github = try box.zhenglint("check", "a.txt", "--format", "github", "--lang", "en")
    #expect(
      github.output.hasPrefix("::warning file=a.txt,title=zhenglint::suppression in line 1: "))
    let html = try box.zhenglint("check", "a.txt", "--format", "html", "--lang", "en")
    #expect(html.output.contains("<p>suppression in line 1: "))
    let text = try box.zhenglint("check", "a.txt", "--lang", "en")
    #expect(!text.error.contains("suppression"))
  }

  @Test func whatARunDidNotLookForIsNotUnused() throws {
    let box = try Sandbox()
    try box.write("合格 zhenglint-disable-line state-words: 引用\n", to: "a.txt")
    let run = try box.zhenglint("check", "a.txt", "--ignore", "state-words", "--lang", "en")
    #expect(!run.output.contains("suppression in line"))
  }
}
