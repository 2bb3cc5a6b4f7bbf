/// A place in a title where it names a qualification.
package struct CatalogueMention: Sendable {
  /// The name that was found, as the catalogue writes it.
  package var name: String
  /// In Unicode scalars of the text that was searched.
  package var range: Range<Int>
  /// Entries of that name or its other name after a renaming, one of each edition at most, the
  /// latest edition first.
  package var qualifications: [Qualification]
  /// Ends of that name, the earliest first.
  package var lapses: [Lapse]

  package init(
    name: String, range: Range<Int>, qualifications: [Qualification], lapses: [Lapse]
  ) {
    self.name = name
    self.range = range
    self.qualifications = qualifications
    self.lapses = lapses
  }
}
