package import ZhenglintCore

/// Finds where a line that holds nothing but a comment can be put in front of a place.
package enum CommentPlace {
  /// The beginning of the line of `offset`, or of the line of the tag that it lies in.
  ///
  /// - Parameters:
  ///   - offset: in bytes of `utf8`.
  ///   - utf8: the text of the document.
  ///   - format: how it is read; plain text takes the line anywhere.
  /// - Returns: `nil` where the line would be no comment, or would be seen: in raw text, CDATA, another
  ///   comment, preformatted text, before an XML declaration.
  package static func lineStart(
    before offset: Int, in utf8: [UInt8], format: DocumentFormat
  ) -> Int? {
    let line = beginning(ofLineAt: offset, in: utf8)
    return format == .text ? line : Survey(utf8, format: format, upTo: line).place(line)
  }

  /// Offset of the first byte of a line; a byte order mark belongs to no line.
  fileprivate static func beginning(ofLineAt offset: Int, in utf8: [UInt8]) -> Int {
    var start = min(offset, utf8.count)
    while start > 0, utf8[start - 1] != 0x0A, utf8[start - 1] != 0x0D { start -= 1 }
    return start == 0 && utf8.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : start
  }
}

/// The tokens that begin before some place.
private struct Survey {
  private enum Kind {
    case text
    case tag
    /// A comment in it would be none, or would show.
    case closed
  }

  private let utf8: [UInt8]
  private var tokens: [(range: ByteRange, kind: Kind)] = []
  /// Elements that keep white space, or whose content is for programs; outermost first.
  private var closedElements: [NameHash] = []
  private var foreignDepth = 0

  init(_ utf8: [UInt8], format: DocumentFormat, upTo end: Int) {
    self.utf8 = utf8
    let isHTML = format == .html
    var tokenizer = MarkupTokenizer(utf8, syntax: isHTML ? .html : .xml)
    while let token = tokenizer.next() {
      let last = tokens.count
      switch token {
      case .text(let range): tokens.append((range, closedElements.isEmpty ? .text : .closed))
      case .rawText(let range), .comment(let range), .instruction(let range),
        .declaration(let range):
        tokens.append((range, .closed))
      case .endTag(let name, let whole):
        tokens.append((whole, .tag))
        close(Self.hash(of: name, in: utf8))
      case .startTag(let name, let whole, let isSelfClosing):
        tokens.append((whole, closedElements.isEmpty ? .tag : .closed))
        let hash = Self.hash(of: name, in: utf8)
        let traits = isHTML && foreignDepth == 0 ? ElementTraits.html(hash) : []
        if traits.contains(.rawText) {
          tokenizer.enterRawText(name, decodesReferences: false)
        } else if traits.contains(.escapableRawText) {
          tokenizer.enterRawText(name, decodesReferences: true)
        }
        if !isSelfClosing, !traits.contains(.void) {
          open(hash, traits, tokenizer.attributes)
        }
        tokenizer.allowsCDATA = !isHTML || foreignDepth > 0
      }
      if tokens[last].range.start >= end { break }
    }
  }

  /// The beginning of the line before which the comment goes.
  func place(_ line: Int) -> Int? {
    var line = line
    // Only text and what is cut in lines can hold the beginning of one: it follows a line end.
    while let token = tokens.last(where: { $0.range.start < line }), line <= token.range.end {
      switch token.kind {
      case .closed: return nil
      case .text: return isBeforeXMLDeclaration(line) ? nil : line
      case .tag:
        if line == token.range.end { return line }
        line = CommentPlace.beginning(ofLineAt: token.range.start, in: utf8)
      }
    }
    return isBeforeXMLDeclaration(line) ? nil : line
  }

  private func isBeforeXMLDeclaration(_ line: Int) -> Bool {
    utf8.matches("<?xml", at: line, ignoringCase: false)
  }

  private mutating func open(
    _ name: NameHash, _ traits: ElementTraits, _ attributes: [MarkupAttribute]
  ) {
    if name == Self.svg || name == Self.math { foreignDepth += 1 }
    let keepsSpace = attributes.contains { attribute in
      utf8[attribute.name.start..<attribute.name.end].elementsEqual("xml:space".utf8)
        && utf8[attribute.value.start..<attribute.value.end].elementsEqual("preserve".utf8)
    }
    let isForPrograms = name == Self.style || name == Self.script
    let isClosed = keepsSpace || isForPrograms || closedElements.last == name
    if isClosed || !traits.isDisjoint(with: [.preformatted, .escapableRawText]) {
      closedElements.append(name)
    }
  }

  private mutating func close(_ name: NameHash) {
    if name == Self.svg || name == Self.math { foreignDepth = max(0, foreignDepth - 1) }
    if closedElements.last == name { closedElements.removeLast() }
  }

  private static let svg = NameHash("svg")
  private static let math = NameHash("math")
  private static let style = NameHash("style")
  private static let script = NameHash("script")

  /// Of the local name in lower case.
  private static func hash(of name: ByteRange, in utf8: [UInt8]) -> NameHash {
    let colon = utf8.firstOffset(of: 0x3A, from: name.start, to: name.end)
    return NameHash(utf8[(colon.map { $0 + 1 } ?? name.start)..<name.end], lowercased: true)
  }
}
