internal import ZhenglintCore

/// The elements that are open, outermost first, and which of them is the innermost of its name.
///
/// An element is looked for by following the elements of its name outward, so that a stray end tag
/// costs no search.
struct OpenElements: Sendable {
  /// All but the innermost, outermost first.
  private var outer: [OpenElement] = []
  /// The innermost open element, which nearly all is asked of.
  var top: OpenElement
  var names = ElementNames()

  init(document: OpenElement) {
    top = document
  }

  var count: Int { outer.count + 1 }

  subscript(index: Int) -> OpenElement { index < outer.count ? outer[index] : top }

  mutating func push(_ element: OpenElement) {
    outer.append(top)
    top = element
    names.link(&top, at: outer.count)
  }

  mutating func pop() {
    names.unlink(top)
    top = outer.removeLast()
  }

  /// Takes an element out from under others.
  mutating func remove(at index: Int) {
    outer.append(top)
    for inner in outer[index...].reversed() { names.unlink(inner) }
    outer.remove(at: index)
    for inner in index..<outer.count { names.link(&outer[inner], at: inner) }
    top = outer.removeLast()
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
    guard !top.isNameless, start + name.count < name.start, source.repeats(name, at: start)
    else { return false }
    let next = source[start + name.count]
    return next.isMarkupSpace || next == UInt8(ascii: ">") || next == UInt8(ascii: "/")
  }
}

extension ElementNames {
  fileprivate mutating func link(_ element: inout OpenElement, at index: Int) {
    element.outerOfName = self[element.name].innermost
    self[element.name].innermost = index
  }

  fileprivate mutating func unlink(_ element: OpenElement) {
    self[element.name].innermost = element.outerOfName
  }
}
