internal import ZhenglintCertificates
internal import ZhenglintCore
internal import ZhenglintReaders

/// Says in which field of the certificate a term stands: by the fact that it is part of, by the
/// markup, by the label before it, or by the look of its line.
enum FieldClassifier {
  /// The field of a term; `fact` is the one that covers it, where one does.
  static func field(
    of range: ByteRange, in stream: TextStream, fact: Fact?, line: VisualLine
  ) -> CertificateField? {
    if let fact { return fact.field }
    if case .certificate(let field) = stream.mark(at: range.start)?.field { return field }
    guard stream.channel == .text || stream.channel == .hidden else { return nil }
    for label in line.labels {
      if let field = FieldNames.field(label: label) { return field }
    }
    return line.looksLikeTitle ? .title : nil
  }
}
