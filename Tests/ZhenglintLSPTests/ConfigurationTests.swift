import Synchronization
import Testing
import ZhenglintCore
import ZhenglintEngine
import ZhenglintLSP

@Suite struct ConfigurationTests {
  /// A configuration that a test changes.
  final class Changing: LinterProvider {
    let configurationFileNames = [".zhenglint.yml", ".zhenglintignore"]
    enum State {
      case standard
      case excluding
      case broken
    }

    let state = Mutex(State.standard)
    /// The roots of each time that it was read.
    let reads = Mutex<[[String]]>([])

    func linter(for path: String?) throws(ConfigurationError) -> Linter? {
      switch state.withLock({ $0 }) {
      case .standard: return try Session.standard.linter(for: path)
      case .excluding: return nil
      case .broken:
        throw ConfigurationError(LocalizedText(zh: "第 3 行有误", en: "line 3 is wrong"))
      }
    }

    func reload(roots: [String]) { reads.withLock { $0.append(roots) } }
  }

  let provider = Changing()

  private func changed(_ session: inout Session, to state: Changing.State) throws {
    provider.state.withLock { $0 = state }
    try session.notify(
      "workspace/didChangeWatchedFiles",
      #"{"changes":[{"uri":"file:///w/.zhenglint.yml","type":2}]}"#)
    try session.wait()
  }

  @Test func aChangedConfigurationIsReadAndApplied() throws {
    var session = try Session.begun(provider: provider)
    try session.open("国家级")
    try session.wait()
    #expect(session.codes() == ["state-words"])
    try changed(&session, to: .excluding)
    #expect(session.codes() == [])
    try changed(&session, to: .standard)
    #expect(session.codes() == ["state-words"])
  }

  @Test func aMistakeIsShownOnceAndTheDocumentsDoNotPass() throws {
    var session = try Session.begun(provider: provider)
    try changed(&session, to: .broken)
    try session.open("证书", as: "file:///a.txt")
    try session.open("证书", as: "file:///b.txt")
    try session.wait()
    let shown = session.received.filter { $0.method?.string == "window/showMessage" }
    #expect(shown.map(\.params?.message?.string) == ["第 3 行有误"])
    #expect(shown.first?.params?.type?.number == 1)
    #expect(session.codes("file:///a.txt") == ["configuration"])
    #expect(session.codes("file:///b.txt") == ["configuration"])
    try changed(&session, to: .broken)
    #expect(session.received.count { $0.method?.string == "window/showMessage" } == 2)
    try changed(&session, to: .standard)
    #expect(session.codes("file:///a.txt") == [])
  }

  @Test(arguments: [
    ("workspace/didChangeConfiguration", #"{"settings":null}"#, true),
    ("textDocument/didSave", #"{"textDocument":{"uri":"file:///w/.zhenglintignore"}}"#, true),
    ("textDocument/didSave", #"{"textDocument":{"uri":"file:///w/a.html"}}"#, false),
    (
      "workspace/didChangeWatchedFiles", #"{"changes":[{"uri":"file:///w/a.yml","type":1}]}"#, false
    ),
    ("workspace/didChangeWatchedFiles", #"{"changes":[]}"#, false),
  ])
  func whatMayChangeTheConfigurationIsHeard(method: String, params: String, isRead: Bool) throws {
    var session = try Session.begun(provider: provider)
    try session.notify(method, params)
    #expect(provider.reads.withLock(\.count) == (isRead ? 2 : 1))
  }

  @Test func rootsAreKnownAndChange() throws {
    var session = Session(provider: provider)
    try session.request(
      0, "initialize",
      #"{"capabilities":{},"rootUri":"file:///x","workspaceFolders":[{"uri":"file:///%E8%AF%81","name":"a"},{"uri":"file:///b","name":"b"}]}"#
    )
    try session.notify(
      "workspace/didChangeWorkspaceFolders",
      #"{"event":{"added":[{"uri":"file:///c","name":"c"}],"removed":[{"uri":"file:///b","name":"b"}]}}"#
    )
    #expect(provider.reads.withLock { $0 } == [["/证", "/b"], ["/证", "/c"]])
    // A document outside all of them is checked like any other.
    try session.open("国家级", as: "file:///elsewhere/a.txt")
    try session.wait()
    #expect(session.codes("file:///elsewhere/a.txt") == ["state-words"])
  }

  @Test func aSingleRootIsKnownToo() throws {
    var session = Session(provider: provider)
    try session.request(
      0, "initialize", #"{"capabilities":{},"rootUri":"file:///x","workspaceFolders":null}"#)
    #expect(provider.reads.withLock { $0 } == [["/x"]])
  }

  @Test func theServerRegistersWhereItMay() throws {
    let session = try Session.begun(
      #"{"workspace":{"didChangeConfiguration":{"dynamicRegistration":true},"didChangeWatchedFiles":{"dynamicRegistration":true}}}"#
    )
    let registration = try #require(session.received.last)
    #expect(registration.method?.string == "client/registerCapability")
    let entries = registration.params?.registrations?.list ?? []
    #expect(
      entries.map(\.method?.string) == [
        "workspace/didChangeConfiguration", "workspace/didChangeWatchedFiles",
      ])
    let patterns = entries.last?.registerOptions?.watchers?.list.map(\.globPattern?.string)
    #expect(patterns == ["**/.zhenglint.yml", "**/.zhenglintignore"])
    #expect(try Session.begun().received.count == 1)
  }
}
