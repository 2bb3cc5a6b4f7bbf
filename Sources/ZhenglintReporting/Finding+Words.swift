import ZhenglintCore

extension Finding {
  /// All that a reader needs in order to act: what is wrong, what was weighed, what to do.
  func sentences(in language: Language) -> [String] {
    [message[language]] + readings.map { $0.reason[language] } + [advice[language]]
  }
}

/// How many findings there are of each level, the most severe first; levels without any are left out.
func counts(of findings: some Collection<Finding>, in language: Language) -> String {
  Level.allCases.reversed().compactMap { level in
    let count = findings.count { $0.level == level }
    let name = level.name(in: language)
    return count == 0 ? nil : language == .zh ? "\(name) \(count) 处" : "\(count) \(name)"
  }.joined(separator: language == .zh ? "，" : ", ")
}
