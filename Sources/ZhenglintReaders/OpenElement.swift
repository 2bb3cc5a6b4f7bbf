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

  /// Number of the name in `ElementNames`; the document itself has none.
  var name = -1
  var known: KnownElement?
  var traits: ElementTraits = []
  var space: Space
  var sink: Sink
  /// Offset of the start tag in the document's text, in bytes.
  var start = 0
  /// Index in the stack of the element that bounds the scope of end tags; 0 for the document.
  var scope = 0
  /// Index in the stack of the next open element of that name further out; 0 for none.
  var outerOfName = 0
  var field: FieldNames.Field?
  /// Inside something that is never displayed by itself, whatever styles say.
  var isConcealed = false
  var isPreformatted = false
  var isOverride = false
  var isHTMLInSVG = false
  /// Inside the foot of a page.
  var isInFoot = false
  /// It or an element around it refers to the filing of a site.
  var refersToFiling = false
  /// SVG that an HTML page holds.
  var isInHTML = false
  /// `MarkupReader.contentsAfter` has what styles generate after the content.
  var hasContentAfter = false
  /// Its own text does not show, see `ComputedHints`.
  private(set) var isUnseen = false
  /// A box of HTML that is set at a place of its own.
  private(set) var isPlaced = false
  /// Begins and ends a line.
  private(set) var isBlock = false
  /// Index in `MarkupReader.hints` of what styles and SVG's presentation attributes say.
  var hints = 0
  /// Index in `MarkupReader.svgStates`.
  var svg = 0

  // XML of no known vocabulary only: what decides whether its children are inline.
  /// Bytes of character data directly inside.
  var ownText = 0
  /// Visible scalars directly inside, exact up to one.
  var ownScalars = 0
  var children = 0
  /// Children that hold one character and nothing else.
  var singleGlyphs = 0
  /// Number in `MarkupReader.childBorders` of the first seam at a border of its children.
  var firstBorder = 0

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
    isConcealed = parent.isConcealed
    isPreformatted = parent.isPreformatted
    isInFoot = parent.isInFoot
    refersToFiling = parent.refersToFiling
    isInHTML = parent.isInHTML || parent.space == .html
    hints = parent.hints
    svg = parent.svg
  }

  /// Bytes of character data in which one character may stand alone.
  static let longestGlyph = 64

  /// Holds one character and nothing else.
  var isSingleGlyph: Bool {
    children == 0 && ownScalars == 1 && ownText <= Self.longestGlyph
  }

  var isHidden: Bool { isConcealed || isUnseen }

  /// Takes over what its hints decide.
  mutating func obey(_ hints: ComputedHints) {
    isUnseen = space == .svg ? hints.isHiddenInSVG : hints.isHidden
    isPlaced = space == .html && hints.absolutePosition != nil
    isOverride = hints.isBidiOverrideRTL
    switch hints.display {
    case .block, .tableCell: isBlock = true
    case .inline, .inlineBlock, .contents: isBlock = false
    case .rubyText, Optional.none: isBlock = traits.contains(.block)
    case .some(.none):
      isBlock = traits.contains(.block)
      isConcealed = true
    }
  }

  /// The vocabulary of a child of that name.
  func space(ofChild name: KnownElement?, format: DocumentFormat) -> Space {
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
    if isHidden || outer == .hidden && isConcealed { return .hidden }
    if traits.contains(.annotation) || outer == .aside { return .aside }
    if space == .svg { return isInSVGText || traits.contains(.svgText) ? .svgText : .hidden }
    return .text
  }
}
