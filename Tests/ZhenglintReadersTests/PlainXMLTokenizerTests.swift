import Testing
import ZhenglintReaders
import ZhenglintTestSupport

/// What the tokenizer proves well-formed, libxml2 finds well-formed; the reverse need not hold.
@Suite struct PlainXMLTokenizerTests {
  @Test(arguments: [
    "<a/>", "\n<a></a >\n<!-- 完 --><?end?>", "<?xml version='1.0'?><a/>",
    "<?xml version = \"1.0\" encoding=\"GBK\" standalone='yes' ?><证书 编号.1='甲\"&#x56FD;'>家</证书>",
    "<p:a xmlns:p='u' p:k='1' k='1'>&lt;&amp;&#10;]] ><![CDATA[<b>&]]]]></p:a>",
    "<?xml-stylesheet href='a'?><svg>\t\r\n𠮷，\u{FFFD}</svg>",
  ])
  func provesPlainDocuments(source: String) {
    #expect(Array(source.utf8).provesWellFormed)
    #expect(XMLParser.parse(Array(source.utf8)).failure == nil)
  }

  @Test(arguments: [
    "", "a", "<a>", "<a></b>", "<a/><a/>", "<a k='1' k='2'/>", "<a k='<'/>", "<a k=1/>",
    "<a k='1'j='2'/>",
    "<a>&b;</a>", "<a>&#0;</a>", "<a>]]></a>", "<a>\u{FFFE}</a>", "<a>\u{1}</a>",
    "<a><!-- -- --></a>",
    "<a><!-- ---></a>", "<![CDATA[]]><a/>", "<a/><![CDATA[]]>", "<a/>b", "<?xml?><a/>",
    " <?xml version='1.0'?><a/>",
    "<?xml version='1.0'encoding='a'?><a/>", "<a><?XmL b?></a>", "<1/>", "<a\u{0C}/>",
    "<a>&#99999999999;</a>",
  ])
  func leavesMistakesToLibXML2(source: String) {
    #expect(!Array(source.utf8).provesWellFormed)
    #expect(XMLParser.parse(Array(source.utf8)).failure != nil)
  }

  @Test(arguments: [
    "<!DOCTYPE a><a/>", "<a><!-- <!ENTITY --></a>", "<a:b:c/>", "<:a/>",
    "<?xml version='1.1'?><a/>",
    String(repeating: "<a>", count: 201) + String(repeating: "</a>", count: 201),
  ])
  func isNotCertainOfWhatIsNotPlain(source: String) {
    #expect(!Array(source.utf8).provesWellFormed)
    #expect(XMLParser.parse(Array(source.utf8)).failure == nil)
  }

  @Test func libXML2AgreesOnMutatedDocuments() {
    var random = SeededGenerator(seed: 1998)
    var proved = 0
    for round in 0..<100_000 {
      var document = random.plainDocument()
      for _ in 0..<Int(random.next() % 3) { random.mutate(&document) }
      guard document.provesWellFormed else { continue }
      proved += 1
      let failure = XMLParser.parse(document).failure
      #expect(
        failure == nil,
        "round \(round): \(failure?.message ?? ""): \(String(decoding: document, as: UTF8.self))")
    }
    // One that proves nothing is never wrong.
    #expect(proved > 30_000)
  }

  @Test func tokensAreThoseOfOtherDocuments() {
    var random = SeededGenerator(seed: 2008)
    for round in 0..<20_000 {
      var document = random.plainDocument()
      for _ in 0..<Int(random.next() % 3) { random.mutate(&document) }
      #expect(
        document.tokens(proves: true) == document.tokens(proves: false),
        "round \(round): \(String(decoding: document, as: UTF8.self))")
    }
  }
}

extension [UInt8] {
  fileprivate var provesWellFormed: Bool {
    var tokenizer = MarkupTokenizer(self, syntax: .xml, proves: true)
    while tokenizer.next() != nil {}
    return tokenizer.provesWellFormed
  }

  /// The tokens of XML and, after each start tag, the ranges of its attributes.
  fileprivate func tokens(proves: Bool) -> [String] {
    var tokenizer = MarkupTokenizer(self, syntax: .xml, proves: proves)
    var tokens: [String] = []
    while let token = tokenizer.next() {
      tokens.append("\(token)")
      if case .startTag = token { tokens.append("\(tokenizer.attributes)") }
    }
    return tokens
  }
}

extension SeededGenerator {
  private static let names = [
    "a", "证书", "p:b", "xml:lang", "xmlns", "xmlns:p", "_-.9", "é", "a\u{B7}", "xmlns:xml", "xml",
  ]

  private static let texts = [
    "国家", "，", "a b", "\r\n", "&lt;", "&#22269;", "&#x5BB6;", "]]", ">", "𠮷", "\u{FFFD}", "\u{7F}",
    "<!-- 注 -->", "<?p 家?>", "<![CDATA[<&]]>",
  ]

  /// Bytes that make or break markup, also half a character and what no UTF-8 holds.
  private static let pieces: [[UInt8]] =
    [
      "<", ">", "/", "/>", "</", "&", ";", "&#", "&amp;", "\"", "'", "=", " ", "\n", "\u{C}", "]]>",
      "]",
      "--", "-->", "<!--", "<?", "?>", "<![CDATA[", "<!DOCTYPE a>", "<!ENTITY", "<a>", "</a>",
      "k='v'",
      ":", "<?xml version='1.0'?>", "\u{0}", "\u{1}", "\u{FFFE}", "\u{FFFF}", "\u{D7}", "x", "1",
      "-",
      "\u{300}", "\u{FEFF}", "\u{2028}", "&#xD800;", "&#xFFFE;", "&#1;", "&#x110000;", "xml", "XML",
      "?",
    ].map { Array($0.utf8) } + [[0x80], [0xE5], [0xF8], [0xFF], [0xED, 0xA0, 0x80], [0xC0, 0x80]]

  fileprivate mutating func plainDocument() -> [UInt8] {
    let opening = one(of: [
      "", "", "<?xml version='1.0'?>", "<?xml version=\"1.0\" encoding='GBK' standalone='no' ?>\n",
      "<!-- - -->", "<?xml-model a?>",
    ])
    return Array((opening + plainElement(depth: 0) + one(of: ["", "\n", "<?e?>"])).utf8)
  }

  private mutating func plainElement(depth: Int) -> String {
    let name = one(of: Self.names)
    var tag = "<\(name)"
    for _ in 0..<Int(next() % 3) {
      tag += one(of: [" ", "\n"]) + one(of: Self.names) + one(of: ["=", " = "])
      tag += one(of: ["'v'", "\"国\"", "''", "'&amp;\"'", "' ]]>'"])
    }
    if chance(20) { return tag + "/>" }
    var content = ""
    for _ in 0..<Int(next() % 4) {
      content += depth < 3 && chance(40) ? plainElement(depth: depth + 1) : one(of: Self.texts)
    }
    return tag + ">\(content)</\(name)\(one(of: ["", " "]))>"
  }

  /// Puts a piece in, in place of some bytes or none, or takes some out.
  fileprivate mutating func mutate(_ document: inout [UInt8]) {
    let start = Int(next() % UInt64(document.count + 1))
    let end = min(document.count, start + Int(next() % 4))
    document.replaceSubrange(start..<end, with: chance(80) ? one(of: Self.pieces) : [])
  }
}
