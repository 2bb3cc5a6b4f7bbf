import Testing

@Suite struct FixTests {
  /// A certificate, and what it becomes.
  @Test(arguments: [
    ("国家职业资格证书\n插花\n", "能力水平评价证书\n插花\n"),
    ("国家级健康管理师培训证书\n", "健康管理师培训证书\n"),
    ("物业项目经理岗位合格证书\r\n特此证明", "物业项目经理培训合格证书\r\n特此证明"),
    ("心理疏导师岗位资格证书\n", "心理疏导师培训合格证书\n"),
    ("健康管理师职业资质证书\n", "健康管理师能力水平评价证书\n"),
  ])
  func safeWordsAreReplaced(old: String, new: String) throws {
    let box = try Sandbox()
    try box.write(old, to: "a.txt")
    let run = try box.zhenglint("fix", "a.txt", "--write", "--yes")
    #expect(run.status == 0)
    #expect(try box.read("a.txt") == new)
    #expect(try box.zhenglint("check", "a.txt").status == 0)
  }

  /// What a person has to decide stays.
  @Test(arguments: [
    "插花培训证书\n发证机构：国家级培训证书中心\n",
    "插花培训证书\n依据《国家职业资格证书制度》编写\n",
    "插花培训证书\n取得国家职业资格证书者优先\n",
    "国 家 级插花培训证书\n", "國家級插花培訓證書\n", "国家标准插花培训证书\n",
    "国家级插花培训证书 zhenglint-disable-line state-words: 样稿\n",
  ])
  func theRestIsLeftAlone(text: String) throws {
    let box = try Sandbox()
    try box.write(text, to: "a.txt")
    let run = try box.zhenglint("fix", "a.txt", "--write", "--yes", "--profile", "strict")
    #expect(run.status == 0)
    #expect(try box.read("a.txt") == text)
  }

  @Test func encodingLineEndsAndPermissionsStay() throws {
    let box = try Sandbox()
    _ = try box.shell(
      #"""
      printf '<?xml version="1.0" encoding="GB18030"?>\r\n<a><title>国家职业资格证书</title>\r\n</a>' \
        | iconv -f UTF-8 -t GB18030 > a.xml
      printf '\377\376' > b.txt; printf '国家职业资格证书\r\n' | iconv -f UTF-8 -t UTF-16LE >> b.txt
      chmod 640 a.xml
      """#)
    #expect(try box.zhenglint("fix", ".", "--write", "-y").status == 0)
    let shown = try box.shell(
      "iconv -f GB18030 -t UTF-8 a.xml; iconv -f UTF-16 -t UTF-8 b.txt; stat -c %a a.xml")
    #expect(
      shown.output == """
        <?xml version="1.0" encoding="GB18030"?>\r
        <a><title>能力水平评价证书</title>\r
        </a>能力水平评价证书\r
        640

        """)
    #expect(try box.shell("ls -A | wc -l").output == "2\n")
  }

  @Test func theDiffIsOneThatGitApplies() throws {
    let box = try Sandbox()
    let lines = (1...20).map { "第 \($0) 行" }
    try box.write(
      "国家职业资格证书\n" + lines.joined(separator: "\n") + "\n国家级培训证书", to: "a b/证.txt")
    try box.write("岗位合格证书\n", to: "c.txt")
    let odd = Array("q\"\t\\".utf8) + [0xFF] + Array(".txt".utf8)
    try box.write("岗位合格证书\n", to: odd)
    let run = try box.shell("$0 fix > fix.diff; echo $?")
    #expect(run.output == "1\n")
    #expect(run.error.contains("建议修改 3 份文件的"))
    let applied = try box.shell("git init -q . && git apply --check fix.diff && git apply fix.diff")
    #expect(applied.status == 0, "\(applied.error)")
    #expect(try box.read("a b/证.txt").hasPrefix("能力水平评价证书\n第 1 行"))
    #expect(try box.read("c.txt") == "培训合格证书\n")
    #expect(try box.shell("cat q*.txt").output == "培训合格证书\n")
  }

  /// A name of 255 bytes leaves no room for a suffix; a link and its file are one.
  @Test func namesAndLinksStay() throws {
    let box = try Sandbox()
    let name = String(repeating: "证", count: 83) + "1.txt"
    try box.write("国家职业资格证书\n", to: name)
    try box.makeLink("link.txt", to: name)
    let run = try box.zhenglint("fix", "--write", "--yes", "--lang", "en")
    #expect(run.status == 0)
    #expect(run.error.contains("1 files"))
    #expect(try box.read("link.txt") == "能力水平评价证书\n")
    #expect(try box.shell("ls -A | wc -l; readlink link.txt").output == "2\n\(name)\n")
  }

  /// One file that must not be written does not keep the others from it.
  @Test func aReadOnlyFileIsNotWritten() throws {
    let box = try Sandbox()
    try box.write("国家职业资格证书\n", to: "a.txt")
    try box.write("国家职业资格证书\n", to: "b.txt")
    _ = try box.shell("chmod 444 a.txt")
    let run = try box.zhenglint("fix", "--write", "--yes", "--lang", "en")
    #expect(run.status == 2)
    #expect(run.error.contains("a.txt: not written: Permission denied"))
    #expect(try box.read("a.txt") == "国家职业资格证书\n")
    #expect(try box.read("b.txt") == "能力水平评价证书\n")
  }

  @Test func nothingIsWrittenUnasked() throws {
    let box = try Sandbox()
    try box.write("国家职业资格证书\n", to: "a.txt")
    let run = try box.zhenglint("fix", "--write", "--lang", "en")
    #expect(run.status == 2)
    #expect(run.error.contains("add --yes"))
    #expect(try box.read("a.txt") == "国家职业资格证书\n")
    #expect(try box.zhenglint("fix", "--yes").status == 2)
    #expect(try box.zhenglint("fix", "--diff", "--write").status == 2)
  }

  @Test func whatIsNotReadWholeIsNotTouched() throws {
    let box = try Sandbox()
    let text = "<h1>国家职业资格证书</h1><!-- "
    try box.write(text, to: "a.html")
    let run = try box.zhenglint("fix", "--write", "--yes", "--lang", "en")
    #expect(run.status == 2)
    #expect(run.error.contains("a.html: "))
    #expect(try box.read("a.html") == text)
    #expect(try box.zhenglint("fix", "none.html").status == 2)
  }
}
