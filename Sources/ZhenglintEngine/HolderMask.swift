internal import ZhenglintCertificates
internal import ZhenglintCore

/// Finds what no report prints of a document's holders, once something of it is to be printed.
///
/// Of a document of ordinary size everything is known everywhere. A large one is no certificate but
/// a collection, and going through all of it would cost more than checking it: there only the text
/// around a finding is looked at.
final class HolderMask {
  private let document: Document
  private let certificate: Certificate
  /// Bytes of text on either side of a finding that a report may print.
  private static let reach = 600
  /// Bytes of text that are looked at together in a large document.
  ///
  /// Such blocks lie where they lie whatever is found in them: the mask of a finding is the same
  /// whichever findings stand beside it.
  static let blockSize = 1 << 10
  /// Bytes of a document of ordinary size.
  private static let ordinarySize = 1 << 20

  private let isLarge: Bool

  init(_ document: Document, _ certificate: Certificate) {
    self.document = document
    self.certificate = certificate
    isLarge = document.byteCount > Self.ordinarySize
  }

  /// Of a part of a large document.
  init(part: Document, _ certificate: Certificate) {
    document = part
    self.certificate = certificate
    isLarge = true
  }

  private lazy var whole = ofFacts.adding(namesIn: document, texts: texts)
  /// The streams of the document itself, which the reader of the certificate has read in part.
  private lazy var texts = document.streams.enumerated().map { number, stream in
    certificate.text(ofStream: number) ?? StreamText(stream)
  }
  /// Of each stream of the document itself.
  private lazy var ofStreams = texts.map { whole.ranges(in: $0) }
  /// Of the text of the file.
  private lazy var wholeOfFile = Mask(document.sources(of: ofStreams, whole))
  /// What the certificate itself names: all that is known for facts.
  private lazy var ofFacts = PersonalData(of: certificate)

  /// What a report hides of a whole stream; `nil` in a large document, where nobody looked for it.
  func mask(of stream: TextStream) -> Mask? {
    isLarge ? nil : Mask(whole.ranges(in: stream))
  }

  private func ranges(ofStream number: Int, in document: Document) -> [ByteRange] {
    // Only nested documents have a way out to that of the file.
    document.origin.maps.isEmpty ? ofStreams[number] : whole.ranges(in: document.streams[number])
  }

  /// What a report hides of the streams of one document, be it nested or not.
  struct OfDocument {
    fileprivate let holders: HolderMask
    fileprivate let document: Document
    fileprivate var streams: [Int: Mask] = [:]
    /// The part of each stream that was looked at last, in a large document.
    fileprivate var windows: [Int: Window] = [:]

    /// Masks of a stream and of the text of the file, good for what a report prints around a range.
    mutating func around(_ range: ByteRange, ofStream number: Int) -> (stream: Mask, file: Mask) {
      let stream = document.streams[number]
      guard !holders.isLarge else {
        let area = HolderMask.area(around: range, of: stream)
        if let last = windows[number], last.area == area { return (last.stream, last.file) }
        let window = holders.window(area, of: stream, in: document)
        windows[number] = window
        return (window.stream, window.file)
      }
      let mask = streams[number] ?? Mask(holders.ranges(ofStream: number, in: document))
      streams[number] = mask
      return (mask, holders.wholeOfFile)
    }
  }

  /// A part of a stream with what is hidden in it.
  fileprivate struct Window {
    /// Bytes of the stream.
    var area: ByteRange
    var stream: Mask
    var file: Mask
  }

  func masks(of document: Document) -> OfDocument {
    OfDocument(holders: self, document: document)
  }

  /// The blocks that a range begins and ends in, and what may be printed around them; whole
  /// characters on both sides.
  private static func area(around range: ByteRange, of stream: TextStream) -> ByteRange {
    let end = (max(range.end - 1, range.start) / blockSize + 1) * blockSize
    var area = ByteRange(
      start: max(0, range.start / blockSize * blockSize - reach),
      end: min(stream.utf8.count, end + reach))
    while area.start < range.start, stream.utf8[area.start] & 0xC0 == 0x80 { area.start += 1 }
    while area.end > range.end, area.end < stream.utf8.count,
      stream.utf8[area.end] & 0xC0 == 0x80
    {
      area.end -= 1
    }
    return area
  }

  private func window(_ area: ByteRange, of stream: TextStream, in part: Document) -> Window {
    let ranges = ofFacts.ranges(in: stream, near: area)
    return Window(
      area: area, stream: Mask(ranges), file: Mask(part.sources(of: ranges, in: stream)))
  }

  /// A fact as a report prints it.
  func masked(_ text: String) -> String {
    guard ofFacts.mayStand(in: text) else { return text }
    let utf8 = Array(text.utf8)
    let stream = TextStream(channel: .text, utf8: utf8, map: .identity(count: utf8.count))
    return Mask(ofFacts.ranges(in: stream)).text(ByteRange(start: 0, end: utf8.count), of: utf8)
  }
}

extension Document {
  fileprivate var byteCount: Int {
    streams.reduce(0) { $0 + $1.utf8.count } + nested.reduce(0) { $0 + $1.byteCount }
  }

  /// What is hidden in the text of the file; `ranges` are those of each of its streams.
  fileprivate func sources(of ranges: [[ByteRange]], _ personal: PersonalData) -> [ByteRange] {
    zip(streams, ranges).flatMap { sources(of: $1, in: $0) }
      + nested.flatMap { nested in
        nested.sources(of: nested.streams.map { personal.ranges(in: $0) }, personal)
      }
  }

  /// Ranges of a stream in the text of the file.
  fileprivate func sources(of ranges: [ByteRange], in stream: TextStream) -> [ByteRange] {
    ranges.compactMap { source(of: $0, in: stream)?.range }
  }
}
