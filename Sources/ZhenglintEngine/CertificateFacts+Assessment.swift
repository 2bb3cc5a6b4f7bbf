internal import ZhenglintCatalogue
internal import ZhenglintCertificates
internal import ZhenglintCore
internal import ZhenglintReaders
internal import ZhenglintRules

extension CertificateFacts {
  /// What a report says of a certificate; every fact goes along where `locations` are given, one for
  /// each fact that was read.
  init(_ assessment: Assessment, holders: HolderMask, locations: [Location?]?) {
    func masked(_ value: String?) -> String? { value.map(holders.masked) }
    let certificate = assessment.certificate
    self.init(
      title: masked(assessment.title), issuer: masked(assessment.issuer),
      issuerKind: assessment.issuerKind, issued: assessment.issued,
      standing: assessment.standing, reason: assessment.reason,
      entry: assessment.entry?.name, edition: assessment.edition, day: assessment.day,
      hasHolder: certificate.hasFact(of: .holder),
      facts: locations.map {
        Self.stated(assessment) + Self.located(certificate.facts, at: $0, holders)
      } ?? [])
  }

  private static func stated(_ assessment: Assessment) -> [Entry] {
    let stated = assessment.stated
    let values: [(CertificateField, String?)] = [
      (.title, stated.title), (.issuer, stated.issuer), (.date, stated.issued?.description),
    ]
    return values.compactMap { field, value in
      value.map {
        Entry(
          field: field.rawValue, value: $0, origin: Fact.Origin.caller.rawValue, location: nil)
      }
    }
  }

  private static func located(
    _ facts: [Fact], at locations: [Location?], _ holders: HolderMask
  ) -> [Entry] {
    zip(facts, locations).map { fact, location in
      Entry(
        field: fact.field.rawValue,
        value: fact.field == .holder ? nil : holders.masked(fact.value),
        origin: fact.origin.rawValue, location: location)
    }
  }
}

extension Document {
  /// Where facts stand in the text of the file; `nil` for what stands nowhere.
  func places(of facts: [Fact]) -> [SourceMap.Resolution?] {
    facts.map { fact in stream(of: fact).flatMap { source(of: fact.range, in: $0) } }
  }
}

extension [SourceMap.Resolution?] {
  /// The places in the file.
  func locations(in text: DecodedText) -> [Location?] {
    let index = LineIndex(
      of: text.utf8, at: compactMap(\.self).flatMap { [$0.range.start, $0.range.end] })
    return map { place in place.flatMap { Location($0, in: text, index) } }
  }
}

extension Location {
  /// The place in the file of a range of its decoded text, whose ends the index knows.
  init?(_ place: SourceMap.Resolution, in text: DecodedText, _ index: LineIndex) {
    // What the caller stated stands nowhere: it is reported at the start of the file.
    let stated = SourceMap.Resolution(range: ByteRange(start: 0, end: 0), isExact: false)
    guard let bytes = place == stated ? stated : text.map.resolve(place.range) else { return nil }
    self.init(
      bytes: bytes.range, start: index.position(of: place.range.start),
      end: index.position(of: place.range.end), isExact: place.isExact && bytes.isExact)
  }
}
