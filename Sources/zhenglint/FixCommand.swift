import ArgumentParser
import Glibc
import ZhenglintCore
import ZhenglintEngine
import ZhenglintProject
import ZhenglintReporting
import ZhenglintRules

/// `zhenglint fix`: proposes compliant words, and writes them only when told to.
struct FixCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "fix")

  @OptionGroup var inputOptions: InputOptions
  @OptionGroup var lintOptions: LintOptions
  /// The default; scripts may say so.
  @Flag var diff = false
  @Flag var write = false
  @Flag(name: .shortAndLong) var yes = false
  @Option var lang: Language = .zh

  func run() throws {
    guard !(diff && write) else { throw UsageError.together("--diff", "--write") }
    if yes, !write { throw UsageError.needs("--yes", "--write") }
    if inputOptions.paths.contains("-") { throw UsageError.together("fix", "-") }
    var exclusions = try inputOptions.exclusions(
      settings: try lintOptions.settings(), isRegulator: lintOptions.regulator)
    let collector: InputCollector
    do {
      collector = try InputCollector(
        paths: inputOptions.rawPaths, standardInput: nil,
        reports: Set([RawPath.standardOutput].compactMap(\.self)), leavingOut: &exclusions)
    } catch {
      throw UsageError.rules(error.message)
    }
    let inputs = collector.inputs.onceEach
    let linters = try exclusions.settings.linters(for: inputs)
    try lintOptions.checkNames(in: exclusions.settings)

    let results = propose(for: inputs, with: linters)
    let changes = zip(inputs, results).compactMap { input, result in
      if case .proposal(let proposal) = result.outcome { (input, proposal) } else { nil }
    }
    var sink = OutputSink(STDOUT_FILENO)
    for (input, proposal) in changes {
      let difference = UnifiedDiff(from: proposal.oldText, to: proposal.newText)
      let bytes = difference.bytes(path: input.path)
      sink.write(isatty(STDOUT_FILENO) == 1 ? bytes.visible : bytes)
    }
    tellTrouble(of: zip(inputs, results))
    var isWhole = results.allSatisfy(\.isWhole)
    var done = changes
    if write, !changes.isEmpty {
      guard try isConfirmed(changes) else { throw ExitCode(ExitStatus.findings.rawValue) }
      done = changes.filter(carryOut)
      isWhole = isWhole && done.count == changes.count
    }
    let left =
      results.reduce(0) { $0 + $1.findings } - done.reduce(0) { $0 + $1.1.replacements.count }
    tell(done, left: left, of: inputs)
    throw ExitCode(status(isWhole: isWhole, changes: changes.count, inputs: inputs).rawValue)
  }

  /// What is proposed is not yet done: as long as nothing was written it is a finding.
  private func status(isWhole: Bool, changes: Int, inputs: [Input]) -> ExitStatus {
    if inputs.isEmpty { return .nothingToCheck }
    if !isWhole { return .trouble }
    return changes > 0 && !write ? .findings : .clean
  }
}

extension FixCommand {
  private struct Outcome: Sendable {
    var outcome: ProposalResult
    /// Those that count.
    var findings = 0
    /// Why there is nothing, where the input is to blame.
    var notes: [Note] = []

    var isWhole: Bool { if case .unread = outcome { false } else { true } }
  }

  private func propose(for inputs: [Input], with linters: [Linter]) -> [Outcome] {
    let progress = Progress(total: inputs.count, language: lang, isOn: true)
    let limit = inputOptions.maxFileSize.bytes
    defer { progress.finish() }
    return concurrentMap(Array(zip(inputs, linters)), width: inputOptions.jobs) { input, linter in
      defer { progress.advance(past: input.path.display) }
      do throws(InputTrouble) {
        let bytes = try input.load(limit: limit)
        let (report, result) = linter.propose(bytes: bytes, path: input.path.display)
        return Outcome(
          outcome: result, findings: report.findings.count { $0.suppression == nil },
          notes: report.notes.filter(\.isIncomplete))
      } catch {
        return Outcome(outcome: .unread, notes: [error.note])
      }
    }
  }

  private func tellTrouble(of results: some Sequence<(Input, Outcome)>) {
    for (input, result) in results {
      switch result.outcome {
      case .unread:
        for note in result.notes {
          complain("zhenglint: \(input.path.display): \(note.message[lang])")
        }
      case .refused(let reason):
        let text = LocalizedText(
          zh: "没有修改：\(reason.zh)", en: "left as it is: \(reason.en)")
        complain("zhenglint: \(input.path.display): \(text[lang])")
      case .nothing, .proposal: break
      }
    }
  }

  private func tell(_ changes: [(Input, Proposal)], left: Int, of inputs: [Input]) {
    guard !inputs.isEmpty else {
      complain(LocalizedText(zh: "zhenglint: 没有可检查的文件", en: "zhenglint: nothing to check")[lang])
      return
    }
    let count = changes.reduce(0) { $0 + $1.1.replacements.count }
    let rest = LocalizedText(
      zh: left > 0 ? "；其余 \(left) 处发现须由人改写，见 zhenglint check" : "",
      en: left > 0 ? "; the other \(left) findings need a person, see zhenglint check" : "")
    let done =
      write
      ? LocalizedText(
        zh: "已修改 \(changes.count) 份文件的 \(count) 处",
        en: "\(count) replacements written to \(changes.count) files")
      : LocalizedText(
        zh: "建议修改 \(changes.count) 份文件的 \(count) 处" + (count > 0 ? "，用 --write 写入" : ""),
        en: "\(count) replacements proposed in \(changes.count) files"
          + (count > 0 ? "; --write writes them" : ""))
    complain("zhenglint: \((done + rest)[lang])")
  }

  /// Asks on the terminal; whoever cannot be asked has to say `--yes`.
  private func isConfirmed(_ changes: [(Input, Proposal)]) throws(UsageError) -> Bool {
    if yes { return true }
    guard isatty(STDIN_FILENO) == 1 else { throw .cannotAsk }
    let count = changes.reduce(0) { $0 + $1.1.replacements.count }
    let question = LocalizedText(
      zh: "写入 \(changes.count) 份文件的 \(count) 处修改？[y/N] ",
      en: "Write \(count) replacements to \(changes.count) files? [y/N] ")
    var sink = OutputSink(STDERR_FILENO)
    sink.write(question[lang])
    return ["y", "Y", "yes", "是"].contains(readLine() ?? "")
  }
}

extension FixCommand {
  /// Replaces a file at once: a reader sees the old content or the new.
  ///
  /// - Returns: Whether it was done; if not, standard error says why.
  private func carryOut(_ change: (input: Input, proposal: Proposal)) -> Bool {
    let reason: LocalizedText
    do throws(SystemError) {
      let path = try change.input.entry.canonical()
      // While somebody read the proposals, somebody else may have written the file.
      if try path.contents() == change.proposal.oldBytes {
        try path.exchangeContents(with: change.proposal.bytes)
        return true
      }
      reason = LocalizedText(
        zh: "检查之后文件有了变化，请重新运行", en: "it has changed since it was checked; run again")
    } catch {
      reason = error.message
    }
    let text = LocalizedText(zh: "没有写入：\(reason.zh)", en: "not written: \(reason.en)")
    complain("zhenglint: \(change.input.path.display): \(text[lang])")
    return false
  }
}

extension [Input] {
  /// Each file once, whatever links lead to it.
  fileprivate var onceEach: [Input] {
    let entries = Set(map(\.entry))
    var seen: Set<RawPath> = []
    return filter { input in
      guard case .file = input.source else { return true }
      let place = input.place
      if place == input.entry { return true }
      return !entries.contains(place) && seen.insert(place).inserted
    }
  }
}

extension [UInt8] {
  /// Lines for a terminal, which must not obey what a file holds.
  fileprivate var visible: [UInt8] {
    var shown: [UInt8] = []
    for line in split(separator: UInt8(ascii: "\n")) {
      shown.appendVisible(String(decoding: line, as: UTF8.self))
      shown.endLine()
    }
    return shown
  }
}
