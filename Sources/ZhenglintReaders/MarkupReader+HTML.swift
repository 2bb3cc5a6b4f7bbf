internal import ZhenglintCore

/// What HTML makes of tags that are forgotten, crossed or out of place (HTML, 13.2.6, as far as it
/// decides about lines, cells and hiding).
extension MarkupReader {
  /// Open elements that a search looks at; deeper ones are taken as out of reach, so that a page of
  /// unclosed elements stays linear.
  private static let searchLimit = 1000

  // MARK: - Start tags

  /// Whether the standard drops a start tag where it stands.
  func isIgnoredHTML(_ name: NameHash) -> Bool {
    guard top.space == .html else { return false }
    if name == Names.form { return openForms > 0 }
    guard Names.cells.contains(name) || Names.tableParts.contains(name) else { return false }
    return openTables == 0
  }

  /// Ends what the start tag `name` ends implicitly.
  mutating func prepareHTML(for name: NameHash) {
    if top.space != .html, ElementTraits.html(name).contains(.endsForeign) {
      while stack.count > 1, top.space != .html { close() }
    }
    guard top.space == .html else { return }
    if ElementTraits.html(name).contains(.closesParagraph) {
      closeNearest([Names.p], [Names.button])
    }
    switch name {
    case _ where Names.headings.contains(name):
      if Names.headings.contains(top.name) { close() }
    case Names.li: closeNearest([Names.li], [Names.ul, Names.ol])
    case Names.dd, Names.dt: closeNearest([Names.dd, Names.dt], [Names.dl])
    case Names.option, Names.optgroup: closeNearest([Names.option], [])
    case Names.rt, Names.rp: closeNearest([Names.rt, Names.rp], [])
    case Names.rb, Names.rtc: closeNearest([Names.rt, Names.rp, Names.rb, Names.rtc], [])
    case _ where Names.cells.contains(name): closeCell()
    case Names.tr:
      closeCell()
      close(Names.tr)
    case Names.tbody, Names.thead, Names.tfoot:
      closeCell()
      for section in [Names.tbody, Names.thead, Names.tfoot] where isOpen(section) {
        close(section)
      }
    default: break
    }
  }

  /// Closes the nearest open element of the names, unless a barrier stands before it.
  private mutating func closeNearest(_ names: [NameHash], _ barriers: [NameHash]) {
    guard names.contains(where: isOpen) else { return }
    let found = innermost {
      names.contains($0.name)
    } until: {
      barriers.contains($0.name)
    }
    if let found { close(downTo: found) }
  }

  private mutating func closeCell() {
    let scope = top.scope
    guard scope > 0, Names.cells.contains(stack[scope].name) else { return }
    close(downTo: scope)
  }

  private mutating func close(downTo index: Int) {
    while stack.count > index { close() }
  }

  // MARK: - End tags

  mutating func closeHTML(_ name: NameHash) {
    switch name {
    // "Any other end tag" of the body: it stays open to the end of the document.
    case Names.body, Names.html: interrupt()
    // `</br>` is read as `<br>`, and a stray `</p>` as an empty paragraph.
    case Names.br: breakLine()
    case Names.p where !isOpen(Names.p): breakParagraph()
    case _ where Names.headings.contains(name):
      let found = innermost {
        Names.headings.contains($0.name)
      } until: { _ in
        false
      }
      if let found, Names.headings.contains(where: isOpen) { close(downTo: found) }
    case Names.table, Names.tr, Names.tbody, Names.thead, Names.tfoot:
      // A cell bounds the scope of other end tags, but not of the table's own.
      if !isOpen(name), isOpenAroundCell(name) { closeCell() }
      close(name)
    default:
      let traits = ElementTraits.html(name)
      if traits.isDisjoint(with: [.block, .scope, .void]) {
        closeInline(name, isFormatting: traits.contains(.formatting))
      } else {
        close(name)
      }
    }
  }

  private func isOpenAroundCell(_ name: NameHash) -> Bool {
    let cell = top.scope
    guard cell > 0, Names.cells.contains(stack[cell].name) else { return false }
    let outer = stack[cell - 1].scope
    return openCounts[OpenKey(name: name, scope: outer), default: 0] > 0
      || (outer > 0 && stack[outer].name == name)
  }

  /// Ends an inline element, but never a block inside it (`<b><p>国</b>家`).
  ///
  /// Formatting elements are taken from under the block; for others the end tag is dropped.
  private mutating func closeInline(_ name: NameHash, isFormatting: Bool) {
    guard isOpen(name) else { return }
    let found = innermost {
      $0.name == name
    } until: { element in
      !isFormatting && !element.traits.isDisjoint(with: [.block, .scope])
    }
    guard let found else { return interrupt() }
    let holdsBlock = stack[(found + 1)...].contains { $0.traits.contains(.block) }
    guard isFormatting, holdsBlock, !stack[found].isPlaced else { return close(downTo: found) }
    stack.remove(at: found)
    openCounts[OpenKey(name: name, scope: top.scope), default: 1] -= 1
    interrupt()
  }

  /// Index of the innermost open element in scope that `fits`, with no barrier inside it.
  private func innermost(
    _ fits: (OpenElement) -> Bool, until isBarrier: (OpenElement) -> Bool
  ) -> Int? {
    let lowest = max(1, top.scope + 1, stack.count - Self.searchLimit)
    var index = stack.count - 1
    while index >= lowest {
      if fits(stack[index]) { return index }
      if isBarrier(stack[index]) { return nil }
      index -= 1
    }
    return nil
  }

  private mutating func breakParagraph() {
    if top.sink == .text, box == nil { text.block() } else { interrupt() }
  }
}

/// Names that the reader treats by themselves.
enum Names {
  static let svg = NameHash("svg")
  static let textPath = NameHash("textPath")
  static let math = NameHash("math")
  static let html = NameHash("html")
  static let image = NameHash("image")
  static let img = NameHash("img")
  static let br = NameHash("br")
  static let p = NameHash("p")
  static let li = NameHash("li")
  static let dd = NameHash("dd")
  static let dt = NameHash("dt")
  static let option = NameHash("option")
  static let optgroup = NameHash("optgroup")
  static let td = NameHash("td")
  static let th = NameHash("th")
  static let tr = NameHash("tr")
  static let caption = NameHash("caption")
  static let tbody = NameHash("tbody")
  static let thead = NameHash("thead")
  static let tfoot = NameHash("tfoot")
  static let rt = NameHash("rt")
  static let rp = NameHash("rp")
  static let rb = NameHash("rb")
  static let rtc = NameHash("rtc")
  static let ul = NameHash("ul")
  static let ol = NameHash("ol")
  static let dl = NameHash("dl")
  static let button = NameHash("button")
  static let table = NameHash("table")
  static let form = NameHash("form")
  static let head = NameHash("head")
  static let body = NameHash("body")
  static let frameset = NameHash("frameset")
  static let headings = ["h1", "h2", "h3", "h4", "h5", "h6"].map { NameHash($0) }
  static let cells = [td, th, caption]
  static let tableParts = [tr, tbody, thead, tfoot]
}
