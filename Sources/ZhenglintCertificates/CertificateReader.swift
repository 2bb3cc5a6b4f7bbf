package import ZhenglintCore
internal import ZhenglintReaders

/// Reads what a document says of itself.
///
/// Each fact comes from the surest place that gives it: names in markup, labels, headings, the lines
/// at the foot, running text (`Fact.Origin`). The place of a fact is that of its characters in the
/// stream; nothing is searched again. Only the document itself is read, not those nested in it.
///
/// - Complexity: O(1) in the size of a stream: its first and last 32 KiB are read.
package enum CertificateReader {
  /// Bytes at either end of a stream that are read.
  private static let reach = 32 << 10

  package static func read(_ document: Document) -> Certificate {
    var facts = FactCollector()
    var pages: [CertificatePage] = []
    for (index, stream) in document.streams.enumerated() {
      let page = CertificatePage(stream, number: index, lines: lines(of: stream))
      switch stream.channel {
      case .text, .attribute, .metadata, .reference: pages.append(page)
      case .hidden, .comment, .script, .instruction, .picture: break
      }
    }
    for page in pages where page.channel == .text {
      MarkupFacts.read(page, format: document.format, into: &facts)
      LabelFacts.read(page, into: &facts)
      SentenceFacts.read(page, into: &facts)
      SealFacts.read(page, into: &facts)
    }
    for page in pages where page.channel == .attribute {
      if document.format == .xml { MarkupFacts.read(page, format: .xml, into: &facts) }
      SealFacts.readNames(page, into: &facts)
    }
    TitleFacts.read(pages, rootName: document.rootName, into: &facts)
    for page in pages where page.channel == .text {
      SignatureFacts.read(page, format: document.format, into: &facts)
    }
    readLastResorts(pages, into: &facts)
    return facts.certificate()
  }

  private static func lines(of stream: TextStream) -> [TextLine] {
    let count = stream.utf8.count
    var ranges = [ByteRange(start: 0, end: min(count, 2 * reach))]
    if count > 2 * reach {
      ranges = [ByteRange(start: 0, end: reach), ByteRange(start: count - reach, end: count)]
    }
    var lines: [TextLine] = []
    for range in ranges {
      var reader = LineReader(stream, in: range)
      while let line = reader.next() { lines.append(line) }
    }
    return VerticalSetting.joined(lines)
  }

  /// What is told where nothing surer is: an address in the text, the name above the title.
  private static func readLastResorts(_ pages: [CertificatePage], into facts: inout FactCollector) {
    if !facts.hasFact(of: .url) {
      for page in pages where page.channel == .text || page.channel == .reference {
        guard
          let address = page.lines.lazy.compactMap({ WebAddress.withScheme(in: $0.glyphs[...]) })
            .first
        else { continue }
        facts.add(
          .url, address, page.channel == .text ? .sentence : .markup, stream: page.number)
        break
      }
    }
    if !facts.hasFact(of: .issuer) { SealFacts.readIssuer(pages, into: &facts) }
    if !facts.hasFact(of: .issuer) {
      for page in pages where page.channel == .text {
        let top = page.labelled.parts.prefix(6).first {
          $0.label == nil && OrganisationName.isWhole($0.glyphs.trimmed)
        }
        guard let top else { continue }
        facts.add(.issuer, top.glyphs, .heading, stream: page.number)
        break
      }
    }
  }
}

/// One stream as its reader sees it.
struct CertificatePage: Sendable {
  var channel: Channel
  /// Index among the document's streams.
  var number: Int
  var marks: [TextStream.Mark]
  var lines: [TextLine]
  var labelled: LabelledText

  init(_ stream: TextStream, number: Int, lines: [TextLine]) {
    channel = stream.channel
    self.number = number
    marks = stream.marks
    self.lines = lines
    labelled = stream.channel == .text ? LabelledText(lines) : LabelledText([])
  }

  /// The name that markup gives to a character.
  func name(of glyph: Glyph) -> String? {
    marks.indices.contains(Int(glyph.mark)) ? marks[Int(glyph.mark)].name : nil
  }
}
