/// A YAML document as flat records in the order of the text, each collection before its members.
///
/// Those of the program's own files are made ahead and lie in the program (`EmbeddedRules`); nothing
/// is read of them but the nodes that somebody asks for.
final class PackTree: Sendable {
  enum Kind: UInt32 {
    case scalar, sequence, mapping
    /// Stands for a node before it.
    case alias
  }

  struct Record {
    var kind: Kind
    /// Of a scalar the offset of its text among the texts, of a collection the number of the record
    /// past its last member's, of an alias that of the record it stands for.
    var start = 0
    /// Of a scalar its UTF-8 bytes, of a collection its members; a mapping has keys and values.
    var count = 0
    /// From 1.
    let line: Int
    /// From 1, in Unicode scalars.
    let column: Int
  }

  /// As the caller named it.
  let file: String
  /// Whether the program carries the tree in itself.
  let isEmbedded: Bool
  /// The number of records, then the records, then the texts; numbers are of 32 bits, the lowest
  /// byte first.
  ///
  /// Never changed, and freed with the tree unless the program carries them.
  private nonisolated(unsafe) let storage: UnsafeRawBufferPointer

  private static let recordSize = 16

  /// A tree of records, the root first and so at least one, with the texts of the scalars, UTF-8.
  init(file: String, records: [Record], texts: [UInt8]) {
    var bytes: [UInt8] = []
    func add(_ number: Int) {
      withUnsafeBytes(of: UInt32(truncatingIfNeeded: number).littleEndian) { bytes += $0 }
    }
    add(records.count)
    for record in records {
      add(record.count << 2 | Int(record.kind.rawValue))
      add(record.start)
      add(record.line)
      add(record.column)
    }
    bytes += texts
    let storage = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 4)
    storage.copyBytes(from: bytes)
    self.file = file
    self.storage = UnsafeRawBufferPointer(storage)
    isEmbedded = false
  }

  /// A tree that the program carries in itself.
  init(file: String, embedded bytes: UnsafeRawBufferPointer) {
    self.file = file
    storage = bytes
    isEmbedded = true
  }

  deinit {
    if !isEmbedded { storage.deallocate() }
  }

  /// What `init(file:embedded:)` takes.
  func encoded() -> [UInt8] { Array(storage) }

  private func number(at offset: Int) -> Int {
    // A span checks its bounds in optimised programs too, which the buffer does not.
    let number = storage.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self)
    return Int(UInt32(littleEndian: number))
  }

  /// The record of a node.
  subscript(index: Int) -> Record {
    let offset = 4 + index * Self.recordSize
    let head = number(at: offset)
    return Record(
      kind: Kind(rawValue: UInt32(head & 3)) ?? .scalar, start: number(at: offset + 4),
      count: head >> 2, line: number(at: offset + 8), column: number(at: offset + 12))
  }

  func text(of record: Record) -> String {
    let start = 4 + number(at: 0) * Self.recordSize + record.start
    return storage.bytes.extracting(start..<start + record.count).withUnsafeBytes {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// The nodes of a collection's members, each alias as what it stands for.
  func members(of index: Int) -> [Int] {
    var next = index + 1
    return (0..<self[index].count).map { _ in
      let record = self[next]
      defer { next = record.kind == .sequence || record.kind == .mapping ? record.start : next + 1 }
      return record.kind == .alias ? record.start : next
    }
  }
}
