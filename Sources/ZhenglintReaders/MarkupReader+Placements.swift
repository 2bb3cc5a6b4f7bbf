internal import ZhenglintCore

extension MarkupReader {
  /// Bytes of visible text that may stand above what is at the top of a certificate: a number, the
  /// name of the issuer.
  private static let textAboveTop = 180
  /// Pixels below which a box that is set at a place of its own is not at the top.
  private static let endOfTop = 300.0

  /// Whether an element refers to something, or is a picture.
  func hasPlacement(_ element: OpenElement) -> Bool {
    reference.lastElement == element.start || element.traits.contains(.picture)
  }

  /// Notes how an element is set that has a placement; `top` is around it.
  mutating func notePlacement(of element: OpenElement, _ looks: ElementLooks) {
    var (width, height) = looks.size(
      hints[element.hints], fontSize: svgStates[element.svg].fontSize)
    var traits = Placement.Traits(rawValue: 0)
    // The outermost `svg` of a page has the place of a picture; what it holds is set in it.
    let isDrawn =
      element.space == .svg
      && !(element.traits.contains(.svgRoot) && !svgStates[top.svg].isNested)
    if isDrawn {
      let svg = svgStates[element.svg]
      traits = Self.placeInPage(at: looks.positions, svg, width, height)
      width = width.map { $0 * svg.scale }
      height = height.map { $0 * svg.scale }
    } else {
      let isAbove =
        hints[element.hints].absolutePosition.map { $0.y < Self.endOfTop }
        ?? (text.utf8.count <= Self.textAboveTop)
      if isAbove { traits.insert(.top) }
      if hints[element.hints].isCentred { traits.insert(.centre) }
    }
    if element.traits.contains(.picture) || width != nil && height != nil {
      traits.insert(.picture)
    }
    if element.flags.contains(.foot) { traits.insert(.foot) }
    if element.flags.contains(.filing) { traits.insert(.filing) }
    placements.append(
      Placement(
        element: element.start, parent: stack.endsInBody ? nil : top.start,
        textOffset: isDrawn ? nil : text.utf8.count, width: width, height: height, traits: traits))
  }

  /// The upper third of the page is its top; the centre is what lies across its middle line.
  private static func placeInPage(
    at positions: ElementLooks.Positions?, _ svg: SVGState, _ width: Double?, _ height: Double?
  ) -> Placement.Traits {
    let page = svg.page
    guard let width, let height, page.size.x > 0, page.size.y > 0 else {
      return Placement.Traits(rawValue: 0)
    }
    let (x, y) = (positions?.x.first ?? 0, positions?.y.first ?? 0)
    let middle = svg.transform.apply(x: x + width / 2, y: y + height / 2)
    var traits = Placement.Traits(rawValue: 0)
    if (middle.y - page.origin.y) / page.size.y < 1 / 3 { traits.insert(.top) }
    if abs((middle.x - page.origin.x) / page.size.x - 1 / 2) < 0.15 { traits.insert(.centre) }
    return traits
  }
}

extension SVGState {
  /// Pixels of one user unit of the element.
  fileprivate var scale: Double {
    page.scale * abs(transform.determinant).squareRoot()
  }
}
