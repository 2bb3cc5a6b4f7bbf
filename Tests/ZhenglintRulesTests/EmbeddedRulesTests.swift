import Foundation
import Testing
import ZhenglintRules

@Suite struct EmbeddedRulesTests {
  /// The table of `CRuleData.c` needs a line for every file of `Rules/`.
  @Test func theTableHoldsTheFolder() throws {
    let folder = URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Rules")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { !$0.hasPrefix(".") && $0.contains(".") }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    #expect(EmbeddedRules.files.map(\.path) == paths)
    for file in EmbeddedRules.files {
      #expect(try Data(contentsOf: folder.appending(path: file.path)) == Data(file.bytes))
    }
  }
}
