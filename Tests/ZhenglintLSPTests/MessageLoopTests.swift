import Foundation
import Synchronization
import Testing
import ZhenglintLSP

/// The loop over pipes, with its own clock; the debouncing that tests wait for is short.
@Suite struct MessageLoopTests {
  /// Runs a loop and its client, each on a thread of its own: both block, as those of tests must not.
  private func talking(
    _ client: @escaping @Sendable (_ toServer: FileHandle, _ fromServer: FileHandle) throws -> Void
  ) async throws -> Int32 {
    let (input, output) = (Pipe(), Pipe())
    var options = LanguageServer.Options(version: "0")
    options.delay = .milliseconds(1)
    let server = LanguageServer(options: options, provider: Session.standard)
    async let status = onThread {
      var loop = MessageLoop(
        server, input: input.fileHandleForReading.fileDescriptor,
        output: output.fileHandleForWriting.fileDescriptor)
      let status = loop.run()
      try output.fileHandleForWriting.close()
      return status
    }
    try await onThread {
      // A failed expectation must end the session too, or the loop would wait for ever.
      defer { try? input.fileHandleForWriting.close() }
      try client(input.fileHandleForWriting, output.fileHandleForReading)
    }
    return try await status
  }

  private func onThread<Result: Sendable>(
    _ body: @escaping @Sendable () throws -> Result
  ) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
      Thread { continuation.resume(with: Swift.Result(catching: body)) }.start()
    }
  }

  private static func message(_ content: String) -> Data { Data(Array(content.utf8).framed) }

  private static let beginning = [
    #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#,
    #"{"jsonrpc":"2.0","method":"initialized","params":{}}"#,
  ]
  private static let ending = [
    #"{"jsonrpc":"2.0","id":9,"method":"shutdown"}"#, #"{"jsonrpc":"2.0","method":"exit"}"#,
  ]

  @Test func aSessionIsHeldAndNothingButFramesIsWritten() async throws {
    let answers = Mutex<[JSON]>([])
    let status = try await talking { server, output in
      let open =
        #"{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///a.txt","languageId":"plaintext","version":1,"text":"国家级"}}}"#
      let hover =
        #"{"jsonrpc":"2.0","id":2,"method":"textDocument/hover","params":{"textDocument":{"uri":"file:///a.txt"},"position":{"line":0,"character":0}}}"#
      for content in Self.beginning + [open, hover] { server.write(Self.message(content)) }
      var frames = FrameReader()
      while answers.withLock(\.count) < 3 {
        let chunk = output.availableData
        try #require(!chunk.isEmpty)
        frames.append(chunk)
        while let content = try frames.next() {
          let answer = try JSON(content)
          answers.withLock { $0.append(answer) }
        }
      }
      for content in Self.ending { server.write(Self.message(content)) }
      frames.append(output.readDataToEndOfFile())
      while let content = try frames.next() {
        let answer = try JSON(content)
        answers.withLock { $0.append(answer) }
      }
    }
    #expect(status == 0)
    #expect(answers.withLock { $0 }.map { $0.id?.number } == [1, nil, 2, 9])
  }

  @Test func theEndOfTheInputEndsIt() async throws {
    #expect(try await talking { _, _ in } == 1)
    let status = try await talking { server, output in
      for content in Self.beginning + [Self.ending[0]] { server.write(Self.message(content)) }
    }
    #expect(status == 0)
  }

  @Test func aHeaderThatIsNoneEndsItWithAnError() async throws {
    let text = Mutex("")
    let status = try await talking { server, output in
      server.write(Data("hello\r\n\r\n".utf8))
      let all = String(decoding: output.readDataToEndOfFile(), as: UTF8.self)
      text.withLock { $0 = all }
    }
    #expect(status == 1)
    #expect(text.withLock { $0 }.contains("-32700"))
  }

  @Test func aClientThatVanishesEndsIt() async throws {
    signal(SIGPIPE, SIG_IGN)
    let status = try await talking { server, output in
      try output.close()
      for content in Self.beginning { server.write(Self.message(content)) }
    }
    #expect(status == 1)
  }

  /// A client that writes everything before it reads must not stop the server from reading.
  @Test func bothSidesMayWriteAtOnce() async throws {
    let count = Atomic(0)
    let status = try await talking { server, output in
      let unknown = #"{"jsonrpc":"2.0","id":5,"method":"\#(String(repeating: "a", count: 1_000))"}"#
      let flood = (0..<1_000).map { _ in Self.message(unknown) }.reduce(Data(), +)
      for content in Self.beginning { server.write(Self.message(content)) }
      server.write(flood)
      for content in Self.ending { server.write(Self.message(content)) }
      var frames = FrameReader()
      frames.append(output.readDataToEndOfFile())
      while try frames.next() != nil { count.add(1, ordering: .relaxed) }
    }
    #expect(status == 0)
    #expect(count.load(ordering: .relaxed) == 1_002)
  }
}
