import Testing
import Timeline
import TrailFixtures

@testable import Evidence

@Suite("Tallies")
struct TallyTests {
  static let details = 8
  static let identities = 1_024

  static func use(_ number: Int, file: String = "") -> Use {
    Use(
      time: Instant(secondsSince1970: Int64(number)), eventID: "event-\(number)", key: "k",
      file: file)
  }

  static func tally(
    _ numbers: some Sequence<Int>, details: Int = details, identities: Int = identities
  ) -> Tally {
    var tally: Tally?
    for number in numbers {
      let use = use(number)
      var grown =
        tally ?? Tally(at: use.time, detailLimit: details, identityLimit: identities)
      grown.insert(use, identity: UseIdentity(id: use.eventID))
      tally = grown
    }
    return tally ?? Tally(at: Instant(secondsSince1970: 0))
  }

  /// Compared here, so that a failure does not print thousands of identities.
  static func areSame(_ a: Tally, _ b: Tally) -> Bool { a.settled() == b.settled() }

  @Test("count exactly up to their limit", arguments: [1, 2, 7, 8, 9, 15, 16, 17, 1_023, 1_024])
  func exact(count: Int) {
    let tally = Self.tally((0..<count).flatMap { [$0, $0 / 2] })
    #expect(tally.count == count)
    #expect(!tally.isEstimate)
    #expect(tally.settled().count == count)
    #expect(tally.isAbridged == (count > Self.details))
    #expect(tally.settled().uses.count == min(count, Self.details))
    #expect(tally.extent.from.secondsSince1970 == 0)
    #expect(tally.extent.to.secondsSince1970 == Int64(count - 1))
  }

  @Test("keep all uses up to their limit, by time", arguments: [1, 5, 8])
  func uses(count: Int) {
    #expect(Self.tally((0..<count).reversed()).uses == (0..<count).map { Self.use($0) })
  }

  /// Of a thousand identities the standard error is 3 %: the numbers here are fixed.
  @Test("estimate above it", arguments: [1_025, 2_047, 2_048, 2_049, 5_000, 50_000])
  func estimate(count: Int) {
    let tally = Self.tally(0..<count)
    #expect(tally.isEstimate)
    #expect(tally.isAbridged)
    #expect(abs(tally.count - count) < count * 8 / 100, "\(tally.count)")
    #expect(tally.settled().count == tally.count)
    #expect(tally.settled().uses.count == Self.details)
  }

  @Test("estimate to within 1 % at the limit that there is")
  func realLimit() {
    let count = Tally.identityLimit + Tally.identityLimit / 4
    var tally = Tally(at: Instant(secondsSince1970: 0))
    let use = Self.use(0)
    for number in 0..<count {
      tally.insert(use, identity: UseIdentity(id: "\(number)-event"))
    }
    let settled = tally.settled()
    #expect(settled.isEstimate)
    #expect(abs(settled.count - count) < count / 100, "\(settled.count)")
    #expect(settled.uses.count == Tally.detailLimit)
  }

  @Test(
    "are the same in any order and any grouping",
    arguments: [4, 8, 9, 500, 1_024, 1_025, 3_000, 9_000])
  func order(count: Int) {
    let whole = Self.tally(0..<count).settled()
    for seed in 0..<4 as Range<UInt64> {
      var generator = SeededGenerator(seed: seed)
      let numbers = (0..<count).shuffled(using: &generator)
      #expect(Self.areSame(Self.tally(numbers), whole))
      var parts = stride(from: 0, to: count, by: max(1, count / 7)).map { start in
        Self.tally(numbers[start..<min(count, start + count / 3 + 1)])
      }
      if seed % 2 == 0 { parts = parts.map { $0.settled() } }
      while parts.count > 1 {
        let part = parts.remove(at: generator.number(below: parts.count))
        parts[generator.number(below: parts.count)].merge(part)
      }
      #expect(Self.areSame(parts[0], whole))
    }
  }

  @Test("merge with themselves to themselves", arguments: [1, 100, 1_024, 5_000])
  func idempotent(count: Int) {
    let tally = Self.tally(0..<count)
    var twice = tally
    twice.merge(tally)
    #expect(Self.areSame(twice, tally))
  }

  @Test("stay an estimate when they are merged into one that is none")
  func intoSmaller() throws {
    let large = Self.tally(0..<5_000).settled()
    let smallest = try #require(large.knownIdentities.min())
    let number = try #require(
      (0..<5_000).first { UseIdentity(id: Self.use($0).eventID) == smallest })
    var small = Self.tally([number])
    small.merge(large)
    #expect(small.isEstimate)
    #expect(Self.areSame(small, large))
  }

  @Test("keep the smaller of two tellings of one use, whichever comes first")
  func tellings() {
    let uses = ["b.json", "a.json"].map { Self.use(1, file: $0) }
    for order in [uses, uses.reversed()] {
      var tally = Tally(at: uses[0].time)
      for use in order {
        tally.insert(use, identity: UseIdentity(id: use.eventID))
      }
      #expect(tally.count == 1)
      #expect(tally.uses.map(\.file) == ["a.json"])
    }
  }

  @Test("count a use once that is told more often than uses are kept", arguments: [8, 9, 3_000])
  func repeated(times: Int) {
    let tally = Self.tally(repeatElement(7, count: times))
    #expect(tally.count == 1)
    #expect(!tally.isEstimate)
    #expect(!tally.isAbridged)
    #expect(tally.uses == [Self.use(7)])
  }

  @Test("are equal and hash alike, whether or not their uses have been sorted in")
  func unsettled() {
    let tally = Self.tally((0..<6).reversed())
    #expect(Self.tally(0..<6) == tally)
    #expect(tally.settled() == tally)
    #expect(Set([tally, tally.settled(), Self.tally([3, 1, 0, 5, 4, 2, 3])]).count == 1)
    #expect(Self.tally(0..<5) != tally)
  }

  @Test("hash alike where more wait than are kept", arguments: [9, 15, 1_025, 2_000])
  func unsettledBeyondLimit(count: Int) {
    let tally = Self.tally(0..<count)
    #expect(Self.areSame(tally, tally.settled()))
    #expect(tally.hashValue == tally.settled().hashValue)
  }

  @Test("merge alike in both directions, though one has lost all that it could keep")
  func removedWithinBound() throws {
    let numbers = (0..<Self.details * 3).sorted {
      UseIdentity(id: Self.use($0).eventID) < UseIdentity(id: Self.use($1).eventID)
    }
    let removed = Set(
      numbers.prefix(Self.details).map { UseIdentity(id: Self.use($0).eventID) })
    let whole = Self.tally(numbers.prefix(Self.details + 1)).settled()
    var first = try #require(whole.removing(removed))
    let second = Self.tally(numbers.dropFirst(Self.details + 1)).settled()
    var other = second
    other.merge(first)
    first.merge(second)
    #expect(Self.areSame(first, other))
  }

  @Test("leave out what is removed")
  func removing() throws {
    let tally = Self.tally(0..<6)
    let removed = Set([0, 1, 5].map { UseIdentity(id: Self.use($0).eventID) })
    let rest = try #require(tally.removing(removed))
    #expect(rest.uses == [2, 3, 4].map { Self.use($0) })
    #expect(rest.count == 3)
    #expect(rest.extent.from.secondsSince1970 == 2)
    #expect(rest.extent.to.secondsSince1970 == 4)
    #expect(tally.removing(tally.knownIdentities) == nil)
    #expect(tally.removing([]) == tally)
  }

  @Test("estimate what is left after removing")
  func removingFromEstimate() throws {
    let tally = Self.tally(0..<20_000).settled()
    let half = tally.knownIdentities.sorted().enumerated().filter { $0.offset % 2 == 0 }
    let rest = try #require(tally.removing(Set(half.map(\.element))))
    #expect(rest.isEstimate)
    #expect(abs(rest.count - 10_000) < 1_000, "\(rest.count)")
  }
}

@Suite("Identities of uses")
struct UseIdentityTests {
  @Test("are fixed, so that ledgers of two runs add up")
  func fixed() {
    #expect(UseIdentity(id: "") == UseIdentity(id: ""))
    #expect(UseIdentity(id: "e1") == UseIdentity(id: "e1"[...]))
    #expect(UseIdentity(id: "e1") != UseIdentity(id: "e2"))
    #expect(UseIdentity(id: "e1") != UseIdentity(id: "1e"))
  }

  @Test("are spread evenly over all numbers, whatever the ids look like")
  func spread() {
    let ids: [(Int) -> String] = [
      { "\($0)" }, { "event-\($0)-of-the-day" },
      { "00000000-0000-4000-8000-\(String(1_000_000_000_000 + $0).dropFirst())" },
    ]
    for id in ids {
      var counts = [Int](repeating: 0, count: 16)
      for number in 0..<16_000 { counts[Int(UseIdentity(id: id(number)).high >> 60)] += 1 }
      #expect(counts.allSatisfy { abs($0 - 1_000) < 160 }, "\(counts)")
    }
  }

  @Test("differ in both halves")
  func halves() {
    let identities = (0..<20_000).map { UseIdentity(id: "event-\($0)") }
    #expect(Set(identities.map(\.high)).count == identities.count)
    #expect(Set(identities.map(\.low)).count == identities.count)
    #expect(identities.sorted() == identities.sorted { ($0.high, $0.low) < ($1.high, $1.low) })
  }
}
