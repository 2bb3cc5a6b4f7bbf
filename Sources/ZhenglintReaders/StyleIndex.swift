internal import ZhenglintCore

/// The style sheets of a document, ready to be asked what they say of an element.
///
/// Selectors are matched by their last compound alone (element, id, classes); what stands before it
/// is taken as fulfilled. For finding text that errs on the side of reading it.
struct StyleIndex {
  /// Strings that `content` generates, by number; offsets count in the document's text.
  private(set) var contents: [TextBuilder] = []
  /// Everything else of the sheets that is text: to be emitted once.
  private(set) var urls: [TextBuilder] = []
  private(set) var comments: [TextBuilder] = []
  private(set) var otherStrings: [TextBuilder] = []
  private var rules: [IndexedRule] = []
  /// Numbers of rules by the part of their selector that fewest elements have.
  private var byID: [String: [Int]] = [:]
  private var byClass: [String: [Int]] = [:]
  private var byElement: [NameHash: [Int]] = [:]
  private var universal: [Int] = []

  private struct IndexedRule {
    var selector: StyleSheet.Selector
    var element: NameHash?
    var declarations: [StyleSheet.Declaration]
    var contents: [Int]

    func fits(_ name: NameHash, _ looks: ElementLooks) -> Bool {
      if let element, element != name { return false }
      if let id = selector.id, id != looks.id { return false }
      return selector.classes.allSatisfy(looks.classes.contains)
    }
  }

  var isEmpty: Bool { rules.isEmpty }

  init() {}

  /// Collects every `style` element of the document.
  init(of source: [UInt8], syntax: MarkupSyntax, decoder: inout CharacterDataDecoder) {
    let lower = source.firstOffset(of: "<style", from: 0, to: source.count)
    let hasStyle =
      lower ?? source.firstOffset(of: "<STYLE", from: 0, to: source.count)
      ?? source.firstOffset(of: ":style", from: 0, to: source.count)
      ?? source.firstOffset(of: "<Style", from: 0, to: source.count)
    guard hasStyle != nil else { return }
    var tokenizer = MarkupTokenizer(source, syntax: syntax)
    var sheet: TextBuilder?
    var foreignDepth = 0
    while let token = tokenizer.next() {
      switch token {
      case .startTag(let name, _, let isSelfClosing):
        let hash = Self.localHash(source, name)
        if hash == Names.svg || hash == Names.math { foreignDepth += isSelfClosing ? 0 : 1 }
        if hash == Self.styleName, !isSelfClosing { sheet = TextBuilder() }
        tokenizer.allowsCDATA = syntax == .xml || foreignDepth > 0
        guard syntax == .html, foreignDepth == 0 else { continue }
        let traits = ElementTraits.html(hash)
        if traits.contains(.rawText) {
          tokenizer.enterRawText(name, decodesReferences: false)
        } else if traits.contains(.escapableRawText) {
          tokenizer.enterRawText(name, decodesReferences: true)
        }
      case .endTag(let name, _):
        let hash = Self.localHash(source, name)
        if hash == Names.svg || hash == Names.math { foreignDepth = max(0, foreignDepth - 1) }
        if hash == Self.styleName, let finished = sheet {
          add(finished)
          sheet = nil
        }
      case .text(let range):
        if var inner = sheet.take() {
          decoder.append(range, to: &inner, place: .text)
          sheet = inner
        }
      case .rawText(let range): sheet?.copy(range, of: source)
      case .comment(let range):
        // Old habit: `<style><!-- … --></style>`, which XML reads as a comment.
        if sheet != nil, syntax == .xml || foreignDepth > 0 { sheet?.copy(range, of: source) }
      case .instruction, .declaration: continue
      }
    }
    if let sheet { add(sheet) }
  }

  private static let styleName = NameHash("style")

  private static func localHash(_ source: [UInt8], _ name: ByteRange) -> NameHash {
    let colon = source.firstOffset(of: 0x3A, from: name.start, to: name.end)
    let start = colon.map { $0 + 1 } ?? name.start
    return NameHash(source[start..<name.end], lowercased: true)
  }

  private mutating func add(_ text: TextBuilder) {
    let sheet = StyleSheet.parse(text.utf8, in: ByteRange(start: 0, end: text.utf8.count))
    urls += sheet.urls.map { Self.mapped($0, through: text.map) }
    for range in sheet.comments {
      var comment = TextBuilder()
      comment.append(text, in: range)
      comments.append(comment)
    }
    for rule in sheet.rules { add(rule, of: text.map) }
  }

  private mutating func add(_ rule: StyleSheet.Rule, of map: SourceMap) {
    var numbers: [Int] = []
    for declaration in rule.declarations {
      let strings = declaration.strings.map { Self.mapped($0, through: map) }
      if declaration.name == "content" || declaration.name.hasPrefix("--") {
        guard !strings.isEmpty else { continue }
        var content = TextBuilder()
        for string in strings { content.append(string) }
        numbers.append(contents.count)
        contents.append(content)
      } else {
        otherStrings += strings
      }
    }
    for selector in rule.selectors {
      let number = rules.count
      rules.append(
        IndexedRule(
          selector: selector,
          element: selector.element.map { NameHash(Array($0.lowercased().utf8)[...]) },
          declarations: rule.declarations, contents: numbers))
      if let id = selector.id {
        byID[id, default: []].append(number)
      } else if let name = selector.classes.first {
        byClass[name, default: []].append(number)
      } else if let name = rules[number].element {
        byElement[name, default: []].append(number)
      } else {
        universal.append(number)
      }
    }
  }

  static func mapped(_ inner: TextBuilder, through map: SourceMap) -> TextBuilder {
    var result = TextBuilder()
    result.append(inner, through: map)
    return result
  }

  /// Numbers of the rules whose selectors fit, in the order of the sheets.
  private func fitting(_ name: NameHash, _ looks: ElementLooks) -> [Int] {
    // A closure that captured `self` would copy every array of the index.
    let rules = rules
    guard !rules.isEmpty else { return [] }
    var numbers = universal
    if let more = byElement[name] { numbers += more }
    if let id = looks.id, let more = byID[id] { numbers += more }
    for name in looks.classes { if let more = byClass[name] { numbers += more } }
    return numbers.filter { rules[$0].fits(name, looks) }.sorted()
  }

  /// Declarations for the element itself, the more specific ones last.
  func declarations(for name: NameHash, _ looks: ElementLooks) -> [StyleSheet.Declaration] {
    let rules = rules
    return fitting(name, looks)
      .filter { rules[$0].selector.pseudoElement == nil && rules[$0].selector.isExact }
      .sorted { (rules[$0].selector.specificity, $0) < (rules[$1].selector.specificity, $1) }
      .flatMap { rules[$0].declarations }
  }

  /// Numbers of the contents generated before and after the element's own.
  func contents(for name: NameHash, _ looks: ElementLooks) -> (before: [Int], after: [Int]) {
    guard !contents.isEmpty else { return ([], []) }
    var before: [Int] = []
    var after: [Int] = []
    for number in fitting(name, looks) {
      switch rules[number].selector.pseudoElement {
      case .before, .marker: before += rules[number].contents
      case .after: after += rules[number].contents
      case .other, nil: break
      }
    }
    return (before, after)
  }
}

extension MarkupReader {
  /// Sends the texts of the style sheets to their streams, each once.
  mutating func emitStyles() {
    for content in styles.contents {
      aside.block()
      aside.append(content)
    }
    for string in styles.otherStrings { appendReference(string) }
    for text in styles.comments {
      comment.block()
      comment.append(text)
    }
    for url in styles.urls { emit(url) }
  }

  /// Sends the texts of a `style` attribute to their streams.
  mutating func emit(
    _ urls: [TextBuilder], _ comments: [ByteRange], _ declarations: [StyleSheet.Declaration],
    of value: TextBuilder, element: Int
  ) {
    for url in urls { emit(StyleIndex.mapped(url, through: value.map), of: element) }
    for range in comments {
      comment.block()
      comment.append(value, in: range)
    }
    for declaration in declarations {
      for string in declaration.strings {
        let text = StyleIndex.mapped(string, through: value.map)
        if declaration.name == "content" || declaration.name.hasPrefix("--") {
          aside.block()
          aside.append(text)
        } else {
          appendReference(text, of: element)
        }
      }
    }
  }

  private mutating func emit(_ url: TextBuilder, of element: Int? = nil) {
    if DataURI.isDataURI(url.utf8) {
      nesting.readDataURI(url)
    } else {
      let decoded = percentDecoded(url.utf8, in: ByteRange(start: 0, end: url.utf8.count))
      appendReference(StyleIndex.mapped(decoded, through: url.map), of: element)
    }
  }

  /// Appends a name that a style sheet refers to: of an element where it is that element's `style`,
  /// else of nobody but itself.
  private mutating func appendReference(_ text: TextBuilder, of element: Int? = nil) {
    reference.block()
    reference.mark(element: element ?? text.map.runs.first.map { Int($0.source) } ?? 0, name: nil)
    reference.append(text)
  }
}
