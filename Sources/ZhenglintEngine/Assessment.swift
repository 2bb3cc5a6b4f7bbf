internal import Synchronization
internal import ZhenglintCatalogue
internal import ZhenglintCertificates
internal import ZhenglintCore
internal import ZhenglintRules

/// What is known of a certificate before its wording is judged: its facts, the day whose law
/// applies, and its standing towards the catalogue.
struct Assessment: Sendable {
  /// What the caller stated.
  let stated: StatedFacts
  private(set) var certificate: Certificate
  /// The day whose law and catalogue apply: that of the certificate, or the day of the run where it
  /// has none or a later one.
  let day: CalendarDate
  /// Of the certificate; `nil` where it does not say, or says two things.
  let issued: CalendarDate?
  let title: String?
  let issuer: String?
  let issuerKind: IssuerKind?
  let claim: TitleClaim?
  /// Id of the edition in force on `day`; `nil` before the first.
  let edition: String?
  let standing: Standing
  /// Why the certificate has this standing.
  let reason: LocalizedText
  /// The catalogue entry that the standing rests on.
  let entry: Qualification?
  /// The category of the entry of that edition that the certificate names, claimed or not; looked
  /// up when a rule asks for it.
  let category: @Sendable () -> QualificationCategory?
  /// Where it names it: a stream and bytes of it.
  let entryPlace: (stream: Int, range: ByteRange)?
  /// As the certificate spells it.
  let entryName: String?
  let notes: [Note]

  /// The values of a field as patterns see them; folded when a rule first asks.
  func values(of field: CertificateField) -> [FoldedLine] {
    foldedValues.of(field) {
      let told: String? =
        switch field {
        case .title: stated.title
        case .issuer: stated.issuer
        case .date: stated.issued?.description
        default: nil
        }
      let values = told.map { [$0] } ?? certificate.facts(of: field).map(\.value)
      return values.map { FoldedLine(of: $0) }
    }
  }

  private let foldedValues = FoldedValues()

  /// The same with the facts at other places of their streams, in bytes.
  func moved(_ move: (Int) -> Int) -> Assessment {
    var assessment = self
    for index in certificate.facts.indices {
      let range = certificate.facts[index].range
      assessment.certificate.facts[index].range = ByteRange(
        start: move(range.start), end: move(range.end))
    }
    return assessment
  }

  /// The fact that covers a place of a stream.
  func fact(at offset: Int, stream: Int) -> Fact? {
    certificate.facts.first {
      $0.stream == stream && $0.range.start <= offset && offset < $0.range.end
    }
  }
}

/// Values that many findings of one document ask for.
private final class FoldedValues: Sendable {
  private let known = Mutex<[CertificateField: [FoldedLine]]>([:])

  func of(_ field: CertificateField, _ fold: () -> [FoldedLine]) -> [FoldedLine] {
    if let values = known.withLock({ $0[field] }) { return values }
    let values = fold()
    known.withLock { $0[field] = values }
    return values
  }
}
