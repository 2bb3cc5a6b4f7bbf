import Yams
import ZhenglintCore

/// One YAML value of a pack and its place; reading it checks its shape.
package struct PackNode {
  let node: Node
  let file: String

  /// The one document of a file.
  ///
  /// Without a resolver `2026.11.23` and `no` stay text, and the regular expressions that guess
  /// types cost nothing; nor does the table of constructors, which only values of Swift need.
  package static func root(of yaml: String, file: String) throws(RulePackError) -> PackNode {
    let whole = PackPlace(file: file, line: 0, column: 0)
    do {
      let parser = try Parser(
        yaml: yaml, resolver: .basic, constructor: Constructor([:], [:], [:]), encoding: .utf8)
      guard let node = try parser.singleRoot() else {
        throw RulePackError(
          place: whole, problem: .wrongShape(expected: .mapping, found: .nothing))
      }
      return PackNode(node: node, file: file)
    } catch let error as YamlError {
      throw RulePackError(error, in: whole)
    } catch let error as RulePackError {
      throw error
    } catch {
      throw RulePackError(place: whole, problem: .syntax(reason: "\(error)"))
    }
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

  package var place: PackPlace {
    PackPlace(file: file, line: node.mark?.line ?? 0, column: node.mark?.column ?? 0)
  }

  package func failure(_ problem: RulePackError.Problem) -> RulePackError {
    RulePackError(place: place, problem: problem)
  }

  package var isText: Bool { node.scalar != nil }

  /// A text that is not empty.
  package func text() throws(RulePackError) -> String {
    guard case .scalar(let scalar) = node, !scalar.string.isEmpty else {
      throw wrongShape(expected: .text)
    }
    return scalar.string
  }

  package func flag() throws(RulePackError) -> Bool {
    switch node.scalar?.string {
    case "true": return true
    case "false": return false
    default: throw wrongShape(expected: .flag)
    }
  }

  /// The values of a list that is not empty.
  package func list() throws(RulePackError) -> [PackNode] {
    guard case .sequence(let sequence) = node, !sequence.isEmpty else {
      throw wrongShape(expected: .list)
    }
    return sequence.map { PackNode(node: $0, file: file) }
  }

  /// The values of a list, or the value that stands in place of a list of one.
  package func listOrOne() throws(RulePackError) -> [PackNode] {
    isText ? [self] : try list()
  }

  /// Keys and values in the file's order, whatever the keys are.
  package func pairs() throws(RulePackError) -> [(key: PackNode, value: PackNode)] {
    guard case .mapping(let mapping) = node else { throw wrongShape(expected: .mapping) }
    return mapping.map {
      (PackNode(node: $0.key, file: file), PackNode(node: $0.value, file: file))
    }
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
      switch node {
      case .scalar(let scalar): scalar.string.isEmpty ? .nothing : .text
      case .sequence(let sequence): sequence.isEmpty ? .nothing : .list
      case .mapping: .mapping
      case .alias: .nothing
      }
    return failure(.wrongShape(expected: expected, found: found))
  }
}

/// A closed set of names in a pack.
package typealias PackKey = RawRepresentable<String> & CaseIterable & Equatable

/// A mapping with a closed set of keys.
package struct PackMapping<Key: PackKey> {
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

extension RulePackError {
  /// A fault that the YAML parser found, in the words of libyaml.
  fileprivate init(_ error: YamlError, in whole: PackPlace) {
    func at(_ mark: Mark) -> PackPlace {
      PackPlace(file: whole.file, line: mark.line, column: mark.column)
    }
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      self.init(place: at(mark), problem: .syntax(reason: problem))
    case .duplicatedKeysInMapping(let names, let context):
      // The parser gives the place of the first of the two keys only.
      let first = at(context.mark)
      self.init(place: first, problem: .duplicate(.key, names.first ?? "", first: first))
    case .reader(let problem, let offset, _, let yaml):
      // The offset counts characters, and is missing inside one.
      let before = Array(yaml.prefix(offset ?? 0).utf8)
      self.init(
        place: PackPlace(file: whole.file, before: before), problem: .syntax(reason: problem))
    default:
      self.init(place: whole, problem: .syntax(reason: error.description))
    }
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
