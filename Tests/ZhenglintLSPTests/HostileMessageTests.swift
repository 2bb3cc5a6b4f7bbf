import Foundation
import Testing
import ZhenglintLSP
import ZhenglintTestSupport

/// Whatever a client sends, the server neither stops nor writes anything that is no message.
@Suite struct HostileMessageTests {
  @Test(arguments: 0..<20)
  func brokenMessagesHarmNothing(seed: UInt64) throws {
    let recorded = String(decoding: try Data(contentsOf: TranscriptTests.file), as: UTF8.self)
    let messages = recorded.split(separator: "\n").filter { $0.hasPrefix(#"{"in":"#) }
      .map { Array($0.dropFirst(6).dropLast().utf8) }
    var generator = SeededGenerator(seed: seed)
    var session = Session()
    for message in messages.dropLast(3) {
      // The initialize request arrives whole, or nothing else would be looked at.
      let isFirst = String(decoding: message, as: UTF8.self).contains(#""initialize""#)
      for round in 0..<5 {
        let broken = isFirst && round == 0 ? message : Self.broken(message, by: &generator)
        session.server.receive(broken, at: session.now)
        try session.collect()
      }
      if Bool.random(using: &generator) { try session.wait(Session.delay) }
    }
    #expect(session.server.exitStatus == nil)
    try session.open("国家级", as: "file:///z.txt")
    try session.wait(Session.delay)
    #expect(session.codes("file:///z.txt") == ["state-words"])
  }

  private static func broken(_ message: [UInt8], by generator: inout SeededGenerator) -> [UInt8] {
    let numbers = [
      "-1", "99999999999999999999", "9223372036854775807", "1.5", "null", "{}", "\"\"",
    ]
    var text = String(decoding: message, as: UTF8.self)
    switch Int.random(in: 0..<3, using: &generator) {
    case 0:
      let places = text.matches(of: /[0-9]+/)
      if let place = places.randomElement(using: &generator) {
        text.replaceSubrange(place.range, with: generator.one(of: numbers))
      }
      return Array(text.utf8)
    case 1:
      let places = text.matches(of: /"[^"]*"/)
      if let place = places.randomElement(using: &generator) {
        text.replaceSubrange(
          place.range, with: generator.one(of: ["\"国\"", "[]", "7", "\"\\ud83d\""]))
      }
      return Array(text.utf8)
    default:
      var bytes = message
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      bytes[place] = UInt8.random(in: .min ... .max, using: &generator)
      return bytes
    }
  }

  @Test func bytesThatAreNoFramesHarmNothing() {
    var generator = SeededGenerator(seed: 7)
    let alphabet = Array("Content-Length: 12\r\n\r\n{}:\n国".utf8)
    for _ in 0..<2_000 {
      var frames = FrameReader()
      frames.append((0..<60).map { _ in generator.one(of: alphabet) })
      while (try? frames.next()) != nil {}
    }
  }
}
