import ZhenglintCertificates
import ZhenglintCore
struct PersonalData {
  init(_ c: Certificate, in d: Document) {}
  func ranges(in stream: TextStream) -> [ByteRange] { [] }
  func masked(_ text: String) -> String { text }
}
