import ArgumentParser
import FoundationEssentials
import Glibc
import ZhenglintCore
import ZhenglintEngine
import ZhenglintProject
import ZhenglintReporting
import ZhenglintRules

/// `zhenglint worker`; what the options mean to a user stands in `Help`.
struct WorkerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "worker")

  @OptionGroup var lintOptions: LintOptions
  @Option(help: ArgumentHelp(valueName: "size")) var maxFileSize = ByteSize(bytes: 1 << 30)
  @Option(help: ArgumentHelp(valueName: "level")) var failLevel: Level = .violation
  @Option var lang: Language = .zh
  @Flag var allowIncomplete = false
  @Flag var allowEmpty = false
  @Flag var exitZero = false

  func run() throws {
    var worker = try Worker(lintOptions, sizeLimit: maxFileSize.bytes, language: lang)
    var lines = InputLines(STDIN_FILENO, limit: maxFileSize.longestJob)
    var sink = OutputSink(STDOUT_FILENO)
    do throws(SystemError) {
      // A reader that has left wants no more of it.
      while !sink.isClosed, let line = try lines.next() {
        worker.answer(line, to: &sink)
      }
    } catch {
      let text = LocalizedText(
        zh: "标准输入读取失败：\(error.message.zh)",
        en: "standard input cannot be read: \(error.message.en)")
      complain("zhenglint: \(text[lang])")
      throw ExitCode(ExitStatus.trouble.rawValue)
    }
    if let failure = sink.failure { throw UsageError.outputNotWritable(nil, failure) }
    worker.tellTrouble()
    let verdict = Verdict(
      failLevel: failLevel, allowsIncomplete: allowIncomplete, allowsEmpty: allowEmpty,
      exitsZero: exitZero)
    throw ExitCode(verdict.status(of: worker.tally).rawValue)
  }
}

extension ByteSize {
  /// The longest line that may hold a file of this size as base64, with a mebibyte for the facts.
  fileprivate var longestJob: Int { (bytes + 2) / 3 * 4 + 1 << 20 }
}

/// Does one job after another.
private struct Worker {
  private(set) var tally = Tally()
  private var faults = 0
  private var settings: Settings
  /// As they are before anything is looked for; `nil` unless a regulator wants to know.
  private let untouched: Exclusions?
  private let rulesVersion: String
  private let runDay: CalendarDate
  private let runEdition: String?
  private let sizeLimit: Int
  private let language: Language
  private let reporter: JSONReporter
  private var json = JSONWriter(isOnOneLine: true)

  /// - Parameters:
  ///   - options: Which rules are applied, and how.
  ///   - sizeLimit: Of one input, in bytes.
  ///   - language: Of the reports and errors.
  /// - Throws: What is wrong with the options, or with the configuration of the current directory.
  init(_ options: LintOptions, sizeLimit: Int, language: Language) throws(UsageError) {
    let format = ReportFormat.json
    settings = try options.settings { options in
      options.locatesFacts = format.locatesFacts
      options.hashesInputs = format.hasHashes
      options.keepsExcerpts = format.hasExcerpts
      options.keepsText = format.hasTexts
    }
    untouched =
      options.regulator
      ? Exclusions(
        option: PathPatterns([], in: RawPath([])), reachesNamedFiles: false, obeysGitignore: true,
        isRegulator: true, settings: settings) : nil
    rulesVersion = try settings.ownRuleSet().version
    runDay = try options.runDay()
    runEdition = try options.runEdition()
    self.sizeLimit = sizeLimit
    self.language = language
    reporter = JSONReporter(language: language)
    // What is wrong with every job is said before the first one.
    let here = Input(path: RawPath("-".utf8), source: .standardInput)
    _ = try settings.linters(for: [here])
    try options.checkNames(in: settings)
  }

  /// Answers a line with a line; none answers a blank one.
  mutating func answer(_ line: InputLines.Line, to sink: inout OutputSink) {
    switch line {
    case .tooLong(let limit):
      answer(nil, .failure(.tooLong(limit: limit)), to: &sink)
    case .whole(let bytes) where bytes.allSatisfy(\.isMarkupSpace):
      break
    case .whole(let bytes):
      let reading = WorkerJob.read(bytes, today: runDay)
      let outcome = Result { () throws(JobFault) in try report(on: reading.job.get()) }
      answer(reading.id, outcome, to: &sink)
    }
  }

  private mutating func answer(
    _ id: JobID?, _ outcome: Result<RunReport, JobFault>, to sink: inout OutputSink
  ) {
    json.object(.inline) { json in
      json.key("id")
      if let id { id.write(to: &json) } else { json.null() }
      switch outcome {
      case .success(let report):
        json.key("report")
        reporter.write(report, asValueIn: &json)
      case .failure(let fault):
        json.key("error")
        json.object(.inline) { json in
          json.member("code", fault.code)
          json.member("message", fault.message[language])
        }
      }
    }
    json.endLine()
    json.flush(to: &sink)
    switch outcome {
    case .success(let report):
      let isFound = report.inputs.contains { !$0.notes.contains { $0.code == "not-found" } }
      tally.add(report, foundCount: isFound ? 1 : 0)
    case .failure:
      faults += 1
      tally.addUnreadable()
    }
  }

  private mutating func report(on job: WorkerJob) throws(JobFault) -> RunReport {
    let input = Input(job)
    let linter = try linter(for: input, stating: job.facts)
    return RunReport(
      toolVersion: Zhenglint.version, rulesVersion: rulesVersion, asOf: runDay,
      edition: runEdition, omittedRules: linter.omittedRules, notes: try notes(on: input, of: job),
      inputs: [lint(input, of: job, with: linter)])
  }

  private func lint(_ input: Input, of job: WorkerJob, with linter: Linter) -> InputReport {
    do throws(InputTrouble) {
      let bytes: [UInt8]
      switch job.source {
      case .file: bytes = try input.load(limit: sizeLimit)
      case .content(let content, _): bytes = content
      }
      guard bytes.count <= sizeLimit else { throw .tooLarge(limit: sizeLimit) }
      return linter.lint(bytes: bytes, path: input.path.display)
    } catch {
      return Linter.unread(path: input.path.display, note: error.note)
    }
  }

  /// The linter that the configuration around an input asks for.
  private mutating func linter(
    for input: Input, stating facts: StatedFacts
  ) throws(JobFault) -> Linter {
    do throws(RulePackError) {
      let configuration = try settings.configuration(for: input.entry)
      let linter = try settings.linter(for: input.entry, under: configuration)
      if facts == StatedFacts() { return linter }
      let known = settings.options(for: input.entry, under: configuration).stated
      return linter.stating(known.replaced(by: facts))
    } catch {
      throw .configuration(error.message)
    }
  }

  /// What a regulator has to know of the settings beside a file.
  private func notes(on input: Input, of job: WorkerJob) throws(JobFault) -> [Note] {
    guard var exclusions = untouched, case .file = job.source else { return [] }
    do throws(RulePackError) {
      _ = try exclusions.ofNamed(input.entry, isDirectory: false)
    } catch {
      throw .configuration(error.message)
    }
    return Note.onSettings([], notObeyed: exclusions.notObeyed, notWalked: [])
  }

  /// Says on standard error, once at the end, that some answers are no reports of whole inputs.
  func tellTrouble() {
    if tally.inputs == 0 {
      complain("zhenglint: \(LocalizedText(zh: "没有任务", en: "there was no job")[language])")
    }
    let incomplete = tally.incomplete - faults
    for (count, text) in [
      (faults, LocalizedText(zh: "行不是可做的任务，见各行的 error", en: "lines are no jobs; see their error")),
      (
        incomplete,
        LocalizedText(
          zh: "份文件未能完整检查，见各行的 notes", en: "inputs were not checked whole; see their notes")
      ),
    ] where count > 0 {
      complain("zhenglint: \(count) \(text[language])")
    }
  }
}

extension Input {
  fileprivate init(_ job: WorkerJob) {
    switch job.source {
    case .content(_, let name):
      self.init(path: name, source: .standardInput)
    case .file(let path):
      let path = path.normalised
      let isDirectory = (try? path.status().st_mode & S_IFMT) == S_IFDIR
      let source: Source =
        isDirectory ? .trouble(.system(SystemError(code: EISDIR))) : .file
      self.init(path: path, source: source)
    }
  }
}
