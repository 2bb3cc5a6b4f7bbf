import ZhenglintCore

/// Builds a `StyleSheet` from tokens, item by item: a declaration, a rule's start, an at-rule.
///
/// An item is read up to the `;`, `{` or `}` that ends it and only then judged, so that nothing is
/// read twice; open blocks are a stack.
struct StyleParser {
  typealias Token = StyleTokenizer.Token

  private struct Block {
    var selectors: [StyleSheet.Selector] = []
    var holdsDeclarations: Bool
    var isConditional = false
    /// No selector governs what is in here.
    var isInert = false
    /// Index of the rule that its declarations go to; a new one follows a nested block.
    var rule: Int?
  }

  private enum ItemEnd {
    case semicolon, open, close, end
  }

  private struct Bracket {
    var close: UInt8
    /// Strings in here are targets.
    var holdsTargets = false
  }

  private(set) var sheet = StyleSheet()
  /// The declarations of a `style` attribute.
  private(set) var ownDeclarations: [StyleSheet.Declaration] = []
  private var tokenizer: StyleTokenizer
  private var blocks: [Block]
  /// Tokens of the current item, from the first that is not white space.
  private var item: [Token] = []
  /// Index in `item` of the colon after the name of a declaration.
  private var colon: Int?
  /// The value that is being written.
  private var scratch: [UInt8] = []

  init(_ text: [UInt8], in range: ByteRange, isAttribute: Bool) {
    tokenizer = StyleTokenizer(text, in: range)
    blocks = [Block(holdsDeclarations: isAttribute, isInert: isAttribute)]
  }

  mutating func parse() {
    while true {
      switch readItem() {
      case .open:
        openBlock()
      case .semicolon:
        finishDeclaration()
      case .close:
        finishDeclaration()
        blocks.removeLast()
      case .end:
        finishDeclaration()
        return
      }
    }
  }

  private mutating func readItem() -> ItemEnd {
    item.removeAll(keepingCapacity: true)
    colon = nil
    var isNameAlone = false
    var brackets: [Bracket] = []
    while true {
      var token = tokenizer.next()
      switch token.kind {
      case .end:
        return .end
      case .comment:
        sheet.comments.append(token.content)
        if item.isEmpty { continue }
      case .whiteSpace where item.isEmpty, .markupComment where item.isEmpty && blocks.count == 1:
        continue
      case .function:
        brackets.append(Bracket(close: UInt8(ascii: ")"), holdsTargets: holdsTargets(token)))
      case .url:
        sheet.urls.append(tokenizer.decoded(token))
      case .string:
        if brackets.last?.holdsTargets ?? isImport {
          sheet.urls.append(tokenizer.decoded(token))
          token.kind = .url
        }
      case .delimiter:
        if brackets.isEmpty, let end = itemEnd(token.byte) { return end }
        switch token.byte {
        case UInt8(ascii: "("): brackets.append(Bracket(close: UInt8(ascii: ")")))
        case UInt8(ascii: "["): brackets.append(Bracket(close: UInt8(ascii: "]")))
        case UInt8(ascii: "{"): brackets.append(Bracket(close: UInt8(ascii: "}")))
        case brackets.last?.close: brackets.removeLast()
        default: break
        }
      default:
        break
      }
      if !token.isBlank {
        if isNameAlone, token.isDelimiter(":") { colon = item.count }
        isNameAlone = item.isEmpty && token.kind == .ident
      }
      item.append(token)
    }
  }

  /// What a delimiter outside brackets ends.
  ///
  /// At the top of a sheet a stray `;` or `}` spoils the rule that follows, as in browsers.
  private func itemEnd(_ byte: UInt8) -> ItemEnd? {
    let isAtRule = item.first?.kind == .atKeyword
    let holdsDeclarations = blocks.last?.holdsDeclarations == true
    return switch byte {
    case UInt8(ascii: ";") where isAtRule || holdsDeclarations: .semicolon
    case UInt8(ascii: "{") where !(holdsDeclarations && isCustomProperty): .open
    case UInt8(ascii: "}") where blocks.count > 1: .close
    default: nil
    }
  }

  private var isImport: Bool {
    guard let first = item.first, first.kind == .atKeyword else { return false }
    return tokenizer.nameIs("import", first)
  }

  private func holdsTargets(_ function: Token) -> Bool {
    switch tokenizer.name(function, lowercased: true) {
    case "url", "src", "image", "image-set", "-webkit-image-set": true
    default: false
    }
  }

  /// Whether the item begins `--name:`, whose value may hold braces.
  private var isCustomProperty: Bool {
    guard colon != nil, let name = item.first?.content else { return false }
    return tokenizer.text.matches("--", at: name.start)
  }
}

// MARK: - Declarations

extension StyleParser {
  private mutating func finishDeclaration() {
    guard let block = blocks.last, block.holdsDeclarations, let first = item.first, let colon else {
      return
    }
    var value = item[(colon + 1)...]
    let isImportant = dropImportant(&value)
    let declaration = StyleSheet.Declaration(
      name: tokenizer.name(first, lowercased: true), value: serialised(value),
      isImportant: isImportant,
      strings: value.lazy.filter { $0.kind == .string }.map(tokenizer.decoded))
    if blocks.count == 1 {
      ownDeclarations.append(declaration)
    } else if let rule = block.rule {
      sheet.rules[rule].declarations.append(declaration)
    } else {
      blocks[blocks.count - 1].rule = sheet.rules.count
      sheet.rules.append(
        StyleSheet.Rule(
          selectors: block.selectors, declarations: [declaration],
          isConditional: block.isConditional))
    }
  }

  private func dropImportant(_ value: inout ArraySlice<Token>) -> Bool {
    guard let word = value.lastIndex(where: { !$0.isBlank }), value[word].kind == .ident,
      tokenizer.nameIs("important", value[word]),
      let mark = value[..<word].lastIndex(where: { !$0.isBlank }), value[mark].isDelimiter("!")
    else { return false }
    value = value[..<mark]
    return true
  }

  private mutating func serialised(_ tokens: ArraySlice<Token>) -> String {
    scratch.removeAll(keepingCapacity: true)
    var isBlank = false
    for token in tokens {
      if token.isBlank {
        isBlank = true
        continue
      }
      if isBlank, !scratch.isEmpty { scratch.append(0x20) }
      isBlank = false
      switch token.kind {
      case .string:
        scratch.append(0x22)
        tokenizer.append(token, to: &scratch)
        scratch.append(0x22)
      case .url:
        scratch += "url()".utf8
      default:
        if token.kind == .atKeyword { scratch.append(UInt8(ascii: "@")) }
        if token.kind == .hash { scratch.append(UInt8(ascii: "#")) }
        tokenizer.append(token, to: &scratch, lowercased: true)
        if token.kind == .function { scratch.append(UInt8(ascii: "(")) }
      }
    }
    return String(decoding: scratch, as: UTF8.self)
  }
}

// MARK: - Rules

extension StyleParser {
  private mutating func openBlock() {
    guard let parent = blocks.last else { return }
    blocks[blocks.count - 1].rule = nil
    var block = Block(
      holdsDeclarations: true, isConditional: parent.isConditional, isInert: parent.isInert)
    if let first = item.first, first.kind == .atKeyword {
      switch tokenizer.name(first, lowercased: true) {
      case "media", "supports", "container", "scope", "layer", "starting-style", "document",
        "-moz-document":
        block.selectors = parent.selectors
        block.holdsDeclarations = parent.holdsDeclarations
        block.isConditional = parent.isConditional || !alwaysApplies
      default:
        block.isInert = true
      }
    } else if !parent.isInert {
      block.selectors = SelectorReader(
        tokenizer: tokenizer, parent: parent.holdsDeclarations ? parent.selectors : nil
      ).read(item)
    }
    blocks.append(block)
  }

  /// `@layer`, `@media all`, `@media screen`.
  private var alwaysApplies: Bool {
    if let first = item.first, tokenizer.nameIs("layer", first) { return true }
    let query = item.dropFirst().filter { !$0.isBlank }
    guard let word = query.first else { return true }
    return query.count == 1 && word.kind == .ident
      && (tokenizer.nameIs("all", word) || tokenizer.nameIs("screen", word))
  }
}

/// Reads a list of selectors from the tokens before a block.
private struct SelectorReader {
  typealias Selector = StyleSheet.Selector
  typealias Token = StyleTokenizer.Token

  let tokenizer: StyleTokenizer
  /// The selectors of the rule around this one; `nil` at the top.
  let parent: [Selector]?

  /// Empty when one of the list is invalid: then the rule applies to nothing.
  func read(_ tokens: [Token]) -> [Selector] {
    let tokens = tokens.filter { $0.kind != .comment }
    var result: [Selector] = []
    var at = 0
    repeat {
      guard let selector = one(tokens, &at) else { return [] }
      result.append(selector)
      at += 1  // The comma.
    } while at <= tokens.count
    return result
  }

  /// One selector, up to a comma: the compound that its combinators end in.
  private func one(_ tokens: [Token], _ at: inout Int) -> Selector? {
    var selector = Selector()
    var isNested = parent == nil
    var isEmpty = true
    var isSpaced = false
    loop: while at < tokens.count {
      let token = tokens[at]
      if token.kind == .whiteSpace {
        isSpaced = !isEmpty
        at += 1
        continue
      }
      if token.kind == .delimiter {
        switch token.byte {
        case UInt8(ascii: ","):
          break loop
        case UInt8(ascii: ">"), UInt8(ascii: "+"), UInt8(ascii: "~"):
          selector.startCompound()
          (isEmpty, isSpaced) = (true, false)
          at += 1
          continue
        default:
          break
        }
      }
      if isSpaced { selector.startCompound() }
      (isEmpty, isSpaced) = (false, false)
      guard simple(tokens, &at, &selector, &isNested) else { return nil }
    }
    if !isNested { selector.isExact = false }
    return isEmpty ? nil : selector
  }

  /// One simple selector.
  ///
  /// - Returns: false when it is invalid.
  private func simple(
    _ tokens: [Token], _ at: inout Int, _ selector: inout Selector, _ isNested: inout Bool
  ) -> Bool {
    let token = tokens[at]
    at += 1
    switch token.kind {
    case .ident:
      selector.element = tokenizer.name(token, lowercased: true)
      selector.specificity += 1
    case .hash:
      if selector.id != nil { selector.isExact = false }
      selector.id = tokenizer.name(token)
      selector.specificity += 1_000_000
    case .delimiter:
      switch token.byte {
      case UInt8(ascii: "*"):
        break
      case UInt8(ascii: "|"):
        // A namespace: only the local name counts.
        if selector.element != nil { selector.specificity -= 1 }
        selector.element = nil
      case UInt8(ascii: "&"):
        if let parent, parent.count == 1, parent[0].classes.count < 16, selector.isExact {
          isNested = true
          selector.merge(parent[0])
        } else {
          selector.isExact = false
        }
      case UInt8(ascii: "."):
        guard at < tokens.count, tokens[at].kind == .ident else { return false }
        selector.classes.append(tokenizer.name(tokens[at]))
        selector.specificity += 1_000
        at += 1
      case UInt8(ascii: "["):
        selector.isExact = false
        selector.specificity += 1_000
        skipBrackets(tokens, &at)
      case UInt8(ascii: ":"):
        return pseudo(tokens, &at, &selector)
      default:
        return false
      }
    default:
      return false
    }
    return true
  }

  /// What follows a colon.
  private func pseudo(_ tokens: [Token], _ at: inout Int, _ selector: inout Selector) -> Bool {
    let isElement = at < tokens.count && tokens[at].isDelimiter(":")
    if isElement { at += 1 }
    guard at < tokens.count, tokens[at].kind == .ident || tokens[at].kind == .function else {
      return false
    }
    let token = tokens[at]
    at += 1
    if token.kind == .function { skipBrackets(tokens, &at) }
    // CSS 2 wrote these pseudo-elements with one colon.
    let element: StyleSheet.PseudoElement? =
      switch tokenizer.name(token, lowercased: true) {
      case "before": .before
      case "after": .after
      case "marker" where isElement: .marker
      case "first-line", "first-letter": .other
      default: isElement ? .other : nil
      }
    if let element {
      if selector.pseudoElement != nil { selector.isExact = false }
      selector.pseudoElement = element
      selector.specificity += 1
    } else {
      selector.isExact = false
      selector.specificity += 1_000
    }
    return true
  }

  /// Skips to behind the bracket that closes the one just read.
  private func skipBrackets(_ tokens: [Token], _ at: inout Int) {
    var depth = 1
    while at < tokens.count, depth > 0 {
      let token = tokens[at]
      if token.kind == .function || token.isDelimiter("(") || token.isDelimiter("[") { depth += 1 }
      if token.isDelimiter(")") || token.isDelimiter("]") { depth -= 1 }
      at += 1
    }
  }
}

extension StyleSheet.Selector {
  /// Begins the next compound after a combinator; what came before is left out of account.
  fileprivate mutating func startCompound() {
    self = StyleSheet.Selector(isExact: false, specificity: specificity)
  }

  /// Adds what the selector of the rule around asks.
  fileprivate mutating func merge(_ parent: StyleSheet.Selector) {
    element = parent.element ?? element
    id = parent.id ?? id
    classes += parent.classes
    pseudoElement = parent.pseudoElement ?? pseudoElement
    isExact = isExact && parent.isExact
    specificity += parent.specificity
  }
}
