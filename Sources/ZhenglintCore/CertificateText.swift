/// The text of a certificate as a reader sees it, with what was found in it.
package struct CertificateText: Hashable, Sendable {
  /// Some text of one line.
  package struct Piece: Hashable, Sendable {
    /// With names and numbers of holders masked.
    package var text: String
    /// Number of the finding that it belongs to, among those of its input.
    package var finding: Int?

    package init(text: String, finding: Int?) {
      self.text = text
      self.finding = finding
    }
  }

  /// None of them empty.
  package var lines: [[Piece]]

  package init(lines: [[Piece]]) {
    self.lines = lines
  }
}
