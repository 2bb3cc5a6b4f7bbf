import Foundation
import Testing

@Suite struct EvidenceTests {
  let box: Sandbox

  init() throws {
    box = try Sandbox()
    try box.write("<h1>国家级插花证书</h1>\n<p>发证机构：云洲市花艺行业协会</p>\n", to: "certs/a.HTML")
  }

  private func scan() throws {
    #expect(try box.zhenglint("scan", "--store", "x.db", "-q", "certs").status == 1)
  }

  private func evidence(_ arguments: String...) throws -> Command {
    try box.zhenglint(["evidence"] + arguments + ["--store", "x.db", "--lang", "en"])
  }

  private func extract() throws {
    try scan()
    #expect(try evidence("1", "-o", "ev").status == 0)
  }

  // MARK: - The folder

  @Test func theFolderHasAllThatAPersonNeeds() throws {
    try scan()
    let run = try evidence("1", "-o", "ev", "--who", "Li")
    #expect(run.status == 0, "\(run.error)")
    let sums = try box.shell(
      "cd ev && ls && sha256sum -c SHA256SUMS && cmp source.html ../certs/a.HTML")
    #expect(sums.status == 0, "\(sums.error)")
    #expect(
      sums.output.hasPrefix("SHA256SUMS\nfindings.json\nindex.html\nsource.html\n"))
    #expect(sums.output.split(separator: ": OK\n").count == 3)
    let digest = try box.shell("sha256sum < ev/SHA256SUMS").output.prefix(64)
    #expect(run.output.contains(digest))
    let history = try box.zhenglint("cases", "show", "1", "--store", "x.db").output
    #expect(history.contains(digest) && history.contains("Li：提取证据"))
  }

  private struct Report: Decodable {
    struct Tool: Decodable { let version: String }
    struct Rules: Decodable { let version, edition: String }
    struct Input: Decodable { let path, sha256: String }
    struct Finding: Decodable {
      struct Citation: Decodable { let clause: String }
      let term, context: String
      let basis: [Citation]
    }
    let schema: String
    let tool: Tool
    let rules: Rules
    let inputs: [Input]
    let findings: [Finding]
  }

  @Test func theFindingsAreThoseOfTheReport() throws {
    try extract()
    let report = try JSONDecoder().decode(
      Report.self, from: Data(box.read("ev/findings.json").utf8))
    #expect(report.schema == "zhenglint-report/1")
    #expect(!report.tool.version.isEmpty && !report.rules.version.isEmpty)
    #expect(report.rules.edition == "2021")
    let sum = try box.shell("sha256sum < certs/a.HTML").output.prefix(64)
    #expect(report.inputs.map(\.path) == ["certs/a.HTML"])
    #expect(report.inputs[0].sha256 == sum)
    #expect(report.findings.map(\.term) == ["国家"])
    #expect(report.findings[0].context.contains("插花证书"))
    #expect(report.findings[0].basis.contains { !$0.clause.isEmpty })
  }

  @Test(arguments: [
    ("zh", ["证书用语检查证据", "发现 1 处违反规定", "第 1 次扫描：发现违反规定之处", "人社部发〔2017〕68号"]),
    ("en", ["Evidence on the wording", "found in breach of the rules", "人社部发〔2017〕68号"]),
  ])
  func thePageSaysWhatWasFoundWhere(language: String, words: [String]) throws {
    try scan()
    let run = try box.zhenglint(
      "evidence", "1", "-o", "ev", "--store", "x.db", "--lang", language)
    #expect(run.status == 0)
    let page = try box.read("ev/index.html")
    let sum = try box.shell("sha256sum < certs/a.HTML").output.prefix(64)
    for word in words + [String(sum), "certs/a.HTML", "source.html", "zhenglint 0."] {
      #expect(page.contains(word), "\(word)")
    }
    #expect(!page.contains("<script") && !page.contains("href="))
  }

  /// Name of a file, what its copy is called, how the page shows it.
  static let names: [([UInt8], String, String)] = [
    (Array("-rf.txt".utf8), "source.txt", "/certs/-rf.txt"),
    (Array("index.html".utf8), "source.html", "/certs/index.html"),
    (Array("<b>&.svg".utf8), "source.svg", "/certs/&lt;b&gt;&amp;.svg"),
    (Array("a\n\u{202E}b.txt".utf8), "source.txt", "b.txt"),
    ([0xB9, 0xFA, 0x5C] + Array(".html".utf8), "source.html", "/certs/\\xB9\\xFA\\x5C.html"),
    (Array("..".utf8) + Array("x.t\u{200B}xt".utf8), "source.bin", "/certs/..x.t&lt;U+200B&gt;xt"),
    (Array("证书".utf8), "source.bin", "/certs/证书"),
  ]

  @Test(arguments: names)
  func aHostileNameIsShownAndNotUsed(name: [UInt8], copy: String, shown: String) throws {
    let box = try Sandbox()
    try box.write("<svg><text>国家级插花证书</text></svg>\n", to: Array("certs/".utf8) + name)
    let scan = try box.zhenglint("scan", "--store", "x.db", "-q", "certs")
    #expect(scan.output.contains("新增 1 件"), "\(scan.error)")
    let run = try box.zhenglint("evidence", "1", "-o", "ev", "--store", "x.db")
    #expect(run.status == 0, "\(run.error)")
    #expect(
      try box.shell("cd ev && ls && sha256sum -c --quiet SHA256SUMS").output
        == "SHA256SUMS\nfindings.json\nindex.html\n\(copy)\n")
    let page = try box.read("ev/index.html")
    #expect(page.contains(shown), "\(shown)")
    #expect(!page.contains("\u{202E}") && !page.contains("\u{200B}"))
  }

  @Test(arguments: ["ev", "ev/", "./ev", "made", "made/"])
  func anEmptyFolderWillDo(folder: String) throws {
    try scan()
    try box.makeDirectory("made")
    #expect(try evidence("1", "-o", folder).status == 0)
    #expect(try evidence("verify", folder).status == 0)
  }

  /// Nothing is left of what was not to be, and the store knows of nothing.
  @Test(arguments: [
    ("echo > certs/a.HTML", "was changed since the scan"),
    ("rm certs/a.HTML", "cannot read the source"),
    ("rm certs/a.HTML && mkfifo certs/a.HTML", "cannot read the source"),
    ("mkdir ev && touch ev/x", "is no empty folder"),
    ("touch ev", "is no empty folder"),
    ("ln -s nowhere ev", "cannot write the evidence"),
  ])
  func whatCannotBeProvedIsRefused(change: String, cause: String) throws {
    try scan()
    _ = try box.shell(change)
    let before = try box.shell("ls -AR | grep -v '^x.db'").output
    let run = try evidence("1", "-o", "ev")
    #expect(run.status == 2)
    #expect(run.error.contains(cause), "\(run.error)")
    #expect(try box.shell("ls -AR | grep -v '^x.db'").output == before)
    let history = try box.zhenglint("cases", "show", "1", "--store", "x.db").output
    #expect(!history.contains("提取证据"))
  }

  @Test func aCaseThatIsNotThereHasNoEvidence() throws {
    try scan()
    let run = try evidence("7", "-o", "ev")
    #expect(run.status == 2)
    #expect(run.error.contains("no case 7"))
    #expect(try box.shell("ls").output == "certs\nx.db\nx.db.lock\n")
  }

  // MARK: - Verifying

  @Test func whatIsUnchangedIsProved() throws {
    try extract()
    let known = try evidence("verify", "ev")
    #expect(known.status == 0)
    #expect(known.output.contains("The store knows this digest: case 1"))
    let alone = try box.zhenglint("evidence", "verify", "ev", "--lang", "en")
    #expect(alone.status == 0)
    #expect(alone.output.contains("compared only with itself"))
  }

  @Test(arguments: [
    ("echo >> index.html", "changed: index.html"),
    ("rm source.html", "missing: source.html"),
    ("touch more", "added: more"),
    ("mkdir more", "added: more"),
    ("rm findings.json && ln -s index.html findings.json", "changed: findings.json"),
    ("echo x >> SHA256SUMS", "line 4 of SHA256SUMS is malformed"),
    ("sed -i /index/d SHA256SUMS && rm index.html", "SHA256SUMS does not list index.html"),
    (": > SHA256SUMS", "SHA256SUMS does not list source.…"),
  ])
  func aDifferenceIsNamed(change: String, name: String) throws {
    try extract()
    _ = try box.shell("cd ev && \(change)")
    for arguments in [[], ["--store", "x.db"]] {
      let run = try box.zhenglint(["evidence", "verify", "ev", "--lang", "en"] + arguments)
      #expect(run.status == 1, "\(run.error)")
      #expect(run.output.contains(name), "\(run.output)")
    }
  }

  /// Whoever changes a file and its sum is found out by the store alone.
  @Test func aNewListOfSumsIsNotTheOldOne() throws {
    try extract()
    _ = try box.shell("cd ev && echo >> source.html && sha256sum f* i* s* > SHA256SUMS")
    let alone = try box.zhenglint("evidence", "verify", "ev", "--lang", "en")
    #expect(alone.status == 0)
    #expect(alone.output.contains("compared only with itself"))
    let run = try evidence("verify", "ev")
    #expect(run.status == 1)
    #expect(run.output.contains("The store does not know this digest"))
  }

  @Test(arguments: [
    ("rm -r ev", "cannot read ev"), ("rm ev/SHA256SUMS", "has no SHA256SUMS"),
    ("rm -r ev && touch ev", "cannot read ev"), ("rm x.db", "there is no store x.db"),
  ])
  func whatCannotBeReadIsTrouble(change: String, cause: String) throws {
    try extract()
    _ = try box.shell(change)
    let run = try evidence("verify", "ev")
    #expect(run.status == 2)
    #expect(run.error.contains(cause), "\(run.error)")
  }
}
