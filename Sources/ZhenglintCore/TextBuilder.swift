/// Builds a `TextStream`: every byte that goes in says where it comes from.
///
/// Source offsets count UTF-8 bytes of the document's own text.
package struct TextBuilder: Sendable {
  package private(set) var utf8: [UInt8] = []
  package private(set) var map = SourceMap()
  package private(set) var marks: [TextStream.Mark] = []

  package init() {}

  /// A builder with room for nearly all that a source of so many bytes says.
  ///
  /// An array that grows holds a large text twice; what is not used of the room is never touched.
  package init(sourceCount: Int) {
    utf8.reserveCapacity(sourceCount)
    map.reserveCapacity(sourceCount / 16)
    marks.reserveCapacity(sourceCount / 64)
  }

  /// Neither text nor a seam so far.
  package var isEmpty: Bool { utf8.isEmpty }

  /// Appends a copy of source bytes, which must be whole UTF-8 characters.
  package mutating func copy(_ range: ByteRange, of source: [UInt8]) {
    guard range.count > 0 else { return }
    map.append(text: utf8.count, length: range.count, source: range.start)
    utf8.append(range, of: source)
  }

  /// Appends a copy in which every run of markup's white space is one space, as HTML shows it; a run
  /// may have begun in what was appended before.
  package mutating func copyCollapsed(_ range: ByteRange, of source: [UInt8]) {
    var copied = range.start
    var offset = range.start
    while let space = source.firstMarkupSpace(from: offset, to: range.end) {
      offset = space + 1
      while offset < range.end, source[offset].isMarkupSpace { offset += 1 }
      // One space between words stands for itself.
      if space > copied, offset == space + 1, source[space] == 0x20 { continue }
      copy(ByteRange(start: copied, end: space), of: source)
      appendCollapsedSpace(from: ByteRange(start: space, end: space + 1))
      copied = offset
    }
    copy(ByteRange(start: copied, end: range.end), of: source)
  }

  /// Appends a space that the source spells in its own way, unless one stands there already.
  package mutating func appendCollapsedSpace(from source: ByteRange) {
    var end = utf8.count
    while end > 0, utf8[end - 1] == Seam.inline.rawValue { end -= 1 }
    guard end == 0 || utf8[end - 1] != 0x20 else { return }
    append(" ", from: source)
  }

  /// Appends one scalar that the source spells in another way (a reference, an escape).
  package mutating func append(_ scalar: Unicode.Scalar, from source: ByteRange) {
    map.append(
      text: utf8.count, element: UTF8.width(scalar), source: source.start,
      sourceLength: source.count)
    utf8.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  /// Appends text that stands for the source bytes as a whole; it is not exact where those bytes are
  /// not the text, as with an entity.
  package mutating func append(_ text: [UInt8], from source: ByteRange, isExact: Bool = true) {
    guard !text.isEmpty else { return }
    map.append(
      text: utf8.count, element: text.count, source: source.start, sourceLength: source.count,
      isExact: isExact)
    utf8.append(contentsOf: text)
  }

  /// Appends the text of another builder whose source offsets are those of this one's source.
  package mutating func append(_ other: TextBuilder) {
    for run in other.map.runs { map.append(run.shifted(by: utf8.count)) }
    for var mark in other.marks {
      mark.start += UInt32(utf8.count)
      marks.append(mark)
    }
    utf8.append(contentsOf: other.utf8)
  }

  /// Appends the part `range` of another builder's text (its marks are left behind).
  package mutating func append(_ other: TextBuilder, in range: ByteRange) {
    let shift = utf8.count - range.start
    other.map.forEachRun(in: range) { map.append($0.shifted(by: shift)) }
    utf8.append(range, of: other.utf8)
  }

  /// Appends the text of a builder whose source is itself a text with a map.
  package mutating func append(_ other: TextBuilder, through outer: SourceMap) {
    let shift = utf8.count
    other.map.forEachRun(through: outer) { map.append($0.shifted(by: shift)) }
    utf8.append(contentsOf: other.utf8)
  }

  package mutating func seam(_ seam: Seam) {
    utf8.append(seam.rawValue)
  }

  /// Changes a seam that was set before it was clear what it separates.
  package mutating func replaceSeam(at offset: Int, with seam: Seam) {
    precondition(utf8[offset] >= Seam.inline.rawValue, "no seam there")
    utf8[offset] = seam.rawValue
  }

  /// Ends the word, once.
  package mutating func block() {
    if let last = utf8.last, last != Seam.block.rawValue { seam(.block) }
  }

  /// Marks an inline border, once.
  package mutating func inline() {
    if let last = utf8.last, last != Seam.block.rawValue, last != Seam.inline.rawValue {
      seam(.inline)
    }
  }

  /// The element that the text from here on belongs to; `nil` where nobody has said.
  package var lastElement: Int? { marks.last.map { Int($0.element) } }

  /// Says to which element, and as which field, the text from here on belongs.
  package mutating func mark(element: Int, field: TextStream.Field?) {
    let mark = TextStream.Mark(start: utf8.count, element: element, field: field)
    if let last = marks.last, last.start == mark.start {
      marks[marks.count - 1] = mark
    } else {
      marks.append(mark)
    }
  }

  package func stream(_ channel: Channel) -> TextStream {
    TextStream(channel: channel, utf8: utf8, map: map, marks: marks)
  }
}
