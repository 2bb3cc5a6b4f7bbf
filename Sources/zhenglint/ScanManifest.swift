import Glibc
import ZhenglintCore
import ZhenglintEngine
import ZhenglintProject
import ZhenglintRules
import ZhenglintScan

/// The manifest of a scan: which files it lists, and what it says of them.
struct ScanManifest {
  private let manifest: Manifest
  private let directory: RawPath
  /// Of the file, in lower-case hexadecimal.
  let sha256: String
  let notes: [Note]

  init(_ name: String) throws(UsageError) {
    guard let format = ManifestFormat(fileName: name) else {
      throw .manifestNotReadable(
        name,
        LocalizedText(zh: "名称应以 .csv 或 .jsonl 结尾", en: "its name must end in .csv or .jsonl"))
    }
    let path = RawPath(name.utf8)
    do {
      let bytes = try path.contents()
      sha256 = SHA256.hexDigest(of: bytes)
      manifest = try Manifest(bytes: bytes, format: format)
      directory = path.parent ?? RawPath(".".utf8)
      notes = manifest.notes
    } catch let error as ManifestError {
      throw .manifestNotReadable(name, error.message)
    } catch let error as SystemError {
      throw .manifestNotReadable(name, error.message)
    } catch {
      preconditionFailure("the manifest fails in two ways: \(error)")
    }
  }

  /// Adds the files to the list of a run, each with what the manifest says of it.
  ///
  /// - Throws: `StoreError`.
  func list(in store: ScanStore, _ run: ScanRun, _ log: ScanLog) throws {
    var rows: [ListedRow] = []
    try manifest.forEachEntry { entry in
      let row = row(entry, on: run.terms.asOf)
      if case .submission(_, let input) = row, let trouble = input.trouble {
        log.unread(input.path, trouble)
      }
      rows.append(row)
      if rows.count >= 4096 {
        try store.list(rows, in: run)
        rows.removeAll(keepingCapacity: true)
      }
    }
    try store.list(rows, in: run)
  }

  private func row(_ entry: ManifestEntry, on day: CalendarDate) -> ListedRow {
    switch entry {
    case .fault(let fault): return .fault(fault)
    case .submission(let submission):
      if let issued = submission.facts.issued, issued > day {
        return .fault(
          ManifestFault(
            line: submission.line,
            message: LocalizedText(
              zh: "发证日期 \(issued) 晚于 \(day)",
              en: "the date of issue \(issued) is later than \(day)")))
      }
      return .submission(submission, input(submission.path))
    }
  }

  private func input(_ path: String) -> ListedInput {
    let path = RawPath(path.utf8).resolved(in: directory)
    let entry = (try? path.entry()) ?? path
    var trouble: InputTrouble?
    do {
      let type = try path.status().st_mode & S_IFMT
      if type != S_IFREG { trouble = .notARegularFile }
    } catch {
      trouble = InputTrouble(error)
    }
    return ListedInput(path: path.display, entry: entry.bytes, trouble: trouble?.note)
  }
}
