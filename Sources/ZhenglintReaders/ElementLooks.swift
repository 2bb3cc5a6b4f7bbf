internal import ZhenglintCore

/// What the attributes of one start tag say of how the element looks.
struct ElementLooks {
  var id: String?
  var classes: [String] = []
  var field: String?
  var isHidden = false
  /// An id or class names the foot of a page.
  var namesFoot = false
  /// A reference leads to the filing of a site.
  var refersToFiling = false
  var isRTL = false
  var declarations: [StyleSheet.Declaration] = []
  /// Values of the attributes of SVG that give places and sizes, by name.
  private var values: [NameHash: [UInt8]] = [:]

  private static let idName = NameHash("id")
  private static let className = NameHash("class")
  private static let hiddenName = NameHash("hidden")
  private static let dirName = NameHash("dir")

  /// Attributes that are properties of CSS too.
  private static let properties = [
    "font-size", "text-anchor", "writing-mode", "letter-spacing", "display", "visibility",
    "opacity", "direction", "unicode-bidi", "fill", "fill-opacity", "stroke",
  ]
  private static let names = Set(
    (properties + ["x", "y", "dx", "dy", "transform", "viewbox", "width", "height", "align"])
      .map { NameHash(Array($0.utf8)[...]) })

  /// Takes note of an attribute; the value is decoded UTF-8.
  mutating func take(_ name: NameHash, _ value: [UInt8]) {
    switch name {
    case Self.idName:
      id = String(decoding: value, as: UTF8.self)
      namesFoot = namesFoot || PageFoot.isNamed(by: value)
      field = field ?? FieldNames.field(NameHash(value[...], lowercased: true))
    case Self.className:
      namesFoot = namesFoot || PageFoot.isNamed(by: value)
      for part in value.split(whereSeparator: \.isMarkupSpace) {
        classes.append(String(decoding: part, as: UTF8.self))
        field = field ?? FieldNames.field(NameHash(part, lowercased: true))
      }
    case Self.hiddenName: isHidden = true
    case Self.dirName: isRTL = String(decoding: value, as: UTF8.self).lowercased() == "rtl"
    default: if Self.names.contains(name) { values[name] = value }
    }
  }

  /// Reads a `style` attribute.
  mutating func readStyle(_ value: TextBuilder, of element: Int, into reader: inout MarkupReader) {
    let sheet = StyleSheet.parseDeclarations(
      value.utf8, in: ByteRange(start: 0, end: value.utf8.count))
    declarations = sheet.declarations
    reader.emit(
      sheet.urls, sheet.comments, sheet.declarations, of: value, element: element)
  }

  /// What the attributes say in place of style sheets, weaker than any of them.
  func presentation(in element: OpenElement) -> [StyleSheet.Declaration] {
    var found: [StyleSheet.Declaration] = []
    if isRTL { found.append(StyleSheet.Declaration(name: "direction", value: "rtl")) }
    if element.traits.contains(.bidiOverride) {
      found.append(StyleSheet.Declaration(name: "unicode-bidi", value: "bidi-override"))
    }
    if element.traits.contains(.centring) || holds("align", "center") {
      found.append(StyleSheet.Declaration(name: "text-align", value: "center"))
    }
    guard element.space == .svg, !values.isEmpty else { return found }
    for name in Self.properties {
      guard let value = values[NameHash(Array(name.utf8)[...])] else { continue }
      let text = String(decoding: value, as: UTF8.self).lowercased()
      found.append(StyleSheet.Declaration(name: name, value: text))
    }
    return found
  }

  /// Takes places and sizes into the state of an SVG element.
  func apply(_ declarations: [StyleSheet.Declaration], toSVG element: inout OpenElement) {
    var state = element.svg
    state.fontSize = element.hints.fontSize
    state.isVertical = element.hints.isVertical
    for declaration in declarations {
      switch (declaration.name, declaration.value) {
      case ("text-anchor", "middle"): state.anchor = .middle
      case ("text-anchor", "end"): state.anchor = .end
      case ("text-anchor", _): state.anchor = .start
      case ("letter-spacing", let value):
        state.letterSpacing = lengths(Array(value.utf8), state, 0).first ?? 0
      case ("transform", let value):
        let bytes = Array(value.utf8)
        state.transform =
          state.transform
          * AffineTransform.parse(bytes, in: ByteRange(start: 0, end: bytes.count))
      default: break
      }
    }
    if let list = values[NameHash("transform")] {
      state.transform =
        state.transform * AffineTransform.parse(list, in: ByteRange(start: 0, end: list.count))
    }
    let x = lengths("x", state, state.viewport.x)
    let y = lengths("y", state, state.viewport.y)
    if element.traits.contains(.svgRoot) {
      if state.isNested {
        state.transform =
          state.transform * AffineTransform(1, 0, 0, 1, x.first ?? 0, y.first ?? 0)
      }
      state.viewport = viewport(state) ?? state.viewport
      if !state.isNested {
        state.page = page(state, isInHTML: element.isInHTML, element.hints)
        state.isNested = true
      }
    }
    element.svg = state
    element.positions = OpenElement.Positions(
      x: x, y: y, dx: lengths("dx", state, state.viewport.x),
      dy: lengths("dy", state, state.viewport.y))
  }

  private func page(_ state: SVGState, isInHTML: Bool, _ hints: ComputedHints) -> SVGPage {
    let box = lengths("viewbox", state, 100)
    return SVGPage(
      origin: box.count == 4 ? Point(x: box[0], y: box[1]) : Point(x: 0, y: 0),
      size: state.viewport, width: isInHTML ? size(hints, state).width : nil)
  }

  /// Width and height that the attributes or styles give, in pixels or user units.
  func size(_ hints: ComputedHints, _ state: SVGState) -> (width: Double?, height: Double?) {
    // A percentage is of something unknown.
    func length(_ name: StaticString) -> Double? {
      guard let value = values[NameHash(name)] else { return nil }
      var scanner = ValueScanner(value, in: ByteRange(start: 0, end: value.count))
      return scanner.length(fontSize: state.fontSize, percentOf: nil)
    }
    return (hints.width ?? length("width"), hints.height ?? length("height"))
  }

  private func holds(_ name: StaticString, _ word: String) -> Bool {
    values[NameHash(name)].map { String(decoding: $0, as: UTF8.self).lowercased() == word } ?? false
  }

  private func viewport(_ state: SVGState) -> Point? {
    let box = lengths("viewbox", state, 100)
    if box.count == 4 { return Point(x: box[2], y: box[3]) }
    guard let width = lengths("width", state, state.viewport.x).first,
      let height = lengths("height", state, state.viewport.y).first
    else { return nil }
    return Point(x: width, y: height)
  }

  private func lengths(_ name: StaticString, _ state: SVGState, _ whole: Double) -> [Double] {
    values[NameHash(name)].map { lengths($0, state, whole) } ?? []
  }

  private func lengths(_ text: [UInt8], _ state: SVGState, _ whole: Double) -> [Double] {
    SVGLength.parseList(
      text, in: ByteRange(start: 0, end: text.count), fontSize: state.fontSize, viewport: whole)
  }
}
