import Testing
import ZhenglintCore
import ZhenglintEngine

/// Signs for and against the emblem's being where something names it.
@Suite struct EmblemEvidenceTests {
  @Test(
    arguments: [
      // A name alone.
      (#"<img src="guohui.png">"#, [.review]),
      (#"<img src="guohui.png" width="120" height="120">"#, [.violation]),
      (#"<p>\#(long)</p><img src="guohui.png" width="120">"#, [.review]),
      (#"<p>\#(long)</p><p align="center"><img src="guohui.png" width="120">"#, [.violation]),
      (#"<p>\#(long)</p><img style="margin:0 auto" src="guohui.png" width="120">"#, [.violation]),
      // Of no plausible size or shape.
      (#"<img src="guohui.png" width="30" height="30">"#, [.review]),
      (#"<img src="guohui.png" width="800" height="60">"#, [.review]),
      // Two names of one picture.
      (#"<img src="guohui.png" alt="国徽">"#, [.violation, .violation]),
      (#"<i id="guohui"><img src="a.png" alt="国徽"></i>"#, [.violation, .violation]),
      (#"<body class="guohui"><img src="a.png" alt="国徽">"#, [.review, .review]),
      (#"<img src="guohui.png" id="national-emblem">"#, [.review, .review]),
      (#"<p>\#(long)</p><img src="guohui.png"><p>國 徽</p>"#, [.violation, .violation]),
      (#"<img src="guohui.png"><p>\#(long)国徽\#(long)</p>"#, [.review, .review]),
      (#"<img src="top.png" width="90"><p>国徽</p>"#, [.violation]),
      // An icon beside a filing, in the foot, or tiny.
      (#"<footer><img src="guohui.png"></footer>"#, []),
      (#"<footer><img src="guohui.png" width="100"></footer>"#, [.violation]),
      (#"<div class="siteFoot"><img src="guohui.png"></div>"#, []),
      (#"<div class="football"><img src="guohui.png"></div>"#, [.review]),
      (#"<a href="//beian.gov.cn/"><img src="guohui.png"></a>"#, []),
      (#"<p><img src="guohui.png">京公网安备 0号</p>"#, []),
      (#"<img src="guohui.png"><p>京公網安備 0號</p>"#, []),
      (#"<img src="guohui.png" style="width:20px">"#, []),
      (#"<img src="guohui.png" alt="国徽" width="20">"#, [.review, .review]),
      (#"<footer><img src="guohui.png" alt="国徽" width="20"></footer>"#, []),
      // The word in the text is there whatever the picture is.
      (#"<footer><img src="a.png" width="16"><p>国徽</p></footer>"#, [.review]),
      (#"<img src="gh_logo.png" width="120">"#, []),
    ] as [(String, [Level])])
  func signsDecideTheLevel(body: String, levels: [Level]) {
    #expect(emblems("<!DOCTYPE html>" + body, "a.html").map(\.level) == levels)
  }

  @Test(arguments: [
    #"<img data-src="guohui.png">"#, #"<img data-original="a/guohui.png">"#,
    #"<img srcset="a.png 1x, guohui.png 2x">"#, #"<img data-photo="guohui.png?v=1">"#,
    #"<video poster="guohui.png"></video>"#, #"<i style="background:url(guohui.png)"></i>"#,
    #"<style>i{background-image:url(guohui.png)}</style>"#,
    #"<meta property="og:image" content="https://example.com/guohui.png">"#,
    #"<svg><image xlink:href="guohui.png"/></svg>"#,
  ])
  func everyReferenceToAnImageCounts(body: String) {
    let found = emblems("<!DOCTYPE html>" + body, "a.html")
    #expect(found.map(\.channel) == [.reference])
    #expect(found.map(\.text) == ["guohui"])
  }

  @Test(arguments: [
    (#"<图 id="guohui"/>"#, Channel.reference), (#"<a id="national-emblem"/>"#, .reference),
    (#"<image name="guo-hui"/>"#, .reference), (#"<a 底图="img/国徽.png"/>"#, .reference),
    (#"<a id="国徽"/>"#, .attribute), (#"<a 说明="国徽"/>"#, .attribute),
  ])
  func namesInXMLOfNoKnownVocabulary(element: String, channel: Channel) {
    #expect(emblems("<证书>\(element)</证书>", "a.xml").map(\.channel) == [channel])
  }

  @Test(
    arguments: [
      // The view box is a page of 297 × 210 millimetres.
      (#"<image x="130" y="5" width="35" height="35" href="guohui.png"/>"#, [.violation]),
      (#"<image x="10" y="160" width="35" height="35" href="guohui.png"/>"#, [.review]),
      (#"<image x="10" y="160" width="6" height="6" href="guohui.png"/>"#, []),
      (
        #"<g transform="translate(100 90)"><image x="31" y="9" width="35" height="35" href="guohui.png"/></g>"#,
        [.violation]
      ),
      (#"<image href="guohui.png"><title>国徽</title></image>"#, [.violation, .violation]),
      (#"<title>国徽</title><image href="guohui.png"/>"#, [.review, .review]),
    ] as [(String, [Level])])
  func placesInSVG(body: String, levels: [Level]) {
    let source = #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 297 210">\#(body)</svg>"#
    #expect(emblems(source, "a.svg").map(\.level) == levels)
  }

  @Test func findingsStateTheirSigns() throws {
    let html = #"<!DOCTYPE html><img src="guohui.png" alt="国徽" width="20">"#
    let message = try #require(emblems(html, "a.html").first).message
    #expect(message.zh.hasSuffix("；佐证：文件名或标识、替代文字；反证：只有图标大小"))
    #expect(
      message.en.hasSuffix(
        "; signs for it: the name of a file, id or class, alternative text; "
          + "signs against it: the size of an icon"))
  }

  @Test func strictReportsAnIconAndVerboseSaysWhyStandardDoesNot() throws {
    let html = #"<!DOCTYPE html><footer><img src="guohui.png"></footer>"#
    let bytes = Array(html.utf8)
    let strict = Fixtures.strict.lint(bytes: bytes, path: "a.html").findings
    #expect(strict.map(\.level) == [.review])
    let rejections = Fixtures.explaining.lint(bytes: bytes, path: "a.html").rejections
    #expect(try #require(rejections.first).reason.zh.contains("公安备案图标"))
    #expect(try #require(rejections.first).reason.zh.hasSuffix("反证：在页脚"))
  }

  private func emblems(_ source: String, _ path: String) -> [Finding] {
    Fixtures.linter.lint(bytes: Array(source.utf8), path: path).findings
      .filter { $0.rule == "national-emblem" }
  }

  /// More text than stands above what is at the top.
  private static let long = String(repeating: "本证书由本会颁发", count: 10)
}
