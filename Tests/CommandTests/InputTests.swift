import Glibc
import Testing

@Suite struct InputTests {
  let box: Sandbox

  init() throws {
    box = try Sandbox()
  }

  /// Checks that an input is reported as unread and the run goes on to the others.
  private func expectTrouble(_ arguments: String..., names words: String...) throws {
    try box.write("国家\n", to: "bad.txt")
    let run = try box.shell(
      "timeout 20 \"$0\" check bad.txt \(arguments.joined(separator: " ")) --format json")
    #expect(run.status == 2)
    #expect(run.output.contains("\"startByte\": 0"))
    for word in words { #expect(run.output.contains(word), "\(run.output)") }
    #expect(run.error.contains("zhenglint: "))
  }

  @Test func aMissingPathIsNamed() throws {
    try expectTrouble("missing.txt", names: "\"missing.txt\"", "\"not-found\"", "\"unread\"")
  }

  @Test func aFileBelowAFileIsMissing() throws {
    try expectTrouble("bad.txt/x", names: "\"bad.txt/x\"", "\"not-found\"")
  }

  @Test(arguments: ["pipe", "."])
  func aFIFOIsNeverOpened(path: String) throws {
    try box.makeFIFO("pipe")
    try expectTrouble(path, names: "\"pipe\"", "\"not-a-regular-file\"")
  }

  @Test func aDeviceIsNeverOpened() throws {
    try expectTrouble("/dev/zero", names: "\"/dev/zero\"", "\"not-a-regular-file\"")
  }

  @Test func aFileAboveTheLimitIsNotRead() throws {
    try box.write(String(repeating: "证", count: 100), to: "long.txt")
    try expectTrouble("long.txt --max-file-size 299", names: "\"long.txt\"", "\"too-large\"")
    try #expect(box.zhenglint("check", "long.txt", "--max-file-size", "300").status == 0)
  }

  @Test func standardInputAboveTheLimitIsNotRead() throws {
    let run = try box.zhenglint(
      "check", "-", "--max-file-size", "299", input: String(repeating: "证", count: 100))
    #expect(run.status == 2)
  }

  @Test(arguments: ["secret.txt", "closed"])
  func whatMayNotBeReadIsNamed(path: String) throws {
    try box.write("国家\n", to: "secret.txt")
    try box.write("国家\n", to: "closed/a.txt")
    try box.write("国家\n", to: "bad.txt")
    guard chmod("\(box.path)/\(path)", 0) == 0 else { throw Failure("chmod") }
    // The superuser may read everything: step down.
    let user = getuid() == 0 ? "setpriv --reuid=65534 --clear-groups" : "env"
    let run = try box.shell("\(user) \"$0\" check bad.txt \(path) --format json")
    #expect(run.status == 2, "\(run.error)")
    #expect(run.output.contains("\"no-permission\""))
    #expect(run.output.contains("\"\(path)\""))
  }

  @Test func eachDirectoryEntryIsCheckedOnce() throws {
    try box.write("国家\n", to: "d/a.txt")
    try box.write("国家\n", to: "d/e/b.txt")
    let run = try box.zhenglint(
      "check", "-q", "d", "./d//a.txt", "d/e/../a.txt", "d/e", "d/e/b.txt", "\(box.path)/d/a.txt")
    #expect(lines(run).map { $0.prefix { $0 != ":" } } == ["d/a.txt", "d/e/b.txt"])
  }

  @Test func filesComeInByteOrder() throws {
    let names = ["a-b.txt", "a/c.txt", "a/d/e.txt", "a0.txt", "Z.txt", "证.txt"]
    for name in names.reversed() { try box.write("国家\n", to: name) }
    let run = try box.zhenglint("check", "-q", ".")
    #expect(
      lines(run).map { String($0.prefix { $0 != ":" }) }
        == ["Z.txt", "a-b.txt", "a/c.txt", "a/d/e.txt", "a0.txt", "证.txt"])
  }

  @Test func versionControlDirectoriesAreSkippedAndTold() throws {
    for name in [".git", ".hg", "sub/.svn"] { try box.write("国家\n", to: "\(name)/a.txt") }
    try box.write("国家\n", to: ".hidden")
    let run = try box.zhenglint("check", ".", "-v", "--format", "json")
    #expect(run.output.contains("\"path\": \".hidden\""))
    #expect(!run.output.contains("a.txt"))
    for name in [".git", ".hg", "sub/.svn"] { #expect(run.error.contains("\(name):")) }
    // Asked for by name, they are read.
    #expect(try box.zhenglint("check", ".git").status == 1)
  }

  // MARK: - Links

  @Test func linksInsideTheTreeAreFollowed() throws {
    try box.write("国家\n", to: "d/a.txt")
    try box.write("国家\n", to: "d/.git/b.txt")
    try box.makeLink("d/copy.txt", to: "a.txt")
    try box.makeLink("d/hidden", to: ".git")
    let run = try box.zhenglint("check", "-q", "d")
    #expect(run.status == 1)
    #expect(
      lines(run).map { String($0.prefix { $0 != ":" }) }
        == ["d/a.txt", "d/copy.txt", "d/hidden/b.txt"])
  }

  @Test func aGivenLinkIsFollowedAnywhere() throws {
    try box.write("国家\n", to: "elsewhere/a.txt")
    try box.makeLink("file", to: "elsewhere/a.txt")
    try box.makeLink("directory", to: "elsewhere")
    let run = try box.zhenglint("check", "-q", "file", "directory")
    #expect(lines(run).map { $0.prefix { $0 != ":" } } == ["directory/a.txt", "file"])
  }

  @Test(arguments: [
    (".", "directory-loop"), ("..", "link-outside"), ("../..", "link-outside"),
    ("link", "directory-loop"), ("missing", "not-found"), ("../outside.txt", "link-outside"),
    ("/dev/null", "link-outside"), ("sub", nil),
  ])
  func aLinkThatCannotBeFollowedIsReported(target: String, code: String?) throws {
    try box.write("国家\n", to: "outside.txt")
    try box.write("国家\n", to: "d/sub/a.txt")
    try box.makeLink("d/link", to: target)
    let run = try box.zhenglint("check", "d", "--format", "json")
    #expect(run.status == (code == nil ? 1 : 2))
    #expect(run.output.contains("\"d/link\"") == (code != nil))
    if let code { #expect(run.output.contains("\"\(code)\"")) }
    #expect(run.output.contains("\"d/sub/a.txt\""))
  }

  @Test func manyLinksToOneDirectoryStayCheap() throws {
    // Followed naively, this tree has 2^30 files.
    for depth in 0..<30 {
      try box.makeDirectory("\(depth)")
      for name in ["a", "b"] { try box.makeLink("\(depth)/\(name)", to: "../\(depth + 1)") }
    }
    try box.write("国家\n", to: "30/a.txt")
    let run = try box.shell("timeout 20 \"$0\" check -q .")
    #expect(run.status == 1)
    #expect(lines(run).count == 1)
  }

  // MARK: - Names

  @Test func aNameThatIsNotUTF8IsOpenedAndRepaired() throws {
    for byte: UInt8 in [0xFE, 0xFF] {
      try box.write("国家\n", to: Array("d/x".utf8) + [byte] + Array(".txt".utf8))
    }
    #expect(try lines(box.zhenglint("check", "-q", "d")).count == 2)
    let run = try box.shell("\"$0\" check d/x*.txt --format json")
    #expect(run.status == 1)
    #expect(run.output.contains("\"path\": \"d/x\u{FFFD}.txt\""))
    #expect(String(validating: run.outputBytes, as: UTF8.self) != nil)
  }

  @Test func controlCharactersOfANameDoNotReachTheTerminal() throws {
    try box.makeFIFO("a\u{1B}[31m\n.txt")
    let run = try box.zhenglint("check", ".")
    #expect(run.status == 2)
    #expect(run.error.contains("a<U+001B>[31m<U+000A>.txt"))
  }

  @Test func pathsLongerThanTheKernelTakesAreRead() throws {
    let script = """
      for i in $(seq 60); do mkdir \(String(repeating: "d", count: 200)); cd ddd*; done
      printf 国家 > a.txt
      """
    #expect(try box.shell(script).status == 0)
    let run = try box.zhenglint("check", "-q", ".")
    #expect(run.status == 1)
    #expect(lines(run).first?.contains("ddd/a.txt:1:1") == true)
  }

  @Test func deepDirectoriesAreWalked() throws {
    let script =
      "mkdir -p $(printf 'd/%.0s' $(seq 1500)); printf 国家 > $(printf 'd/%.0s' $(seq 1500))a"
    #expect(try box.shell(script).status == 0)
    #expect(try box.zhenglint("check", "-q", ".").status == 1)
  }

  // MARK: - Standard input

  @Test func standardInputIsRead() throws {
    let run = try box.zhenglint("check", "-q", "-", input: "\n国家\n")
    #expect(run.status == 1)
    #expect(run.output.hasPrefix("-:2:1"))
  }

  @Test func standardInputTakesItsFormatFromTheGivenName() throws {
    let run = try box.zhenglint(
      "check", "-", "--stdin-filename", "证书.html", "--format", "json", input: "<p>国<b>家</b></p>")
    #expect(run.status == 1)
    #expect(run.output.contains("\"path\": \"证书.html\""))
    #expect(run.output.contains("\"format\": \"html\""))
  }

  @Test func longStandardInputIsReadWhole() throws {
    try box.write(String(repeating: "某某培训证书\n", count: 10_000) + "国家\n", to: "long.txt")
    let run = try box.shell("cat long.txt | \"$0\" check -q -")
    #expect(run.output.hasPrefix("-:10001:1"))
  }

  @Test func closedStandardInputIsTrouble() throws {
    #expect(try box.shell("\"$0\" check - <&-").status == 2)
  }

  private func lines(_ run: Command) -> [Substring] {
    run.output.split(separator: "\n")
  }
}
