import Evidence
import JSON
import S3Access
import Testing
import TrailFixtures

/// Which bucket a record is of, and whose it is.
@Suite("Buckets")
struct BucketTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let event: Event
    let ownership: String?

    init(_ name: String, _ event: Event, _ ownership: String?) {
      self.name = name
      self.event = event
      self.ownership = ownership
    }

    var testDescription: String { name }
  }

  static func bucket(_ name: String, of account: JSONValue = "111122223333") -> JSONValue {
    ["accountId": account, "type": "AWS::S3::Bucket", "ARN": .string("arn:aws:s3:::\(name)")]
  }

  static func object(_ path: String) -> JSONValue {
    ["type": "AWS::S3::Object", "ARN": .string("arn:aws:s3:::\(path)")]
  }

  static func read(bucketName: String?, _ resources: [JSONValue]?) -> Event {
    .getObject(bucket: "b").with {
      $0.requestParameters = bucketName.map { [.init("bucketName", .string($0))] }
      $0.resources = resources
    }
  }

  static let cases: [Case] = [
    Case("by its name and its ARN", .getObject(bucket: "b"), "b 111122223333"),
    Case("by its name alone", read(bucketName: "b", nil), "b 111122223333 perhaps"),
    Case(
      "by its ARN where there are no parameters", read(bucketName: nil, [bucket("b")]),
      "b 111122223333"),
    Case(
      "by its ARN in another partition",
      read(
        bucketName: nil,
        [["accountId": "1", "type": "AWS::S3::Bucket", "ARN": "arn:aws-us-gov:s3:::b"]]), "b 1"),
    Case(
      "by the object's ARN alone", read(bucketName: nil, [object("b/folder/key")]),
      "b 111122223333 perhaps"),
    Case(
      "by the prefix of a listing",
      read(bucketName: nil, [["type": "AWS::S3::Object", "ARNPrefix": "arn:aws:s3:::b/"]]),
      "b 111122223333 perhaps"),
    Case(
      "whose account is another", read(bucketName: "b", [bucket("b", of: "444455556666")]),
      "b 444455556666"),
    Case(
      "whose account is left out", read(bucketName: "b", [bucket("b", of: "")]),
      "b 111122223333 perhaps"),
    Case(
      "whose account is null", read(bucketName: "b", [bucket("b", of: nil)]),
      "b 111122223333 perhaps"),
    Case(
      "behind an access point's ARN",
      read(
        bucketName: "arn:aws:s3:us-east-1:111122223333:accesspoint/ap", [bucket("b", of: "1")]),
      "b 1"),
    Case(
      "behind an access point's alias",
      read(bucketName: "ap-hrzrlukc5m36ft7okagglf3gmwluquse1b-s3alias", [bucket("b", of: "1")]),
      "b 1"),
    Case(
      "behind an Object Lambda access point's alias",
      read(bucketName: "ap-hrzrlukc5m36ft7okagglf3gmwluquse1b--ol-s3", [bucket("b", of: "1")]),
      "b 1"),
    Case(
      "behind a Multi-Region access point", read(bucketName: "mfzwi23gnjvgw.mrap", [bucket("b")]),
      "b 111122223333"),
    Case(
      "that only its access point names",
      read(bucketName: "arn:aws:s3:us-east-1:111122223333:accesspoint/ap", nil),
      "arn:aws:s3:us-east-1:111122223333:accesspoint/ap 111122223333 perhaps"),
    Case(
      "of a copy, its source named last",
      read(bucketName: "b", [bucket("b", of: "1"), bucket("source", of: "2")]), "b 1"),
    Case(
      "of a copy, its source named first",
      read(bucketName: "b", [bucket("source", of: "2"), bucket("b", of: "1")]), "b 1"),
    Case(
      "of a copy whose source's name ends alike",
      read(bucketName: "b", [bucket("b", of: "1"), bucket("a-b", of: "2")]), "b 1"),
    Case(
      "of a copy that names its source only", read(bucketName: "b", [bucket("source", of: "2")]),
      "b 111122223333 perhaps"),
    Case(
      "whose name is empty", read(bucketName: "", [bucket("b", of: "1")]), "b 1"),
  ]

  @Test("are told by name or by resource, with their owners", arguments: cases)
  func owners(_ c: Case) async throws {
    let ledger = try await ledger([c.event])
    #expect(ledger.ownershipLines == (c.ownership.map { [$0] } ?? []))
    #expect(ledger.unreadable.isEmpty)
  }

  @Test("are the same in whatever order the record's members come", arguments: cases)
  func memberOrder(_ c: Case) async throws {
    let record = JSONValue.object(c.event.json.members.reversed())
    let ledger = try await ledger(reading: "{\"Records\":[\(record.compactText)]}")
    #expect(ledger.ownershipLines == (c.ownership.map { [$0] } ?? []))
  }

  @Test("with escapes in their names are the same buckets")
  func escapes() async throws {
    let text = Event.getObject(bucket: "bucket").text
    let escaped = text.replacing("\"bucketName\":\"bucket\"", with: #""bucketName":"buc\u006bet""#)
    #expect(text != escaped)
    let ledger = try await ledger(reading: "{\"Records\":[\(text),\(escaped)]}")
    #expect(Set(ledger.sightings.keys.map(\.bucket)) == ["bucket"])
  }

  @Test(
    "that a call did not reach are not seen",
    arguments: [
      "NoSuchBucket", "PermanentRedirect", "TemporaryRedirect", "AuthorizationHeaderMalformed",
      "IllegalLocationConstraintException",
    ])
  func notReached(_ errorCode: String) async throws {
    let event = Event.putObject(bucket: "b", acl: "public-read").with {
      $0.errorCode = errorCode
    }
    let ledger = try await ledger([event])
    #expect(ledger.facts.isEmpty)
    #expect(ledger.sightings.isEmpty)
    #expect(ledger.ownership.isEmpty)
    #expect(!ledger.activity.isEmpty)
  }

  @Test(
    "that a call does not name are told as missing",
    arguments: [
      Event.putObject(bucket: "b"), .getObject(bucket: "b"), .putBucketAcl(bucket: "b"),
      .deleteBucketPolicy(bucket: "b"), .createBucket(bucket: "b"),
    ])
  func nameless(_ event: Event) async throws {
    let nameless = event.with {
      $0.requestParameters = nil
      $0.resources = nil
    }
    let text = String(decoding: logFile([nameless]), as: UTF8.self)
    let place = try #require(text.firstRange(of: Event.usualTime)).lowerBound
    let offset = text.utf8.distance(from: text.startIndex, to: place)
    #expect(
      try await ledger([nameless]).unreadableLines
        == ["\(offset): 1 record does not say of which bucket"])
    #expect(try await ledger([nameless.refused()]).unreadable.isEmpty)
  }

  @Test("are of no concern to calls that are about none")
  func none() async throws {
    let event = Event(
      "ListBuckets", from: "s3.amazonaws.com", by: .role("app"), at: Event.usualTime,
      readOnly: true)
    let ledger = try await ledger([event])
    #expect(ledger.unreadable.isEmpty)
    #expect(ledger.sightings.isEmpty)
  }
}
