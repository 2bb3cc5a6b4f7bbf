package import ZhenglintCore

/// Where lines that hold nothing but a comment can be put into a document.
package struct CommentPlaces: Sendable {
  private enum Kind {
    case text
    case tag
    /// A comment in it would be none, or would show.
    case closed
  }

  private let utf8: [UInt8]
  /// In order; of comments, CDATA and the like only the content.
  private var tokens: [(range: ByteRange, kind: Kind)] = []

  /// - Parameters:
  ///   - utf8: the text of the document.
  ///   - format: how it is read; plain text takes a line anywhere.
  /// - Complexity: linear.
  package init(_ utf8: [UInt8], format: DocumentFormat) {
    self.utf8 = utf8
    if format != .text { readTokens(format) }
  }

  /// The beginning of the line of a place, if a line with a comment can go before it.
  ///
  /// - Parameter offset: in bytes.
  /// - Returns: `nil` where the comment would be none, or would be seen: in a tag, raw text, CDATA,
  ///   another comment, preformatted text, before an XML declaration.
  package func lineStart(before offset: Int) -> Int? {
    let line = beginning(ofLineAt: offset)
    // Only what goes over line ends can hold the beginning of a line.
    if let token = lastToken(before: line), line <= token.range.end {
      switch token.kind {
      case .closed: return nil
      case .text: return line
      case .tag: return line == token.range.end ? line : nil
      }
    }
    return utf8.matches("<?xml", at: line, ignoringCase: false) ? nil : line
  }

  /// Offset of the first byte of a line; a byte order mark belongs to none.
  private func beginning(ofLineAt offset: Int) -> Int {
    var start = min(offset, utf8.count)
    while start > 0, utf8[start - 1] != 0x0A, utf8[start - 1] != 0x0D { start -= 1 }
    return start == 0 && utf8.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : start
  }

  private func lastToken(before offset: Int) -> (range: ByteRange, kind: Kind)? {
    var (low, high) = (0, tokens.count)
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].range.start < offset { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? tokens[low - 1] : nil
  }
}

// MARK: - Reading

extension CommentPlaces {
  private mutating func readTokens(_ format: DocumentFormat) {
    let isHTML = format == .html
    var closed = ClosedElements()
    var tokenizer = MarkupTokenizer(utf8, syntax: isHTML ? .html : .xml)
    while let token = tokenizer.next() {
      switch token {
      case .text(let range): tokens.append((range, closed.isInside ? .closed : .text))
      case .rawText(let range), .comment(let range), .instruction(let range),
        .declaration(let range):
        tokens.append((range, .closed))
      case .endTag(let name):
        let whole = ByteRange(start: name.start - 2, end: tokenizer.position)
        tokens.append((whole, closed.isInside ? .closed : .tag))
        closed.close(NameHash(localName: name, in: utf8, lowercased: true))
      case .startTag(let name, let isSelfClosing):
        let whole = ByteRange(start: name.start - 1, end: tokenizer.position)
        tokens.append((whole, closed.isInside ? .closed : .tag))
        let hash = NameHash(localName: name, in: utf8, lowercased: true)
        let traits = isHTML && !closed.isForeign ? ElementTraits.html(hash) : []
        if traits.contains(.rawText) {
          tokenizer.enterRawText(name, decodesReferences: false)
        } else if traits.contains(.escapableRawText) {
          tokenizer.enterRawText(name, decodesReferences: true)
        }
        if !isSelfClosing, !traits.contains(.void) {
          closed.open(hash, traits, keepsSpace: keepsSpace(tokenizer.attributes))
        }
        tokenizer.allowsCDATA = !isHTML || closed.isForeign
      }
    }
  }

  private func keepsSpace(_ attributes: [MarkupAttribute]) -> Bool {
    attributes.contains { attribute in
      utf8[attribute.name.start..<attribute.name.end].elementsEqual("xml:space".utf8)
        && utf8[attribute.value.start..<attribute.value.end].elementsEqual("preserve".utf8)
    }
  }
}

/// The open elements that keep white space, or whose content is for programs.
private struct ClosedElements {
  /// Outermost first.
  private var names: [NameHash] = []
  private var foreignDepth = 0

  var isInside: Bool { !names.isEmpty }
  /// In SVG or MathML.
  var isForeign: Bool { foreignDepth > 0 }

  mutating func open(_ name: NameHash, _ traits: ElementTraits, keepsSpace: Bool) {
    if name == Self.svg || name == Self.math { foreignDepth += 1 }
    let isForPrograms = name == Self.style || name == Self.script
    // One of the same name inside has an end tag of its own.
    let isClosed = keepsSpace || isForPrograms || names.last == name
    if isClosed || !traits.isDisjoint(with: [.preformatted, .escapableRawText]) {
      names.append(name)
    }
  }

  mutating func close(_ name: NameHash) {
    if name == Self.svg || name == Self.math { foreignDepth = max(0, foreignDepth - 1) }
    if names.last == name { names.removeLast() }
  }

  private static let svg = NameHash("svg")
  private static let math = NameHash("math")
  private static let style = NameHash("style")
  private static let script = NameHash("script")
}
