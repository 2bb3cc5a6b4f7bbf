import Foundation
import Testing
import ZhenglintLSP

/// A whole session, as it is recorded in `Fixtures/LSP/session.jsonl`.
///
/// A line is a message of the client (`in`), one of the server (`out`), or time that passes
/// (`wait`, in milliseconds). `RECORD_SNAPSHOTS=1` writes the server's anew.
@Suite struct TranscriptTests {
  static let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures/LSP/session.jsonl")

  @Test func theServerSaysWhatItSaid() throws {
    let recorded = String(decoding: try Data(contentsOf: Self.file), as: UTF8.self)
    var session = Session()
    var replayed = ""
    for line in recorded.split(separator: "\n") where !line.hasPrefix(#"{"out":"#) {
      replayed += line + "\n"
      let value = line.drop { $0 != ":" }.dropFirst().dropLast()
      if line.hasPrefix(#"{"in":"#) {
        session.server.receive(Array(value.utf8), at: session.now)
      } else {
        session.now += .milliseconds(try #require(Int(value)))
      }
      replayed += said(by: &session)
      for job in session.server.takeJobs(at: session.now) {
        session.server.finish(job.run())
        replayed += said(by: &session)
      }
    }
    #expect(session.server.exitStatus == 0)
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
      try Data(replayed.utf8).write(to: Self.file)
    }
    let expected = String(decoding: try Data(contentsOf: Self.file), as: UTF8.self)
    #expect(replayed == expected)
  }

  private func said(by session: inout Session) -> String {
    session.server.takeMessages()
      .map { #"{"out":\#(String(decoding: $0, as: UTF8.self))}"# + "\n" }.joined()
  }
}
