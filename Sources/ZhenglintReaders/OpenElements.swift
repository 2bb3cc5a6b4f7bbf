internal import ZhenglintCore

/// The elements that are open, outermost first, and which of them is the innermost of its name.
///
/// An element is looked for by following the elements of its name outward, so that a stray end tag
/// costs no search.
struct OpenElements: Sendable {
  private var elements: [OpenElement]
  var names = ElementNames()

  init(document: OpenElement) {
    elements = [document]
  }

  var count: Int { elements.count }

  subscript(index: Int) -> OpenElement {
    _read { yield elements[index] }
  }

  /// The innermost open element, read and changed in place: a copy for every border made the reader
  /// quadratic in the children of an element.
  var top: OpenElement {
    _read { yield elements[elements.count - 1] }
    _modify { yield &elements[elements.count - 1] }
  }

  mutating func push(_ element: OpenElement) {
    elements.append(element)
    link(elements.count - 1)
  }

  mutating func pop() {
    unlink(elements.count - 1)
    elements.removeLast()
  }

  /// Takes an element out from under others.
  mutating func remove(at index: Int) {
    for inner in (index..<elements.count).reversed() { unlink(inner) }
    elements.remove(at: index)
    for inner in index..<elements.count { link(inner) }
  }

  /// Index of the innermost open element of a name; 0 where none is open.
  func innermost(_ name: Int) -> Int { names[name].innermost }

  func innermost(_ element: KnownElement) -> Int { innermost(ElementNames.number(of: element)) }

  /// Whether an element of that name is open in the scope of the innermost one.
  func isOpen(_ name: Int) -> Bool { innermost(name) > top.scope }

  func isOpen(_ element: KnownElement) -> Bool { innermost(element) > top.scope }

  /// Whether an end tag spells its name as the innermost element's start tag does, as nearly all do.
  func topIsSpelt(as name: ByteRange, in source: [UInt8]) -> Bool {
    let start = top.start + 1
    guard top.name >= 0, start + name.count < name.start else { return false }
    for offset in 0..<name.count where source[start + offset] != source[name.start + offset] {
      return false
    }
    let next = source[start + name.count]
    return next.isMarkupSpace || next == UInt8(ascii: ">") || next == UInt8(ascii: "/")
  }

  private mutating func link(_ index: Int) {
    let name = elements[index].name
    elements[index].outerOfName = names[name].innermost
    names[name].innermost = index
  }

  private mutating func unlink(_ index: Int) {
    names[elements[index].name].innermost = elements[index].outerOfName
  }
}
