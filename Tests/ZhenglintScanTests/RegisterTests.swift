import Foundation
import Testing
import ZhenglintCore
import ZhenglintEngine

@testable import ZhenglintScan

@Suite struct RegisterTests {
  private static let day = CalendarDate(iso8601: "2026-11-23")
  private let directory: URL
  private let store: ScanStore

  init() throws {
    directory = FileManager.default.temporaryDirectory.appending(path: "cases-\(UUID())")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    store = try ScanStore(at: directory.appending(path: "x.db").path, for: .scanning)
  }

  private func begin() throws -> ScanRun {
    let day = try #require(Self.day)
    let terms = ScanRun.Terms(
      toolVersion: "0", rulesVersion: "0", rulesSHA256: "0", asOf: day, edition: nil)
    return try store.begin(terms, command: "scan", options: "")
  }

  /// Has a run read `a.txt`, in which there is the term or nothing.
  private func read(_ term: String?, in run: ScanRun) throws {
    let entry = Array("/a.txt".utf8)
    try store.list([ListedInput(path: "a.txt", entry: entry, trouble: nil)], in: run)
    let input = try #require(try store.pending(in: run, after: 0, limit: 1).first)
    let options = Linter.Options(asOf: try #require(Self.day))
    let judgement = Judgement(
      key: JudgementKey(
        sha256: term ?? "", path: "a.txt",
        settings: SettingsDigest(options, rules: "0", tool: "0")),
      size: 1,
      report: InputReport(
        path: "a.txt", sha256: term ?? "", status: .checked,
        findings: term.map { [finding($0)] } ?? []
      ), rules: ["state-words"])
    _ = try store.record([(input.id, .judged(judgement))], in: run)
  }

  private func finding(_ term: String) -> Finding {
    let text = LocalizedText(zh: term, en: term)
    let position = Position(line: 1, column: 1, utf8Column: 1)
    return Finding(
      rule: "state-words", level: .violation, confidence: .certain, term: term, text: term,
      disguises: [], channel: .text, field: nil,
      location: Location(
        bytes: ByteRange(start: 0, end: 6), start: position, end: position, isExact: true),
      excerpt: .none, context: term, message: text, advice: text, readings: [], basis: [],
      fingerprint: term)
  }

  /// A run that was begun before another and is gone on with after it knows older contents.
  @Test(
    arguments: [("国家", nil, .open), (nil, "国家", .verified)] as [(String?, String?, CaseStatus)])
  func anOlderRunDoesNotUndoALaterOne(
    later: String?, older: String?, status: CaseStatus
  ) throws {
    let first = try begin()
    try read("中华", in: first)
    #expect(try store.finish(first).opened == 1)
    let waiting = try begin()
    try read(older, in: waiting)
    let overtaking = try begin()
    try read(later, in: overtaking)
    _ = try store.finish(overtaking)
    #expect(try store.finish(waiting).isEmpty)
    let found = try #require(try store.cases().first)
    #expect(found.status == status)
    #expect(found.run == (later == nil ? first.id : overtaking.id))
  }

  /// As long as a run is not finished, its findings are no cases.
  @Test func onlyAFinishedRunCounts() throws {
    let run = try begin()
    try read("国家", in: run)
    #expect(try store.cases().isEmpty)
    #expect(try store.finish(run).opened == 1)
    #expect(try store.finishedRun().id == run.id)
    #expect(try store.cases().map(\.path) == ["a.txt"])
  }

  @Test func evidenceThatWasNotPublishedIsNotKept() throws {
    let run = try begin()
    try read("国家", in: run)
    _ = try store.finish(run)
    let found = try store.findCase(1)
    struct Unpublished: Error {}
    #expect(throws: StoreError.self) {
      try store.recordEvidence(of: found, sha256: "ab", by: "Li") { throw Unpublished() }
    }
    #expect(try store.evidence(withDigest: "ab") == nil)
    #expect(try store.history(of: found).count == 1)
    try store.recordEvidence(of: found, sha256: "ab", by: "Li") {}
    #expect(try store.evidence(withDigest: "ab")?.caseID == 1)
    #expect(try store.history(of: found).map(\.who) == ["zhenglint", "Li"])
  }
}
