import Testing
import ZhenglintTestSupport

@Suite struct ConfigurationTests {
  private let title = "国家级插花培训证书\n"

  @Test func theNearestFileCountsAlone() throws {
    let box = try Sandbox()
    try box.write(title, to: "a.txt")
    try box.write(title, to: "in/b.txt")
    try box.write("rules: { state-words: off }\n", to: ".zhenglint.yml")
    try box.write("profile: strict\n", to: "in/.zhenglint.yml")
    #expect(
      try box.rows() == [
        "a.txt", "in/b.txt violation state-words", "in/b.txt review advertised-superlatives",
      ])
  }

  @Test func theRootOfARepositoryEndsTheSearch() throws {
    let box = try Sandbox()
    try box.write("rules: { state-words: off }\n", to: ".zhenglint.yml")
    try box.write(title, to: "repo/a.txt")
    try box.makeDirectory("repo/.git")
    #expect(try box.rows("repo") == ["repo/a.txt violation state-words"])
  }

  @Test func aFileExtendsOthersOnlyIfItSaysSo() throws {
    let box = try Sandbox()
    try box.write("rules: { state-words: off, qualification-words: review }\n", to: "base.yml")
    try box.write("extend: ../base.yml\nrules: { state-words: review }\n", to: "in/.zhenglint.yml")
    try box.write("国家职业资格\n", to: "in/a.txt")
    #expect(
      try box.rows() == [
        "base.yml", "in/a.txt review state-words", "in/a.txt review qualification-words",
      ])
    let run = try box.zhenglint("check", "in", "--lang", "en")
    #expect(run.status == 0)
    // What lowers a level is told.
    #expect(run.output.contains("sets this rule's level to review in place of"))
  }

  /// A violation that is lowered as far as it goes does not vanish.
  @Test func whatIsLoweredToInfoIsReported() throws {
    let box = try Sandbox()
    try box.write("rules: { state-words: info }\n", to: ".zhenglint.yml")
    try box.write(title, to: "a.txt")
    #expect(try box.rows() == ["a.txt info state-words"])
    let run = try box.zhenglint("check", "--lang", "en")
    #expect(run.status == 0)
    #expect(run.output.contains("sets this rule's level to info in place of"))
  }

  @Test func overridesHoldForTheirPaths() throws {
    let box = try Sandbox()
    try box.write(
      "overrides:\n  - paths: [旧版/]\n    rules: { state-words: review }\n", to: ".zhenglint.yml")
    try box.write(title, to: "旧版/深/a.txt")
    try box.write(title, to: "b.txt")
    #expect(
      try box.rows() == [
        "b.txt violation state-words", "旧版/深/a.txt review state-words",
      ])
  }

  @Test func aNamedRuleIsAppliedWhateverItsProfile() throws {
    let box = try Sandbox()
    try box.write("rules: { english-state-words: violation }\n", to: ".zhenglint.yml")
    try box.write("National Training Certificate\n", to: "a.txt")
    #expect(try box.rows("--no-config") == ["a.txt"])
    #expect(try box.rows() == ["a.txt violation english-state-words"])
  }

  @Test func readingsAndTheOwnNames() throws {
    let box = try Sandbox()
    func rows(issuer: String) throws -> [String] {
      try box.write("插花培训证书\n发证机构：\(issuer)\n", to: "a.txt")
      return try box.rows("--select", "state-words")
    }
    #expect(try rows(issuer: "中国花艺协会") == ["a.txt review state-words"])
    try box.write("issuer: { name: 中国花艺协会, short-names: 中国花协 }\n", to: ".zhenglint.yml")
    #expect(try rows(issuer: "中国花艺协会") == ["a.txt"])
    #expect(try rows(issuer: "中国花协") == ["a.txt"])
    #expect(try rows(issuer: "中国花艺研究会") == ["a.txt review state-words"])
    try box.write("readings: { issuer-name: off }\n", to: ".zhenglint.yml")
    #expect(try rows(issuer: "中国花艺协会") == ["a.txt violation state-words"])
  }

  @Test func packsOfAConfiguration() throws {
    let box = try Sandbox()
    try box.write("packs: rules\n", to: "in/.zhenglint.yml")
    try box.write("x\n", to: "in/a.txt")
    let missing = try box.zhenglint("check", "--lang", "en", "in")
    #expect(missing.status == 2)
    #expect(missing.error.hasPrefix("zhenglint: in/.zhenglint.yml:1:8: "))
    try box.write(
      """
      pack: own
      version: "2026.11.26"
      title: { zh: 自己的, en: own }
      """, to: "in/rules/own.yml")
    let faulty = try box.zhenglint("check", "--lang", "en", "in")
    #expect(faulty.status == 2 && faulty.error.contains("in/rules/own.yml:2:1: "))
  }

  /// Content, what standard error says.
  @Test(arguments: [
    ("rule: {}", "1:1: unknown key “rule”; did you mean “rules”?"),
    (
      "\nrules: { state-word: off }", "2:10: unknown rule “state-word”; did you mean “state-words”?"
    ),
    ("rules: { state-words: on }", "1:23: unknown level “on”"),
    ("rules: [state-words]", "1:8: expected a mapping, found a list"),
    ("profile: guangdon", "1:10: unknown profile “guangdon”; did you mean “guangdong”?"),
    ("readings: { issuer-names: off }", "did you mean “issuer-name”?"),
    ("issuer: { kind: association }", "1:9: the key “name” is missing"),
    ("issuer: { name: a, kind: asociation }", "did you mean “association”?"),
    ("extend: none.yml", "1:9: cannot be read: none.yml"),
    ("extend: .zhenglint.yml", "1:9: these include each other: .zhenglint.yml → .zhenglint.yml"),
    ("overrides: [{ rules: {} }]", "the key “paths” is missing"),
    ("profile: [", "YAML syntax error"),
  ])
  func aFaultIsNamedWithItsPlace(content: String, message: String) throws {
    let box = try Sandbox()
    try box.write(content + "\n", to: ".zhenglint.yml")
    try box.write("合格\n", to: "a.txt")
    let run = try box.zhenglint("check", "--lang", "en")
    #expect(run.status == 2)
    #expect(run.error.hasPrefix("zhenglint: .zhenglint.yml:"))
    #expect(run.error.contains(message))
    #expect(run.output.isEmpty)
  }

  @Test func aFileOfCommentsChangesNothing() throws {
    let box = try Sandbox()
    try box.write("# 还没有设置\n\n", to: ".zhenglint.yml")
    try box.write(title, to: "a.txt")
    #expect(try box.zhenglint("check").status == 1)
  }

  @Test func theCallerGoesBeforeTheFile() throws {
    let box = try Sandbox()
    try box.write("rules: { state-words: off }\n", to: ".zhenglint.yml")
    try box.write("{}\n", to: "other.yml")
    try box.write(title, to: "a.txt")
    #expect(try box.zhenglint("check", "a.txt").status == 0)
    #expect(try box.zhenglint("check", "a.txt", "--no-config").status == 1)
    #expect(try box.zhenglint("check", "a.txt", "--config", "other.yml").status == 1)
    #expect(try box.zhenglint("check", "a.txt", "--select", "state-words").status == 1)
    // To select a rule says nothing about its level.
    try box.write("rules: { english-state-words: violation }\n", to: "level.yml")
    try box.write("National Training Certificate\n", to: "b.txt")
    let rows = try box.rows("--config", "level.yml", "--select", "english-state-words", "b.txt")
    #expect(rows == ["b.txt violation english-state-words"])
    let variable = try box.zhenglint(
      "check", "a.txt", environment: ["ZHENGLINT_CONFIG": "other.yml"])
    #expect(variable.status == 1)
    let missing = try box.zhenglint("check", "a.txt", "--config", "none.yml", "--lang", "en")
    #expect(missing.status == 2 && missing.error.contains("none.yml"))
  }

  @Test func aRegulatorObeysNothingThatCameAlong() throws {
    let box = try Sandbox()
    try box.write("rules: { state-words: off }\nexclude: [a.txt]\n", to: "in/.zhenglint.yml")
    try box.write("*.txt\n", to: "in/.zhenglintignore")
    try box.write("zhenglint-disable-file state-words: 样稿\n" + title, to: "in/a.txt")
    let run = try box.zhenglint("check", "in", "--regulator", "--lang", "en")
    #expect(run.status == 1)
    #expect(run.output.contains("in/a.txt:2:1  violation"))
    #expect(run.output.contains("in/.zhenglint.yml, in/.zhenglintignore"))
    #expect(run.output.contains("1 suppressions, which this run does not obey"))
  }

  @Test func aRegulatorIsToldWhatWasNotLookedAt() throws {
    let box = try Sandbox()
    try box.makeDirectory("in/.git")
    try box.write("a.txt\n", to: "in/.gitignore")
    try box.write("国家级\n", to: "in/.svn/b.txt")
    try box.write("合格\n", to: "in/a.txt")
    let run = try box.zhenglint(
      "check", "in", "--regulator", "--lang", "en", environment: ["COLUMNS": "200"])
    #expect(run.output.contains("were not checked: in/.git, in/.svn"))
    #expect(run.output.contains("were not obeyed: in/.gitignore"))
    #expect(!(try box.zhenglint("check", "in", "--lang", "en").output.contains(".svn")))
  }

  /// The name of standard input need not lead anywhere.
  @Test func standardInputHasSettingsToo() throws {
    let box = try Sandbox()
    try box.write("rules: { state-words: off }\n", to: ".zhenglint.yml")
    for name in ["a.txt", "./none/such/a.txt"] {
      let run = try box.zhenglint("check", "-", "--stdin-filename", name, input: title)
      #expect(run.status == 0)
    }
  }

  @Test func aFaultIsToldInChinese() throws {
    let box = try Sandbox()
    try box.write(title, to: "in/a.txt")
    try box.write("extend: none.yml\n", to: "in/.zhenglint.yml")
    #expect(try box.zhenglint("check", "in").error.contains("none.yml，没有这个文件或目录"))
    _ = try box.shell("rm in/.zhenglint.yml && mkdir in/.zhenglint.yml")
    #expect(try box.zhenglint("check", "in").error.contains("无法读取：这是一个目录"))
  }

  @Test func settingsAreShown() throws {
    let box = try Sandbox()
    try box.write("profile: strict\nrules: { state-words: off }\n", to: ".zhenglint.yml")
    try box.write(title, to: "a.txt")
    let run = try box.zhenglint("check", "--show-settings", "--lang", "en")
    #expect(run.status == 0)
    #expect(
      run.output.hasPrefix(
        "configuration: .zhenglint.yml\nprofile: strict\noff: state-words\nas of: "))
    #expect(run.output.hasSuffix("for:\n  a.txt\n\n"))
  }
}

@Suite struct IgnoreFileTests {
  @Test func filesAreIgnoredAsGitIgnoresThem() throws {
    let box = try Sandbox()
    try box.write("build/\n*.tmp.txt\n!keep.tmp.txt\n", to: ".gitignore")
    try box.write("草稿*.txt\n!a.tmp.txt\n", to: ".zhenglintignore")
    for name in ["build/x.txt", "a.tmp.txt", "b.tmp.txt", "keep.tmp.txt", "草稿1.txt", "in/草稿2.txt"] {
      try box.write("合格\n", to: name)
    }
    // Outside a repository `.gitignore` says nothing.
    #expect(
      try box.rows() == [
        "a.tmp.txt", "b.tmp.txt", "build/x.txt", "keep.tmp.txt",
      ])
    try box.makeDirectory(".git")
    #expect(try box.rows() == ["a.tmp.txt", "keep.tmp.txt"])
    #expect(
      try box.rows("--no-gitignore") == [
        ".gitignore", "a.tmp.txt", "b.tmp.txt", "build/x.txt", "keep.tmp.txt",
      ])
    // What the caller names is checked, unless asked otherwise.
    #expect(try box.rows("build/x.txt", "草稿1.txt") == ["build/x.txt", "草稿1.txt"])
    #expect(try box.rows("build/x.txt", "草稿1.txt", "--force-exclude").isEmpty)
  }

  @Test func whatIsLeftOutIsCountedAndListed() throws {
    let box = try Sandbox()
    try box.write("合格\n", to: "a.txt")
    try box.write("国家级\n", to: "drafts/b.txt")
    let run = try box.zhenglint("check", "--exclude", "drafts/", "-v", "--lang", "en")
    #expect(run.status == 0)
    #expect(run.output.contains("1 paths are excluded by settings"))
    #expect(run.error.contains("drafts: excluded by --exclude"))
    let none = try box.zhenglint("check", "--exclude", "*")
    #expect(none.status == 3)
    #expect(try box.zhenglint("check", "--exclude", "*", "--allow-empty").status == 0)
  }

  /// Of a rule that only a configuration adds nobody knows as long as none was read.
  @Test func namesAreNotWrongWhereThereIsNothingToCheck() throws {
    let box = try Sandbox()
    try box.write("合格\n", to: "drafts/a.txt")
    let run = try box.zhenglint("check", "--select", "state-words", "--exclude", "drafts/")
    #expect(run.status == 3)
  }

  /// An editor's byte order mark is none of the first pattern.
  @Test func aMarkAtTheStartIsNoPattern() throws {
    let box = try Sandbox()
    try box.write("\u{FEFF}drafts/\r\n*.tmp\r\n", to: ".zhenglintignore")
    try box.write("合格\n", to: "drafts/a.txt")
    try box.write("合格\n", to: "b.tmp")
    try box.write("合格\n", to: "c.txt")
    #expect(try box.rows() == ["c.txt"])
  }

  /// Each tree of names against what git says of it.
  @Test func gitAgrees() throws {
    let box = try Sandbox()
    _ = try box.shell("git init -q .")
    let patterns = [
      "*.log", "/top.txt", "doc/*.txt", "**/deep/**", "a/**/z.txt", "!important.log", "[ab]*.md",
      "foo/", "\\!x.txt", "**/名单.txt", "q?.txt", "mid/dle", "*/one.txt", "tr*ail/",
    ]
    try box.write(patterns.joined(separator: "\n"), to: ".gitignore")
    let names = [
      "x.log", "important.log", "in/x.log", "top.txt", "in/top.txt", "doc/a.txt", "doc/b/a.txt",
      "deep/a", "x/deep/y/z", "a/z.txt", "a/b/c/z.txt", "b.md", "in/c.md", "foo/x", "in/foo/x",
      "!x.txt", "子/名单.txt", "q1.txt", "q12.txt", "mid/dle/x", "x/mid/dle", "in/one.txt",
      "x/in/one.txt", "trxail/a", "trail",
    ]
    for name in names { try box.write("x\n", to: name) }
    let git = try box.shell("git -c core.quotePath=false ls-files -o --exclude-standard")
    let expected = git.output.split(separator: "\n").map(String.init).filter { $0 != ".gitignore" }
    #expect(try box.rows().sorted() == expected.sorted())
  }

  /// Made-up patterns in made-up trees, each a repository of its own, against what git says.
  @Test func gitAgreesOnMadeUpPatterns() throws {
    let box = try Sandbox()
    var random = SeededGenerator(seed: 68)
    let names = [
      "a", "b", "ab", "foo", "x.txt", "A", "[x]", "!k", "#h", "证", "1", "-d", "a-b", "b]",
    ]
    let pieces = [
      "a", "b", "foo", "x", "*", "?", ".txt", "[ab]", "[!a]", "[^b]", "[]-a]", "[[:alpha:]]", "\\a",
      "\\*", "证", "1", "[", "]", "\\", "-", "[a-]", "**", "[\\]]", "[z-a]", "[[]", "??", "[/]",
    ]
    for number in 0..<40 {
      for _ in 0..<10 {
        // No name is a file in one path and a directory in another.
        let steps = (0..<Int(random.next() % 4)).map { _ in random.one(of: ["a", "foo", "证"]) + "d"
        }
        let path = (["r\(number)"] + steps + [random.one(of: names)]).joined(separator: "/")
        try box.write("x\n", to: path)
      }
      let patterns = (0..<4).map { _ in
        let steps = (0...Int(random.next() % 3)).map { _ in
          random.chance(30)
            ? random.one(of: ["*", "**", "***", "ad", "food", "证d"])
            : (0...Int(random.next() % 3)).map { _ in random.one(of: pieces) }.joined()
        }
        return (random.chance(15) ? "!" : "") + (random.chance(20) ? "/" : "")
          + steps.joined(separator: "/") + (random.chance(20) ? "/" : "")
      }
      try box.write(patterns.joined(separator: "\n"), to: "r\(number)/.gitignore")
    }
    let git = try box.shell(
      #"""
      for d in r*; do
        (cd $d && git init -q . && git ls-files -o -z --exclude-standard) \
          | tr '\0' '\n' | grep -v '^.gitignore$' | sed "s|^|$d/|"
      done
      """#)
    let expected = git.output.split(separator: "\n").map(String.init)
    #expect(try box.rows().sorted() == expected.sorted())
  }
}
