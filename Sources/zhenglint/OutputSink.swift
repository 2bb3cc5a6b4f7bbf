import Glibc
import ZhenglintCore
import ZhenglintProject
import ZhenglintReporting

/// A file descriptor that takes a report; after a failure it swallows what comes.
struct OutputSink: ByteSink {
  let descriptor: Int32
  /// The error that ended it; that the reader has seen enough (`| head`) is none.
  private(set) var failure: SystemError?
  /// Nobody takes what is written any more.
  private(set) var isClosed = false

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  mutating func write(_ bytes: [UInt8]) {
    var start = 0
    while start < bytes.count, !isClosed {
      let written = bytes[start...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if written >= 0 {
        start += written
      } else if errno != EINTR {
        isClosed = true
        if errno != EPIPE { failure = SystemError(code: errno) }
      }
    }
  }

  mutating func write(_ text: String) {
    write(Array(text.utf8))
  }
}

extension RawPath {
  /// The file that standard output goes to, if it is one (`> report.txt`).
  static var standardOutput: RawPath? {
    var status = stat()
    guard fstat(STDOUT_FILENO, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return try? RawPath("/proc/self/fd/1".utf8).canonical()
  }
}

/// Writes one line for a person to standard error.
///
/// File names may hold anything: what steers a terminal, or cannot be seen, is shown by its number.
func complain(_ line: String) {
  var shown: [UInt8] = []
  shown.appendVisible(line)
  shown.endLine()
  var sink = OutputSink(STDERR_FILENO)
  sink.write(shown)
}
