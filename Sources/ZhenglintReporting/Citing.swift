package import ZhenglintCore

/// Writes citations of clauses, with a mark behind every fact that nobody has read in a source.
package struct Citing {
  let language: Language

  package init(language: Language) {
    self.language = language
  }

  /// Title, number, date and clause.
  package func full(_ citation: Citation) -> String {
    heading(citation) + text("", " ") + marked(citation.clause[language], "clause", of: citation)
  }

  /// Title, number and date of the instrument.
  func heading(_ citation: Citation) -> String {
    let title = marked(text("《\(citation.title)》", "《\(citation.title)》 "), "title", of: citation)
    let number =
      citation.number.map { marked($0, "number", of: citation) }
      ?? text("文号未查到", "number not found")
    let date = marked(citation.date, "date", of: citation)
    return title + text("（\(number)，\(date)）", "(\(number), \(date))")
  }

  /// The number alone, or the title of what has none.
  package func short(_ citation: Citation) -> String {
    marked(citation.name, citation.number == nil ? "title" : "number", of: citation)
  }

  private func marked(_ fact: String, _ name: String, of citation: Citation) -> String {
    citation.recalled.contains(name) ? fact + text("［待核对］", " [to be verified]") : fact
  }

  private func text(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
}
