import Testing

/// What a caller states of a certificate, and which law and catalogue are applied.
@Suite struct CertificateOptionTests {
  private let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(
      "一级建造师职业资格证书\n\n发证机构：恒策建筑咨询有限公司\n发证日期：2023年11月8日\n", to: "fake.txt")
    try sandbox.write(
      "一级建造师职业资格证书\n\n发证机构：住房和城乡建设部、人力资源和社会保障部\n发证日期：2019年3月1日\n", to: "real.txt")
    try sandbox.write("会员证书\n\n发证机构：中国云杉木艺协会\n", to: "member.txt")
  }

  @Test func aGenuineCertificatePassesAndSaysWhy() throws {
    let run = try sandbox.zhenglint("check", "real.txt", "--format", "json")
    #expect(run.status == 0)
    #expect(run.output.contains("\"standing\": \"catalogue\""))
    #expect(
      run.output.contains("\"entry\": \"建造师\", ") || run.output.contains("\"entry\": \"建造师\""))
    #expect(run.output.contains("\"edition\": \"2017\""))
    #expect(run.output.contains("\"level\": \"info\""))
    #expect(run.output.contains("catalogue-entry"))
    let strict = try sandbox.zhenglint("check", "real.txt", "--profile", "strict")
    #expect(strict.status == 0)
  }

  @Test func aCatalogueNameOfAnotherIssuerIsAViolation() throws {
    let run = try sandbox.zhenglint("check", "fake.txt")
    #expect(run.status == 1)
    #expect(run.output.contains("unauthorised-issue"))
    #expect(run.output.contains("“恒策建筑咨询有限公司”不是目录所列"))
    let stated = try sandbox.zhenglint(
      "check", "fake.txt", "--issuer", "住房和城乡建设部、人力资源和社会保障部", "--format", "json")
    #expect(stated.status == 0)
    #expect(stated.output.contains("\"origin\": \"caller\""))
  }

  /// What is stated stands nowhere in the file, and is judged all the same.
  @Test func aStatedTitleIsJudged() throws {
    try sandbox.write("发证机构：恒策建筑咨询有限公司\n", to: "body.txt")
    let run = try sandbox.zhenglint(
      "check", "body.txt", "--certificate", "一级建造师职业资格证书", "--format", "json")
    #expect(run.status == 1)
    #expect(run.output.contains("\"rule\": \"unauthorised-issue\""))
    #expect(run.output.contains("\"startByte\": 0, \"endByte\": 0, \"startLine\": 1"))
    #expect(run.output.contains("\"exact\": false"))
  }

  /// The full registered name in the issuer's place is for information once it is declared.
  @Test func aDeclaredIssuerIsNoQuestion() throws {
    let undeclared = try sandbox.zhenglint("check", "member.txt", "--fail-level", "review")
    #expect(undeclared.status == 1)
    let declared = try sandbox.zhenglint(
      "check", "member.txt", "--fail-level", "review", "--issuer", "中国云杉木艺协会")
    #expect(declared.status == 0)
    let short = try sandbox.zhenglint(
      "check", "member.txt", "--fail-level", "review", "--issuer", "中国木艺协会")
    #expect(short.status == 1)
    let strict = try sandbox.zhenglint(
      "check", "member.txt", "--issuer", "中国云杉木艺协会", "--profile", "strict")
    #expect(strict.status == 1)
    #expect(strict.output.contains("违反规定"))
  }

  @Test func aReadingCanBeSwitchedOff() throws {
    try sandbox.write("课程依据《国家职业技能标准》编写", to: "quoted.txt")
    let run = try sandbox.zhenglint("check", "quoted.txt")
    #expect(run.status == 0)
    #expect(run.output.contains("quoted-title"))
    let without = try sandbox.zhenglint("check", "quoted.txt", "--no-reading", "quoted-title")
    #expect(without.status == 1)
    let unknown = try sandbox.zhenglint("check", "quoted.txt", "--no-reading", "quoted-titel")
    #expect(unknown.status == 2)
    #expect(unknown.error.contains("是不是 quoted-title？"))
  }

  @Test func provincesAreOptedInto() throws {
    try sandbox.write("收纳师职业技能等级评价，无门槛报名", to: "gd.txt")
    let run = try sandbox.zhenglint("check", "gd.txt", "--format", "json")
    #expect(!run.output.contains("guangdong"))
    let opted = try sandbox.zhenglint(
      "check", "gd.txt", "--format", "json", "--profile", "guangdong")
    #expect(opted.output.contains("\"rule\": \"guangdong-publicity\""))
    let both = try sandbox.zhenglint("check", "gd.txt", "--profile", "strict,guangdong")
    #expect(both.output.contains("guangdong-publicity"))
  }

  @Test(arguments: [
    (["--as-of", "2024-02-30"], "--as-of 的“2024-02-30”不是日期"),
    (["--as-of", "2999-01-01"], "晚于"), (["--issued", "昨天"], "--issued 的“昨天”不是日期"),
    (["--issued", "2999-01-01"], "--issued 的 2999-01-01 晚于"),
    (["--edition", "2019"], "没有“2019”这一版国家职业资格目录；现有：2017、2021"),
    (["--issuer-kind", "club"], "可以用： association society enterprise"),
    (["--profile", "strickt"], "是不是 strict？"),
    (["--profile", "standard,strict"], "不能一起用"),
    (["--as-of", "2018-01-01", "--issued", "2019-01-01"], "--issued 的 2019-01-01 晚于 2018-01-01"),
  ])
  func whatCannotBeMeantIsAnError(options: [String], message: String) throws {
    let words = [Command.zhenglint, "check", "\(sandbox.path)/fake.txt"] + options
    let run = try Command(words.map { Array($0.utf8) })
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.error.contains(message), "\(run.error)")
  }

  @Test(arguments: [("2018-06-01", "\"2017\""), ("2022-06-01", "\"2021\""), ("2017-09-11", "null")])
  func theDayChoosesTheEdition(day: String, edition: String) throws {
    let run = try sandbox.zhenglint("check", "member.txt", "--format", "json", "--as-of", day)
    #expect(run.output.contains("\"asOf\": \"\(day)\", \"edition\": \(edition)}"))
    let text = try sandbox.zhenglint("check", "member.txt", "--as-of", day)
    #expect(text.output.contains("时点：\(day) 的规定"))
  }

  @Test func anEditionCanBeInsistedOn() throws {
    let run = try sandbox.zhenglint("check", "real.txt", "--format", "json", "--edition", "2021")
    #expect(run.output.contains("\"edition\": \"2021\"}"))
    #expect(run.output.contains("国家职业资格目录（2021年版）"))
    #expect(run.output.contains("按指定的这一版"))
  }

  @Test func verboseExplainsTheFacts() throws {
    let run = try sandbox.zhenglint("check", "real.txt", "-v")
    #expect(run.output.contains("名称：一级建造师职业资格证书"))
    #expect(run.output.contains("发证日期：2019-03-01"))
    #expect(run.output.contains("目录之内："))
    #expect(run.output.contains("按 2019-03-01 的规定和目录（2017年版）"))
  }
}
