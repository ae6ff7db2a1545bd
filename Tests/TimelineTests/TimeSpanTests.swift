import Testing
import Timeline

@Suite("Spans of time")
struct TimeSpanTests {
  @Test(
    "are read from a number and a unit",
    arguments: [
      ("0s", 0), ("1s", 1), ("90m", 5_400), ("24h", 86_400), ("90d", 7_776_000), ("2w", 1_209_600),
      ("007d", 604_800), ("36525d", 3_155_760_000),
    ] as [(String, Int64)])
  func reading(text: String, seconds: Int64) {
    #expect(TimeSpan(text)?.seconds == seconds)
  }

  @Test(
    "are not read from anything else",
    arguments: [
      "", "d", "90", "90 d", " 90d", "90d ", "-1d", "+1d", "1.5d", "1y", "90D", "1d12h", "٣d",
      "36526d", "99999999999999999999d", "9223372036854775807w",
    ])
  func refusing(text: String) {
    #expect(TimeSpan(text) == nil)
  }

  @Test(
    "are written in the largest unit that says them exactly",
    arguments: [
      (0, "0s"), (61, "61s"), (5_400, "90m"), (3_600, "1h"), (86_400, "24h"), (129_600, "36h"),
      (172_800, "2d"), (7_776_000, "90d"), (1_209_600, "14d"), (-172_800, "-2d"), (-60, "-1m"),
    ] as [(Int64, String)])
  func writing(seconds: Int64, text: String) {
    #expect(TimeSpan(seconds: seconds).description == text)
  }

  @Test("are read as they are written", arguments: [0, 1, 59, 60, 3_601, 86_400, 90_000, 172_800])
  func roundTrip(seconds: Int64) {
    #expect(TimeSpan(TimeSpan(seconds: seconds).description)?.seconds == seconds)
  }
}

@Suite("Intervals")
struct IntervalTests {
  static func interval(_ from: Int64, _ to: Int64) -> Interval {
    Interval(from: Instant(secondsSince1970: from), to: Instant(secondsSince1970: to))
  }

  @Test("hold both their ends, given in either order")
  func ends() {
    let interval = Self.interval(20, 10)
    #expect(interval == Self.interval(10, 20))
    #expect(interval.length.seconds == 10)
    #expect(
      [9, 10, 20, 21].map { interval.contains(Instant(secondsSince1970: $0)) }
        == [false, true, true, false])
  }

  @Test("share what lies in both")
  func intersection() {
    let interval = Self.interval(10, 20)
    #expect(interval.intersection(Self.interval(15, 30)) == Self.interval(15, 20))
    #expect(interval.intersection(Self.interval(20, 30)) == Self.interval(20, 20))
    #expect(interval.intersection(Self.interval(21, 30)) == nil)
    #expect(interval.union(Self.interval(30, 40)) == Self.interval(10, 40))
  }
}
