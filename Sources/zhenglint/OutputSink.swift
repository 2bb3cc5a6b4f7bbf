import Glibc
import ZhenglintCore
import ZhenglintProject
import ZhenglintReporting

/// A file descriptor that takes a report; after a failure it swallows what comes.
struct OutputSink: ByteSink {
  let descriptor: Int32
  /// The error that ended it; that the reader has seen enough (`| head`) is none.
  private(set) var failure: SystemError?
  private var isClosed = false

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

/// Writes one line for a person to standard error.
///
/// File names may hold anything: characters that steer a terminal are shown by their number.
func complain(_ line: String) {
  var shown = ""
  for scalar in line.unicodeScalars {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator:
      shown += "<\(scalar.codePoint)>"
    default:
      shown.unicodeScalars.append(scalar)
    }
  }
  var sink = OutputSink(STDERR_FILENO)
  sink.write(shown + "\n")
}
