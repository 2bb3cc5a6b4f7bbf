import Glibc
import ZhenglintCore
import ZhenglintEngine
import ZhenglintProject
import ZhenglintReporting
import ZhenglintRules

extension CheckCommand {
  /// Marks what the baseline has, and writes the new one.
  ///
  /// - Parameters:
  ///   - report: of the run.
  ///   - inputs: of the run, in the order of the report.
  ///   - linters: that checked them.
  ///   - unreported: Of each input, findings that `--diff-from` leaves out.
  /// - Throws: Why a file cannot be read or written.
  func applyBaseline(
    to report: inout RunReport, of inputs: [Input], checkedWith linters: [Linter],
    beside unreported: [[Finding]]
  ) throws(UsageError) {
    guard let name = baseline ?? writeBaseline else { return }
    let source = RawPath(name.utf8)
    // Only a baseline to be written need not be there yet.
    let isFirst = baseline == nil && !source.exists
    let old = isFirst ? Baseline([]) : try load(source)
    let target = writeBaseline.map { RawPath($0.utf8) }
    guard let directory = (try? (target ?? source).entry())?.parent else {
      throw .baselineNotReadable(
        name, LocalizedText(zh: "没有这个目录", en: "there is no such directory"))
    }
    func apply(_ use: inout BaselineUse) {
      for index in report.inputs.indices {
        use.apply(
          to: &report.inputs[index], at: inputs[index].entry, beside: unreported[index],
          appliedRules: linters[index].appliedRuleIDs)
      }
    }
    var use = BaselineUse(old, in: directory)
    apply(&use)
    let vanished = use.vanished
    guard let target else {
      if !vanished.isEmpty { report.notes.append(.vanished(vanished)) }
      return
    }
    let accepts = isFirst || acceptNew
    let renewed = use.renewed(without: vanished, accepting: accepts)
    let file = try ReportFile(target)
    try file.replace { $0.write(renewed.json) }
    report.notes.append(
      .baselineWritten(
        renewed.entries.count, dropped: vanished.count,
        added: accepts ? use.additions.count : 0, left: accepts ? 0 : use.additions.count))
    guard accepts else { return }
    // What has just been written down does not count any more.
    var again = BaselineUse(renewed, in: directory)
    apply(&again)
  }

  private func load(_ path: RawPath) throws(UsageError) -> Baseline {
    let bytes: [UInt8]
    do {
      bytes = try path.contents()
    } catch {
      throw .baselineNotReadable(path.display, error.message)
    }
    do {
      return try Baseline(json: bytes)
    } catch {
      throw .baselineNotReadable(path.display, error.message)
    }
  }
}

extension Baseline {
  /// The file, which `init(json:)` reads: keys in a fixed order, an entry on lines of its own.
  fileprivate var json: [UInt8] {
    var json = JSONWriter()
    json.object(.lines) { json in
      json.member("schema", Baseline.schema)
      json.key("findings")
      json.array(entries, .lines) { json, entry in
        json.object(.lines) { json in
          json.member("path", entry.path)
          json.member("rule", entry.rule)
          json.member("term", entry.term)
          json.member("text", entry.text)
          json.member("context", entry.context)
          json.member("fingerprint", entry.fingerprint)
          json.member("reason", entry.reason)
        }
      }
    }
    return json.bytes + [UInt8(ascii: "\n")]
  }
}

extension Note {
  fileprivate static func vanished(_ entries: [Baseline.Entry]) -> Note {
    let listed = entries.prefix(10).map { "\($0.path) \($0.rule) “\($0.term)”" }
    let rest = entries.count - listed.count
    return Note(
      code: "baseline-vanished",
      zh: "基线中有 \(entries.count) 处已不再出现，可用 --write-baseline 删去："
        + listed.joined(separator: "；") + (rest > 0 ? "；另有 \(rest) 处" : ""),
      en: "\(entries.count) of the baseline no longer occur; --write-baseline drops them: "
        + listed.joined(separator: "; ") + (rest > 0 ? "; and \(rest) more" : ""),
      isIncomplete: false, isWarning: true)
  }

  fileprivate static func baselineWritten(
    _ count: Int, dropped: Int, added: Int, left: Int
  ) -> Note {
    var zh = "基线已写入，共 \(count) 处（新增 \(added)，删去 \(dropped)）"
    var en = "baseline written: \(count) entries (\(added) new, \(dropped) dropped)"
    if left > 0 {
      zh += "；另有 \(left) 处新发现没有写入，要写入请加 --accept-new"
      en += "; \(left) new findings were not written, add --accept-new to do so"
    }
    return Note(code: "baseline-written", zh: zh, en: en, isIncomplete: false)
  }
}
