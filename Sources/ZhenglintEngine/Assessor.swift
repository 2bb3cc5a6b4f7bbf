internal import ZhenglintCatalogue
internal import ZhenglintCertificates
internal import ZhenglintCore
internal import ZhenglintRules

/// Works out what applies to a certificate: the one place where facts, catalogue and date meet.
struct Assessor: Sendable {
  /// What the caller stated; it wins over what the certificate says.
  let stated: StatedFacts
  /// The day of the run, or the one that the caller wants to be told about.
  let asOf: CalendarDate
  /// Id of the edition that the caller insists on.
  let edition: String?
  let timetable = CatalogueTimetable.standard
  /// Kinds of issuers by their names: a store of certificates has few of them.
  private let kinds = KnownValues<String, IssuerKind?>(limit: 1024)
  /// Decoded when the first certificate claims something of it.
  let catalogue: @Sendable () -> Catalogue

  func assess(_ document: Document) -> Assessment {
    let certificate = CertificateReader.read(document)
    var notes = self.notes(on: certificate)
    let issued =
      stated.issued
      ?? certificate.undisputed(.date).flatMap { CalendarDate(iso8601: $0) }
    let issuer = stated.issuer ?? certificate.undisputed(.issuer) ?? stated.own?.name
    var day = issued ?? asOf
    if let issued, issued > asOf {
      notes.append(.issuedInFuture(issued, asOf: asOf))
      day = asOf
    }
    let title = stated.title ?? certificate.surestFact(of: .title)?.value
    let issuerKind = stated.issuerKind ?? issuer.flatMap { ownKind(of: $0) ?? kind(of: $0) }
    let edition = self.edition ?? timetable.edition(on: day)
    let folded = title.map { FoldedLine(of: $0).text }
    var claim = folded.map { TitleClaim(title: $0, entry: nil) }
    var mention: PlacedMention?
    // The catalogue is large to decode, and most certificates claim nothing of it: neither do those
    // whose title would claim nothing even if it were the name of an entry.
    if let folded, TitleClaim(title: folded, entry: folded) == .qualification {
      mention = self.mention(in: document, certificate, title: title)
      claim = TitleClaim(title: folded, entry: mention?.mention.name)
    }
    let judgement = StandingJudge(
      edition: edition.map { id in
        let date = timetable.entries.first { $0.edition == id }?.date
        return .init(edition: id, date: date ?? day)
      }, isEditionStated: self.edition != nil, day: day, issued: issued, issuer: issuer,
      issuerKind: issuerKind
    ).judge(mention?.mention, claim: claim)
    return Assessment(
      stated: stated, certificate: certificate, day: day, issued: issued, title: title,
      issuer: issuer,
      // An association that the catalogue names is one, and more than that here.
      issuerKind: judgement.standing == .catalogue && issuerKind != .stateOrgan
        ? .catalogueBody : issuerKind,
      claim: claim, edition: edition, standing: judgement.standing, reason: judgement.reason,
      entry: judgement.entry,
      category: { [mention] in
        let mention = mention ?? self.mention(in: document, certificate, title: title)
        return mention?.mention.qualifications.first { $0.edition == edition }?.category
      }, entryPlace: mention?.place, entryName: mention?.mention.name, notes: notes)
  }

  /// What the certificate says twice and not the same, unless the caller settles it.
  private func notes(on certificate: Certificate) -> [Note] {
    certificate.contradictions.compactMap { contradiction in
      switch contradiction {
      case .impossibleDate(let fact):
        stated.issued == nil ? .impossibleDate(fact.value) : nil
      case .differing(.date, let facts):
        stated.issued == nil ? .contradictoryDates(facts.map(\.value)) : nil
      case .differing(.issuer, let facts):
        stated.issuer == nil ? .contradictoryIssuers(facts.map(\.value)) : nil
      case .differing: nil
      }
    }
  }

  /// The kind that the caller stated of itself, if this is its name.
  private func ownKind(of issuer: String) -> IssuerKind? {
    guard let own = stated.own else { return nil }
    let name = FoldedLine(of: issuer).text
    return own.names.contains { FoldedLine(of: $0).text == name } ? own.kind : nil
  }

  /// What a name says of its bearer.
  ///
  /// The name of an office is taken for one only where it is known: it would exempt the certificate
  /// from the wording rules.
  private func kind(of issuer: String) -> IssuerKind? {
    kinds.value(of: issuer) {
      if StateOrgans.standard.include(issuer) { return .stateOrgan }
      let kind = IssuerKind(nameOf: issuer)
      return kind == .stateOrgan ? nil : kind
    }
  }

  private struct PlacedMention {
    var mention: CatalogueMention
    var place: (stream: Int, range: ByteRange)?
  }

  /// The qualification that the title names, or else the one that a field does.
  private func mention(
    in document: Document, _ certificate: Certificate, title: String?
  ) -> PlacedMention? {
    if let title = stated.title {
      let line = FoldedLine(of: title)
      let found = Self.weightiest(catalogue().mentions(in: line.text))
      return found.map { PlacedMention(mention: $0, place: nil) }
    }
    let facts = [
      certificate.surestFact(of: .title), certificate.surestFact(of: .qualification),
    ].compactMap(\.self)
    for fact in facts {
      if let stream = document.stream(of: fact) {
        let line = FoldedLine(only: fact.range, in: stream.utf8)
        if let mention = Self.weightiest(catalogue().mentions(in: line.text)) {
          let range = line.place(of: mention.range) ?? fact.range
          return PlacedMention(mention: mention, place: (fact.stream, range))
        }
      }
      // Set from right to left, or the name of an element: the value is not the text in its order.
      if let mention = Self.weightiest(catalogue().mentions(in: fact.value)) {
        let place = document.stream(of: fact).map { _ in (fact.stream, fact.range) }
        return PlacedMention(mention: mention, place: place)
      }
    }
    return nil
  }

  /// A title may name a part of what it names as a whole; the longest name says most.
  private static func weightiest(_ mentions: [CatalogueMention]) -> CatalogueMention? {
    mentions.max { $0.range.count < $1.range.count }
  }
}

extension Document {
  /// Where a fact stands; `nil` for one that stands in no text, as the name of the root element.
  func stream(of fact: Fact) -> TextStream? {
    fact.range.count > 0 && streams.indices.contains(fact.stream) ? streams[fact.stream] : nil
  }
}

extension Certificate {
  /// The surest value of a field, unless another one is as sure.
  fileprivate func undisputed(_ field: CertificateField) -> String? {
    let isDisputed = contradictions.contains {
      if case .differing(field, _) = $0 { true } else { false }
    }
    return isDisputed ? nil : surestFact(of: field)?.value
  }
}

extension Note {
  fileprivate static func contradictoryDates(_ dates: [String]) -> Note {
    Note(
      code: "contradictory-dates",
      zh: "证书上有不同的发证日期（\(dates.joined(separator: "、"))），未采用；请用 --issued 指定。",
      en: "The certificate states different dates of issue (\(dates.joined(separator: ", "))); "
        + "none was used. Give the right one with --issued.",
      isIncomplete: false)
  }

  fileprivate static func impossibleDate(_ date: String) -> Note {
    Note(
      code: "impossible-date",
      zh: "发证日期“\(date)”不是历法中有的日子，未采用；请核对，或用 --issued 指定。",
      en: "The date of issue \(date) is in no calendar and was not used. "
        + "Check it, or give the right one with --issued.",
      isIncomplete: false)
  }

  fileprivate static func contradictoryIssuers(_ issuers: [String]) -> Note {
    Note(
      code: "contradictory-issuers",
      zh: "证书上有不同的发证机构（\(issuers.joined(separator: "、"))），未采用；请用 --issuer 指定。",
      en: "The certificate states different issuers (\(issuers.joined(separator: ", "))); "
        + "none was used. Give the right one with --issuer.",
      isIncomplete: false)
  }

  fileprivate static func issuedInFuture(_ date: CalendarDate, asOf: CalendarDate) -> Note {
    Note(
      code: "issued-in-future",
      zh: "发证日期 \(date) 晚于检查所用的日期 \(asOf)，按 \(asOf) 的规定与目录检查。",
      en: "The date of issue \(date) is later than the day of this check; the rules and the "
        + "catalogue of \(asOf) were applied.",
      isIncomplete: false)
  }
}
