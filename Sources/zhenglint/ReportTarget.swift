import ArgumentParser
import Glibc
import Synchronization
import ZhenglintCore
import ZhenglintProject

enum ReportFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
  case text
  case json
  case jsonl
  case csv
  case github
  case html
  case sarif
  case gitlab
  case junit
  case checkstyle
  case rdjson
  case rdjsonl

  /// Whether it has the hash of each input, which costs time to compute.
  var hasHashes: Bool { locatesFacts || self == .csv || self == .sarif }
  /// Whether it shows the lines that findings stand in.
  var hasExcerpts: Bool { self == .text || self == .html }
  /// Whether it has the text of each certificate, which costs time to mask.
  var hasTexts: Bool { self == .html }
  /// Whether it has the places of a certificate's facts, which cost time to find.
  var locatesFacts: Bool { self == .json || self == .jsonl }
}

/// The value of an option, and where it stood among the others.
///
/// The parser hands over each option's values by themselves, in order; which `-o` follows which
/// `--format` has to be noted while it reads them.
struct Ordered<Value: ExpressibleByArgument & Sendable>: ExpressibleByArgument, Sendable {
  let value: Value
  let position: Int

  init?(argument: String) {
    guard let value = Value(argument: argument) else { return nil }
    self.value = value
    position = nextPosition.add(1, ordering: .relaxed).oldValue
  }

  init(_ value: Value, position: Int) {
    self.value = value
    self.position = position
  }

  static var allValueStrings: [String] { Value.allValueStrings }
  static var defaultCompletionKind: CompletionKind { Value.defaultCompletionKind }
}

private let nextPosition = Atomic(0)

/// One report of a run: a format, and the file it goes to (`nil`: standard output).
struct ReportTarget {
  let format: ReportFormat
  let file: RawPath?

  /// Pairs formats with files: the n-th with the n-th; where there are fewer files, each with the
  /// format just before it, and the format left over goes to standard output.
  static func pair(
    _ formats: [Ordered<ReportFormat>], with files: [Ordered<String>]
  ) throws(UsageError) -> [ReportTarget] {
    let formats = formats.isEmpty ? [Ordered(.text, position: -1)] : formats
    guard files.count <= formats.count else { throw .moreOutputsThanFormats }
    var paired: [String?] = Array(repeating: nil, count: formats.count)
    for (n, file) in files.enumerated() {
      let before = formats.lastIndex { $0.position < file.position } ?? 0
      let index = files.count == formats.count ? n : before
      guard paired[index] == nil else { throw .formatWithTwoOutputs(formats[index].value) }
      paired[index] = file.value
    }
    let targets = zip(formats, paired).map { format, file in
      ReportTarget(
        format: format.value, file: file == "-" ? nil : file.map { RawPath($0.utf8) })
    }
    guard targets.count(where: { $0.file == nil }) <= 1 else { throw .twoReportsOnOutput }
    return targets
  }
}

/// A report file that could be opened; its old content stays until the new one is there.
struct ReportFile {
  /// `nil` for standard output.
  private let path: RawPath?
  /// Open until the process ends.
  private let descriptor: Int32

  init(_ path: RawPath?) throws(UsageError) {
    self.path = path
    guard let path else {
      descriptor = STDOUT_FILENO
      return
    }
    do {
      descriptor = try path.open(O_WRONLY | O_CREAT | O_NOCTTY)
    } catch {
      throw .outputNotWritable(path.display, error)
    }
  }

  /// Replaces the content; of standard output, a device or a FIFO there is none to replace.
  func replace(_ write: (inout OutputSink) -> Void) throws(UsageError) {
    if path != nil { ftruncate(descriptor, 0) }
    var sink = OutputSink(descriptor)
    write(&sink)
    if let failure = sink.failure { throw .outputNotWritable(path?.display, failure) }
  }
}
