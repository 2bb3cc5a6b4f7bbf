internal import ZhenglintCore

/// What the readers must know of an attribute, by its name without prefix in lower case.
struct AttributeName: Sendable {
  struct Traits: OptionSet, Sendable {
    var rawValue: UInt16

    static let eventHandler = Traits(rawValue: 1 << 0)
    static let style = Traits(rawValue: 1 << 1)
    static let srcdoc = Traits(rawValue: 1 << 2)
    /// Holds names of files or identifiers in HTML and SVG.
    static let reference = Traits(rawValue: 1 << 3)
    /// The same in XML of no known vocabulary, whatever the value.
    static let xmlReference = Traits(rawValue: 1 << 4)
    /// The same, where the value is no text in words.
    static let xmlName = Traits(rawValue: 1 << 5)
    /// The same, where the element is a picture.
    static let pictureName = Traits(rawValue: 1 << 6)
    /// Describes something to people.
    static let description = Traits(rawValue: 1 << 7)
    /// Holds what its element is about: `<date value="…"/>`.
    static let value = Traits(rawValue: 1 << 8)
  }

  /// What the value decides about how the element looks.
  enum Role: Sendable {
    case none
    case id
    case classes
    case hidden
    case direction
    /// A size, place or property of CSS, see `ElementLooks`.
    case measure
  }

  let hash: NameHash
  var traits: Traits = []
  var role = Role.none
  var field: FieldNames.Field?

  fileprivate init(_ hash: NameHash, isEventHandler: Bool) {
    self.hash = hash
    traits = isEventHandler ? .eventHandler : []
    field = FieldNames.field(hash)
  }
}

/// The names of the attributes of a document, each looked up in the tables once.
struct AttributeNames: Sendable {
  private var table = Self.known

  subscript(number: Int) -> AttributeName { table[number] }

  /// The number of the name that stands in `source`, with or without a prefix.
  mutating func number(of name: ByteRange, in source: [UInt8]) -> Int {
    let hash = NameHash(localName: name, in: source, lowercased: true)
    if let number = table.number(of: hash) { return number }
    let local = source.localName(name)
    let isEventHandler = local.count > 2 && source.matches("on", at: local.start)
    return table.add(hash.value, AttributeName(hash, isEventHandler: isEventHandler))
  }

  private static let known: KeyTable<AttributeName> = {
    var table = KeyTable<AttributeName>()
    func change(_ names: String, _ body: (inout AttributeName) -> Void) {
      for name in names.words {
        let hash = NameHash(name)
        table.change(hash, from: AttributeName(hash, isEventHandler: false), body)
      }
    }
    for (names, traits) in rows { change(names) { $0.traits.formUnion(traits) } }
    for (names, role) in roles { change(names) { $0.role = role } }
    return table
  }()

  private static let rows: [(String, AttributeName.Traits)] = [
    ("style", .style),
    ("srcdoc", .srcdoc),
    (
      "src href data poster background srcset cite action formaction class id usemap icon manifest longdesc codebase font-family for name xmlns imagesrcset lowsrc data-src data-srcset data-original data-lazy data-lazy-src data-lazy-srcset data-bg data-bgset data-background data-background-image data-echo data-image data-img data-poster",
      .reference
    ),
    ("href src data-src srcset", .xmlReference),
    (
      "id idref class icon image img logo pic picture emblem file filename path resource", .xmlName
    ),
    ("name 名称", .pictureName),
    ("alt title aria-label placeholder label summary caption", .description),
    (FieldNames.values, .value),
  ]

  private static let roles: [(String, AttributeName.Role)] = [
    ("id", .id), ("class", .classes), ("hidden", .hidden), ("dir", .direction),
    (ElementLooks.properties.joined(separator: " "), .measure),
    ("x y dx dy transform viewbox width height align", .measure),
  ]
}
