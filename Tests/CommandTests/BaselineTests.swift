import Testing

@Suite struct BaselineTests {
  private func run(_ box: Sandbox, _ arguments: String...) throws -> Command {
    try box.zhenglint(
      ["check", "certs", "--select", "state-words", "--lang", "en"] + arguments)
  }

  @Test func whatWasThereBeforeDoesNotCount() throws {
    let box = try Sandbox()
    try box.write("国家级培训证书\n全国统一\n", to: "certs/a.txt")
    let first = try run(box, "--write-baseline", "base.json")
    #expect(first.status == 0)
    #expect(first.output.contains("baseline written: 2 entries (2 new, 0 dropped)"))
    let file = try box.read("base.json")
    #expect(file.contains(#""path": "certs/a.txt""#))
    #expect(file.contains(#""text": "国家""#))
    // Moved lines change nothing, not even the file.
    try box.write("\n\n插花\n\n\n国家级培训证书\n\n\n全国统一\n", to: "certs/a.txt")
    let moved = try run(box, "--baseline", "base.json", "--write-baseline", "base.json")
    #expect(moved.status == 0)
    #expect(try box.read("base.json") == file)
    #expect(moved.output.contains("2 in the baseline"))
  }

  @Test func aNewFindingIsNotSwallowedUnasked() throws {
    let box = try Sandbox()
    try box.write("国家级培训证书\n", to: "certs/a.txt")
    _ = try run(box, "--write-baseline", "base.json")
    let before = try box.read("base.json")
    try box.write("中华插花证书\n", to: "certs/b.txt")
    let again = try run(box, "--write-baseline", "base.json")
    #expect(again.status == 1)
    #expect(again.output.contains("1 new findings were"))
    #expect(try box.read("base.json") == before)
    let accepted = try run(box, "--write-baseline", "base.json", "--accept-new")
    #expect(accepted.status == 0)
    #expect(try box.read("base.json").contains("中华"))
  }

  @Test func whatVanishedIsTold() throws {
    let box = try Sandbox()
    try box.write("国家级培训证书\n全国统一\n", to: "certs/a.txt")
    try box.write("中华插花证书\n", to: "certs/b.txt")
    _ = try run(box, "--write-baseline", "base.json")
    try box.write("培训证书\n全国统一\n", to: "certs/a.txt")
    _ = try box.shell("rm certs/b.txt")
    let check = try run(box, "--baseline", "base.json")
    #expect(check.status == 0)
    #expect(check.output.contains("2 of the baseline no longer occur"))
    _ = try run(box, "--write-baseline", "base.json")
    let file = try box.read("base.json")
    #expect(!file.contains("中华") && !file.contains("国家") && file.contains("全国"))
    // What was not part of the run is not known to have vanished.
    try box.write("国家级\n", to: "certs/c.txt")
    let other = try box.zhenglint("check", "certs/c.txt", "--baseline", "base.json", "--lang", "en")
    #expect(!other.output.contains("no longer occur"))
  }

  @Test func pathsHoldFromAnywhere() throws {
    let box = try Sandbox()
    try box.write("国家级培训证书\n", to: "certs/a.txt")
    _ = try run(box, "--write-baseline", "base.json")
    let inside = try box.shell("cd certs && $0 check a.txt --baseline ../base.json")
    #expect(inside.status == 0)
  }

  /// What a run did not look for has not vanished: it is neither told nor dropped.
  @Test(arguments: [
    (["--diff-from", "main"], "全国统一\n国家级培训证书\n插花\n"),
    (["--select", "qualification-words"], "全国统一\n"),
  ])
  func whatWasNotLookedForHasNotVanished(options: [String], content: String) throws {
    let box = try Sandbox()
    try box.write("全国统一\n国家级培训证书\n", to: "certs/a.txt")
    _ = try box.shell(
      "git init -q -b main . && git add . && git -c user.name=a -c user.email=a@a commit -qm 1")
    _ = try run(box, "--write-baseline", "base.json")
    let before = try box.read("base.json")
    try box.write(content, to: "certs/a.txt")
    let arguments = ["check", "certs", "--lang", "en"] + options
    let check = try box.zhenglint(arguments + ["--baseline", "base.json"])
    #expect(check.status == 0)
    #expect(!check.output.contains("no longer occur"))
    _ = try box.zhenglint(arguments + ["--write-baseline", "base.json"])
    #expect(try box.read("base.json") == before)
  }

  @Test func whatWasNotReadHasNotVanished() throws {
    let box = try Sandbox()
    try box.write("国家级培训证书\n", to: "certs/a.txt")
    try box.write("<p>国家级</p>", to: "certs/b.html")
    _ = try run(box, "--write-baseline", "base.json")
    let before = try box.read("base.json")
    try box.write("", to: "certs/a.txt")
    try box.write("<!-- ", to: "certs/b.html")
    #expect(try run(box, "--write-baseline", "base.json").status == 2)
    #expect(try box.read("base.json") == before)
  }

  /// What `--diff-from` leaves out was not shown, so nobody accepted it.
  @Test func onlyWhatIsReportedIsAccepted() throws {
    let box = try Sandbox()
    try box.write("全国统一\n", to: "certs/a.txt")
    _ = try box.shell(
      "git init -q -b main . && git add . && git -c user.name=a -c user.email=a@a commit -qm 1")
    try box.write("全国统一\n国家级\n", to: "certs/a.txt")
    _ = try run(box, "--write-baseline", "base.json", "--diff-from", "main")
    let file = try box.read("base.json")
    #expect(file.contains("国家级") && !file.contains("\"term\": \"全国\""))
  }

  @Test(arguments: ["", "{}", "[1]", #"{"schema": "zhenglint-baseline/9", "findings": []}"#])
  func whatIsNoBaselineIsRefused(content: String) throws {
    let box = try Sandbox()
    try box.write("合格\n", to: "certs/a.txt")
    try box.write(content, to: "base.json")
    let run = try run(box, "--baseline", "base.json")
    #expect(run.status == 2)
    #expect(run.error.contains("base.json"))
    #expect(try self.run(box, "--baseline", "none.json").status == 2)
  }
}
