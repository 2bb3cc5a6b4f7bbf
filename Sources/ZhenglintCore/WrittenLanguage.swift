/// A language other than Chinese that writes with ideographs too.
package enum WrittenLanguage: String, CaseIterable, Sendable {
  case japanese, korean
}
