import Glibc

/// Another program, run to its end.
struct Command {
  let status: Int32
  let outputBytes: [UInt8]
  let error: String

  var output: String { String(decoding: outputBytes, as: UTF8.self) }

  /// The path of the binary that was built with the tests: it lies beside their runner.
  static let zhenglint: String = {
    guard let runner = realpath("/proc/self/exe", nil) else { return "zhenglint" }
    defer { free(runner) }
    let path = String(cString: runner)
    let directory = path.split(separator: "/").dropLast().joined(separator: "/")
    return "/\(directory)/zhenglint"
  }()

  /// Runs a program; `words` are its path and its arguments, which need not be UTF-8.
  @discardableResult
  init(
    _ words: [[UInt8]], input: String = "", environment: [String: String] = [:],
    directory: String = "/"
  ) throws {
    // Files, not pipes: a child that writes to both streams cannot block on a full one.
    let streams = try (0...2).map { _ in try NamelessFile() }
    try streams[0].write(Array(input.utf8))

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (number, stream) in streams.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, stream.descriptor, Int32(number))
    }
    let variables = ["PATH": "/usr/bin:/bin", "TERM": "xterm"].merging(environment) { $1 }
    let arguments = CStrings(["/usr/bin/env", "-C", directory].map { Array($0.utf8) } + words)
    let settings = CStrings(variables.map { Array("\($0)=\($1)".utf8) })
    var child = pid_t()
    guard
      posix_spawn(&child, "/usr/bin/env", &actions, nil, arguments.pointers, settings.pointers)
        == 0
    else { throw Failure("posix_spawn") }
    var status: Int32 = 0
    while waitpid(child, &status, 0) == -1, errno == EINTR {}
    // A signal becomes a negative status, as no program returns it.
    self.status = status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
    outputBytes = try streams[1].content()
    error = String(decoding: try streams[2].content(), as: UTF8.self)
  }
}

/// A system call that failed in the test itself.
struct Failure: Error {
  let call: String
  let code = errno

  init(_ call: String) {
    self.call = call
  }
}

/// A file without a path, which goes with this object.
private final class NamelessFile {
  private let file: UnsafeMutablePointer<FILE>

  init() throws {
    guard let file = tmpfile() else { throw Failure("tmpfile") }
    self.file = file
  }

  deinit { fclose(file) }

  var descriptor: Int32 { fileno(file) }

  /// Writes bytes for a child to read from the start.
  func write(_ bytes: [UInt8]) throws {
    guard pwrite(descriptor, bytes, bytes.count, 0) == bytes.count else { throw Failure("pwrite") }
  }

  func content() throws -> [UInt8] {
    let size = Int(lseek(descriptor, 0, SEEK_END))
    var bytes = [UInt8](repeating: 0, count: size)
    guard pread(descriptor, &bytes, size, 0) == size else { throw Failure("pread") }
    return bytes
  }
}

/// Strings as C takes a list of them, `nil` at its end.
private final class CStrings {
  let pointers: [UnsafeMutablePointer<CChar>?]

  init(_ strings: [[UInt8]]) {
    pointers = strings.map { strdup($0.cString) } + [nil]
  }

  deinit { for pointer in pointers { free(pointer) } }
}

extension [UInt8] {
  var cString: [CChar] { map { CChar(bitPattern: $0) } + [0] }
}
