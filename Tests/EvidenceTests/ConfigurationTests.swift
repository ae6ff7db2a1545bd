import Evidence
import JSON
import S3Access
import Testing
import TrailFixtures

/// A record, and the changes of configuration that it tells.
@Suite("Changes of configuration")
struct ConfigurationTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let event: Event
    let changes: [String]

    init(_ name: String, _ event: Event, _ changes: String...) {
      self.name = name
      self.event = event
      self.changes = changes
    }

    var testDescription: String { name }
  }

  static func call(_ name: String, _ parameter: String, _ value: JSONValue) -> Event {
    .s3(name, bucket: "b", parameters: [.init(parameter, value)])
  }

  static let document = "PublicAccessBlockConfiguration"
  static let all = "BlockPublicAcls,IgnorePublicAcls,BlockPublicPolicy,RestrictPublicBuckets"

  static let settingsCases: [Case] = [
    Case(
      "all settings", .putBucketPublicAccessBlock(bucket: "b", enabled: [.blockPublicAcls]),
      "b settings(BlockPublicAcls)"),
    Case(
      "all four",
      .putBucketPublicAccessBlock(
        bucket: "b", enabled: Set(BlockPublicAccessSetting.allCases)), "b settings(\(all))"),
    Case("none", .putBucketPublicAccessBlock(bucket: "b", enabled: []), "b settings()"),
    Case(
      "texts for booleans",
      call(
        "PutBucketPublicAccessBlock", document,
        ["BlockPublicAcls": "true", "IgnorePublicAcls": "TRUE", "BlockPublicPolicy": "false"]),
      "b settings(BlockPublicAcls,IgnorePublicAcls)"),
    Case(
      "in an array",
      call("PutBucketPublicAccessBlock", document, [["RestrictPublicBuckets": true]]),
      "b settings(RestrictPublicBuckets)"),
    Case(
      "values that are no booleans",
      call(
        "PutBucketPublicAccessBlock", document,
        ["BlockPublicAcls": 1, "IgnorePublicAcls": nil, "BlockPublicPolicy": "yes"]),
      "b settings()"),
    Case(
      "parameters left out: off is the careful reading",
      .putBucketPublicAccessBlock(bucket: "b", enabled: [.blockPublicAcls]).with {
        $0.requestParameters = nil
      }, "b settings()"),
    Case(
      "deletion", call("DeleteBucketPublicAccessBlock", "publicAccessBlock", ""), "b settings()"),
    Case(
      "of the account", .putAccountPublicAccessBlock(enabled: [.ignorePublicAcls]),
      "account 111122223333 settings(IgnorePublicAcls)"),
    Case(
      "of the account, whose record names a bucket",
      .putAccountPublicAccessBlock(enabled: []).with {
        $0.requestParameters?.append(.init("bucketName", "b"))
      }, "account 111122223333 settings()"),
    Case(
      "deletion of the account's",
      Event(
        "DeleteAccountPublicAccessBlock", from: "s3.amazonaws.com", by: .role("platform"),
        at: Event.usualTime, readOnly: false, parameters: []),
      "account 111122223333 settings()"),
    Case(
      "refused", .putBucketPublicAccessBlock(bucket: "b", enabled: []).refused()),
    Case("refused for the account", .putAccountPublicAccessBlock(enabled: []).refused()),
  ]

  static let otherCases: [Case] = [
    Case(
      "ownership", .putBucketOwnershipControls(bucket: "b", .bucketOwnerEnforced),
      "b ownership(BucketOwnerEnforced)"),
    Case(
      "ownership in an array",
      call(
        "PutBucketOwnershipControls", "OwnershipControls",
        ["Rule": [["ObjectOwnership": "ObjectWriter"]]]), "b ownership(ObjectWriter)"),
    Case(
      "ownership that nobody knows",
      call(
        "PutBucketOwnershipControls", "OwnershipControls",
        ["Rule": ["ObjectOwnership": "Everybody"]]), "b ownership(none)"),
    Case(
      "ownership without parameters",
      .putBucketOwnershipControls(bucket: "b", .objectWriter).with { $0.requestParameters = nil },
      "b ownership(none)"),
    Case(
      "ownership deleted", call("DeleteBucketOwnershipControls", "ownershipControls", ""),
      "b ownership(none)"),
    Case(
      "policy", .putBucketPolicy(bucket: "b", policy: ["Statement": []]),
      "b policy({\"Statement\":[]})"),
    Case(
      "policy as a text", .putBucketPolicy(bucket: "b", policy: " {\"Statement\" : []}\n"),
      "b policy({\"Statement\":[]})"),
    Case(
      "policy in an array", call("PutBucketPolicy", "bucketPolicy", [["Statement": []]]),
      "b policy({\"Statement\":[]})"),
    Case(
      "policy that is no JSON", .putBucketPolicy(bucket: "b", policy: "{\"Statement\": ["),
      "b policy(the policy is not JSON)"),
    Case(
      "policy that is not there", call("PutBucketPolicy", "policy", ""),
      "b policy(the record does not show the policy)"),
    Case(
      "policy without parameters",
      .putBucketPolicy(bucket: "b", policy: [:]).with { $0.requestParameters = nil },
      "b policy(the record does not show the policy)"),
    Case("policy refused", .putBucketPolicy(bucket: "b", policy: [:]).refused()),
    Case("policy deleted", .deleteBucketPolicy(bucket: "b"), "b policy-deleted"),
    Case(
      "created elsewhere", .createBucket(bucket: "b").with { $0.awsRegion = "eu-west-1" },
      "b created"),
    Case("created in us-east-1, where it may have been there", .createBucket(bucket: "b")),
    Case(
      "created with ACLs",
      .createBucket(bucket: "b").with {
        $0.awsRegion = "eu-west-1"
        $0.requestParameters?.append(.init("X-Amz-Object-Ownership", ["ObjectWriter"]))
      }, "b created(ObjectWriter)"),
    Case(
      "created with an ownership that nobody knows",
      .createBucket(bucket: "b").with {
        $0.awsRegion = "eu-west-1"
        $0.requestParameters?.append(.init("x-amz-object-ownership", "Everybody"))
      }, "b created(ObjectWriter)"),
    Case("deleted", .s3("DeleteBucket", bucket: "b"), "b deleted"),
    Case(
      "the bucket's ACL", call("PutBucketAcl", "x-amz-acl", "public-read"), "b acl(public-read)"),
    Case(
      "the bucket's ACL, not shown", .s3("PutBucketAcl", bucket: "b"), "b acl(not shown)"),
    Case(
      "read", .readConfiguration("GetBucketPolicy", subresource: "policy", bucket: "b")),
    Case("tags", .s3("PutBucketTagging", bucket: "b")),
  ]

  @Test("of Block Public Access", arguments: settingsCases)
  func settings(_ c: Case) async throws {
    let ledger = try await ledger([c.event])
    #expect(ledger.changeLines == c.changes)
    #expect(ledger.unreadable.isEmpty)
  }

  @Test("of policies, ownership and buckets", arguments: otherCases)
  func others(_ c: Case) async throws {
    let ledger = try await ledger([c.event])
    #expect(ledger.changeLines == c.changes)
    #expect(ledger.unreadable.isEmpty)
  }

  @Test("carry the time and the id of their record")
  func timeAndID() async throws {
    let ledger = try await ledger([.deleteBucketPolicy(bucket: "b").with { $0.eventID = "e1" }])
    let change = try #require(ledger.changes.first)
    #expect(change.time.description == Event.usualTime)
    #expect(change.eventID == "e1")
  }

  @Test("by a policy are uses too, whether it was accepted or not")
  func policyUses() async throws {
    let put = Event.putBucketPolicy(bucket: "b", policy: [:])
    let who = "own-account arn:aws:iam::111122223333:role/platform x1"
    #expect(
      try await ledger([put, put.refused()]).factLines == [
        "b PutBucketPolicy policy({}) refused(AccessDenied) \(who)",
        "b PutBucketPolicy policy({}) succeeded \(who)",
      ])
  }

  @Test("do not make the account's call a sighting of a bucket")
  func accountIsNoBucket() async throws {
    let event = Event.putAccountPublicAccessBlock(enabled: []).with {
      $0.requestParameters?.append(.init("bucketName", "b"))
    }
    #expect(try await ledger([event]).sightings.isEmpty)
  }
}

/// Calls to CloudTrail that change what is recorded.
@Suite("Changes of recording")
struct RecordingChangeTests {
  @Test(
    "are calls that succeeded",
    arguments: [
      "StopLogging", "StartLogging", "DeleteTrail", "CreateTrail", "PutEventSelectors",
    ])
  func change(_ call: String) async throws {
    let event = Event.trailChange(call, trail: "main")
    let change = try #require(try await ledger([event, event.refused()]).recordingChanges.first)
    #expect(change.call == call)
    #expect(change.account == "111122223333")
    #expect(change.trail == "main")
    #expect(change.time.description == Event.usualTime)
    #expect(try await ledger([event.refused()]).recordingChanges.isEmpty)
  }

  @Test(
    "are no others", arguments: ["GetTrailStatus", "PutInsightSelectors", "UpdateTrail"])
  func others(_ call: String) async throws {
    #expect(try await ledger([.trailChange(call, trail: "main")]).recordingChanges.isEmpty)
  }

  @Test("say what is selected from then on")
  func selection() async throws {
    let selector: JSONValue = [
      "readWriteType": "WriteOnly", "includeManagementEvents": false,
      "dataResources": [["type": "AWS::S3::Object", "values": ["arn:aws:s3:::b/"]]],
    ]
    let event = Event.call(
      "PutEventSelectors", "cloudtrail",
      parameters: [
        .init("trailName", "arn:aws:cloudtrail:us-east-1:111122223333:trail/main"),
        .init("eventSelectors", .array([selector])),
      ])
    let change = try #require(try await ledger([event]).recordingChanges.first)
    #expect(change.trail == "main")
    #expect(change.selection?.extent(of: .objectWrites, ofBucket: "b") == .whole)
    #expect(change.selection?.extent(of: .objectReads, ofBucket: "b") == .nothing)
  }

  @Test(
    "by UpdateTrail are those of where and what it delivers",
    arguments: [
      ("isMultiRegionTrail", 1), ("s3BucketName", 1), ("s3KeyPrefix", 1), ("snsTopicName", 0),
      ("kmsKeyId", 0),
    ])
  func update(_ parameter: String, _ changes: Int) async throws {
    let event = Event.call(
      "UpdateTrail", "cloudtrail",
      parameters: [.init("name", "main"), .init(parameter, "x")])
    #expect(try await ledger([event]).recordingChanges.count == changes)
  }

  @Test("would be seen where management events that write are")
  func managementWrites() async throws {
    let reads = [Event.call("DescribeTrails", "cloudtrail"), .putObject(bucket: "b")]
    #expect(try await ledger(reads).managementWrites.isEmpty)
    for event in [Event.call("CreateRole", "iam"), .putBucketAcl(bucket: "b")] {
      let heard = try await ledger([event]).managementWrites
      #expect(heard.keys.map(\.region) == ["us-east-1"])
      #expect(heard.values.first?.extent?.from.description == Event.usualTime)
    }
  }

  @Test("are not calls of that name to other services")
  func otherService() async throws {
    let event = Event.s3("StopLogging", bucket: "b", parameters: [])
    #expect(try await ledger([event]).recordingChanges.isEmpty)
  }
}
