import ArgumentParser
import Glibc
import Logging
import ZhenglintCore
import ZhenglintReporting
import ZhenglintScan

enum LogFormat: String, CaseIterable, ExpressibleByArgument {
  case text
  case json
}

/// What a scan says while it runs, on standard error.
///
/// Sentences for people, or a JSON object a line for programs. What came of it goes to standard
/// output.
struct ScanLog: Sendable {
  private let language: Language
  private let isQuiet: Bool
  /// `nil` for people.
  private let logger: Logger?

  init(format: LogFormat, language: Language, isQuiet: Bool) {
    self.language = language
    self.isQuiet = isQuiet
    logger = format == .json ? Logger(label: "zhenglint.scan") { _ in JSONLogHandler() } : nil
  }

  func began(_ run: ScanRun) {
    tell(
      "run-began", run.metadata,
      zh: "第 \(run.id) 次扫描开始", en: "run \(run.id) begins")
  }

  func resumed(_ run: ScanRun, _ count: (all: Int, done: Int)) {
    tell(
      "run-resumed",
      run.metadata.merging(["done": "\(count.done)", "inputs": "\(count.all)"]) { $1 },
      zh: "接着做第 \(run.id) 次扫描：已有 \(count.done) 份结果",
      en: "going on with run \(run.id): \(count.done) results are there")
  }

  func abandoned(_ run: ScanRun) {
    tell(
      "run-abandoned", run.metadata,
      zh: "第 \(run.id) 次扫描没有做完，其后程序或规则有变，不再接着做；内容相同、结果仍有效的不会重查",
      en:
        "run \(run.id) was not finished and program or rules have changed since: not gone on with; what still holds of it is used"
    )
  }

  /// Says why contents that a run has judged are judged again.
  func changed(_ terms: ScanRun.Terms, since last: ScanRun) {
    let parts = terms.changes(since: last.terms)
    tell(
      "terms-changed", ["run": "\(last.id)"],
      zh:
        "与第 \(last.id) 次相比，\(parts.map(\.zh).joined(separator: "、"))有变，任何结论都可能受影响，因此全部重新检查",
      en:
        "since run \(last.id) \(parts.map(\.en).joined(separator: ", ")) changed, which may affect any result: everything is checked again"
    )
  }

  func note(_ note: Note) { tell(note.code, [:], note.message) }

  func unread(_ path: String, _ note: Note) {
    tell(
      "input-unread", ["path": "\(path)", "code": "\(note.code)"], level: .warning, isUrgent: true,
      LocalizedText(zh: "\(path): \(note.message.zh)", en: "\(path): \(note.message.en)"))
  }

  func faulty(_ fault: ManifestFault, of manifest: String) {
    tell(
      "manifest-fault", ["path": "\(manifest)", "line": "\(fault.line)"], level: .warning,
      isUrgent: true,
      LocalizedText(
        zh: "\(manifest) 第 \(fault.line) 行：\(fault.message.zh)",
        en: "\(manifest), line \(fault.line): \(fault.message.en)"))
  }

  /// Tells how far the scan is, on a line of its own or in place of the last one.
  func progress(_ state: ScanProgress.State, isLine: Bool) {
    if let logger {
      logger.info("progress", metadata: state.metadata)
    } else if !isQuiet {
      let text = state.text[language]
      if isLine { complain("zhenglint: \(text)") } else { show("\r\(text)\u{1B}[K") }
    }
  }

  func wipe() { if logger == nil, !isQuiet { show("\r\u{1B}[K") } }

  func interrupted(done: Int, total: Int) {
    tell(
      "interrupted", ["done": "\(done)", "inputs": "\(total)"], level: .warning, isUrgent: true,
      LocalizedText(
        zh: "已停止：\(total) 份中有结果的 \(done) 份，都已存下；再次运行同一命令即可接着做",
        en:
          "stopped: \(done) of \(total) inputs have results, all of them stored; give the same command to go on"
      ))
  }

  func finished(
    _ run: ScanRun, _ summary: ScanSummary, since earlier: (run: ScanRun, changes: ScanChanges)?
  ) {
    var metadata = run.metadata.merging(summary.metadata) { $1 }
    if let changes = earlier?.changes {
      metadata["new"] = "\(changes.new)"
      metadata["fixed"] = "\(changes.fixed)"
      metadata["unchanged"] = "\(changes.unchanged)"
    }
    logger?.info("run-finished", metadata: metadata)
    var sink = OutputSink(STDOUT_FILENO)
    sink.write(page(of: run, summary, since: earlier)[language])
  }

  /// What became of the register of cases; nothing is said where it is as it was.
  func settled(_ cases: CaseChanges, of run: ScanRun) {
    guard !cases.isEmpty else { return }
    let metadata: Logger.Metadata = [
      "opened": "\(cases.opened)", "reopened": "\(cases.reopened)",
      "verified": "\(cases.verified)", "dismissedChanged": "\(cases.noted)",
    ]
    logger?.info("cases-settled", metadata: run.metadata.merging(metadata) { $1 })
    let counts = [
      (cases.opened, LocalizedText(zh: "新增", en: "opened")),
      (cases.reopened, LocalizedText(zh: "重新打开", en: "reopened")),
      (cases.verified, LocalizedText(zh: "复查通过", en: "verified")),
      (cases.noted, LocalizedText(zh: "不予处理而发现有变", en: "dismissed, with other findings now")),
    ].filter { $0.0 > 0 }
    let text = LocalizedText(
      zh: "  台账：" + counts.map { "\($1.zh) \($0) 件" }.joined(separator: "，") + "\n",
      en: "  cases: " + counts.map { "\($0) \($1.en)" }.joined(separator: ", ") + "\n")
    var sink = OutputSink(STDOUT_FILENO)
    sink.write(text[language])
  }

  private func page(
    of run: ScanRun, _ summary: ScanSummary, since earlier: (run: ScanRun, changes: ScanChanges)?
  ) -> LocalizedText {
    var text = LocalizedText(
      zh: """
        第 \(run.id) 次扫描完成
          文件：\(summary.inputs) 份，完整检查 \(summary.checked) 份，部分读取 \(summary.partly) 份，未读 \(summary.unread) 份
          发现：违反规定 \(summary.violation) 处（\(summary.inputsInBreach) 份），需人工判断 \(summary.review) 处
          沿用：\(summary.reused) 份内容相同，未重复检查

        """,
      en: """
        run \(run.id) is finished
          inputs: \(summary.inputs), checked whole \(summary.checked), in part \(summary.partly), unread \(summary.unread)
          findings: \(summary.violation) in breach (in \(summary.inputsInBreach) inputs), \(summary.review) for a person to decide
          reused: \(summary.reused) inputs of equal contents were not checked again

        """)
    if let (earlier, changes) = earlier {
      text =
        text
        + LocalizedText(
          zh:
            "  与第 \(earlier.id) 次相比：新增 \(changes.new) 处，消除 \(changes.fixed) 处，未变 \(changes.unchanged) 处\n",
          en:
            "  since run \(earlier.id): \(changes.new) new, \(changes.fixed) fixed, \(changes.unchanged) unchanged\n"
        )
    }
    if summary.faultyRows > 0 {
      text =
        text
        + LocalizedText(
          zh: "  清单：\(summary.faultyRows) 行有误，没有采用\n",
          en: "  manifest: \(counted(summary.faultyRows, "row")) could not be used\n")
    }
    let conclusion = summary.conclusion
    return text + LocalizedText(zh: "  结论：\(conclusion.zh)\n", en: "  \(conclusion.en)\n")
  }

  private func tell(_ event: String, _ metadata: Logger.Metadata, zh: String, en: String) {
    tell(event, metadata, LocalizedText(zh: zh, en: en))
  }

  private func tell(
    _ event: String, _ metadata: Logger.Metadata, level: Logger.Level = .info,
    isUrgent: Bool = false, _ message: LocalizedText
  ) {
    if let logger {
      logger.log(
        level: level, "\(event)",
        metadata: metadata.merging(["text": "\(message[language])"]) { $1 })
    } else if isUrgent || !isQuiet {
      complain("zhenglint: \(message[language])")
    }
  }

  private func show(_ text: String) {
    var sink = OutputSink(STDERR_FILENO)
    sink.write(text)
  }
}

extension ScanRun {
  fileprivate var metadata: Logger.Metadata {
    [
      "run": "\(id)", "rules": "\(terms.rulesVersion)", "asOf": "\(terms.asOf)",
      "edition": "\(terms.edition ?? "")",
    ]
  }
}

extension ScanRun.Terms {
  /// What of it is not what it was.
  fileprivate func changes(since earlier: ScanRun.Terms) -> [LocalizedText] {
    [
      (toolVersion != earlier.toolVersion, LocalizedText(zh: "程序版本", en: "the program")),
      (rulesSHA256 != earlier.rulesSHA256, LocalizedText(zh: "规则或目录", en: "rules or catalogue")),
      (
        asOf != earlier.asOf,
        LocalizedText(
          zh: "时点（\(earlier.asOf) → \(asOf)，可用 --as-of 固定）",
          en: "the day (\(earlier.asOf) → \(asOf); --as-of keeps it)")
      ),
      (
        edition != earlier.edition,
        LocalizedText(zh: "目录版本", en: "the edition of the catalogue")
      ),
    ].filter(\.0).map(\.1)
  }
}

extension ScanSummary {
  fileprivate var metadata: Logger.Metadata {
    [
      "inputs": "\(inputs)", "checked": "\(checked)", "partly": "\(partly)", "unread": "\(unread)",
      "violation": "\(violation)", "review": "\(review)", "info": "\(info)", "reused": "\(reused)",
    ]
  }
}

extension ScanSummary {
  /// What the run means; nothing that was not checked whole counts as passed.
  fileprivate var conclusion: LocalizedText {
    let incomplete = partly + unread
    if inputs == 0 { return LocalizedText(zh: "没有可检查的文件。", en: "there was nothing to check.") }
    if incomplete > 0 {
      return LocalizedText(
        zh: "有 \(incomplete) 份未能完整检查，不能视为通过。",
        en:
          "\(counted(incomplete, "input")) could not be checked whole and must not count as passed."
      )
    }
    if violation > 0 {
      return LocalizedText(
        zh: "\(inputsInBreach) 份证书违反规定。", en: "\(counted(inputsInBreach, "input")) in breach.")
    }
    if review > 0 {
      return LocalizedText(
        zh: "没有违反规定的发现；有 \(review) 处需人工判断。",
        en: "no violations; \(review) for a person to decide.")
    }
    return LocalizedText(zh: "未发现问题。", en: "nothing found.")
  }
}

extension ScanProgress.State {
  fileprivate var metadata: Logger.Metadata {
    [
      "inputs": "\(total)", "done": "\(done)", "perSecond": "\(Int(rate))",
      "findings": "\(findings)", "unread": "\(unread)",
      "remainingSeconds": "\(remaining.map(String.init) ?? "")",
    ]
  }

  fileprivate var text: LocalizedText {
    let left = remaining ?? 0
    let time =
      left < 60
      ? LocalizedText(zh: "\(left) 秒", en: "\(left) s")
      : LocalizedText(zh: "\((left + 59) / 60) 分钟", en: "\((left + 59) / 60) min")
    return LocalizedText(
      zh: "\(done)/\(total)  \(Int(rate)) 份/秒  还需 \(time.zh)  发现 \(findings) 处",
      en: "\(done)/\(total)  \(Int(rate))/s  \(time.en) left  \(counted(findings, "finding"))")
  }
}

/// Writes each event as a JSON object on a line of standard error.
private struct JSONLogHandler: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.info

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    var json = JSONWriter(isOnOneLine: true)
    json.object(.inline) { json in
      json.member("time", Timestamp.now)
      json.member("level", event.level.rawValue)
      json.member("event", event.message.description)
      let all = metadata.merging(event.metadata ?? [:]) { $1 }
      for (key, value) in all.sorted(by: { $0.key < $1.key }) {
        json.member(named: key, "\(value)")
      }
    }
    json.endLine()
    var sink = OutputSink(STDERR_FILENO)
    json.flush(to: &sink)
  }
}
