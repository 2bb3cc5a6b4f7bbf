import Glibc
import ZhenglintCore
import ZhenglintProject

/// A folder that is not there yet, or empty, and is going to be there with all its files or not at
/// all.
struct NewFolder {
  private let path: RawPath

  init(_ path: RawPath) throws(EvidenceError) {
    do {
      guard path.exists else {
        self.path = try path.entry()
        return
      }
      guard try path.entries().isEmpty else { throw EvidenceError.folderNotEmpty(path.display) }
      self.path = try path.canonical()
    } catch let error as SystemError {
      if error.code == ENOTDIR { throw .folderNotEmpty(path.display) }
      throw .folderNotWritable(path.display, error)
    } catch {
      throw .folderNotEmpty(path.display)
    }
  }

  /// Writes the files beside the folder's place, where nobody takes them for it.
  func draft(_ files: [(name: String, bytes: [UInt8])]) throws(EvidenceError) -> Draft {
    let place = parent.appending(Array(".zhenglint-evidence-\(getpid())".utf8))
    do throws(SystemError) {
      try place.makeDirectory()
      let draft = Draft(of: self, at: place, names: files.map(\.name))
      do throws(SystemError) {
        for (name, bytes) in files { try place.appending(Array(name.utf8)).create(with: bytes) }
        try place.synchronise()
        return draft
      } catch {
        draft.discard()
        throw error
      }
    } catch {
      throw .folderNotWritable(path.display, error)
    }
  }

  private var parent: RawPath { path.parent ?? RawPath("/".utf8) }

  /// A folder that is not yet in its place.
  final class Draft {
    private let folder: NewFolder
    private let names: [String]
    /// Where it is now.
    private var place: RawPath

    fileprivate init(of folder: NewFolder, at place: RawPath, names: [String]) {
      self.folder = folder
      self.place = place
      self.names = names
    }

    /// Puts it into its place, as long as nothing is there.
    func publish() throws(EvidenceError) {
      do throws(SystemError) {
        // Replaces an empty directory, and fails on any other.
        try place.move(to: folder.path)
        place = folder.path
        try folder.parent.synchronise()
      } catch {
        throw .folderNotWritable(folder.path.display, error)
      }
    }

    /// Removes it, wherever it is.
    func discard() {
      for name in names { place.appending(Array(name.utf8)).unlink() }
      place.removeDirectory()
    }
  }
}

extension RawPath {
  private func call(_ body: (UnsafePointer<CChar>) -> Int32) throws(SystemError) {
    let path = bytes.map { CChar(bitPattern: $0) } + [0]
    guard body(path) == 0 else { throw SystemError(code: errno) }
  }

  fileprivate func makeDirectory() throws(SystemError) { try call { mkdir($0, 0o777) } }

  fileprivate func move(to target: RawPath) throws(SystemError) {
    let target = target.bytes.map { CChar(bitPattern: $0) } + [0]
    try call { rename($0, target) }
  }

  fileprivate func unlink() { try? call { Glibc.unlink($0) } }

  fileprivate func removeDirectory() { try? call { rmdir($0) } }

  /// Makes a file that outlives a loss of power.
  fileprivate func create(with bytes: [UInt8]) throws(SystemError) {
    let descriptor = try open(O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW)
    defer { close(descriptor) }
    var sink = OutputSink(descriptor)
    sink.write(bytes)
    if let failure = sink.failure { throw failure }
    guard fsync(descriptor) == 0 else { throw SystemError(code: errno) }
  }

  /// Has the disk keep the names in this directory.
  fileprivate func synchronise() throws(SystemError) {
    let descriptor = try open(O_RDONLY | O_DIRECTORY)
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw SystemError(code: errno) }
  }
}
