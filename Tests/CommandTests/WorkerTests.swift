import FoundationEssentials
import Testing

/// `zhenglint worker`: a job a line in, a result a line out.
@Suite struct WorkerTests {
  private let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write("<h1>国家级培训证书</h1>\n", to: "bad.html")
    try sandbox.write("花艺培训证书\n", to: "good.txt")
    try sandbox.write("会员证书\n\n发证机构：中国云杉木艺协会\n", to: "member.txt")
  }

  private struct Result: Decodable {
    struct Report: Decodable {
      struct Input: Decodable {
        struct Note: Decodable { var code: String }
        var path: String
        var format: String?
        var status: String
        var notes: [Note]
      }
      struct Finding: Decodable { var rule: String }
      var inputs: [Input]
      var findings: [Finding]
      var notes: [Input.Note]
    }
    struct Fault: Decodable {
      var code: String
      var message: String
    }
    var report: Report?
    var error: Fault?

    /// `path status rule,…`, or the code of the error.
    var line: String {
      guard let report, let input = report.inputs.first else { return error?.code ?? "" }
      let rules = report.findings.map(\.rule).joined(separator: ",")
      return "\(input.path) \(input.status) \(rules)"
    }
  }

  private func results(of run: Command) throws -> [Result] {
    try run.output.split(separator: "\n").map {
      try JSONDecoder().decode(Result.self, from: Data($0.utf8))
    }
  }

  private func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

  @Test(arguments: ["bad.html", "good.txt", "missing.txt"])
  func theReportIsThatOfCheck(path: String) throws {
    let check = try sandbox.zhenglint("check", path, "--format", "json")
    let line = check.output.replacing(/,\n */, with: ", ").replacing(/\n */, with: "")
    let run = try sandbox.zhenglint("worker", input: "{\"id\": 7, \"path\": \"\(path)\"}\n")
    #expect(run.output == "{\"id\": 7, \"report\": \(line)}\n")
    #expect(run.status == check.status)
  }

  @Test func contentIsCheckedUnderItsName() throws {
    let run = try sandbox.zhenglint(
      "worker",
      input: """
        {"name": "新.html", "content": "\(base64("<p>国<b>家</b>级"))"}
        {"name": "新.txt", "content": "\(base64("花艺"))"}
        {"name": "空.txt", "content": ""}
        """)
    let results = try results(of: run)
    #expect(
      results.map(\.line) == [
        "新.html checked state-words", "新.txt checked ", "空.txt unread ",
      ])
    #expect(results.map { $0.report?.inputs.first?.format } == ["html", "text", nil])
    #expect(run.status == 2)
  }

  @Test func resultsComeInTheOrderOfTheJobs() throws {
    let jobs = (0..<50).map {
      #"{"id": "\#($0)", "path": "\#($0 % 2 == 0 ? "bad.html" : "good.txt")"}"#
    }
    let run = try sandbox.zhenglint("worker", input: jobs.joined(separator: "\n"))
    let ids = run.output.split(separator: "\n").map { $0.prefix { $0 != "," } }
    #expect(ids == (0..<50).map { "{\"id\": \"\($0)\"" })
    #expect(run.status == 1)
    #expect(run.error.isEmpty)
  }

  /// Whoever pipes records waits for each result.
  @Test func eachResultIsThereBeforeTheNextJob() throws {
    let run = try sandbox.shell(
      """
      mkfifo jobs results
      "$0" worker < jobs > results &
      exec 3> jobs 4< results
      for path in bad.html good.txt; do
        echo '{"id": "'$path'", "path": "'$path'"}' >&3
        timeout 60 head -n 1 <&4 | cut -c 1-18
      done
      exec 3>&-
      wait $!
      """)
    #expect(run.output == "{\"id\": \"bad.html\",\n{\"id\": \"good.txt\",\n")
    #expect(run.status == 1)
  }

  @Test(arguments: [
    (#"{"id": 9007199254740993, "path": "good.txt"}"#, "9007199254740993"),
    (#"{"id": 1.5, "path": "good.txt"}"#, "1.5"),
    (#"{"id": "国\n", "path": "good.txt"}"#, #""国\n""#),
    (#"{"id": null, "path": "good.txt"}"#, "null"), (#"{"path": "good.txt"}"#, "null"),
  ])
  func theIDComesBack(job: String, id: String) throws {
    let run = try sandbox.zhenglint("worker", input: job)
    #expect(run.output.hasPrefix("{\"id\": \(id), \"report\": {"), "\(run.output)")
    #expect(run.status == 0)
  }

  @Test(arguments: [
    ("{", "not-json"), ("[]", "not-json"), ("国", "not-json"), ("{} {}", "not-json"),
    ("{}", "no-input"), (#"{"name": "a"}"#, "no-input"), (#"{"content": ""}"#, "no-input"),
    (#"{"path": "a", "name": "b", "content": ""}"#, "no-input"),
    (#"{"path": 1}"#, "invalid-member"), (#"{"path": ""}"#, "invalid-member"),
    (#"{"path": "a\u0000b"}"#, "invalid-member"),
    (#"{"path": "a", "issuer": []}"#, "invalid-member"),
    (#"{"name": "a", "content": "国家"}"#, "invalid-content"),
    (#"{"name": "a", "content": "abc"}"#, "invalid-content"),
    (#"{"path": "a", "issuerKind": "club"}"#, "invalid-facts"),
    (#"{"path": "a", "issued": "2024-02-30"}"#, "invalid-facts"),
    (#"{"path": "a", "issued": "2999-01-01"}"#, "invalid-facts"),
    (#"{"id": [1], "path": "a"}"#, "invalid-id"), (#"{"id": true, "path": "a"}"#, "invalid-id"),
    (#"{"id": 18446744073709551617, "path": "a"}"#, "invalid-id"),
    (#"{"path": "a", "isuer": "b"}"#, "unknown-member"),
  ])
  func whatIsNoJobIsAnErrorAndTheNextOneIsDone(line: String, code: String) throws {
    let run = try sandbox.zhenglint("worker", input: line + "\n{\"path\": \"good.txt\"}\n")
    #expect(try results(of: run).map(\.line) == [code, "good.txt checked "])
    #expect(run.status == 2)
    #expect(run.error == "zhenglint: 1 行不是可做的任务，见各行的 error\n")
    let lifted = try sandbox.zhenglint(
      "worker", "--allow-incomplete", input: line + "\n{\"path\": \"good.txt\"}\n")
    #expect(lifted.status == 0)
  }

  @Test func anErrorKeepsTheIDAndSaysWhatToDo() throws {
    let run = try sandbox.zhenglint(
      "worker", "--lang", "en", input: #"{"id": 3, "path": "a", "isuer": "b"}"#)
    #expect(
      run.output == """
        {"id": 3, "error": {"code": "unknown-member", \
        "message": "there is no member 'isuer'; did you mean issuer?"}}

        """)
  }

  @Test func blankLinesLineEndsAndAMissingLastOneAreNoMatter() throws {
    let run = try sandbox.zhenglint(
      "worker", input: "\u{FEFF}{\"path\": \"good.txt\"}\r\n\r\n \t\n{\"path\": \"bad.html\"}")
    #expect(
      try results(of: run).map(\.line) == ["good.txt checked ", "bad.html checked state-words"])
  }

  @Test func factsOfAJobWinOverOptionsAndFile() throws {
    let job = #"{"path": "member.txt", "issuer": "中国云杉木艺协会"}"#
    let declared = try sandbox.zhenglint("worker", "--fail-level", "review", input: job)
    #expect(declared.status == 0)
    let other = try sandbox.zhenglint(
      "worker", "--fail-level", "review", "--issuer", "中国木艺协会", input: job)
    #expect(other.status == 0)
    let unstated = try sandbox.zhenglint(
      "worker", "--fail-level", "review", "--issuer", "中国云杉木艺协会",
      input: #"{"path": "member.txt", "issuer": "", "issued": null}"#)
    #expect(unstated.status == 0)
    // The facts of one job are not those of the next.
    let both = try sandbox.zhenglint(
      "worker", "--fail-level", "review", input: job + "\n{\"path\": \"member.txt\"}")
    #expect(both.status == 1)
    let kind = try sandbox.zhenglint(
      "worker",
      input:
        #"{"path": "good.txt", "issuerKind": "society", "certificate": "木工证", "issued": "2020-02-02"}"#
    )
    #expect(
      kind.output.contains(
        #""certificate": {"title": "木工证", "issuer": null, "issuerKind": "society", "issued": "2020-02-02""#
      ))
  }

  @Test func settingsApplyByPath() throws {
    try sandbox.write("rules: { state-words: off }\n", to: "lax/.zhenglint.yml")
    try sandbox.write("rules: { stat-words: off }\n", to: "wrong/.zhenglint.yml")
    for directory in ["lax", "wrong"] {
      try sandbox.write("国家级\n", to: "\(directory)/a.txt")
    }
    let jobs = """
      {"path": "lax/a.txt"}
      {"path": "wrong/a.txt"}
      {"name": "lax/b.txt", "content": "\(base64("国家级"))"}
      {"path": "bad.html"}
      """
    let run = try sandbox.zhenglint("worker", input: jobs)
    #expect(
      try results(of: run).map(\.line) == [
        "lax/a.txt checked ", "configuration", "lax/b.txt checked ", "bad.html checked state-words",
      ])
    let regulator = try sandbox.zhenglint("worker", "--regulator", input: jobs)
    let results = try results(of: regulator)
    #expect(results.allSatisfy { $0.report?.findings.map(\.rule) == ["state-words"] })
    #expect(
      results.map { $0.report?.notes.map(\.code) ?? [] } == [
        ["settings-not-obeyed"], ["settings-not-obeyed"], [], [],
      ])
  }

  @Test func whatIsWrongWithEveryJobIsSaidAtOnce() throws {
    let option = try sandbox.zhenglint("worker", "--select", "state-word", input: "{}")
    #expect(option.status == 2)
    #expect(option.output.isEmpty)
    #expect(option.error.contains("是不是 state-words？"))
    try sandbox.write("rules: { stat-words: off }\n", to: ".zhenglint.yml")
    let configuration = try sandbox.zhenglint("worker", input: "{}")
    #expect(configuration.status == 2)
    #expect(configuration.output.isEmpty)
    #expect(configuration.error.contains(".zhenglint.yml:1:"))
  }

  @Test func whatCannotBeReadIsReported() throws {
    try sandbox.makeDirectory("tree")
    let run = try sandbox.zhenglint(
      "worker", "--max-file-size", "20",
      input: """
        {"path": "missing.txt"}
        {"path": "tree"}
        {"path": "bad.html"}
        {"name": "a", "content": "\(base64("一二三四五六七"))"}
        """)
    let inputs = try results(of: run).compactMap { $0.report?.inputs.first }
    #expect(inputs.map(\.status) == ["unread", "unread", "unread", "unread"])
    #expect(
      inputs.map { $0.notes.map(\.code) } == [
        ["not-found"], ["read-failed"], ["too-large"], ["too-large"],
      ])
    #expect(run.status == 2)
    #expect(run.error == "zhenglint: 4 份文件未能完整检查，见各行的 notes\n")
  }

  @Test func aLineThatIsTooLongIsNotKept() throws {
    let filler = String(repeating: "x", count: 3 << 20)
    let run = try sandbox.zhenglint(
      "worker", "--max-file-size", "1k",
      input: "{\"path\": \"\(filler)\"}\n{\"path\": \"good.txt\"}\n\(filler)")
    #expect(
      try results(of: run).map(\.line) == ["line-too-long", "good.txt checked ", "line-too-long"])
  }

  @Test func exitStatuses() throws {
    func status(_ options: [String], _ jobs: String...) throws -> Int32 {
      let words = options.joined(separator: " ")
      let input = jobs.map { "echo '{\"path\": \"\($0)\"}'; " }.joined()
      return try sandbox.shell("{ :; \(input)} | \"$0\" worker \(words)").status
    }
    #expect(try status([]) == 3)
    #expect(try status(["--allow-empty"]) == 0)
    #expect(try status([], "good.txt") == 0)
    #expect(try status([], "good.txt", "bad.html") == 1)
    #expect(try status(["--exit-zero"], "bad.html") == 0)
    #expect(try status(["--fail-level", "info"], "good.txt", "bad.html", "good.txt") == 1)
    #expect(try status(["--exit-zero"], "bad.html", "missing.txt") == 2)
    #expect(try status(["--allow-incomplete"], "bad.html", "missing.txt") == 1)
    #expect(try status(["--allow-incomplete"], "missing.txt") == 3)
  }

  @Test func aReaderThatLeavesEndsIt() throws {
    let run = try sandbox.shell(
      """
      { yes '{"path": "good.txt"}' 2>/dev/null | timeout 60 "$0" worker; echo $? > status; } | head -n 1
      cat status
      """)
    #expect(run.output.hasSuffix("}}\n0\n"))
    #expect(run.error.isEmpty)
  }
}
