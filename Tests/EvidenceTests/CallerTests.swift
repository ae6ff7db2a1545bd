import Evidence
import JSON
import S3Access
import Testing
import TrailFixtures

/// Who called, by the `userIdentity` of an upload with a public ACL to a bucket of account
/// 111122223333. Source: CloudTrail User Guide, "CloudTrail userIdentity element".
@Suite("Callers")
struct CallerTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let caller: TrailFixtures.Caller
    let kind: PrincipalKind
    let principal: String

    init(_ name: String, _ caller: TrailFixtures.Caller, _ kind: PrincipalKind, _ principal: String)
    {
      self.name = name
      self.caller = caller
      self.kind = kind
      self.principal = principal
    }

    init(_ name: String, _ identity: JSONValue, _ kind: PrincipalKind, _ principal: String) {
      self.init(name, .init(identity: identity), kind, principal)
    }

    var testDescription: String { name }
  }

  static let signed: [Case] = [
    Case(
      "IAM user", .user("uploader"), .ownAccount, "arn:aws:iam::111122223333:user/uploader"),
    Case(
      "session of a role", .role("app", session: "i-0123"), .ownAccount,
      "arn:aws:iam::111122223333:role/app"),
    Case(
      "session without its context",
      [
        "type": "AssumedRole", "principalId": "AROAEXAMPLE:s", "accountId": "111122223333",
        "arn": "arn:aws:sts::111122223333:assumed-role/app/s",
      ], .ownAccount, "arn:aws:iam::111122223333:role/app"),
    Case(
      "session of a role in another partition",
      [
        "type": "AssumedRole", "accountId": "111122223333",
        "arn": "arn:aws-cn:sts::111122223333:assumed-role/app/s",
      ], .ownAccount, "arn:aws-cn:iam::111122223333:role/app"),
    Case(
      "session whose context names no issuer",
      [
        "type": "AssumedRole", "accountId": "111122223333",
        "arn": "arn:aws:sts::111122223333:assumed-role/app/s",
        "sessionContext": ["attributes": ["mfaAuthenticated": "false"], "sessionIssuer": [:]],
      ], .ownAccount, "arn:aws:iam::111122223333:role/app"),
    Case("root user", .root(), .ownAccount, "arn:aws:iam::111122223333:root"),
    Case(
      "federated user",
      [
        "type": "FederatedUser", "principalId": "111122223333:alice", "accountId": "111122223333",
        "arn": "arn:aws:sts::111122223333:federated-user/alice",
      ], .ownAccount, "arn:aws:sts::111122223333:federated-user/alice"),
    Case(
      "user of another account", .user("partner", account: "444455556666"), .otherAccount,
      "arn:aws:iam::444455556666:user/partner"),
    Case(
      "role of another account", .role("partner", account: "444455556666"), .otherAccount,
      "arn:aws:iam::444455556666:role/partner"),
    Case(
      "another account without ARN",
      ["type": "AWSAccount", "principalId": "AROAEXAMPLE:session", "accountId": "444455556666"],
      .otherAccount, "account 444455556666 (AROAEXAMPLE)"),
    Case(
      "another account without anything else", ["type": "AWSAccount", "accountId": "444455556666"],
      .otherAccount, "account 444455556666"),
  ]

  static let others: [Case] = [
    Case(
      "AWS service", .service("delivery.logs.amazonaws.com"), .awsService,
      "delivery.logs.amazonaws.com"),
    Case("AWS service without its name", ["type": "AWSService"], .awsService, "an AWS service"),
    Case(
      "service that is told by its name only", ["invokedBy": "ssm.amazonaws.com"], .awsService,
      "ssm.amazonaws.com"),
    Case(
      "role that a service uses",
      [
        "type": "AssumedRole", "accountId": "111122223333", "invokedBy": "ssm.amazonaws.com",
        "arn": "arn:aws:sts::111122223333:assumed-role/app/s",
      ], .ownAccount, "arn:aws:iam::111122223333:role/app"),
    Case("anonymous", .anonymous, .anonymous, "anonymous"),
    Case("anonymous in old records", .anonymousInOldRecords, .anonymous, "anonymous"),
    Case(
      "anonymous in capitals", ["type": "AWSAccount", "accountId": "ANONYMOUS"], .anonymous,
      "anonymous"),
    Case(
      "anonymous by the principal's id",
      ["type": "AWSAccount", "principalId": "ANONYMOUS_PRINCIPAL"], .anonymous, "anonymous"),
    Case("identity of nothing", [:], .unknown, "unknown"),
    Case("identity that is null", nil, .unknown, "unknown"),
    Case("identity that is a text", "arn:aws:iam::111122223333:root", .unknown, "unknown"),
    Case("type alone", ["type": "Unknown"], .unknown, "unknown"),
    Case(
      "ARN without account", ["type": "IAMUser", "arn": "arn:aws:iam::111122223333:user/a"],
      .unknown, "arn:aws:iam::111122223333:user/a"),
    Case(
      "principal's id alone", ["type": "AWSAccount", "principalId": "AIDAEXAMPLE"], .unknown,
      "AIDAEXAMPLE"),
    Case(
      "account and other members that are null",
      ["type": nil, "arn": nil, "principalId": nil, "accountId": "111122223333"], .ownAccount,
      "account 111122223333"),
  ]

  @Test("are told by their identity", arguments: signed + others)
  func callers(_ c: Case) async throws {
    let ledger = try await ledger([.putObject(bucket: "b", acl: "public-read", by: c.caller)])
    let uses = ledger.facts.keys.filter { if case .acl = $0.subject { true } else { false } }
    #expect(
      uses.map(\.caller) == [Evidence.Caller(principal: c.principal, kind: c.kind)],
      "\(ledger.factLines)")
  }

  @Test(
    "from outside the bucket's account are known by what they were let in to",
    arguments: signed + others)
  func access(_ c: Case) async throws {
    let ledger = try await ledger([.getObject(bucket: "b", by: c.caller)])
    let isOutside = c.kind != .ownAccount && c.kind != .awsService
    let expected = "b GetObject access(notSaid) succeeded \(c.kind.rawValue) \(c.principal) x1"
    #expect(ledger.factLines == (isOutside ? [expected] : []))
  }

  @Test("are one, whatever the sessions are called")
  func sessions() async throws {
    let events = (0..<5).map { number in
      Event.putObject(
        bucket: "b", acl: "public-read", by: .role("app", session: "s\(number)"),
        at: "2020-02-03T12:00:0\(number)Z")
    }
    #expect(
      try await ledger(events).factLines == [
        "b PutObject acl(public-read) succeeded own-account arn:aws:iam::111122223333:role/app x5"
      ])
  }

  @Test("whose record has no identity at all are not known")
  func missing() async throws {
    let event = Event.getObject(bucket: "b").with { $0.omitted = ["userIdentity"] }
    #expect(
      try await ledger([event]).factLines
        == ["b GetObject access(notSaid) succeeded unknown unknown x1"])
  }

  @Test("are judged by the account that owns the bucket, not by the one that got the record")
  func callersCopy() async throws {
    let event = Event.getObject(bucket: "b", by: .role("reader", account: "444455556666")).with {
      $0.recipientAccountId = "444455556666"
    }
    #expect(
      try await ledger([event]).factLines == [
        "b GetObject access(notSaid) succeeded other-account"
          + " arn:aws:iam::444455556666:role/reader x1"
      ])
  }
}
