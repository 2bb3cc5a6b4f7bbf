import Testing
import ZhenglintLSP

@Suite struct FrameReaderTests {
  private func read(_ pieces: [String]) throws -> [String] {
    var reader = FrameReader()
    var contents: [String] = []
    for piece in pieces {
      reader.append(piece.utf8)
      while let content = try reader.next() {
        contents.append(String(decoding: content, as: UTF8.self))
      }
    }
    return contents
  }

  @Test(arguments: [
    ["Content-Length: 6\r\n\r\n国家"],
    ["content-length:6\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n国家"],
    ["Content-Type: a/b\r\nContent-Length:  6 \r\n\r\n国家"],
    ["Content-Length: 6\n\n国家"],
    ["Content-Le", "ngth: 6\r", "\n\r\n国", "家"],
  ])
  func aMessageIsFound(pieces: [String]) throws {
    #expect(try read(pieces) == ["国家"])
  }

  @Test func messagesFollowEachOther() throws {
    let both =
      "Content-Length: 2\r\n\r\n{}Content-Length: 0\r\n\r\nContent-Length: 3\r\n\r\nabcCont"
    #expect(try read([both]) == ["{}", "", "abc"])
    #expect(try read(both.map(String.init)) == ["{}", "", "abc"])
  }

  @Test(arguments: [
    ("Content-Type: a/b\r\n\r\n", FrameReader.Failure.noLength),
    ("Content-Length: six\r\n\r\n", .noLength),
    ("Content-Length: -1\r\n\r\n", .noLength),
    ("{\"jsonrpc\":\"2.0\"}\r\n\r\n", .noLength),
    ("Content-Length: 99999999999\r\n\r\n", .tooLong(99_999_999_999)),
    (String(repeating: "a", count: 10_000), .headerTooLong),
  ])
  func aHeaderThatIsNoneEndsTheStream(text: String, failure: FrameReader.Failure) {
    #expect(throws: failure) { try read([text]) }
  }

  @Test func whatIsFramedIsReadAgain() throws {
    let frame = String(decoding: Array("{\"a\":\"证\"}".utf8).framed, as: UTF8.self)
    #expect(frame == "Content-Length: 11\r\n\r\n{\"a\":\"证\"}")
    #expect(try read([frame, frame]).count == 2)
  }
}
