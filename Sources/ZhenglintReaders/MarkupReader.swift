internal import ZhenglintCore

/// Reads XML, HTML and SVG into streams of text by channel (see `Channel`).
///
/// One pass over the tokens with a stack of open elements. The stack is not the tree that a browser
/// builds but holds what decides about reading order and channel: which elements begin a line, which
/// hide their content, where SVG begins, and HTML's implied end tags (see the article
/// `ReadingMarkup`).
struct MarkupReader {
  let source: [UInt8]
  let syntax: MarkupSyntax
  let format: DocumentFormat
  var tokenizer: MarkupTokenizer
  var decoder: CharacterDataDecoder
  var styles: StyleIndex
  var nesting: Nesting

  // One builder a stream.
  var text = TextBuilder()
  /// Seen by a reader of the certificate, but beside the lines: ruby, generated content.
  var aside = TextBuilder()
  var hidden = TextBuilder()
  var metadata = TextBuilder()
  var attribute = TextBuilder()
  var reference = TextBuilder()
  var comment = TextBuilder()
  var script = TextBuilder()
  var instruction = TextBuilder()
  var placements: [Placement] = []

  var stack: [OpenElement]
  /// Open elements by name and scope, so that a stray end tag costs no search.
  var openCounts: [OpenKey: Int] = [:]
  var openTables = 0
  var openForms = 0
  var svgText: SVGTextElement?
  /// Text of the SVG that is open.
  var svgLines = PlacedText()
  var hiddenSVGLines = PlacedText()
  /// Boxes that HTML sets at places of their own.
  var boxes = PlacedText()
  var box: TextBuilder?
  var drawsShapes = false
  var hasSVGText = false
  private var rootName: String?

  struct OpenKey: Hashable {
    var name: NameHash
    var scope: Int
  }

  init(_ source: [UInt8], format: DocumentFormat, nesting: Nesting) {
    self.source = source
    self.format = format
    syntax = format == .html ? .html : .xml
    let verdict = syntax == .xml ? XMLParser.parse(source) : XMLVerdict()
    tokenizer = MarkupTokenizer(source, syntax: syntax)
    decoder = CharacterDataDecoder(source: source, syntax: syntax, verdict: verdict)
    self.nesting = nesting
    stack = [OpenElement(space: format == .html ? .html : .xml)]
    styles = StyleIndex()
    styles = StyleIndex(of: source, syntax: syntax, decoder: &decoder)
  }

  /// Reads the whole document.
  mutating func read() -> Document {
    emitStyles()
    while let token = tokenizer.next() {
      switch token {
      case .text(let range): characterData(range, decodesReferences: true)
      case .rawText(let range): characterData(range, decodesReferences: false)
      case .startTag(let name, let whole, let isSelfClosing):
        startElement(name, whole: whole, isSelfClosing: isSelfClosing)
      case .endTag(let name, _): endElement(name)
      case .comment(let range):
        comment.block()
        comment.copy(range, of: source)
        interrupt()
      case .instruction(let range), .declaration(let range):
        instruction.block()
        instruction.copy(range, of: source)
        interrupt()
      }
      tokenizer.allowsCDATA = syntax == .xml || top.space != .html
    }
    while stack.count > 1 { close() }
    boxes.flush(into: &text)
    flushSVG()
    return document()
  }

  /// The innermost open element, read and changed in place: a copy of its arrays for every border
  /// made the reader quadratic in the children of an element.
  var top: OpenElement {
    _read { yield stack[stack.count - 1] }
    _modify { yield &stack[stack.count - 1] }
  }

  private func document() -> Document {
    let streams: [(Channel, TextBuilder)] = [
      (.text, text), (.text, aside), (.hidden, hidden), (.metadata, metadata),
      (.attribute, attribute), (.reference, reference), (.comment, comment), (.script, script),
      (.instruction, instruction),
    ]
    return Document(
      format: format, rootName: rootName,
      streams: streams.filter { !$0.1.isEmpty }.map { $0.1.stream($0.0) },
      placements: placements,
      nested: nesting.documents, notes: notes + nesting.notes)
  }

  private var notes: [Note] {
    var notes = decoder.notes
    if let failure = decoder.verdict.failure {
      notes.append(.malformed(line: failure.line, reason: failure.message))
    } else if tokenizer.truncation != nil {
      notes.append(.truncated)
    }
    if styles.isExhausted { notes.append(.styleLimit) }
    if format == .svg, drawsShapes, !hasSVGText { notes.append(.outlinedGlyphs) }
    return notes
  }
}

// MARK: - Text

extension MarkupReader {
  /// Appends character data to the stream of the element that is open.
  mutating func characterData(_ range: ByteRange, decodesReferences: Bool) {
    let isBlank = source[range.start..<range.end].allSatisfy(\.isMarkupSpace)
    // Indentation between the elements of a data format is no text.
    if isBlank, top.space == .xml,
      source.firstOffset(of: 0x0A, from: range.start, to: range.end) != nil
    {
      return
    }
    let keepsLines = top.isPreformatted || (top.space != .html && top.space != .svg)
    if !isBlank, top.space == .xml { noteOwnText(range) }
    func fill(_ builder: inout TextBuilder) {
      if decodesReferences {
        decoder.append(range, to: &builder, place: .text, collapsing: !keepsLines)
      } else if keepsLines {
        builder.copy(range, of: source)
      } else {
        builder.copyCollapsed(range, of: source)
      }
    }
    switch top.sink {
    case .text:
      // Hidden pieces with something to see between them are not one text.
      if !isBlank { hidden.block() }
      // Taken out and put back: a second reference would have the text copied for every piece.
      if var inner = box.take() {
        fill(&inner)
        box = inner
      } else {
        fill(&text)
      }
      if !isBlank, top.space == .xml {
        embeddedURIs(in: range, decodesReferences: decodesReferences)
      }
    case .svgText:
      guard var element = svgText.take() else { return }
      hasSVGText = hasSVGText || !isBlank
      if !isBlank { element.hidden.seam(.block) }
      element.shown.append(state: top.svg, fill)
      svgText = element
    case .aside: fill(&aside)
    case .hidden:
      if top.space == .svg, var element = svgText.take() {
        element.hidden.append(state: top.svg, fill)
        svgText = element
      } else if !isBlank {
        fill(&hidden)
      }
    case .metadata: fill(&metadata)
    case .script: appendScript(range)
    case .style: break  // read beforehand, see `StyleIndex`
    }
  }

  /// A data: URI that stands in the text of a data format is a document too.
  private mutating func embeddedURIs(in range: ByteRange, decodesReferences: Bool) {
    guard let start = DataURI.firstScheme(in: source, from: range.start, to: range.end) else {
      return
    }
    var text = TextBuilder()
    if decodesReferences {
      decoder.append(range, to: &text, place: .text)
    } else {
      text.copy(range, of: source)
    }
    if source[range.start..<start].allSatisfy(\.isMarkupSpace) { return nesting.readDataURI(text) }
    for range in DataURI.ranges(inProse: text.utf8) {
      var value = TextBuilder()
      value.append(text, in: range)
      nesting.readDataURI(value)
    }
  }

  /// Script source with `\u56fd` and `\x41` decoded.
  mutating func appendScript(_ range: ByteRange) {
    script.block()
    appendDecodingEscapes(range, of: source, to: &script)
  }

  /// Something that is not text stands between two characters of a line.
  mutating func interrupt() {
    switch top.sink {
    case .text:
      if box != nil { box?.inline() } else { text.inline() }
    case .svgText: svgText?.shown.seam(.inline)
    case .aside: aside.inline()
    case .hidden where top.space == .svg && svgText != nil: svgText?.hidden.seam(.inline)
    case .hidden: hidden.inline()
    case .metadata: metadata.inline()
    case .script, .style: break
    }
  }

  private mutating func noteOwnText(_ range: ByteRange) {
    top.ownText += range.count
    top.ownScalars = top.ownText <= 64 ? top.ownScalars + visibleScalars(in: range) : Int.max / 2
  }

  private mutating func visibleScalars(in range: ByteRange) -> Int {
    var decoded = TextBuilder()
    decoder.append(range, to: &decoded, place: .text)
    return String(decoding: decoded.utf8, as: UTF8.self).unicodeScalars.count(
      where: GlyphMetrics.isSeen)
  }
}

// MARK: - Elements

extension MarkupReader {
  mutating func startElement(_ name: ByteRange, whole: ByteRange, isSelfClosing: Bool) {
    let local = localName(name)
    var hash = NameHash(source[local.start..<local.end], lowercased: syntax == .html)
    if syntax == .html, isIgnoredHTML(hash) {
      // Its attributes are still part of the file.
      var ignored = OpenElement(inside: top)
      ignored.start = whole.start
      readAttributes(of: &ignored, local: local)
      interrupt()
      return
    }
    if hash == Names.image, syntax == .html, top.space == .html { hash = Names.img }
    if syntax == .html { prepareHTML(for: hash) }
    var element = OpenElement(inside: top)
    element.name = hash
    element.start = whole.start
    element.space = space(of: hash)
    element.traits = traits(of: hash, in: element.space)
    if element.space == .html, !top.traits.isDisjoint(with: .htmlInside), top.space == .svg {
      element.isHTMLInSVG = true
    }
    if stack.count == 1, element.space == .xml, rootName == nil {
      rootName = String(decoding: source[local.start..<local.end], as: UTF8.self)
    }
    readAttributes(of: &element, local: local)
    element.sink = sink(of: element)
    open(element)
    let hasNoContent =
      element.space == .html && syntax == .html
      ? element.traits.contains(.void) : isSelfClosing
    if hasNoContent {
      close()
    } else if syntax == .html, element.space == .html {
      enterRawText(element, name: local)
    }
  }

  /// The name without its namespace prefix; HTML knows none, and `<o:p>` is an element of that name.
  private func localName(_ name: ByteRange) -> ByteRange {
    guard syntax == .xml,
      let colon = source.firstOffset(of: 0x3A, from: name.start, to: name.end),
      colon + 1 < name.end
    else { return name }
    return ByteRange(start: colon + 1, end: name.end)
  }

  private func space(of name: NameHash) -> OpenElement.Space {
    let (space, traits) = (top.space, top.traits)
    if name == Names.svg { return .svg }
    if name == Names.math, space == .html { return .other }
    if syntax == .xml, name == Names.html { return .html }
    if space == .svg, !traits.isDisjoint(with: .htmlInside) {
      return format == .svg && traits.contains(.metadata) ? .svg : .html
    }
    return space
  }

  private func traits(of name: NameHash, in space: OpenElement.Space) -> ElementTraits {
    switch space {
    case .html: .html(name)
    case .svg: .svg(name)
    case .xml, .other: .xml(name)
    }
  }

  /// Where the text of an element goes.
  private func sink(of element: OpenElement) -> OpenElement.Sink {
    if element.traits.contains(.style) { return .style }
    if element.traits.contains(.script) { return .script }
    if element.traits.contains(.metadata) || top.sink == .metadata { return .metadata }
    if element.isHidden || top.sink == .hidden && element.isConcealed { return .hidden }
    if element.traits.contains(.annotation) || top.sink == .aside { return .aside }
    if element.space == .svg {
      return svgText != nil || element.traits.contains(.svgText) ? .svgText : .hidden
    }
    return .text
  }

  private mutating func enterRawText(_ element: OpenElement, name: ByteRange) {
    if element.traits.contains(.rawText) {
      tokenizer.enterRawText(name, decodesReferences: false)
    } else if element.traits.contains(.escapableRawText) {
      tokenizer.enterRawText(name, decodesReferences: true)
    }
  }

  mutating func open(_ element: OpenElement) {
    var element = element
    if element.space == .svg, element.traits.contains(.svgDrawing) { drawsShapes = true }
    border(of: element, isStart: true)
    // What describes an element (`title`, `desc`) belongs to it.
    if element.traits.contains(.metadata) { metadata.mark(element: top.start, name: nil) }
    if element.traits.contains(.scope) { element.scope = stack.count }
    openCounts[OpenKey(name: element.name, scope: top.scope), default: 0] += 1
    count(element, by: 1)
    stack.append(element)
    if element.field != stack[stack.count - 2].field || element.traits.contains(.heading) {
      text.mark(element: element.start, name: element.field)
    }
    if element.space == .svg, element.traits.contains(.svgText), svgText == nil,
      element.sink == .svgText || element.sink == .hidden
    {
      svgText = SVGTextElement(start: element.start, field: element.field, state: element.svg)
    }
    if element.space == .svg {
      if element.name == Names.textPath { svgText?.both { $0.noteArc() } }
      positionText(of: element)
    }
    if element.isPlaced, box == nil { box = TextBuilder() }
    if element.isOverride { override(.overrideStart) }
    generated(element.before, of: element)
  }

  /// Closes the innermost element.
  mutating func close() {
    guard stack.count > 1 else { return }
    let element = top
    generated(element.after, of: element)
    if element.isOverride { override(.overrideEnd) }
    settleBorders(of: element)
    if element.isPlaced { placeBox(of: element) }
    stack.removeLast()
    openCounts[OpenKey(name: element.name, scope: top.scope), default: 1] -= 1
    count(element, by: -1)
    if let finished = svgText, finished.start == element.start {
      finished.shown.place(into: &svgLines)
      finished.hidden.place(into: &hiddenSVGLines)
      svgText = nil
    }
    if element.traits.contains(.svgRoot), top.space != .svg { flushSVG() }
    if element.field != top.field || element.traits.contains(.heading) {
      border(of: element, isStart: false)
      text.mark(element: top.start, name: top.field)
    } else {
      border(of: element, isStart: false)
    }
    noteChild(element)
  }

  private mutating func flushSVG() {
    svgLines.flush(into: &text)
    hiddenSVGLines.flush(into: &hidden)
  }

  private mutating func count(_ element: OpenElement, by change: Int) {
    guard element.space == .html else { return }
    if element.name == Names.table { openTables += change }
    if element.name == Names.form { openForms += change }
  }

  private mutating func override(_ seam: Seam) {
    switch top.sink {
    case .text: if box != nil { box?.seam(seam) } else { text.seam(seam) }
    case .svgText: svgText?.shown.seam(seam)
    case .hidden where top.space == .svg && svgText != nil: svgText?.hidden.seam(seam)
    case .hidden: hidden.seam(seam)
    case .aside: aside.seam(seam)
    default: break
    }
  }

  mutating func endElement(_ name: ByteRange) {
    let local = localName(name)
    let hash = NameHash(source[local.start..<local.end], lowercased: syntax == .html)
    if syntax == .html, top.space == .html { closeHTML(hash) } else { closeOutward(hash) }
  }

  /// Closes the innermost element of that name, and what is open inside it, where one is in scope.
  ///
  /// - Returns: Whether there was one.
  @discardableResult
  mutating func close(_ name: NameHash) -> Bool {
    let scope = top.scope
    // The element that made the scope was counted in the scope around it.
    guard isOpen(name) || (scope > 0 && stack[scope].name == name) else { return false }
    closeInnermost(name)
    return true
  }

  /// XML knows no scopes, and `</svg>` ends SVG wherever it stands.
  private mutating func closeOutward(_ name: NameHash) {
    var scope = top.scope
    while scope > 0, openCounts[OpenKey(name: name, scope: scope), default: 0] == 0 {
      if stack[scope].name == name { break }
      scope = stack[scope - 1].scope
    }
    guard scope > 0 || openCounts[OpenKey(name: name, scope: 0), default: 0] > 0 else { return }
    closeInnermost(name)
  }

  private mutating func closeInnermost(_ name: NameHash) {
    while stack.count > 1 {
      let isWanted = top.name == name
      close()
      if isWanted { return }
    }
  }

  /// Whether an element of that name is open in the scope of the innermost one.
  func isOpen(_ name: NameHash) -> Bool {
    openCounts[OpenKey(name: name, scope: top.scope), default: 0] > 0
  }
}

// MARK: - Borders between elements

extension MarkupReader {
  /// Sets the seam at the start or end of an element into the line that it stands in.
  mutating func border(of element: OpenElement, isStart: Bool) {
    if element.traits.contains(.lineBreak) {
      if isStart { breakLine() }
      return
    }
    switch element.space {
    case .html, .other:
      switch element.sink {
      case .text where box != nil: box?.inline()
      case .text: element.isBlock ? text.block() : text.inline()
      case .hidden where element.isBlock:
        hidden.block()
        // What takes no room on the page breaks no line.
        element.isConcealed ? text.inline() : text.block()
      case .hidden:
        hidden.inline()
        text.inline()
      case .metadata: metadata.block()
      case .aside:
        aside.block()
        text.inline()
      case .script, .style: interrupt()
      case .svgText: break
      }
    case .svg:
      svgText?.both { $0.seam(.inline) }
      switch element.sink {
      case .metadata: metadata.block()
      case .hidden: hidden.block()
      default: break
      }
    case .xml: xmlBorder(of: element)
    }
  }

  /// In XML of no known vocabulary an element is inline where its parent has text of its own.
  ///
  /// That is known for sure only at the parent's end, so the seam is set now and settled then.
  private mutating func xmlBorder(of element: OpenElement) {
    guard !text.isEmpty else { return }
    if element.traits.contains(.inlineAnywhere) {
      text.inline()
      return
    }
    text.seam(.block)
    top.borders.append(text.utf8.count - 1)
  }

  private mutating func settleBorders(of element: OpenElement) {
    guard element.space == .xml, !element.borders.isEmpty else { return }
    let seam: Seam
    if element.ownText > 0 {
      seam = .inline
    } else if element.children > 1, element.singleGlyphs == element.children {
      // One character an element: glyphs set one by one.
      seam = .positioned
    } else {
      return
    }
    // The outer borders of the first and the last child are this element's own.
    for offset in element.borders { text.replaceSeam(at: offset, with: seam) }
  }

  private mutating func noteChild(_ element: OpenElement) {
    guard element.space == .xml, top.space == .xml else { return }
    top.children += 1
    if element.children == 0, element.ownScalars == 1 { top.singleGlyphs += 1 }
  }

  mutating func breakLine() {
    switch top.sink {
    case .text: if box != nil { box?.seam(.line) } else if !text.isEmpty { text.seam(.line) }
    case .hidden: hidden.seam(.line)
    case .aside: aside.seam(.line)
    default: break
    }
  }
}
