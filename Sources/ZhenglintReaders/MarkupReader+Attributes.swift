internal import ZhenglintCore

/// What the value of an attribute is, by its name.
enum AttributeKind {
  case text
  case reference
  case styleSheet
  case script
  case nestedHTML

  /// The kind of an attribute by its name and by its value, which fills `range` of `bytes`.
  static func of(
    _ name: AttributeName, _ bytes: [UInt8], in range: ByteRange, of element: OpenElement
  ) -> AttributeKind {
    switch element.space {
    case .xml: isXMLReference(name, bytes, in: range, of: element) ? .reference : .text
    case .html, .svg, .other:
      if name.traits.contains(.eventHandler) {
        .script
      } else if name.traits.contains(.style) {
        .styleSheet
      } else if name.traits.contains(.srcdoc) {
        .nestedHTML
      } else {
        name.traits.contains(.reference) || isImageFile(bytes, in: range, named: name)
          ? .reference : .text
      }
    }
  }

  /// In XML of no known vocabulary a value in Chinese words is text whatever its name.
  private static func isXMLReference(
    _ name: AttributeName, _ bytes: [UInt8], in range: ByteRange, of element: OpenElement
  ) -> Bool {
    if name.traits.contains(.xmlReference) || isImageFile(bytes, in: range, named: name) {
      return true
    }
    let isName =
      name.traits.contains(.xmlName)
      || name.traits.contains(.pictureName) && element.traits.contains(.picture)
    guard isName else { return false }
    let value = bytes[range.start..<range.end]
    return value.allSatisfy { $0 < 0x80 }
      || !String(decoding: value, as: UTF8.self).unicodeScalars.contains(where: \.isHan)
  }

  /// Whether a value is the name of an image file, as in `data-photo="img/guohui.png?v=2"`; what
  /// describes for people may end in one and stays text.
  private static func isImageFile(
    _ bytes: [UInt8], in range: ByteRange, named name: AttributeName
  ) -> Bool {
    guard range.count > 4, !name.traits.contains(.description),
      bytes.firstOffset(of: UInt8(ascii: "."), from: range.start, to: range.end) != nil
    else { return false }
    var end = range.end
    for mark in [UInt8(ascii: "?"), UInt8(ascii: "#")] {
      end = bytes.firstOffset(of: mark, from: range.start, to: end) ?? end
    }
    var dot = end - 1
    while dot >= max(range.start, end - 5), bytes[dot] != UInt8(ascii: ".") { dot -= 1 }
    guard dot >= max(range.start, end - 5) else { return false }
    let name = ByteRange(start: dot + 1, end: end)
    return imageExtensions.contains(NameHash(bytes, in: name, lowercased: true))
  }

  private static let imageExtensions = Set(
    "png jpg jpeg jfif gif svg svgz webp bmp ico avif tif tiff apng heic psd ai eps".words.map {
      NameHash($0)
    })
}

extension MarkupReader {
  /// Sends every attribute to its stream and takes from them what the element needs to know.
  mutating func readAttributes(of element: inout OpenElement) -> ElementLooks {
    var looks = ElementLooks()
    if element.space == .xml, let field = stack.names[element.name].field {
      element.field = field
    } else if element.traits.contains(.heading) {
      element.field = .certificate(.title)
    }
    if looksByNameAlone(element) {
      inheritHints(&element)
      element.obey(hints[element.hints])
      return consume looks
    }
    let named = element
    for attribute in tokenizer.attributes { read(attribute, of: named, looks: &looks) }
    if looks.namesFoot { element.flags.insert(.foot) }
    if looks.refersToFiling { element.flags.insert(.filing) }
    apply(&looks, to: &element)
    if hasPlacement(element) { notePlacement(of: element, looks) }
    // A copy would count seven references for each element.
    return consume looks
  }

  /// Whether nothing says how an element looks but its name and the elements around it.
  private func looksByNameAlone(_ element: OpenElement) -> Bool {
    tokenizer.attributes.isEmpty && styles.isEmpty && element.space != .svg
      && element.traits.isDisjoint(with: [.bidiOverride, .centring, .picture])
  }

  private mutating func read(
    _ markup: MarkupAttribute, of element: OpenElement, looks: inout ElementLooks
  ) {
    let number = attributeNames.number(of: markup.name, in: source)
    let name = attributeNames[number]
    let range = markup.value
    if source.firstOffset(of: 0x26, from: range.start, to: range.end) == nil {
      if name.role == .classes {
        let (list, number) = styles.classList(in: range, of: source)
        looks.take(list, number: number)
      } else {
        looks.take(name, source, in: range, asksForIDs: styles.asksForIDs)
      }
      if copyValue(range, named: name, of: element, looks: &looks) { return }
      var value = TextBuilder()
      value.copy(range, of: source)
      read(value, named: name, of: element, looks: &looks)
    } else {
      var value = TextBuilder()
      decoder.append(range, to: &value, place: .attribute)
      let whole = ByteRange(start: 0, end: value.utf8.count)
      looks.take(name, value.utf8, in: whole, asksForIDs: styles.asksForIDs)
      read(value, named: name, of: element, looks: &looks)
    }
  }

  /// Sends a value that stands for itself to its stream.
  ///
  /// - Returns: False, and nothing is done, where the value has to be read first.
  private mutating func copyValue(
    _ range: ByteRange, named name: AttributeName, of element: OpenElement,
    looks: inout ElementLooks
  ) -> Bool {
    guard !DataURI.isDataURI(source, in: range) else { return false }
    switch AttributeKind.of(name, source, in: range, of: element) {
    case .text:
      guard range.count > 0 else { return true }
      Self.begin(&attribute, element: element, name: name)
      attribute.copy(range, of: source)
      return true
    case .reference:
      guard source.firstOffset(of: UInt8(ascii: "%"), from: range.start, to: range.end) == nil
      else { return false }
      looks.refersToFiling = looks.refersToFiling || PageFoot.isFiling(source, in: range)
      guard range.count > 0 else { return true }
      Self.begin(&reference, element: element, name: name)
      reference.copy(range, of: source)
      return true
    case .styleSheet, .script, .nestedHTML: return false
    }
  }

  private mutating func read(
    _ value: TextBuilder, named name: AttributeName, of element: OpenElement,
    looks: inout ElementLooks
  ) {
    let whole = ByteRange(start: 0, end: value.utf8.count)
    if DataURI.isDataURI(value.utf8, in: whole) { return nesting.readDataURI(value) }
    switch AttributeKind.of(name, value.utf8, in: whole, of: element) {
    case .text:
      guard !value.isEmpty else { return }
      Self.begin(&attribute, element: element, name: name)
      attribute.append(value)
    case .reference:
      var decoded = TextBuilder()
      decoded.append(percentDecoded(value.utf8, in: whole), through: value.map)
      looks.refersToFiling =
        looks.refersToFiling
        || PageFoot.isFiling(decoded.utf8, in: ByteRange(start: 0, end: decoded.utf8.count))
      guard !decoded.isEmpty else { return }
      Self.begin(&reference, element: element, name: name)
      reference.append(decoded)
    case .styleSheet: looks.readStyle(value, of: element.start, into: &self)
    case .script:
      var decoded = TextBuilder()
      appendDecodingEscapes(whole, of: value.utf8, to: &decoded)
      script.block()
      script.append(decoded, through: value.map)
    case .nestedHTML: nesting.read(value, format: .html)
    }
  }

  private static func begin(
    _ stream: inout TextBuilder, element: OpenElement, name: AttributeName
  ) {
    stream.block()
    stream.mark(element: element.start, field: field(of: name, in: element))
  }

  /// The field that an attribute holds; a bare `value` is about what its element is about.
  private static func field(
    of name: AttributeName, in element: OpenElement
  ) -> FieldNames.Field? {
    guard element.space == .xml else { return nil }
    return name.field ?? (name.traits.contains(.value) ? element.field : nil)
  }

  /// Works out hiding, direction, place and generated content of an element.
  private mutating func apply(_ looks: inout ElementLooks, to element: inout OpenElement) {
    element.field = looks.field ?? element.field
    applyStyles(&looks, to: &element)
    if looks.isHidden { element.flags.insert(.concealed) }
    element.obey(hints[element.hints])
  }

  /// Gives an element, which has the hints of the one around, its own and its state in SVG.
  private mutating func applyStyles(_ looks: inout ElementLooks, to element: inout OpenElement) {
    let isSVG = element.space == .svg
    if !styles.isEmpty {
      // What the standard drops has no name that a selector could ask for.
      let name = element.isNameless ? NameHash("") : stack.names[element.name].hash
      looks.match = styles.match(name, looks)
    }
    if !isSVG, looks.isPlain(in: element) {
      guard let match = looks.match,
        let own = styles.hints(of: match, inheriting: hints[element.hints])
      else { return inheritHints(&element) }
      return setHints(own, of: &element)
    }
    let others =
      looks.presentation(in: element) + (looks.match.map { styles.declarations(of: $0) } ?? [])
    let declarations = others.isEmpty ? looks.declarations : others + looks.declarations
    let own = ComputedHints(declarations, inheriting: hints[element.hints])
    setHints(own, of: &element)
    guard isSVG else { return }
    svgStates.append(
      looks.svgState(declarations, own, of: element, inside: svgStates[element.svg]))
    element.svg = svgStates.count - 1
  }

  /// Nearly all elements share the hints of an element around them.
  private mutating func inheritHints(_ element: inout OpenElement) {
    guard !hints[element.hints].isInheritedWhole else { return }
    setHints(ComputedHints(inheriting: hints[element.hints]), of: &element)
  }

  private mutating func setHints(_ own: ComputedHints, of element: inout OpenElement) {
    element.hints = hints.count
    hints.append(own)
  }

  /// Forgets what styles said of the elements inside the innermost one.
  mutating func forgetStyles() {
    svgStates.removeLast(svgStates.count - 1 - top.svg)
    hints.removeLast(hints.count - 1 - top.hints)
  }

  /// Gives the characters of an SVG text element the positions of its attributes.
  mutating func positionText(_ positions: ElementLooks.Positions?) {
    guard let positions else { return }
    svgText?.both { $0.position(positions) }
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
        svgText?.hidden.append(state: svgStates[element.svg]) { $0.append(content) }
      case .hidden: hidden.append(content)
      default: break
      }
    }
  }

  /// Hands the text of a placed box over to the geometry.
  mutating func placeBox(of element: OpenElement) {
    let hints = hints[element.hints]
    guard let content = box, let place = hints.absolutePosition else { return }
    box = nil
    guard !content.isEmpty else { return }
    var advance = 0.0
    var glyphs = 0
    var offset = 0
    while case .scalar(let scalar, let next) = StreamCursor.next(from: offset, in: content.utf8) {
      offset = next
      advance += GlyphMetrics.advance(of: scalar.value, fontSize: hints.fontSize)
      glyphs += GlyphMetrics.isSeen(scalar) ? 1 : 0
    }
    let start = boxes.glyphs.utf8.count
    boxes.glyphs.append(content)
    boxes.add(
      GlyphRun(
        x: place.x, y: place.y, dx: 1, dy: 0, fontSize: hints.fontSize, advance: advance,
        glyphCount: glyphs),
      text: ByteRange(start: start, end: boxes.glyphs.utf8.count), element: element.start,
      field: element.field)
  }
}
