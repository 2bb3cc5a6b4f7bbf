import Testing
import ZhenglintCertificates
import ZhenglintCore

@Suite struct CertificateTests {
  @Test func theSurestFactComesFirst() {
    func fact(_ value: String, _ origin: Fact.Origin) -> Fact {
      Fact(
        field: .issuer, value: value, origin: origin, stream: 0,
        range: ByteRange(start: 0, end: 3))
    }
    let certificate = Certificate(facts: [fact("甲", .signature), fact("乙", .label)])
    #expect(certificate.facts(of: .issuer).map(\.value) == ["乙", "甲"])
    #expect(certificate.facts(of: .title).isEmpty)
  }
}
