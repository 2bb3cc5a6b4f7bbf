package import ZhenglintCore
internal import ZhenglintReaders

/// Reads what a document says of itself.
///
/// Each fact comes from the surest place that gives it: names in markup, labels, headings, the lines
/// at the foot, running text (`Fact.Origin`). The place of a fact is that of its characters in the
/// stream; nothing is searched again. Only the document itself is read, not those nested in it.
///
/// - Complexity: O(1) in the size of a stream, see `CertificatePage.lines`.
package enum CertificateReader {
  package static func read(_ document: Document) -> Certificate {
    var facts = FactCollector()
    let pages = document.streams.enumerated().map { CertificatePage($1, number: $0) }
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
    var certificate = facts.certificate()
    certificate.texts = pages.map(\.whole)
    return certificate
  }

  /// What is told where nothing surer is: an address in the text, the name above the title.
  private static func readLastResorts(_ pages: [CertificatePage], into facts: inout FactCollector) {
    if !facts.hasFact(of: .url) {
      for page in pages where page.channel == .text || page.channel == .reference {
        guard let address = page.address else { continue }
        facts.add(
          .url, address, page.channel == .text ? .sentence : .markup, stream: page.number)
        break
      }
    }
    if !facts.hasFact(of: .issuer) { SealFacts.readIssuer(pages, into: &facts) }
    if !facts.hasFact(of: .issuer) {
      for page in pages where page.channel == .text {
        let text = page.labelled
        let top = text.parts.prefix(6).first {
          $0.label == nil && OrganisationName.isWhole(text[$0].trimmed)
        }
        guard let top else { continue }
        facts.add(.issuer, text[top], .heading, stream: page.number)
        break
      }
    }
  }
}
