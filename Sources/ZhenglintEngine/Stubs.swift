package import ZhenglintCatalogue
import ZhenglintCertificates
import ZhenglintCore
extension Catalogue {
  func mentions(in title: String) -> [CatalogueMention] { [] }
  package static let embedded = Catalogue(editions: [], lapses: [])
}
extension Qualification { func isImplemented(by issuer: String) -> Bool { false } }
enum CertificateReader { static func read(_ document: Document) -> Certificate { Certificate() } }
extension IssuerKind { init?(nameOf name: String) { return nil } }
struct PersonalData {
  init(_ c: Certificate, in d: Document) {}
  func ranges(in stream: TextStream) -> [ByteRange] { [] }
  func masked(_ text: String) -> String { text }
}
