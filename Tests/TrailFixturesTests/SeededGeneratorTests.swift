import Testing
import TrailFixtures

@Suite("The seeded generator")
struct SeededGeneratorTests {
  /// The first numbers that the published reference implementation gives for this seed.
  @Test("gives the numbers of SplitMix64")
  func reference() {
    var generator = SeededGenerator(seed: 1_234_567)
    #expect(
      [generator.next(), generator.next(), generator.next()]
        == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423])
  }

  @Test("draws every number below the bound, and none from it on", arguments: [1, 2, 7, 62])
  func range(bound: Int) {
    var generator = SeededGenerator(seed: 1)
    let drawn = Set((0..<2_000).map { _ in generator.number(below: bound) })
    #expect(drawn == Set(0..<bound))
  }

  @Test("writes UUIDs of version 4")
  func uuid() {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<100 {
      let text = generator.uuid()
      #expect(
        text.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/)
          != nil)
    }
  }
}
