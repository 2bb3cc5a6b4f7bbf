import Glibc
import ZhenglintEngine
import ZhenglintProject

/// One thing to check, or to report as not checked.
struct Input: Sendable {
  enum Source: Sendable {
    case standardInput
    case file
    /// An object of git, which the index names.
    case object(String, Repository)
    case trouble(InputTrouble)
  }

  /// As reports show it.
  let path: RawPath
  /// Canonical but for a link at its end, as far as it is known.
  let entry: RawPath
  let source: Source

  init(path: RawPath, entry: RawPath? = nil, source: Source) {
    self.path = path
    // What stands nowhere, as the name of standard input, is thought of as seen from here.
    self.entry =
      entry ?? (try? path.entry())
      ?? (try? RawPath.here()).map { path.normalised.resolved(in: $0) }
      ?? path
    self.source = source
  }

  /// Names that look alike after repair keep the order of their bytes.
  static func precedes(_ a: Input, _ b: Input) -> Bool {
    let (left, right) = (a.path.display.utf8, b.path.display.utf8)
    return left.elementsEqual(right)
      ? a.path.bytes.lexicographicallyPrecedes(b.path.bytes)
      : left.lexicographicallyPrecedes(right)
  }

  /// Where its content stands: the end of a link, but of the index the entry itself.
  var place: RawPath {
    if case .object = source { return entry }
    return (try? entry.canonical()) ?? entry
  }

  /// Whether the path led anywhere.
  var isFound: Bool {
    if case .trouble(.notFound) = source { false } else { true }
  }

  /// All bytes of the input, if they are no more than `limit`.
  func load(limit: Int) throws(InputTrouble) -> [UInt8] {
    try load(limit: limit, unlessOf: .max) ?? []
  }

  /// All bytes of the input; `nil` for a file of at least `size` bytes.
  func load(limit: Int, unlessOf size: Int) throws(InputTrouble) -> [UInt8]? {
    switch source {
    case .trouble(let trouble): throw trouble
    case .standardInput: try readToEnd(STDIN_FILENO, expecting: 1 << 16, limit: limit)
    case .file: try loadFile(limit: limit, unlessOf: size)
    case .object(let object, let repository):
      try load(object, of: repository, limit: limit)
    }
  }

  /// - Returns: `nil` where `load` has to say what is wrong.
  func openLong(limit: Int) -> LongFile? {
    guard case .file = source, let (descriptor, status) = try? openFile(limit: limit) else {
      return nil
    }
    return LongFile(descriptor, status)
  }

  private func load(
    _ object: String, of repository: Repository, limit: Int
  ) throws(InputTrouble) -> [UInt8] {
    let bytes: [UInt8]
    do {
      bytes = try repository.contents(of: object)
    } catch {
      throw .git(error)
    }
    guard bytes.count <= limit else { throw .tooLarge(limit: limit) }
    return bytes
  }

  private func loadFile(limit: Int, unlessOf size: Int) throws(InputTrouble) -> [UInt8]? {
    let (descriptor, status) = try openFile(limit: limit)
    defer { close(descriptor) }
    guard status.st_size < size else { return nil }
    return try readToEnd(descriptor, expecting: status.st_size, limit: limit)
  }

  /// - Returns: a regular file of no more than `limit` bytes, for the caller to close.
  private func openFile(limit: Int) throws(InputTrouble) -> (descriptor: Int32, status: stat) {
    let descriptor: Int32
    do {
      // The file may have become a FIFO or a terminal since it was listed: neither wait for a
      // writer nor take it as ours.
      descriptor = try path.open(O_RDONLY | O_NONBLOCK | O_NOCTTY)
    } catch {
      throw InputTrouble(error)
    }
    var status = stat()
    do throws(InputTrouble) {
      guard fstat(descriptor, &status) == 0 else { throw .system(SystemError(code: errno)) }
      guard status.st_mode & S_IFMT == S_IFREG else { throw .notARegularFile }
      guard status.st_size <= limit else { throw .tooLarge(limit: limit) }
    } catch {
      close(descriptor)
      throw error
    }
    return (descriptor, status)
  }
}

/// A file that threads read from side by side, and that has to stay what it was.
final class LongFile: ByteSource {
  private let descriptor: Int32
  private let size: Int
  private let changed: timespec

  /// Takes over an open file.
  init(_ descriptor: Int32, _ status: stat) {
    self.descriptor = descriptor
    size = status.st_size
    changed = status.st_ctim
  }

  deinit { close(descriptor) }

  var count: Int { size }

  /// Whether nobody wrote to the file since it was opened, as far as the system tells.
  var isUnchanged: Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_size == size
      && (status.st_ctim.tv_sec, status.st_ctim.tv_nsec) == (changed.tv_sec, changed.tv_nsec)
  }

  /// Of all bytes, in lower-case hexadecimal; `nil` where they cannot be read.
  func sha256() -> String? {
    var hash = SHA256()
    for start in stride(from: 0, to: size, by: 1 << 22) {
      guard let piece = bytes(in: start..<min(start + 1 << 22, size)) else { return nil }
      hash.update(piece[...])
    }
    return hash.hexDigest()
  }

  func bytes(in range: Range<Int>) -> [UInt8]? {
    let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      while count < range.count {
        let got = pread(
          descriptor, buffer.baseAddress?.advanced(by: count), range.count - count,
          range.lowerBound + count)
        if got < 0, errno == EINTR { continue }
        if got <= 0 { break }
        count += got
      }
    }
    return bytes.count == range.count ? bytes : nil
  }
}

/// Reads to the end of file, whatever size was promised: files grow, and those of `/proc` claim 0.
private func readToEnd(
  _ descriptor: Int32, expecting size: Int, limit: Int
) throws(InputTrouble) -> [UInt8] {
  var bytes: [UInt8] = []
  // One byte more than expected, so that a full buffer means that there is more to come.
  var wanted = min(size, limit) + 1
  while true {
    var failure: Int32?
    let chunk = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
      adviseHugePages(UnsafeMutableRawBufferPointer(buffer))
      while count < wanted {
        let got = read(descriptor, buffer.baseAddress?.advanced(by: count), wanted - count)
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = errno }
        if got <= 0 { break }
        count += got
      }
    }
    if let failure { throw InputTrouble(SystemError(code: failure)) }
    let isEnd = chunk.count < wanted
    if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
    guard bytes.count <= limit else { throw .tooLarge(limit: limit) }
    if isEnd { return bytes }
    wanted = min(max(bytes.count, 1 << 16), limit + 1 - bytes.count)
  }
}

/// Asks the kernel for large pages under a large buffer.
///
/// Faulting in 100 MB page by page took an eighth of a whole run over it (0.40 s against 0.35 s,
/// medians of 11 runs in turn).
private func adviseHugePages(_ buffer: UnsafeMutableRawBufferPointer) {
  let hugePage = 1 << 21
  guard buffer.count >= 4 * hugePage, let base = buffer.baseAddress,
    let aligned = UnsafeMutableRawPointer(
      bitPattern: (UInt(bitPattern: base) + UInt(hugePage) - 1) & ~UInt(hugePage - 1))
  else { return }
  // Only advice: where it is not taken, small pages serve.
  _ = madvise(aligned, buffer.count - (aligned - base), MADV_HUGEPAGE)
}
