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
  package var parent: UInt32? { Self.value(parentBits) }
  /// Where the element stands in the stream of visible text, in bytes; `nil` in SVG, whose text is
  /// read in visual order.
  package var textOffset: UInt32? { Self.value(textOffsetBits) }
  /// CSS pixels; `nil` where nothing says.
  ///
  /// Of a picture in an SVG file those that it would have on a page whose longer side has 1,000.
  package var width: Float? { Self.value(widthBits).map { Float(bitPattern: $0) } }
  package var height: Float? { Self.value(heightBits).map { Float(bitPattern: $0) } }

  // Four bytes each, of which `nothing` stands for `nil`: a large document has a million of them.
  private let parentBits: UInt32
  private let textOffsetBits: UInt32
  private let widthBits: UInt32
  private let heightBits: UInt32
  package var traits: Traits

  /// No offset, and as a `Float` a value that no arithmetic gives.
  private static let nothing = UInt32.max

  private static func value(_ bits: UInt32) -> UInt32? { bits == nothing ? nil : bits }

  package init(
    element: Int, parent: Int?, textOffset: Int?, width: Double?, height: Double?, traits: Traits
  ) {
    self.element = UInt32(element)
    parentBits = parent.map { UInt32($0) } ?? Self.nothing
    textOffsetBits = textOffset.map { UInt32($0) } ?? Self.nothing
    widthBits = width.map { Float($0).bitPattern } ?? Self.nothing
    heightBits = height.map { Float($0).bitPattern } ?? Self.nothing
    self.traits = traits
  }
}
