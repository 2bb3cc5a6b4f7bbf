import Glibc

/// A directory of its own for one test, removed with all that it holds.
final class Sandbox {
  let path: String

  init() throws {
    var template = Array("/tmp/zhenglint-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Failure("mkdtemp") }
    path = template.withUnsafeBytes { String(decoding: $0.dropLast(), as: UTF8.self) }
    guard chmod(path, 0o755) == 0 else { throw Failure("chmod") }
  }

  deinit {
    _ = try? Command(["/bin/rm", "-rf", path], directory: "/")
  }

  /// Writes a file, with the directories that it needs; the name need not be UTF-8.
  func write(_ content: String, to name: [UInt8]) throws {
    try write(Array(content.utf8), to: name)
  }

  func write(_ bytes: [UInt8], to name: [UInt8]) throws {
    if let slash = name.lastIndex(of: UInt8(ascii: "/")) {
      try makeDirectory(String(decoding: name[..<slash], as: UTF8.self))
    }
    guard let file = fopen((Array("\(path)/".utf8) + name).cString, "wb") else {
      throw Failure("fopen")
    }
    defer { fclose(file) }
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw Failure("fwrite") }
  }

  func write(_ content: String, to name: String) throws {
    try write(content, to: Array(name.utf8))
  }

  func makeDirectory(_ name: String) throws {
    _ = try Command(["/bin/mkdir", "-p", name], directory: path)
  }

  func makeLink(_ name: String, to target: String) throws {
    guard symlink(target, "\(path)/\(name)") == 0 else { throw Failure("symlink") }
  }

  func makeFIFO(_ name: String) throws {
    guard mkfifo("\(path)/\(name)", 0o644) == 0 else { throw Failure("mkfifo") }
  }

  func read(_ name: String) throws -> String {
    try shell("cat '\(name)'").output
  }

  /// Runs the command in this directory.
  @discardableResult
  func zhenglint(
    _ arguments: String..., input: String = "", environment: [String: String] = [:]
  ) throws -> Command {
    try Command(
      [Command.zhenglint] + arguments, input: input, environment: environment, directory: path)
  }

  func zhenglint(_ arguments: [String]) throws -> Command {
    try Command([Command.zhenglint] + arguments, directory: path)
  }

  /// Runs `check` and takes its table apart: `path level rule`, or the path alone, for each row.
  func rows(_ arguments: String...) throws -> [String] {
    let run = try Command(
      [Command.zhenglint, "check", "--format", "csv", "--lang", "en"] + arguments, directory: path)
    return run.output.split(separator: "\r\n").dropFirst().map { row in
      let cells = row.split(separator: ",", omittingEmptySubsequences: false)
      return [0, 2, 3].map { String(cells[$0]) }.filter { !$0.isEmpty }.joined(separator: " ")
    }
  }

  /// Runs a shell script in this directory; `$0` is the command.
  func shell(_ script: String) throws -> Command {
    try Command(["/bin/sh", "-c", script, Command.zhenglint], directory: path)
  }
}

extension Command {
  fileprivate init(
    _ words: [String], input: String = "", environment: [String: String] = [:], directory: String
  ) throws {
    try self.init(
      words.map { Array($0.utf8) }, input: input, environment: environment, directory: directory)
  }
}
