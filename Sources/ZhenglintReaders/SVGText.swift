internal import ZhenglintCore

/// What SVG elements inherit that decides where text stands.
struct SVGState: Sendable {
  var transform = AffineTransform.identity
  /// User units.
  var fontSize = 16.0
  /// User units that 100% of a position stand for.
  var viewport = Point(x: 100, y: 100)
  var letterSpacing = 0.0
  var anchor = Anchor.start
  var isVertical = false
  /// Inside the outermost `svg` already.
  var isNested = false
  /// The view box of the outermost `svg`.
  var page = SVGPage()

  enum Anchor: Sendable {
    case start
    case middle
    case end
  }
}

/// An open `<text>` element: what shows of it, and what the markup hides, each set by itself.
struct SVGTextElement {
  var shown: SVGText
  var hidden: SVGText
  /// Offset of the start tag in the document's text, in bytes.
  let start: Int

  init(start: Int, field: FieldNames.Field?, state: SVGState) {
    shown = SVGText(element: start, field: field, state: state)
    hidden = shown
    self.start = start
  }

  /// Does what holds for all of the element, as positions and borders do.
  mutating func both(_ change: (inout SVGText) -> Void) {
    change(&shown)
    change(&hidden)
  }
}

/// What the outermost `svg` shows of its plane.
struct SVGPage: Sendable {
  /// User units.
  var origin = Point(x: 0, y: 0)
  var size = Point(x: 100, y: 100)
  /// Pixels that one user unit has.
  var scale = 1.0

  /// Pixels of the longer side of an SVG that does not say how large it is shown.
  private static let side = 1_000.0

  init() {}

  /// `width` counts pixels; `nil` where the page around does not say.
  init(origin: Point, size: Point, width: Double?) {
    self.origin = origin
    self.size = size
    scale = (width.map { $0 / size.x } ?? Self.side / max(size.x, size.y))
    if !scale.isFinite { scale = 1 }
  }
}

/// Positions on one axis by number of the addressed character; inner elements overwrite outer ones.
private struct CharacterPositions {
  /// Up to the last character that has one.
  private var values: [Double?] = []

  subscript(number: Int) -> Double? { number < values.count ? values[number] : nil }

  /// Gives characters from `start` on their positions, one each.
  mutating func set(_ positions: [Double], from start: Int) {
    guard !positions.isEmpty else { return }
    let missing = start + positions.count - values.count
    if missing > 0 { values.append(contentsOf: repeatElement(nil, count: missing)) }
    for (offset, position) in positions.enumerated() { values[start + offset] = position }
  }
}

/// Collects one `<text>` element: its characters and the positions that are given to them.
///
/// SVG 2, 11.5 "Text layout – Algorithm", reduced to what reading order needs: absolute and relative
/// positions, chunks, anchors and estimated advances.
struct SVGText {
  /// Characters of the element with their source.
  private(set) var glyphs = TextBuilder()
  private var characters: [Glyph] = []
  /// Of each piece of text that was appended.
  private var states: [SVGState] = []
  private var x = CharacterPositions()
  private var y = CharacterPositions()
  private var dx = CharacterPositions()
  private var dy = CharacterPositions()
  private let element: Int
  private var field: FieldNames.Field?
  private let transform: AffineTransform
  private var endsInSpace = true

  private struct Glyph {
    /// Bytes in `glyphs`.
    var range: ByteRange
    var scalar: UInt32
    /// Number in `states`.
    var state: Int
  }

  private func state(of glyph: Int) -> SVGState { states[characters[glyph].state] }

  init(element: Int, field: FieldNames.Field?, state: SVGState) {
    self.element = element
    self.field = field
    transform = state.transform
  }

  /// The text, or a part of it, is set along a path.
  mutating func noteArc() { field = field ?? .arc }

  /// Positions that a `text` or `tspan` gives to the characters from here on.
  mutating func position(_ positions: ElementLooks.Positions) {
    x.set(positions.x, from: characters.count)
    y.set(positions.y, from: characters.count)
    dx.set(positions.dx, from: characters.count)
    dy.set(positions.dy, from: characters.count)
  }

  mutating func seam(_ seam: Seam) {
    switch seam {
    case .inline: glyphs.inline()
    case .block: glyphs.block()
    default: glyphs.seam(seam)
    }
  }

  /// Lets `fill` append text, then takes its characters in.
  mutating func append(state: SVGState, _ fill: (inout TextBuilder) -> Void) {
    let start = glyphs.utf8.count
    fill(&glyphs)
    states.append(state)
    take(glyphs.utf8, from: start)
  }

  /// Takes in the characters of the text from an offset on.
  private mutating func take(_ utf8: [UInt8], from start: Int) {
    if characters.isEmpty { characters.reserveCapacity(utf8.count / 2) }
    var end = start
    while end < utf8.count {
      let start = end
      let byte = utf8[start]
      let length =
        byte < 0x80 || byte >= Seam.inline.rawValue ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      end = min(start + length, utf8.count)
      guard byte < Seam.inline.rawValue,
        case .scalar(let scalar, _) = StreamCursor.next(from: start, in: utf8)
      else { continue }
      // White space is collapsed, and collapsed spaces take no position.
      let isSpace = byte.isMarkupSpace
      if isSpace, endsInSpace { continue }
      endsInSpace = isSpace
      characters.append(
        Glyph(
          range: ByteRange(start: start, end: end), scalar: scalar.value, state: states.count - 1))
    }
  }

  /// Cuts the element into runs and hands them over with their places.
  func place(into placed: inout PlacedText) {
    var penX = 0.0
    var penY = 0.0
    var index = 0
    while index < characters.count {
      // A chunk begins at an absolute position and is what `text-anchor` moves.
      let chunkEnd = endOfChunk(from: index)
      if let value = x[index] { penX = value }
      if let value = y[index] { penY = value }
      let state = state(of: index)
      let shift = anchorShift(of: index..<chunkEnd, state: state)
      if state.isVertical { penY += shift } else { penX += shift }
      while index < chunkEnd {
        penX += dx[index] ?? 0
        penY += dy[index] ?? 0
        let runEnd = endOfRun(from: index, chunkEnd: chunkEnd)
        let advance = self.advance(of: index..<runEnd)
        add(index..<runEnd, x: penX, y: penY, advance: advance, to: &placed)
        if self.state(of: index).isVertical { penY += advance } else { penX += advance }
        index = runEnd
      }
    }
  }

  private func endOfChunk(from start: Int) -> Int {
    var end = start + 1
    while end < characters.count, x[end] == nil, y[end] == nil { end += 1 }
    return end
  }

  private func endOfRun(from start: Int, chunkEnd: Int) -> Int {
    var end = start + 1
    while end < chunkEnd, dx[end] ?? 0 == 0, dy[end] ?? 0 == 0,
      isSetAlike(characters[end].state, characters[start].state)
    {
      end += 1
    }
    return end
  }

  private func isSetAlike(_ a: Int, _ b: Int) -> Bool {
    a == b
      || states[a].fontSize == states[b].fontSize && states[a].isVertical == states[b].isVertical
  }

  private func advance(of range: Range<Int>) -> Double {
    range.reduce(0) { sum, index in
      let state = state(of: index)
      return sum + state.letterSpacing
        + GlyphMetrics.advance(of: characters[index].scalar, fontSize: state.fontSize)
    }
  }

  private func anchorShift(of chunk: Range<Int>, state: SVGState) -> Double {
    switch state.anchor {
    case .start: 0
    case .middle: -advance(of: chunk) / 2
    case .end: -advance(of: chunk)
    }
  }

  private func add(
    _ run: Range<Int>, x: Double, y: Double, advance: Double, to placed: inout PlacedText
  ) {
    guard !run.isEmpty else { return }
    let state = state(of: run.lowerBound)
    let isVertical = state.isVertical
    func direction(_ transform: AffineTransform) -> Point {
      transform.applyToVector(x: isVertical ? 0 : 1, y: isVertical ? 1 : 0)
    }
    // What is shrunk to nothing is in the file all the same, and is laid out before that.
    let isDrawn = direction(transform).length > 0 && direction(transform).length.isFinite
    let transform = isDrawn ? transform : .identity
    let origin = transform.apply(x: x, y: y)
    let along = direction(transform)
    let scale = along.length
    let fontSize = state.fontSize > 0 ? state.fontSize : SVGState().fontSize
    // Seams before the first character and after the last one of the element go along.
    let start = run.lowerBound == 0 ? 0 : characters[run.lowerBound - 1].range.end
    let isLast = run.upperBound == characters.count
    let end = isLast ? glyphs.utf8.count : characters[run.upperBound - 1].range.end
    let base = placed.glyphs.utf8.count
    placed.glyphs.append(glyphs, in: ByteRange(start: start, end: end))
    placed.add(
      GlyphRun(
        x: origin.x, y: origin.y, dx: along.x / scale, dy: along.y / scale,
        fontSize: fontSize * scale, advance: advance * scale,
        glyphCount: run.count { isSeen(characters[$0].scalar) }, upright: isVertical,
        isMirrored: transform.determinant < 0),
      text: ByteRange(start: base, end: placed.glyphs.utf8.count), element: element, field: field)
  }

  private func isSeen(_ scalar: UInt32) -> Bool {
    Unicode.Scalar(scalar).map(GlyphMetrics.isSeen) ?? false
  }
}
