import ZhenglintCertificates
import ZhenglintCore
import ZhenglintReaders

/// A small document and what is read from it.
struct Sample {
  let document: Document
  let certificate: Certificate

  init(_ source: String, _ format: DocumentFormat = .text) {
    document = DocumentReader.read(Array(source.utf8), format: format)
    certificate = CertificateReader.read(document)
  }

  /// The surest value of a field.
  func value(of field: CertificateField) -> String? {
    certificate.facts(of: field).first?.value
  }

  /// What the streams have where names and identity numbers stand, seams taken out.
  var personalData: [String] {
    let personal = PersonalData(of: certificate).adding(namesIn: document)
    return document.streams.flatMap { stream in
      personal.ranges(in: stream).map { range in
        String(
          decoding: stream.utf8[range.start..<range.end].filter { $0 < Seam.inline.rawValue },
          as: UTF8.self)
      }
    }
  }
}
