import ZhenglintCore

/// One reason why an input was not checked whole, as reports for programs list it.
struct Trouble {
  /// The note's.
  let code: String
  let message: String
}

extension InputReport {
  /// What a person should do something about although the input was checked whole, so far as these
  /// notes go: a suppression that does not hold, say.
  var warnings: [Note] { notes.filter { $0.isWarning && !$0.isIncomplete } }

  /// At least one for an input that was not checked whole; each code once.
  func troubles(in language: Language) -> [Trouble] {
    guard status != .checked else { return [] }
    var troubles: [Trouble] = []
    for note in notes where note.isIncomplete {
      let message = note.message[language]
      if let known = troubles.firstIndex(where: { $0.code == note.code }) {
        let joined = "\(troubles[known].message)\n\(message)"
        troubles[known] = Trouble(code: note.code, message: joined)
      } else {
        troubles.append(Trouble(code: note.code, message: message))
      }
    }
    guard troubles.isEmpty else { return troubles }
    return [Trouble(code: "not-checked-whole", message: status.name(in: language))]
  }
}
