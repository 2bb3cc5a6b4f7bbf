import Testing
import ZhenglintCore
import ZhenglintEngine

/// HTML with tags forgotten, crossed or out of place: what a browser shows on one line is one line.
@Suite struct HTMLTreeTests {
  private func finds(_ source: String) -> [String] {
    Fixtures.linter.lint(bytes: Array(source.utf8), path: "page.html").findings
      .map { "\($0.term) \($0.channel.rawValue)" }
  }

  @Test(arguments: [
    "国<div hidden>x</div>家", "<b><p>国</b>家", "<span><p>国</span>家", "国<td>家", "国<tr><td>家",
    "国<body>家", "<body>国</body>家", "<ruby>国<rt>guo<rb>家", "<form>国<form>家", "国<map>家</map>",
    "国<o:p></o:p>家", "<p>由国\n  家承认", "国<b>\n   家</b>", "<p>国&#10;家", "<i>国</i><b>家</b>",
    "国<button>家</button>", "<a>国<a>家", "<b><i>国</b>家</i>", "国<template>的</template>家",
    "<p>国<x-name>家", "<table hidden><tr><td>x</table>国家", "<div hidden><ul><li>x</div>国家",
  ])
  func joinsWhatIsShownTogether(source: String) {
    #expect(finds(source) == ["国家 text"])
  }

  @Test(arguments: [
    "<p>甲<table><tr><td>国</table>家", "<div><button>国</div>家", "国</p>家", "<h1>国</h2>家",
    "<p>甲<div>x</div>国</p>家", "<table><tr><td>国</td></tr><tr><td>家</td></tr></table>",
    "<ul><li>国<li>家</ul>", "<li>x<ul><li>国</ul>家", "<div>国<p>家</div>", "<dl><dt>国<dd>家</dl>",
    "<table><tr><td><b>国</td></tr></table>家", "<div><span>国</div>家",
    "<table><tr><td>国<table><tr><td>家</table></table>", "<select><option>国<option>家</select>",
  ])
  func partsWhatIsShownApart(source: String) {
    #expect(finds(source) == [])
  }

  @Test(arguments: [
    "<p hidden>国家<p>全国", "<ul><li hidden>国家<li>全国</ul>",
    "<table><tr><td hidden>国家<td>全国</table>", "<table><tr hidden><td>国家<tr><td>全国</table>",
    "<dl><dd hidden>国家<dt>全国</dl>",
  ])
  func hidesNoMoreThanTheElement(source: String) {
    #expect(finds(source) == ["国家 hidden", "全国 text"])
  }
}
