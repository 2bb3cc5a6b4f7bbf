internal import ZhenglintCatalogue
internal import ZhenglintCertificates
internal import ZhenglintCore
internal import ZhenglintReaders
internal import ZhenglintRules

extension CertificateFacts {
  /// What a report says of a certificate; `locating` says whether every fact goes along, with its
  /// place in the file.
  init(
    _ assessment: Assessment, in document: Document, text: DecodedText, holders: HolderMask,
    locating: Bool
  ) {
    func masked(_ value: String?) -> String? { value.map(holders.masked) }
    let certificate = assessment.certificate
    self.init(
      title: masked(assessment.title), issuer: masked(assessment.issuer),
      issuerKind: assessment.issuerKind, issued: assessment.issued,
      standing: assessment.standing, reason: assessment.reason,
      entry: assessment.entry?.name, edition: assessment.edition, day: assessment.day,
      hasHolder: !certificate.facts(of: .holder).isEmpty,
      facts: locating
        ? Self.stated(assessment) + Self.located(certificate.facts, in: document, text, holders)
        : [])
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
    _ facts: [Fact], in document: Document, _ text: DecodedText, _ holders: HolderMask
  ) -> [Entry] {
    let places = facts.map { fact in
      document.stream(of: fact).flatMap { document.source(of: fact.range, in: $0) }
    }
    let index = LineIndex(
      of: text.utf8, at: places.compactMap(\.self).flatMap { [$0.range.start, $0.range.end] })
    return zip(facts, places).map { fact, place in
      Entry(
        field: fact.field.rawValue,
        value: fact.field == .holder ? nil : holders.masked(fact.value),
        origin: fact.origin.rawValue,
        location: place.flatMap { Location($0, in: text, index) })
    }
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
