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
  var text: TextBuilder
  /// Seen by a reader of the certificate, but beside the lines: ruby, generated content.
  var aside = TextBuilder()
  var hidden = TextBuilder()
  var metadata = TextBuilder()
  var attribute: TextBuilder
  var reference: TextBuilder
  var comment = TextBuilder()
  var script = TextBuilder()
  var instruction = TextBuilder()
  var placements: [Placement] = []

  var stack: OpenElements
  var attributeNames = AttributeNames()
  /// What styles say of the open elements, the document's own first.
  var hints = [ComputedHints()]
  /// What the open elements inherit in SVG, the document's own first.
  var svgStates = [SVGState()]
  /// Offsets of the seams at the borders of the open elements' children in the stream of text.
  var childBorders: [UInt32] = []
  /// Numbers of `StyleIndex.contents` that are generated at the end of open elements, by their start.
  var contentsAfter: [Int: [Int]] = [:]
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
  /// Offset of the first `data:` at or behind the last text that was searched for it; the document's
  /// end where there is none.
  private var nextScheme = -1

  init(_ source: [UInt8], format: DocumentFormat, nesting: Nesting) {
    self.source = source
    self.format = format
    syntax = format == .html ? .html : .xml
    tokenizer = MarkupTokenizer(source, syntax: syntax, proves: true)
    self.nesting = nesting
    stack = OpenElements(document: OpenElement(space: format == .html ? .html : .xml))
    var decoder = CharacterDataDecoder(source: source, syntax: syntax)
    styles = StyleIndex(of: source, syntax: syntax, decoder: &decoder)
    self.decoder = decoder
    text = TextBuilder(sourceCount: source.count)
    attribute = TextBuilder(sourceCount: source.count)
    reference = TextBuilder(sourceCount: source.count)
  }

  /// Reads the whole document.
  mutating func read() -> Document {
    emitStyles()
    while let token = tokenizer.next() {
      switch token {
      case .text(let range): characterData(range, decodesReferences: true)
      case .rawText(let range): characterData(range, decodesReferences: false)
      case .startTag(let name, let isSelfClosing):
        startElement(name, isSelfClosing: isSelfClosing)
      case .endTag(let name): endElement(name)
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
    styles.handOn()
    return document()
  }

  var top: OpenElement {
    _read { yield stack.top }
    _modify { yield &stack.top }
  }

  private mutating func document() -> Document {
    let streams = [
      text.stream(.text), aside.stream(.text), hidden.stream(.hidden), metadata.stream(.metadata),
      attribute.stream(.attribute), reference.stream(.reference), comment.stream(.comment),
      script.stream(.script), instruction.stream(.instruction),
    ]
    return Document(
      format: format, rootName: rootName,
      streams: streams.filter { !$0.utf8.isEmpty }, placements: placements,
      nested: nesting.documents, notes: notes() + nesting.notes)
  }

  private mutating func notes() -> [Note] {
    var notes = decoder.notes()
    if syntax == .xml, !tokenizer.provesWellFormed, let failure = decoder.verdict.failure {
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
    let isBlank = source.isMarkupSpace(range)
    // Indentation between the elements of a data format is no text.
    if isBlank, top.space == .xml,
      source.firstOffset(of: 0x0A, from: range.start, to: range.end) != nil
    {
      return
    }
    let keepsLines = top.flags.contains(.preformatted) || (top.space != .html && top.space != .svg)
    let data = CharacterData(
      range: range, decodesReferences: decodesReferences, isCollapsed: !keepsLines,
      isBlank: isBlank)
    switch top.sink {
    case .text:
      // Hidden pieces with something to see between them are not one text.
      if !isBlank { hidden.block() }
      if box == nil {
        let start = text.utf8.count
        decoder.append(data, to: &text)
        noteOwnText(data, in: text.utf8, from: start)
      } else if var inner = box.take() {
        // Taken out and put back: a second reference would have the text copied for every piece.
        decoder.append(data, to: &inner)
        box = inner
      }
      if !isBlank, top.space == .xml, nextScheme < range.end { embeddedURIs(in: data) }
    case .svgText:
      guard var element = svgText.take() else { return }
      hasSVGText = hasSVGText || !isBlank
      if !isBlank { element.hidden.seam(.block) }
      element.shown.append(state: svgStates[top.svg]) { decoder.append(data, to: &$0) }
      svgText = element
    case .aside:
      let start = aside.utf8.count
      decoder.append(data, to: &aside)
      noteOwnText(data, in: aside.utf8, from: start)
    case .hidden:
      if top.space == .svg, var element = svgText.take() {
        element.hidden.append(state: svgStates[top.svg]) { decoder.append(data, to: &$0) }
        svgText = element
      } else if !isBlank {
        let start = hidden.utf8.count
        decoder.append(data, to: &hidden)
        noteOwnText(data, in: hidden.utf8, from: start)
      }
    case .metadata: decoder.append(data, to: &metadata)
    case .script: appendScript(range)
    case .style: break  // read beforehand, see `StyleIndex`
    }
  }

  /// A data: URI that stands in the text of a data format is a document too.
  private mutating func embeddedURIs(in data: CharacterData) {
    let range = data.range
    if nextScheme < range.start {
      nextScheme =
        DataURI.firstScheme(in: source, from: range.start, to: source.count) ?? source.count
    }
    guard nextScheme < range.end,
      let start = DataURI.firstScheme(in: source, from: nextScheme, to: range.end)
    else { return }
    var text = TextBuilder()
    decoder.append(data, to: &text)
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

  /// Takes note of character data that was appended to a stream, whose text is `utf8`.
  private mutating func noteOwnText(_ data: CharacterData, in utf8: [UInt8], from start: Int) {
    guard top.space == .xml, !data.isBlank else { return }
    top.ownText += data.range.count
    // Whether it is one character decides, and only of the innermost elements.
    guard top.children == 0, top.ownScalars < 2, top.ownText <= OpenElement.longestGlyph else {
      return
    }
    top.ownScalars += utf8.visibleScalars(in: ByteRange(start: start, end: utf8.count))
  }
}

extension [UInt8] {
  /// The number of visible scalars, exact up to one; a seam counts too.
  fileprivate func visibleScalars(in range: ByteRange) -> Int {
    var count = 0
    var offset = range.start
    while count < 2, offset < range.end {
      let byte = self[offset]
      if byte >= Seam.inline.rawValue || 0x21...0x7E ~= byte {
        offset += 1
        count += 1
      } else if 0xE5...0xE9 ~= byte {
        // Ideographs, U+5000 to U+9FFF.
        offset += 3
        count += 1
      } else if case .scalar(let scalar, let next) = StreamCursor.next(from: offset, in: self) {
        offset = next
        if GlyphMetrics.isSeen(scalar) { count += 1 }
      }
    }
    return count
  }
}

// MARK: - Elements

extension MarkupReader {
  mutating func startElement(_ name: ByteRange, isSelfClosing: Bool) {
    var number = stack.names.number(of: name, in: source, syntax)
    if syntax == .html {
      if let known = stack.names[number].known,
        stack.dropsHTML(known, isInForm: openForms > 0, isInTable: openTables > 0)
      {
        // Its attributes are still part of the file.
        var ignored = OpenElement(inside: top)
        ignored.start = name.start - 1
        _ = readAttributes(of: &ignored)
        forgetStyles()
        interrupt()
        return
      }
      if stack.names[number].known == .image, top.space == .html {
        number = ElementNames.number(of: .img)
      }
      prepareHTML(for: stack.names[number])
    }
    let names = stack.names[number]
    var element = OpenElement(inside: top)
    element.name = number
    element.known = names.known
    element.start = name.start - 1
    element.space = top.space(ofChild: names.known, format: format)
    element.traits = names.traits(in: element.space)
    if stack.count == 1, element.space == .xml, rootName == nil {
      let local = source.localName(name)
      rootName = String(decoding: source[local.start..<local.end], as: UTF8.self)
    }
    // In a row that is none of single characters nobody asks whether this is one.
    if top.singleGlyphs < top.children { element.ownScalars = 2 }
    let looks = readAttributes(of: &element)
    element.sink = element.sink(inside: top.sink, isInSVGText: svgText != nil)
    open(element, looks)
    let hasNoContent =
      element.space == .html && syntax == .html
      ? element.traits.contains(.void) : isSelfClosing
    if hasNoContent {
      close()
    } else if syntax == .html, element.space == .html {
      enterRawText(element, name: name)
    }
  }

  private mutating func enterRawText(_ element: OpenElement, name: ByteRange) {
    if element.traits.contains(.rawText) {
      tokenizer.enterRawText(name, decodesReferences: false)
    } else if element.traits.contains(.escapableRawText) {
      tokenizer.enterRawText(name, decodesReferences: true)
    }
  }

  private mutating func open(_ element: OpenElement, _ looks: ElementLooks) {
    if element.space == .svg, element.traits.contains(.svgDrawing) { drawsShapes = true }
    border(of: element, isStart: true)
    // What describes an element (`title`, `desc`) belongs to it.
    if element.traits.contains(.metadata) { metadata.mark(element: top.start, field: nil) }
    count(element, by: 1)
    let outerField = top.field
    stack.push(element)
    top.firstBorder = childBorders.count
    if element.traits.contains(.scope) { top.scope = stack.count - 1 }
    if element.field != outerField || element.traits.contains(.heading) {
      text.mark(element: element.start, field: element.field)
    }
    if element.space == .svg, element.traits.contains(.svgText), svgText == nil,
      element.sink == .svgText || element.sink == .hidden
    {
      svgText = SVGTextElement(
        start: element.start, field: element.field, state: svgStates[element.svg])
    }
    if element.space == .svg {
      if element.known == .textPath { svgText?.both { $0.noteArc() } }
      positionText(looks.positions)
    }
    if element.flags.contains(.placed), box == nil { box = TextBuilder() }
    if element.flags.contains(.override) { override(.overrideStart) }
    guard styles.generates, let match = looks.match, let contents = styles.contents(of: match)
    else { return }
    if !contents.after.isEmpty {
      top.flags.insert(.contentAfter)
      contentsAfter[element.start] = contents.after
    }
    generated(contents.before, of: element)
  }

  /// Closes the innermost element.
  mutating func close() {
    guard stack.count > 1 else { return }
    let element = top
    if element.flags.contains(.contentAfter),
      let contents = contentsAfter.removeValue(forKey: element.start)
    {
      generated(contents, of: element)
    }
    if element.flags.contains(.override) { override(.overrideEnd) }
    settleBorders(of: element)
    if element.flags.contains(.placed) { placeBox(of: element) }
    stack.pop()
    forgetStyles()
    count(element, by: -1)
    // Traits first: to look into the text copies the whole of it.
    if element.traits.contains(.svgText), svgText?.start == element.start,
      let finished = svgText.take()
    {
      finished.shown.place(into: &svgLines)
      finished.hidden.place(into: &hiddenSVGLines)
    }
    if element.traits.contains(.svgRoot), top.space != .svg { flushSVG() }
    border(of: element, isStart: false)
    if element.field != top.field || element.traits.contains(.heading) {
      text.mark(element: top.start, field: top.field)
    }
    noteChild(element)
  }

  private mutating func flushSVG() {
    svgLines.flush(into: &text)
    hiddenSVGLines.flush(into: &hidden)
  }

  private mutating func count(_ element: OpenElement, by change: Int) {
    guard element.space == .html else { return }
    if element.known == .table { openTables += change }
    if element.known == .form { openForms += change }
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
    if tokenizer.isPlain { return close() }
    let number =
      stack.topIsSpelt(as: name, in: source)
      ? top.name : stack.names.number(of: name, in: source, syntax)
    if syntax == .html, top.space == .html { closeHTML(number) } else { closeOutward(number) }
  }

  /// Closes the innermost element of that name, and what is open inside it, where one is in scope.
  mutating func close(_ name: Int) {
    // The element that made the scope stands in the scope around it.
    let index = stack.innermost(name)
    guard index > 0, index >= top.scope else { return }
    close(downTo: index)
  }

  /// XML knows no scopes, and `</svg>` ends SVG wherever it stands.
  private mutating func closeOutward(_ name: Int) {
    let index = stack.innermost(name)
    if index > 0 { close(downTo: index) }
  }

  mutating func close(downTo index: Int) {
    while stack.count > index { close() }
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
    let isBlock = element.flags.contains(.block)
    switch element.space {
    case .html, .other:
      switch element.sink {
      case .text where box != nil: box?.inline()
      case .text: isBlock ? text.block() : text.inline()
      case .hidden where isBlock:
        hidden.block()
        // What takes no room on the page breaks no line.
        element.flags.contains(.concealed) ? text.inline() : text.block()
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
    childBorders.append(UInt32(text.utf8.count - 1))
  }

  private mutating func settleBorders(of element: OpenElement) {
    let borders = element.firstBorder..<childBorders.count
    guard !borders.isEmpty else { return }
    defer { childBorders.removeLast(borders.count) }
    guard element.space == .xml else { return }
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
    for border in borders { text.replaceSeam(at: Int(childBorders[border]), with: seam) }
  }

  private mutating func noteChild(_ element: OpenElement) {
    guard element.space == .xml, top.space == .xml else { return }
    top.children += 1
    if element.isSingleGlyph { top.singleGlyphs += 1 }
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
