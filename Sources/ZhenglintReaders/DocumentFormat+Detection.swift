package import ZhenglintCore

/// What the first bytes and the name of an input say of its format.
package enum DetectedFormat: Hashable, Sendable {
  case known(DocumentFormat)
  /// A format that no reader reads; the name is for people, as "PDF".
  case unsupported(LocalizedText)
}

extension DocumentFormat {
  /// Decides by magic bytes, then by the name's extension; the bytes may be encoded however.
  ///
  /// - Parameters:
  ///   - bytes: the input.
  ///   - fileName: as the caller knows it.
  ///   - fallback: of text of which neither says anything.
  /// - Returns: The format, or the name of one that no reader reads.
  package static func detect(
    in bytes: [UInt8], fileName: String, otherwise fallback: DocumentFormat = .text
  ) -> DetectedFormat {
    for (magic, name) in Self.foreignMagic where bytes.starts(with: magic) {
      return .unsupported(LocalizedText(zh: name, en: name))
    }
    if bytes.count > 12, bytes.starts(with: Array("RIFF".utf8)) {
      return .unsupported(LocalizedText(zh: "RIFF", en: "RIFF"))
    }
    let head = asciiHead(of: bytes)
    if let format = byMarkup(head) { return .known(format) }
    let name = fileName.lowercased()
    for (suffixes, format) in Self.extensions where suffixes.contains(where: name.hasSuffix) {
      return .known(format)
    }
    if isBinary(bytes) { return .unsupported(LocalizedText(zh: "二进制文件", en: "binary")) }
    return .known(fallback)
  }

  private static let extensions: [([String], DocumentFormat)] = [
    ([".html", ".htm", ".xht", ".shtml"], .html),
    ([".svg"], .svg),
    ([".xml", ".xhtml", ".xsl", ".xslt", ".fo", ".rdf"], .xml),
  ]

  private static let foreignMagic: [([UInt8], String)] = [
    (Array("%PDF-".utf8), "PDF"),
    ([0x50, 0x4B, 0x03, 0x04], "ZIP (DOCX, XLSX, PPTX, OFD …)"),
    ([0x50, 0x4B, 0x05, 0x06], "ZIP"),
    ([0x89, 0x50, 0x4E, 0x47], "PNG"),
    ([0xFF, 0xD8, 0xFF], "JPEG"),
    (Array("GIF8".utf8), "GIF"),
    ([0xD0, 0xCF, 0x11, 0xE0], "OLE (DOC, XLS, PPT)"),
    ([0x49, 0x49, 0x2A, 0x00], "TIFF"),
    ([0x4D, 0x4D, 0x00, 0x2A], "TIFF"),
    ([0x1F, 0x8B], "gzip"),
    ([0x42, 0x5A, 0x68], "bzip2"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz"),
    ([0x37, 0x7A, 0xBC, 0xAF], "7z"),
    (Array("Rar!".utf8), "RAR"),
    (Array("{\\rtf".utf8), "RTF"),
    (Array("%!PS".utf8), "PostScript"),
    ([0x7F, 0x45, 0x4C, 0x46], "ELF"),
    (Array("wOFF".utf8), "WOFF"),
    (Array("wOF2".utf8), "WOFF2"),
  ]

  /// The first bytes without byte order mark and NULs, so that UTF-16 and UTF-32 look like ASCII too.
  private static func asciiHead(of bytes: [UInt8]) -> [UInt8] {
    var head = Array(bytes.prefix(4096))
    if head.firstOffset(of: 0, from: 0, to: head.count) != nil { head.removeAll { $0 == 0 } }
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { head.removeFirst(3) }
    if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) { head.removeFirst(2) }
    return head
  }

  /// Looks past white space, comments, declarations and instructions for the root element.
  private static func byMarkup(_ head: [UInt8]) -> DocumentFormat? {
    guard let first = head.firstIndex(where: { !$0.isMarkupSpace }), head[first] == 0x3C else {
      return nil
    }
    var tokenizer = MarkupTokenizer(head, syntax: .xml)
    var isXML = head.matches("<?xml", at: first, ignoringCase: false)
    while let token = tokenizer.next() {
      switch token {
      case .declaration(let range):
        let isHTML = head.matches("doctype html", at: range.start)
        if isHTML, !isXML { return .html }
        if head.matches("doctype svg", at: range.start) { return .svg }
      case .startTag(let name, _):
        var local = Array(head[name.start..<name.end])
        let hasPrefix = local.contains(0x3A)
        if let colon = local.lastIndex(of: 0x3A) { local.removeSubrange(...colon) }
        if local == Array("svg".utf8) { return .svg }
        let lowercased = local.map(\.asciiLowercased)
        if !hasPrefix, !isXML, Self.htmlRoots.contains(where: { Array($0.utf8) == lowercased }) {
          return .html
        }
        return isXML || hasPrefix ? .xml : nil
      case .instruction, .comment: continue
      case .text(let range), .rawText(let range):
        if head[range.start..<range.end].allSatisfy(\.isMarkupSpace) { continue }
        return isXML ? .xml : nil
      case .endTag: return isXML ? .xml : nil
      }
      isXML = isXML || head.starts(with: Array("<?xml".utf8))
    }
    return isXML ? .xml : nil
  }

  private static let htmlRoots = ["html", "head", "body", "title", "meta", "table", "div"]

  /// Control bytes that no text holds, in a share that no stray byte explains.
  ///
  /// Text in UTF-16 without a byte order mark is half NULs, all at one parity: that is text.
  private static func isBinary(_ bytes: [UInt8]) -> Bool {
    let marks: [[UInt8]] = [[0xFF, 0xFE], [0xFE, 0xFF], [0, 0, 0xFE, 0xFF]]
    if marks.contains(where: bytes.starts(with:)) { return false }
    let head = bytes.prefix(8192)
    var controls = 0
    var nulsAtParity = [0, 0]
    for (offset, byte) in head.enumerated() {
      if byte == 0 { nulsAtParity[offset & 1] += 1 }
      if byte < 0x09 || (byte > 0x0D && byte < 0x20 && byte != 0x1B) { controls += 1 }
    }
    let nuls = nulsAtParity[0] + nulsAtParity[1]
    if nuls > 0, nulsAtParity.contains(where: { $0 * 20 <= nuls }), nuls == controls {
      return false
    }
    return controls * 20 > head.count
  }
}
