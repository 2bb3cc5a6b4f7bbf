/// How an element that refers to something, as a picture does, is set on the page.
///
/// What can be told without laying the page out.
package struct Placement: Hashable, Sendable {
  package struct Traits: OptionSet, Hashable, Sendable {
    package var rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The element shows something of a size of its own.
    package static let picture = Traits(rawValue: 1 << 0)
    /// Little or no text stands above it.
    package static let top = Traits(rawValue: 1 << 1)
    /// In the middle of its line or page.
    package static let centre = Traits(rawValue: 1 << 2)
    /// Inside the foot of a page: imprint, copyright, filings.
    package static let foot = Traits(rawValue: 1 << 3)
    /// It refers, or an element around it does, to the filing of a site (公安备案, ICP 备案).
    package static let filing = Traits(rawValue: 1 << 4)
  }

  /// Offset of the start tag in the document's text, as in `TextStream.Mark`.
  package var element: UInt32
  /// The same of the element around; `nil` where that is the body or the root.
  package var parent: UInt32?
  /// Where the element stands in the stream of visible text, in bytes; `nil` in SVG, whose text is
  /// read in visual order.
  package var textOffset: UInt32?
  /// CSS pixels; `nil` where nothing says.
  ///
  /// Of a picture in an SVG file those that it would have on a page whose longer side has 1,000.
  package var width: Float?
  package var height: Float?
  package var traits: Traits

  package init(
    element: Int, parent: Int?, textOffset: Int?, width: Double?, height: Double?, traits: Traits
  ) {
    self.element = UInt32(element)
    self.parent = parent.map { UInt32($0) }
    self.textOffset = textOffset.map { UInt32($0) }
    self.width = width.map { Float($0) }
    self.height = height.map { Float($0) }
    self.traits = traits
  }
}
