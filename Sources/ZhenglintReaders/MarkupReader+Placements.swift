internal import ZhenglintCore

extension MarkupReader {
  /// Bytes of visible text that may stand above what is at the top of a certificate: a number, the
  /// name of the issuer.
  private static let textAboveTop = 180
  /// Pixels below which a box that is set at a place of its own is not at the top.
  private static let endOfTop = 300.0

  /// Notes how an element is set that refers to something, or is a picture; `top` is around it.
  mutating func notePlacement(of element: OpenElement, _ looks: ElementLooks) {
    let refers = reference.marks.last.map { Int($0.element) == element.start } ?? false
    guard refers || element.traits.contains(.picture) else { return }
    var (width, height) = looks.size(element.hints, element.svg)
    var traits: Placement.Traits = []
    // The outermost `svg` of a page has the place of a picture; what it holds is set in it.
    let isDrawn = element.space == .svg && !(element.traits.contains(.svgRoot) && !top.svg.isNested)
    if isDrawn {
      traits = placeInPage(of: element, width, height)
      width = width.map { $0 * element.svg.scale }
      height = height.map { $0 * element.svg.scale }
    } else {
      let isAbove =
        element.hints.absolutePosition.map { $0.y < Self.endOfTop }
        ?? (text.utf8.count <= Self.textAboveTop)
      if isAbove { traits.insert(.top) }
      if element.hints.isCentred { traits.insert(.centre) }
    }
    if element.traits.contains(.picture) || width != nil && height != nil {
      traits.insert(.picture)
    }
    if element.isInFoot { traits.insert(.foot) }
    if element.refersToFiling { traits.insert(.filing) }
    placements.append(
      Placement(
        element: element.start, parent: isBody(top) ? nil : top.start,
        textOffset: isDrawn ? nil : text.utf8.count, width: width, height: height, traits: traits))
  }

  /// The upper third of the page is its top; the centre is what lies across its middle line.
  private func placeInPage(
    of element: OpenElement, _ width: Double?, _ height: Double?
  ) -> Placement.Traits {
    let page = element.svg.page
    guard let width, let height, page.size.x > 0, page.size.y > 0 else { return [] }
    let (x, y) = (element.positions.x.first ?? 0, element.positions.y.first ?? 0)
    let middle = element.svg.transform.apply(x: x + width / 2, y: y + height / 2)
    var traits: Placement.Traits = []
    if (middle.y - page.origin.y) / page.size.y < 1 / 3 { traits.insert(.top) }
    if abs((middle.x - page.origin.x) / page.size.x - 1 / 2) < 0.15 { traits.insert(.centre) }
    return traits
  }

  /// Whether an element holds the whole page, so that what it says is no word on one of its parts.
  private func isBody(_ element: OpenElement) -> Bool {
    stack.count <= (element.space == .xml ? 2 : 1) || element.name == Names.body
      || element.name == Names.html || element.traits.contains(.svgRoot)
  }
}

extension SVGState {
  /// Pixels of one user unit of the element.
  fileprivate var scale: Double {
    page.scale * abs(transform.determinant).squareRoot()
  }
}
