import Testing
import Timeline

@Suite("Instants")
struct InstantTests {
  @Test(
    "are read from ISO 8601",
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("1970-01-01", 0), ("1969-12-31T23:59:59Z", -1),
      ("2020-02-03T15:34:11Z", 1_580_744_051), ("2020-02-03t15:34:11z", 1_580_744_051),
      ("2020-02-03 15:34:11Z", 1_580_744_051), ("2020-02-03T15:34:11.999Z", 1_580_744_051),
      ("2020-02-03T15:34:11.123456789+00:00", 1_580_744_051),
      ("2020-02-03T15:34:11-00:00", 1_580_744_051),
      ("2020-02-03T16:34:11+01:00", 1_580_744_051), ("2020-02-03T10:04:11-0530", 1_580_744_051),
      ("2020-02-29T00:00:00Z", 1_582_934_400), ("2000-02-29", 951_782_400),
      ("1900-02-28", -2_203_977_600), ("1900-03-01", -2_203_891_200),
      ("2016-12-31T23:59:60Z", 1_483_228_800), ("2019-12-31T23:30:00-01:00", 1_577_838_600),
      ("0001-01-01", -62_135_596_800), ("9999-12-31T23:59:59Z", 253_402_300_799),
      ("2038-01-19T03:14:08Z", 2_147_483_648),
    ] as [(String, Int64)])
  func reading(text: String, seconds: Int64) {
    #expect(Instant(iso8601: text)?.secondsSince1970 == seconds)
  }

  @Test(
    "are not read from anything else",
    arguments: [
      "", "2020", "2020-02", "2020-2-3", "2020-02-30", "2019-02-29", "1900-02-29", "2100-02-29",
      "2020-00-01", "2020-13-01", "2020-01-00", "2020-01-32", "2020-04-31", "0000-01-01",
      "2020-02-03T", "2020-02-03T15:34Z", "2020-02-03T24:00:00Z", "2020-02-03T15:60:00Z",
      "2020-02-03T15:34:61Z", "2020-02-03T15:34:11", "2020-02-03T15:34:11.Z",
      "2020-02-03T15:34:11ZZ", "2020-02-03T15:34:11Z ", " 2020-02-03", "2020-02-03T15:34:11+24:00",
      "2020-02-03T15:34:11+01:60", "2020-02-03T15:34:11+1", "2020-02-03T15:34:11 UTC",
      "20200203T153411Z", "+2020-02-03", "-2020-02-03", "2020/02/03", "٢٠٢٠-٠٢-٠٣", "1580744051",
    ])
  func refusing(text: String) {
    #expect(Instant(iso8601: text) == nil)
  }

  @Test(
    "are written in UTC",
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"),
      (1_580_744_051, "2020-02-03T15:34:11Z"), (951_868_799, "2000-02-29T23:59:59Z"),
      (-62_135_596_800, "0001-01-01T00:00:00Z"), (253_402_300_799, "9999-12-31T23:59:59Z"),
    ] as [(Int64, String)])
  func writing(seconds: Int64, text: String) {
    let instant = Instant(secondsSince1970: seconds)
    #expect(instant.description == text)
    #expect(instant.day == String(text.prefix(10)))
  }

  @Test("of every day from 1583 to 2600 are read as they are written, a day after the one before")
  func everyDay() throws {
    var instant = try #require(Instant(iso8601: "1583-01-01"))
    var previous = "1582-12-31"
    while instant.day < "2600-01-01" {
      try #require(instant.day > previous)
      try #require(Instant(iso8601: instant.day) == instant)
      previous = instant.day
      instant = instant + .days(1)
    }
  }

  @Test("begin their day at midnight", arguments: [-86_400, -1, 0, 1, 86_399, 86_400] as [Int64])
  func startOfDay(seconds: Int64) {
    let instant = Instant(secondsSince1970: seconds)
    #expect(instant.startOfDay.description == "\(instant.day)T00:00:00Z")
  }

  @Test("that do not exist are none")
  func impossible() {
    #expect(Instant(year: 2019, month: 2, day: 29) == nil)
    #expect(Instant(year: 10_000, month: 1, day: 1) == nil)
    #expect(Instant(year: 2020, month: 1, day: 1, hour: 24) == nil)
    #expect(Instant(year: 2020, month: 1, day: 1, hour: -1) == nil)
    #expect(Instant(year: 2020, month: 2, day: 29)?.day == "2020-02-29")
  }
}
