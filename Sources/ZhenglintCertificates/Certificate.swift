package import ZhenglintCore

/// Something that a certificate says of itself, and where.
package struct Fact: Hashable, Sendable {
  /// How a fact was recognised, the surest first.
  package enum Origin: String, CaseIterable, Comparable, Sendable {
    /// An option of the command.
    case caller
    /// The name of an element or attribute, a class.
    case markup
    /// A label before it: 发证机构：…
    case label
    /// A heading, a line set as a title.
    case heading
    /// The lines at the foot: name and date.
    case signature
    /// Running text: 由…颁发, 授予…同志.
    case sentence

    private var rank: Int {
      switch self {
      case .caller: 0
      case .markup: 1
      case .label: 2
      case .heading: 3
      case .signature: 4
      case .sentence: 5
      }
    }

    package static func < (a: Origin, b: Origin) -> Bool { a.rank < b.rank }
  }

  package var field: CertificateField
  /// Simplified and single-spaced; a date in ISO 8601; of a holder the name, which no report prints.
  package var value: String
  package var origin: Origin
  /// Index among the document's streams.
  package var stream: Int
  /// UTF-8 bytes of that stream; empty at 0 for what the caller said.
  package var range: ByteRange

  package init(
    field: CertificateField, value: String, origin: Origin, stream: Int, range: ByteRange
  ) {
    self.field = field
    self.value = value
    self.origin = origin
    self.stream = stream
    self.range = range
  }
}

/// What a document says of itself.
package struct Certificate: Sendable {
  /// By stream, then place.
  package var facts: [Fact]
  /// What the facts as read say against each other: dates of issue, issuers.
  package var contradictions: [Contradiction]
  /// The streams that were read as a whole, each at its number.
  var texts: [StreamText?] = []

  package init(facts: [Fact] = [], contradictions: [Contradiction] = []) {
    self.facts = facts
    self.contradictions = contradictions
  }

  /// A stream of the document, if it was read as a whole: nobody needs to read it again.
  package func text(ofStream number: Int) -> StreamText? {
    texts.indices.contains(number) ? texts[number] : nil
  }

  /// Facts of a field, the surest first.
  package func facts(of field: CertificateField) -> [Fact] {
    let found = indices(of: field)
    return (found.count < 2 ? found : found.sorted { facts[$0].origin < facts[$1].origin })
      .map { facts[$0] }
  }

  /// The surest fact of a field, of several the first.
  package func surestFact(of field: CertificateField) -> Fact? {
    indices(of: field).min { facts[$0].origin < facts[$1].origin }.map { facts[$0] }
  }

  package func hasFact(of field: CertificateField) -> Bool { !indices(of: field).isEmpty }

  /// Where among the facts those of a field are: none has to be copied to look at it.
  private func indices(of field: CertificateField) -> [Int] {
    facts.indices.filter { facts[$0].field == field }
  }
}
