import Testing

@testable import ZhenglintProject

@Suite struct PathPatternTests {
  /// Pattern, path, directory?, whether git ignores it.
  @Test(arguments: [
    ("*.html", "a/证书.html", false, true),
    ("证书*.html", "草稿/证书 一.html", false, true),
    ("/*.html", "a/b.html", false, false),
    ("drafts/", "a/drafts", true, true),
    ("drafts/", "a/drafts", false, false),
    ("a/b", "a/b", false, true),
    ("a/b", "x/a/b", false, false),
    ("**/b", "x/a/b", false, true),
    ("a/**/b", "a/b", false, true),
    ("a/**/b", "a/x/y/b", false, true),
    ("a/**", "a", true, false),
    ("a/**", "a/x", false, true),
    ("a*b", "a/b", false, false),
    ("***/b", "x/a/b", false, true),
    ("a/***/b", "a/b", false, true),
    ("a/****", "a/x/y", false, true),
    ("a**b", "axxb", false, true),
    ("[!a-c]x", "dx", false, true),
    ("[!a-c]x", "bx", false, false),
    ("[[:digit:]].txt", "7.txt", false, true),
    ("\\#a", "#a", false, true),
    ("a\\ ", "a ", false, true),
    ("a  ", "a", false, true),
    ("[a", "[a", false, false),
    ("****************************b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false, false),
  ])
  func aPatternMatchesAsInGit(pattern: String, path: String, isDirectory: Bool, matches: Bool) {
    let parsed = PathPattern(line: pattern)
    #expect(parsed?.matches(path.utf8, isDirectory: isDirectory) == matches)
  }

  @Test(arguments: ["", "# 草稿", "   ", "/"])
  func aBlankLineIsNoPattern(line: String) {
    #expect(PathPattern(line: line) == nil)
  }

  @Test func theLastPatternCounts() {
    let patterns = PathPatterns(["*.txt", "!keep.txt", "old/"], in: RawPath("/r".utf8))
    #expect(patterns.verdict(on: RawPath("/r/a.txt".utf8), isDirectory: false) == true)
    #expect(patterns.verdict(on: RawPath("/r/keep.txt".utf8), isDirectory: false) == false)
    #expect(patterns.verdict(on: RawPath("/r/a.xml".utf8), isDirectory: false) == nil)
    #expect(patterns.verdict(on: RawPath("/other/a.txt".utf8), isDirectory: false) == nil)
    #expect(patterns.cover(RawPath("/r/a/old/b.xml".utf8)))
  }
}
