import ZhenglintCertificates
import ZhenglintCore
enum CertificateReader { static func read(_ document: Document) -> Certificate { Certificate() } }
extension IssuerKind { init?(nameOf name: String) { return nil } }
struct PersonalData {
  init(_ c: Certificate, in d: Document) {}
  func ranges(in stream: TextStream) -> [ByteRange] { [] }
  func masked(_ text: String) -> String { text }
}
