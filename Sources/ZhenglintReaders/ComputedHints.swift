/// What declarations say about how an element is shown: whether at all, where, in which direction.
///
/// Far from a browser's computed style: only what decides about channel and reading order. Values
/// that cannot be read are skipped, as browsers skip what is invalid.
package struct ComputedHints: Hashable, Sendable {
  package enum Display: Hashable, Sendable {
    case none
    case inline
    case inlineBlock
    /// All boxes that begin a line: block, list item, table, table row, flex, grid.
    case block
    case tableCell
    case contents
    case rubyText
  }

  /// `nil` where no declaration says; then the element's own display counts.
  package private(set) var display: Display?
  /// In pixels; the parent's where no declaration says.
  package private(set) var fontSize = 16.0
  /// The writing mode is vertical.
  package private(set) var isVertical = false
  package private(set) var isRightToLeft = false
  /// `left` and `top` in pixels, of an element with `position: absolute` or `fixed` and both.
  package private(set) var absolutePosition: Point?

  private var overridesBidi = false
  /// Nothing in the element shows, whatever its children say.
  private var hidesContent = false
  /// As `hidesContent`, through boxes, which SVG text has not.
  private var hidesBox = false
  private var isVisible = true
  private var isColorTransparent = false
  private var isFillTransparent = false

  /// What holds outside all elements.
  package init() {}

  /// - Parameters:
  ///   - declarations: In rising order of the cascade, `!important` ones in their places.
  ///   - parent: The hints of the element around.
  package init(_ declarations: [StyleSheet.Declaration], inheriting parent: ComputedHints) {
    self = parent
    display = nil
    absolutePosition = nil
    overridesBidi = false
    let cascade =
      declarations.filter { !$0.isImportant } + declarations.filter(\.isImportant)
    // Other lengths may be in ems of this size.
    for declaration in cascade { readFontSize(declaration, parent: parent) }
    var box = Box(fontSize: fontSize)
    for declaration in cascade {
      readInherited(declaration, parent: parent)
      readDisplay(declaration)
      box.read(declaration)
    }
    hidesContent = parent.hidesContent || display == Display.none || box.hidesContent
    hidesBox = parent.hidesBox || box.hidesBox
    if box.isOutOfFlow, let left = box.left, let top = box.top {
      absolutePosition = Point(x: left, y: top)
    }
    if box.paintsThroughText { isColorTransparent = false }
  }

  /// The text of the element itself does not show (HTML).
  package var isHidden: Bool {
    // One pixel is too small to read.
    hidesContent || hidesBox || !isVisible || isColorTransparent || fontSize <= 1
  }

  /// The text of the element itself does not show (SVG, where units may be of any size).
  package var isHiddenInSVG: Bool {
    hidesContent || !isVisible || isFillTransparent || fontSize <= 0
  }

  /// Characters run from right to left whatever their own direction.
  package var isBidiOverrideRTL: Bool { overridesBidi && isRightToLeft }
}

// MARK: - Properties of text

extension ComputedHints {
  private mutating func readFontSize(
    _ declaration: StyleSheet.Declaration, parent: ComputedHints
  ) {
    switch declaration.name {
    case "font-size":
      fontSize = Self.fontSize(declaration.value, parent: parent.fontSize) ?? fontSize
    case "font":
      // The size is the first length of the shorthand; weights are numbers of three digits.
      let sizes = declaration.value.split(separator: " ").lazy.compactMap {
        Double($0).map { $0 >= 100 } == true
          ? nil : Self.fontSize(String($0), parent: parent.fontSize)
      }
      fontSize = sizes.first ?? fontSize
    default: break
    }
  }

  private static func fontSize(_ value: String, parent: Double) -> Double? {
    switch value {
    case "xx-small": return 9
    case "x-small": return 10
    case "small": return 13
    case "medium", "initial": return 16
    case "large": return 18
    case "x-large": return 24
    case "xx-large": return 32
    case "smaller": return parent / 1.2
    case "larger": return parent * 1.2
    case "inherit", "unset": return parent
    default:
      var scanner = ValueScanner(value)
      return scanner.length(fontSize: parent, percentOf: parent).flatMap { $0 < 0 ? nil : $0 }
    }
  }

  private mutating func readInherited(
    _ declaration: StyleSheet.Declaration, parent: ComputedHints
  ) {
    let value = declaration.value
    switch (declaration.name, value) {
    case ("visibility", "hidden"), ("visibility", "collapse"): isVisible = false
    case ("visibility", "visible"), ("visibility", "initial"): isVisible = true
    case ("visibility", _): isVisible = parent.isVisible
    case ("direction", "rtl"): isRightToLeft = true
    case ("direction", "ltr"): isRightToLeft = false
    case ("unicode-bidi", _): overridesBidi = value.hasSuffix("-override")
    case ("writing-mode", "horizontal-tb"), ("writing-mode", "lr"), ("writing-mode", "lr-tb"),
      ("writing-mode", "rl"), ("writing-mode", "rl-tb"):
      isVertical = false
    case ("writing-mode", _):
      let isKnown = ["vertical", "sideways", "tb"].contains { value.hasPrefix($0) }
      isVertical = isVertical || isKnown
    case ("color", "inherit"), ("color", "unset"), ("color", "currentcolor"):
      isColorTransparent = parent.isColorTransparent
    case ("color", _), ("-webkit-text-fill-color", _): isColorTransparent = isTransparent(value)
    case ("fill", "inherit"), ("fill", "unset"): isFillTransparent = parent.isFillTransparent
    case ("fill", _): isFillTransparent = value == "none" || isTransparent(value)
    case ("fill-opacity", _):
      if let part = fraction(value) { isFillTransparent = part < visibleOpacity }
    case ("stroke", _):
      // Outlined letters are read like others.
      if value != "none", !isTransparent(value) { isFillTransparent = false }
    default: break
    }
  }

  private mutating func readDisplay(_ declaration: StyleSheet.Declaration) {
    guard declaration.name == "display" else { return }
    switch declaration.value {
    case "none": display = Display.none
    case "inline", "inline flow", "ruby", "ruby-base", "initial": display = .inline
    case "inline-block", "inline-flex", "inline-grid", "inline-table", "inline flow-root",
      "inline flex", "inline grid", "inline table", "-webkit-inline-box", "-webkit-inline-flex":
      display = .inlineBlock
    case "block", "block flow", "block flow-root", "flow", "flow-root", "list-item", "table",
      "table-row", "table-row-group", "table-header-group", "table-footer-group", "table-caption",
      "flex", "grid", "block flex", "block grid", "-webkit-box", "-webkit-flex":
      display = .block
    case "table-cell": display = .tableCell
    case "contents": display = .contents
    case "ruby-text": display = .rubyText
    default: break
    }
  }
}

/// What is less opaque than this cannot be seen on paper or screen.
private let visibleOpacity = 0.02

/// A number or percentage as a fraction of 1.
private func fraction(_ value: String) -> Double? {
  var scanner = ValueScanner(value)
  return scanner.length(fontSize: 1, percentOf: 1)
}

/// Whether a colour is `transparent` or has an alpha of about 0.
private func isTransparent(_ color: String) -> Bool {
  if color == "transparent" { return true }
  let bytes = Array(color.utf8)
  if bytes.first == UInt8(ascii: "#") {
    return bytes.count == 5 && bytes[4] == UInt8(ascii: "0")
      || bytes.count == 9 && bytes[7...].allSatisfy { $0 == UInt8(ascii: "0") }
  }
  var scanner = ValueScanner(color)
  guard
    ["rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch"].contains(scanner.word()),
    scanner.skip("(")
  else { return false }
  // "rgba(0, 0, 0, 0)" or "rgb(0 0 0 / 0%)".
  var count = 0
  var alpha = 1.0
  while true {
    scanner.skipSeparators()
    let isLast = scanner.skip("/")
    scanner.skipSpace()
    guard let number = scanner.number() else { return alpha < visibleOpacity }
    let part = scanner.unit() == "%" ? number / 100 : number
    count += 1
    if isLast || count == 4 { alpha = part }
  }
}

// MARK: - Properties of the box

/// Properties that are not inherited but can hide all that is in a box.
private struct Box {
  let fontSize: Double
  var left: Double?
  var top: Double?
  var isOutOfFlow = false
  var paintsThroughText = false
  private var right: Double?
  private var bottom: Double?
  private var isPositioned = false
  private var width: Double?
  private var height: Double?
  private var clipsOverflow = false
  private var opacity = 1.0
  private var isContentHidden = false
  private var isClippedAway = false
  private var isRectangleEmpty = false
  private var transform = AffineTransform.identity
  private var textIndent = 0.0
  private var marginLeft = 0.0
  private var marginTop = 0.0

  init(fontSize: Double) {
    self.fontSize = fontSize
  }

  mutating func read(_ declaration: StyleSheet.Declaration) {
    let value = declaration.value
    switch declaration.name {
    case "position":
      isOutOfFlow = value == "absolute" || value == "fixed"
      isPositioned = isOutOfFlow || value == "relative"
    case "left": left = length(value)
    case "top": top = length(value)
    case "right": right = length(value)
    case "bottom": bottom = length(value)
    case "width", "max-width": width = length(value)
    case "height", "max-height": height = length(value)
    case "overflow", "overflow-x", "overflow-y":
      clipsOverflow = value.hasPrefix("hidden") || value.hasPrefix("clip")
    case "opacity": opacity = fraction(value) ?? opacity
    case "content-visibility": isContentHidden = value == "hidden"
    case "clip-path", "-webkit-clip-path": isClippedAway = Self.clipsAll(value)
    case "clip": isRectangleEmpty = isEmptyRectangle(value)
    case "transform", "-webkit-transform":
      var scanner = ValueScanner(value)
      transform = AffineTransform.parse(&scanner)
    case "scale": if let factor = fraction(value) { transform.a *= factor }
    case "text-indent":
      var scanner = ValueScanner(value)
      // An indent of the whole width: the text starts where the box ends.
      textIndent = scanner.length(fontSize: fontSize, percentOf: 1_000) ?? textIndent
    case "margin-left": marginLeft = length(value) ?? marginLeft
    case "margin-top": marginTop = length(value) ?? marginTop
    case "text-shadow": if value != "none" { paintsThroughText = true }
    case "background-clip", "-webkit-background-clip":
      if value == "text" { paintsThroughText = true }
    default: break
    }
  }

  /// Pixels; `nil` for percentages and keywords.
  private func length(_ value: String) -> Double? {
    var scanner = ValueScanner(value)
    guard let length = scanner.length(fontSize: fontSize, percentOf: nil), scanner.isAtEnd else {
      return nil
    }
    return length
  }

  var hidesContent: Bool {
    opacity < visibleOpacity || isContentHidden || isClippedAway
      || transform.determinant == 0
  }

  /// A box without room, or one far off the page; texts for screen readers are set like this.
  var hidesBox: Bool {
    let far = -999.0
    let isNarrow = (width ?? .infinity) <= 1 || (height ?? .infinity) <= 1
    if clipsOverflow, isNarrow || textIndent >= -far { return true }
    if isOutOfFlow, isRectangleEmpty { return true }
    if isPositioned, [left, top, right, bottom].contains(where: { $0 ?? 0 <= far }) { return true }
    return [textIndent, marginLeft, marginTop, transform.e, transform.f].contains { $0 <= far }
  }

  /// `inset(100%)`, `inset(50%)`, `circle(0)`, `polygon(0 0, 0 0, 0 0)`.
  private static func clipsAll(_ value: String) -> Bool {
    var scanner = ValueScanner(value)
    let shape = scanner.word()
    guard scanner.skip("(") else { return false }
    var parts: [Double] = []
    scanner.skipSeparators()
    while let part = scanner.length(fontSize: 0, percentOf: 1) {
      parts.append(part)
      scanner.skipSeparators()
    }
    guard let first = parts.first else { return false }
    switch shape {
    case "inset":
      // Missing values are those of the opposite side, as with margins. Pixels are not fractions.
      let sides = (0..<4).map { side in
        side < parts.count ? parts[side] : side == 3 && parts.count > 1 ? parts[1] : first
      }
      let isFraction = value.contains("%")
      return isFraction && (sides[0] + sides[2] >= 1 || sides[1] + sides[3] >= 1)
    case "circle", "ellipse": return first == 0
    case "polygon": return parts.allSatisfy { $0 == 0 }
    default: return false
    }
  }

  /// `rect(top, right, bottom, left)` of at most one pixel, in width or height.
  private func isEmptyRectangle(_ value: String) -> Bool {
    var scanner = ValueScanner(value)
    guard scanner.word() == "rect", scanner.skip("(") else { return false }
    var sides: [Double] = []
    scanner.skipSeparators()
    while let side = scanner.length(fontSize: fontSize, percentOf: nil) {
      sides.append(side)
      scanner.skipSeparators()
    }
    guard sides.count == 4 else { return false }
    return sides[1] - sides[3] <= 1 || sides[2] - sides[0] <= 1
  }
}
