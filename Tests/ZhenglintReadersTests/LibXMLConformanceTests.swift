import Testing
import ZhenglintCore
import ZhenglintReaders
import ZhenglintTestSupport

/// libxml2 knows no places, but what the text is, it knows.
@Suite struct LibXMLConformanceTests {
  @Test func wellFormedXMLReadsAsLibXML2ReadsIt() throws {
    var random = SeededGenerator(seed: 2017)
    for round in 0..<1500 {
      let source = random.xmlDocument()
      let events = try #require(LibXMLText(of: source), "not well-formed: \(source)")
      let document = DocumentReader.read(Array(source.utf8), format: .xml)
      #expect(document.notes == [], "round \(round): \(source)")
      #expect(document.plain(.text) == events.text, "round \(round): \(source)")
      #expect(document.plain(.attribute) == events.attributes, "round \(round): \(source)")
      #expect(document.plain(.comment) == events.comments, "round \(round): \(source)")
    }
  }
}

extension Document {
  /// The text of a channel without seams, line ends as XML 1.0, 2.11 makes them.
  fileprivate func plain(_ channel: Channel) -> String {
    let bytes = streams.filter { $0.channel == channel }.flatMap(\.utf8)
      .filter { Seam(rawValue: $0) == nil }
    var scalars = String.UnicodeScalarView()
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if scalar == "\n", scalars.last == "\r" { scalars.removeLast() }
      scalars.append(scalar)
    }
    return String(String.UnicodeScalarView(scalars.map { $0 == "\r" ? "\n" : $0 }))
  }
}

extension SeededGenerator {
  /// A well-formed document with everything that XML has to offer in and around its text.
  fileprivate mutating func xmlDocument() -> String {
    let declarations = """
      <!DOCTYPE 证书 [<!-- ]> --><!ENTITY g "国"><!ENTITY long '&g;家 &#32423;&#38;amp;'>
      <!ENTITY % p "x"><!ELEMENT b ANY><?p ]> ?>]>
      """
    let opening = one(of: [
      "", "<?xml version='1.0'?>\n", "<?xml version=\"1.0\" encoding=\"GBK\"?>",
    ])
    let content = xmlElement(depth: 0)
    return opening + declarations + content + one(of: ["", "\n", "<!-- 完 -->", "<?end?>"])
  }

  private mutating func xmlElement(depth: Int) -> String {
    let name = one(of: ["证书", "b", "item", "data-x", "_y", "编号.1"])
    var attributes = ""
    for attribute in ["名称", "k", "data-v"] where chance(40) {
      let quote = one(of: ["\"", "'"])
      let space = one(of: [" ", "\n", "\t "])
      attributes +=
        space + attribute + one(of: ["=", " = "]) + quote
        + xmlText(in: .attribute)
        .filter { String($0) != quote } + quote
    }
    if chance(15) { return "<\(name)\(attributes)\(one(of: ["/>", " />"]))" }
    var content = ""
    for _ in 0..<Int.random(in: 0...4, using: &self) {
      content += depth < 5 && chance(40) ? xmlElement(depth: depth + 1) : xmlText(in: .element)
    }
    return "<\(name)\(attributes)>\(content)</\(name)\(one(of: ["", " "]))>"
  }

  private enum Place {
    case attribute
    case element
  }

  private mutating func xmlText(in place: Place) -> String {
    var pieces = [
      "国", "家级", " 职业 ", "𠮷", "e\u{301}", "&#22269;", "&#x5BB6;", "&#X5bb6;".lowercased(), "&lt;",
      "&gt;", "&amp;", "&quot;", "&apos;", "&g;", "&long;", "&#38;#22269;", ">", "'", "\"", "]]x",
      "x",
    ]
    if place == .element {
      pieces += [
        "甲\n乙", "甲\r\n乙", "<![CDATA[国&g;<b>]]]>", "<![CDATA[]]>", "<!-- 注 <b> &g; -->", "<?pi 家 ?>",
      ]
    }
    return (0..<Int.random(in: 0...4, using: &self)).map { _ in one(of: pieces) }.joined()
  }
}
