internal import ZhenglintCore

/// What the value of an attribute is, by its name.
enum AttributeKind {
  case text
  case reference
  case styleSheet
  case script
  case nestedHTML

  /// The kind of an attribute by its name, without prefix and in lower case, and by its value.
  static func of(
    _ name: NameHash, _ value: [UInt8], isEventHandler: Bool, in element: OpenElement
  ) -> AttributeKind {
    switch element.space {
    case .xml: isXMLReference(name, value, in: element) ? .reference : .text
    case .html, .svg, .other:
      if isEventHandler {
        .script
      } else if name == style {
        .styleSheet
      } else if name == srcdoc {
        .nestedHTML
      } else {
        references.contains(name) || isImageFile(value, named: name) ? .reference : .text
      }
    }
  }

  /// In XML of no known vocabulary a value in Chinese words is text whatever its name.
  private static func isXMLReference(
    _ name: NameHash, _ value: [UInt8], in element: OpenElement
  ) -> Bool {
    if xmlReferences.contains(name) || isImageFile(value, named: name) { return true }
    let isName =
      xmlNames.contains(name) || names.contains(name) && element.traits.contains(.picture)
    guard isName else { return false }
    return !String(decoding: value, as: UTF8.self).unicodeScalars.contains(where: \.isHan)
  }

  /// Whether a value is the name of an image file, as in `data-photo="img/guohui.png?v=2"`; what
  /// describes for people may end in one and stays text.
  private static func isImageFile(_ value: [UInt8], named name: NameHash) -> Bool {
    guard value.count > 4, !descriptions.contains(name) else { return false }
    let end = value.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? value.count
    guard let dot = value[..<end].lastIndex(of: UInt8(ascii: ".")), end - dot <= 5 else {
      return false
    }
    return imageExtensions.contains(NameHash(value[(dot + 1)..<end], lowercased: true))
  }

  private static let style = NameHash("style")
  private static let srcdoc = NameHash("srcdoc")

  private static let xmlReferences = set("href src data-src srcset")
  /// Names of attributes that hold identifiers or files, where the value is no text in words.
  private static let xmlNames = set(
    "id idref class icon image img logo pic picture emblem file filename path resource")
  private static let names = set("name 名称")
  private static let descriptions = set("alt title aria-label placeholder label summary caption")
  private static let imageExtensions = set(
    "png jpg jpeg jfif gif svg svgz webp bmp ico avif tif tiff apng heic psd ai eps")
  private static let references = set(
    "src href data poster background srcset cite action formaction class id usemap icon manifest longdesc codebase font-family for name xmlns imagesrcset lowsrc data-src data-srcset data-original data-lazy data-lazy-src data-lazy-srcset data-bg data-bgset data-background data-background-image data-echo data-image data-img data-poster"
  )

  private static func set(_ names: String) -> Set<NameHash> {
    Set(names.split(separator: " ").map { NameHash(Array($0.utf8)[...]) })
  }
}

extension MarkupReader {
  /// Sends every attribute to its stream and takes from them what the element needs to know.
  mutating func readAttributes(of element: inout OpenElement, local: ByteRange) {
    let attributes = tokenizer.attributes
    var looks = ElementLooks()
    if let field = element.space == .xml ? FieldNames.field(lowercasedHash(local)) : nil {
      element.field = field
    } else if element.traits.contains(.heading) {
      element.field = "title"
    }
    for attribute in attributes { read(attribute, of: &element, looks: &looks) }
    element.isInFoot =
      element.isInFoot || element.traits.contains(.foot) || looks.namesFoot
    element.refersToFiling = element.refersToFiling || looks.refersToFiling
    apply(looks, to: &element)
    notePlacement(of: element, looks)
  }

  private func lowercasedHash(_ range: ByteRange) -> NameHash {
    NameHash(source[range.start..<range.end], lowercased: true)
  }

  private mutating func read(
    _ markup: MarkupAttribute, of element: inout OpenElement, looks: inout ElementLooks
  ) {
    var name = markup.name
    if let colon = source.firstOffset(of: 0x3A, from: name.start, to: name.end) {
      name.start = min(colon + 1, name.end)
    }
    let hash = lowercasedHash(name)
    var value = TextBuilder()
    decoder.append(markup.value, to: &value, place: .attribute)
    looks.take(hash, value.utf8)
    let isEventHandler = name.count > 2 && source.matches("on", at: name.start)
    if DataURI.isDataURI(value.utf8) {
      nesting.readDataURI(value)
      return
    }
    switch AttributeKind.of(hash, value.utf8, isEventHandler: isEventHandler, in: element) {
    case .text: Self.append(value, to: &attribute, element: element, name: hash)
    case .reference:
      let whole = ByteRange(start: 0, end: value.utf8.count)
      var decoded = TextBuilder()
      decoded.append(percentDecoded(value.utf8, in: whole), through: value.map)
      looks.refersToFiling = looks.refersToFiling || PageFoot.isFiling(decoded.utf8)
      Self.append(decoded, to: &reference, element: element, name: hash)
    case .styleSheet: looks.readStyle(value, of: element.start, into: &self)
    case .script:
      let whole = ByteRange(start: 0, end: value.utf8.count)
      var decoded = TextBuilder()
      appendDecodingEscapes(whole, of: value.utf8, to: &decoded)
      script.block()
      script.append(decoded, through: value.map)
    case .nestedHTML: nesting.read(value, format: .html)
    }
  }

  private static func append(
    _ value: TextBuilder, to stream: inout TextBuilder, element: OpenElement, name: NameHash
  ) {
    guard !value.isEmpty else { return }
    stream.block()
    stream.mark(element: element.start, name: field(of: name, in: element))
    stream.append(value)
  }

  /// The field that an attribute holds; a bare `value` is about what its element is about.
  private static func field(of name: NameHash, in element: OpenElement) -> String? {
    guard element.space == .xml else { return nil }
    return FieldNames.field(name) ?? (FieldNames.isValue(name) ? element.field : nil)
  }

  /// Works out hiding, direction, place and generated content of an element.
  private mutating func apply(_ looks: ElementLooks, to element: inout OpenElement) {
    element.field = looks.field ?? element.field
    var declarations = looks.presentation(in: element)
    declarations += styles.declarations(for: element.name, looks)
    declarations += looks.declarations
    element.hints = ComputedHints(declarations, inheriting: element.hints)
    element.isConcealed =
      element.isConcealed || element.traits.contains(.hidden) || looks.isHidden
      || element.hints.display == ComputedHints.Display.none
    element.isPreformatted = element.isPreformatted || element.traits.contains(.preformatted)
    element.isOverride = element.hints.isBidiOverrideRTL
    (element.before, element.after) = styles.contents(for: element.name, looks)
    if element.space == .svg { looks.apply(declarations, toSVG: &element) }
  }

  /// Gives the characters of an SVG text element the positions of its attributes.
  mutating func positionText(of element: OpenElement) {
    let positions = element.positions
    svgText?.both { text in
      text.positionX(positions.x)
      text.positionY(positions.y)
      text.moveX(positions.dx)
      text.moveY(positions.dy)
    }
  }

  /// Appends generated content to the line that the element stands in.
  mutating func generated(_ contents: [Int], of element: OpenElement) {
    for number in contents where element.sink == .text || element.sink == .hidden {
      guard let content = styles.generate(number) else { return }
      switch element.sink {
      case .text where box == nil:
        text.inline()
        text.append(content)
        text.inline()
      case .text: box?.append(content)
      case .hidden where svgText != nil:
        svgText?.hidden.append(state: element.svg) { $0.append(content) }
      case .hidden: hidden.append(content)
      default: break
      }
    }
  }

  /// Hands the text of a placed box over to the geometry.
  mutating func placeBox(of element: OpenElement) {
    guard let content = box, let place = element.hints.absolutePosition else { return }
    box = nil
    guard !content.isEmpty else { return }
    var advance = 0.0
    var glyphs = 0
    var offset = 0
    while case .scalar(let scalar, let next) = StreamCursor.next(from: offset, in: content.utf8) {
      offset = next
      advance += GlyphMetrics.advance(of: scalar.value, fontSize: element.hints.fontSize)
      glyphs += GlyphMetrics.isSeen(scalar) ? 1 : 0
    }
    let start = boxes.glyphs.utf8.count
    boxes.glyphs.append(content)
    boxes.add(
      GlyphRun(
        x: place.x, y: place.y, dx: 1, dy: 0, fontSize: element.hints.fontSize, advance: advance,
        glyphCount: glyphs),
      text: ByteRange(start: start, end: boxes.glyphs.utf8.count), element: element.start,
      field: element.field)
  }
}
