import Evidence
import Testing
import Timeline

@testable import TrailBucket

private let region = S3Location(
  bucket: "trail", prefix: "AWSLogs/111122223333/CloudTrail/us-east-1/")

/// A file that was delivered at a day, hour and minute of 2020, such as `02-03 15:30`.
private func log(_ time: String, size: Int = 1_000, storageClass: String? = nil) -> StoredLog {
  let digits = time.filter(\.isNumber)
  let folder = "2020/\(time.prefix(2))/\(time.dropFirst(3).prefix(2))/"
  let name =
    "111122223333_CloudTrail_us-east-1_2020\(digits.prefix(4))T\(digits.dropFirst(4))Z_abc.json.gz"
  return StoredLog(
    bucket: "trail", key: region.prefix + folder + name, size: size, etag: "e",
    storageClass: storageClass)
}

private func found(_ files: [StoredLog]) -> TrailListing.Found {
  TrailListing.Found(
    logs: RegionLogs(
      location: region, place: TrailPlace(account: "111122223333", region: "us-east-1")),
    days: Dictionary(grouping: files) { $0.day(below: region) ?? Instant(secondsSince1970: 0) })
}

private let small = FetchLimits(files: 3, bytes: 10_000, patterns: 2)

@Suite("What is fetched together")
struct FetchPlanTests {
  private func plan(
    _ files: [StoredLog], seen: [StoredLog] = [], limits: FetchLimits = small
  ) -> [FetchBatch] {
    found(files).batches(limits: limits) { !seen.contains($0) }
  }

  @Test("are whole days of a month, as far as they fit")
  func days() {
    let files = [log("01-31 10:00"), log("02-01 10:00"), log("02-02 10:00"), log("02-03 10:00")]
    let batches = plan(files)
    #expect(
      batches.map(\.folder.prefix)
        == ["2020/01/31/", "2020/02/", "2020/02/03/"].map { region.prefix + $0 })
    #expect(batches.map(\.patterns) == [["*"], ["01/*", "02/*"], ["*"]])
    #expect(batches.flatMap(\.files) == files)
  }

  @Test("are hours of a day that is too large, and single files of an hour that is known in part")
  func hours() {
    let seen = log("02-01 11:00")
    let files = [
      log("02-01 10:00", size: 6_000), log("02-01 10:30"), seen, log("02-01 11:05", size: 6_000),
    ]
    let batches = plan(files, seen: [seen])
    #expect(
      batches.map(\.patterns) == [
        ["111122223333_CloudTrail_us-east-1_20200201T10*"],
        ["111122223333_CloudTrail_us-east-1_20200201T1105Z_abc.json.gz"],
      ])
    #expect(batches.flatMap(\.files) == files.filter { $0 != seen })
  }

  @Test("are none where all is known, or archived")
  func nothing() {
    let files = [log("02-01 10:00"), log("02-02 10:00", storageClass: "GLACIER")]
    #expect(plan(files, seen: [files[0]]) == [])
  }

  @Test("leave out what is archived, and do not fetch its day whole")
  func archived() {
    let files = [log("02-01 10:00"), log("02-01 10:30", storageClass: "DEEP_ARCHIVE")]
    let batches = plan(files)
    #expect(batches.flatMap(\.files) == [files[0]])
    #expect(!batches.flatMap(\.patterns).contains("*"))
  }

  @Test("hold a file that is larger than a batch may be")
  func large() {
    #expect(plan([log("02-01 10:00", size: 50_000)]).flatMap(\.files).count == 1)
  }
}

@Suite("What counts as a log file of a Region")
struct StoredLogTests {
  @Test(
    "is told by folders and name",
    arguments: [
      ("2020/02/03/111122223333_CloudTrail_us-east-1_20200203T1530Z_abc.json.gz", true),
      ("2020/02/03/../111122223333_CloudTrail_us-east-1_20200203T1530Z_abc.json.gz", false),
      ("2020/02/31/111122223333_CloudTrail_us-east-1_20200203T1530Z_abc.json.gz", false),
      ("2020/02/03/111122223333_CloudTrail_us-east-1_20200203T1530Z_abc.json.gz.part", false),
      ("2020/02/03/notes.txt", false), ("2020/02/03/", false),
      ("2020/02/111122223333_CloudTrail_us-east-1_20200203T1530Z_abc.json.gz", false),
    ])
  func names(_ key: String, isLog: Bool) {
    let log = StoredLog(bucket: "trail", key: region.prefix + key, size: 1, etag: "e")
    #expect((log.day(below: region) != nil) == isLog)
  }
}

@Suite("The days of a window")
struct LogWindowTests {
  private func day(_ text: String) throws -> Instant { try #require(Instant(iso8601: text)) }

  @Test("are listed at once up to now, and month by month up to a day")
  func listings() throws {
    let open = LogWindow(from: try day("2019-12-30T10:00:00Z"), to: nil)
    #expect(open.listings.map(\.prefix) == [""])
    #expect(open.listings.map(\.startAfter) == ["2019/12/30/"])
    let closed = LogWindow(
      from: try day("2019-12-30T10:00:00Z"), to: try day("2020-02-28T23:00:00Z"))
    #expect(closed.listings.map(\.prefix) == ["2019/12/", "2020/01/", "2020/02/"])
    #expect(closed.listings.map(\.startAfter) == ["2019/12/30/", "2020/01/01/", "2020/02/01/"])
  }

  @Test(
    "reach to the day after the last, when its last files are delivered",
    arguments: [
      ("2020-01-31", false), ("2020-02-01", true), ("2020-02-04", true), ("2020-02-05", false),
    ])
  func days(_ text: String, isInside: Bool) throws {
    let window = LogWindow(
      from: try day("2020-02-01T12:00:00Z"), to: try day("2020-02-03T12:00:00Z"))
    #expect(window.contains(day: try day(text)) == isInside)
  }
}
