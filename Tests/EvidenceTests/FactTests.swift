import Evidence
import JSON
import S3Access
import Testing
import TrailFixtures

/// A record, and the facts that it tells.
struct FactCase: Sendable, CustomTestStringConvertible {
  let name: String
  let event: Event
  let facts: [String]

  init(_ name: String, _ event: Event, _ facts: String...) {
    self.name = name
    self.event = event
    self.facts = facts
  }

  var testDescription: String { name }
}

@Suite("Facts")
struct FactTests {
  static let app = "own-account arn:aws:iam::111122223333:role/app x1"
  static let platform = "own-account arn:aws:iam::111122223333:role/platform x1"
  static let foreigner: TrailFixtures.Caller = .user("partner", account: "444455556666")
  static let partner = "other-account arn:aws:iam::444455556666:user/partner x1"
  static let nobody = "anonymous anonymous x1"

  static let endings: [FactCase] =
    [
      ("AccessDenied", "refused(AccessDenied)"),
      ("AccessControlListNotSupported", "refused(AccessControlListNotSupported)"),
      ("SlowDown", "failed-for-now(SlowDown)"),
      ("InternalError", "failed-for-now(InternalError)"),
      ("RequestTimeout", "failed-for-now(RequestTimeout)"),
      ("ThrottlingException", "failed-for-now(ThrottlingException)"),
      ("", "succeeded"),
    ].map { (code: String, outcome: String) in
      FactCase(
        "upload that ends in \(code)",
        .putObject(bucket: "b", acl: "public-read").with { $0.errorCode = code },
        "b PutObject acl(public-read) \(outcome) \(app)")
    }

  @Test("say how a request ended", arguments: endings)
  func outcomes(_ c: FactCase) async throws {
    #expect(try await ledger([c.event]).factLines == c.facts)
  }

  /// Every call that can carry an ACL, with its parameters left out.
  static let hidden: [FactCase] =
    [
      "PutObject", "PutObjectAcl", "CopyObject", "CreateMultipartUpload", "PostObject",
      "PutBucketAcl", "CreateBucket",
    ].map { name in
      FactCase(
        "\(name) without parameters",
        .s3(name, bucket: "b", key: "k").with { $0.requestParameters = nil },
        "b \(name) hidden-acl succeeded \(app)")
    } + [
      FactCase(
        "parameters that are a text",
        .putObject(bucket: "b").with { $0.overrides = [.init("requestParameters", "cut")] },
        "b PutObject hidden-acl succeeded \(app)"),
      FactCase(
        "parameters that are not there",
        .putObject(bucket: "b").with { $0.omitted = ["requestParameters"] },
        "b PutObject hidden-acl succeeded \(app)"),
      FactCase(
        "no parameters, and the record says that an ACL was involved",
        .putObject(bucket: "b", acl: "private").with { $0.requestParameters = nil },
        "b PutObject hidden-acl(required) succeeded \(app)"),
      FactCase(
        "PutObjectAcl that shows no grant", .putObjectAcl(bucket: "b", acl: nil),
        "b PutObjectAcl hidden-acl(required) succeeded \(app)"),
      FactCase(
        "PutBucketAcl that shows no grant", .putBucketAcl(bucket: "b", acl: nil),
        "b PutBucketAcl hidden-acl(required) succeeded \(platform)"),
      FactCase(
        "PutBucketAcl that shows no grant, in old records",
        .putBucketAcl(bucket: "b", acl: nil).with {
          $0.requestParameters = [.init("bucketName", "b"), .init("acl", [""])]
        }, "b PutBucketAcl hidden-acl(required) succeeded \(platform)"),
      FactCase(
        "a grant whose grantee is left out",
        .putObjectAcl(bucket: "b", acl: nil).with {
          $0.requestParameters?.append(
            .init("AccessControlPolicy", ["AccessControlList": ["Grant": ["Permission": "READ"]]]))
        }, "b PutObjectAcl hidden-acl(required) succeeded \(app)"),
      FactCase("an upload that shows that it had none", .putObject(bucket: "b")),
      FactCase(
        "an upload whose header is empty",
        .putObject(bucket: "b").with { $0.requestParameters?.append(.init("x-amz-acl", "")) }),
      FactCase(
        "parameters left out of a call that was refused",
        .putObject(bucket: "b").with { $0.requestParameters = nil }.refused()),
      FactCase(
        "parameters left out of a call that carries none",
        .deleteObject(bucket: "b").with { $0.requestParameters = nil }),
    ]

  @Test("say where a record does not show its ACL", arguments: hidden)
  func hiddenACLs(_ c: FactCase) async throws {
    #expect(try await ledger([c.event]).factLines == c.facts)
  }

  static let admissions: [FactCase] = [
    FactCase(
      "read by an ACL", .getObject(bucket: "b", by: .anonymous, aclRequired: true),
      "b GetObject access(required) succeeded \(nobody)"),
    FactCase(
      "read", .getObject(bucket: "b", by: .anonymous),
      "b GetObject access(notSaid) succeeded \(nobody)"),
    FactCase(
      "listing by an ACL", .listObjects(bucket: "b", by: foreigner, aclRequired: true),
      "b ListObjects access(required) succeeded \(partner)"),
    FactCase(
      "deletion", .deleteObject(bucket: "b", by: foreigner),
      "b DeleteObject access(notSaid) succeeded \(partner)"),
    FactCase(
      "upload without ACL", .putObject(bucket: "b", by: foreigner),
      "b PutObject access(notSaid) succeeded \(partner)"),
    FactCase(
      "upload with an ACL, of which the field is Yes whoever calls",
      .putObject(bucket: "b", acl: "private", by: foreigner),
      "b PutObject access(cannotTell) succeeded \(partner)",
      "b PutObject acl(private) succeeded \(partner)"),
    FactCase(
      "form upload",
      .s3("PostObject", bucket: "b", key: "k", by: .anonymous).with {
        $0.requestParameters?.append(.init("acl", ["public-read"]))
      }, "b PostObject access(notSaid) succeeded \(nobody)",
      "b PostObject acl(public-read) succeeded \(nobody)"),
    FactCase(
      "read that found nothing new",
      .getObject(bucket: "b", by: .anonymous).with { $0.errorCode = "NotModified" },
      "b GetObject access(notSaid) succeeded \(nobody)"),
    FactCase(
      "read of an object that does not meet its condition",
      .getObject(bucket: "b", by: .anonymous).refused("PreconditionFailed"),
      "b GetObject access(notSaid) failed-for-now(PreconditionFailed) \(nobody)"),
    FactCase(
      "read beyond the end of the object",
      .getObject(bucket: "b", by: .anonymous).refused("InvalidRange"),
      "b GetObject access(notSaid) failed-for-now(InvalidRange) \(nobody)"),
    FactCase(
      "read of an object that is not there, which only those are told who may list",
      .getObject(bucket: "b", by: .anonymous).refused("NoSuchKey"),
      "b GetObject access(notSaid) refused(NoSuchKey) \(nobody)"),
    FactCase(
      "the same by another account", .getObject(bucket: "b", by: foreigner).refused("NoSuchKey")),
    FactCase("read that was refused", .getObject(bucket: "b", by: .anonymous).refused()),
    FactCase(
      "redirect", .getObject(bucket: "b", by: .anonymous).refused("PermanentRedirect")),
    FactCase("preflight", .s3("PreflightRequest", bucket: "b", key: "k", by: .anonymous)),
    FactCase("read by the owner", .getObject(bucket: "b", aclRequired: true)),
    FactCase(
      "read by a service", .getObject(bucket: "b", by: .service("cloudfront.amazonaws.com"))),
    FactCase(
      "read of the bucket's configuration",
      .readConfiguration("GetBucketAcl", subresource: "acl", bucket: "b", by: foreigner),
      "b GetBucketAcl access(notSaid) succeeded \(partner)"),
  ]

  @Test("say who from outside was let in", arguments: admissions)
  func access(_ c: FactCase) async throws {
    #expect(try await ledger([c.event]).factLines == c.facts)
  }

  static let readsWithACLs: [FactCase] = ["GetObject", "HeadObject", "ListObjects", "GetObjectAcl"]
    .flatMap {
      name in
      let event = Event.s3(
        name, bucket: "b", key: "k", parameters: [.init("x-amz-acl", "public-read")])
      return [
        FactCase("\(name) whose query names an ACL", event),
        FactCase("\(name) of old records", event.with { $0.omitted = ["readOnly"] }),
        FactCase(
          "\(name) with a grant",
          event.with {
            $0.carry(grantHeader: "x-amz-grant-read", "uri=http://example/groups/global/AllUsers")
          }),
      ]
    }

  @Test("are not made of what anybody writes into the query of a read", arguments: readsWithACLs)
  func reads(_ c: FactCase) async throws {
    #expect(try await ledger([c.event]).factLines == [])
  }

  @Test("of a call that sets ACLs count, though its record says that it reads")
  func writeSaidToRead() async throws {
    let event = Event.s3(
      "PutObject", bucket: "b", key: "k", parameters: [.init("x-amz-acl", "public-read")]
    ).with { $0.readOnly = true }
    #expect(
      try await ledger([event]).factLines
        == ["b PutObject acl(public-read) succeeded \(Self.app)"])
  }

  @Test(
    "count though the name of the header is written with escapes",
    arguments: [#"\u0078-amz-acl"#, #"x-amz-\u0061cl"#, #"X-Amz-Ac\u006C"#])
  func escapedHeader(_ name: String) async throws {
    let event = Event.s3(
      "PutObject", bucket: "b", key: "k", parameters: [.init("x-amz-acl", "public-read")])
    let text = String(decoding: logFile([event]), as: UTF8.self)
      .split(separator: "x-amz-acl", omittingEmptySubsequences: false).joined(separator: name)
    #expect(
      try await ledger(reading: text).factLines
        == ["b PutObject acl(public-read) succeeded \(Self.app)"])
  }

  @Test("of a write that no list names count by its parameters")
  func unknownOperation() async throws {
    let event = Event.s3(
      "AppendObject", bucket: "b", key: "k", parameters: [.init("x-amz-acl", "public-read")])
    #expect(
      try await ledger([event]).factLines
        == ["b AppendObject acl(public-read) succeeded \(Self.app)"])
  }

  @Test("keep what a report shows of each use")
  func use() async throws {
    let event = Event.putObject(bucket: "b", key: "a \"key\"/ä€😀\n", acl: "public-read").with {
      $0.eventID = "e1"
      $0.requestID = "r1"
    }
    let ledger = try await ledger([event])
    let use = try #require(ledger.facts.first?.value.uses.first)
    #expect(use.time.description == "2020-02-03T12:00:00Z")
    #expect(use.eventID == "e1")
    #expect(use.requestID == "r1")
    #expect(use.key == "a \"key\"/ä€😀\n")
    #expect(use.userAgent == "Boto3/1.11.9 Python/3.6.9 Linux/4.15.0-1057-aws Botocore/1.14.9")
    #expect(use.sourceAddress == "203.0.113.7")
    #expect(use.file.hasSuffix(usualFileName))
  }
}
