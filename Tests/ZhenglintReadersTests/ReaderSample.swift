import Testing
import ZhenglintCore

/// A short document and what its reader makes of it.
struct ReaderSample: Sendable, CustomTestStringConvertible {
  var format: DocumentFormat
  var source: String
  /// The streams as `Document.rendered` writes them.
  var reads: [String]

  init(_ format: DocumentFormat, _ source: String, _ reads: String...) {
    self.format = format
    self.source = source
    self.reads = reads
  }

  var testDescription: String { "\(format): \(source)" }
}

// MARK: - Text

extension ReaderSample {
  static let text: [ReaderSample] = [
    ReaderSample(
      .text, "培训证书",
      "text: 培训证书"),
    ReaderSample(
      .text, "国\r\n家\r级\n别",
      "text: 国\r\n家\r级\n别"),
    ReaderSample(
      .text, "&#22269; <b>国</b> 不解码",
      "text: &#22269; <b>国</b> 不解码"),
    ReaderSample(
      .text, "𠮷野家é e\u{301} 国\u{FE00}",
      "text: 𠮷野家é e\u{301} 国\u{FE00}"),
    ReaderSample(
      .text, "见 data:text/html,%3Cb%3E%E5%9B%BD%3C/b%3E 。",
      "text: 见 data:text/html,%3Cb%3E%E5%9B%BD%3C/b%3E 。",
      "  text: 国‿"),
    ReaderSample(
      .text, "见 data:text/plain;base64,5Zu95a62 后文",
      "text: 见 data:text/plain;base64,5Zu95a62 后文",
      "  text: 国家"),
    ReaderSample(
      .text, "数据 data: 3, 4 与 data:x 无关",
      "text: 数据 data: 3, 4 与 data:x 无关"),
    ReaderSample(
      .text, "data:image/svg+xml,%3Csvg xmlns='a'%3E",
      "text: data:image/svg+xml,%3Csvg xmlns='a'%3E"),
    ReaderSample(
      .text, "data:text/plain;charset=GBK,%B9%FA%BC%D2",
      "text: data:text/plain;charset=GBK,%B9%FA%BC%D2",
      "  text: 国家"),
    ReaderSample(
      .text, "\u{0}国\u{7F}\u{202E}家国\u{202C}",
      "text: \u{0}国\u{7F}\u{202E}家国\u{202C}"),
    ReaderSample(
      .text, "\u{FEFF}国家",
      "text: 国家"),
    ReaderSample(
      .text, "见 data:text/plain;base64,5Zu95a62, 见 data:text/plain,%E5%9B%BD.",
      "text: 见 data:text/plain;base64,5Zu95a62, 见 data:text/plain,%E5%9B%BD.",
      "  text: 国家",
      "  text: 国"),
  ]
}

// MARK: - XML

extension ReaderSample {
  static let xml: [ReaderSample] = [
    ReaderSample(
      .xml, "<a>国家</a>",
      "text: 国家¦"),
    ReaderSample(
      .xml, "<a>&#22269;&#x5BB6;&#x05bb6;</a>",
      "text: 国家家¦"),
    ReaderSample(
      .xml, "<a>&lt;国&gt;&amp;&quot;&apos;</a>",
      #"text: <国>&"'¦"#),
    ReaderSample(
      .xml, "<a>&#22269家 &amp 与 & 与 &#; 与 &#x;</a>",
      "text: 国家 &amp 与 & 与 &#; 与 &#x;¦"),
    ReaderSample(
      .xml, "<a>国<![CDATA[家 &#22269; <b>]]>级</a>",
      "text: 国家 &#22269; <b>级¦"),
    ReaderSample(
      .xml, "<a><![CDATA[国]]]]><![CDATA[>家]]></a>",
      "text: 国]]>家¦"),
    ReaderSample(
      .xml, "<a>国<!-- 家 -- - >-->级</a>",
      "text: 国‿级¦",
      "comment:  家 -- - >"),
    ReaderSample(
      .xml, #"<?xml version="1.0"?><a><?pi 国 data?>国<?x?>家</a>"#,
      "text: 国‿家¦",
      #"instruction: xml version="1.0"¦pi 国 data¦x"#),
    ReaderSample(
      .xml, #"<!DOCTYPE a [<!ENTITY g "国"><!ENTITY h "&g;家">]><a k="&h;">&g;家 &h;</a>"#,
      "text: 国家 国家¦",
      "attribute: 国家",
      #"instruction: DOCTYPE a [<!ENTITY g "国"><!ENTITY h "&g;家">]"#),
    ReaderSample(
      .xml, #"<!DOCTYPE a [<!ENTITY g "国<b>家</b>级">]><a>&g;别</a>"#,
      "text: 国‿家‿级别¦",
      #"instruction: DOCTYPE a [<!ENTITY g "国<b>家</b>级">]"#),
    ReaderSample(
      .xml, "<!DOCTYPE a [<!ENTITY g '&#22269;&#38;lt;'>]><a>&g;</a>",
      "text: 国<¦",
      "instruction: DOCTYPE a [<!ENTITY g '&#22269;&#38;lt;'>]"),
    ReaderSample(
      .xml, #"<!DOCTYPE a [<!-- ] > ' --><?p ]> ?><!ENTITY g "]>">]><a>国&g;</a>"#,
      "text: 国]>¦",
      #"instruction: DOCTYPE a [<!-- ] > ' --><?p ]> ?><!ENTITY g "]>">]"#),
    ReaderSample(
      .xml, #"<!DOCTYPE a SYSTEM "a.dtd"><a>国&nbsp;家&hellip;&unknown;</a>"#,
      "text: 国\u{A0}家…&unknown;¦",
      #"instruction: DOCTYPE a SYSTEM "a.dtd""#),
    ReaderSample(
      .xml, #"<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>国&e;家</a>"#,
      "text: 国&e;家¦",
      #"instruction: DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]"#),
    // Five characters, not the one that they would be as a reference.
    ReaderSample(.xml, "<a><c><![CDATA[&amp;]]></c><c>国</c></a>", "text: &amp;¦¦国¦¦"),
    ReaderSample(
      .xml, #"<!DOCTYPE a [<!ENTITY e "&e;">]><a>国&e;家</a>"#,
      "text: 国&e;家¦",
      #"instruction: DOCTYPE a [<!ENTITY e "&e;">]"#),
    ReaderSample(
      .xml, #"<a b="国" c='家' d=级 e = "&#22269;" f='"' g="'" h>培</a>"#,
      "text: 培¦",
      #"attribute: 国¦家¦级¦国¦"¦'"#),
    ReaderSample(
      .xml, #"<a b="国&#10;家&quot;" c="a>b"/>"#,
      #"attribute: 国\#n家"¦a>b"#),
    ReaderSample(
      .xml, #"<证书 名称="国">家</证书>"#,
      "text: 家¦",
      "attribute: 国"),
    ReaderSample(
      .xml, #"<x:a xmlns:x="urn:x" x:title="国"><x:b>家</x:b></x:a>"#,
      "text: 家‿¦",
      "attribute: urn:x¦国"),
    ReaderSample(
      .xml, "<cert>\n  <title>国</title>\n  <body>家</body>\n</cert>",
      "text: 国→→家→¦"),
    ReaderSample(
      .xml, "<p>国<b>家</b>级<em>别</em></p>",
      "text: 国‿家‿级‿别‿¦"),
    ReaderSample(
      .xml, "<p>职业<w>资</w>格</p>",
      "text: 职业‿资‿格¦"),
    ReaderSample(
      .xml, "<l><g>国</g><g>家</g></l>",
      "text: 国→→家→¦"),
    ReaderSample(
      .xml, "<p>国<br/>家</p>",
      "text: 国↵家¦"),
    ReaderSample(
      .xml, "<p>国\r\n家\r级</p>",
      "text: 国\r\n家\r级¦"),
    ReaderSample(
      .xml, #"<a href="%E5%9B%BD.png" src="&#22269;.png">培</a>"#,
      "text: 培¦",
      "reference: 国.png¦国.png"),
    ReaderSample(
      .xml, "<a>data:text/html,%3Cp%3E%E5%9B%BD%3C/p%3E</a>",
      "text: data:text/html,%3Cp%3E%E5%9B%BD%3C/p%3E¦",
      "  text: 国¦"),
    ReaderSample(
      .xml, #"<a b="data:image/svg+xml;base64,PHN2Zz48dGV4dD7lm708L3RleHQ+PC9zdmc+"/>"#,
      "  text: 国¦"),
    ReaderSample(
      .xml, #"<a xmlns:s="http://www.w3.org/2000/svg"><s:svg><s:text>国</s:text></s:svg></a>"#,
      "text: 国¦¦",
      "attribute: http://www.w3.org/2000/svg"),
    ReaderSample(
      .xml,
      #"<html xmlns="http://www.w3.org/1999/xhtml"><body><p hidden="">国</p><p>家</p></body></html>"#,
      "text: 家¦",
      "hidden: 国¦",
      "reference: http://www.w3.org/1999/xhtml"),
    ReaderSample(
      .xml, "<ruby>国<rt>guó</rt>家</ruby>",
      "text: 国‿家‿",
      "text: guó"),
    ReaderSample(
      .xml, "<a>国<b>家",
      "text: 国‿家‿¦"),
    ReaderSample(
      .xml, "<a>国</b>家</a>",
      "text: 国家¦"),
    ReaderSample(
      .xml, #"<a><b 国="家"</a>"#,
      "attribute: 家"),
    ReaderSample(
      .xml, "<a>国\u{200B}家 𠮷 e\u{301}</a>",
      "text: 国\u{200B}家 𠮷 e\u{301}¦"),
    ReaderSample(
      .xml, #"\#u{FEFF}<?xml version="1.0" encoding="UTF-8"?><a>国</a>"#,
      "text: 国¦",
      #"instruction: xml version="1.0" encoding="UTF-8""#),
  ]
}

// MARK: - HTML

extension ReaderSample {
  static let html: [ReaderSample] = [
    ReaderSample(
      .html, "<p>国家",
      "text: 国家¦"),
    ReaderSample(
      .html, "&#22269;&#x56FD;&#x56fd&#22269家",
      "text: 国国国国家"),
    ReaderSample(
      .html, "&nbsp;国&emsp;家&hellip;&amp;&lt;b&gt;&copy2024&notit;&NotEqualTilde;",
      "text: \u{A0}国\u{2003}家…&<b>©2024¬it;≂\u{338}"),
    ReaderSample(
      .html, "&#0;&#x80;&#xD800;&#x110000;&#99999999999;国",
      "text: �€���国"),
    ReaderSample(
      .html, #"<a title="国&amp;家" alt='&#22269;' lang=国&#23478; href="?a=1&copy=2&国">x</a>"#,
      "text: x‿",
      "attribute: 国&家¦国¦国家",
      "reference: ?a=1&copy=2&国"),
    ReaderSample(
      .html, #"<img alt=国 title='家"' data-x="级" src="guo%E5%9B%BDhui.png">"#,
      #"attribute: 国¦家"¦级"#,
      "reference: guo国hui.png"),
    ReaderSample(
      .html, "<p title = 国\nalt\n=\n家 hidden class>级</p>",
      "hidden: 级¦",
      "attribute: 国¦家"),
    ReaderSample(
      .html, #"<p =国 / a/b="家">级</p>"#,
      "text: 级¦",
      "attribute: 家"),
    ReaderSample(
      .html, "国<b>家</b>级<i>别<b>证</i>书</b>",
      "text: 国‿家‿级‿别‿证‿书"),
    ReaderSample(
      .html, "国<!-- 家 -->级<!--x--!>别<!-->证<!--->书<!-- 未完",
      "text: 国‿级‿别‿证‿书‿",
      "comment:  家 ¦x¦ 未完"),
    ReaderSample(
      .html, "国<!doctype 家>级<!x 家>别<?php 国 ?>证</ 家>书<![CDATA[国]]>",
      "text: 国‿级‿别‿证‿书‿",
      "comment: x 家¦ 家¦[CDATA[国]]",
      "instruction: doctype 家¦php 国 ?"),
    ReaderSample(
      .html, "<p>国<p>家<div>级</p>别",
      "text: 国¦家¦级¦别¦"),
    ReaderSample(
      .html, "<ul><li>国<li>家</ul>级",
      "text: 国¦家¦级"),
    ReaderSample(
      .html, "<table><tr><td>国<td>家<tr><th>级</table>别",
      "text: 国¦家¦级¦别"),
    ReaderSample(
      .html, "<dl><dt>国<dd>家</dl>",
      "text: 国¦家¦"),
    ReaderSample(
      .html, "国<br>家</br>级<br/>别",
      "text: 国↵家↵级↵别"),
    ReaderSample(
      .html, "国<wbr>家&shy;级&#8203;别",
      "text: 国‿家\u{AD}级\u{200B}别"),
    ReaderSample(
      .html, "<ruby>国<rp>(</rp><rt>guó</rt><rp>)</rp>家</ruby>",
      "text: 国‿家‿",
      "text: (¦guó¦)¦"),
    ReaderSample(
      .html,
      #"国<span hidden>的</span>家<span style="display:none">的</span>级<span style="font-size:0">的</span>别"#,
      "text: 国‿家‿级‿别",
      "hidden: 的‿¦的‿¦的‿¦"),
    ReaderSample(
      .html,
      "<p hidden>国<b>家</b></p><p style='visibility:hidden'>级<i style='visibility:visible'>别</i></p>",
      "text: 别‿¦",
      "hidden: 国‿家‿¦级¦"),
    ReaderSample(
      .html, "<template><p>国</p></template>家<noscript>级</noscript>",
      "text: 家‿",
      "hidden: 国¦级‿"),
    ReaderSample(
      .html, "<title>国&#23478;<b></title><textarea>级&amp;<i></textarea>",
      "text: 级&<i>¦",
      "metadata: 国家<b>¦"),
    ReaderSample(
      .html, #"<script>var a="\u56fd\x41\u{5bb6}";//国 </p> <b></script>家"#,
      "text: 家",
      #"script: var a="`国`A`家";//国 </p> <b>"#),
    ReaderSample(
      .html, #"<script><!-- "<script>国</script>" --></script>家"#,
      "text: 家",
      #"script: <!-- "<script>国</script>" -->"#),
    ReaderSample(
      .html, "<script><!-- 国</script>家",
      "text: 家",
      "script: <!-- 国"),
    ReaderSample(
      .html,
      #"<style>p::before{content:"\56fd\5bb6 ";}/* 级 */ .a{background:url(%E5%9B%BD.png)}</style><p>别</p>"#,
      "text: `国`家‿别¦",
      "text: `国`家",
      "reference: 国.png",
      "comment:  级 "),
    ReaderSample(
      .html, #"<p style="content:'国\005bb6 家';background:url('data:text/plain,%E5%9B%BD')">级</p>"#,
      "text: 级¦",
      "text: 国`家家",
      "  text: 国"),
    ReaderSample(
      .html, #"<p style="/*国*/color:red" onclick="a('\u56fd')">级</p>"#,
      "text: 级¦",
      "comment: 国",
      "script: a('`国')"),
    ReaderSample(
      .html, #"<style><!-- p::after{content:"国" attr(x) "家"} --></style><p>级</p>"#,
      "text: 级‿国家‿¦",
      "text: 国家"),
    ReaderSample(
      .html, "<xmp>国<b>&amp;</xmp><plaintext>家",
      "text: 国<b>&amp;¦家‿"),
    ReaderSample(
      .html, #"<iframe srcdoc="&lt;p&gt;国&lt;b&gt;&amp;#23478;&lt;/b&gt;">x</iframe>"#,
      "hidden: x‿",
      "  text: 国‿家‿¦"),
    ReaderSample(
      .html, #"<iframe srcdoc='<iframe srcdoc="<p title=国>家">'></iframe>"#,
      "    text: 家¦",
      "    attribute: 国"),
    ReaderSample(
      .html, #"<a href="data:text/html,<p>%E5%9B%BD">国</a>"#,
      "text: 国‿",
      "  text: 国¦"),
    ReaderSample(
      .html, #"<a href="data:text/html;base64,PHA+5Zu95a62PC9wPg">国</a>"#,
      "text: 国‿",
      "  text: 国家¦"),
    ReaderSample(
      .html,
      #"<a href=" DATA:text/html;charset=gbk,%B9%FA"></a><img src="data:image/png;base64,AAAA">"#,
      "  text: 国"),
    ReaderSample(
      .html, #"<svg><text x="1" y="9">国<tspan>家</tspan></text><title>级</title></svg>别"#,
      "text: 国‿家¦别",
      "metadata: 级¦",
      "attribute: 1¦9"),
    ReaderSample(
      .html, "<svg><text><![CDATA[国]]></text><foreignObject><p>家<p>级</foreignObject></svg>",
      "text: 国¦家¦级¦"),
    ReaderSample(
      .html, "<svg><style>text{fill:red}<b></style><text>国</text><p>家",
      "text: 国‿¦家¦"),
    ReaderSample(
      .html, "<math><mi>国</mi></math>家",
      "text: 国‿家"),
    ReaderSample(
      .html, "<foo-bar>国</foo-bar><x>家</x></y>级",
      "text: 国‿家‿级"),
    ReaderSample(
      .html, "<p dir=rtl>国<bdo dir=rtl>家国</bdo>级</p>",
      "text: 国‿⟪家国⟫‿级¦",
      "attribute: rtl¦rtl"),
    ReaderSample(
      .html,
      #"<div style="position:absolute;left:9px;top:9px">国</div><div style="position:absolute;left:25px;top:9px">家</div>"#,
      "text: 国→家¦"),
    ReaderSample(
      .html, "<pre>国\n家</pre>\r\n国\r\n家",
      "text: 国\n家¦ 国 家"),
    ReaderSample(
      .html, "<select><option>国<option>家</select><button>级</button>",
      "text: 国¦家¦级‿"),
    ReaderSample(
      .html, "<P TITLE=国>家</P><BR><SCRIPT>级</SCRIPT>",
      "text: 家¦↵‿",
      "attribute: 国",
      "script: 级"),
    ReaderSample(
      .html, #"<meta name=description content="国&#x5bb6;"><input value=级 placeholder=别>"#,
      "attribute: 国家¦级¦别",
      "reference: description"),
    ReaderSample(
      .html, "国< b>家<1>级<>别<",
      "text: 国< b>家<1>级<>别<"),
    ReaderSample(
      .html, "国<b 家",
      "text: 国‿"),
    ReaderSample(
      .html, "𠮷<b>e\u{301}</b>国\u{FE00}家",
      "text: 𠮷‿e\u{301}‿国\u{FE00}家"),
    ReaderSample(
      .html, "<body><p>国</body></html>家",
      "text: 国‿家¦"),
    ReaderSample(
      .html, "<a href=x>国<a href=y>家",
      "text: 国‿家‿",
      "reference: x¦y"),
    ReaderSample(
      .html, "<p>国<table><td>家<p>级</table>别",
      "text: 国¦家¦级¦别"),
    ReaderSample(
      .html, "\u{FEFF}<p>国",
      "text: 国¦"),
    ReaderSample(
      .html, "国\r家\r\n级\n别",
      "text: 国 家 级 别"),
    ReaderSample(
      .html, "<p>国<script>x</script>家<style>.a{}</style>级",
      "text: 国‿家‿级¦",
      "script: x"),
    ReaderSample(
      .html, "<p>国<svg><path/></svg>家<img src=a>级",
      "text: 国家‿级¦",
      "reference: a"),
    ReaderSample(
      .html, #"<p style="content:&quot;\56fd&#x20;家&quot;">级"#,
      "text: 级¦",
      "text: `国家"),
    ReaderSample(
      .html, #"<p style='background:url("%E5%9B%BD")' srcset="国 1x">级"#,
      "text: 级¦",
      "reference: 国¦国 1x"),
    ReaderSample(
      .html, #"<a href='data:text/html,%3Ciframe srcdoc="%26lt;p>%26amp;%2322269;">'>x</a>"#,
      "text: x‿",
      "    text: 国¦"),
    ReaderSample(
      .html, "<i hidden>国</i>家<i hidden>级</i><i hidden>别</i>",
      "text: 家‿",
      "hidden: 国‿¦级‿别‿"),
    ReaderSample(
      .html,
      #"国<div hidden>的<p>的</p></div>家<template>的</template>级<div style="visibility:hidden">的</div>别"#,
      "text: 国‿家‿级¦别",
      "hidden: 的¦的¦的¦的¦"),
    ReaderSample(
      .html, "国<canvas></canvas>家<object>的</object>级<video></video>别",
      "text: 国‿家‿的‿级‿别"),
  ]
}

// MARK: - SVG

extension ReaderSample {
  static let svg: [ReaderSample] = [
    ReaderSample(
      .svg, "<svg><text>国家</text></svg>",
      "text: 国家¦"),
    ReaderSample(
      .svg, #"<svg><text x="10 30" y="9">国家</text><text x="50" y="9">级</text></svg>"#,
      "text: 国→家→级¦",
      "attribute: 10 30¦9¦50¦9"),
    ReaderSample(
      .svg, #"<svg><text x="30" y="9">家</text><text x="10" y="9">国</text></svg>"#,
      "text: 国→家¦",
      "attribute: 30¦9¦10¦9"),
    ReaderSample(
      .svg, #"<svg><text x="9" y="10">国</text><text x="9" y="28">家</text></svg>"#,
      "text: 国↓家¦",
      "attribute: 9¦10¦9¦28"),
    ReaderSample(
      .svg, "<svg><text>国<tspan>家</tspan>&#22269;<![CDATA[家]]><!--x-->级</text></svg>",
      "text: 国‿家‿国家‿级¦",
      "comment: x"),
    ReaderSample(
      .svg, #"<svg><title>国</title><desc>家</desc><metadata><a b="级">别</a></metadata></svg>"#,
      "metadata: 国¦家¦别¦",
      "attribute: 级"),
    ReaderSample(
      .svg,
      #"<svg><text visibility="hidden">国</text><g display="none"><text>家</text></g><text>级</text></svg>"#,
      "text: 级¦",
      "hidden: 国¦家¦",
      "attribute: hidden¦none"),
    ReaderSample(
      .svg,
      #"<svg><style>.a{display:none} text::before{content:"国"}</style><text class="a">家</text><text>级</text></svg>"#,
      "text: 级¦",
      "text: 国",
      "hidden: 国家¦",
      "reference: a"),
    ReaderSample(
      .svg,
      ##"<svg><defs><text id="国">家</text></defs><use href="#国"/><image href="guohui.png"/></svg>"##,
      "text: 家¦",
      "reference: 国¦#国¦guohui.png"),
    ReaderSample(
      .svg,
      #"<svg><foreignObject><p xmlns="http://www.w3.org/1999/xhtml">国<b>家</b><br/>级</p></foreignObject></svg>"#,
      "text: 国‿家‿↵级¦",
      "reference: http://www.w3.org/1999/xhtml"),
    ReaderSample(
      .svg,
      #"<svg><image xlink:href="data:image/svg+xml,%3Csvg%3E%3Ctext%3E%E5%9B%BD%3C/text%3E%3C/svg%3E"/></svg>"#,
      "  text: 国¦"),
    ReaderSample(
      .svg, #"<svg><text direction="rtl" unicode-bidi="bidi-override">家国</text></svg>"#,
      "text: ⟪家国⟫¦",
      "attribute: rtl¦bidi-override"),
    ReaderSample(
      .svg, #"<svg><text writing-mode="tb">国家</text><text transform="rotate(90)">国家</text></svg>"#,
      "text: 国家¦国家¦",
      "attribute: tb¦rotate(90)"),
    ReaderSample(
      .svg, #"<svg><a title="国"><text aria-label='家'>级</text></a></svg>"#,
      "text: 级¦",
      "attribute: 国¦家"),
    ReaderSample(
      .svg, #"<svg><script>"\u56fd"</script><text>家</text></svg>"#,
      "text: 家¦",
      #"script: "`国""#),
    ReaderSample(
      .svg, #"<!DOCTYPE svg [<!ENTITY g "国">]><svg><text>&g;家</text></svg>"#,
      "text: 国家¦",
      #"instruction: DOCTYPE svg [<!ENTITY g "国">]"#),
    ReaderSample(
      .svg, #"<svg><path d="M0 0"/></svg>"#,
      "attribute: M0 0"),
    ReaderSample(
      .svg, "<svg>国<text>家",
      "text: 家¦",
      "hidden: 国¦"),
    ReaderSample(
      .svg,
      #"<svg><text x="a b" y="1e400 -1e400" font-size="1e308" transform="matrix(1e308,1e308,-1e308,0,nan,0)">国家</text><text x="NaN" dx="1 1e309">级</text></svg>"#,
      "text: 国¦家¦级¦",
      "attribute: a b¦1e400 -1e400¦1e308¦matrix(1e308,1e308,-1e308,0,nan,0)¦NaN¦1 1e309"),
    ReaderSample(
      .svg,
      ##"<svg><text><textPath href="#p">国</textPath> \##n <tspan x="1">家</tspan></text></svg>"##,
      "text: 国‿ ¦家¦",
      "attribute: 1",
      "reference: #p"),
    ReaderSample(
      .svg,
      #"<svg><switch><text systemLanguage="zh">国</text></switch><svg x="5"><text>家</text></svg></svg>"#,
      "text: 国¦家¦",
      "attribute: zh¦5"),
    ReaderSample(
      .svg, #"<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:text>国</s:text></s:svg>"#,
      "text: 国¦",
      "attribute: http://www.w3.org/2000/svg"),
    ReaderSample(
      .svg, "\u{FEFF}<svg><text>国\r\n家</text></svg>",
      "text: 国 家¦"),
    ReaderSample(
      .svg,
      #"<svg><text>国<title>的</title>家<tspan display="none">的</tspan>级<script>x</script>别</text></svg>"#,
      "text: 国‿家‿级‿别¦",
      "hidden: 的‿¦",
      "metadata: 的¦",
      "attribute: none",
      "script: x"),
  ]
}

extension ReaderSample {
  static let all = text + xml + html + svg
}
