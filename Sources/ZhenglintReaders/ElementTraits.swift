/// What the readers must know of an element, by its local name.
struct ElementTraits: OptionSet, Sendable {
  var rawValue: UInt32

  /// Begins and ends a line of its own.
  static let block = ElementTraits(rawValue: 1 << 0)
  /// Has no content and no end tag.
  static let void = ElementTraits(rawValue: 1 << 1)
  /// Content is raw text without references (`style`, `script`, `xmp` …).
  static let rawText = ElementTraits(rawValue: 1 << 2)
  /// Content is text with references but without tags (`title`, `textarea`).
  static let escapableRawText = ElementTraits(rawValue: 1 << 3)
  static let style = ElementTraits(rawValue: 1 << 4)
  static let script = ElementTraits(rawValue: 1 << 5)
  /// Content is not displayed by itself.
  static let hidden = ElementTraits(rawValue: 1 << 6)
  static let metadata = ElementTraits(rawValue: 1 << 7)
  /// Ruby annotations: read apart, so that they do not break the base text.
  static let annotation = ElementTraits(rawValue: 1 << 8)
  static let lineBreak = ElementTraits(rawValue: 1 << 9)
  /// White space is kept as it is.
  static let preformatted = ElementTraits(rawValue: 1 << 10)
  /// The start tag ends an open `p` (HTML, 13.2.6.4.7).
  static let closesParagraph = ElementTraits(rawValue: 1 << 11)
  /// End tags inside do not reach elements outside (HTML's "scope").
  static let scope = ElementTraits(rawValue: 1 << 12)
  static let svgRoot = ElementTraits(rawValue: 1 << 13)
  static let svgText = ElementTraits(rawValue: 1 << 14)
  static let svgTextPart = ElementTraits(rawValue: 1 << 15)
  /// HTML content inside SVG.
  static let htmlInside = ElementTraits(rawValue: 1 << 16)
  static let svgDrawing = ElementTraits(rawValue: 1 << 17)
  /// HTML that ends open SVG (HTML, 13.2.6.5, the "breakout" start tags).
  static let endsForeign = ElementTraits(rawValue: 1 << 18)
  /// Inline in XML of any vocabulary.
  static let inlineAnywhere = ElementTraits(rawValue: 1 << 19)
  static let heading = ElementTraits(rawValue: 1 << 20)
  static let bidiOverride = ElementTraits(rawValue: 1 << 21)
  static let picture = ElementTraits(rawValue: 1 << 22)
  /// Ends apart from the blocks inside it (HTML, 13.2.6.4.7, the "adoption agency").
  static let formatting = ElementTraits(rawValue: 1 << 23)
  /// Sets its content in the middle (`center`).
  static let centring = ElementTraits(rawValue: 1 << 24)
  /// The foot of a page.
  static let foot = ElementTraits(rawValue: 1 << 25)

  /// The traits of an element of HTML by its local name in lower case.
  static func html(_ hash: NameHash) -> ElementTraits { ElementNames.known[hash]?.html ?? [] }

  static let htmlRows: [(names: String, traits: ElementTraits)] = [
    ("br", [.void, .lineBreak]),
    ("wbr area base col embed input link meta param source track keygen frame", [.void]),
    ("img image", [.void, .picture]),
    ("object embed video", [.picture]),
    ("center", [.centring]),
    ("footer", [.foot]),
    ("hr", [.void, .block, .closesParagraph]),
    ("bgsound basefont", [.void]),
    ("style", [.rawText, .style]),
    ("script", [.rawText, .script]),
    ("xmp", [.rawText, .block, .preformatted, .closesParagraph]),
    ("iframe noembed noframes", [.rawText, .hidden]),
    ("title", [.escapableRawText, .metadata, .block]),
    ("textarea", [.escapableRawText, .block, .preformatted]),
    ("template", [.hidden, .scope, .block]),
    ("noscript datalist", [.hidden]),
    ("rt rp rtc", [.annotation]),
    ("pre listing", [.block, .preformatted, .closesParagraph, .endsForeign]),
    (
      "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form header hgroup main menu nav ol p search section summary ul",
      [.block, .closesParagraph]
    ),
    ("h1 h2", [.block, .closesParagraph, .heading]),
    ("h3 h4 h5 h6", [.block, .closesParagraph]),
    ("li dd dt", [.block, .closesParagraph]),
    ("table", [.block, .scope, .closesParagraph]),
    ("caption td th", [.block, .scope]),
    ("tr tbody thead tfoot colgroup", [.block]),
    ("optgroup option legend select", [.block]),
    ("marquee applet", [.block, .scope]),
    ("a b big code em font i nobr s small strike strong tt u", [.formatting]),
    ("bdo", [.bidiOverride]),
    ("svg", [.svgRoot, .scope]),
    ("math", [.scope]),
    (
      "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li menu meta nobr ol p ruby s small span strong strike sub sup table tt u ul var",
      [.endsForeign]
    ),
  ]

  static let svgRows: [(names: String, traits: ElementTraits)] = [
    ("svg", [.svgRoot, .scope]),
    ("text", [.svgText, .block]),
    ("tspan textPath tref a altGlyph textpath altglyph", [.svgTextPart]),
    ("title desc metadata", [.metadata, .htmlInside]),
    ("style", [.style]),
    ("script", [.script]),
    ("foreignObject foreignobject", [.htmlInside, .scope, .block]),
    (
      "path polygon polyline rect circle ellipse line use image", [.svgDrawing]
    ),
    ("image use svg", [.picture]),
  ]

  static let xmlRows: [(names: String, traits: ElementTraits)] = [
    (
      "b i u em strong span font sub sup small big emph hi ruby rb tspan wbr", [.inlineAnywhere]
    ),
    ("rt rp", [.annotation, .inlineAnywhere]),
    ("br", [.lineBreak]),
    (
      "image img picture pic graphic figure icon logo emblem watermark 图 图片 图像 图案 徽标 标志 标识 水印",
      [.picture]
    ),
    ("footer foot 页脚", [.foot]),
  ]
}
