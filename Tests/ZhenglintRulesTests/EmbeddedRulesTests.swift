import Foundation
import Testing
import ZhenglintRules

@Suite struct EmbeddedRulesTests {
  private let project = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The table of `CRuleData.c` needs a line for every file of `Rules/`.
  @Test func theTableHoldsTheFolder() throws {
    let folder = project.appending(path: "Rules")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { !$0.hasPrefix(".") && $0.contains(".") }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    #expect(EmbeddedRules.files.map(\.path) == paths)
    for file in EmbeddedRules.files {
      #expect(try Data(contentsOf: folder.appending(path: file.path)) == Data(file.bytes))
    }
  }

  /// Stale trees cost time at every start; `make trees` (`RECORD_SNAPSHOTS=1`) renews them.
  @Test func theTreesAreThoseOfTheFiles() throws {
    let file = project.appending(path: "Sources/CRuleData/trees.bin")
    let trees = Data(try EmbeddedRules.trees())
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
      try trees.write(to: file)
    } else {
      #expect(try Data(contentsOf: file) == trees, "stale: run make trees")
    }
  }
}
