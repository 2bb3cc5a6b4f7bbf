import Testing
import ZhenglintCore
import ZhenglintEngine

/// The recall table: every disguise of the contract in every format that has it, found at the
/// marked bytes, under its names, and nothing else found.
@Suite struct DisguiseTableTests {
  @Test(arguments: DisguiseCase.all)
  func isFoundWhereItStands(_ sample: DisguiseCase) {
    let report = Fixtures.linter.lint(bytes: sample.marked.bytes, path: sample.path)
    #expect(report.format == sample.format.rawValue)
    #expect(report.status == .checked, "\(report.notes.map(\.message.en))")
    #expect(report.findings.map(Sighting.init) == [sample.sighting])
  }

  /// Between them stands what a reader sees.
  @Test(arguments: [
    "<i hidden>中</i>某某培训<i hidden>国</i>", "<p>本国<p>家长", "<td>全<td>国", "国、家", "<p>国</p>\n家",
  ])
  func charactersApartAreNoTerm(source: String) {
    let report = Fixtures.linter.lint(
      bytes: Array("<!DOCTYPE html><table><tr>\(source)".utf8), path: "certificate.html")
    #expect(report.findings == [])
  }

  @Test(arguments: [
    "<p>祖国</p><p>家乡</p>", "<div>祖国</div><div>家乡</div>", "<ul><li>祖国<li>家乡</ul>",
    "<select><option>祖国<option>家乡</select>", "<dl><dt>祖国<dd>家乡</dl>", "<p>祖国<br>家乡",
    "<h1>祖国</h1>家乡", "<button>祖国</button><button>家乡</button>", "<p>本国<hr>家长",
    "<input value=祖国><input value=家乡>", "<label>国籍：本国</label><label>家庭</label>",
    "<table><tr><td>高中<td>国际</table>", "<span>祖国</span> <span>家乡</span>",
  ])
  func elementsThatStandApartMakeNoTermInAnyProfile(source: String) {
    let report = Fixtures.strict.lint(
      bytes: Array("<!DOCTYPE html>\(source)".utf8), path: "certificate.html")
    #expect(report.findings == [])
  }

  @Test(arguments: [
    "祖国、家乡", "祖国；家乡", "祖国,家乡", "祖国;家乡", "祖国:家乡", "国，家", "国。家", "中。国", "国：家", "本国！家长",
    "本国？家长", "本国…家长", "本国……家长", "报国. 家长签字", "爱国\n家长签字", "1. 祖国\n2. 家乡", "• 祖国\n• 家乡",
    "- 祖国\n- 家乡", "① 祖国 ② 家乡", "祖国\t家乡", "祖国\r\n家乡", "祖国/家乡", "祖国|家乡", "| 祖国 | 家乡 |", "中1国",
    "中a国", "高中 国际部", "职业 / 资格", "职业、资格", "（本国）家长", "“祖国”“家乡”", "外国 家长",
  ])
  func marksThatPartWordsPartTermsInAnyProfile(text: String) {
    let report = Fixtures.strict.lint(bytes: Array(text.utf8), path: "certificate.txt")
    #expect(report.findings == [])
  }

  @Test(arguments: [
    ("国家级", Confidence.likely), ("国<br>家级", .likely), ("职业资挌", .likely),
  ])
  func hiddenTermsAreReportedOneStepLowerAtMost(source: String, confidence: Confidence) {
    let report = Fixtures.linter.lint(
      bytes: Array("<!DOCTYPE html><p hidden>\(source)</p>".utf8), path: "certificate.html")
    #expect(report.findings.map(\.confidence) == [confidence])
    #expect(report.findings.map(\.level) == [.violation])
  }

  /// Rows and columns, in one element of text or in several.
  @Test(arguments: [
    "<text x='9' y='20'>热爱祖国</text><text x='9' y='44'>家乡美好</text>",
    "<text y='20'><tspan x='9'>热爱祖国</tspan><tspan x='300'>家乡美好</tspan></text>",
    "<text x='9' y='20'>热爱祖国<tspan x='9' dy='80'>家乡美好</tspan></text>",
    "<text x='9' y='20'>热爱祖国<tspan x='300' dy='24'>家乡美好</tspan></text>",
    "<text><tspan display='none'>国</tspan>某某<tspan display='none'>家</tspan></text>",
  ])
  func textsOfSVGThatStandApartMakeNoTermInAnyProfile(source: String) {
    let report = Fixtures.strict.lint(bytes: Array("<svg>\(source)</svg>".utf8), path: "a.svg")
    #expect(report.findings == [])
  }

  @Test func everyDisguiseIsInTheTableForEveryFormatThatHasIt() {
    let listed = Set(
      DisguiseCase.all.flatMap { sample in
        sample.disguises.map { "\(sample.format): \($0.rawValue)" }
      })
    let absent: Set = [
      // Plain text has no places, and no Latin terms in its one channel. Its inline splits are those
      // of the documents in its data: URIs.
      "text: positioned", "text: fullwidth",
    ]
    let all = Set(
      DocumentFormat.allCases.flatMap { format in
        Disguise.allCases.map { "\(format): \($0.rawValue)" }
      })
    #expect(all.subtracting(listed) == absent)
    #expect(DisguiseCase.all.count >= 120)
  }
}

/// What a finding says of the term, and where.
struct Sighting: Hashable, CustomStringConvertible {
  var term: String
  var start: Int
  var end: Int
  var disguises: [Disguise]

  var description: String { "\(term) \(start)..<\(end) \(disguises.map(\.rawValue))" }
}

extension Sighting {
  init(of finding: Finding) {
    self.init(
      term: finding.term, start: finding.location.bytes.start, end: finding.location.bytes.end,
      disguises: finding.disguises)
  }
}

struct DisguiseCase: Sendable, CustomTestStringConvertible {
  var format: DocumentFormat
  /// ⟦ and ⟧ mark the span.
  ///
  /// A part of a document stands in the plainest one around it.
  var source: String
  var term: String
  var disguises: [Disguise]

  init(_ format: DocumentFormat, _ source: String, _ term: String, _ disguises: Disguise...) {
    self.format = format
    self.source = source
    self.term = term
    self.disguises = disguises
  }

  var testDescription: String { "\(format): \(source)" }
  var path: String { format == .text ? "certificate.txt" : "certificate.\(format.rawValue)" }

  private var document: String {
    let isWhole = ["<!DOCTYPE", "<svg"].contains { source.hasPrefix($0) }
    guard !isWhole else { return source }
    switch format {
    case .text: return source
    case .xml: return "<证书><p>\(source)</p></证书>"
    case .html: return "<!DOCTYPE html>\n<body><p>\(source)</p></body>"
    case .svg:
      return """
        <svg xmlns="http://www.w3.org/2000/svg"><text x="10" y="40">\(source)</text></svg>
        """
    }
  }

  /// The document without the marks, and the bytes that they marked.
  var marked: (bytes: [UInt8], span: Range<Int>) {
    let parts = document.split(separator: "⟦", maxSplits: 1, omittingEmptySubsequences: false)
    let inner = parts[parts.count - 1].split(
      separator: "⟧", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, inner.count == 2 else { fatalError("no marks in \(source)") }
    let start = parts[0].utf8.count
    let bytes = Array(parts[0].utf8) + inner[0].utf8 + inner[1].utf8
    return (bytes, start..<start + inner[0].utf8.count)
  }

  var sighting: Sighting {
    let span = marked.span
    return Sighting(
      term: term, start: span.lowerBound, end: span.upperBound, disguises: disguises)
  }

  static let all = plain + letters + between + set + encoded
}

// MARK: - No disguise: what is ordinary markup has no name

extension DisguiseCase {
  static let plain: [DisguiseCase] = [
    .init(.text, "本证书⟦全国⟧通用", "全国"),
    .init(.xml, "本证书⟦全国⟧通用", "全国"),
    .init(.html, "本证书⟦全国⟧通用", "全国"),
    .init(.svg, "本证书⟦全国⟧通用", "全国"),
    .init(.xml, "⟦&#22269;&#x5BB6;⟧承认", "国家"),
    .init(.html, "⟦&#22269&#X5bb6⟧ 承认", "国家"),
    .init(.svg, "⟦&#22269;家⟧承认", "国家"),
    .init(.xml, "⟦国<![CDATA[家⟧承认]]>", "国家"),
    .init(.xml, "<![CDATA[⟦国]]><![CDATA[家⟧]]>承认", "国家"),
    .init(.svg, "<![CDATA[⟦职业资格⟧]]>", "职业资格"),
    .init(.html, "<!DOCTYPE html><svg><text><![CDATA[⟦国家⟧]]></text></svg>", "国家"),
    .init(.xml, "<名称 标题='⟦国&#23478;⟧级'/>", "国家"),
    .init(.html, "<img alt=⟦&#22269;家⟧>", "国家"),
    .init(.svg, "<tspan aria-label='⟦国家⟧'>证书</tspan>", "国家"),
    .init(.svg, "<svg><text>证</text><g>⟦国家⟧</g></svg>", "国家"),
    .init(.svg, "<svg><text>证</text><text transform='scale(0)'>⟦国家⟧</text></svg>", "国家"),
    .init(.svg, "<svg><text x='9' y='9'>甲<text>⟦国家⟧</text></text></svg>", "国家"),
  ]
}

// MARK: - Other characters

extension DisguiseCase {
  static let letters: [DisguiseCase] = [
    .init(.text, "⟦國家⟧承認", "国家", .traditional),
    .init(.text, "⟦職業資格⟧證書", "职业资格", .traditional),
    .init(.text, "⟦中華人民共和國⟧", "中华人民共和国", .traditional),
    .init(.text, "從業⟦人員資格⟧證", "人员资格", .traditional),
    .init(.xml, "⟦中國⟧註冊", "中国", .traditional),
    .init(.xml, "<a 名称='⟦&#22283;&#x5BB6;⟧'/>", "国家", .traditional),
    .init(.html, "⟦全國⟧通用", "全国", .traditional),
    .init(.html, "<title>⟦中華⟧茶藝</title>", "中华", .traditional),
    .init(.html, "<img alt='⟦國徽⟧'>", "国徽", .traditional),
    .init(.svg, "⟦國家⟧級", "国家", .traditional),
    .init(.svg, "<svg><desc>⟦職業資格⟧</desc><text>證</text></svg>", "职业资格", .traditional),

    // Han characters have no full-width forms; Latin terms count in names and descriptions.
    .init(.xml, "<图 src='⟦ｇｕｏｈｕｉ⟧.png'/>", "国徽", .fullwidth),
    .init(.html, "<img src='⟦ＧＵＯＨＵＩ⟧.png'>", "国徽", .fullwidth),
    .init(.html, "<i class='⟦ｎａｔｉｏｎａｌ-ｅｍｂｌｅｍ⟧'></i>", "国徽", .fullwidth),
    .init(.svg, "<tspan id='⟦ｇｕｏ_ｈｕｉ⟧'>证</tspan>", "国徽", .fullwidth),

    .init(.text, "从业⟦⼈员资格⟧证", "人员资格", .compatibility),
    .init(.text, "⟦㊥国⟧茶艺", "中国", .compatibility),
    .init(.text, "⟦中华⼈⺠共和国⟧", "中华人民共和国", .compatibility),
    .init(.xml, "⟦职业㊮格⟧证书", "职业资格", .compatibility),
    .init(.html, "⟦&#x32A5;国⟧茶艺", "中国", .compatibility),
    .init(.html, "⟦职业&#12974;格⟧", "职业资格", .compatibility),
    .init(.svg, "⟦⼈员资格⟧", "人员资格", .compatibility),

    .init(.text, "⟦囯家⟧承认", "国家", .variant),
    .init(.text, "⟦圀家⟧承认", "国家", .variant),
    .init(.text, "⟦职业资挌⟧证书", "职业资格", .variant),
    .init(.text, "⟦仝国⟧通用", "全国", .variant),
    .init(.xml, "⟦中囯⟧茶艺", "中国", .variant),
    .init(.html, "⟦&#22255;家⟧承认", "国家", .variant),
    .init(.html, "⟦职业资挌⟧证书", "职业资格", .variant),
    .init(.svg, "⟦囯家⟧承认", "国家", .variant),
  ]
}

// MARK: - Something between the characters

extension DisguiseCase {
  static let between: [DisguiseCase] = [
    .init(.text, "⟦国 家⟧承认", "国家", .spaced),
    .init(.text, "⟦全\u{3000}国⟧通用", "全国", .spaced),
    .init(.text, "⟦职 业 资 格⟧证书", "职业资格", .spaced),
    .init(.text, "⟦国\u{A0}\u{2009}家⟧承认", "国家", .spaced),
    .init(.text, "以⟦中   国⟧服务为品牌。\n如有疑问请联系。", "中国", .spaced),
    .init(.xml, "<a 名称='列入⟦国\t家⟧级计划'/>", "国家", .spaced),
    .init(.xml, "⟦国&#x3000;家⟧承认", "国家", .spaced),
    .init(.xml, "<a 名称='⟦国 家⟧'/>", "国家", .spaced),
    .init(.html, "⟦国&nbsp;家⟧承认", "国家", .spaced),
    .init(.html, "⟦职&emsp;业&ensp;资&#12288;格⟧证书", "职业资格", .spaced),
    .init(.html, "<input value='⟦全  国⟧'>", "全国", .spaced),
    .init(.svg, "⟦国 家⟧承认", "国家", .spaced),
    .init(.svg, "⟦職 業 資 格⟧證書", "职业资格", .traditional, .spaced),

    .init(.text, "⟦国\u{200B}家⟧承认", "国家", .invisible),
    .init(.text, "⟦职业\u{2060}资\u{200D}格⟧", "职业资格", .invisible),
    .init(.text, "⟦全\u{AD}国⟧通用", "全国", .invisible),
    .init(.text, "⟦国\u{FE00}家⟧承认", "国家", .invisible),
    .init(.text, "⟦国\u{3164}家⟧承认", "国家", .invisible),
    .init(.text, "⟦国\u{2066}\u{2069}家⟧承认", "国家", .invisible),
    .init(.text, "⟦国\u{E0100}家⟧承认", "国家", .invisible),
    .init(.xml, "⟦国&#x200B;家⟧承认", "国家", .invisible),
    .init(.xml, "<a 名称='⟦国\u{FEFF}家⟧'/>", "国家", .invisible),
    .init(.html, "⟦国&shy;家⟧承认", "国家", .invisible),
    .init(.html, "⟦国&zwj;&#8203;家⟧承认", "国家", .invisible),
    .init(.html, "<img alt='⟦国&ZeroWidthSpace;家⟧'>", "国家", .invisible),
    .init(.svg, "⟦国\u{200C}家⟧承认", "国家", .invisible),
    .init(.svg, "⟦国 \u{200B}家⟧承认", "国家", .spaced, .invisible),

    .init(.text, "⟦国·家⟧承认", "国家", .punctuated),
    .init(.text, "⟦职-业-资-格⟧证书", "职业资格", .punctuated),
    .init(.text, "⟦全*国⟧通用", "全国", .punctuated),
    .init(.text, "⟦全™国⟧通用", "全国", .punctuated),
    .init(.text, "⟦中🇨🇳国⟧茶艺", "中国", .punctuated),
    .init(.text, "⟦国★家⟧承认", "国家", .punctuated),
    .init(.xml, "⟦国_家⟧承认", "国家", .punctuated),
    .init(.xml, "<a 名称='⟦国|家⟧'/>", "国家", .punctuated),
    .init(.html, "⟦国&middot;家⟧承认", "国家", .punctuated),
    .init(.html, "⟦国/家⟧承认", "国家", .punctuated),
    .init(.html, "⟦职 - 业 - 资 - 格⟧", "职业资格", .spaced, .punctuated),
    .init(.svg, "⟦国&#xB7;家⟧承认", "国家", .punctuated),

    .init(.xml, "⟦国<b>家⟧</b>承认", "国家", .inlineSplit),
    .init(.xml, "⟦职业<w>资</w>格⟧证书", "职业资格", .inlineSplit),
    .init(.xml, "⟦国<!-- 家 -->家⟧承认", "国家", .inlineSplit),
    .init(.xml, "⟦国<?x?>家⟧承认", "国家", .inlineSplit),
    .init(.html, "⟦国<b>家⟧</b>承认", "国家", .inlineSplit),
    .init(.html, "<b>⟦国</b><i><u>家⟧</u></i>承认", "国家", .inlineSplit),
    .init(.html, "⟦国<wbr>家⟧承认", "国家", .inlineSplit),
    .init(.html, "⟦国<!-- x -->家⟧承认", "国家", .inlineSplit),
    .init(.html, "⟦国<span style='display:none'>的</span>家⟧承认", "国家", .inlineSplit),
    .init(.html, "<ruby>⟦国<rt>guó</rt>家⟧<rt>jiā</rt></ruby>", "国家", .inlineSplit),
    .init(.html, "⟦国<img src=a.png>家⟧承认", "国家", .inlineSplit),
    .init(.html, "⟦国<script>x</script>家⟧承认", "国家", .inlineSplit),
    .init(.html, "<!DOCTYPE html>⟦国<div hidden>的<p>的</p></div>家⟧承认", "国家", .inlineSplit),
    .init(.html, "⟦国<template>的</template>家⟧承认", "国家", .inlineSplit),
    .init(.html, "⟦国<canvas></canvas>家⟧承认", "国家", .inlineSplit),
    .init(.html, "⟦國<b> 家⟧</b>承認", "国家", .traditional, .spaced, .inlineSplit),
    .init(.svg, "⟦国<tspan>家⟧</tspan>承认", "国家", .inlineSplit),
    .init(.svg, "⟦国<title>x</title>家⟧承认", "国家", .inlineSplit),
    .init(.svg, "⟦国<tspan display='none'>的</tspan>家⟧承认", "国家", .inlineSplit),
    .init(.svg, "⟦国<!-- x -->家⟧承认", "国家", .inlineSplit),
    .init(.html, "<b hidden>⟦国<script>x</script>家⟧承认</b>", "国家", .inlineSplit),
    .init(
      .svg, "<svg><text display='none'>⟦国<a>家⟧</a>承认</text><text>证</text></svg>", "国家",
      .inlineSplit),
    .init(
      .svg, "<svg><text opacity='0'>⟦国<title>x</title>家⟧</text><text>证</text></svg>", "国家",
      .inlineSplit),
  ]
}

// MARK: - Set in another way

extension DisguiseCase {
  static let set: [DisguiseCase] = [
    .init(.text, "⟦职业\n资格⟧\n证书", "职业资格", .lineSplit),
    .init(.text, "⟦职业\r\n资格⟧\r\n证书", "职业资格", .lineSplit),
    .init(.xml, "⟦职业<br/>资格⟧", "职业资格", .lineSplit),
    .init(.xml, "⟦职业\n资格⟧", "职业资格", .lineSplit),
    .init(.html, "⟦职业<br>资格⟧", "职业资格", .lineSplit),
    .init(.html, "⟦职业</br>资格⟧", "职业资格", .lineSplit),
    .init(.html, "<pre>⟦职业\n资格⟧</pre>", "职业资格", .lineSplit),
    .init(.html, "<ruby>⟦职业</ruby><br><b>资格⟧</b>", "职业资格", .inlineSplit, .lineSplit),
    .init(.svg, "⟦职业<tspan x='10' dy='24'>资格⟧</tspan>", "职业资格", .lineSplit),
    .init(.svg, "瑜伽⟦中<tspan x='10' dy='24'>国⟧</tspan>教练证书", "中国", .lineSplit),
    .init(.svg, "从业⟦人员资<tspan x='10' y='70'>格⟧</tspan>证书", "人员资格", .lineSplit),
    .init(
      .svg,
      #"<svg><text y="9" text-anchor="middle"><tspan x="99">全体⟦人</tspan><tspan x="99" dy="1.5em">员资格⟧</tspan>证书</text></svg>"#,
      "人员资格", .lineSplit),

    .init(.text, "⟦国\n家⟧\n级\n证\n书", "国家", .vertical),
    .init(.text, "⟦职\n业\n资\n格⟧", "职业资格", .vertical),
    .init(.text, "⟦全\r国⟧\r通\r用", "全国", .vertical),
    .init(.text, "⟦㊥\n國⟧\n認\n證", "中国", .traditional, .compatibility, .vertical),
    .init(.xml, "⟦国\n家⟧\n级", "国家", .vertical),
    .init(.xml, "⟦国<br/>家⟧<br/>级", "国家", .vertical),
    .init(.html, "⟦国<br>家⟧<br>级", "国家", .vertical),
    .init(
      .html,
      """
      <!DOCTYPE html><i style="position:absolute;left:9px;top:10px">⟦国</i>\
      <i style="position:absolute;left:9px;top:30px">家⟧</i>
      """, "国家", .vertical),
    .init(
      .svg, #"<svg><text x="9" y="20">⟦国</text><text x="9" y="40">家⟧</text></svg>"#, "国家",
      .vertical),
    .init(
      .svg,
      ##"<svg><text font-size="20"><tspan x="9" y="30">⟦全</tspan><tspan x="9" dy="24">国⟧</tspan></text></svg>"##,
      "全国", .vertical),

    .init(.text, "\u{202E}承认⟦家国⟧\u{202C}", "国家", .reversed),
    .init(.text, "其中\u{202E}⟦国中⟧\u{202C}籍学员八名", "中国", .reversed),
    .init(.text, "⟦格资业职⟧", "职业资格", .reversed),
    .init(.xml, "&#x202E;⟦家国⟧&#x202C;", "国家", .reversed),
    .init(.html, "<bdo dir=rtl>认承⟦家国⟧</bdo>", "国家", .reversed),
    .init(
      .html, "<b style='unicode-bidi:bidi-override;direction:rtl'>⟦国全⟧</b>", "全国", .reversed),
    .init(.html, "&#x202E;⟦家國⟧&#x202C;", "国家", .traditional, .reversed),
    .init(.svg, "\u{202E}⟦家国⟧\u{202C}", "国家", .reversed),
    .init(
      .svg,
      #"<svg><text direction="rtl" unicode-bidi="bidi-override">认承⟦家国⟧</text></svg>"#, "国家",
      .reversed),

    // XML of no known vocabulary has no places; glyphs in elements of their own are set by place.
    .init(.xml, "<字>⟦国</字><字>家⟧</字>", "国家", .positioned),
    .init(.xml, "<字>⟦国\u{3164}</字><字>家⟧</字>", "国家", .invisible, .positioned),
    .init(
      .svg,
      "<svg><text x='9' y='20'>⟦国\u{200B}\u{200D}</text><text x='9' y='40'>家⟧</text></svg>", "国家",
      .invisible, .vertical),
    .init(
      .html,
      """
      <!DOCTYPE html><i style="position:absolute;left:9px;top:10px">⟦国\u{2068}\u{2069}</i>\
      <i style="position:absolute;left:9px;top:30px">家⟧</i>
      """, "国家", .invisible, .vertical),
    .init(
      .html,
      """
      <!DOCTYPE html><i style="position:absolute;left:10px;top:9px">⟦国</i>\
      <i style="position:absolute;left:30px;top:9px">家⟧</i>
      """, "国家", .positioned),
    .init(
      .html,
      """
      <!DOCTYPE html><i style="position:absolute;left:30px;top:9px">⟦家</i>\
      <i style="position:absolute;left:10px;top:9px">国⟧</i>
      """, "国家", .positioned),
    .init(.svg, #"<svg><text x="10 30 50" y="9">⟦国家⟧级</text></svg>"#, "国家", .positioned),
    .init(
      .svg, #"<svg><text display="none" x="10 30 50">⟦国家⟧级</text><text>证</text></svg>"#, "国家",
      .positioned),
    .init(
      .svg, #"<svg><text font-size="0" x="30 10">⟦家国⟧</text><text>证</text></svg>"#, "国家",
      .positioned),
    .init(.svg, #"<svg><text x="10" y="9" dx="0 4 4">⟦国家⟧级</text></svg>"#, "国家", .positioned),
    .init(
      .svg, #"<svg><text x="10" y="9">⟦国</text><text x="28" y="9">家⟧</text></svg>"#, "国家",
      .positioned),
    .init(
      .svg, #"<svg><text x="28" y="9">⟦家</text><text x="10" y="9">国⟧</text></svg>"#, "国家",
      .positioned),
    .init(
      .svg,
      #"<svg><g transform="translate(10,9)"><text>⟦国</text></g><text x="28" y="9">家⟧</text></svg>"#,
      "国家", .positioned),
  ]
}

// MARK: - Written in another language inside

extension DisguiseCase {
  static let encoded: [DisguiseCase] = [
    .init(.text, "见 data:text/plain;base64,⟦5Zu95a62⟧", "国家", .encoded),
    .init(.text, "见 data:text/html,%3Cp%3E⟦%E5%9B%BD%E5%AE%B6⟧%3C/p%3E", "国家", .encoded),
    .init(
      .text, "见 data:text/html,⟦%E5%9B%BD%3Cb%3E%E5%AE%B6⟧%3C/b%3E", "国家", .inlineSplit, .encoded),
    .init(.xml, "<图 href='data:text/plain,⟦%E5%9B%BD%E5%AE%B6⟧'/>", "国家", .encoded),
    .init(.xml, "<图>data:text/plain;base64,⟦5Zu95a62⟧</图>", "国家", .encoded),
    .init(.xml, "见 Data:text/plain;base64,⟦5Zu95a62⟧ 一图", "国家", .encoded),
    .init(.xml, "见 data:text/html;charset=utf-8,%3Cp%3E⟦%E5%9B%BD%E5%AE%B6⟧。", "国家", .encoded),
    .init(.xml, "<![CDATA[见 data:text/html,&amp;⟦%E5%9B%BD%E5%AE%B6⟧]]>", "国家", .encoded),
    .init(
      .xml,
      "<图 href='data:image/svg+xml,%3Csvg%3E%3Ctext%3E⟦国家⟧%3C/text%3E%3C/svg%3E'/>", "国家",
      .encoded),
    .init(.html, "<iframe srcdoc='&lt;p&gt;⟦国&amp;#23478;⟧'></iframe>", "国家", .encoded),
    .init(.html, "<iframe srcdoc='<b>⟦国</b>家⟧'></iframe>", "国家", .inlineSplit, .encoded),
    .init(.html, "<iframe srcdoc=\"<iframe srcdoc='⟦国家⟧'></iframe>\"></iframe>", "国家", .encoded),
    .init(.html, "<a href='data:text/html;base64,PHA+⟦5Zu95a62⟧PC9wPg=='>证</a>", "国家", .encoded),
    .init(
      .html, "<a href='data:text/html;charset=gbk,⟦%B9%FA%BC%D2⟧'>证</a>", "国家", .encoded),
    .init(
      .html, #"<style>p::before{content:"⟦\56fd\5bb6⟧"}</style>"#, "国家", .encoded),
    .init(.html, #"<style>p::before{content:"⟦国\5bb6⟧"}</style>"#, "国家", .encoded),
    .init(.html, #"<b style="content:'⟦\0056FD\5BB6⟧'">证</b>"#, "国家", .encoded),
    .init(.html, #"<script>a("⟦\u56fd\u{5bb6}⟧")</script>"#, "国家", .encoded),
    .init(.html, #"<b onclick="a('⟦\u56fd\u5bb6⟧')">证</b>"#, "国家", .encoded),
    .init(
      .html, #"<script>a("⟦\ud83c\ude2d\u534e⟧")</script>"#, "中华", .compatibility, .encoded),
    .init(
      .svg, #"<svg><script>"⟦\u56fd\uDB40\uDD00\u5bb6⟧"</script><text>证</text></svg>"#, "国家",
      .invisible, .encoded),
    .init(
      .svg,
      """
      <svg><image href="data:image/svg+xml;base64,PHN2Zz48dGV4dD4g⟦5Zu95a62⟧PC90ZXh0Pjwvc3ZnPg=="/>\
      <text>证</text></svg>
      """, "国家", .encoded),
    .init(
      .svg, #"<svg><style>text::before{content:"⟦\56fd\5bb6⟧"}</style><text>证</text></svg>"#,
      "国家", .encoded),
    .init(.svg, #"<svg><script>"⟦\u56fd\u5bb6⟧"</script><text>证</text></svg>"#, "国家", .encoded),
  ]
}
