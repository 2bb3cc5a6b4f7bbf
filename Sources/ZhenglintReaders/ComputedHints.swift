internal import ZhenglintCore

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
  /// In pixels, of the element's own box; `nil` where no declaration says.
  package private(set) var width: Double?
  package private(set) var height: Double?
  /// Set in the middle of its line, or of the box around.
  package var isCentred: Bool { centresText || centresBox }

  private var centresText = false
  private var centresBox = false

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

  /// The hints of an element of which no declaration says anything.
  package init(inheriting parent: ComputedHints) {
    self = parent
    display = nil
    absolutePosition = nil
    (width, height) = (nil, nil)
    centresBox = false
    overridesBidi = false
  }

  /// Whether the hints of a child of which no declaration says anything are the same.
  var isInheritedWhole: Bool {
    display == nil && absolutePosition == nil && width == nil && height == nil && !centresBox
      && !overridesBidi
  }

  /// - Parameters:
  ///   - declarations: In rising order of the cascade, `!important` ones in their places.
  ///   - parent: The hints of the element around.
  package init(_ declarations: [StyleSheet.Declaration], inheriting parent: ComputedHints) {
    self.init(inheriting: parent)
    guard declarations.contains(where: { $0.property != nil }) else { return }
    // Other lengths may be in ems of this size.
    Self.cascade(declarations) { readFontSize($0, $1, parent: parent) }
    var box = Box(fontSize: fontSize)
    Self.cascade(declarations) { property, value in
      readInherited(property, value, parent: parent)
      if property == .display { display = Display(value) ?? display }
      box.read(property, value)
    }
    hidesContent = parent.hidesContent || display == Display.none || box.hidesContent
    hidesBox = parent.hidesBox || box.hidesBox
    if box.isOutOfFlow, let left = box.left, let top = box.top {
      absolutePosition = Point(x: left, y: top)
    }
    if box.paintsThroughText { isColorTransparent = false }
    (width, height, centresBox) = (box.width, box.height, box.isCentred)
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

/// The properties that `ComputedHints` reads.
enum StyleProperty: String, CaseIterable {
  case backgroundClip = "background-clip", bottom, clip, clipPath = "clip-path", color
  case contentVisibility = "content-visibility", direction, display, fill
  case fillOpacity = "fill-opacity", font, fontSize = "font-size", height, left
  case margin, marginLeft = "margin-left", marginTop = "margin-top", maxHeight = "max-height"
  case maxWidth = "max-width", opacity, overflow, overflowX = "overflow-x"
  case overflowY = "overflow-y", position, right, scale, stroke
  case textAlign = "text-align"
  case textFillColor = "-webkit-text-fill-color", textIndent = "text-indent"
  case textShadow = "text-shadow", top, transform, unicodeBidi = "unicode-bidi", visibility, width
  case writingMode = "writing-mode"

  private static let byName = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) } + [
      ("-webkit-background-clip", .backgroundClip), ("-webkit-clip-path", .clipPath),
      ("-webkit-transform", .transform), ("-webkit-writing-mode", .writingMode),
    ])

  /// - Parameter name: Lower-case.
  /// - Returns: `nil` for a property that decides nothing here.
  static func named(_ name: String) -> StyleProperty? { byName[name] }
}

// MARK: - Properties of text

extension ComputedHints {
  /// Calls `body` with what decides, the stronger later.
  private static func cascade(
    _ declarations: [StyleSheet.Declaration], _ body: (StyleProperty, String) -> Void
  ) {
    for isImportant in [false, true] {
      for declaration in declarations where declaration.isImportant == isImportant {
        if let property = declaration.property { body(property, declaration.value) }
      }
    }
  }

  private mutating func readFontSize(
    _ property: StyleProperty, _ value: String, parent: ComputedHints
  ) {
    switch property {
    case .fontSize:
      fontSize = Self.fontSize(value, parent: parent.fontSize) ?? fontSize
    case .font:
      // The size is the first length of the shorthand; weights are numbers of three digits.
      let sizes = value.split(separator: " ").lazy.compactMap { part in
        if let weight = Double(part), weight >= 100 { return nil as Double? }
        return Self.fontSize(String(part), parent: parent.fontSize)
      }
      fontSize = sizes.first ?? fontSize
    default: break
    }
  }

  private static func fontSize(_ value: String, parent: Double) -> Double? {
    // Nearly always a length.
    if value.utf8.first?.isASCIIDigit == true { return length(value, parent: parent) }
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
    default: return length(value, parent: parent)
    }
  }

  private static func length(_ value: String, parent: Double) -> Double? {
    var scanner = ValueScanner(value)
    return scanner.length(fontSize: parent, percentOf: parent).flatMap { $0 < 0 ? nil : $0 }
  }

  private mutating func readInherited(
    _ property: StyleProperty, _ value: String, parent: ComputedHints
  ) {
    switch property {
    case .visibility:
      switch value {
      case "hidden", "collapse": isVisible = false
      case "visible", "initial": isVisible = true
      default: isVisible = parent.isVisible
      }
    case .textAlign: centresText = value.hasSuffix("center")
    case .direction:
      switch value {
      case "rtl": isRightToLeft = true
      case "ltr", "initial": isRightToLeft = false
      default: break
      }
    case .unicodeBidi: overridesBidi = value.hasSuffix("-override")
    case .writingMode:
      if ["vertical", "sideways", "tb"].contains(where: value.hasPrefix) {
        isVertical = true
      } else if ["horizontal-tb", "lr", "rl", "lr-tb", "rl-tb", "initial"].contains(value) {
        isVertical = false
      }
    case .color, .textFillColor:
      switch value {
      case "inherit", "unset", "currentcolor": isColorTransparent = parent.isColorTransparent
      default: isColorTransparent = isTransparent(value)
      }
    case .fill:
      switch value {
      case "inherit", "unset": isFillTransparent = parent.isFillTransparent
      default: isFillTransparent = value == "none" || isTransparent(value)
      }
    case .fillOpacity:
      if let part = fraction(value), part < visibleOpacity { isFillTransparent = true }
    case .stroke:
      // Outlined letters are read like others.
      if value != "none", !isTransparent(value) { isFillTransparent = false }
    default: break
    }
  }
}

extension ComputedHints.Display {
  fileprivate init?(_ value: String) {
    switch value {
    case "none": self = .none
    case "inline", "inline flow", "ruby", "ruby-base", "initial": self = .inline
    case "inline-block", "inline-flex", "inline-grid", "inline-table", "inline flow-root",
      "inline flex", "inline grid", "inline table", "-webkit-inline-box", "-webkit-inline-flex":
      self = .inlineBlock
    case "block", "block flow", "block flow-root", "flow", "flow-root", "list-item", "table",
      "table-row", "table-row-group", "table-header-group", "table-footer-group", "table-caption",
      "flex", "grid", "block flex", "block grid", "-webkit-box", "-webkit-flex":
      self = .block
    case "table-cell": self = .tableCell
    case "contents": self = .contents
    case "ruby-text": self = .rubyText
    default: return nil
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

private let colorFunctions = [
  "rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch",
]

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
    colorFunctions.contains(scanner.word()), scanner.skip("(")
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
  private(set) var width: Double?
  private(set) var height: Double?
  /// Margins or place put it in the middle of the box around.
  private(set) var isCentred = false
  private var maxWidth: Double?
  private var maxHeight: Double?
  private var clipsOverflow = false
  private var opacity = 1.0
  private var isContentHidden = false
  private var isClippedAway = false
  private var isRectangleEmpty = false
  private var transform = AffineTransform.identity
  private var scale = 1.0
  private var textIndent = 0.0
  private var marginLeft = 0.0
  private var marginTop = 0.0

  init(fontSize: Double) {
    self.fontSize = fontSize
  }

  mutating func read(_ property: StyleProperty, _ value: String) {
    switch property {
    case .position:
      isOutOfFlow = value == "absolute" || value == "fixed"
      isPositioned = isOutOfFlow || value == "relative"
    case .left:
      left = length(value)
      isCentred = value == "50%"
    case .top: top = length(value)
    case .right: right = length(value)
    case .bottom: bottom = length(value)
    case .width: width = length(value)
    case .height: height = length(value)
    case .maxWidth: maxWidth = length(value)
    case .maxHeight: maxHeight = length(value)
    case .overflow, .overflowX, .overflowY:
      clipsOverflow = value.hasPrefix("hidden") || value.hasPrefix("clip")
    case .opacity: opacity = fraction(value) ?? opacity
    case .contentVisibility: isContentHidden = value == "hidden"
    case .clipPath: isClippedAway = Self.clipsAll(value)
    case .clip: isRectangleEmpty = isEmptyRectangle(value)
    case .transform:
      var scanner = ValueScanner(value)
      transform = AffineTransform.parse(&scanner)
    case .scale: if let factor = fraction(value) { scale = factor }
    case .textIndent:
      var scanner = ValueScanner(value)
      // An indent of the whole width: the text starts where the box ends.
      textIndent = scanner.length(fontSize: fontSize, percentOf: 1_000) ?? textIndent
    case .margin: if value.holds("auto") { isCentred = true }
    case .marginLeft:
      marginLeft = length(value) ?? marginLeft
      if value == "auto" { isCentred = true }
    case .marginTop: marginTop = length(value) ?? marginTop
    case .textShadow: if value != "none" { paintsThroughText = true }
    case .backgroundClip: if value == "text" { paintsThroughText = true }
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
      || scale == 0 || transform.determinant == 0
  }

  /// A box without room, or one far off the page; texts for screen readers are set like this.
  var hidesBox: Bool {
    let far = -999.0
    let isNarrow = [width, height, maxWidth, maxHeight].contains { $0 ?? .infinity <= 1 }
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
