/// A language that the program can speak.
package enum Language: String, CaseIterable, Sendable {
  case zh
  case en
}

/// One text for people in every language of the program; a report chooses.
package struct LocalizedText: Codable, Hashable, Sendable {
  package var zh: String
  package var en: String

  package init(zh: String, en: String) {
    self.zh = zh
    self.en = en
  }

  package static func + (first: LocalizedText, second: LocalizedText) -> LocalizedText {
    LocalizedText(zh: first.zh + second.zh, en: first.en + second.en)
  }

  package subscript(_ language: Language) -> String {
    switch language {
    case .zh: zh
    case .en: en
    }
  }
}
