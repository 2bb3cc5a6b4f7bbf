import Testing
import ZhenglintCore

@Suite struct KnownValuesTests {
  @Test func aValueIsWorkedOutOnce() {
    let known = KnownValues<String, Int>(limit: 2)
    var worked = 0
    for _ in 0..<3 {
      let value = known.value(of: "国") {
        worked += 1
        return 5
      }
      #expect(value == 5)
    }
    #expect(worked == 1)
  }

  @Test func beyondTheLimitNothingIsKept() {
    let known = KnownValues<String, Int>(limit: 1)
    #expect(known.value(of: "国") { 1 } == 1)
    #expect(known.value(of: "家") { 2 } == 2)
    #expect(known.value(of: "家") { 3 } == 3)
    #expect(known.value(of: "国") { 4 } == 1)
  }
}
