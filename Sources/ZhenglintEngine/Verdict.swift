internal import ZhenglintCore
internal import ZhenglintRules

/// What was seen, whether a term or a fact, and where.
struct Sighting {
  var applied: CompiledRules.Applied
  /// Whose term was seen; `nil` for a fact.
  var entry: CompiledRules.Entry?
  /// As the finding names it.
  var term: String
  var confidence: Confidence
  var disguises: [Disguise]
  /// Of each disguise, where reports show them.
  var details: [DisguiseDetail]
  var context: String
  var neighbourhood: [UInt16]
  var place: SourceMap.Resolution
  var mask: Mask
  var evidence: EmblemEvidence?
  var rejection: LocalizedText?
}

/// What became of a candidate, before its place is worked out.
struct Verdict: Sendable {
  var applied: CompiledRules.Applied
  /// The term as the finding names it, and what the finding says of it.
  var words: FindingWords
  var level: Level
  var confidence: Confidence
  var disguises: [Disguise]
  /// Of each disguise, where reports show them.
  var details: [DisguiseDetail]
  var channel: Channel
  var field: CertificateField?
  var readings: [Reading]
  /// What may be written instead, as far as it fits the source.
  var rewritings: [Rewriting]
  /// The level is what it is because of the certificate's standing.
  var restsOnStanding: Bool
  /// The text around the term as a reader sees it.
  var context: String
  /// Folded words around the term, for the fingerprint.
  var neighbourhood: [UInt16]
  /// In the text of the file, UTF-8 bytes.
  var place: SourceMap.Resolution
  /// What a report must not print of the text of the file around the place.
  var mask: Mask
  /// Why the candidate is no finding.
  var rejection: LocalizedText?

  var ruleID: String { words.rule }
  var term: String { words.term }
}
