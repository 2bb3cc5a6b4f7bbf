/// Whether the characters of a stream are turned from right to left, whatever they are.
///
/// Unicode Standard Annex 9, X1 to X8: an embedding or override holds up to its own U+202C, so that
/// an empty pair inside an override does not end it. Isolates are left out: they turn nothing round
/// that a term is made of.
struct DirectionState {
  /// One bit for each open embedding, the innermost lowest, set for a right-to-left override; above
  /// them stands one bit that is always set.
  private var characters: UInt64 = 1
  /// Elements that override, which no character can close.
  private var elements = 0

  var isOverridden: Bool { elements > 0 || (characters > 1 && characters & 1 == 1) }

  /// Whether characters opened what the end of a paragraph closes.
  var isOpen: Bool { characters > 1 }

  /// An embedding by a character; deeper ones than 63, which no text needs, are passed over.
  mutating func embed(isOverride: Bool) {
    if characters >> 63 == 0 { characters = characters << 1 | (isOverride ? 1 : 0) }
  }

  mutating func pop() {
    if characters > 1 { characters >>= 1 }
  }

  mutating func openElement() { elements += 1 }

  mutating func closeElement() { elements = max(0, elements - 1) }

  /// The end of a paragraph closes what its characters opened.
  mutating func endParagraph() { characters = 1 }
}
