import Dispatch
import Glibc
import Synchronization
import ZhenglintCore

/// Runs a session over two file descriptors.
///
/// One thread reads, dispatches and writes, in order; checks run beside it. It waits for whatever
/// comes first: a message, the end of a check, the time of the next, room to write.
package struct MessageLoop: ~Copyable {
  private var server: LanguageServer
  private let input: Int32
  private let output: Int32
  private var frames = FrameReader()
  private var unwritten: [UInt8] = []
  /// Bytes of `unwritten` that are gone already.
  private var written = 0
  private let finished = FinishedJobs()

  package init(_ server: LanguageServer, input: Int32, output: Int32) {
    self.server = server
    self.input = input
    self.output = output
  }

  /// Runs to the end of the session.
  ///
  /// - Returns: The status to exit with.
  package mutating func run() -> Int32 {
    while true {
      for job in server.takeJobs(at: .now) {
        let finished = finished
        DispatchQueue.global().async { finished.add(job.run()) }
      }
      for message in server.takeMessages() { unwritten += message.framed }
      if let status = server.exitStatus {
        while !unwritten.isEmpty, writeSome() {}
        return status
      }
      wait()
    }
  }

  private mutating func wait() {
    var sources = [
      pollfd(fd: input, events: Int16(POLLIN), revents: 0),
      pollfd(fd: finished.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    if !unwritten.isEmpty { sources.append(pollfd(fd: output, events: Int16(POLLOUT), revents: 0)) }
    guard poll(&sources, nfds_t(sources.count), timeout) > 0 else { return }
    if sources.count > 2, sources[2].revents != 0, !writeSome() {
      server.end()
      return
    }
    if sources[1].revents != 0 {
      for analysis in finished.take() { server.finish(analysis) }
    }
    if sources[0].revents != 0 { read() }
  }

  /// Milliseconds until a check is due, rounded up; -1 where none is.
  private var timeout: Int32 {
    guard let deadline = server.nextDeadline else { return -1 }
    let (seconds, attoseconds) = max(.zero, deadline - .now).components
    let milliseconds = seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    return Int32(min(milliseconds, 60_000))
  }

  private mutating func read() {
    var length = 0
    let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      length = Glibc.read(input, buffer.baseAddress, buffer.count)
      count = max(0, length)
    }
    guard length > 0 else {
      if length == 0 || errno != EINTR && errno != EAGAIN { server.end() }
      return
    }
    frames.append(chunk)
    do throws(FrameReader.Failure) {
      while server.exitStatus == nil, let content = try frames.next() {
        server.receive(content, at: .now)
      }
    } catch {
      server.receive(error)
    }
  }

  /// Writes no more than a pipe that has room takes without blocking: a client that writes before it
  /// reads must be read from meanwhile.
  ///
  /// - Returns: Whether the client is still there.
  private mutating func writeSome() -> Bool {
    let count = unwritten[written...].withUnsafeBytes {
      Glibc.write(output, $0.baseAddress, min($0.count, Int(PIPE_BUF)))
    }
    if count < 0 { return errno == EINTR || errno == EAGAIN }
    written += count
    if written == unwritten.count {
      unwritten.removeAll()
      written = 0
    }
    return true
  }
}

/// The checks that have ended, and a descriptor that can be read from when there are some.
///
/// A check that outlives the loop keeps the pipe open, so that its number is nobody else's.
private final class FinishedJobs: Sendable {
  let descriptor: Int32
  private let bell: Int32
  private let analyses = Mutex<[Analysis]>([])

  init() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else {
      preconditionFailure("the system has no descriptor left: errno \(errno)")
    }
    for end in ends { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
    (descriptor, bell) = (ends[0], ends[1])
  }

  deinit {
    Glibc.close(descriptor)
    Glibc.close(bell)
  }

  func add(_ analysis: Analysis) {
    analyses.withLock { $0.append(analysis) }
    // Where the pipe is full it rings anyway.
    var ring: UInt8 = 1
    _ = Glibc.write(bell, &ring, 1)
  }

  func take() -> [Analysis] {
    var rings = [UInt8](repeating: 0, count: 64)
    while Glibc.read(descriptor, &rings, rings.count) > 0 {}
    return analyses.withLock { analyses in
      defer { analyses.removeAll() }
      return analyses
    }
  }
}
