import ArgumentParser
import Testing

@testable import zhenglint

/// `check` reads plain arguments by itself; the parser has to make the same of them.
@Suite struct PlainArgumentsTests {
  @Test(
    arguments: [
      [], ["a", "-", "b"], ["help"], ["--jobs", "3", "--jobs=+4", "x"], ["-q", "--quiet"],
      ["--stdin-filename", "-", "-"], ["--stdin-filename=-a=b", "--color", "never"],
      ["--format", "json", "-o", "x", "--format=csv", "--output", "y", "a"],
      [
        "--lang", "en", "--fail-level", "info", "--fail-level", "review", "--issuer-kind", "school",
      ],
      ["--max-file-size", "10k", "--exclude", "*.a", "--exclude=b", "--issuer", "某 协会"],
    ])
  func areReadAsTheParserReadsThem(arguments: [String]) throws {
    let plain = try #require(CheckCommand(plain: arguments))
    try #expect(values(of: plain) == values(of: CheckCommand.parse(arguments)))
  }

  @Test func everyOptionIsKnown() throws {
    #expect(Self.flags.count >= 14 && Self.options.count >= 24)
    for name in Self.flags {
      let plain = try #require(CheckCommand(plain: ["--" + name]), "\(name)")
      try #expect(values(of: plain) == values(of: CheckCommand.parse(["--" + name])))
    }
    // A value that each of them takes is found by trying.
    for name in Self.options {
      let tried = ["1", "info", "zh", "never", "json", "school"].map { ["--" + name, $0] }
      let arguments = try #require(
        tried.first { (try? CheckCommand.parse($0)) != nil }, "\(name)")
      let plain = try #require(CheckCommand(plain: arguments), "\(name)")
      try #expect(values(of: plain) == values(of: CheckCommand.parse(arguments)))
    }
  }

  @Test(
    arguments: [
      ["--"], [""], ["-qv"], ["-ox"], ["--nope"], ["--jobs"], ["--jobs", "x"], ["--format="],
      ["--issuer", "-x"], ["--quiet=yes"], ["--lang", ""], ["--version"], ["--help"], ["-h"],
      ["--generate-completion-script", "bash"], ["--experimental-dump-help"],
    ])
  func leavesTheRestToTheParser(arguments: [String]) {
    #expect(CheckCommand(plain: arguments) == nil)
  }

  private static let flags = labels(where: { $0.contains("Flag<") })
  private static let options = labels(where: { $0.hasPrefix("Option<") })

  /// Long names of the properties of `check` whose wrappers are such types.
  private static func labels(where isWanted: (String) -> Bool) -> [String] {
    [
      Mirror(reflecting: CheckCommand()), Mirror(reflecting: InputOptions()),
      Mirror(reflecting: LintOptions()),
    ].flatMap(\.children).compactMap { child in
      guard let label = child.label, isWanted("\(type(of: child.value))") else { return nil }
      return label.dropFirst().map { $0.isUppercase ? "-\($0.lowercased())" : "\($0)" }.joined()
    }
  }

  /// All values, with ranks in place of the positions, which go on from one parse to the next.
  private func values(of command: CheckCommand) -> String {
    let text = "\(command)"
    let found = text.matches(of: /position: ([0-9]+)/).compactMap { Int($0.1) }
    return text.replacing(/position: ([0-9]+)/) { match in
      "position: \(found.count { $0 < Int(match.1) ?? 0 })"
    }
  }
}
