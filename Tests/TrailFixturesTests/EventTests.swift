import JSON
import Testing
import Timeline
import TrailFixtures

@Suite("Fixture events")
struct EventTests {
  struct ACLRequiredCase: Sendable, CustomTestStringConvertible {
    var event: Event
    var aclRequired: Bool
    init(_ event: Event, _ aclRequired: Bool) {
      self.event = event
      self.aclRequired = aclRequired
    }
    var testDescription: String {
      "\(event.eventName) \(event.requestParameters?.last?.value.compactText ?? "")"
    }
  }

  /// The rows of S3 User Guide, "Access control list (ACL) overview", "Using aclRequired".
  @Test(
    "say that an ACL was required where S3 does",
    arguments: [
      ACLRequiredCase(.putObject(bucket: "b"), false),
      ACLRequiredCase(.putObject(bucket: "b", acl: "bucket-owner-full-control"), false),
      ACLRequiredCase(.putObject(bucket: "b", acl: "private"), true),
      ACLRequiredCase(.putObject(bucket: "b", acl: "public-read"), true),
      ACLRequiredCase(.putObject(bucket: "b", grantHeader: "x-amz-grant-read", "id=1"), true),
      ACLRequiredCase(.putObjectAcl(bucket: "b", acl: "private"), true),
      ACLRequiredCase(.putBucketAcl(bucket: "b"), true),
      ACLRequiredCase(.getObject(bucket: "b"), false),
      ACLRequiredCase(.putObject(bucket: "b", acl: "public-read").refused(), false),
    ])
  func aclRequired(_ c: ACLRequiredCase) {
    let value = c.event.json["additionalEventData"]?["aclRequired"]
    #expect(value == (c.aclRequired ? "Yes" : nil))
  }

  @Test("that are equal are one event; any other field makes them two")
  func identity() {
    let event = Event.putObject(bucket: "b", acl: "public-read")
    let others = [
      Event.putObject(bucket: "b", acl: "private"),
      .putObject(bucket: "b", acl: "public-read", at: "2020-02-03T12:00:01Z"),
      .putObject(bucket: "c", acl: "public-read"),
      event.with { $0.userAgent = "other" },
    ]
    #expect(Event.putObject(bucket: "b", acl: "public-read").text == event.text)
    let ids = Set(([event] + others).map { $0.json["eventID"] })
    #expect(ids.count == 5)
  }

  @Test("take overrides in place, additions at the end, and leave out what they are told to")
  func overrides() {
    let record = Event.getObject(bucket: "b").with {
      $0.overrides = [.init("eventTime", nil), .init("addendum", "late")]
      $0.omitted = ["managementEvent"]
    }.json
    let plain = Event.getObject(bucket: "b").json
    #expect(record["eventTime"] == .null)
    #expect(record["managementEvent"] == nil)
    #expect(
      record.members.map(\.name)
        == plain.members.map(\.name).filter { $0 != "managementEvent" } + ["addendum"])
  }

  @Test("show no signature where the caller is anonymous")
  func anonymous() {
    let data = Event.getObject(bucket: "b", by: .anonymous).json["additionalEventData"]
    #expect(data?["SignatureVersion"] == nil)
    #expect(data?["AuthenticationMethod"] == nil)
    #expect(data?["x-amz-id-2"] != nil)
  }
}

@Suite("Fixture log files")
struct LogFileTests {
  @Test("hold their records in one object")
  func text() {
    let events = [Event.getObject(bucket: "b"), .putObject(bucket: "b")]
    let text = String(decoding: logFile(events), as: UTF8.self)
    #expect(text == "{\"Records\":[\(events[0].text),\(events[1].text)]}")
    #expect(String(decoding: logFile([]), as: UTF8.self) == "{\"Records\":[]}")
  }

  @Test("lie where CloudTrail puts them")
  func key() throws {
    let delivered = try #require(Instant(iso8601: "2020-02-03T15:40:02Z"))
    #expect(
      LogFile.key(delivered: delivered, suffix: "zKlMhON7EpHala9u")
        == "AWSLogs/111122223333/CloudTrail/us-east-1/2020/02/03/"
        + "111122223333_CloudTrail_us-east-1_20200203T1540Z_zKlMhON7EpHala9u.json.gz")
  }

  @Test("are gzip members that end in the length of their text", arguments: [0, 1, 70_000])
  func member(length: Int) throws {
    let packed = try gzip([UInt8](repeating: 65, count: length))
    #expect(packed.starts(with: [0x1F, 0x8B]))
    #expect(packed.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) } == length)
  }

  @Test("cannot be packed at a level that there is not")
  func level() {
    #expect(throws: GzipError.self) { try gzip([65], level: 13) }
  }
}
