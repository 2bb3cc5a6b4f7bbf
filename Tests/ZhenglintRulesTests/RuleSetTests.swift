import Foundation
import Testing
import ZhenglintCore
import ZhenglintRules
import ZhenglintTestSupport

@Suite struct RuleSetTests {
  @Test func theEmbeddedRulesHaveTheVersionOfTheCorePack() throws {
    let set = try RuleSet.embedded()
    #expect(set.version == set.packs.map(\.version).max())
    let ids = set.rules.map(\.id)
    #expect(Set(["state-words", "qualification-words", "national-emblem"]).isSubset(of: ids))
    #expect(set.rule(id: "national-emblem")?.terms.first?.text == "国徽")
    #expect(set.rule(id: "emblem") == nil)
  }

  @Test func directoriesAddTheirPacksInByteOrder() throws {
    try withDirectory([
      "b.yml": SmallPack.yaml,
      "B.yaml": SmallPack.yaml.replacing("id: small", with: "id: big")
        .replacing("id: words", with: "id: other-words"),
      "notes.txt": "not: [a pack",
    ]) { directory in
      let set = try RuleSet.load(adding: [directory])
      #expect(set.packs.map(\.id).suffix(2) == ["big", "small"])
      #expect(set.rules.map(\.id).suffix(2) == ["other-words", "words"])
      #expect(try set.version == RuleSet.embedded().version)
    }
  }

  @Test(arguments: [
    ("id: words", "id: state-words", ":22:9: 规则“state-words”重复，首次出现于 Packs/core-wording.yml:"),
    ("id: small", "id: core-wording", ":1:13: 规则包“core-wording”重复，首次出现于 Packs/core-wording.yml:"),
  ])
  func anIdOfAnotherPackIsAnError(piece: String, other: String, message: String) throws {
    try withDirectory(["a.yml": SmallPack.replacing(piece, with: other)]) { directory in
      let error = try #require(throws: RulePackError.self) {
        try RuleSet.load(adding: [directory])
      }
      #expect(error.message.zh.hasPrefix("\(directory)/a.yml\(message)"), "\(error.message.zh)")
    }
  }

  @Test func aDirectoryThatCannotServeIsAnError() throws {
    try withDirectory(["notes.txt": "nothing"]) { directory in
      let empty = try #require(throws: RulePackError.self) {
        try RuleSet.load(adding: [directory])
      }
      #expect(empty.message.zh == "\(directory): 目录中没有规则文件（*.yml、*.yaml）")
      for path in ["\(directory)/missing", "\(directory)/notes.txt"] {
        let error = try #require(throws: RulePackError.self) { try RuleSet.load(adding: [path]) }
        #expect(error.message.zh.hasPrefix("\(path): 无法读取："), "\(error.message.zh)")
      }
    }
  }

  @Test func aPackThatCannotBeReadIsAnError() throws {
    try withDirectory([:]) { directory in
      try FileManager.default.createDirectory(
        atPath: "\(directory)/folder.yml", withIntermediateDirectories: false)
      let error = try #require(throws: RulePackError.self) {
        try RuleSet.load(adding: [directory])
      }
      #expect(error.message.zh.hasPrefix("\(directory)/folder.yml: 无法读取："))
    }
  }

  /// Calls `body` with the path of a fresh directory that holds the files, and removes it.
  private func withDirectory(
    _ files: [String: String], _ body: (String) throws -> Void
  ) throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    for (name, text) in files {
      try Data(text.utf8).write(to: directory.appending(path: name))
    }
    try body(directory.path)
  }
}
