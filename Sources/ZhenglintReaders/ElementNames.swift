internal import ZhenglintCore

/// Elements that the reader treats by themselves.
enum KnownElement: UInt8, CaseIterable, Sendable {
  case svg, textPath, math, style
  case html, body, image, img, br, p, li, dd, dt, option, optgroup, rt, rp, rb, rtc
  case ul, ol, dl, button, form
  case table, caption, td, th, tr, tbody, thead, tfoot
  case h1, h2, h3, h4, h5, h6

  /// In the order of the cases.
  fileprivate static let names =
    "svg textPath math style html body image img br p li dd dt option optgroup rt rp rb rtc ul ol dl button form table caption td th tr tbody thead tfoot h1 h2 h3 h4 h5 h6"

  var isCell: Bool { self == .td || self == .th || self == .caption }

  /// A row or a group of rows.
  var isTablePart: Bool { self == .tr || self == .tbody || self == .thead || self == .tfoot }

  static let headings: [KnownElement] = [.h1, .h2, .h3, .h4, .h5, .h6]

  var isHeading: Bool { rawValue >= Self.h1.rawValue && rawValue <= Self.h6.rawValue }
}

/// What is known of the elements of one name, whatever the vocabulary that they turn out to be of.
struct ElementName: Sendable {
  let hash: NameHash
  var known: KnownElement?
  var html: ElementTraits = []
  var svg: ElementTraits = []
  var xml: ElementTraits = []
  var field: FieldNames.Field?
  /// Index in the stack of the innermost open element of the name; 0 where none is open.
  var innermost = 0

  func traits(in space: OpenElement.Space) -> ElementTraits {
    switch space {
    case .html: html
    case .svg: svg
    case .xml, .other: xml
    }
  }
}

/// The names of the elements of a document, each looked up in the tables once.
struct ElementNames: Sendable {
  private var table = Self.known

  /// The names that the tables hold, those of `KnownElement` first and in its order.
  static let known = knownNames()

  subscript(number: Int) -> ElementName {
    _read { yield table[number] }
    _modify { yield &table[number] }
  }

  static func number(of element: KnownElement) -> Int { Int(element.rawValue) }

  /// The number of the name that stands in `source`, which XML takes without its namespace prefix;
  /// HTML knows none, and `<o:p>` is an element of that name.
  mutating func number(of name: ByteRange, in source: [UInt8], _ syntax: MarkupSyntax) -> Int {
    let hash =
      syntax == .html
      ? NameHash(source, in: name, lowercased: true)
      : NameHash(localName: name, in: source, lowercased: false)
    if let number = table.number(of: hash) { return number }
    let field = FieldNames.field(
      syntax == .html ? hash : NameHash(localName: name, in: source, lowercased: true))
    return table.add(hash.value, ElementName(hash: hash, field: field))
  }

  private static func knownNames() -> KeyTable<ElementName> {
    var table = KeyTable<ElementName>()
    func change(_ name: some StringProtocol, _ body: (inout ElementName) -> Void) {
      let hash = NameHash(name)
      let field = FieldNames.field(NameHash(name.lowercased()))
      table.change(hash, from: ElementName(hash: hash, field: field), body)
    }
    for (element, name) in zip(KnownElement.allCases, KnownElement.names.words) {
      change(name) { $0.known = element }
    }
    let rows:
      [([(names: String, traits: ElementTraits)], WritableKeyPath<ElementName, ElementTraits>)]
    rows = [
      (ElementTraits.htmlRows, \.html), (ElementTraits.svgRows, \.svg),
      (ElementTraits.xmlRows, \.xml),
    ]
    for (rows, vocabulary) in rows {
      for row in rows {
        for name in row.names.words {
          change(name) { $0[keyPath: vocabulary].formUnion(row.traits) }
        }
      }
    }
    return table
  }
}
