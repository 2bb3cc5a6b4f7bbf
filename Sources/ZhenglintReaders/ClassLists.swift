internal import ZhenglintCore

/// What the value of a `class` attribute says.
struct ClassList: Sendable {
  /// Empty where nobody asks for them.
  var words: [String] = []
  /// A class names the foot of a page.
  var namesFoot: Bool
  /// What the first class that names a field names.
  var field: FieldNames.Field?

  init(_ bytes: [UInt8], in range: ByteRange, keepsWords: Bool) {
    namesFoot = PageFoot.isNamed(by: bytes, in: range)
    for part in bytes[range.start..<range.end].split(whereSeparator: \.isMarkupSpace) {
      if keepsWords { words.append(String(decoding: part, as: UTF8.self)) }
      field = field ?? FieldNames.field(NameHash(part, lowercased: true))
    }
  }
}

/// The values of `class` of a document, each read once.
struct ClassLists: Sendable {
  private var table = KeyTable<(value: [UInt8], list: ClassList)>()

  /// Values that are kept: far more than most documents have, and little enough to hold.
  private static let limit = 4096

  var count: Int { table.count }

  /// What the value in `range` says, and its number; `nil` where the value is not kept.
  mutating func list(
    in range: ByteRange, of source: [UInt8], keepsWords: Bool
  ) -> (ClassList, number: Int?) {
    let hash = NameHash(source, in: range, lowercased: false)
    if let number = table.number(of: hash) {
      if table[number].value.elementsEqual(source[range.start..<range.end]) {
        return (table[number].list, number)
      }
      return (ClassList(source, in: range, keepsWords: keepsWords), nil)
    }
    let list = ClassList(source, in: range, keepsWords: keepsWords)
    guard table.count < Self.limit else { return (list, nil) }
    let value = Array(source[range.start..<range.end])
    return (list, table.add(hash.value, (value, list)))
  }
}
