/// An element that is open while a document is read.
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

  var name = NameHash("")
  var traits: ElementTraits = []
  var space: Space
  var sink: Sink
  /// Offset of the start tag in the document's text, in bytes.
  var start = 0
  /// Index in the stack of the element that bounds the scope of end tags; 0 for the document.
  var scope = 0
  var field: String?
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
  /// What styles and SVG's presentation attributes say.
  var hints = ComputedHints()
  var svg = SVGState()
  /// The element's own `x`, `y`, `dx` and `dy`, in user units.
  var positions = Positions()
  /// Numbers of `StyleIndex.contents` generated before and after the content.
  var before: [Int] = []
  var after: [Int] = []

  // XML of no known vocabulary only: what decides whether its children are inline.
  /// Bytes of character data directly inside.
  var ownText = 0
  /// Visible scalars directly inside, exact while they are few.
  var ownScalars = 0
  var children = 0
  /// Children that hold one character and nothing else.
  var singleGlyphs = 0
  /// Offsets of the seams at the children's borders in the stream of text.
  var borders: [Int] = []

  struct Positions: Sendable {
    var x: [Double] = []
    var y: [Double] = []
    var dx: [Double] = []
    var dy: [Double] = []
  }

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

  var isHidden: Bool {
    isConcealed || (space == .svg ? hints.isHiddenInSVG : hints.isHidden)
  }

  /// A box of HTML that is set at a place of its own.
  var isPlaced: Bool { space == .html && hints.absolutePosition != nil }

  /// Begins and ends a line.
  var isBlock: Bool {
    switch hints.display {
    case .block, .tableCell: true
    case .inline, .inlineBlock, .contents: false
    case .rubyText, Optional.none: traits.contains(.block)
    case .some(.none): traits.contains(.block)
    }
  }
}
