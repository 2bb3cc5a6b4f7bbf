internal import ZhenglintCore
internal import ZhenglintMatching
internal import ZhenglintRules

/// Gathers the evidence on the drafts of a rule that asks for second signs.
///
/// Signs belong together where they are on one element, on a picture and the element around it, or on
/// a picture and the short text next to it.
struct EvidenceCollector {
  private let document: Document
  /// Number of the stream of visible text, in which placements have their offsets.
  private let textNumber: Int?
  /// What drafts say of elements, by the offsets of their start tags.
  private var claims: [UInt32: Set<EmblemEvidence.Sign>] = [:]
  /// Texts that may be captions, in order.
  private var captions: [Caption] = []

  private struct Caption {
    /// In the stream of visible text, with the white space around.
    var reach: ClosedRange<Int>
    /// Offset in the document's text.
    var source: Int
  }

  /// Scalars that a caption has at most.
  private static let longestCaption = 20
  /// Bytes of the source that may lie between an element and the text beside it.
  private static let farthestText = 600

  private init(_ document: Document) {
    self.document = document
    textNumber = document.streams.firstIndex { $0.channel == .text }
  }

  /// The drafts with their evidence, where there is some.
  static func evidenced(_ drafts: [Draft], in document: Document) -> [Draft] {
    let rules = Set(drafts.filter(\.asksForSigns).map(\.entry.ruleNumber))
    return rules.reduce(drafts) { drafts, rule in
      var collector = EvidenceCollector(document)
      for draft in drafts where draft.asksForSigns && draft.entry.ruleNumber == rule {
        collector.take(draft)
      }
      return collector.evidenced(drafts, of: rule)
    }
  }

  private var text: TextStream? { textNumber.map { document.streams[$0] } }

  private mutating func take(_ draft: Draft) {
    switch document.streams[draft.stream].channel {
    case .reference: claim(.name, by: draft)
    case .attribute: claim(.alternativeText, by: draft)
    case .metadata: claim(.caption, by: draft)
    case .text: if let caption = caption(of: draft) { captions.append(caption) }
    default: break
    }
  }

  private mutating func claim(_ sign: EmblemEvidence.Sign, by draft: Draft) {
    if let element = element(of: draft) { claims[element, default: []].insert(sign) }
  }

  private func element(of draft: Draft) -> UInt32? {
    document.streams[draft.stream].mark(at: draft.candidate.range.start)?.element
  }

  private func evidenced(_ drafts: [Draft], of rule: Int) -> [Draft] {
    var ofElement: [UInt32: EmblemEvidence] = [:]
    var ofCaption: [Int: EmblemEvidence] = [:]
    func keep(_ evidence: EmblemEvidence, _ old: EmblemEvidence?) -> EmblemEvidence {
      old.map { $0.score >= evidence.score ? $0 : evidence } ?? evidence
    }
    for placement in document.placements {
      let isPicture = placement.traits.contains(.picture)
      let around = isPicture ? placement.parent.flatMap { claims[$0] } ?? [] : []
      let own = claims[placement.element] ?? []
      let captions = isPicture ? captions(of: placement) : []
      guard !own.isEmpty || !around.isEmpty || !captions.isEmpty else { continue }
      var evidence = EmblemEvidence(placement)
      evidence.signs.formUnion(own.union(around))
      if !captions.isEmpty { evidence.signs.insert(.caption) }
      if standsByFiling(placement) { evidence.counterSigns.insert(.filing) }
      let elements = [placement.element] + (around.isEmpty ? [] : [placement.parent])
      for case let element? in elements {
        ofElement[element] = keep(evidence, ofElement[element])
      }
      for caption in captions {
        ofCaption[caption.source] = keep(evidence, ofCaption[caption.source])
      }
    }
    return drafts.map { draft in
      guard draft.asksForSigns, draft.entry.ruleNumber == rule else { return draft }
      var draft = draft
      switch document.streams[draft.stream].channel {
      case .reference, .attribute, .metadata:
        draft.evidence = element(of: draft).flatMap { ofElement[$0] }
      case .text:
        // The word stands there whatever the picture is: evidence can only add to it.
        let evidence = caption(of: draft).flatMap { ofCaption[$0.source] }
        draft.evidence = evidence.flatMap { $0.isSupported ? $0 : nil }
      default: break
      }
      return draft
    }
  }

  // MARK: - Text beside a picture

  /// The block of text that a draft stands in, where it is short enough for a caption.
  private func caption(of draft: Draft) -> Caption? {
    // Ruby and generated content stand in a stream of their own, beside the lines.
    guard draft.stream == textNumber, let text,
      let source = text.map.resolve(draft.candidate.range)?.range.start,
      let start = end(from: draft.candidate.range.start, StreamCursor.previous),
      let end = end(from: draft.candidate.range.end, StreamCursor.next)
    else { return nil }
    return Caption(reach: blankBefore(start)...blankAfter(end), source: source)
  }

  /// Where the block of text ends in one direction; `nil` where it is too long.
  private func end(
    from offset: Int, _ step: (Int, [UInt8]) -> StreamCursor.Step
  ) -> Int? {
    guard let utf8 = text?.utf8 else { return nil }
    var offset = offset
    for _ in 0..<Self.longestCaption {
      switch step(offset, utf8) {
      case .scalar(_, let next), .line(let next): offset = next
      case .end: return offset
      }
    }
    return nil
  }

  private func blankBefore(_ offset: Int) -> Int {
    guard let utf8 = text?.utf8 else { return offset }
    return utf8[..<offset].lastIndex { !$0.isBlank }.map { $0 + 1 } ?? 0
  }

  private func blankAfter(_ offset: Int) -> Int {
    guard let utf8 = text?.utf8 else { return offset }
    return utf8[offset...].firstIndex { !$0.isBlank } ?? utf8.count
  }

  private func captions(of placement: Placement) -> [Caption] {
    guard let offset = placement.textOffset.map({ Int($0) }) else { return [] }
    var low = 0
    var high = captions.count
    while low < high {
      let middle = (low + high) / 2
      if captions[middle].reach.upperBound < offset { low = middle + 1 } else { high = middle }
    }
    return captions[low...].prefix { $0.reach.lowerBound <= offset }
      .filter { isNear($0.source, placement) }
  }

  private func isNear(_ source: Int, _ placement: Placement) -> Bool {
    abs(source - Int(placement.element)) <= Self.farthestText
  }

  /// Whether the text around a placement, or that of the blocks before and after it, is that of a
  /// police or ICP filing: 京公网安备 11010502030000号.
  private func standsByFiling(_ placement: Placement) -> Bool {
    guard let text, let offset = placement.textOffset.map({ Int($0) }) else { return false }
    return [blankBefore(offset), blankAfter(offset)].contains { edge in
      let line = FoldedLine(around: ByteRange(start: edge, end: edge), in: text.utf8)
      guard let place = line.place(of: 0..<1),
        let source = text.map.resolve(place)?.range.start, isNear(source, placement)
      else { return false }
      return Self.filings.contains { line.text.holds($0) }
    }
  }

  /// In simplified form.
  private static let filings = ["网安备", "公安备案", "公安机关备案", "公安联网备案", "icp备"]
}

extension Draft {
  fileprivate var asksForSigns: Bool { entry.rule.secondSign != nil && rejection == nil }
}

extension UInt8 {
  /// White space or a seam.
  fileprivate var isBlank: Bool { self <= 0x20 || self >= Seam.inline.rawValue }
}
