import Testing
import ZhenglintCore
import ZhenglintMatching

/// What stands around a term whose letters stand apart.
@Suite struct NeighbourhoodTests {
  @Test(arguments: [
    ("沈中 华文班", Parting.afterName),
    ("张小中 华文班", .afterName),
    // 森林 is a word, and names have no four characters.
    ("森林中 华文班", .words),
    ("司马相中 华文班", .words),
    ("沈中华文班", .none),
  ])
  func namesBeforeAGap(text: String, parting: Parting) throws {
    let utf8 = Array(text.utf8)
    let stream = TextStream(channel: .text, utf8: utf8, map: .identity(count: utf8.count))
    var found: [Candidate] = []
    TermMatcher(terms: ["中华"]).forEachCandidate(in: stream) { found.append($0) }
    let candidate = try #require(found.first)
    #expect(Neighbourhood(of: "中华", candidate, in: stream).parting == parting)
  }
}
