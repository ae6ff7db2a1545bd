import AthenaCollection
import Testing
import Timeline

@Suite("The plan of days to ask Athena for")
struct DayPlanTests {
  private static func day(_ text: String) -> Instant {
    Instant(iso8601: text) ?? Instant(secondsSince1970: 0)
  }

  private func ranges(
    _ days: [String], asOf: String = "2020-02-10T06:00:00Z", atOnce: Int = 3,
    isPartitioned: Bool = true
  ) -> [String] {
    DayPlan(
      for: days.map(Self.day), asOf: Self.day(asOf), lateness: .hours(24), atOnce: atOnce,
      isPartitioned: isPartitioned
    ).ranges.map { "\($0.first.day)...\($0.last.day)" }
  }

  @Test("takes days in a row together, up to the limit")
  func together() {
    #expect(
      ranges(["2020-02-01", "2020-02-02", "2020-02-03", "2020-02-04", "2020-02-06"]) == [
        "2020-02-01...2020-02-03", "2020-02-04...2020-02-04", "2020-02-06...2020-02-06",
      ])
  }

  @Test("asks for each day that may still grow by itself")
  func growing() {
    #expect(
      ranges(["2020-02-07", "2020-02-08", "2020-02-09", "2020-02-10"]) == [
        "2020-02-07...2020-02-08", "2020-02-09...2020-02-09", "2020-02-10...2020-02-10",
      ])
  }

  @Test("A day is settled when its last file has had the time to come")
  func settled() {
    let plan = DayPlan(
      for: [], asOf: Self.day("2020-02-10T06:00:00Z"), lateness: .hours(6), atOnce: 1,
      isPartitioned: true)
    #expect(plan.isSettled(Self.day("2020-02-09")))
    #expect(!plan.isSettled(Self.day("2020-02-10")))
    #expect(plan.ranges.isEmpty)
  }

  @Test("asks once for all days of a table that is scanned as a whole")
  func whole() {
    #expect(
      ranges(["2020-02-01", "2020-02-05", "2020-02-10"], isPartitioned: false) == [
        "2020-02-01...2020-02-10"
      ])
  }
}
