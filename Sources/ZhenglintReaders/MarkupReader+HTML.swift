internal import ZhenglintCore

/// What HTML makes of tags that are forgotten, crossed or out of place (HTML, 13.2.6, as far as it
/// decides about lines, cells and hiding).
extension MarkupReader {
  // MARK: - Start tags

  /// Ends what the start tag of such a name ends implicitly.
  mutating func prepareHTML(for name: ElementName) {
    if top.space != .html, name.html.contains(.endsForeign) {
      while stack.count > 1, top.space != .html { close() }
    }
    guard top.space == .html else { return }
    if name.html.contains(.closesParagraph) {
      closeNearest(stack.innermost(.p), unlessInside: stack.innermost(.button))
    }
    guard let known = name.known else { return }
    switch known {
    case .h1, .h2, .h3, .h4, .h5, .h6: if top.known?.isHeading == true { close() }
    case .li:
      closeNearest(
        stack.innermost(.li), unlessInside: max(stack.innermost(.ul), stack.innermost(.ol)))
    case .dd, .dt:
      closeNearest(
        max(stack.innermost(.dd), stack.innermost(.dt)), unlessInside: stack.innermost(.dl))
    case .option, .optgroup: closeNearest(stack.innermost(.option))
    case .rt, .rp: closeNearest(max(stack.innermost(.rt), stack.innermost(.rp)))
    case .rb, .rtc:
      closeNearest(
        max(
          stack.innermost(.rt), stack.innermost(.rp), stack.innermost(.rb), stack.innermost(.rtc)))
    case .td, .th, .caption: closeCell()
    case .tr:
      closeCell()
      close(ElementNames.number(of: .tr))
    case .tbody, .thead, .tfoot:
      closeCell()
      for section in [KnownElement.tbody, .thead, .tfoot] where stack.isOpen(section) {
        close(ElementNames.number(of: section))
      }
    default: break
    }
  }

  /// Closes the elements from an index on, if that is in reach and a barrier does not stand inside.
  private mutating func closeNearest(_ index: Int, unlessInside barrier: Int = 0) {
    if index >= stack.lowestInReach, index > barrier { close(downTo: index) }
  }

  private mutating func closeCell() {
    let scope = top.scope
    guard scope > 0, stack[scope].known?.isCell == true else { return }
    close(downTo: scope)
  }

  // MARK: - End tags

  mutating func closeHTML(_ name: Int) {
    let (known, traits) = (stack.names[name].known, stack.names[name].html)
    switch known {
    // "Any other end tag" of the body: it stays open to the end of the document.
    case .body, .html: interrupt()
    // `</br>` is read as `<br>`, and a stray `</p>` as an empty paragraph.
    case .br: breakLine()
    case .p where !stack.isOpen(name): breakParagraph()
    case .h1, .h2, .h3, .h4, .h5, .h6:
      closeNearest(KnownElement.headings.reduce(0) { max($0, stack.innermost($1)) })
    case .table, .tr, .tbody, .thead, .tfoot:
      // A cell bounds the scope of other end tags, but not of the table's own.
      if stack.isOpenAroundCell(name) { closeCell() }
      close(name)
    default:
      if traits.isDisjoint(with: [.block, .scope, .void]) {
        closeInline(name, isFormatting: traits.contains(.formatting))
      } else {
        close(name)
      }
    }
  }

  /// Ends an inline element, but never a block inside it (`<b><p>国</b>家`).
  ///
  /// Formatting elements are taken from under the block; for others the end tag is dropped.
  private mutating func closeInline(_ name: Int, isFormatting: Bool) {
    guard stack.isOpen(name) else { return }
    let found = stack.innermost(name)
    guard found >= stack.lowestInReach else { return interrupt() }
    let inside = (found + 1)..<stack.count
    if !isFormatting {
      let holdsBarrier = inside.contains {
        !stack[$0].traits.isDisjoint(with: [.block, .scope])
      }
      return holdsBarrier ? interrupt() : close(downTo: found)
    }
    let holdsBlock = inside.contains { stack[$0].traits.contains(.block) }
    guard holdsBlock, !stack[found].flags.contains(.placed) else { return close(downTo: found) }
    stack.remove(at: found)
    interrupt()
  }

  private mutating func breakParagraph() {
    if top.sink == .text, box == nil { text.block() } else { interrupt() }
  }
}

extension OpenElements {
  /// Open elements that a search looks at; deeper ones are taken as out of reach, so that a page of
  /// unclosed elements stays linear.
  private static let searchLimit = 1000

  /// Index of the outermost element that what ends implicitly may reach.
  var lowestInReach: Int { max(1, top.scope + 1, count - Self.searchLimit) }

  /// Whether the standard drops a start tag where it stands.
  func dropsHTML(_ name: KnownElement, isInForm: Bool, isInTable: Bool) -> Bool {
    guard top.space == .html else { return false }
    if name == .form { return isInForm }
    return !isInTable && (name.isCell || name.isTablePart)
  }

  /// Whether an element is not open in the innermost scope, that of a cell, but in the one around.
  func isOpenAroundCell(_ name: Int) -> Bool {
    let cell = top.scope
    guard !isOpen(name), cell > 0, self[cell].known?.isCell == true else { return false }
    let (index, outer) = (innermost(name), self[cell - 1].scope)
    return index > outer || outer > 0 && index == outer
  }

  /// Whether the innermost element holds the whole page, so that what it says is no word on one of
  /// its parts.
  var endsInBody: Bool {
    count <= (top.space == .xml ? 2 : 1) || top.known == .body || top.known == .html
      || top.traits.contains(.svgRoot)
  }
}
