import Testing

@Suite struct GitTests {
  private func repository() throws -> Sandbox {
    let box = try Sandbox()
    _ = try box.shell(
      "git init -q -b main . && git config user.email a@example.org && git config user.name a")
    return box
  }

  @Test func theIndexIsCheckedAndNotTheWorkTree() throws {
    let box = try repository()
    try box.write("国家级培训证书\n", to: "证书 一.txt")
    _ = try box.shell("git add . && printf '培训证书\\n' > '证书 一.txt'")
    #expect(try box.rows("--staged") == ["证书 一.txt violation state-words"])
    _ = try box.shell("git add . && printf '国家级\\n' > '证书 一.txt'")
    #expect(try box.rows("--staged") == ["证书 一.txt"])
    _ = try box.shell("git commit -qm a")
    let nothing = try box.zhenglint("check", "--staged")
    #expect(nothing.status == 3)
    #expect(try box.zhenglint("check", "--staged", "--allow-empty").status == 0)
  }

  @Test func stagedFilesAreChosenByPath() throws {
    let box = try repository()
    try box.write("国家级\n", to: "a/a.txt")
    try box.write("国家级\n", to: "b/b.txt")
    try box.write("国家级\n", to: "b/[x]*.txt")
    _ = try box.shell("git add .")
    #expect(try box.rows("--staged", "b/[x]*.txt") == ["b/[x]*.txt violation state-words"])
    let inside = try box.shell("cd b && $0 check --staged -q b.txt ../a/a.txt")
    #expect(inside.output.contains("../a/a.txt:1:1") && inside.output.contains("\nb.txt:1:1"))
  }

  @Test func aConflictIsNotChecked() throws {
    let box = try repository()
    try box.write("一\n", to: "a.txt")
    _ = try box.shell(
      """
      git add . && git commit -qm 1 && git checkout -q -b x && echo 二 > a.txt && git commit -qam 2
      git checkout -q main && echo 三 > a.txt && git commit -qam 3; git merge -q x; true
      """)
    let run = try box.zhenglint("check", "--staged", "--lang", "en")
    #expect(run.status == 2)
    #expect(run.output.contains("resolve the conflict"))
  }

  @Test func onlyChangedLinesCount() throws {
    let box = try repository()
    try box.write("国家级\r\n一\r二\r\n全国统一\n", to: "a.txt")
    _ = try box.shell("git add . && git commit -qm 1 && git checkout -q -b x")
    try box.write("国家级\r\n一\r二\r\n中华\n全国统一\n", to: "a.txt")
    try box.write("国家级\n", to: "新.txt")
    let run = try box.zhenglint("check", "--diff-from", "main", "-q")
    #expect(run.status == 1)
    #expect(run.output.contains("a.txt:4:1: 违反规定 state-words 「中华」"))
    #expect(run.output.contains("新.txt:1:1"))
    #expect(run.output.split(separator: "\n").count == 2)
    let json = try box.zhenglint("check", "--diff-from", "main", "--format", "json")
    #expect(json.output.contains(#""unchanged": 2"#))
    // The index has not changed yet.
    #expect(try box.zhenglint("check", "--diff-from", "main", "--staged").status == 3)
  }

  /// Lines that others changed on the other branch meanwhile are not ours.
  @Test func theCommonAncestorCounts() throws {
    let box = try repository()
    try box.write("国家级\n", to: "a.txt")
    _ = try box.shell(
      """
      git add . && git commit -qm 1 && git checkout -q -b x && echo 好 > b.txt && git add b.txt
      git commit -qm 2 && git checkout -q main && echo 培训 > a.txt && git commit -qam 3
      git checkout -q x
      """)
    #expect(try box.zhenglint("check", "--diff-from", "main").status == 0)
  }

  /// A link changes with what it leads to, and a file whose changes git was told not to see is new.
  @Test func whatGitDoesNotSeeChangeCounts() throws {
    let box = try repository()
    try box.write("一\n", to: "a.txt")
    try box.write("一\n", to: "b.txt")
    try box.makeLink("link.txt", to: "a.txt")
    _ = try box.shell("git add . && git commit -qm 1 && git update-index --assume-unchanged b.txt")
    try box.write("一\n国家级\n", to: "a.txt")
    try box.write("一\n国家级\n", to: "b.txt")
    #expect(try box.rows("link.txt", "--diff-from", "main") == ["link.txt violation state-words"])
    #expect(try box.rows("b.txt", "--diff-from", "main") == ["b.txt violation state-words"])
  }

  /// In a container the owner is often another: that is not the same as no repository.
  @Test func gitsOwnReasonIsTold() throws {
    let box = try repository()
    let run = try box.zhenglint(
      "check", "--staged", "--lang", "en",
      environment: ["GIT_TEST_ASSUME_DIFFERENT_OWNER": "1", "HOME": box.path])
    #expect(run.status == 2)
    #expect(run.error.contains("dubious ownership"))
  }

  @Test func whatGitDoesNotKnowIsTold() throws {
    let box = try repository()
    try box.write("国家级\n", to: "a.txt")
    let unknown = try box.zhenglint("check", "--diff-from", "none", "--lang", "en")
    #expect(unknown.status == 2 && unknown.error.contains("git knows no revision 'none'"))
    let outside = try Sandbox()
    try outside.write("国家级\n", to: "a.txt")
    let run = try outside.zhenglint("check", "--staged", "--lang", "en")
    #expect(run.status == 2 && run.error.contains("not a git repository"))
    let both = try box.zhenglint("check", "--staged", "-", "--lang", "en")
    #expect(both.status == 2)
  }
}
