internal import Dispatch
internal import Synchronization
internal import ZhenglintCatalogue
internal import ZhenglintCertificates
internal import ZhenglintCore
internal import ZhenglintMatching
internal import ZhenglintReaders

/// Bytes that several threads read from wherever they want.
package protocol ByteSource: Sendable {
  var count: Int { get }
  /// - Returns: `nil` where the bytes cannot be read, or are no longer those that they were.
  func bytes(in range: Range<Int>) -> [UInt8]?
}

/// How a long text is divided, in bytes.
package struct LongTextSizes: Sendable {
  /// What is read whole, since it is not worth the trouble.
  package var shortest = 16 << 20
  package var piece = 4 << 20
  /// What is read on both sides of a piece: more than any judgement looks at.
  package var margin = 64 << 10

  package init() {}
}

/// Checks plain text of any length with a few pieces of it in memory at a time, on several threads.
///
/// What is said of a finding depends on the text within some kilobytes of it, on the certificate's
/// facts, which stand at both ends, and on what was counted before it: lines, and findings that are
/// alike. So each piece is checked with a margin on both sides, as the text of a document whose
/// facts are known, and what was counted is added up afterwards. Text in which something may reach
/// further is left to `Linter.lint(bytes:path:)`.
struct LongText: Sendable {
  let linter: Linter
  let source: any ByteSource
  let sizes: LongTextSizes
  private let ends: LongTextEnds
  private let assessment: Assessment

  /// What became of a piece.
  fileprivate struct Piece: Sendable {
    var settled: [Settlement.Settled]
    /// Where facts stand, by their numbers.
    var facts: [(number: Int, location: Location)]
    var stretch: PlainStretch
    /// Of its first byte and of the byte after it, in the lines of what was read.
    var start: Position
    var end: Position
  }

  /// - Returns: `nil` for what is no such text.
  init?(_ source: any ByteSource, path: String, linter: Linter, sizes: LongTextSizes) {
    // Maps of sources count in 32 bits.
    guard source.count >= max(sizes.shortest, 4 * LongTextEnds.size),
      source.count <= Int(UInt32.max),
      let ends = LongTextEnds(source),
      case .known(.text) = DocumentFormat.detect(in: ends.head, fileName: path),
      !ends.head.starts(with: [0xEF, 0xBB, 0xBF]), !ends.head.isPointer
    else { return nil }
    self.linter = linter
    self.source = source
    self.sizes = sizes
    self.ends = ends
    assessment = linter.assess(ends.document)
  }

  /// - Returns: `nil` where the text has to be looked at as a whole.
  func report(path: String, width: Int) -> InputReport? {
    let holders = HolderMask(part: ends.document, assessment.certificate)
    let subjects = linter.evaluator(assessment, holders).subjects(in: ends.document)
    let known = assessment.moved {
      $0 < ends.streamStart ? $0 : $0 - ends.streamStart + ends.tailStart
    }
    let count = (source.count + sizes.piece - 1) / sizes.piece
    let facts = ends.document.places(of: assessment.certificate.facts)
    let digest = linter.options.hashesInputs ? OrderedDigest(parts: count) : nil
    let hasFailed = Flag()
    let results = concurrentMap(Array(0..<count), width: width) { number in
      let range = number * sizes.piece..<min((number + 1) * sizes.piece, source.count)
      let window = hasFailed.isSet ? nil : Window(range, of: source, margin: sizes.margin)
      digest?.add(part: number, window.map { $0.utf8[$0.own] } ?? [])
      let checked = window.flatMap {
        piece(
          $0, subjects: subjects.filter { range.contains($0.place.range.start) }, facts: facts,
          known)
      }
      if checked == nil { hasFailed.set() }
      return checked
    }
    var pieces = results.compactMap { $0 }
    guard pieces.count == count else { return nil }
    Self.countOn(&pieces)
    var locations = [Location?](repeating: nil, count: facts.count)
    for fact in pieces.flatMap(\.facts) { locations[fact.number] = fact.location }
    let isASCII = pieces.allSatisfy(\.stretch.isASCII)
    guard isASCII || pieces.contains(where: \.stretch.isSurelyUTF8) else { return nil }
    let text = DecodedText(plain: [], isASCII: isASCII)
    let notes = (text.notes + assessment.notes).unique
    return InputReport(
      path: path, sha256: digest?.hexDigest(), format: DocumentFormat.text.rawValue,
      encoding: text.encoding,
      status: InputStatus(ofRead: notes), notes: notes,
      certificate: CertificateFacts(
        assessment, holders: holders, locations: linter.options.locatesFacts ? locations : nil),
      findings: numbered(&pieces))
  }

  /// The findings of all pieces, which are given up one by one: there may be many.
  private func numbered(_ pieces: inout [Piece]) -> [Finding] {
    var numbering = Settlement.Numbering(keepsEveryInfo: linter.options.profile == .strict)
    var findings: [Finding] = []
    findings.reserveCapacity(pieces.reduce(0) { $0 + $1.settled.count })
    for number in pieces.indices {
      findings += numbering.findings(pieces[number].settled)
      pieces[number].settled = []
    }
    return findings
  }

  // MARK: - Pieces

  private func piece(
    _ window: Window, subjects: [Verdict], facts: [SourceMap.Resolution?], _ known: Assessment
  ) -> Piece? {
    let (utf8, own, first) = (window.utf8, window.own, window.first)
    guard let stretch = PlainStretch(utf8, in: own),
      utf8.firstOffset(of: SuppressionDirective.prefix, from: 0, to: utf8.count) == nil,
      window.isStart || Self.isFull(utf8[..<own.lowerBound]),
      window.isEnd || Self.isFull(utf8[own.upperBound...])
    else { return nil }
    let document = Document(
      format: .text,
      streams: [TextStream(channel: .text, utf8: utf8, map: .identity(count: utf8.count))])
    let assessment = known.moved { $0 - first }
    let verdicts =
      linter.evaluator(assessment, HolderMask(part: document, assessment.certificate))
      .terms(in: document, startingIn: own) + subjects.map { $0.moved(by: -first) }
    let text = DecodedText(plain: utf8, isASCII: stretch.isASCII)
    let index = LineIndex(of: utf8, at: [own.lowerBound, own.upperBound])
    var piece = Piece(
      settled: Settlement(
        of: verdicts, in: text, keepsExcerpts: linter.options.keepsExcerpts
      ).settled,
      facts: facts.moved(by: -first, startingIn: own, in: text), stretch: stretch,
      start: index.position(of: own.lowerBound), end: index.position(of: own.upperBound))
    piece.forEachLocation { location in
      location.bytes.start += first
      location.bytes.end += first
    }
    return piece
  }

  /// Whether a margin has more to see in it than any judgement looks at.
  private static func isFull(_ margin: ArraySlice<UInt8>) -> Bool {
    var seen = 0
    return margin.contains { byte in
      // Letters of ASCII, and leads of ideographs.
      if byte.isASCIILetter || 0xE4...0xE9 ~= byte { seen += 1 }
      return seen >= 512
    }
  }

  /// Counts lines and columns on from piece to piece.
  private static func countOn(_ pieces: inout [Piece]) {
    var reached = Position(line: 1, column: 1, utf8Column: 1)
    for number in pieces.indices {
      let start = pieces[number].start
      func counted(_ position: Position) -> Position {
        let isOnFirstLine = position.line == start.line
        return Position(
          line: reached.line + position.line - start.line,
          column: isOnFirstLine
            ? reached.column + position.column - start.column : position.column,
          utf8Column: isOnFirstLine
            ? reached.utf8Column + position.utf8Column - start.utf8Column : position.utf8Column)
      }
      pieces[number].forEachLocation { location in
        location.start = counted(location.start)
        location.end = counted(location.end)
      }
      reached = counted(pieces[number].end)
    }
  }
}

extension LongText.Piece {
  fileprivate mutating func forEachLocation(_ change: (inout Location) -> Void) {
    for number in facts.indices { change(&facts[number].location) }
    for number in settled.indices {
      change(&settled[number].finding.location)
      if var replacement = settled[number].finding.replacement {
        change(&replacement.location)
        settled[number].finding.replacement = replacement
      }
    }
  }
}

/// A piece of a long text with a margin on both sides.
private struct Window {
  let utf8: [UInt8]
  /// The piece in `utf8`, byte for byte that of the source.
  let own: Range<Int>
  /// Offset of `utf8` in the source.
  let first: Int
  let isStart: Bool
  let isEnd: Bool

  /// - Returns: `nil` where the source cannot be read.
  init?(_ range: Range<Int>, of source: any ByteSource, margin: Int) {
    first = max(0, range.lowerBound - margin)
    let last = min(source.count, range.upperBound + margin)
    isStart = first == 0
    isEnd = last == source.count
    guard var utf8 = source.bytes(in: first..<last) else { return nil }
    utf8.trimToCharacters(isStart: isStart, isEnd: isEnd)
    own = range.lowerBound - first..<range.upperBound - first
    guard own.upperBound <= utf8.count else { return nil }
    self.utf8 = utf8
  }
}

/// SHA-256 of parts that several threads have at hand: each waits until those before it are in.
private final class OrderedDigest: Sendable {
  private let hash = Mutex(SHA256())
  /// One a part, raised when its turn comes, and one for the end.
  private let turns: [DispatchSemaphore]

  init(parts: Int) {
    turns = (0...parts).map { _ in DispatchSemaphore(value: 0) }
    turns[0].signal()
  }

  /// Every part has to be added, an empty one in the place of what could not be read: the others wait.
  func add(part number: Int, _ bytes: ArraySlice<UInt8>) {
    turns[number].wait()
    hash.withLock { $0.update(bytes) }
    turns[number + 1].signal()
  }

  /// Of all parts; to be asked once.
  func hexDigest() -> String { hash.withLock { $0.hexDigest() } }
}

/// Both ends of a long text, as a document.
private struct LongTextEnds: Sendable {
  let head: [UInt8]
  let document: Document
  /// Where the last part begins in the text, and in the document's stream.
  let tailStart: Int
  let streamStart: Int

  /// Bytes of either end: twice what facts are read from, so that the text around them is there.
  static let size = 64 << 10

  /// - Returns: `nil` where the source cannot be read.
  init?(_ source: any ByteSource) {
    // In the stream the last part begins one byte after a block's border; so it does in the text.
    let blockSize = HolderMask.blockSize
    tailStart = (source.count - Self.size) / blockSize * blockSize + 1
    guard var head = source.bytes(in: 0..<Self.size),
      var tail = source.bytes(in: tailStart..<source.count)
    else { return nil }
    head.trimToCharacters(isStart: true, isEnd: false)
    head += Array(repeating: 0x20, count: Self.size - head.count)
    tail.trimToCharacters(isStart: false, isEnd: true)
    self.head = head
    streamStart = head.count + 1
    var map = SourceMap()
    map.append(text: 0, length: head.count, source: 0)
    map.append(text: streamStart, length: tail.count, source: tailStart)
    let utf8 = head + [Seam.block.rawValue] + tail
    document = Document(
      format: .text, streams: [TextStream(channel: .text, utf8: utf8, map: map)])
  }
}

/// Set once, by whichever thread finds that all of them can stop.
private final class Flag: Sendable {
  private let value = Atomic(false)

  var isSet: Bool { value.load(ordering: .relaxed) }

  func set() { value.store(true, ordering: .relaxed) }
}

extension [UInt8] {
  /// Makes valid UTF-8 of a part of it: what a cut left of a character at the start becomes spaces,
  /// so that no offset changes, and at the end it goes.
  fileprivate mutating func trimToCharacters(isStart: Bool, isEnd: Bool) {
    if !isStart {
      var offset = 0
      while offset < Swift.min(count, 3), self[offset] & 0xC0 == 0x80 {
        self[offset] = 0x20
        offset += 1
      }
    }
    guard !isEnd else { return }
    var rest = 0
    while rest < Swift.min(count, 3), self[count - 1 - rest] & 0xC0 == 0x80 { rest += 1 }
    guard rest < count else { return }
    let lead = self[count - 1 - rest]
    let length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    if length > rest + 1 { removeLast(rest + 1) }
  }
}

extension Verdict {
  /// The same in a text that begins `-offset` bytes later.
  fileprivate func moved(by offset: Int) -> Verdict {
    var verdict = self
    verdict.place.range.start += offset
    verdict.place.range.end += offset
    verdict.mask = mask.moved(by: offset)
    return verdict
  }
}

extension [SourceMap.Resolution?] {
  /// Those that begin in a part of a text `-offset` bytes into the whole, with their numbers.
  fileprivate func moved(
    by offset: Int, startingIn part: Range<Int>, in text: DecodedText
  ) -> [(number: Int, location: Location)] {
    let places = map { place -> SourceMap.Resolution? in
      guard var place else { return nil }
      place.range.start += offset
      place.range.end += offset
      return part.contains(place.range.start) ? place : nil
    }
    return places.locations(in: text).enumerated().compactMap { number, location in
      location.map { (number, $0) }
    }
  }
}
