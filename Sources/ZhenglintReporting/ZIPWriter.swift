internal import CZlib
import ZhenglintCore

/// Writes a ZIP archive as it comes, without going back: sizes and checksums follow the contents of
/// each entry ("general purpose bit flag" 3 of PKWARE's APPNOTE, 4.3.9).
///
/// Entries carry no time, so that equal contents make equal archives. Neither an entry nor the archive
/// may reach 4 GiB; there is no ZIP64.
struct ZIPWriter<Sink: ByteSink> {
  private struct Entry {
    let name: [UInt8]
    let offset: UInt32
    var checksum: UInt32 = 0
    var size: UInt32 = 0
    var packedSize: UInt32 = 0
  }

  private(set) var sink: Sink
  private var offset = 0
  private var entries: [Entry] = []
  private var deflater: Deflater?

  init(_ sink: Sink) {
    self.sink = sink
  }

  /// Begins an entry; the one before is ended.
  mutating func begin(_ name: String) {
    endEntry()
    entries.append(Entry(name: Array(name.utf8), offset: UInt32(offset)))
    deflater = Deflater()
    var header = Record(0x0403_4B50)
    header.append(Self.version)
    header.appendFormat()
    header.append32(0, 0, 0)
    header.append16(entries[entries.count - 1].name.count, 0)
    put(header.bytes + entries[entries.count - 1].name)
  }

  /// Adds to the contents of the entry that was begun last.
  mutating func write(_ bytes: [UInt8]) {
    deflater?.take(bytes)
    putPacked()
  }

  /// Ends the archive.
  mutating func finish() {
    endEntry()
    let start = offset
    for entry in entries { putDirectory(of: entry) }
    var end = Record(0x0605_4B50)
    end.append16(0, 0, entries.count, entries.count)
    end.append32(UInt32(offset - start), UInt32(start))
    end.append16(0)
    put(end.bytes)
  }

  private mutating func endEntry() {
    guard let done = deflater else { return }
    done.finish()
    putPacked()
    deflater = nil
    let last = entries.count - 1
    entries[last].checksum = done.checksum
    entries[last].size = UInt32(done.size)
    entries[last].packedSize = UInt32(done.packedSize)
    var record = Record(0x0807_4B50)
    record.append32(done.checksum, entries[last].packedSize, entries[last].size)
    put(record.bytes)
  }

  private mutating func putDirectory(of entry: Entry) {
    var record = Record(0x0201_4B50)
    record.append(Self.version)
    record.append(Self.version)
    record.appendFormat()
    record.append32(entry.checksum, entry.packedSize, entry.size)
    record.append16(entry.name.count, 0, 0, 0, 0)
    record.append32(0, entry.offset)
    put(record.bytes + entry.name)
  }

  private mutating func putPacked() {
    if let packed = deflater?.handOver(), !packed.isEmpty { put(packed) }
  }

  private mutating func put(_ bytes: [UInt8]) {
    sink.write(bytes)
    offset += bytes.count
  }

  /// 2.0, the first that knows deflate.
  private static var version: UInt16 { 20 }
}

/// A record of an archive, little-endian.
private struct Record {
  private(set) var bytes: [UInt8] = []

  init(_ signature: UInt32) {
    append(signature)
  }

  mutating func append(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func append16(_ values: Int...) {
    for value in values { append(UInt16(value)) }
  }

  mutating func append32(_ values: UInt32...) {
    for value in values { append(value) }
  }

  /// Sizes follow, names are UTF-8; deflate; midnight of 1 January 1980, the earliest there is.
  mutating func appendFormat() {
    append16(1 << 3 | 1 << 11, 8, 0, 0x21)
  }
}

/// Packs one stream of bytes.
private final class Deflater {
  /// At an address of its own, which zlib keeps.
  private let stream: UnsafeMutablePointer<z_stream>
  private var packed: [UInt8] = []
  private(set) var checksum: UInt32 = 0
  private(set) var size = 0
  private(set) var packedSize = 0

  init() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let code = zl_deflate_init(stream, 6)
    precondition(code == Z_OK, "zlib has no memory")
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  func take(_ bytes: [UInt8]) {
    size += bytes.count
    precondition(size <= UInt32.max, "an entry of an archive must be below 4 GiB")
    checksum = bytes.withUnsafeBufferPointer {
      // crc32 of no address gives the value to begin with.
      $0.isEmpty ? checksum : UInt32(crc32(UInt(checksum), $0.baseAddress, UInt32($0.count)))
    }
    deflate(bytes, Z_NO_FLUSH)
  }

  func finish() { deflate([], Z_FINISH) }

  /// What is packed so far, once.
  func handOver() -> [UInt8] {
    packedSize += packed.count
    defer { packed.removeAll(keepingCapacity: true) }
    return packed
  }

  private func deflate(_ bytes: [UInt8], _ flush: Int32) {
    var bytes = bytes
    bytes.withUnsafeMutableBufferPointer { input in
      stream.pointee.next_in = input.baseAddress
      stream.pointee.avail_in = UInt32(input.count)
      repeat {
        packed.append(
          contentsOf: [UInt8](unsafeUninitializedCapacity: chunkSize) { output, count in
            stream.pointee.next_out = output.baseAddress
            stream.pointee.avail_out = UInt32(output.count)
            CZlib.deflate(stream, flush)
            count = output.count - Int(stream.pointee.avail_out)
          })
      } while stream.pointee.avail_out == 0
      // The bytes are gone when this returns.
      stream.pointee.next_in = nil
    }
  }
}
