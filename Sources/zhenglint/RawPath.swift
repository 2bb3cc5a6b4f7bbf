import Glibc
import ZhenglintCore

/// What a system call said when it failed: `errno`.
struct SystemError: Error, Hashable, Sendable {
  let code: Int32

  /// In Chinese where the cause is one that a caller meets.
  var message: LocalizedText {
    let text = String(cString: strerror(code))
    let chinese = [
      ENOENT: "没有这个目录", ENOTDIR: "路径中有一段不是目录", EISDIR: "这是一个目录", EACCES: "没有权限",
      EROFS: "文件系统只读", ENOSPC: "磁盘已满", EIO: "读写出错",
    ]
    return LocalizedText(zh: chinese[code] ?? text, en: text)
  }
}

/// A path as the kernel knows it: bytes without NUL, not always UTF-8.
struct RawPath: Hashable, Sendable {
  let bytes: [UInt8]

  init(_ bytes: some Sequence<UInt8>) {
    self.bytes = Array(bytes)
  }

  /// For people and reports: invalid UTF-8 is repaired with U+FFFD.
  var display: String { String(decoding: bytes, as: UTF8.self) }

  /// Without `.` steps and surplus slashes; `..` stays, for it means another place behind a link.
  var normalised: RawPath {
    let steps = bytes.split(separator: .slash).filter { $0 != [.dot] }
    let path = Array(steps.joined(separator: [.slash]))
    if bytes.first == .slash { return RawPath([.slash] + path) }
    return RawPath(path.isEmpty ? [.dot] : path)
  }

  func appending(_ name: [UInt8]) -> RawPath {
    if bytes == [.dot] { return RawPath(name) }
    return RawPath(bytes.last == .slash ? bytes + name : bytes + [.slash] + name)
  }

  /// Whether this is `directory` or lies below it; both canonical.
  func isInside(_ directory: RawPath) -> Bool {
    guard bytes.starts(with: directory.bytes) else { return false }
    return bytes.count == directory.bytes.count || directory.bytes.last == .slash
      || bytes[directory.bytes.count] == .slash
  }

  /// Absolute and free of links.
  func canonical() throws(SystemError) -> RawPath {
    guard let resolved = withCString(bytes[...], { realpath($0, nil) }) else {
      throw SystemError(code: errno)
    }
    defer { free(resolved) }
    return RawPath(UnsafeRawBufferPointer(start: resolved, count: strlen(resolved)))
  }

  /// The directory entry that this path names, in a canonical directory: two spellings of one
  /// entry are equal, a link and its target are not.
  func entry() throws(SystemError) -> RawPath {
    let path = normalised
    let name = path.bytes.suffix(while: { $0 != .slash })
    if name.isEmpty || name == [.dot] || name == [.dot, .dot] { return try path.canonical() }
    let parent = path.bytes.dropLast(name.count)
    return try RawPath(parent.isEmpty ? [.dot] : Array(parent)).canonical().appending(Array(name))
  }
}

// MARK: - System calls

extension RawPath {
  /// - Throws: `SystemError`, among others `ENOENT`, `EACCES`, `ELOOP`.
  func open(_ flags: Int32) throws(SystemError) -> Int32 {
    try at { openat($0, $1, flags | O_CLOEXEC, 0o666) }
  }

  /// What the path names, at the end of all links.
  func status() throws(SystemError) -> stat {
    var status = stat()
    _ = try at { fstatat($0, $1, &status, 0) }
    return status
  }

  /// Makes a call on a path of any length: the kernel takes 4,096 bytes at once (PATH_MAX), trees
  /// go deeper.
  private func at(
    _ call: (Int32, UnsafePointer<CChar>) -> Int32
  ) throws(SystemError) -> Int32 {
    var directory = AT_FDCWD
    defer { if directory != AT_FDCWD { close(directory) } }
    var rest = bytes[...]
    while rest.count >= PATH_MAX, let slash = rest.prefix(Int(PATH_MAX) - 1).lastIndex(of: .slash),
      slash > rest.startIndex
    {
      let next = withCString(rest[..<slash]) {
        openat(directory, $0, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      }
      guard next >= 0 else { throw SystemError(code: errno) }
      if directory != AT_FDCWD { close(directory) }
      directory = next
      rest = rest[(slash + 1)...]
    }
    let result = withCString(rest) { call(directory, $0) }
    guard result >= 0 else { throw SystemError(code: errno) }
    return result
  }

  private func withCString<Result>(
    _ bytes: ArraySlice<UInt8>, _ body: (UnsafePointer<CChar>) -> Result
  ) -> Result {
    let terminated = bytes.map { CChar(bitPattern: $0) } + [0]
    return terminated.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { preconditionFailure("a NUL is always there") }
      return body(start)
    }
  }
}

// MARK: - Directories

/// One name in a directory.
struct DirectoryEntry {
  enum Kind { case file, directory, link, other }

  let name: [UInt8]
  let kind: Kind
}

extension RawPath {
  /// The names in this directory but `.` and `..`, in byte order.
  func entries() throws(SystemError) -> [DirectoryEntry] {
    let descriptor = try open(O_RDONLY | O_DIRECTORY | O_NONBLOCK)
    guard let stream = fdopendir(descriptor) else {
      defer { close(descriptor) }
      throw SystemError(code: errno)
    }
    defer { closedir(stream) }
    var entries: [DirectoryEntry] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else { break }
      let name = entry.name
      if name == [.dot] || name == [.dot, .dot] { continue }
      entries.append(DirectoryEntry(name: name, kind: entry.kind(in: descriptor)))
    }
    guard errno == 0 else { throw SystemError(code: errno) }
    return entries.sorted { $0.name.lexicographicallyPrecedes($1.name) }
  }
}

extension UnsafeMutablePointer<dirent> {
  /// The record ends with its name: the 256 bytes that the type declares are not all there.
  fileprivate var nameStart: UnsafePointer<CChar> {
    let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
    return UnsafePointer(
      UnsafeRawPointer(self).advanced(by: offset).assumingMemoryBound(to: CChar.self))
  }

  fileprivate var name: [UInt8] {
    Array(UnsafeRawBufferPointer(start: nameStart, count: strlen(nameStart)))
  }

  fileprivate func kind(in directory: Int32) -> DirectoryEntry.Kind {
    switch Int(pointee.d_type) {
    case DT_REG: return .file
    case DT_DIR: return .directory
    case DT_LNK: return .link
    case DT_UNKNOWN: break  // Some file systems do not tell.
    default: return .other
    }
    var status = stat()
    guard fstatat(directory, nameStart, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return .other }
    return switch status.st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .directory
    case S_IFLNK: .link
    default: .other
    }
  }
}

extension UInt8 {
  fileprivate static let slash = UInt8(ascii: "/")
  fileprivate static let dot = UInt8(ascii: ".")
}

extension Array<UInt8> {
  fileprivate func suffix(while matches: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    guard let last = lastIndex(where: { !matches($0) }) else { return self[...] }
    return self[(last + 1)...]
  }
}
