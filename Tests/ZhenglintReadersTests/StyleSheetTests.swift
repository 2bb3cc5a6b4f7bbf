import Testing
import ZhenglintCore
import ZhenglintReaders

@Suite struct StyleSheetTests {
  private func parse(_ css: String) -> StyleSheet {
    StyleSheet.parse(Array(css.utf8), in: ByteRange(start: 0, end: css.utf8.count))
  }

  private func declarations(_ css: String) -> [StyleSheet.Declaration] {
    let bytes = Array(css.utf8)
    return StyleSheet.parseDeclarations(bytes, in: ByteRange(start: 0, end: bytes.count))
      .declarations
  }

  /// The text of a builder, an escape marked by `^`.
  private func marked(_ builder: TextBuilder) -> String {
    String(
      decoding: builder.utf8.map { $0 == Seam.escape.rawValue ? UInt8(ascii: "^") : $0 },
      as: UTF8.self)
  }

  @Test(arguments: [
    (#"content: "国" "家""#, ["国", "家"]),
    (#"content:"\56fd\5bb6""#, ["^国^家"]),
    (#"content:"\56FD \005bb6 级""#, ["^国^家级"]),
    ("content:'\\56fd\r\n家'", ["^国家"]),
    (#"content:"\国家""#, ["^国家"]),
    ("content:\"国\\\n家\"", ["国^家"]),
    (#"content: "a\"b" / "说明""#, ["a^\"b", "说明"]),
    (#"\63ontent: "国""#, ["国"]),
    ("content: attr(x)", []),
    (#"content: counters(n, "国")"#, ["国"]),
    (#"content: "国家"#, ["国家"]),
    ("content: \"国\n;color:red", ["国"]),
    (#"content: "国"/* "不" */"家""#, ["国", "家"]),
    (#"--t: { a: "国家" }"#, ["国家"]),
    (#"content: "\0 \d800 \110000 ""#, ["^\u{FFFD}^\u{FFFD}^\u{FFFD}"]),
    (#"background: url("国家.png")"#, []),
    ("content: \"国\\", ["国^"]),
  ])
  func stringsOfAValueAreDecoded(_ css: String, _ expected: [String]) {
    #expect(declarations(css).first?.strings.map(marked) == expected)
  }

  @Test func stringsKnowTheirPlaces() throws {
    let css = #"p::before{content:"国\5bb6 级"}"#
    let string = try #require(parse(css).rules.first?.declarations.first?.strings.first)
    let start = 19
    let characters = [("国", 3), (#"\5bb6 "#, 6), ("级", 3)]
    var text = 0
    var source = start
    for (spelled, count) in characters {
      if spelled.hasPrefix("\\") { text += 1 }  // The seam.
      let place = string.map.resolve(ByteRange(start: text, end: text + 3))
      #expect(place?.range == ByteRange(start: source, end: source + count))
      text += 3
      source += count
    }
  }

  @Test(arguments: [
    ("DISPLAY: None !important", "display", "none", true),
    ("color : RGBA( 0,0 ,0,/* x */ 0 ) ! IMPORTANT ", "color", "rgba( 0,0 ,0, 0 )", true),
    (#"font-family: "SimSun", KaiTi"#, "font-family", #""SimSun", kaiti"#, false),
    ("display: no/**/ne", "display", "no ne", false),
    (#"d\69splay: n\6fne"#, "display", "none", false),
    ("background: URL(A.png) #FFF", "background", "url() #fff", false),
    ("width: 1E3PX", "width", "1e3px", false),
  ])
  func declarationsAreNormalised(
    _ css: String, _ name: String, _ value: String, _ isImportant: Bool
  ) throws {
    let declaration = try #require(declarations(css).first)
    #expect(declaration.name == name)
    #expect(declaration.value == value)
    #expect(declaration.isImportant == isImportant)
  }

  @Test(arguments: [
    ("a:b;;c:d;", ["a:b", "c:d"]),
    ("nonsense; c:d", ["c:d"]),
    ("a:(;}b:c); d:e", ["a:(;}b:c)", "d:e"]),
    ("a:b; x{c:d} e:f", ["a:b", "e:f"]),
  ])
  func styleAttributesKeepWhatIsValid(_ css: String, _ expected: [String]) {
    #expect(declarations(css).map { "\($0.name):\($0.value)" } == expected)
  }

  @Test(arguments: [
    ("p", "p", true, 1),
    ("*", "*", true, 0),
    ("P.a.国#证", "p#证.a.国", true, 1_002_001),
    (#".\31 a"#, "*.1a", true, 1_000),
    ("svg|text", "text", true, 1),
    ("div > p.a", "p.a", false, 1_002),
    ("div/**/.a", "div.a", true, 1_001),
    ("div .a", "*.a", false, 1_001),
    ("a[href$=\".gif\"]", "a", false, 1_001),
    ("p:not(.a, .b)", "p", false, 1_001),
    ("p::before", "p::before", true, 2),
    ("p:After", "p::after", true, 2),
    ("li::marker", "li::marker", true, 2),
    ("p::first-line", "p::other", true, 2),
    ("<!-- p", "p", true, 1),
  ])
  func selectorsAreReducedToTheElement(
    _ prelude: String, _ expected: String, _ isExact: Bool, _ specificity: Int
  ) throws {
    let selector = try #require(parse(prelude + "{x:y}").rules.first?.selectors.first)
    #expect(description(selector) == expected)
    #expect(selector.isExact == isExact)
    #expect(selector.specificity == specificity)
  }

  private func description(_ selector: StyleSheet.Selector) -> String {
    (selector.element ?? "*") + (selector.id.map { "#" + $0 } ?? "")
      + selector.classes.map { "." + $0 }.joined()
      + (selector.pseudoElement.map { "::\($0)" } ?? "")
  }

  /// Rules as `selectors{names}`, a condition marked by `?`.
  private func outline(_ css: String) -> [String] {
    parse(css).rules.map { rule in
      (rule.isConditional ? "?" : "") + rule.selectors.map(description).joined(separator: ",") + "{"
        + rule.declarations.map(\.name).joined(separator: ";") + "}"
    }
  }

  @Test(arguments: [
    ("a,b{x:y;z:w}", ["a,b{x;z}"]),
    ("@media print{a{x:y}}b{z:w}", ["?a{x}", "b{z}"]),
    ("@media screen{a{x:y}}", ["a{x}"]),
    ("@layer base{@supports (x:y){a{x:y}}}", ["?a{x}"]),
    (".a{x:y; &.b{z:w} v:u}", ["*.a{x}", "*.a.b{z}", "*.a{v}"]),
    (".a{@media print{x:y}}", ["?*.a{x}"]),
    (".a{&::before{x:y}}", ["*.a::before{x}"]),
    ("@font-face{src:url(x)} a{x:y}", ["{src}", "a{x}"]),
    ("@keyframes k{from{opacity:0}}", ["{opacity}"]),
    ("@page{@top-left{content:'国家'}}", ["{content}"]),
    ("@unknown{a{x:y}} b{x:y}", ["{x}", "b{x}"]),
    ("@charset 'utf-8';a{x:y}", ["a{x}"]),
    ("a,,b{x:y} c{x:y}", ["{x}", "c{x}"]),
    ("a{x:y}} b{x:y} c{x:y}", ["a{x}", "{x}", "c{x}"]),
    ("a{x:y", ["a{x}"]),
    ("a{x:rgb(1} b{x:y}", ["a{x}"]),
    ("a{b:hover{x:y}}", ["b{x}"]),
    ("<!-- a{x:y} --> b{x:y}", ["a{x}", "b{x}"]),
  ])
  func rulesFollowTheCascade(_ css: String, _ expected: [String]) {
    #expect(outline(css) == expected)
  }

  @Test(arguments: [
    ("@import 'a.css';", ["a.css"]),
    ("@import url( 国徽.css ) print;", ["国徽.css"]),
    ("a{b:url(\"a)b.png\"),url('c')}", ["a)b.png", "c"]),
    (#"a{b:u\72l(\56fd.png)}"#, ["^国.png"]),
    ("a{b:image-set('a.png' 1x, \"b.png\" 2x)}", ["a.png", "b.png"]),
    ("a{b:url(data:image/png;base64,AA==)", ["data:image/png;base64,AA=="]),
    ("a{content:'x'}", []),
  ])
  func targetsAreCollected(_ css: String, _ expected: [String]) {
    #expect(parse(css).urls.map(marked) == expected)
  }

  @Test func commentsAreCollectedWithoutTheirMarks() {
    let css = "/*国*/a/**/{x/*y*/:z}/*末"
    let bytes = Array(css.utf8)
    #expect(
      parse(css).comments.map { String(decoding: bytes[$0.start..<$0.end], as: UTF8.self) }
        == ["国", "", "y", "末"])
  }

  @Test func offsetsCountFromTheStartOfTheText() throws {
    let text = Array("<style>a{content:'国'}</style>".utf8)
    let sheet = StyleSheet.parse(text, in: ByteRange(start: 7, end: text.count - 8))
    let string = try #require(sheet.rules.first?.declarations.first?.strings.first)
    #expect(string.map.resolve(ByteRange(start: 0, end: 3))?.range == ByteRange(start: 18, end: 21))
  }

  /// Each of these would take hours, or overflow the stack, were it read again from each opening.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "a{", "&{", "(", "[", "a{b:c(", "--x:{", "@media{", "@media x{a{b:c;", "/*", "\"", "\\",
      "url(",
      ".a", ":is(", "--x:{}{}", "@\\61 \"\"", "a,", "<!--", "-", "&.a{x:y;", "/**/", "--x/**/:{",
    ])
  func hostileRepetitionIsLinear(_ piece: String) {
    let css = String(repeating: piece, count: 50_000)
    #expect(parse(css).rules.count <= 50_000)
    #expect(declarations(css).count <= 50_000)
  }

  @Test func everyCutOfASheetIsRead() {
    let css = Array(
      #"@import "a";/*c*/@media x{.a\31 ,b::after{content:"国\5bb6 "!important;w:url( d ) -.5e-3q}}"#
        .utf8)
    for end in 0...css.count {
      let sheet = StyleSheet.parse(css, in: ByteRange(start: 0, end: end))
      #expect(sheet.rules.count <= 1)
    }
  }
}

@Suite struct ComputedHintsTests {
  private func hints(_ css: String, inside outer: String = "") -> ComputedHints {
    let parent = ComputedHints(declarations(outer), inheriting: ComputedHints())
    return ComputedHints(declarations(css), inheriting: parent)
  }

  private func declarations(_ css: String) -> [StyleSheet.Declaration] {
    let bytes = Array(css.utf8)
    return StyleSheet.parseDeclarations(bytes, in: ByteRange(start: 0, end: bytes.count))
      .declarations
  }

  @Test(arguments: [
    "display:none", "display:none!important;display:block", "visibility:hidden",
    "visibility:collapse", "opacity:0", "opacity:.0", "opacity:0%", "font-size:0",
    "font-size:0.0em", "font:0/0 a", "font:bold 0 serif", "content-visibility:hidden",
    "width:0;overflow:hidden", "height:0px;overflow-y:clip", "clip-path:inset(100%)",
    "clip-path:inset(50%)", "clip-path:circle(0 at 1px 1px)", "clip-path:polygon(0 0,0 0)",
    "position:absolute;clip:rect(0 0 0 0)", "position:absolute;clip:rect(1px,1px,1px,1px)",
    "text-indent:-9999px", "text-indent:-100em", "text-indent:100%;overflow:hidden",
    "position:absolute;left:-999px", "position:fixed;top:-100in", "color:transparent",
    "color:rgba(0,0,0,0)", "color:rgb(0 0 0 / 0%)", "color:#0000", "color:#ff000000",
    "color:hsla(120deg,100%,50%,0.0)", "transform:scale(0)", "transform:translateX(-9999px)",
    "margin-left:-9999px", "display:none;display:nonsense",
  ])
  func whatCannotBeSeenIsHidden(_ css: String) {
    #expect(hints(css).isHidden)
  }

  @Test(arguments: [
    "", "display:none;display:block", "visibility:visible", "opacity:0.5", "opacity:50%",
    "font-size:12px", "font:italic 700 12px/0 serif", "width:0", "width:10px;overflow:hidden",
    "clip-path:inset(10%)", "clip:rect(0 0 0 0)", "text-indent:-2em", "left:-9999px",
    "position:absolute;left:0;top:0", "color:#000", "color:#0f0", "color:rgba(0,0,0,1)",
    "color:rgb(0,0,0)", "color:transparent;background-clip:text",
    "color:transparent;text-shadow:0 0 0 #000", "transform:rotate(45deg)", "fill:none",
    "opacity:0;opacity:nonsense!important;opacity:1", "font-size:-1px",
  ])
  func whatCanBeSeenIsNotHidden(_ css: String) {
    #expect(!hints(css).isHidden)
  }

  @Test(arguments: [
    ("visibility:hidden", "", true),
    ("visibility:hidden", "visibility:visible", false),
    ("visibility:hidden", "visibility:inherit", true),
    ("display:none", "display:block", true),
    ("opacity:0", "opacity:1", true),
    ("font-size:0", "", true),
    ("font-size:0", "font-size:2em", true),
    ("font-size:0", "font-size:16px", false),
    ("color:transparent", "", true),
    ("color:transparent", "color:red", false),
    ("position:absolute;left:-9999px", "position:static", true),
  ])
  func hidingReachesTheChildren(_ outer: String, _ inner: String, _ isHidden: Bool) {
    #expect(hints(inner, inside: outer).isHidden == isHidden)
  }

  @Test(arguments: [
    ("fill:none", true), ("fill:transparent", true), ("fill-opacity:0", true), ("opacity:0", true),
    ("display:none", true), ("fill:none;stroke:red", false), ("color:transparent", false),
    ("font-size:0.5", false), ("font-size:0", true), ("text-indent:-9999px", false),
  ])
  func paintOfSVGIsItsFill(_ css: String, _ isHidden: Bool) {
    #expect(hints(css).isHiddenInSVG == isHidden)
  }

  @Test(arguments: [
    ("direction:rtl;unicode-bidi:bidi-override", true),
    ("direction:rtl;unicode-bidi:isolate-override", true),
    ("unicode-bidi:bidi-override", false),
    ("direction:rtl", false),
    ("direction:ltr;unicode-bidi:bidi-override", false),
  ])
  func overridesNeedADirection(_ css: String, _ isOverride: Bool) {
    #expect(hints(css).isBidiOverrideRTL == isOverride)
    #expect(!hints("", inside: css).isBidiOverrideRTL)
  }

  @Test func anOverrideTakesTheInheritedDirection() {
    #expect(hints("unicode-bidi:bidi-override", inside: "direction:rtl").isBidiOverrideRTL)
  }

  @Test(arguments: [
    ("position:absolute;left:1in;top:72pt", 96.0, 96.0),
    ("position:fixed;font-size:20px;left:2em;top:0", 40, 0),
    ("position:absolute;left:25.4mm;top:2.54cm", 96, 96),
  ])
  func absolutePositionsAreInPixels(_ css: String, _ x: Double, _ y: Double) throws {
    let place = try #require(hints(css).absolutePosition)
    #expect(abs(place.x - x) < 1e-9)
    #expect(abs(place.y - y) < 1e-9)
  }

  @Test(arguments: [
    "left:1px;top:1px", "position:absolute;left:1px", "position:absolute;left:5%;top:1px",
    "position:absolute;left:1px;top:auto",
  ])
  func aPlaceNeedsBothLengths(_ css: String) {
    #expect(hints(css).absolutePosition == nil)
  }

  @Test(arguments: [
    ("display:inline-block", ComputedHints.Display.inlineBlock), ("display:table-cell", .tableCell),
    ("display:list-item", .block), ("display:inline", .inline), ("display:contents", .contents),
    ("display:FLEX", .block), ("display:inline flow-root", .inlineBlock),
  ])
  func displayIsReadByWhatItDoesToLines(_ css: String, _ display: ComputedHints.Display) {
    #expect(hints(css).display == display)
  }

  @Test(arguments: [
    ("writing-mode:vertical-rl", true), ("writing-mode:tb", true),
    ("writing-mode:sideways-lr", true),
    ("writing-mode:horizontal-tb", false), ("writing-mode:inherit", false),
  ])
  func writingModesAreInherited(_ css: String, _ isVertical: Bool) {
    #expect(hints("", inside: css).isVertical == isVertical)
  }
}
