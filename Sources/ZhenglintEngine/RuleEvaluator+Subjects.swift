internal import ZhenglintCertificates
internal import ZhenglintCore
internal import ZhenglintRules

extension RuleEvaluator {
  /// Findings of the rules that look at facts of the certificate instead of terms.
  func subjects(in document: Document) -> [Verdict] {
    rules.subjects.flatMap { subject, rules in
      sightings(of: subject, in: document).flatMap { sighting in
        verdicts(on: sighting, by: rules, in: document)
      }
    }
  }

  /// A fact where the certificate states it, or as the caller does.
  private struct SubjectSighting {
    var value: String
    var field: CertificateField?
    var stream: Int
    var range: ByteRange
    var isStated: Bool
  }

  private func sightings(of subject: Subject, in document: Document) -> [SubjectSighting] {
    switch subject {
    case .entry:
      guard let name = assessment.entryName else { return [] }
      let place = assessment.entryPlace
      return [
        SubjectSighting(
          value: name, field: .title, stream: place?.stream ?? 0,
          range: place?.range ?? ByteRange(start: 0, end: 0), isStated: place == nil)
      ]
    case .fact(let field):
      return assessment.certificate.facts(of: field).filter { $0.range.count > 0 }.map { fact in
        SubjectSighting(
          value: fact.value, field: field, stream: fact.stream, range: fact.range,
          isStated: false)
      }
    }
  }

  private func verdicts(
    on sighting: SubjectSighting, by rules: [CompiledRules.Applied], in document: Document
  ) -> [Verdict] {
    guard document.streams.indices.contains(sighting.stream) else { return [] }
    let conditions = ConditionJudge(
      assessment: assessment, channel: document.streams[sighting.stream].channel,
      field: sighting.field, line: FoldedLine(of: sighting.value))
    return rules.compactMap { applied in
      let rule = applied.rule
      guard rule.confidence > .possible || reportsPossible(rule), conditions.allow(rule)
      else { return nil }
      return verdict(on: sighting, by: applied, under: conditions, in: document)
    }
  }

  private func verdict(
    on sighting: SubjectSighting, by applied: CompiledRules.Applied,
    under conditions: ConditionJudge, in document: Document
  ) -> Verdict? {
    let stream = document.streams[sighting.stream]
    var place = SourceMap.Resolution(range: ByteRange(start: 0, end: 0), isExact: false)
    if !sighting.isStated {
      guard let source = document.source(of: sighting.range, in: stream) else { return nil }
      place = source
    }
    var masksOfDocument = holders.masks(of: document)
    let masks = masksOfDocument.around(sighting.range, ofStream: sighting.stream)
    let line = VisualLine(around: sighting.range, in: stream.utf8)
    return verdict(
      Sighting(
        applied: applied, term: holders.masked(sighting.value), confidence: applied.rule.confidence,
        disguises: [], details: [], context: line.context(hiding: masks.stream),
        neighbourhood: Array(sighting.value.utf16), place: place, mask: masks.file, evidence: nil,
        rejection: nil),
      under: conditions)
  }
}
