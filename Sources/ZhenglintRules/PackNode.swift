import ZhenglintCore

/// One YAML value of a pack and its place; reading it checks its shape.
package struct PackNode: Sendable {
  private let tree: PackTree
  private let index: Int

  private init(_ tree: PackTree, _ index: Int) {
    self.tree = tree
    self.index = index
  }

  init(rootOf tree: PackTree) {
    self.init(tree, 0)
  }

  /// The one document of a file.
  package static func root(of yaml: String, file: String) throws(RulePackError) -> PackNode {
    PackNode(rootOf: try PackTreeReader.read(Array(yaml.utf8), file: file))
  }

  /// The text of a file, which has to be valid UTF-8.
  package static func text(of bytes: [UInt8], file: String) throws(RulePackError) -> String {
    do {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      throw RulePackError(
        place: PackPlace(file: file, before: bytes[..<error.byteOffsets.lowerBound]),
        problem: .invalidUTF8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether the node is of a tree that was made ahead: without faults, as tests show.
  var isEmbedded: Bool { tree.isEmbedded }

  package var place: PackPlace {
    PackPlace(file: tree.file, line: record.line, column: record.column)
  }

  private var record: PackTree.Record { tree[index] }

  /// The text of a scalar, which may be empty.
  private var scalar: String? { isText ? tree.text(of: record) : nil }

  private var members: [PackNode] { tree.members(of: index).map { PackNode(tree, $0) } }

  package func failure(_ problem: RulePackError.Problem) -> RulePackError {
    RulePackError(place: place, problem: problem)
  }

  package var isText: Bool { record.kind == .scalar }

  /// A text that is not empty.
  package func text() throws(RulePackError) -> String {
    guard let scalar, !scalar.isEmpty else { throw wrongShape(expected: .text) }
    return scalar
  }

  package func flag() throws(RulePackError) -> Bool {
    switch scalar {
    case "true": return true
    case "false": return false
    default: throw wrongShape(expected: .flag)
    }
  }

  /// The values of a list that is not empty.
  package func list() throws(RulePackError) -> [PackNode] {
    guard record.kind == .sequence, record.count > 0 else { throw wrongShape(expected: .list) }
    return members
  }

  /// The values of a list, or the value that stands in place of a list of one.
  package func listOrOne() throws(RulePackError) -> [PackNode] {
    isText ? [self] : try list()
  }

  /// Keys and values in the file's order, whatever the keys are.
  package func pairs() throws(RulePackError) -> [(key: PackNode, value: PackNode)] {
    guard record.kind == .mapping else { throw wrongShape(expected: .mapping) }
    let members = members
    return stride(from: 0, to: members.count, by: 2).map { (members[$0], members[$0 + 1]) }
  }

  /// A mapping whose keys are the cases of `Key`.
  package func mapping<Key: PackKey>(_ keys: Key.Type) throws(RulePackError) -> PackMapping<Key> {
    var values: [(key: Key, value: PackNode)] = []
    for pair in try pairs() { values.append((try pair.key.name(keys, .key), pair.value)) }
    return PackMapping(node: self, values: values)
  }

  /// The long form of a value that may also be a text; `nil` for the text.
  func mappingUnlessText<Key: PackKey>(
    _ keys: Key.Type
  ) throws(RulePackError) -> PackMapping<Key>? {
    isText ? nil : try mapping(keys)
  }

  /// A name that is a case of `Name`.
  package func name<Name: PackKey>(
    _ names: Name.Type, _ kind: RulePackError.Kind
  ) throws(RulePackError) -> Name {
    let text = try text()
    guard let name = Name(rawValue: text) else {
      throw failure(.unknown(kind, text, known: Name.allCases.map(\.rawValue)))
    }
    return name
  }

  func wrongShape(expected: RulePackError.Shape) -> RulePackError {
    let found: RulePackError.Shape =
      switch record.kind {
      case .scalar: record.count == 0 ? .nothing : .text
      case .sequence: record.count == 0 ? .nothing : .list
      case .mapping: .mapping
      case .alias: .nothing
      }
    return failure(.wrongShape(expected: expected, found: found))
  }
}

/// A closed set of names in a pack.
package typealias PackKey = RawRepresentable<String> & CaseIterable & Equatable & Sendable

/// A mapping with a closed set of keys.
package struct PackMapping<Key: PackKey>: Sendable {
  package let node: PackNode
  /// A mapping has a handful of keys: looking through them is quicker than hashing.
  fileprivate let values: [(key: Key, value: PackNode)]

  package subscript(key: Key) -> PackNode? { values.first { $0.key == key }?.value }

  package func required(_ key: Key) throws(RulePackError) -> PackNode {
    guard let value = self[key] else { throw node.failure(.missingKey(key.rawValue)) }
    return value
  }

  /// The members whose keys have a name among other keys.
  package func members<Other: PackKey>(_ rename: (Key) -> Other?) -> PackMapping<Other> {
    PackMapping<Other>(
      node: node,
      values: values.compactMap { member in rename(member.key).map { ($0, member.value) } })
  }
}

extension PackPlace {
  /// The place just past some valid UTF-8 from the start of a file; lines end in LF.
  init(file: String, before: some BidirectionalCollection<UInt8>) {
    let line = before.reversed().prefix { $0 != UInt8(ascii: "\n") }
    self.init(
      file: file, line: 1 + before.count { $0 == UInt8(ascii: "\n") },
      column: 1 + line.count { $0 & 0xC0 != 0x80 })
  }
}
