/// How bad: what the rule makes of the term.
package enum Level: String, CaseIterable, Comparable, Sendable {
  case info
  /// A person must decide.
  case review
  /// The wording rule is breached.
  case violation

  package static func < (a: Level, b: Level) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .info: 0
    case .review: 1
    case .violation: 2
    }
  }
}

/// How sure it is that the term is there; apart from the level.
package enum Confidence: Int, CaseIterable, Comparable, Sendable {
  case possible
  case likely
  case certain

  package static func < (a: Confidence, b: Confidence) -> Bool { a.rawValue < b.rawValue }

  package var name: String {
    switch self {
    case .possible: "possible"
    case .likely: "likely"
    case .certain: "certain"
    }
  }

  /// The next lower step, or `nil` below `possible`.
  package func lowered(by steps: Int = 1) -> Confidence {
    Confidence(rawValue: max(0, rawValue - steps)) ?? .possible
  }

  /// The next lower step, but no lower than `floor` unless it is already.
  package func lowered(to floor: Confidence) -> Confidence {
    self <= floor ? self : lowered()
  }
}

/// A way of writing a term that a plain search misses, in the order in which reports name them.
package enum Disguise: String, CaseIterable, Hashable, Sendable {
  case traditional
  case fullwidth
  case compatibility
  case variant
  case spaced
  case invisible
  case punctuated
  case inlineSplit = "inline-split"
  case lineSplit = "line-split"
  case vertical
  case reversed
  case positioned
  case encoded
}

/// The characters that a disguise of a finding is made of, as `-v` shows them.
package struct DisguiseDetail: Hashable, Sendable {
  package var disguise: Disguise
  /// 國→国, U+200B×2; empty where the disguise lies in the setting.
  package var characters: [String]

  package init(_ disguise: Disguise, characters: [String] = []) {
    self.disguise = disguise
    self.characters = characters
  }
}

/// A place in the original file.
package struct Location: Hashable, Sendable {
  /// Bytes of the original file, or of the member that `part` names; whatever the encoding.
  package var bytes: ByteRange
  private var first: PackedPosition
  private var last: PackedPosition
  /// False where the source has no bytes that are the text itself.
  package var isExact: Bool
  /// Members of containers, outermost first.
  package var part: [String]
  /// From 1.
  @Boxed package var page: Int?
  /// Left, top, width, height in points.
  package var box: [Double]?

  package var start: Position {
    get { first.position }
    set { first = PackedPosition(newValue) }
  }
  /// Just past the last scalar.
  package var end: Position {
    get { last.position }
    set { last = PackedPosition(newValue) }
  }

  package init(
    bytes: ByteRange, start: Position, end: Position, isExact: Bool, part: [String] = [],
    page: Int? = nil, box: [Double]? = nil
  ) {
    self.bytes = bytes
    first = PackedPosition(start)
    last = PackedPosition(end)
    self.isExact = isExact
    self.part = part
    self.page = page
    self.box = box
  }
}

/// By the names of the initialiser.
extension Location: Codable {
  private struct Members: Codable {
    var bytes: ByteRange
    var start: Position
    var end: Position
    var isExact: Bool
    var part: [String]
    var page: Int?
    var box: [Double]?
  }

  package init(from decoder: any Decoder) throws {
    let members = try Members(from: decoder)
    self.init(
      bytes: members.bytes, start: members.start, end: members.end, isExact: members.isExact,
      part: members.part, page: members.page, box: members.box)
  }

  package func encode(to encoder: any Encoder) throws {
    try Members(
      bytes: bytes, start: start, end: end, isExact: isExact, part: part, page: page, box: box
    ).encode(to: encoder)
  }
}

/// A position in half the bytes: reports may hold many.
private struct PackedPosition: Hashable, Sendable {
  private let line: UInt32
  private let column: UInt32
  private let utf8Column: UInt32

  init(_ position: Position) {
    line = UInt32(clamping: position.line)
    column = UInt32(clamping: position.column)
    utf8Column = UInt32(clamping: position.utf8Column)
  }

  var position: Position {
    Position(line: Int(line), column: Int(column), utf8Column: Int(utf8Column))
  }
}

extension Location {
  package var startLine: Int { start.line }
  package var startColumn: Int { start.column }
  package var endLine: Int { end.line }
  package var endColumn: Int { end.column }
}

/// The clause that a finding rests on.
package struct Citation: Codable, Hashable, Sendable {
  /// The full document number, as 人社部发〔2017〕68号; `nil` where nobody found one.
  package var number: String?
  package var title: String
  package var issuer: String
  /// ISO 8601.
  package var date: String
  package var clause: LocalizedText
  /// Facts of this citation that nobody has read in a source ("recalled").
  package var recalled: [String]

  /// What a sentence calls the instrument: its number, or the title of what has none.
  ///
  /// A statute has the year of its version in place of a number.
  package var name: String {
    guard let number else { return "《\(title)》" }
    return number.contains("号") ? number : "《\(title)》（\(number)）"
  }

  package init(
    number: String?, title: String, issuer: String, date: String, clause: LocalizedText,
    recalled: [String] = []
  ) {
    self.number = number
    self.title = title
    self.issuer = issuer
    self.date = date
    self.clause = clause
    self.recalled = recalled
  }
}

/// An exemption or downgrade that the tool applied.
package struct Reading: Codable, Hashable, Sendable {
  package var id: String
  package var reason: LocalizedText

  package init(id: String, reason: LocalizedText) {
    self.id = id
    self.reason = reason
  }
}

/// Why a finding stands in the report and does not count.
package struct Suppression: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    /// A comment or a line of the input asks for it.
    case inSource = "in-source"
    /// It was there before: the baseline lists it.
    case baseline
  }

  /// Stands where a reason belongs in what an editor inserts; no reason by itself.
  package static let reasonToWrite = "在此写明理由"

  package var kind: Kind
  /// What its author gave as the reason; `nil` where the baseline has none.
  package var reason: String?

  package init(kind: Kind, reason: String?) {
    self.kind = kind
    self.reason = reason
  }
}

/// Compliant words that a pack marks as safe to put in place of some of the source.
package struct Replacement: Codable, Hashable, Sendable {
  /// What is replaced; exact.
  package var location: Location
  /// The same as text.
  package var old: String
  package var new: String

  package init(at location: Location, old: String, new: String) {
    self.location = location
    self.old = old
    self.new = new
  }

  /// What is replaced: bytes of the original file.
  package var bytes: ByteRange { location.bytes }
}

/// The source line of a finding, as a report for people shows it.
package struct Excerpt: Hashable, Sendable {
  /// The line without its end, cut on both sides where it is long.
  package var line: String
  /// Scalars of `line` before the span.
  package var spanStart: Int
  /// Scalars of `line` up to the end of the span (of its first line).
  package var spanEnd: Int
  package var isCutBefore: Bool
  package var isCutAfter: Bool

  package init(
    line: String, spanStart: Int, spanEnd: Int, isCutBefore: Bool, isCutAfter: Bool
  ) {
    self.line = line
    self.spanStart = spanStart
    self.spanEnd = spanEnd
    self.isCutBefore = isCutBefore
    self.isCutAfter = isCutAfter
  }

  /// In place of a line that no report shows.
  package static let none = Excerpt(
    line: "", spanStart: 0, spanEnd: 0, isCutBefore: false, isCutAfter: false)
}

/// What the findings of one term and level say, which is the same for all of them.
///
/// A class, because one document may have a hundred thousand.
package final class FindingWords: Hashable, Sendable {
  package let rule: String
  /// The listed term in simplified form.
  package let term: String
  package let message: LocalizedText
  package let advice: LocalizedText
  package let basis: [Citation]

  package init(
    rule: String, term: String, message: LocalizedText, advice: LocalizedText, basis: [Citation]
  ) {
    self.rule = rule
    self.term = term
    self.message = message
    self.advice = advice
    self.basis = basis
  }

  package static func == (a: FindingWords, b: FindingWords) -> Bool {
    a === b
      || a.rule == b.rule && a.term == b.term && a.message == b.message && a.advice == b.advice
        && a.basis == b.basis
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(rule)
    hasher.combine(term)
    hasher.combine(message)
  }
}

/// One breach, or one place for a person to look at.
///
/// What few findings have, and what many share, is kept by reference.
package struct Finding: Hashable, Sendable {
  private var words: FindingWords
  package var level: Level
  package var confidence: Confidence
  /// The slice of the source that `location` spans, decoded, at most 200 scalars.
  package var text: String
  package var disguises: [Disguise]
  package var channel: Channel
  package var field: String?
  package var location: Location
  @Boxed private var shownExcerpt: Excerpt?
  /// The text around the term as a reader sees it.
  package var context: String
  package var readings: [Reading]
  package var fingerprint: String
  /// Of each disguise; empty where no report asks for them.
  package var details: [DisguiseDetail]
  /// `nil` for a finding that counts.
  @Boxed package var suppression: Suppression?
  /// `nil` where only a person can tell what to write.
  @Boxed package var replacement: Replacement?

  package var excerpt: Excerpt {
    get { shownExcerpt ?? .none }
    set { shownExcerpt = newValue == .none ? nil : newValue }
  }

  package var rule: String {
    get { words.rule }
    set { setWords(rule: newValue, term: term) }
  }
  /// The listed term in simplified form.
  package var term: String {
    get { words.term }
    set { setWords(rule: rule, term: newValue) }
  }
  package var message: LocalizedText { words.message }
  package var advice: LocalizedText { words.advice }
  package var basis: [Citation] { words.basis }

  private mutating func setWords(rule: String, term: String) {
    words = FindingWords(
      rule: rule, term: term, message: message, advice: advice, basis: basis)
  }

  package init(
    rule: String, level: Level, confidence: Confidence, term: String, text: String,
    disguises: [Disguise], channel: Channel, field: String?, location: Location, excerpt: Excerpt,
    context: String, message: LocalizedText, advice: LocalizedText, readings: [Reading],
    basis: [Citation], fingerprint: String, details: [DisguiseDetail] = [],
    suppression: Suppression? = nil, replacement: Replacement? = nil
  ) {
    self.init(
      FindingWords(rule: rule, term: term, message: message, advice: advice, basis: basis),
      level: level, confidence: confidence, text: text, disguises: disguises, channel: channel,
      field: field, location: location, excerpt: excerpt, context: context, readings: readings,
      fingerprint: fingerprint, details: details, suppression: suppression,
      replacement: replacement)
  }

  /// Makes a finding of `words`, which all findings that say the same should share.
  package init(
    _ words: FindingWords, level: Level, confidence: Confidence, text: String,
    disguises: [Disguise], channel: Channel, field: String?, location: Location, excerpt: Excerpt,
    context: String, readings: [Reading], fingerprint: String, details: [DisguiseDetail] = [],
    suppression: Suppression? = nil, replacement: Replacement? = nil
  ) {
    self.words = words
    self.level = level
    self.confidence = confidence
    self.text = text
    self.disguises = disguises
    self.channel = channel
    self.field = field
    self.location = location
    self.context = context
    self.readings = readings
    self.fingerprint = fingerprint
    self.details = details
    self.suppression = suppression
    self.replacement = replacement
    self.excerpt = excerpt
  }
}
