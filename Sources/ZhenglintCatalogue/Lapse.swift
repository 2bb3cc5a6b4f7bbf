package import ZhenglintCore

/// The end of a qualification: by one of the cancellation decisions of 2014 to 2016, by leaving the
/// catalogue, or by the end of its legal basis.
package struct Lapse: Hashable, Sendable {
  /// The name as the document gives it.
  package var name: String
  /// The entry that it stood under, where the name is no entry's.
  package var under: String?
  /// The last day on which certificates were issued lawfully.
  package var until: CalendarDate
  /// The full number of the document, where one is known.
  package var document: String?
  package var event: LocalizedText
  /// The date, the document or the name is recalled.
  package var isRecalled: Bool

  package init(
    name: String, under: String? = nil, until: CalendarDate, document: String?,
    event: LocalizedText, isRecalled: Bool
  ) {
    self.name = name
    self.under = under
    self.until = until
    self.document = document
    self.event = event
    self.isRecalled = isRecalled
  }
}

/// What became of a qualification with an edition, other than its end.
package struct CatalogueChange: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    /// New in the edition.
    case joined
    /// The same qualification under two names.
    case renamed
    /// The same name with another category or extent.
    case changed
    /// A cancelled name whose qualification came back, under the new name.
    case returned
  }

  package var kind: Kind
  /// The id of the edition that brought it.
  package var edition: String
  /// `nil` for what joined.
  package var old: String?
  /// `nil` where the name stayed.
  package var new: String?
  /// The entry that the names stand under, where they are no entries'.
  package var under: String?
  package var event: LocalizedText?
  package var isRecalled: Bool

  package init(
    kind: Kind, edition: String, old: String?, new: String?, under: String? = nil,
    event: LocalizedText? = nil, isRecalled: Bool = false
  ) {
    self.kind = kind
    self.edition = edition
    self.old = old
    self.new = new
    self.under = under
    self.event = event
    self.isRecalled = isRecalled
  }
}

/// Something dated that happened to the catalogue.
package struct CatalogueEvent: Hashable, Sendable {
  package var id: String
  package var date: CalendarDate
  /// The full number of the document, where one is known.
  package var document: String?
  package var event: LocalizedText
  /// The entries that it is about; empty where it is about an edition.
  package var names: [String]
  package var isRecalled: Bool

  package init(
    id: String, date: CalendarDate, document: String?, event: LocalizedText, names: [String] = [],
    isRecalled: Bool
  ) {
    self.id = id
    self.date = date
    self.document = document
    self.event = event
    self.names = names
    self.isRecalled = isRecalled
  }
}
