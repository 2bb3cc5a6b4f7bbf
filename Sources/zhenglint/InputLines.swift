import FoundationEssentials
import Glibc
import ZhenglintCore
import ZhenglintProject

/// The lines of a stream, each as soon as it is there.
///
/// A line ends with LF or CRLF; the last one may have no end. Every byte is moved a few times at most,
/// however long the lines are.
struct InputLines {
  enum Line {
    /// Without its end.
    case whole(Data)
    /// More than `limit` bytes, which were thrown away.
    case tooLong(limit: Int)
  }

  private let descriptor: Int32
  private let limit: Int
  private var bytes: [UInt8] = []
  /// Where the next line begins in `bytes`.
  private var start = 0
  /// Up to here there is no end of that line.
  private var searched = 0
  private var isSkipping = false
  private var isAtEnd = false

  /// - Parameters:
  ///   - descriptor: Where they are read from.
  ///   - limit: The longest line that is kept, in bytes.
  init(_ descriptor: Int32, limit: Int) {
    self.descriptor = descriptor
    self.limit = limit
  }

  /// Waits for the next line.
  ///
  /// - Returns: `nil` at the end of the stream.
  /// - Throws: What the system said when it could not be read.
  mutating func next() throws(SystemError) -> Line? {
    while true {
      if let end = bytes.firstOffset(of: 0x0A, from: searched, to: bytes.count) {
        return line(upTo: end, next: end + 1)
      }
      if isAtEnd {
        guard start < bytes.count || isSkipping else { return nil }
        return line(upTo: bytes.count, next: bytes.count)
      }
      searched = bytes.count
      // One more for the CR of a line end.
      if bytes.count - start > limit + 1 {
        isSkipping = true
        start = bytes.count
      }
      try readSome()
    }
  }

  private mutating func line(upTo end: Int, next: Int) -> Line {
    let hasReturn = end > start && bytes[end - 1] == 0x0D
    let content = start..<(hasReturn ? end - 1 : end)
    let isTooLong = isSkipping || content.count > limit
    let line: Line = isTooLong ? .tooLong(limit: limit) : .whole(Data(bytes[content]))
    isSkipping = false
    if next == bytes.count {
      // Gives the memory of a long line back before it is read.
      bytes = []
      (start, searched) = (0, 0)
    } else {
      (start, searched) = (next, next)
    }
    return line
  }

  private mutating func readSome() throws(SystemError) {
    bytes.removeFirst(start)
    searched -= start
    start = 0
    var failure: Int32?
    let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      var got = -1
      repeat {
        got = read(descriptor, buffer.baseAddress, buffer.count)
      } while got < 0 && errno == EINTR
      if got < 0 { failure = errno }
      count = max(0, got)
    }
    if let failure { throw SystemError(code: failure) }
    isAtEnd = chunk.isEmpty
    if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
  }
}
