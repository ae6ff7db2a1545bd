import Evidence
import JSON
import S3Access
import Testing
import Timeline
import TrailFixtures

/// What the records say of the trail: which classes of events it recorded, where, and when.
@Suite("Recording")
struct RecordingTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let event: Event
    let evidenceClass: EvidenceClass

    init(_ event: Event, _ evidenceClass: EvidenceClass) {
      self.event = event
      self.evidenceClass = evidenceClass
    }

    var testDescription: String { event.eventName }
  }

  static let calls: [Case] = [
    Case(.putObject(bucket: "b"), .objectWrites), Case(.putObjectAcl(bucket: "b"), .objectWrites),
    Case(.copyObject(bucket: "b"), .objectWrites), Case(.deleteObject(bucket: "b"), .objectWrites),
    Case(.createMultipartUpload(bucket: "b"), .objectWrites),
    Case(.s3("PostObject", bucket: "b", key: "k"), .objectWrites),
    Case(.getObject(bucket: "b"), .objectReads), Case(.headObject(bucket: "b"), .objectReads),
    Case(.listObjects(bucket: "b"), .objectReads),
    Case(.s3("HeadBucket", bucket: "b"), .objectReads),
    Case(.s3("GetObjectAcl", bucket: "b", key: "k"), .objectReads),
    Case(.putBucketAcl(bucket: "b"), .management), Case(.createBucket(bucket: "b"), .management),
    Case(.deleteBucketPolicy(bucket: "b"), .management),
    Case(.readConfiguration("GetBucketAcl", subresource: "acl", bucket: "b"), .management),
  ]

  @Test("is seen of the class that a record says", arguments: calls)
  func classes(_ c: Case) async throws {
    #expect(
      try await ledger([c.event]).sightingLines
        == ["b \(c.evidenceClass.rawValue) 111122223333 us-east-1"])
  }

  @Test(
    "is seen of the same class in records that say less of themselves", arguments: calls,
    [
      ["eventCategory"], ["eventCategory", "managementEvent"], ["readOnly"],
      ["eventCategory", "managementEvent", "readOnly"],
    ] as [Set<String>])
  func oldRecords(_ c: Case, without omitted: Set<String>) async throws {
    #expect(
      try await ledger([c.event.with { $0.omitted = omitted }]).sightingLines
        == ["b \(c.evidenceClass.rawValue) 111122223333 us-east-1"])
  }

  @Test("is told by the record and not by the name, where they differ")
  func newOperation() async throws {
    let event = Event.s3("AppendObject", bucket: "b", key: "k").with {
      $0.isManagementEvent = false
    }
    #expect(
      try await ledger([event]).sightingLines == ["b object-writes 111122223333 us-east-1"])
  }

  @Test("is seen in each account and Region by itself, from the first record to the last")
  func places() async throws {
    let events = [(3, "us-east-1"), (1, "us-east-1"), (2, "eu-west-1")].map { second, region in
      Event.getObject(bucket: "b", at: "2020-02-03T12:00:0\(second)Z").with {
        $0.awsRegion = region
      }
    }
    let ledger = try await ledger(events)
    #expect(
      ledger.sightingLines == [
        "b object-reads 111122223333 eu-west-1", "b object-reads 111122223333 us-east-1",
      ])
    let here = ledger.sightings.first { $0.key.place.region == "us-east-1" }?.value.extent
    #expect(here?.from.description == "2020-02-03T12:00:01Z")
    #expect(here?.to.description == "2020-02-03T12:00:03Z")
  }

  @Test("of any service is activity; of S3 only it is evidence")
  func otherServices() async throws {
    let events = [
      Event.call("AssumeRole", "sts"), .call("PutObject", "s3express"),
      .call("PutObject", "s3-outposts"),
    ]
    let ledger = try await ledger(
      events.map {
        $0.with {
          $0.requestParameters = [
            .init("bucketName", "b"), .init("x-amz-acl", "public-read"),
          ]
        }
      })
    #expect(ledger.facts.isEmpty)
    #expect(ledger.sightings.isEmpty)
    #expect(ledger.volume.events == 3)
    #expect(ledger.unreadable.isEmpty)
    let heard = try #require(ledger.heard())
    #expect(heard.from.description == Event.usualTime)
    // The file arrived five minutes later.
    #expect(heard.to.description == "2020-02-03T12:05:00Z")
  }

  @Test(
    "of Insights and aggregates is no record of a call",
    arguments: [
      "Insight", "NetworkActivity", "Aggregated",
    ])
  func otherCategories(_ category: String) async throws {
    let event = Event.putObject(bucket: "b", acl: "public-read").with {
      $0.overrides = [.init("eventCategory", .string(category))]
    }
    let ledger = try await ledger(reading: event.text, named: "insight.json")
    #expect(ledger.facts.isEmpty)
    #expect(ledger.activity.isEmpty)
    #expect(ledger.unreadable.isEmpty)
  }

  @Test(
    "of a category that nobody knows is judged by the rest of the record",
    arguments: ["", "data", "Call"])
  func unknownCategory(_ category: String) async throws {
    let event = Event.putObject(bucket: "b", acl: "public-read").with {
      $0.overrides = [.init("eventCategory", .string(category))]
    }
    let ledger = try await ledger([event])
    #expect(ledger.facts.count == 1)
    #expect(ledger.sightings.keys.map(\.evidenceClass) == [.objectWrites])
  }

  @Test("of the ACL field begins with the first record of the bucket that has it")
  func aclRequired() async throws {
    let ledger = try await ledger([
      .getObject(bucket: "b", at: "2020-02-03T12:00:00Z"),
      .getObject(bucket: "b", at: "2020-02-03T12:00:09Z", aclRequired: true),
      .getObject(bucket: "b", at: "2020-02-03T12:00:05Z", aclRequired: true),
      .getObject(bucket: "c"),
    ])
    #expect(ledger.aclRequiredSince.mapValues(\.description) == ["b": "2020-02-03T12:00:05Z"])
  }

  @Test("of a file without records is heard where its name says")
  func emptyFile() async throws {
    let ledger = try await ledger(reading: "{\"Records\":[]}")
    #expect(ledger.heard()?.from.description == "2020-02-03T12:05:00Z")
    #expect(ledger.unreadable.isEmpty)
    #expect(ledger.volume.extent == nil)
  }

  @Test("of a file that is damaged is not heard by its arrival")
  func damagedFile() async throws {
    let ledger = try await ledger(reading: "{\"Records\":[")
    #expect(ledger.activity.isEmpty)
    #expect(ledger.unreadable.first?.place?.region == "us-east-1")
    #expect(ledger.unreadable.first?.deliveredAt?.description == "2020-02-03T12:05:00Z")
  }

  @Test("is counted")
  func volume() async throws {
    let bytes = logFile([.getObject(bucket: "b"), .getObject(bucket: "b")])
    let volume = try await ledger(reading: gzip(bytes)).volume
    #expect(volume.files == 1)
    #expect(volume.events == 2)
    #expect(volume.bytesInflated == bytes.count)
    #expect(volume.bytes < bytes.count)
    #expect(volume.extent?.from.description == Event.usualTime)
  }

  @Test(
    "is dated by any time that a record may hold",
    arguments: [
      "2020-02-03T12:00:00Z", "2020-02-03T12:00:00.000Z", "2020-02-03T13:00:00+01:00",
      #"2020-02-03T12:00\u003a00Z"#,
    ])
  func times(_ time: String) async throws {
    let text = Event.getObject(bucket: "b").text.replacing(Event.usualTime, with: time)
    let ledger = try await ledger(reading: text)
    #expect(ledger.volume.extent?.from.description == Event.usualTime)
    #expect(ledger.unreadable.isEmpty)
  }

  @Test("is dated the same by the scanner as by the calendar, from year 1 to 9999")
  func calendar() async throws {
    var generator = SeededGenerator(seed: "calendar")
    let span = 253_402_300_799 + 62_135_596_800
    let events = (0..<2_000).map { number in
      let days = Int64(generator.number(below: span / 86_400)) * 86_400
      let time = Instant(secondsSince1970: days - 62_135_596_800 + Int64(number * 43))
      return Event.getObject(bucket: time.description, at: time.description)
    }
    let ledger = try await ledger(events)
    #expect(ledger.sightings.count > 1_990)
    for (sighting, heard) in ledger.sightings {
      #expect(heard.extent?.from.description == sighting.bucket)
    }
  }

  @Test(
    "of one place is heard once, however its Region is written",
    arguments: [
      (#"us-east-1"#, #"us-east-\u0031"#), (#"caf\u00e9"#, #"cafe\u0301"#),
      (#"us-\ud800east"#, #"us-\ud801east"#),
    ])
  func spellings(_ one: String, _ other: String) async throws {
    func record(_ region: String, _ minute: Int) -> String {
      #"{"eventTime":"2020-02-03T12:0\#(minute):00Z","eventSource":"s3.amazonaws.com","#
        + #""eventName":"GetObject","recipientAccountId":"111122223333","#
        + #""requestParameters":{"bucketName":"b"},"awsRegion":"\#(region)"}"#
    }
    let ledger = try await ledger(
      reading: #"{"Records":[\#(record(one, 1)),\#(record(other, 2))]}"#, named: "logs.json")
    let heard = try #require(ledger.activity.values.first?.extent)
    #expect(ledger.activity.count == 1)
    #expect(heard.length == .minutes(1))
  }

  @Test(
    "that cannot be dated is told",
    arguments: ["", "yesterday", "2020-02-30T12:00:00Z", "2020-02-03T25:00:00Z", "1580744051"])
  func undated(_ time: String) async throws {
    let events = [Event.getObject(bucket: "a"), .getObject(bucket: "b", at: time)]
    let ledger = try await ledger(events)
    #expect(ledger.sightings.keys.map(\.bucket) == ["a"])
    let line = try #require(ledger.unreadableLines.first)
    #expect(line.hasSuffix(": 1 record has no eventTime that can be read"))
    #expect(!line.hasPrefix("0:"))
  }
}
