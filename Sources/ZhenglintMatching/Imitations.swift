internal import CTextTables

/// Spellings that imitate a term without folding to it (Tables/imitations.tsv): characters built from
/// parts (囗或家), and others of the same sound (职业自格, 国佳).
///
/// Each is only a possible sign of the term.
struct Imitations: Sendable {
  /// Characters that a term must have before any other of the same sound stands for one of them:
  /// in a shorter one too many are words (国加 in 我国加强).
  private static let fewestForSound = 4

  /// By character: what is set in its place, each a character's parts in reading order.
  private var parts: [Character: [String]] = [:]
  /// By character: the characters of its sound.
  private var sounds: [Character: String] = [:]
  /// By term: whole spellings.
  private var spellings: [String: [String]] = [:]
  /// Spellings that are words of their own.
  private var words: Set<String> = []

  /// The list in this program.
  static let embedded = Imitations(
    tsv: String(decoding: UnsafeBufferPointer(embedded: zl_imitations), as: UTF8.self))

  /// Reads lines of three tab-separated fields; `#` starts a comment line.
  init(tsv: String) {
    for line in tsv.split(separator: "\n") where !line.hasPrefix("#") {
      let fields = line.split(separator: "\t").map(String.init)
      guard fields.count == 3, let character = fields[0].first else { continue }
      let texts = fields[1].split(separator: " ").map(String.init)
      switch fields[2] {
      case "parts": parts[character] = texts
      case "sounds": sounds[character] = fields[1]
      case "sound": spellings[fields[0]] = texts
      default: words.formUnion(texts)
      }
    }
  }

  /// The spellings of a term in simplified form: at most two characters in parts, or one of the same
  /// sound.
  func spellings(of term: String) -> [String] {
    let characters = Array(term)
    var found = spellings[term] ?? []
    for (index, character) in characters.enumerated() {
      let before = String(characters[..<index])
      let after = characters[(index + 1)...]
      for built in parts[character] ?? [] {
        found.append(before + built + String(after))
        for (offset, other) in zip(after.indices, after) {
          for otherBuilt in parts[other] ?? [] {
            found.append(
              before + built + String(after[..<offset]) + otherBuilt
                + String(after[(offset + 1)...]))
          }
        }
      }
      if characters.count >= Self.fewestForSound {
        for other in sounds[character] ?? "" {
          found.append(before + String(other) + String(after))
        }
      }
    }
    return found.filter { !words.contains($0) }
  }
}
