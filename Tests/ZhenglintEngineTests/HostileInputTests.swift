import Glibc
import Testing
import ZhenglintCore
import ZhenglintEngine
import ZhenglintTestSupport

/// Input made to exhaust, confuse or stop the program: it finishes, says honestly whether all was
/// read, and still finds what stands at the end.
@Suite struct HostileInputTests {
  @Test(arguments: HostileInput.all)
  func isReadToTheEnd(_ input: HostileInput) {
    let bytes = input.bytes()
    let report = Fixtures.linter.lint(bytes: bytes, path: input.path)
    let troubles = Set(report.notes.filter(\.isIncomplete).map(\.code))
    #expect(troubles == input.troubles)
    #expect(report.status == (input.troubles.isEmpty ? .checked : .partly))
    #expect(report.findings.count == input.findings)
    if input.findings > 0 {
      #expect(report.findings.last?.term == "全国")
      #expect(report.findings.last?.location.startLine == input.lastLine)
    }
    for finding in report.findings.suffix(3) {
      #expect(finding.location.bytes.end <= bytes.count)
    }
  }

  /// Nothing outside the file is read, whatever the file asks for.
  @Test(arguments: [
    "<!DOCTYPE a [<!ENTITY e SYSTEM 'SECRET'>]><a>&e;</a>",
    "<!DOCTYPE a [<!ENTITY e PUBLIC 'x' 'file://SECRET'>]><a b='x'>&e;</a>",
    "<!DOCTYPE a [<!ENTITY % p SYSTEM 'SECRET'> %p;]><a>&e;</a>",
    "<!DOCTYPE a SYSTEM 'SECRET'><a>&e;</a>",
    "<a xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='SECRET' parse='text'/></a>",
    "<!DOCTYPE svg [<!ENTITY e SYSTEM 'SECRET'>]><svg><text>&e;</text><image href='SECRET'/></svg>",
  ])
  func otherFilesAreNotRead(source: String) throws {
    let secret = "/tmp/zhenglint-hostile-\(getpid())-\(source.utf8.count).txt"
    let file = try #require(fopen(secret, "w"))
    fputs("<!ENTITY e '国家'>国家", file)
    fclose(file)
    defer { unlink(secret) }
    let text = source.replacing("SECRET", with: secret)
    let report = Fixtures.linter.lint(bytes: Array(text.utf8), path: "certificate.xml")
    #expect(report.findings == [])
    #expect((report.status == .checked) == !source.contains("&e;"))
  }

  @Test func nothingIsNoInput() {
    let report = Fixtures.linter.lint(bytes: [], path: "empty.txt")
    #expect(report.status == .unread)
    #expect(report.notes.map(\.code) == ["empty-file"])
  }

  @Test(arguments: ["certificate.txt", "certificate"])
  func binaryIsNotTakenForText(path: String) {
    var random = SeededGenerator(seed: 1)
    let bytes = (0..<100_000).map { _ in UInt8.random(in: 0...255, using: &random) }
    let report = Fixtures.linter.lint(bytes: bytes, path: path)
    #expect(report.status == .unread)
    #expect(report.notes.map(\.code) == ["unsupported-format"])
    #expect(report.notes.first?.message.zh.contains("二进制文件") == true)
  }

  @Test(arguments: [("a.txt", "全国"), ("a.xml", "<a>全国</a>")])
  func utf32WithAMarkIsText(path: String, text: String) {
    let scalars = ("\u{FEFF}" + text).unicodeScalars.map(\.value)
    for isBigEndian in [true, false] {
      let bytes = scalars.flatMap { scalar in
        withUnsafeBytes(of: isBigEndian ? scalar.bigEndian : scalar.littleEndian, Array.init)
      }
      let report = Fixtures.linter.lint(bytes: bytes, path: path)
      #expect(report.status == .checked)
      #expect(report.findings.map(\.term) == ["全国"])
    }
  }

  /// Whatever its name says, each is read as something, and nothing of it stops the program.
  @Test(arguments: ["a.txt", "a.xml", "a.html", "a.svg"])
  func noiseIsSurvived(path: String) {
    var random = SeededGenerator(seed: 25)
    for _ in 0..<200 {
      let count = Int.random(in: 1...400, using: &random)
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      let report = Fixtures.linter.lint(bytes: bytes, path: path)
      #expect(report.findings.allSatisfy { $0.location.bytes.end <= count })
    }
  }
}

/// A document of a shape, built when it is needed.
struct HostileInput: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var path: String
  /// Codes of the notes that say that something was not read.
  var troubles: Set<String>
  var findings: Int
  /// Line of the last finding, from 1.
  var lastLine: Int
  private var build: @Sendable () -> String

  init(
    _ name: String, _ path: String, troubles: Set<String> = [], findings: Int = 1,
    lastLine: Int = 1,
    _ build: @autoclosure @escaping @Sendable () -> String
  ) {
    testDescription = "\(path): \(name)"
    self.path = path
    self.troubles = troubles
    self.findings = findings
    self.lastLine = lastLine
    self.build = build
  }

  func bytes() -> [UInt8] { Array(build().utf8) }

  static let all = entities + depth + length + damage

  // MARK: - Entities

  private static let laughs = """
    <!ENTITY a0 "笑"><!ENTITY a1 "\(repeated("&a0;", 10))"><!ENTITY a2 "\(repeated("&a1;", 10))">
    <!ENTITY a3 "\(repeated("&a2;", 10))"><!ENTITY a4 "\(repeated("&a3;", 10))">
    <!ENTITY a5 "\(repeated("&a4;", 10))"><!ENTITY a6 "\(repeated("&a5;", 10))">
    <!ENTITY a7 "\(repeated("&a6;", 10))"><!ENTITY a8 "\(repeated("&a7;", 10))">
    <!ENTITY a9 "\(repeated("&a8;", 10))">
    """

  static let entities: [HostileInput] = [
    HostileInput(
      "ten to the ninth", "a.xml", troubles: ["entity-limit", "malformed"], lastLine: 6,
      "<!DOCTYPE a [\(laughs)]>\n<a>&a9;。全国</a>"),
    HostileInput(
      "ten to the ninth in an attribute", "a.svg", troubles: ["entity-limit", "malformed"],
      lastLine: 6, "<!DOCTYPE svg [\(laughs)]>\n<svg id='&a9;'><text>全国</text></svg>"),
    HostileInput(
      "the same behind a comment of a megabyte", "a.xml", troubles: ["entity-limit", "malformed"],
      lastLine: 6,
      "<!DOCTYPE a [<!--\(repeated(" ", 1 << 20))-->\(laughs)]>\n<a b='&a9;'>全国</a>"),
    HostileInput(
      "quadratic", "a.xml", troubles: ["entity-limit"],
      "<!DOCTYPE a [<!ENTITY e \"\(repeated("笑", 5_000))\">]><a>\(repeated("&e;", 5_000))。全国</a>"),
    HostileInput(
      "a circle", "a.xml", troubles: ["entity-limit", "malformed"],
      "<!DOCTYPE a [<!ENTITY e '&f;'><!ENTITY f '&e;&e;'>]><a b='&e;'>&e;。全国</a>"),
    HostileInput(
      "a chain of a hundred", "a.xml", troubles: ["entity-limit", "malformed"],
      "<!DOCTYPE a [<!ENTITY e0 'x'>"
        + (1...100).map { "<!ENTITY e\($0) '&e\($0 - 1);'>" }.joined() + "]><a>&e100;。全国</a>"),
    HostileInput(
      "parameter entities", "a.xml", troubles: ["malformed", "undefined-entity"],
      "<!DOCTYPE a [<!ENTITY % x '&#37;x;&#37;x;'>%x;<!ENTITY e '%x;'>]><a>&e;。全国</a>"),
  ]

  // MARK: - Depth

  static let depth =
    documents(levels: 10_000) + documents(levels: 200_000).filter { deepest.contains($0.path) }

  /// One of each format: more would only take longer.
  private static let deepest = ["elements.xml", "elements.html", "groups.svg"]

  private static func documents(levels: Int) -> [HostileInput] {
    func deep(_ path: String, _ source: @autoclosure @escaping @Sendable () -> String)
      -> HostileInput
    {
      HostileInput("\(levels) levels", path, source())
    }
    return [
      deep("elements.xml", repeated("<a>", levels) + "全国" + repeated("</a>", levels)),
      deep(
        "elements.html",
        "<!DOCTYPE html>" + repeated("<b>", levels) + "全国" + repeated("</b>", levels)),
      deep("unclosed.html", "<!DOCTYPE html>" + repeated("<div><p>", levels / 2) + "全国"),
      deep("tables.html", "<!DOCTYPE html>" + repeated("<table><td>", levels / 2) + "全国"),
      deep("templates.html", "<!DOCTYPE html>" + repeated("<template>", levels) + "</p></b>全国"),
      deep(
        "groups.svg",
        "<svg>" + repeated("<g>", levels) + "<text>全国</text>"
          + repeated("</g>", levels) + "</svg>"),
      deep(
        "spans.svg",
        "<svg><text>" + repeated("<tspan>", levels) + "全国" + repeated("</tspan>", levels)
          + "</text></svg>"),
      deep("foreign.html", "<!DOCTYPE html>" + repeated("<svg><foreignObject>", levels / 2) + "全国"),
      deep("ends.html", "<!DOCTYPE html><table><td>" + repeated("</b></table>", levels / 2) + "全国"),
      deep("brackets.html", "<!DOCTYPE html><style>" + repeated("a{(", levels) + "</style>全国"),
    ]
  }

  // MARK: - Length

  static let length: [HostileInput] = [
    HostileInput(
      "70,000 lines of text", "a.txt", lastLine: 70_001, repeated("培训证书\r\n", 70_000) + "全国"),
    HostileInput(
      "70,000 lines of XML", "a.xml", lastLine: 70_001,
      "<a>" + repeated("<b/>\r", 70_000) + "<b>全国</b></a>"),
    HostileInput(
      "70,000 lines of HTML", "a.html", lastLine: 70_001,
      "<!DOCTYPE html>" + repeated("<br>\n", 70_000) + "<b>全国</b>"),
    HostileInput(
      "70,000 lines of SVG", "a.svg", lastLine: 70_001,
      "<svg>" + repeated("<path d='M0 0'/>\n", 70_000) + "<text>全国</text></svg>"),
    HostileInput(
      "12 MB of text", "a.txt", repeated("培训证书", 1 << 20) + "。全国"),
    HostileInput(
      "12 MB of XML text", "a.xml", "<a>" + repeated("培训证书", 1 << 20) + "。全国</a>"),
    HostileInput(
      "a 12 MB attribute of XML", "a.xml", "<a b='\(repeated("培训证书", 1 << 20))'>全国</a>"),
    HostileInput(
      "a 12 MB attribute of HTML", "a.html", "<p title='\(repeated("培训证书", 1 << 20))'>全国"),
    HostileInput(
      "a 12 MB comment of SVG", "a.svg",
      "<svg><!--\(repeated("培训证书", 1 << 20))--><text>全国</text></svg>"),
    HostileInput("a million 国", "a.txt", repeated("国", 1_000_000) + "。全国"),
    HostileInput(
      "a million 国 in SVG", "a.svg", "<svg><text>\(repeated("国", 1_000_000))。全国</text></svg>"),
    HostileInput(
      "a million &#22269;", "a.html", "<!DOCTYPE html>" + repeated("&#22269;", 1_000_000) + "。全国"),
    HostileInput(
      "a million &#22269; in an attribute", "a.xml",
      "<a b='\(repeated("&#22269;", 1_000_000))'>全国</a>"),
    HostileInput(
      "ten thousand findings", "a.txt", findings: 10_000, repeated("全国。", 10_000)),
    HostileInput(
      "a hundred thousand attributes", "a.html",
      "<!DOCTYPE html><p " + repeated("a=b ", 100_000) + ">全国"),
    HostileInput(
      "ten thousand glyphs on one point", "a.svg",
      "<svg>" + repeated("<text x='1' y='1'>x</text>", 10_000) + "<text y='99'>全国</text></svg>"),
    HostileInput(
      "ten thousand rules of CSS", "a.html",
      "<!DOCTYPE html><style>" + repeated("p.a{color:red}", 10_000) + "</style><p>全国"),
    HostileInput(
      "three hundred rules of CSS for three hundred elements", "a.html",
      "<!DOCTYPE html><style>" + repeated("b{color:red}", 300) + "</style>"
        + repeated("<b></b>", 300) + "全国"),
    HostileInput(
      "twenty thousand rules of CSS for twenty thousand elements", "a.html",
      "<!DOCTYPE html><style>" + repeated("b{color:red}", 20_000) + "</style>"
        + repeated("<b></b>", 20_000) + "全国"),
    HostileInput(
      "five thousand different rules for five thousand elements", "a.html",
      troubles: ["style-limit"],
      "<!DOCTYPE html><style>" + (0..<5_000).map { ".x.c\($0){color:red}" }.joined() + "</style>"
        + repeated("<b class=x></b>", 5_000) + "全国"),
    HostileInput(
      "64 KB of generated content for five thousand elements", "a.html",
      troubles: ["style-limit"],
      "<!DOCTYPE html><style>b::before{content:'\(repeated("x", 1 << 16))'}</style>"
        + repeated("<b></b>", 5_000) + "全国"),
    HostileInput("a million spaces between", "a.txt", "全" + repeated(" ", 1_000_000) + "国。全国"),
    HostileInput(
      "a million invisible characters between", "a.txt", findings: 2,
      "全" + repeated("\u{200B}", 1_000_000) + "国。全国"),
    HostileInput(
      "twenty thousand parts of SVG text", "a.svg",
      "<svg><text>" + repeated("<tspan>x</tspan>", 20_000) + "。全国</text></svg>"),
    HostileInput(
      "fifty thousand comments that end oddly", "a.html",
      "<!DOCTYPE html>" + repeated("<!--x--!>", 50_000) + "全国"),
    HostileInput(
      "ten thousand media types", "a.txt", troubles: ["member-unread"],
      (0..<10_000).map { "data:a/x\($0),y " }.joined() + "全国"),
    HostileInput("a million &", "a.html", "<!DOCTYPE html>" + repeated("&", 1_000_000) + "全国"),
    HostileInput("a million <", "a.html", "<!DOCTYPE html>" + repeated("<", 1_000_000) + "全国"),
    HostileInput(
      "a hundred thousand <!--", "a.html", "<!DOCTYPE html>" + repeated("<!-->", 100_000) + "全国"),
    HostileInput(
      "ten thousand data: URIs", "a.txt", repeated("data:text/plain,x ", 10_000) + "全国"),
  ]

  // MARK: - Damage

  static let damage: [HostileInput] = [
    HostileInput(
      "NULs", "a.txt", troubles: ["nul-bytes"], findings: 4, repeated("全国。\u{0}", 4)),
    HostileInput(
      "unclosed everything of XML", "a.xml", troubles: ["malformed"],
      "<a><b>全国<![CDATA[x<!-- <c d='"),
    HostileInput(
      "unclosed everything of HTML", "a.html", troubles: ["truncated"],
      "<!DOCTYPE html><table><td><p>全国<b><svg><text><script><!--<script>"),
    HostileInput(
      "unclosed attribute", "a.html", troubles: ["truncated"], "<!DOCTYPE html>全国<p title='"),
    HostileInput(
      "unclosed everything of SVG", "a.svg", troubles: ["malformed"], "<svg><g><text>全国<tspan x='"),
    HostileInput(
      "nested data: URIs", "a.html", troubles: ["nesting-limit"],
      nested("全国", levels: 12) + "<p>全国"),
  ]

  /// `srcdoc` in `srcdoc`, each level with its references.
  private static func nested(_ text: String, levels: Int) -> String {
    (0..<levels).reduce(text) { inner, _ in
      "<iframe srcdoc=\"" + inner.replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
        + "\"></iframe>"
    }
  }
}

private func repeated(_ text: String, _ count: Int) -> String {
  String(repeating: text, count: count)
}
