import Evidence
import JSON
import RawEvidence
import S3Access
import Testing
import Timeline

/// What a snapshot's file says.
@Suite("Configuration snapshots") struct SnapshotReadingTests {
  static let all = "BlockPublicAcls,IgnorePublicAcls,BlockPublicPolicy,RestrictPublicBuckets"
  static let settings: JSONValue = [
    "PublicAccessBlockConfiguration": [
      "BlockPublicAcls": true, "IgnorePublicAcls": true, "BlockPublicPolicy": true,
      "RestrictPublicBuckets": true,
    ]
  ]
  static let owner: JSONValue = [
    "Grantee": ["ID": "0abc", "Type": "CanonicalUser"], "Permission": "FULL_CONTROL",
  ]
  static let everyone: JSONValue = [
    "Grantee": ["Type": "Group", "URI": "http://acs.amazonaws.com/groups/global/AllUsers"],
    "Permission": "READ",
  ]

  /// A call, S3's answer, and what it is read as; `nil` where it's no answer of that call.
  static let answers: [(String, JSONValue, String?)] = [
    ("get-public-access-block", settings, "settings(\(all))"),
    (
      "get-public-access-block", ["PublicAccessBlockConfiguration": ["BlockPublicAcls": true]],
      "settings(BlockPublicAcls)"
    ),
    (
      "get-public-access-block",
      .object([
        .init(
          "PublicAccessBlockConfiguration",
          .object([.init("BlockPublicAcls", true), .init("BlockPublicAcls", false)]))
      ]), "settings()"
    ),
    (
      "get-public-access-block", ["error": "NoSuchPublicAccessBlockConfiguration"], "settings()"
    ),
    (
      "get-public-access-block", ["error": "AccessDenied"],
      "not-told(get-public-access-block, AccessDenied)"
    ),
    (
      "get-public-access-block", ["error": "NoSuchBucketPolicy"],
      "not-told(get-public-access-block, NoSuchBucketPolicy)"
    ),
    (
      "get-public-access-block", ["PublicAccessBlockConfiguration": ["BlockPublicAcls": "true"]],
      nil
    ),
    ("get-public-access-block", ["PublicAccessBlockConfiguration": [:]], nil),
    ("get-public-access-block", [:], nil),
    (
      "get-bucket-ownership-controls",
      ["OwnershipControls": ["Rules": [["ObjectOwnership": "BucketOwnerEnforced"]]]],
      "ownership(BucketOwnerEnforced)"
    ),
    (
      "get-bucket-ownership-controls", ["error": "OwnershipControlsNotFoundError"],
      "ownership(none)"
    ),
    (
      "get-bucket-ownership-controls",
      ["OwnershipControls": ["Rules": [["ObjectOwnership": "Everybody"]]]], nil
    ),
    ("get-bucket-ownership-controls", ["OwnershipControls": ["Rules": []]], nil),
    ("get-bucket-acl", ["Owner": ["ID": "0abc"], "Grants": [owner]], "acl()"),
    (
      "get-bucket-acl", ["Owner": ["ID": "0abc"], "Grants": [owner, everyone]],
      "acl(AllUsers READ)"
    ),
    ("get-bucket-acl", ["Grants": [owner]], "acl(other-account FULL_CONTROL)"),
    (
      "get-bucket-acl",
      [
        "Grants": [
          [
            "Grantee": ["URI": "http://acs.amazonaws.com/groups/global/AuthenticatedUsers"],
            "Permission": "WRITE_ACP",
          ]
        ]
      ], "acl(AuthenticatedUsers WRITE_ACP)"
    ),
    ("get-bucket-acl", ["Grants": [["Permission": "READ"]]], nil),
    ("get-bucket-acl", ["Owner": ["ID": "0abc"]], nil),
    ("get-bucket-policy", ["Policy": "{\"Statement\":[]}"], "policy({\"Statement\":[]})"),
    ("get-bucket-policy", ["Policy": ["Statement": []]], "policy({\"Statement\":[]})"),
    ("get-bucket-policy", ["Policy": "{\"Statement\":["], "policy(the policy is not JSON)"),
    ("get-bucket-policy", ["error": "NoSuchBucketPolicy"], "policy(none)"),
    (
      "get-bucket-policy", ["error": "AccessDenied"], "not-told(get-bucket-policy, AccessDenied)"
    ),
    ("get-bucket-policy", ["Policy": 1], nil),
    ("get-bucket-policy-status", ["PolicyStatus": ["IsPublic": true]], "is-public(true)"),
    ("get-bucket-policy-status", ["PolicyStatus": ["IsPublic": false]], "is-public(false)"),
    ("get-bucket-policy-status", ["error": "NoSuchBucketPolicy"], "policy(none)"),
    ("get-bucket-policy-status", ["PolicyStatus": ["IsPublic": "false"]], nil),
    ("get-bucket-website", ["IndexDocument": ["Suffix": "index.html"]], "website(true)"),
    ("get-bucket-website", ["error": "NoSuchWebsiteConfiguration"], "website(false)"),
    ("get-bucket-location", ["LocationConstraint": nil], "region(us-east-1)"),
    ("get-bucket-location", ["LocationConstraint": "EU"], "region(eu-west-1)"),
    ("get-bucket-location", ["LocationConstraint": "eu-central-1"], "region(eu-central-1)"),
    ("get-bucket-location", ["LocationConstraint": 1], nil),
    ("list-access-points", ["AccessPointList": []], "access-points()"),
    (
      "list-access-points", ["AccessPointList": [["Name": "b"], ["Name": "a"]]],
      "access-points(a,b)"
    ),
    ("list-access-points", ["AccessPointList": [["Bucket": "b"]]], nil),
    (
      "list-access-points", ["error": "AccessDenied"], "not-told(list-access-points, AccessDenied)"
    ),
  ]

  static func document(
    _ answers: JSONValue, bucket: JSONValue? = "b", changing: [String: JSONValue?] = [:],
    accessPoints: JSONValue? = nil
  ) -> String {
    let members: [(String, JSONValue?)] = [
      ("schema", "bpa-ready/snapshot/v1"), ("takenAt", "2020-02-10T00:00:00Z"),
      ("account", "111122223333"), ("bucket", bucket), ("answers", answers),
      ("accessPoints", accessPoints),
    ]
    return JSONValue.object(
      members.compactMap { name, value in
        (changing[name] ?? value).map { JSONValue.Member(name, $0) }
      }
    ).compactText
  }

  @Test("an answer in the script's document", arguments: answers)
  func inDocument(_ call: String, _ answer: JSONValue, _ line: String?) async throws {
    let document = Self.document(.object([.init(call, answer)]))
    let ledger = try await ledger(reading: document, named: "b.json")
    #expect(ledger.answerLines == (line.map { ["b 2020-02-10T00:00:00Z \($0)"] } ?? []))
    #expect(
      ledger.unreadableLines
        == (line == nil
          ? ["0: is a configuration snapshot, in which '\(call)' has no such answer"] : []))
    #expect(ledger.ownershipLines == ["b 111122223333 perhaps"])
  }

  @Test("an answer as the AWS CLI prints it, in folders that say the rest", arguments: answers)
  func inFolder(_ call: String, _ answer: JSONValue, _ line: String?) async throws {
    guard answer.members.contains(where: { $0.name != "error" }) else { return }
    let name = "snapshot-111122223333-20200210T000000Z/b/\(call).json"
    let ledger = try await ledger(reading: answer.compactText, named: name)
    #expect(ledger.answerLines == (line.map { ["b 2020-02-10T00:00:00Z \($0)"] } ?? []))
    #expect(ledger.unreadable.isEmpty == (line != nil))
  }

  @Test(
    "an error as the AWS CLI prints it",
    arguments: [
      ("get-bucket-policy", "NoSuchBucketPolicy", "policy(none)"),
      ("get-bucket-policy", "AccessDenied", "not-told(get-bucket-policy, AccessDenied)"),
      ("get-public-access-block", "NoSuchPublicAccessBlockConfiguration", "settings()"),
    ])
  func errorMessage(_ call: String, _ code: String, _ line: String) async throws {
    let text = "\nAn error occurred (\(code)) when calling the GetX operation: no\n"
    let ledger = try await ledger(
      reading: text, named: "snapshot-111122223333-20200210T000000Z/b/\(call).json")
    #expect(ledger.answerLines == ["b 2020-02-10T00:00:00Z \(line)"])
    #expect(ledger.unreadable.isEmpty)
  }

  @Test(
    "what the folders have to say",
    arguments: [
      (
        "snapshot-111122223333-20200210T000000Z/get-public-access-block.json",
        "account 111122223333 2020-02-10T00:00:00Z"
      ),
      ("x/snapshot-111122223333-20200210T000000Z/b/anything.json", "b 2020-02-10T00:00:00Z"),
      ("snapshot-111122223333-2020-02-10T01:00:00Z/b/x.json", "b 2020-02-10T01:00:00Z"),
      ("snapshot-111122223333-20200210/b/x.json", nil),
      ("snapshot-111122223333-20200230T000000Z/b/x.json", nil),
      ("snapshot-1-20200210T000000Z/b/x.json", nil),
      ("snapshot-111122223333/b/x.json", nil),
      ("snapshot-111122223333-20200210T000000Z/b/c/x.json", nil),
      ("b/get-public-access-block.json", nil),
      ("x.json", nil),
    ] as [(String, String?)])
  func folders(_ name: String, _ scope: String?) async throws {
    let ledger = try await ledger(reading: Self.settings.compactText, named: name)
    #expect(ledger.answerLines == (scope.map { ["\($0) settings(\(Self.all))"] } ?? []))
    let reason = "is the answer of 'get-public-access-block', and nothing says of which bucket"
    #expect(ledger.unreadable.allSatisfy { $0.reason.hasPrefix(reason) })
    #expect(ledger.unreadable.isEmpty == (scope != nil))
  }

  @Test("the account's own configuration")
  func account() async throws {
    let document = Self.document(
      ["get-public-access-block": Self.settings, "get-bucket-policy": ["Policy": "{}"]],
      bucket: nil)
    let ledger = try await ledger(reading: document)
    #expect(
      ledger.answerLines == ["account 111122223333 2020-02-10T00:00:00Z settings(\(Self.all))"])
    #expect(ledger.ownership.isEmpty)
  }

  @Test("access points")
  func accessPoints() async throws {
    let document = Self.document(
      [:],
      accessPoints: [
        [
          "name": "vpc",
          "answers": [
            "get-access-point": ["Name": "vpc", "NetworkOrigin": "VPC"],
            "get-access-point-policy": ["error": "NoSuchAccessPointPolicy"],
            "get-access-point-policy-status": ["error": "AccessDenied"],
          ],
        ],
        [
          "name": "open",
          "answers": [
            "get-access-point": ["NetworkOrigin": "Internet"],
            "get-access-point-policy": ["Policy": "{\"Statement\":[]}"],
            "get-access-point-policy-status": ["PolicyStatus": ["IsPublic": false]],
          ],
        ],
        ["name": "refused", "answers": ["get-access-point": ["error": "AccessDenied"]]],
      ])
    let ledger = try await ledger(reading: document)
    #expect(
      ledger.answerLines.map { String($0.dropFirst("b 2020-02-10T00:00:00Z ".count)) } == [
        "access-point(open, is-public(false))", "access-point(open, policy({\"Statement\":[]}))",
        "access-point(open, vpc(false))", "access-point(vpc, policy(none))",
        "access-point(vpc, vpc(true))", "access-points(open)", "access-points(refused)",
        "access-points(vpc)", "not-told(get-access-point, AccessDenied)",
        "not-told(get-access-point-policy-status, AccessDenied)",
      ])
    #expect(ledger.unreadable.isEmpty)
  }

  @Test("any number of workers and any order give the same answers")
  func order() async throws {
    let folder = try TemporaryFolder()
    var files: [EvidenceFile] = []
    for number in 0..<6 {
      let text = Self.document(
        ["get-public-access-block": number % 2 == 0 ? Self.settings : ["error": "AccessDenied"]],
        bucket: .string("b\(number / 2)"))
      let path = try folder.write(Array(text.utf8), to: "\(number).json")
      files.append(EvidenceFile(path: path, size: text.utf8.count))
    }
    let one = await EvidenceCollection(files).ledger(workers: 1).settled()
    #expect(one.answers.count == 6)
    for workers in [2, 6] {
      let many = await EvidenceCollection(files.reversed()).ledger(workers: workers).settled()
      #expect(many == one)
    }
  }
}
