import Testing
import Timeline
import TrailFixtures

/// The timeline against a model that keeps every instant.
@Suite("Activity")
struct ActivityTimelineTests {
  /// What a timeline would say that forgot nothing.
  static func stretches(of seconds: [Int64], longest: Int64) -> [Interval] {
    var stretches: [Interval] = []
    for second in seconds.sorted() {
      let instant = Instant(secondsSince1970: second)
      if let last = stretches.last, (instant - last.to).seconds <= longest {
        stretches[stretches.count - 1].to = instant
      } else {
        stretches.append(Interval(from: instant, to: instant))
      }
    }
    return stretches
  }

  static func timeline(_ seconds: some Sequence<Int64>) -> ActivityTimeline {
    var timeline = ActivityTimeline()
    for second in seconds { timeline.insert(Instant(secondsSince1970: second)) }
    return timeline
  }

  @Test("tells silences of an hour and more exactly", arguments: 0..<60)
  func stretches(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let span = [4, 30, 400][seed % 3] * 3_600
    let seconds = (0..<(seed * 3)).map { _ in Int64(generator.number(below: span) - span / 2) }
    let timeline = Self.timeline(seconds)
    for longest in [3_600, 3_601, 7_200, 10_800, 86_400] as [Int64] {
      #expect(
        timeline.stretches(withoutSilenceLongerThan: TimeSpan(seconds: longest))
          == Self.stretches(of: seconds, longest: longest))
    }
    #expect(timeline.isEmpty == seconds.isEmpty)
    #expect(timeline.extent?.from.secondsSince1970 == seconds.min())
    #expect(timeline.extent?.to.secondsSince1970 == seconds.max())
  }

  @Test("adds up in any order and any grouping", arguments: 0..<20)
  func union(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let seconds = (0..<200).map { _ in Int64(generator.number(below: 500_000)) }
    let whole = Self.timeline(seconds)
    var parts = Self.timeline(seconds[150...])
    parts.formUnion(Self.timeline(seconds[50..<160].reversed()))
    parts.formUnion(Self.timeline(seconds[..<60]))
    parts.formUnion(parts)
    #expect(parts == whole)
    #expect(Self.timeline(seconds.shuffled(using: &generator)) == whole)
  }

  @Test(
    "of a stretch within one hour is its ends; across hours nothing is said of what lies between")
  func intervals() {
    var timeline = ActivityTimeline()
    timeline.insert(IntervalTests.interval(10, 3_000))
    #expect(timeline.heardByHour == [IntervalTests.interval(10, 3_000)])
    timeline.insert(IntervalTests.interval(7_300, 20_000))
    #expect(
      timeline.heardByHour == [
        IntervalTests.interval(10, 3_000), IntervalTests.interval(7_300, 7_300),
        IntervalTests.interval(20_000, 20_000),
      ])
  }

  @Test("before 1970 lies in hours as well")
  func negative() {
    #expect(Self.timeline([-1, 0]).heardByHour.count == 2)
    #expect(Self.timeline([-3_600, -1]).heardByHour == [IntervalTests.interval(-3_600, -1)])
    #expect(Self.timeline([-3_601, -3_600]).heardByHour.count == 2)
  }

  @Test(
    "tells when something was heard after an instant, by day never too early",
    arguments: [
      ("2020-02-02T23:00:00Z", "2020-02-03T06:00:00Z"),
      ("2020-02-03T05:00:00Z", "2020-02-03T06:00:00Z"),
      ("2020-02-03T06:00:00Z", "2020-02-03T18:00:00Z"),
      ("2020-02-03T13:00:00Z", "2020-02-03T18:00:00Z"),
      ("2020-02-03T18:00:00Z", "2020-02-09T01:00:00Z"), ("2020-02-09T01:00:00Z", nil),
    ] as [(String, String?)])
  func firstHeard(after instant: String, _ expected: String?) throws {
    var timeline = ActivityTimeline(resolution: .hours(24))
    for time in [
      "2020-02-09T01:00:00Z", "2020-02-03T18:00:00Z", "2020-02-03T06:00:00Z",
      "2020-02-03T12:00:00Z",
    ] {
      timeline.insert(try #require(Instant(iso8601: time)))
    }
    let after = try #require(Instant(iso8601: instant))
    #expect(timeline.firstHeard(after: after)?.description == expected)
  }
}
