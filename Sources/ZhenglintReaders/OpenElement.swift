internal import ZhenglintCore

/// An element that is open while a document is read.
///
/// It holds no references: elements are copied with every tag, and counting references took as long
/// as reading. What few elements have lies in tables of the reader.
struct OpenElement: Sendable {
  /// The vocabulary that gives an element its meaning.
  enum Space: Sendable {
    case html
    case svg
    /// XML of no known vocabulary.
    case xml
    /// MathML in HTML.
    case other
  }

  /// Which stream the text of an element goes to.
  enum Sink: Sendable {
    case text
    case svgText
    case aside
    case hidden
    case metadata
    case script
    case style
  }

  /// What an element is besides, or inside what it stands.
  struct Flags: OptionSet, Sendable {
    var rawValue: UInt16

    /// Inside something that is never displayed by itself, whatever styles say.
    static let concealed = Flags(rawValue: 1 << 0)
    static let preformatted = Flags(rawValue: 1 << 1)
    /// Inside the foot of a page.
    static let foot = Flags(rawValue: 1 << 2)
    /// It or an element around it refers to the filing of a site.
    static let filing = Flags(rawValue: 1 << 3)
    /// Inside an HTML page, as SVG may be.
    static let inHTML = Flags(rawValue: 1 << 4)

    // Of the element alone.

    static let override = Flags(rawValue: 1 << 5)
    /// `MarkupReader.contentsAfter` has what styles generate after the content.
    static let contentAfter = Flags(rawValue: 1 << 6)
    /// Its own text does not show, see `ComputedHints`.
    static let unseen = Flags(rawValue: 1 << 7)
    /// A box of HTML that is set at a place of its own.
    static let placed = Flags(rawValue: 1 << 8)
    /// Begins and ends a line.
    static let block = Flags(rawValue: 1 << 9)

    static let inherited: Flags = [.concealed, .preformatted, .foot, .filing, .inHTML]
  }

  /// Number of the name in `ElementNames`; the document itself has none.
  @Packed var name = Self.nameless
  var known: KnownElement?
  var traits: ElementTraits = []
  var flags: Flags = []
  var space: Space
  var sink: Sink
  var field: FieldNames.Field?
  /// Offset of the start tag in the document's text, in bytes.
  @Packed var start = 0
  /// Index in the stack of the element that bounds the scope of end tags; 0 for the document.
  @Packed var scope = 0
  /// Index in the stack of the next open element of that name further out; 0 for none.
  @Packed var outerOfName = 0
  /// Index in `MarkupReader.hints` of what styles and SVG's presentation attributes say.
  @Packed var hints = 0
  /// Index in `MarkupReader.svgStates`.
  @Packed var svg = 0

  // XML of no known vocabulary only: what decides whether its children are inline.
  /// Bytes of character data directly inside.
  @Packed var ownText = 0
  /// Visible scalars directly inside, exact up to one.
  @Packed var ownScalars = 0
  @Packed var children = 0
  /// Children that hold one character and nothing else.
  @Packed var singleGlyphs = 0
  /// Number in `MarkupReader.childBorders` of the first seam at a border of its children.
  @Packed var firstBorder = 0

  private static let nameless = Int(UInt32.max)

  /// The document itself.
  init(space: Space) {
    self.space = space
    sink = .text
  }

  /// A child that takes over what is inherited.
  init(inside parent: OpenElement) {
    space = parent.space
    sink = parent.sink
    scope = parent.scope
    field = parent.field
    flags = parent.flags.intersection(.inherited)
    if parent.space == .html { flags.insert(.inHTML) }
    hints = parent.hints
    svg = parent.svg
  }

  /// Bytes of character data in which one character may stand alone.
  static let longestGlyph = 64

  /// Holds one character and nothing else.
  var isSingleGlyph: Bool {
    children == 0 && ownScalars == 1 && ownText <= Self.longestGlyph
  }

  var isNameless: Bool { name == Self.nameless }

  var isHidden: Bool { !flags.isDisjoint(with: [.concealed, .unseen]) }

  /// Takes over what its name and its hints decide.
  mutating func obey(_ hints: ComputedHints) {
    if traits.contains(.foot) { flags.insert(.foot) }
    if traits.contains(.hidden) { flags.insert(.concealed) }
    if traits.contains(.preformatted) { flags.insert(.preformatted) }
    if space == .svg ? hints.isHiddenInSVG : hints.isHidden { flags.insert(.unseen) }
    if space == .html, hints.absolutePosition != nil { flags.insert(.placed) }
    if hints.isBidiOverrideRTL { flags.insert(.override) }
    switch hints.display {
    case .block, .tableCell: flags.insert(.block)
    case .inline, .inlineBlock, .contents: break
    case .rubyText, Optional.none: if traits.contains(.block) { flags.insert(.block) }
    case .some(.none):
      if traits.contains(.block) { flags.insert(.block) }
      flags.insert(.concealed)
    }
  }

  /// The vocabulary of a child of that name.
  func space(ofChild name: KnownElement?, format: DocumentFormat) -> Space {
    if name == nil, space != .svg { return space }
    if name == .svg { return .svg }
    if name == .math, space == .html { return .other }
    if format != .html, name == .html { return .html }
    if space == .svg, !traits.isDisjoint(with: .htmlInside) {
      return format == .svg && traits.contains(.metadata) ? .svg : .html
    }
    return space
  }

  /// Where the text of an element goes, by the sink around it.
  func sink(inside outer: Sink, isInSVGText: Bool) -> Sink {
    if traits.contains(.style) { return .style }
    if traits.contains(.script) { return .script }
    if traits.contains(.metadata) || outer == .metadata { return .metadata }
    if isHidden || outer == .hidden && flags.contains(.concealed) { return .hidden }
    if traits.contains(.annotation) || outer == .aside { return .aside }
    if space == .svg { return isInSVGText || traits.contains(.svgText) ? .svgText : .hidden }
    return .text
  }
}

/// An offset, index or count of a document in four bytes.
@propertyWrapper
struct Packed: Sendable {
  private var value: UInt32

  init(wrappedValue: Int) { value = UInt32(wrappedValue) }

  var wrappedValue: Int {
    get { Int(value) }
    set { value = UInt32(newValue) }
  }
}
