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
  /// What applies to elements themselves.
  private var looks = RuleBuckets()
  /// What generates content before or after them.
  private var generators = RuleBuckets()
  private var declarationCount = 0
  /// Rules, classes and declarations that may still be looked at: far more than real documents
  /// need, and little enough to wait for.
  private var work = 20_000_000
  /// Bytes of generated content that may still go into the text.
  private var generatedBytes = 4 << 20
  private var found = Found()
  /// The text of the one sheet, under which `found` is handed on.
  private var key: ByteKey?
  /// How much was found when `found` was handed on to this document.
  private var countBefore = 0

  /// A limit was met: since then elements have lost styles or generated content.
  private(set) var isExhausted = false

  init() {}

  /// Whether the sheets say nothing of any element.
  var isEmpty: Bool { looks.rules.isEmpty && generators.rules.isEmpty }

  /// Whether the sheets generate content before or after elements.
  var generates: Bool { !generators.rules.isEmpty }

  /// Whether a selector asks for the id of elements.
  var asksForIDs: Bool { looks.asksForIDs || generators.asksForIDs }

  /// Collects every `style` element of the document.
  init(of source: [UInt8], syntax: MarkupSyntax, decoder: inout CharacterDataDecoder) {
    self.init()
    var starts = StyleStarts(source)
    guard starts.next(from: 0) != nil else { return }
    var tokenizer = MarkupTokenizer(source, syntax: syntax)
    var sheet: TextBuilder?
    var foreignDepth = 0
    while true {
      // Behind the last style sheet there is nothing to look for.
      if sheet == nil, starts.next(from: tokenizer.position) == nil { return }
      guard let token = tokenizer.next() else { break }
      switch token {
      case .startTag(let name, let isSelfClosing):
        let element = ElementNames.known[NameHash(localName: name, in: source, lowercased: true)]
        if element?.known == .svg || element?.known == .math {
          foreignDepth += isSelfClosing ? 0 : 1
        }
        if element?.known == .style, !isSelfClosing { sheet = TextBuilder() }
        tokenizer.allowsCDATA = syntax == .xml || foreignDepth > 0
        guard syntax == .html, foreignDepth == 0 else { continue }
        let traits = element?.html ?? []
        if traits.contains(.rawText) {
          tokenizer.enterRawText(name, decodesReferences: false)
        } else if traits.contains(.escapableRawText) {
          tokenizer.enterRawText(name, decodesReferences: true)
        }
      case .endTag(let name):
        let element = ElementNames.known[NameHash(localName: name, in: source, lowercased: true)]
        if element?.known == .svg || element?.known == .math {
          foreignDepth = max(0, foreignDepth - 1)
        }
        if element?.known == .style, let finished = sheet {
          take(finished)
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
    if let sheet { take(sheet) }
  }

  /// Indexes of single sheets by their text: the certificates of one template have the same one.
  private static let known = KnownValues<ByteKey, StyleIndex>(limit: 64)
  /// Bytes of the longest sheet that is kept.
  private static let longestKnown = 64 << 10

  /// Takes in a style sheet of the document.
  private mutating func take(_ text: TextBuilder) {
    guard isUnused, text.utf8.count <= Self.longestKnown else {
      (found, key) = (Found(), nil)
      return add(text)
    }
    let key = ByteKey(text.utf8)
    self = Self.known.value(of: key) {
      var index = StyleIndex()
      var sheet = TextBuilder()
      sheet.copy(ByteRange(start: 0, end: text.utf8.count), of: text.utf8)
      index.add(sheet)
      return index
    }
    self.key = key
    countBefore = found.count
    contents = contents.map { Self.mapped($0, through: text.map) }
    urls = urls.map { Self.mapped($0, through: text.map) }
    comments = comments.map { Self.mapped($0, through: text.map) }
    otherStrings = otherStrings.map { Self.mapped($0, through: text.map) }
  }

  /// Whether no sheet has said anything so far.
  private var isUnused: Bool {
    isEmpty && contents.isEmpty && urls.isEmpty && comments.isEmpty && otherStrings.isEmpty
      && declarationCount == 0
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
    var decisive: [IndexedRule.Ordered] = []
    var generated: [IndexedRule.Generated] = []
    for declaration in rule.declarations {
      let strings = declaration.strings.map { Self.mapped($0, through: map) }
      if declaration.isContent {
        guard !strings.isEmpty else { continue }
        var content = TextBuilder()
        for string in strings { content.append(string) }
        generated.append(IndexedRule.Generated(name: declaration.name, number: contents.count))
        contents.append(content)
      } else {
        otherStrings += strings
      }
      if Self.decides(declaration) {
        decisive.append(IndexedRule.Ordered(declaration: declaration, order: declarationCount))
        declarationCount += 1
      }
    }
    for selector in rule.selectors {
      switch selector.pseudoElement {
      case nil:
        guard selector.isExact, !decisive.isEmpty else { continue }
        looks.change(RuleSubject(selector)) { $0.add(decisive) }
      case .before, .marker, .after:
        guard !generated.isEmpty else { continue }
        // What may not apply takes nothing away.
        let replaces = selector.isExact && !rule.isConditional
        generators.change(RuleSubject(selector)) { $0.add(generated, replaces: replaces) }
      case .other: continue
      }
    }
  }

  /// Whether `ComputedHints` or `ElementLooks.apply` reads the declaration.
  private static func decides(_ declaration: StyleSheet.Declaration) -> Bool {
    declaration.property != nil || declaration.name == "text-anchor"
      || declaration.name == "letter-spacing"
  }

  static func mapped(_ inner: TextBuilder, through map: SourceMap) -> TextBuilder {
    var result = TextBuilder()
    result.append(inner, through: map)
    return result
  }

  /// What the sheets say of an element of a name and classes.
  private struct Match {
    var name = NameHash()
    var styleKey: Int?
    /// For the element itself, the more specific ones last.
    var declarations: [StyleSheet.Declaration] = []
    /// Numbers of the contents generated before and after the element's own.
    var before: [Int] = []
    var after: [Int] = []
  }

  /// What was found so far, which the documents of one template hand on to each other: they have the
  /// same elements again and again.
  private struct Found {
    var classLists = ClassLists()
    /// The first entry is overwritten by what is not kept.
    var matches = KeyTable<Match>()
    /// What finding each match takes off `work`.
    var prices = [0]
    /// The hints that last came of each match, and those of the parent that they were worked out
    /// for: a row of elements has one parent.
    var hints: [(parent: ComputedHints, own: ComputedHints)?] = [nil]

    init() {
      matches.add(.max, Match())
    }

    var count: Int { max(matches.count, classLists.count) }

    /// Matches that are kept for a document.
    static let limit = 10_000
    /// Matches and classes that are handed on; a document copies them before it adds to them.
    static let handedOnLimit = 256
  }

  /// Lets the documents that follow know what was found.
  func handOn() {
    guard let key, found.count > countBefore, found.count <= Found.handedOnLimit else { return }
    guard var index = Self.known.value(of: key), index.found.count < found.count else { return }
    index.found = found
    Self.known.replace(key, with: index)
  }

  /// What a `class` attribute says, and its number; `nil` where it is not kept.
  mutating func classList(in range: ByteRange, of source: [UInt8]) -> (ClassList, number: Int?) {
    found.classLists.list(in: range, of: source, keepsWords: !isEmpty)
  }

  /// Finds what the sheets say of an element; the match is good until the next one is asked for.
  mutating func match(_ name: NameHash, _ element: ElementLooks) -> Int {
    guard let styleKey = element.styleKey else { return keepOnce(newMatch(name, element)) }
    let key = name.value &+ UInt64(styleKey) &* 0x9E37_79B9_7F4A_7C15
    let known = found.matches.number(of: key)
    if let known, found.matches[known].name == name, found.matches[known].styleKey == styleKey,
      work >= found.prices[known]
    {
      work -= found.prices[known]
      return known
    }
    // Beyond the limit of work nothing is found any more.
    let start = work
    let match = newMatch(name, element)
    guard known == nil, !isExhausted, found.matches.count < Found.limit else {
      return keepOnce(match)
    }
    found.prices.append(start - work)
    found.hints.append(nil)
    return found.matches.add(key, match)
  }

  private mutating func keepOnce(_ match: Match) -> Int {
    found.matches[0] = match
    found.hints[0] = nil
    return 0
  }

  private mutating func newMatch(_ name: NameHash, _ element: ElementLooks) -> Match {
    var match = Match(name: name, styleKey: element.styleKey)
    match.declarations = declarations(for: name, element)
    (match.before, match.after) = contents(for: name, element)
    return match
  }

  func declarations(of match: Int) -> [StyleSheet.Declaration] {
    found.matches[match].declarations
  }

  /// Numbers of the contents generated before and after the element's own.
  func contents(of match: Int) -> (before: [Int], after: [Int])? {
    let (before, after) = (found.matches[match].before, found.matches[match].after)
    return before.isEmpty && after.isEmpty ? nil : (before, after)
  }

  /// The hints of an element of which nothing else says how it looks; `nil` where the sheets say
  /// nothing either.
  mutating func hints(of match: Int, inheriting parent: ComputedHints) -> ComputedHints? {
    guard !found.matches[match].declarations.isEmpty else { return nil }
    if let hints = found.hints[match], hints.parent == parent { return hints.own }
    let own = ComputedHints(found.matches[match].declarations, inheriting: parent)
    found.hints[match] = (parent, own)
    return own
  }

  private mutating func declarations(
    for name: NameHash, _ element: ElementLooks
  ) -> [StyleSheet.Declaration] {
    guard let numbers = looks.fitting(name, element, work: &work) else {
      isExhausted = true
      return []
    }
    guard !numbers.isEmpty else { return [] }
    var places: [Place] = []
    for number in numbers {
      let rule = looks.rules[number]
      for (index, ordered) in rule.declarations.enumerated() {
        places.append(
          Place(
            specificity: rule.subject.specificity, order: ordered.order, rule: number,
            index: index))
      }
    }
    if numbers.count > 1 { places.sort() }
    var result: [StyleSheet.Declaration] = []
    result.reserveCapacity(places.count)
    for place in places {
      result.append(looks.rules[place.rule].declarations[place.index].declaration)
    }
    return result
  }

  /// Where a declaration stands in the cascade, and in the index.
  private struct Place: Comparable {
    var specificity: Int
    var order: Int
    var rule: Int
    var index: Int

    static func < (a: Place, b: Place) -> Bool {
      (a.specificity, a.order) < (b.specificity, b.order)
    }
  }

  private mutating func contents(
    for name: NameHash, _ element: ElementLooks
  ) -> (before: [Int], after: [Int]) {
    guard let numbers = generators.fitting(name, element, work: &work) else {
      isExhausted = true
      return ([], [])
    }
    var before: [Int] = []
    var after: [Int] = []
    guard !numbers.isEmpty else { return (before, after) }
    for number in numbers.sorted() {
      let rule = generators.rules[number]
      for content in rule.contents {
        if rule.subject.pseudoElement == .after {
          after.append(content.number)
        } else {
          before.append(content.number)
        }
      }
    }
    return (before, after)
  }

  /// A generated content, to be put into the text once more; `nil` beyond the limit on their bytes.
  mutating func generate(_ number: Int) -> TextBuilder? {
    generatedBytes -= contents[number].utf8.count
    guard generatedBytes >= 0 else {
      isExhausted = true
      return nil
    }
    return contents[number]
  }
}

/// Where the next start tag of a `style` element may stand.
private struct StyleStarts {
  private let source: [UInt8]
  /// Offsets of the `<` or `:` before the next such name with a small and with a capital Y, which
  /// is the letter that fewest names have; the end where there is none.
  private var small = -1
  private var capital = -1

  init(_ source: [UInt8]) {
    self.source = source
  }

  /// Offset of the first at `offset` or behind it; `offset` must not fall.
  mutating func next(from offset: Int) -> Int? {
    if small < offset { small = mark(before: UInt8(ascii: "y"), from: offset) }
    if capital < offset { capital = mark(before: UInt8(ascii: "Y"), from: offset) }
    let next = min(small, capital)
    return next < source.count ? next : nil
  }

  private func mark(before letter: UInt8, from start: Int) -> Int {
    var offset = start + 3
    while let hit = source.firstOffset(of: letter, from: offset, to: source.count) {
      let mark = hit - 3
      if source[mark] == UInt8(ascii: "<") || source[mark] == UInt8(ascii: ":"),
        source.matches("style", at: mark + 1)
      {
        return mark
      }
      offset = hit + 1
    }
    return source.count
  }
}

/// What a selector asks of an element, as far as it is looked at.
private struct RuleSubject: Hashable {
  var element: NameHash?
  var id: String?
  var classes: [String]
  var pseudoElement: StyleSheet.PseudoElement?
  var specificity: Int

  init(_ selector: StyleSheet.Selector) {
    element = selector.element.map { NameHash($0.lowercased()) }
    id = selector.id
    classes = selector.classes
    pseudoElement = selector.pseudoElement
    specificity = selector.specificity
  }

  func fits(_ name: NameHash, _ looks: ElementLooks) -> Bool {
    if let element, element != name { return false }
    if let id, id != looks.id { return false }
    for name in classes where !looks.classes.contains(name) { return false }
    return true
  }
}

/// All that the sheets say under one selector.
private struct IndexedRule {
  struct Ordered {
    var declaration: StyleSheet.Declaration
    /// Place among all declarations of the document.
    var order: Int
  }

  struct Generated {
    var name: String
    /// Of `StyleIndex.contents`.
    var number: Int
  }

  let subject: RuleSubject
  private(set) var declarations: [Ordered] = []
  private(set) var contents: [Generated] = []

  /// Values that cannot be read count for nothing, so some earlier ones of a property are kept:
  /// `display: -webkit-box; display: -ms-flexbox; display: flex`.
  private static let valuesOfProperty = 8

  init(_ subject: RuleSubject) {
    self.subject = subject
  }

  mutating func add(_ more: [Ordered]) {
    for new in more {
      var isRepeated = false
      var oldest: Int?
      var count = 0
      for (index, old) in declarations.enumerated() {
        guard old.declaration.property == new.declaration.property,
          old.declaration.isImportant == new.declaration.isImportant,
          old.declaration.name == new.declaration.name
        else { continue }
        if old.declaration.value == new.declaration.value {
          isRepeated = true
          oldest = index
          break
        }
        oldest = oldest ?? index
        count += 1
      }
      if let oldest, isRepeated || count == Self.valuesOfProperty {
        declarations.remove(at: oldest)
      }
      declarations.append(new)
    }
  }

  mutating func add(_ more: [Generated], replaces: Bool) {
    if replaces {
      contents.removeAll { old in more.contains { $0.name == old.name } }
    }
    contents += more
  }
}

/// Rules by the part of their selector that fewest elements have.
private struct RuleBuckets {
  private(set) var rules: [IndexedRule] = []
  private var numbers: [RuleSubject: Int] = [:]
  private var byID: [String: [Int]] = [:]
  private var byClass: [String: [Int]] = [:]
  private var byElement = KeyTable<[Int]>()
  private var universal: [Int] = []

  var asksForIDs: Bool { !byID.isEmpty }

  /// Changes the rule of that subject, which is made where there is none.
  mutating func change(_ subject: RuleSubject, _ body: (inout IndexedRule) -> Void) {
    if let number = numbers[subject] { return body(&rules[number]) }
    let number = rules.count
    numbers[subject] = number
    rules.append(IndexedRule(subject))
    body(&rules[number])
    if let id = subject.id {
      byID[id, default: []].append(number)
    } else if let name = subject.classes.first {
      byClass[name, default: []].append(number)
    } else if let name = subject.element {
      byElement.change(name, from: []) { $0.append(number) }
    } else {
      universal.append(number)
    }
  }

  /// Numbers of the rules that fit an element, in no order; `nil` where `work` did not suffice.
  ///
  /// What the search and its result cost is taken off `work`.
  func fitting(_ name: NameHash, _ looks: ElementLooks, work: inout Int) -> [Int]? {
    var found: [Int] = []
    func search(_ bucket: [Int]?) -> Bool {
      for number in bucket ?? [] {
        work -= 1 + rules[number].subject.classes.count * looks.classes.count
        guard work >= 0 else { return false }
        guard rules[number].subject.fits(name, looks) else { continue }
        work -= rules[number].declarations.count + rules[number].contents.count
        found.append(number)
      }
      return work >= 0
    }
    guard !rules.isEmpty else { return found }
    guard search(universal), search(byElement[name]) else { return nil }
    if !byID.isEmpty, let id = looks.id, !search(byID[id]) { return nil }
    guard !byClass.isEmpty else { return found }
    if looks.classes.count == 1 { return search(byClass[looks.classes[0]]) ? found : nil }
    // An element may name a class twice.
    for name in Set(looks.classes) where !search(byClass[name]) { return nil }
    return found
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
    _ style: StyleAttribute, of value: TextBuilder, element: Int
  ) {
    for url in style.urls { emit(StyleIndex.mapped(url, through: value.map), of: element) }
    for range in style.comments {
      comment.block()
      comment.append(value, in: range)
    }
    for string in style.strings {
      let text = StyleIndex.mapped(string.text, through: value.map)
      if string.isContent {
        aside.block()
        aside.append(text)
      } else {
        appendReference(text, of: element)
      }
    }
  }

  private mutating func emit(_ url: TextBuilder, of element: Int? = nil) {
    let whole = ByteRange(start: 0, end: url.utf8.count)
    if DataURI.isDataURI(url.utf8, in: whole) {
      nesting.readDataURI(url)
    } else {
      let decoded = percentDecoded(url.utf8, in: whole)
      appendReference(StyleIndex.mapped(decoded, through: url.map), of: element)
    }
  }

  /// Appends a name that a style sheet refers to: of an element where it is that element's `style`,
  /// else of nobody but itself.
  private mutating func appendReference(_ text: TextBuilder, of element: Int? = nil) {
    reference.block()
    reference.mark(element: element ?? text.map.runs.first.map { Int($0.source) } ?? 0, field: nil)
    reference.append(text)
  }
}
