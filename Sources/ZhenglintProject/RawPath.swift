package import Glibc
package import ZhenglintCore

/// What a system call said when it failed: `errno`.
package struct SystemError: Error, Hashable, Sendable {
  package let code: Int32

  package init(code: Int32) {
    self.code = code
  }

  /// In Chinese where the cause is one that a caller meets.
  package var message: LocalizedText {
    let text = String(cString: strerror(code))
    let chinese = [
      ENOENT: "没有这个文件或目录", ENOTDIR: "路径中有一段不是目录", EISDIR: "这是一个目录", EACCES: "没有权限",
      EROFS: "文件系统只读", ENOSPC: "磁盘已满", EIO: "读写出错",
    ]
    return LocalizedText(zh: chinese[code] ?? text, en: text)
  }
}

/// A path as the kernel knows it: bytes without NUL, not always UTF-8.
package struct RawPath: Hashable, Sendable {
  package let bytes: [UInt8]

  package init(_ bytes: some Sequence<UInt8>) {
    self.bytes = Array(bytes)
  }

  /// For people and reports: invalid UTF-8 is repaired with U+FFFD.
  package var display: String { String(decoding: bytes, as: UTF8.self) }

  /// Without `.` steps and surplus slashes; `..` stays, for it means another place behind a link.
  package var normalised: RawPath {
    let steps = bytes.split(separator: .slash).filter { $0 != [.dot] }
    let path = Array(steps.joined(separator: [.slash]))
    if bytes.first == .slash { return RawPath([.slash] + path) }
    return RawPath(path.isEmpty ? [.dot] : path)
  }

  package func appending(_ name: [UInt8]) -> RawPath {
    if bytes == [.dot] { return RawPath(name) }
    return RawPath(bytes.last == .slash ? bytes + name : bytes + [.slash] + name)
  }

  /// The directory that this names an entry of; `nil` for the root and for a bare name.
  package var parent: RawPath? {
    guard let slash = bytes.lastIndex(of: .slash), bytes.count > 1 else { return nil }
    return RawPath(slash == 0 ? [.slash] : Array(bytes[..<slash]))
  }

  /// The last name on the path; empty for the root.
  package var name: [UInt8] { Array(bytes.suffix(while: { $0 != .slash })) }

  /// The way to this path from a directory; both absolute.
  ///
  /// Surplus slashes count for nothing: a path may be as somebody typed it.
  ///
  /// - Returns: Steps up (`..`) where it does not lie below.
  package func relative(to directory: RawPath) -> RawPath {
    let steps = bytes.split(separator: .slash)
    let base = directory.bytes.split(separator: .slash)
    let common = zip(steps, base).prefix { $0 == $1 }.count
    let up = Array(repeating: ArraySlice([UInt8.dot, .dot]), count: base.count - common)
    let way = up + steps[common...]
    return RawPath(way.isEmpty ? [.dot] : Array(way.joined(separator: [.slash])))
  }

  /// The current directory, canonical.
  package static func here() throws(SystemError) -> RawPath { try RawPath([.dot]).canonical() }

  /// For people: as seen from the current directory, if it lies below.
  package var shown: String {
    guard let here = try? RawPath.here(), isInside(here) else { return display }
    return relative(to: here).display
  }

  /// This path as seen from a directory: itself where it is absolute.
  package func resolved(in directory: RawPath) -> RawPath {
    bytes.first == .slash ? self : directory.appending(bytes)
  }

  /// Whether this is `directory` or lies below it; both canonical.
  package func isInside(_ directory: RawPath) -> Bool {
    guard bytes.starts(with: directory.bytes) else { return false }
    return bytes.count == directory.bytes.count || directory.bytes.last == .slash
      || bytes[directory.bytes.count] == .slash
  }

  /// Absolute and free of links.
  package func canonical() throws(SystemError) -> RawPath {
    guard let resolved = withCString(bytes[...], { realpath($0, nil) }) else {
      throw SystemError(code: errno)
    }
    defer { free(resolved) }
    return RawPath(UnsafeRawBufferPointer(start: resolved, count: strlen(resolved)))
  }

  /// The directory entry that this path names, in a canonical directory: two spellings of one
  /// entry are equal, a link and its target are not.
  package func entry() throws(SystemError) -> RawPath {
    let path = normalised
    let name = path.name
    if name.isEmpty || name == [.dot] || name == [.dot, .dot] { return try path.canonical() }
    let parent = path.bytes.dropLast(name.count)
    return try RawPath(parent.isEmpty ? [.dot] : Array(parent)).canonical().appending(name)
  }
}

// MARK: - System calls

extension RawPath {
  /// - Throws: `SystemError`, among others `ENOENT`, `EACCES`, `ELOOP`.
  package func open(_ flags: Int32) throws(SystemError) -> Int32 {
    try at { openat($0, $1, flags | O_CLOEXEC, 0o666) }
  }

  /// What the path names, at the end of all links.
  package func status() throws(SystemError) -> stat {
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

  fileprivate func withCString<Result>(
    _ bytes: ArraySlice<UInt8>, _ body: (UnsafePointer<CChar>) -> Result
  ) -> Result {
    let terminated = bytes.map { CChar(bitPattern: $0) } + [0]
    return terminated.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { preconditionFailure("a NUL is always there") }
      return body(start)
    }
  }
}

// MARK: - Content

extension RawPath {
  /// All bytes of a file.
  package func contents() throws(SystemError) -> [UInt8] {
    let descriptor = try open(O_RDONLY | O_NONBLOCK | O_NOCTTY)
    defer { close(descriptor) }
    return try readToEnd(descriptor)
  }

  /// Replaces a file whole: whoever reads it sees the old content or the new one, never a part.
  package func replaceContents(with bytes: [UInt8]) throws(SystemError) {
    let beside = RawPath(self.bytes + Array(".new".utf8))
    let descriptor = try beside.open(O_WRONLY | O_CREAT | O_TRUNC)
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        let code = errno
        close(descriptor)
        throw SystemError(code: code)
      }
      written += count
    }
    guard close(descriptor) == 0 else { throw SystemError(code: errno) }
    let status = beside.withCString(beside.bytes[...]) { old in
      withCString(self.bytes[...]) { Glibc.rename(old, $0) }
    }
    guard status == 0 else { throw SystemError(code: errno) }
  }

  /// All that a stream gives: a file, a pipe, a terminal.
  package func stream() throws(SystemError) -> [UInt8] {
    let descriptor = try open(O_RDONLY | O_NOCTTY)
    defer { close(descriptor) }
    return try readToEnd(descriptor)
  }

  /// Whether something stands there, at the end of all links.
  package var exists: Bool { (try? status()) != nil }
}

/// Everything that a descriptor gives until its end.
func readToEnd(_ descriptor: Int32) throws(SystemError) -> [UInt8] {
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = read(descriptor, &chunk, chunk.count)
    if count < 0, errno == EINTR { continue }
    guard count >= 0 else { throw SystemError(code: errno) }
    guard count > 0 else { return bytes }
    bytes.append(contentsOf: chunk[..<count])
  }
}

// MARK: - Directories

/// One name in a directory.
package struct DirectoryEntry {
  package enum Kind { case file, directory, link, other }

  package let name: [UInt8]
  package let kind: Kind
}

extension RawPath {
  /// The names in this directory but `.` and `..`, in byte order.
  package func entries() throws(SystemError) -> [DirectoryEntry] {
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

extension Array<UInt8> {
  fileprivate func suffix(while matches: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    guard let last = lastIndex(where: { !matches($0) }) else { return self[...] }
    return self[(last + 1)...]
  }
}

// MARK: - Writing

extension RawPath {
  /// Puts a new file with the same permissions and, where that is allowed, owner in the place of
  /// this one.
  ///
  /// - Parameter bytes: its content.
  /// - Throws: What a system call says, `EACCES` for a file that is not to be written; the old file
  ///   is then still there.
  package func exchangeContents(with bytes: [UInt8]) throws(SystemError) {
    let old = try status()
    // The directory alone decides whether a file can be exchanged; the file says whether it may be.
    guard old.st_mode & (S_IWUSR | S_IWGRP | S_IWOTH) != 0 else { throw SystemError(code: EACCES) }
    close(try open(O_WRONLY | O_NONBLOCK | O_NOCTTY))
    // Not derived from the name, which may be as long as a name can be.
    let temporary = (parent ?? RawPath([.dot])).appending(Array(".zhenglint-\(getpid())".utf8))
    let descriptor = try temporary.open(O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW)
    var failure: Int32?
    var written = 0
    while written < bytes.count, failure == nil {
      let count = bytes[written...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count >= 0 { written += count } else if errno != EINTR { failure = errno }
    }
    // First the owner: a change of owner takes bits off the mode.
    _ = fchown(descriptor, old.st_uid, old.st_gid)
    if fchmod(descriptor, old.st_mode & 0o7777) != 0 { failure = failure ?? errno }
    if fsync(descriptor) != 0 { failure = failure ?? errno }
    close(descriptor)
    if failure == nil, temporary.rename(to: self) != 0 { failure = errno }
    guard let failure else { return }
    temporary.remove()
    throw SystemError(code: failure)
  }

  private func rename(to path: RawPath) -> Int32 {
    withCString(bytes[...]) { old in path.withCString(path.bytes[...]) { Glibc.rename(old, $0) } }
  }

  private func remove() {
    _ = withCString(bytes[...]) { unlink($0) }
  }
}
