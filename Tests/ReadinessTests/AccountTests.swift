import Evidence
import PolicyFiles
import Readiness
import S3Access
import Testing
import Timeline

/// The question for whole accounts: `invoices` is declared by payments, unless a case says otherwise.
///
/// Source: Amazon S3 User Guide, "Blocking public access to your Amazon S3 storage".
@Suite struct AccountTests {
  /// What is told, and which buckets stand in the way of which settings: `?` marks those of which
  /// nobody can say.
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var told: [Told]
    var policy = teamFile()
    var listed: Set<String>? = [Told.bucket]
    var verdict: Verdict
    var blocking: [BlockPublicAccessSetting: [String]] = [:]
  }

  @Test(
    "what stands in the way",
    arguments: [
      Case(testDescription: "nothing", told: [], verdict: .ready),
      Case(
        testDescription: "a public ACL", told: [.acl(.publicRead)], verdict: .notReady,
        blocking: [.blockPublicAcls: ["invoices"]]),
      Case(
        testDescription: "a setting that the team did not ask for", told: [.acl(.publicRead)],
        policy: teamFile("settings: [BlockPublicPolicy]"), verdict: .notReady,
        blocking: [.blockPublicAcls: ["invoices"]]),
      Case(
        testDescription: "an exempt bucket", told: [.acl(.publicRead)],
        policy: teamFile("expect: public\nreason: press"), verdict: .notReady,
        blocking: [.blockPublicAcls: ["invoices"]]),
      Case(
        testDescription: "an exempt bucket that nobody uses as such", told: [],
        policy: teamFile("expect: public\nreason: press"), verdict: .ready),
      Case(
        testDescription: "an undeclared bucket",
        told: [.seen(of: "scratch"), .acl(.publicRead, of: "scratch")],
        listed: ["invoices", "scratch"], verdict: .notReady,
        blocking: [.blockPublicAcls: ["scratch"]]),
      Case(
        testDescription: "an undeclared bucket of which little was recorded",
        told: [.seen([.management, .objectWrites], of: "scratch")],
        listed: ["invoices", "scratch"], verdict: .unknown,
        blocking: [.ignorePublicAcls: ["scratch?"], .restrictPublicBuckets: ["scratch?"]]),
      Case(
        testDescription: "a bucket that only AWS's list names", told: [],
        listed: ["invoices", "silent"], verdict: .unknown,
        blocking: Dictionary(
          uniqueKeysWithValues: BlockPublicAccessSetting.allCases.map { ($0, ["silent?"]) })),
      Case(
        testDescription: "a bucket that AWS lists and the records give to another account",
        told: [.seen(of: "moved", owner: Told.stranger)], listed: ["invoices", "moved"],
        verdict: .unknown,
        blocking: Dictionary(
          uniqueKeysWithValues: BlockPublicAccessSetting.allCases.map { ($0, ["moved?"]) })),
      Case(
        testDescription: "a bucket of another account",
        told: [.seen(of: "theirs", owner: Told.stranger)],
        verdict: .ready),
      Case(
        testDescription: "a public policy of an access point of which nobody knows the bucket",
        told: [
          .uses(
            .policy(.open, onAccessPoint: true), "PutAccessPointPolicy", by: .app, ago: 5,
            of: "arn:aws:s3:eu-west-1:111122223333:accesspoint/ap")
        ], verdict: .unknown, blocking: [.blockPublicPolicy: ["invoices?"]]),
      Case(testDescription: "no list of the buckets", told: [], listed: nil, verdict: .unknown),
      Case(
        testDescription: "no list, and a use", told: [.acl(.publicRead)], listed: nil,
        verdict: .notReady, blocking: [.blockPublicAcls: ["invoices"]]),
      Case(
        testDescription: "CreateBucket with a public ACL",
        told: [.acl(.publicRead, "CreateBucket")], verdict: .notReady,
        blocking: [.blockPublicAcls: ["invoices"]]),
      Case(
        testDescription: "CreateBucket with a public ACL, the bucket's own setting on since",
        told: [.acl(.publicRead, "CreateBucket", ago: 5), .turnAll(on: true, ago: 4)],
        verdict: .notReady, blocking: [.blockPublicAcls: ["invoices"]]),
      Case(
        testDescription: "CreateBucket with a public ACL, ACLs disabled since",
        told: [
          .acl(.publicRead, "CreateBucket", ago: 5), .ownership(.bucketOwnerEnforced, ago: 4),
        ], verdict: .notReady, blocking: [.blockPublicAcls: ["invoices"]]),
      Case(
        testDescription: "CreateBucket with a public ACL, the account's setting on since",
        told: [.acl(.publicRead, "CreateBucket", ago: 5), .turnAllOfAccount(on: true, ago: 4)],
        verdict: .ready),
      Case(
        testDescription: "CreateBucket with a public ACL that was refused",
        told: [
          .acl(.publicRead, "CreateBucket", "InvalidBucketAclWithBlockPublicAccessError")
        ], verdict: .ready),
      Case(
        testDescription: "CreateBucket with an ACL that the record hides",
        told: [.hidden("CreateBucket")], verdict: .unknown,
        blocking: [.blockPublicAcls: ["invoices?"]]),
      Case(
        testDescription: "the bucket's own settings on", told: [.turnAll(on: true, ago: 20)],
        verdict: .ready),
      Case(
        testDescription: "an ACL that the team forbids and the account's setting lets through",
        told: [.acl(RequestedACL(headerValue: "bucket-owner-full-control"))],
        policy: teamFile("forbidden-acls: [bucket-owner-full-control]"), verdict: .ready),
    ])
  func blocking(_ c: Case) throws {
    let verdict = try account([.recorded] + c.told, c.policy, listed: c.listed)
    #expect(verdict.verdict == c.verdict)
    let blocking = verdict.settings.mapValues { answer in
      answer.blocking.map { $0.bucket + ($0.breaks ? "" : "?") }
    }
    #expect(blocking.filter { !$0.value.isEmpty } == c.blocking)
    #expect(verdict.questions.isEmpty == (c.listed != nil))
  }

  @Test("a reader whom the two settings stop together stands in the way of both")
  func both() throws {
    let verdict = try account([.recorded, .access(.anonymous, .notSaid)])
    #expect(verdict.verdict == .notReady)
    #expect(verdict.stoppedByBoth.map(\.bucket) == ["invoices"])
    #expect(verdict.settings[.ignorePublicAcls]?.status == .unknown)
  }

  @Test("a setting that is on for the account is on, one on for its buckets only is safe")
  func enabled() throws {
    let whole = try account([.recorded, .turnAllOfAccount(on: true, ago: 20)])
    #expect(Set(whole.settings.values.map(\.status)) == [.enabled])
    let each = try account([.recorded, .turnAll(on: true, ago: 20)])
    #expect(Set(each.settings.values.map(\.status)) == [.safe])
  }

  @Test("each account whose logs there are has a verdict, and a bucket without an owner is in each")
  func several() throws {
    let other: [Told] = [
      .logs(account: Told.stranger),
      .seen(of: "theirs", account: Told.stranger, owner: Told.stranger),
    ]
    let policy = teamFile() + "  - bucket: nowhere\n"
    let assessment = try assess(
      [.recorded] + other, policy, scope: AssessmentScope(accounts: AccountScope()))
    #expect(assessment.accounts.map(\.account) == [Told.owner, Told.stranger])
    #expect(
      assessment.accounts.map(\.buckets) == [["invoices", "nowhere"], ["nowhere", "theirs"]])
    #expect(assessment.accounts.map(\.undeclared) == [[], ["theirs"]])
    #expect(assessment.accounts.map(\.blockingBuckets) == [["nowhere"], ["nowhere"]])
    #expect(assessment.verdict == .unknown)
    let one = try assess(
      [.recorded] + other, policy,
      scope: AssessmentScope(accounts: AccountScope(account: Told.stranger)))
    #expect(one.accounts.map(\.account) == [Told.stranger])
    #expect(one["invoices"] == nil)
  }

  @Test("for its bucket, CreateBucket with a public ACL is listed and breaks nothing")
  func creationForTheBucket() throws {
    let verdict = try verdict([.recorded, .acl(.publicRead, "CreateBucket")])
    #expect(verdict.verdict == .ready)
    #expect(verdict.status(of: .blockPublicAcls) == "safe")
    let finding = try #require(verdict.findings.first)
    #expect(finding.state == .accountLevel)
    #expect(finding.explanation.contains("InvalidBucketAclWithBlockPublicAccessError"))
    #expect(finding.explanation.contains("the bucket's own setting cannot refuse it"))
  }

  @Test("a waiver covers CreateBucket too")
  func waivedCreation() throws {
    let policy = teamFile(waivers: waiver("operation: CreateBucket"))
    let verdict = try account([.recorded, .acl(.publicRead, "CreateBucket")], policy)
    #expect(verdict.verdict == .ready)
  }

  private func account(
    _ told: [Told], _ policy: String = teamFile(), listed: Set<String>? = [Told.bucket]
  ) throws -> AccountVerdict {
    let scope = AssessmentScope(
      accounts: AccountScope(account: listed == nil ? nil : Told.owner, buckets: listed))
    let assessment = try assess(told, policy, scope: scope)
    #expect(assessment.accounts.count == 1)
    return try #require(assessment.accounts.first)
  }
}
