/// The format that a document was read as.
package enum DocumentFormat: String, CaseIterable, Sendable {
  case text
  case xml
  case html
  case svg
}

/// What a reader made of an input: its text by channel, and the documents nested in it.
package struct Document: Sendable {
  package var format: DocumentFormat
  /// The local name of the outermost element of XML of no known vocabulary.
  package var rootName: String?
  package var streams: [TextStream]
  /// Elements that refer to something, and pictures; in the order of their start tags.
  package var placements: [Placement]
  /// From this document's text (UTF-8) out to the text of the file; empty for the file itself.
  package var origin: SourceChain
  /// Documents embedded in this one: `srcdoc`, data: URIs.
  package var nested: [Document]
  package var notes: [Note]

  package init(
    format: DocumentFormat, rootName: String? = nil, streams: [TextStream] = [],
    placements: [Placement] = [],
    origin: SourceChain = SourceChain(),
    nested: [Document] = [], notes: [Note] = []
  ) {
    self.format = format
    self.rootName = rootName
    self.streams = streams
    self.placements = placements
    self.origin = origin
    self.nested = nested
    self.notes = notes
  }
}

extension Document {
  /// The place of a range of one of its streams in the text of the file (UTF-8).
  ///
  /// - Returns: `nil` for what has no source.
  package func source(of range: ByteRange, in stream: TextStream) -> SourceMap.Resolution? {
    guard let inner = stream.map.resolve(range), let outer = origin.resolve(inner.range) else {
      return nil
    }
    return SourceMap.Resolution(range: outer.range, isExact: inner.isExact && outer.isExact)
  }
}
