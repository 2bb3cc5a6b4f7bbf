internal import ZhenglintCore

/// What a `style` attribute says.
struct StyleAttribute: Sendable {
  let declarations: [StyleSheet.Declaration]
  let urls: [TextBuilder]
  let comments: [ByteRange]
  /// The strings in the declarations, and whether each is generated content.
  let strings: [(text: TextBuilder, isContent: Bool)]

  init(_ style: [UInt8]) {
    (declarations, urls, comments) = StyleSheet.parseDeclarations(
      style, in: ByteRange(start: 0, end: style.count))
    strings = declarations.flatMap { declaration in
      declaration.strings.map { ($0, declaration.isContent) }
    }
  }
}

extension StyleSheet.Declaration {
  /// Whether its strings are generated content, or may become such.
  var isContent: Bool { name == "content" || name.hasPrefix("--") }
}

/// What the attributes of one start tag say of how the element looks.
struct ElementLooks {
  private(set) var classes: [String] = []
  /// One more than the number of the `class` attribute in `ClassLists`; 0 where there is none, and
  /// `nil` where more than the name and that number decides which rules apply.
  private(set) var styleKey: Int? = 0
  private(set) var field: FieldNames.Field?
  private(set) var isHidden = false
  /// An id or class names the foot of a page.
  private(set) var namesFoot = false
  /// A reference leads to the filing of a site.
  var refersToFiling = false
  private var isRTL = false
  /// Of `StyleIndex`, good until that of the next element is asked for; `nil` where no style sheet
  /// was asked.
  var match: Int?
  private var details: Details?

  /// What few elements have: an optional whole costs the others nothing.
  private struct Details {
    var id: String?
    var declarations: [StyleSheet.Declaration] = []
    /// Values of the attributes of SVG that give places and sizes.
    var values: [(name: NameHash, bytes: [UInt8], range: ByteRange)] = []
    var positions: Positions?
  }

  /// Set where the style sheets ask for ids.
  var id: String? { details?.id }
  /// Of the `style` attribute.
  var declarations: [StyleSheet.Declaration] { details?.declarations ?? [] }
  /// The own `x`, `y`, `dx` and `dy` of an SVG element, in user units.
  var positions: Positions? { details?.positions }

  private mutating func change(_ body: (inout Details) -> Void) {
    // Taken out and put back: a second reference would have the arrays copied.
    var changed = details.take() ?? Details()
    body(&changed)
    details = changed
  }

  struct Positions: Sendable {
    var x: [Double] = []
    var y: [Double] = []
    var dx: [Double] = []
    var dy: [Double] = []
  }

  /// Attributes that are properties of CSS too.
  static let properties = [
    "font-size", "text-anchor", "writing-mode", "letter-spacing", "display", "visibility",
    "opacity", "direction", "unicode-bidi", "fill", "fill-opacity", "stroke",
  ]
  private static let hashedProperties = properties.map { (name: $0, hash: NameHash($0)) }

  /// Takes note of an attribute, whose value is decoded and fills `range` of `bytes`.
  mutating func take(
    _ name: AttributeName, _ bytes: [UInt8], in range: ByteRange, asksForIDs: Bool
  ) {
    switch name.role {
    case .none: break
    case .id:
      if asksForIDs {
        change { $0.id = String(decoding: bytes[range.start..<range.end], as: UTF8.self) }
        styleKey = nil
      }
      namesFoot = namesFoot || PageFoot.isNamed(by: bytes, in: range)
      field = field ?? FieldNames.field(NameHash(bytes, in: range, lowercased: true))
    case .classes: take(ClassList(bytes, in: range, keepsWords: true), number: nil)
    case .hidden: isHidden = true
    case .direction:
      let value = String(decoding: bytes[range.start..<range.end], as: UTF8.self)
      isRTL = value.lowercased() == "rtl"
    case .measure:
      change {
        if $0.values.isEmpty { $0.values.reserveCapacity(8) }
        $0.values.append((name.hash, bytes, range))
      }
    }
  }

  /// Takes note of a `class` attribute of that number in `ClassLists`, if it has one.
  mutating func take(_ list: ClassList, number: Int?) {
    styleKey = styleKey == 0 ? number.map { $0 + 1 } : nil
    namesFoot = namesFoot || list.namesFoot
    field = field ?? list.field
    classes = classes.isEmpty ? list.words : classes + list.words
  }

  /// What `style` attributes say by their text: programs that draw write the same ones all over.
  private static let ownStyles = KnownValues<ByteKey, StyleAttribute>(limit: 1024)
  /// Bytes of the longest attribute that is kept.
  private static let longestKnownStyle = 1 << 10

  private static func declarations(in style: [UInt8]) -> StyleAttribute {
    guard style.count <= longestKnownStyle else { return StyleAttribute(style) }
    return ownStyles.value(of: ByteKey(style)) { StyleAttribute(style) }
  }

  /// Reads a `style` attribute.
  mutating func readStyle(_ value: TextBuilder, of element: Int, into reader: inout MarkupReader) {
    let style = Self.declarations(in: value.utf8)
    change { $0.declarations = style.declarations }
    reader.emit(style, of: value, element: element)
  }

  /// Whether nothing but style sheets says how the element looks.
  func isPlain(in element: OpenElement) -> Bool {
    !isRTL && element.traits.isDisjoint(with: [.bidiOverride, .centring])
      && (details.map { $0.values.isEmpty && $0.declarations.isEmpty } ?? true)
  }

  /// What the attributes say in place of style sheets, weaker than any of them.
  func presentation(in element: OpenElement) -> [StyleSheet.Declaration] {
    var found: [StyleSheet.Declaration] = []
    if isRTL { found.append(StyleSheet.Declaration(name: "direction", value: "rtl")) }
    if element.traits.contains(.bidiOverride) {
      found.append(StyleSheet.Declaration(name: "unicode-bidi", value: "bidi-override"))
    }
    if element.traits.contains(.centring) || isAlignedCentre {
      found.append(StyleSheet.Declaration(name: "text-align", value: "center"))
    }
    guard element.space == .svg, details?.values.isEmpty == false else { return found }
    for property in Self.hashedProperties {
      guard let value = text(of: property.hash) else { continue }
      found.append(StyleSheet.Declaration(name: property.name, value: value.lowercased()))
    }
    return found
  }

  /// What the children of an SVG element inherit; notes the positions of its text.
  mutating func svgState(
    _ declarations: [StyleSheet.Declaration], _ hints: ComputedHints, of element: OpenElement,
    inside parent: SVGState
  ) -> SVGState {
    var state = parent
    state.fontSize = hints.fontSize
    state.isVertical = hints.isVertical
    let hasValues = details.map { !$0.values.isEmpty } ?? false
    guard hasValues || !declarations.isEmpty || element.traits.contains(.svgRoot) else {
      return state
    }
    for declaration in declarations {
      switch (declaration.name, declaration.value) {
      case ("text-anchor", "middle"): state.anchor = .middle
      case ("text-anchor", "end"): state.anchor = .end
      case ("text-anchor", _): state.anchor = .start
      case ("letter-spacing", let value):
        let bytes = Array(value.utf8)
        state.letterSpacing =
          lengths(bytes, in: ByteRange(start: 0, end: bytes.count), state, 0).first ?? 0
      case ("transform", let value):
        let bytes = Array(value.utf8)
        state.transform =
          state.transform
          * AffineTransform.parse(bytes, in: ByteRange(start: 0, end: bytes.count))
      default: break
      }
    }
    if let list = value(of: Self.transform) {
      state.transform = state.transform * AffineTransform.parse(list.bytes, in: list.range)
    }
    guard hasValues || element.traits.contains(.svgRoot) else {
      change { $0.positions = Positions() }
      return state
    }
    let x = lengths(Self.x, state, state.viewport.x)
    let y = lengths(Self.y, state, state.viewport.y)
    if element.traits.contains(.svgRoot) {
      if state.isNested {
        state.transform =
          state.transform * AffineTransform(1, 0, 0, 1, x.first ?? 0, y.first ?? 0)
      }
      state.viewport = viewport(state) ?? state.viewport
      if !state.isNested {
        state.page = page(state, isInHTML: element.flags.contains(.inHTML), hints)
        state.isNested = true
      }
    }
    let positions = Positions(
      x: x, y: y, dx: lengths(Self.dx, state, state.viewport.x),
      dy: lengths(Self.dy, state, state.viewport.y))
    change { $0.positions = positions }
    return state
  }

  private func page(_ state: SVGState, isInHTML: Bool, _ hints: ComputedHints) -> SVGPage {
    let box = lengths(Self.viewbox, state, 100)
    return SVGPage(
      origin: box.count == 4 ? Point(x: box[0], y: box[1]) : Point(x: 0, y: 0),
      size: state.viewport, width: isInHTML ? size(hints, fontSize: state.fontSize).width : nil)
  }

  /// Width and height that the attributes or styles give, in pixels or user units.
  func size(_ hints: ComputedHints, fontSize: Double) -> (width: Double?, height: Double?) {
    guard details != nil else { return (hints.width, hints.height) }
    // A percentage is of something unknown.
    func length(_ name: NameHash) -> Double? {
      guard let value = value(of: name) else { return nil }
      var scanner = ValueScanner(value.bytes, in: value.range)
      return scanner.length(fontSize: fontSize, percentOf: nil)
    }
    return (hints.width ?? length(Self.width), hints.height ?? length(Self.height))
  }

  private var isAlignedCentre: Bool {
    text(of: Self.align)?.lowercased() == "center"
  }

  /// The value of an attribute; of several of the name the last one's.
  private func value(of name: NameHash) -> (bytes: [UInt8], range: ByteRange)? {
    guard let last = details?.values.last(where: { $0.name == name }) else { return nil }
    return (last.bytes, last.range)
  }

  private func text(of name: NameHash) -> String? {
    value(of: name).map { String(decoding: $0.bytes[$0.range.start..<$0.range.end], as: UTF8.self) }
  }

  private static let align = NameHash("align")
  private static let transform = NameHash("transform")
  private static let viewbox = NameHash("viewbox")
  private static let width = NameHash("width")
  private static let height = NameHash("height")
  private static let x = NameHash("x")
  private static let y = NameHash("y")
  private static let dx = NameHash("dx")
  private static let dy = NameHash("dy")

  private func viewport(_ state: SVGState) -> Point? {
    let box = lengths(Self.viewbox, state, 100)
    if box.count == 4 { return Point(x: box[2], y: box[3]) }
    guard let width = lengths(Self.width, state, state.viewport.x).first,
      let height = lengths(Self.height, state, state.viewport.y).first
    else { return nil }
    return Point(x: width, y: height)
  }

  private func lengths(_ name: NameHash, _ state: SVGState, _ whole: Double) -> [Double] {
    value(of: name).map { lengths($0.bytes, in: $0.range, state, whole) } ?? []
  }

  private func lengths(
    _ text: [UInt8], in range: ByteRange, _ state: SVGState, _ whole: Double
  ) -> [Double] {
    SVGLength.parseList(text, in: range, fontSize: state.fontSize, viewport: whole)
  }
}
