import ArgumentParser
import Glibc
import ZhenglintCore
import ZhenglintProject
import ZhenglintReporting
import ZhenglintScan

/// `zhenglint evidence`; what the options mean to a user stands in `evidenceHelp`.
struct EvidenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence", subcommands: [ExtractCommand.self, VerifyCommand.self],
    defaultSubcommand: ExtractCommand.self)

  struct ExtractCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "extract", shouldDisplay: false)
    @Argument(help: ArgumentHelp(valueName: "case")) var number: Int64
    @Option(
      name: .shortAndLong, help: ArgumentHelp(valueName: "dir"), completion: .directory)
    var output: String
    @Option(help: ArgumentHelp(valueName: "name")) var who: String?
    @OptionGroup var options: CasesOptions

    func run() throws {
      let who = try User.name(orNamed: who)
      let digest: String
      do {
        digest = try extract(by: who)
      } catch let error as StoreError {
        throw UsageError.store(error)
      } catch let error as EvidenceError {
        throw UsageError.evidence(error)
      }
      let text = LocalizedText(
        zh: """
          第 \(number) 号案件的证据：\(String(visible: output))
          证据摘要（已记入结果库）：
          \(digest)

          """,
        en: """
          evidence of case \(number): \(String(visible: output))
          digest (kept in the store):
          \(digest)

          """)
      try options.write(Array(text[options.lang].utf8))
    }

    /// Puts the folder together and the digest into the store: both or, where that fails, neither.
    ///
    /// - Returns: The digest.
    /// - Throws: `StoreError`, `EvidenceError`.
    private func extract(by who: String) throws -> String {
      let folder = try NewFolder(RawPath(output.utf8))
      let store = try ScanStore(at: options.store, for: .keepingCases)
      let file = try CaseFile(number, in: store)
      let evidence = Evidence(
        of: file, source: try file.source(), takenBy: who, language: options.lang)
      let draft = try folder.draft(evidence.files)
      var failure: EvidenceError?
      do throws(StoreError) {
        try store.recordEvidence(of: file.scanCase, sha256: evidence.digest, by: who) {
          do throws(EvidenceError) {
            try draft.publish()
          } catch {
            failure = error
            throw error
          }
        }
      } catch {
        draft.discard()
        if let failure { throw failure }
        throw error
      }
      return evidence.digest
    }
  }

  struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "verify")
    @Argument(help: ArgumentHelp(valueName: "dir"), completion: .directory) var folder: String
    @Option(help: ArgumentHelp(valueName: "file"), completion: .file()) var store: String?
    @Option var lang: Language = .zh

    func run() throws {
      let check: EvidenceCheck
      var known: RecordedEvidence?
      do {
        check = try EvidenceCheck(of: RawPath(folder.utf8))
        known = try store.map { try ScanStore(at: $0, for: .reading) }?
          .evidence(withDigest: check.digest)
      } catch let error as StoreError {
        throw UsageError.store(error)
      } catch let error as EvidenceError {
        throw UsageError.evidence(error)
      }
      var sink = OutputSink(STDOUT_FILENO)
      for difference in check.differences { sink.write(difference.message[lang] + "\n") }
      sink.write(conclusion(check, known)[lang] + "\n")
      if let failure = sink.failure { throw UsageError.outputNotWritable(nil, failure) }
      let agrees = check.differences.isEmpty && (store == nil || known != nil)
      throw ExitCode((agrees ? ExitStatus.clean : .findings).rawValue)
    }

    private func conclusion(
      _ check: EvidenceCheck, _ known: RecordedEvidence?
    ) -> LocalizedText {
      let digest = LocalizedText(zh: "证据摘要：\(check.digest)\n", en: "digest: \(check.digest)\n")
      let files =
        check.differences.isEmpty
        ? LocalizedText(
          zh: "各文件与 SHA256SUMS 一致。\n", en: "All files agree with SHA256SUMS.\n")
        : LocalizedText(
          zh: "与 SHA256SUMS 不符：\(check.differences.count) 处。\n",
          en: "\(counted(check.differences.count, "difference")) from SHA256SUMS.\n")
      guard store != nil else {
        return digest + files
          + LocalizedText(
            zh: "只与文件夹自身相比：SHA256SUMS 本身有没有改动，要加 --store 才知道。",
            en:
              "The folder was compared only with itself: whether SHA256SUMS was changed, --store tells."
          )
      }
      guard let known else {
        return digest + files
          + LocalizedText(
            zh: "结果库中没有这个摘要：SHA256SUMS 有改动，或不是由这个结果库提取的。",
            en:
              "The store does not know this digest: SHA256SUMS was changed, or is of another store."
          )
      }
      return digest + files
        + LocalizedText(
          zh: "结果库中有这个摘要：第 \(known.caseID) 号案件，\(known.time)。",
          en: "The store knows this digest: case \(known.caseID), \(known.time).")
    }
  }
}
