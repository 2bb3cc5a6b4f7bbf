package import ZhenglintCore

/// What a style sheet says, as far as it decides what a reader of the certificate sees.
///
/// Tokens follow CSS Syntax Module Level 3 (https://www.w3.org/TR/css-syntax-3/). Offsets are bytes
/// of the text given to `parse`, which may itself be derived (an attribute with its references
/// decoded). Time and memory are linear in the text, whatever its nesting.
package struct StyleSheet: Sendable {
  package struct Declaration: Sendable {
    /// Lower-case, escapes decoded.
    package let name: String
    /// Lower-case but for strings, escapes decoded.
    ///
    /// Without comments and `!important`; white space is one space. Targets are left out (`url()`):
    /// see `StyleSheet.urls`.
    package let value: String
    package let isImportant: Bool
    /// The strings of the value, those in `url("…")` apart, decoded.
    ///
    /// `Seam.escape` precedes what was written as an escape, and follows an escaped line end.
    package let strings: [TextBuilder]
    /// The property, where it is one that decides how an element shows.
    let property: StyleProperty?

    package init(
      name: String, value: String, isImportant: Bool = false, strings: [TextBuilder] = []
    ) {
      self.name = name
      property = StyleProperty.named(name)
      self.value = value
      self.isImportant = isImportant
      self.strings = strings
    }
  }

  package enum PseudoElement: Sendable {
    case before
    case after
    case marker
    /// One that generates no text: `::first-line`, `::selection`.
    case other
  }

  /// What a selector asks of the element itself.
  package struct Selector: Sendable {
    /// Local name in lower case; `nil` for any element.
    package var element: String?
    package var id: String?
    package var classes: [String] = []
    package var pseudoElement: PseudoElement?
    /// False where the selector asks for more: ancestors, attributes, pseudo-classes.
    package var isExact = true
    /// Ids × 1,000,000 + classes, attributes and pseudo-classes × 1,000 + elements.
    package var specificity = 0
  }

  package struct Rule: Sendable {
    /// Empty where no selector governs the block: descriptors (`@font-face`, `@page`),
    /// `@keyframes`, unknown at-rules, an invalid selector.
    package var selectors: [Selector]
    /// Never empty.
    package var declarations: [Declaration]
    /// Inside an `@media`, `@supports`, `@container` or the like that may not apply.
    package var isConditional: Bool
  }

  /// In the order of the cascade, those inside at-rules and other rules too.
  package internal(set) var rules: [Rule] = []
  /// Targets of `url(…)`, `src(…)`, `image-set(…)` and `@import`, quoted or not, decoded.
  package internal(set) var urls: [TextBuilder] = []
  /// What stands between `/*` and `*/`.
  package internal(set) var comments: [ByteRange] = []

  /// Reads a style sheet; what is malformed is skipped as browsers skip it.
  ///
  /// - Parameters:
  ///   - text: UTF-8.
  ///   - range: The sheet's bytes in `text`.
  /// - Returns: Places are offsets in `text`.
  package static func parse(_ text: [UInt8], in range: ByteRange) -> StyleSheet {
    var parser = StyleParser(text, in: range, isAttribute: false)
    parser.parse()
    return parser.sheet
  }

  /// Reads the declarations of a `style` attribute.
  ///
  /// - Parameters:
  ///   - text: UTF-8.
  ///   - range: The attribute's bytes in `text`.
  /// - Returns: In source order; places are offsets in `text`.
  package static func parseDeclarations(
    _ text: [UInt8], in range: ByteRange
  ) -> (declarations: [Declaration], urls: [TextBuilder], comments: [ByteRange]) {
    var parser = StyleParser(text, in: range, isAttribute: true)
    parser.parse()
    return (parser.ownDeclarations, parser.sheet.urls, parser.sheet.comments)
  }
}
