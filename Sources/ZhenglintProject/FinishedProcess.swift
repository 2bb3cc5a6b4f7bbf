internal import Glibc
internal import Synchronization

/// Another program, run to its end with no input.
struct FinishedProcess {
  /// 128 and the number of the signal that ended it.
  let status: Int32
  let output: [UInt8]
  let error: [UInt8]

  /// Runs a program of the `PATH`; its environment and directory are ours.
  ///
  /// - Throws: What `posix_spawnp` says, `ENOENT` where there is no such program.
  init(_ words: [[UInt8]]) throws(SystemError) {
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { word in
      strdup(word.map { CChar(bitPattern: $0) } + [0])
    }
    defer { for argument in arguments { free(argument) } }
    arguments.append(nil)
    let (child, output, trouble) = try Self.start(arguments)
    defer { close(output) }
    defer { close(trouble) }
    let result = Result { () throws(SystemError) in try readToEnd(output) }
    var status: Int32 = 0
    while waitpid(child, &status, 0) == -1, errno == EINTR {}
    self.output = try result.get()
    self.status = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    lseek(trouble, 0, SEEK_SET)
    error = try readToEnd(trouble)
  }

  /// One at a time: no other child may inherit a descriptor before it is marked.
  private static let starting = Mutex(())

  /// The child, the end of a pipe to read from, and a file that takes what it says of its trouble: it
  /// cannot block on a second pipe while it is read from the first.
  private static func start(
    _ arguments: [UnsafeMutablePointer<CChar>?]
  ) throws(SystemError) -> (child: pid_t, output: Int32, trouble: Int32) {
    let result = starting.withLock { _ -> Result<(pid_t, Int32, Int32), SystemError> in
      var name = Array("/tmp/zhenglint-XXXXXX".utf8CString)
      let trouble = mkstemp(&name)
      guard trouble >= 0 else { return .failure(SystemError(code: errno)) }
      unlink(name)
      var ends: [Int32] = [0, 0]
      guard pipe(&ends) == 0 else {
        defer { close(trouble) }
        return .failure(SystemError(code: errno))
      }
      defer { close(ends[1]) }
      for descriptor in [trouble] + ends { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      defer { posix_spawn_file_actions_destroy(&actions) }
      posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
      posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
      posix_spawn_file_actions_adddup2(&actions, trouble, STDERR_FILENO)
      var child = pid_t()
      let failure =
        arguments.first.flatMap(\.self).map {
          posix_spawnp(&child, $0, &actions, nil, arguments, environ)
        } ?? EINVAL
      guard failure == 0 else {
        close(ends[0])
        close(trouble)
        return .failure(SystemError(code: failure))
      }
      return .success((child, ends[0], trouble))
    }
    return try result.get()
  }
}
