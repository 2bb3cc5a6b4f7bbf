import CLibYAML
import ZhenglintCore

/// Reads the one document of a YAML file with libyaml.
///
/// Scalars stay text, whatever they look like: `2026.11.23` and `no` too.
struct PackTreeReader: ~Copyable {
  private let file: String
  private let bytes: [UInt8]
  /// Its address has to stay: libyaml keeps it in the parser itself.
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private var records: [PackTree.Record] = []
  private var texts: [UInt8] = []
  private var open: [Collection] = []
  /// Finished nodes by the name of their anchor; a later one of that name takes its place.
  private var anchors: [String: Int] = [:]

  /// Collections in each other: beyond them libyaml's time grows with the square.
  private static let deepest = 1000

  private struct Collection {
    let index: Int
    let anchor: String?
    /// Of a mapping: nodes of the keys so far.
    var keys: [Int] = []
  }

  /// The tree of some valid UTF-8, which errors call `file`.
  static func read(_ bytes: [UInt8], file: String) throws(RulePackError) -> PackTree {
    var reader = PackTreeReader(bytes, file: file)
    try reader.readDocument()
    return PackTree(file: file, records: reader.records, texts: reader.texts)
  }

  private init(_ bytes: [UInt8], file: String) {
    self.file = file
    self.bytes = bytes
    parser = .allocate(capacity: 1)
    guard yaml_parser_initialize(parser) == 1 else { fatalError("out of memory") }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  private mutating func readDocument() throws(RulePackError) {
    let bytes = bytes
    let outcome = bytes.withUnsafeBufferPointer { bytes in
      yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
      return Result { () throws(RulePackError) in
        while try take() {}
      }
    }
    try outcome.get()
    guard !records.isEmpty else {
      throw RulePackError(
        place: PackPlace(file: file, line: 0, column: 0),
        problem: .wrongShape(expected: .mapping, found: .nothing))
    }
  }

  /// Takes the next event; whether there are more.
  private mutating func take() throws(RulePackError) -> Bool {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw fault }
    defer { yaml_event_delete(&event) }
    let mark = event.start_mark
    switch event.type {
    case YAML_STREAM_END_EVENT: return false
    case YAML_DOCUMENT_START_EVENT:
      guard records.isEmpty else {
        throw syntaxError("but found another document", at: mark)
      }
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let text = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      add(.scalar, start: texts.count, count: text.count, at: mark)
      texts += text
      if let anchor = Self.name(scalar.anchor) { anchors[anchor] = records.count - 1 }
    case YAML_ALIAS_EVENT:
      guard let name = Self.name(event.data.alias.anchor), let index = anchors[name] else {
        throw syntaxError("found undefined alias", at: mark)
      }
      add(.alias, start: index, at: mark)
    case YAML_SEQUENCE_START_EVENT:
      try begin(.sequence, anchor: Self.name(event.data.sequence_start.anchor), at: mark)
    case YAML_MAPPING_START_EVENT:
      try begin(.mapping, anchor: Self.name(event.data.mapping_start.anchor), at: mark)
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: try end()
    default: break
    }
    return true
  }

  private static func name(_ text: UnsafeMutablePointer<UInt8>?) -> String? {
    text.map { String(cString: $0) }
  }

  // MARK: - Nodes

  private mutating func add(
    _ kind: PackTree.Kind, start: Int = 0, count: Int = 0, at mark: yaml_mark_t
  ) {
    if let parent = open.last?.index {
      if records[parent].kind == .mapping, records[parent].count.isMultiple(of: 2) {
        open[open.count - 1].keys.append(kind == .alias ? start : records.count)
      }
      records[parent].count += 1
    }
    let place = place(mark)
    records.append(
      PackTree.Record(
        kind: kind, start: start, count: count, line: place.line, column: place.column))
  }

  private mutating func begin(
    _ kind: PackTree.Kind, anchor: String?, at mark: yaml_mark_t
  ) throws(RulePackError) {
    guard open.count < Self.deepest else {
      throw syntaxError("more than \(Self.deepest) levels deep", at: mark)
    }
    add(kind, at: mark)
    open.append(Collection(index: records.count - 1, anchor: anchor))
  }

  private mutating func end() throws(RulePackError) {
    guard let collection = open.popLast() else { return }
    records[collection.index].start = records.count
    if let anchor = collection.anchor { anchors[anchor] = collection.index }
    try checkUnique(collection.keys)
  }

  /// Of several names that stand twice the first in the alphabet is reported.
  private func checkUnique(_ keys: [Int]) throws(RulePackError) {
    var first: [String: Int] = [:]
    var twice: String?
    for key in keys where records[key].kind == .scalar {
      let name = String(
        decoding: texts[records[key].start..<records[key].start + records[key].count],
        as: UTF8.self)
      if first[name] == nil { first[name] = key } else { twice = min(twice ?? name, name) }
    }
    guard let twice, let record = first[twice].map({ records[$0] }) else { return }
    let place = PackPlace(file: file, line: record.line, column: record.column)
    throw RulePackError(place: place, problem: .duplicate(.key, twice, first: place))
  }

  // MARK: - Faults

  private func place(_ mark: yaml_mark_t) -> PackPlace {
    PackPlace(file: file, line: mark.line + 1, column: mark.column + 1)
  }

  private func syntaxError(_ reason: String, at mark: yaml_mark_t) -> RulePackError {
    RulePackError(place: place(mark), problem: .syntax(reason: reason))
  }

  /// What libyaml found, in its words.
  private var fault: RulePackError {
    let reason = parser.pointee.problem.map { String(cString: $0) } ?? "out of memory"
    guard parser.pointee.error == YAML_READER_ERROR else {
      return syntaxError(reason, at: parser.pointee.problem_mark)
    }
    // A character that YAML does not allow, for which the reader has a byte offset only.
    return RulePackError(
      place: PackPlace(file: file, before: bytes.prefix(parser.pointee.problem_offset)),
      problem: .syntax(reason: reason))
  }
}
