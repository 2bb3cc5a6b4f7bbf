package import ZhenglintCore

/// What a rule makes of its terms, by the place where they stand.
package struct Levels: Sendable {
  package struct FieldLevel: Sendable {
    package let level: Level
    /// The exemption or downgrade that the level rests on.
    package let reading: Reading
  }

  /// Where neither channel nor field says otherwise.
  package let standard: Level
  package let channels: [Channel: Level]
  package let fields: [CertificateField: FieldLevel]
  /// Of a reference and an alternative text on the same element that both name the term; `nil`
  /// where a second sign changes nothing.
  package let secondSign: Level?

  /// The level of a term in a channel and a field: a field lowers what the channel says, never
  /// raises it.
  ///
  /// - Returns: The reading only where it lowered the level. Without it, the level is that of
  ///   `field: nil`.
  package func level(
    in channel: Channel, field: CertificateField?
  ) -> (level: Level, reading: Reading?) {
    let level = channels[channel] ?? standard
    guard let field, let lowered = fields[field], lowered.level < level else { return (level, nil) }
    return (lowered.level, lowered.reading)
  }
}
