import Evidence
import JSON
import S3Access
import Testing
import TrailFixtures

/// What records of access points say of the buckets behind them.
///
/// Source: Amazon S3 API Reference, "CreateAccessPoint" and "PutAccessPointPolicy"; AWS publishes no
/// record of either.
@Suite("Access points")
struct AccessPointTests {
  static let arn = "arn:aws:s3:us-east-1:111122223333:accesspoint/ap"
  static let alias = "ap-hrzrlukc5m36ft7okagglf3gmwluquse1b-s3alias"
  static let document: JSONValue = ["Statement": []]

  static func control(_ name: String, _ parameters: [JSONValue.Member]) -> Event {
    Event(
      name, from: "s3.amazonaws.com", by: .role("platform"), at: Event.usualTime, readOnly: false,
      parameters: [.init("Host", "111122223333.s3-control.us-east-1.amazonaws.com")] + parameters)
  }

  static func create(vpc: Bool = false, bucketAccount: String? = nil) -> Event {
    var members: [JSONValue.Member] = [.init("Bucket", "b")]
    if vpc { members.append(.init("VpcConfiguration", ["VpcId": "vpc-1"])) }
    if let bucketAccount { members.append(.init("BucketAccountId", .string(bucketAccount))) }
    return control(
      "CreateAccessPoint",
      [.init("name", "ap"), .init("CreateAccessPointRequest", .object(members))])
  }

  static let put = control(
    "PutAccessPointPolicy",
    [
      .init("name", "ap"),
      .init("PutAccessPointPolicyRequest", ["Policy": .string(document.compactText)]),
    ])

  static func through(_ name: String, bucket: String? = nil) -> Event {
    .putObject(bucket: "b", acl: "public-read").with {
      $0.requestParameters?.removeAll { $0.name == "bucketName" }
      $0.requestParameters?.append(.init("bucketName", .string(name)))
      $0.resources = bucket.map { [BucketTests.bucket($0)] }
    }
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let events: [Event]
    /// Bucket and kind of each fact.
    let facts: [String]

    init(_ name: String, _ events: Event..., gives facts: String...) {
      (testDescription, self.events, self.facts) = (name, events, facts)
    }
  }

  static let cases: [Case] = [
    Case("a policy, nothing else", put, gives: "\(arn) policy"),
    Case("a policy, made before", create(), put, gives: "b policy"),
    Case("a policy, made after", put, create(), gives: "b policy"),
    Case(
      "a policy, made but refused", create().refused(), put, gives: "\(arn) policy"),
    Case("a policy of one that admits a VPC only", create(vpc: true), put),
    Case("a policy of one of another account's bucket", create(bucketAccount: "444455556666"), put),
    Case(
      "a policy of one of the account's own bucket", create(bucketAccount: "111122223333"), put,
      gives: "b policy"),
    Case(
      "a policy at the top",
      control("PutAccessPointPolicy", [.init("name", "ap"), .init("policy", document)]),
      gives: "\(arn) policy"),
    Case(
      "a policy, the access point among the resources",
      control("PutAccessPointPolicy", []).with {
        $0.resources = [["type": "AWS::S3::AccessPoint", "ARN": .string(arn)]]
      }, gives: "\(arn) policy"),
    Case(
      "a policy, bucket among the resources",
      put.with { $0.resources = [BucketTests.bucket("b")] }, gives: "b policy"),
    Case("an upload that names its ARN only", through(arn), gives: "\(arn) acl"),
    Case("an upload that names its ARN only, made before", create(), through(arn), gives: "b acl"),
    Case("an upload that names its alias only", through(alias), gives: "\(alias) acl"),
    Case(
      "an upload that names its alias only, another that names both",
      through(alias, bucket: "b").with { $0.eventTime = "2020-02-03T13:00:00Z" }, through(alias),
      gives: "b acl"),
    Case(
      "an upload that names the bucket, and the policy", through(arn, bucket: "b"), put,
      gives: "b acl", "b policy"),
  ]

  @Test("what is done to them is done to their buckets", arguments: cases)
  func facts(_ c: Case) async throws {
    let ledger = try await ledger(c.events)
    let facts = ledger.facts.keys.map { fact -> String in
      switch fact.subject {
      case .policy(_, onAccessPoint: true): "\(fact.bucket) policy"
      case .acl: "\(fact.bucket) acl"
      default: "\(fact.bucket) something else"
      }
    }
    #expect(facts.sorted() == c.facts)
    #expect(ledger.unreadable.isEmpty)
    #expect(ledger.settled() == ledger)
  }

  @Test("what is seen of them is no sight of other requests to their buckets")
  func sightings() async throws {
    let through = try await ledger([Self.through(Self.arn, bucket: "b")])
    #expect(through.sightings.isEmpty)
    #expect(through.ownershipLines == ["b 111122223333"])
    let direct = try await ledger([Self.through("b", bucket: "b")])
    #expect(direct.sightings.count == 1)
  }

  @Test("a policy whose access point nobody names is told as missing")
  func nameless() async throws {
    let event = Self.control("PutAccessPointPolicy", [])
    #expect(try await ledger([event]).unreadable.count == 1)
    #expect(try await ledger([event.refused()]).unreadable.isEmpty)
  }

  @Test("the policy is read in each of its forms")
  func forms() async throws {
    let forms: [JSONValue] = [
      Self.document, .string(Self.document.compactText), .array([Self.document]),
    ]
    for form in forms {
      let event = Self.control(
        "PutAccessPointPolicy", [.init("name", "ap"), .init("Policy", form)])
      let subjects = try await ledger([event]).facts.keys.map(\.subject)
      #expect(subjects == [.policy(.document(Self.document), onAccessPoint: true)])
    }
  }
}
