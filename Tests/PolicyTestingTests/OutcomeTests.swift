import PolicyTesting
import Readiness
import Testing

/// What a test tells and expects, and in what that is not so.
struct OutcomeCase: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var lines: String
  var differences: [String]

  init(_ name: String, _ lines: String, differs: String...) {
    (testDescription, self.lines, differences) = (name, lines, differs)
  }

  /// An event on `payments-invoices` in a trail that recorded all, and the verdict on it.
  static func event(
    _ event: String, gives expectation: String, _ name: String? = nil
  ) -> OutcomeCase {
    OutcomeCase(
      name ?? event,
      """
      recorded: all
      events:
        - {bucket: payments-invoices, \(event)}
      expect:
        payments-invoices: \(expectation)
      """)
  }
}

@Suite("What tests show")
struct OutcomeTests {
  @Test(
    "Recording decides what can be said",
    arguments: [
      OutcomeCase(
        "all of it", "recorded: all\nexpect: {payments-invoices: {verdict: ready, settings: safe}}"),
      OutcomeCase("nothing", "expect: {payments-invoices: {verdict: unknown, settings: unknown}}"),
      OutcomeCase(
        "the whole window, by its dates",
        "recorded: {from: 2020-01-11, to: 2020-02-10}\nexpect: {payments-invoices: ready}"),
      OutcomeCase(
        "too short",
        "recorded: {from: 2020-01-20}\nexpect: {payments-invoices: {verdict: unknown, earliest-ready: 2020-02-19}}"
      ),
      OutcomeCase(
        "ended too early", "recorded: {to: 2020-02-08}\nexpect: {payments-invoices: unknown}"),
      OutcomeCase(
        "a gap",
        "recorded: [{to: 2020-02-01}, {from: 2020-02-03}]\nexpect: {payments-invoices: unknown}"),
      OutcomeCase(
        "two stretches that meet",
        "recorded: [{to: 2020-02-01}, {from: 2020-02-01}]\nexpect: {payments-invoices: ready}"),
      OutcomeCase(
        "writes only",
        """
        recorded: {classes: [object-writes]}
        expect:
          payments-invoices:
            settings: {BlockPublicAcls: unknown, IgnorePublicAcls: unknown, BlockPublicPolicy: unknown}
        """),
      OutcomeCase(
        "management events only",
        "recorded: {classes: [management]}\nexpect: {payments-invoices: {settings: {BlockPublicPolicy: safe}}}"
      ),
      OutcomeCase(
        "none of what the defaults say", "recorded: none\nexpect: {payments-invoices: unknown}"),
      OutcomeCase(
        "a bucket by a pattern, in the account of its rule",
        "recorded: all\nexpect: {payments-exports: ready}"),
      OutcomeCase(
        "a bucket of another account than its rule says",
        "recorded: all\naccount: \"999988887777\"\nexpect: {payments-exports: undeclared}"),
    ])
  func recording(_ c: OutcomeCase) async throws { try await check(c) }

  static let eventCases: [OutcomeCase] = [
    .event("operation: PutObject, acl: private", gives: "{verdict: ready, findings: []}"),
    .event(
      "operation: PutObject, acl: public-read",
      gives: "{verdict: not-ready, findings: [{acl: public-read, certainty: certain, count: 1}]}"),
    .event(
      "operation: PutObject, grants: [AllUsers READ_ACP, other-account FULL_CONTROL]",
      gives: "{verdict: not-ready, findings: [{acl: 'grant:AllUsers,grant:other-account'}]}"),
    .event("operation: PutObject, grants: [LogDelivery WRITE]", gives: "ready"),
    .event("operation: PutObject, acl: public-read, at: 2020-01-10", gives: "ready"),
    .event("operation: PutObject, acl: public-read, at: 2020-01-12", gives: "not-ready"),
    .event(
      "operation: PutObject, acl: public-read, error-code: AccessDenied",
      gives: "{verdict: ready, findings: [{state: already-refused}]}"),
    .event("operation: PutObject, acl: public-read, error-code: SlowDown", gives: "not-ready"),
    .event(
      "operation: PutObject, acl: public-read, key: reports/a.csv",
      gives: "{verdict: ready, findings: [{state: waived, waiver: PAY-1}]}"),
    .event(
      "operation: GetObject, caller: anonymous, acl-required: true",
      gives: "{verdict: not-ready, settings: {IgnorePublicAcls: breaks}}"),
    .event(
      "operation: GetObject, caller: account 999988887777, acl-required: true",
      gives: "{settings: {IgnorePublicAcls: unknown}}"),
    .event(
      "operation: GetObject, caller: account 999988887777, acl-required: false",
      gives: "{settings: {IgnorePublicAcls: safe, RestrictPublicBuckets: unknown}}"),
    .event("operation: GetObject", gives: "{verdict: ready, findings: []}"),
    .event(
      "operation: GetObject, caller: 'arn:aws:iam::999988887777:user/a'",
      gives:
        "{findings: [{caller: 'arn:aws:iam::999988887777:user/a', setting: IgnorePublicAcls}, {setting: RestrictPublicBuckets}]}"
    ),
    .event("operation: PutObject, caller: delivery.logs.amazonaws.com", gives: "ready"),
    .event(
      "operation: PutBucketPolicy, policy: {Version: 2012-10-17, Statement: [{Effect: Allow, Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::payments-invoices/*'}]}",
      gives: "{verdict: not-ready, settings: {BlockPublicPolicy: breaks}}",
      "a public policy in YAML"),
    .event(
      #"operation: PutBucketPolicy, policy: '{"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::payments-invoices/*"}]}'"#,
      gives: "{verdict: not-ready, settings: {BlockPublicPolicy: breaks}}",
      "a public policy in JSON"),
    .event(
      "operation: PutBucketPolicy, policy: {Statement: [{Effect: Allow, Principal: {AWS: 999988887777}, Action: 's3:GetObject', Resource: 'arn:aws:s3:::payments-invoices/*'}]}",
      gives: "{verdict: ready, settings: safe}", "a policy that names an account"),
    .event(
      "operation: PutBucketPublicAccessBlock, settings: [BlockPublicAcls]",
      gives: "{verdict: ready, settings: {BlockPublicAcls: enabled, IgnorePublicAcls: safe}}"),
    .event(
      "operation: PutBucketPublicAccessBlock, settings: all", gives: "{settings: enabled}"),
    .event(
      "operation: PutBucketPublicAccessBlock, settings: all, region: eu-west-1",
      gives: "{settings: enabled}"),
  ]

  @Test("Events go the way that logs go", arguments: eventCases)
  func events(_ c: OutcomeCase) async throws { try await check(c) }

  @Test(
    "Calls without a bucket are told of the account",
    arguments: [
      OutcomeCase(
        "settings of the account",
        """
        recorded: all
        events:
          - {operation: PutAccountPublicAccessBlock, settings: all}
          - {operation: GetObject, bucket: payments-invoices}
        expect: {payments-invoices: {settings: enabled}}
        """),
      OutcomeCase(
        "a trail that stops",
        """
        recorded: {to: 2020-02-09T12:00:00Z}
        events: [{operation: StopLogging, at: 2020-02-09T12:00:00Z}]
        expect: {payments-invoices: ready}
        """),
      OutcomeCase(
        "ACLs that are disabled",
        """
        recorded: all
        events:
          - {operation: PutBucketOwnershipControls, bucket: payments-invoices, object-ownership: BucketOwnerEnforced, at: 2020-01-12}
          - {operation: GetObject, bucket: payments-invoices, caller: anonymous}
        expect: {payments-invoices: {settings: {IgnorePublicAcls: safe}}}
        """),
    ])
  func bucketless(_ c: OutcomeCase) async throws { try await check(c) }

  @Test(
    "What is not as expected is told side by side",
    arguments: [
      OutcomeCase(
        "a verdict", "recorded: all\nexpect: {payments-invoices: not-ready}",
        differs: "payments-invoices verdict: not-ready -> ready"),
      OutcomeCase(
        "settings", "recorded: all\nexpect: {payments-invoices: {settings: breaks}}",
        differs: "payments-invoices BlockPublicAcls: breaks -> safe",
        "payments-invoices IgnorePublicAcls: breaks -> safe",
        "payments-invoices BlockPublicPolicy: breaks -> safe",
        "payments-invoices RestrictPublicBuckets: breaks -> safe"),
      OutcomeCase(
        "a finding that is missing",
        "recorded: all\nexpect: {payments-invoices: {findings: [{operation: PutObject, count: 2}]}}",
        differs: "payments-invoices finding: {operation: PutObject, count: 2} -> nothing"),
      OutcomeCase(
        "a finding too many",
        "events: [{operation: PutObject, bucket: payments-invoices, acl: public-read}]\nexpect: {payments-invoices: {findings: []}}",
        differs: "payments-invoices finding: nothing -> {kind: public-acl-write,"
          + " setting: BlockPublicAcls, certainty: certain, state: active, operation: PutObject,"
          + " acl: public-read, caller: arn:aws:iam::111122223333:role/app, count: 1}"),
      OutcomeCase(
        "the day of readiness",
        "recorded: all\nexpect: {payments-invoices: {earliest-ready: 2020-03-01}}",
        differs: "payments-invoices earliest-ready: 2020-03-01 -> nothing"),
      OutcomeCase(
        "an exempt bucket", "expect: {payments-press-kit: ready}",
        differs: "payments-press-kit verdict: ready -> exempt"),
      OutcomeCase(
        "a bucket that nobody names", "expect: {billing: {verdict: undeclared, settings: safe}}",
        differs: "billing verdict: undeclared -> nothing"),
    ])
  func differences(_ c: OutcomeCase) async throws { try await check(c) }

  private func check(_ c: OutcomeCase) async throws {
    let outcome = try await outcome(c.lines)
    #expect(outcome.differences == c.differences, "\(outcome.mismatches)")
    #expect(outcome.hasPassed == c.differences.isEmpty)
  }

  @Test("An entry that says little leaves the finding to one that says more")
  func pairing() async throws {
    let events = """
      recorded: all
      events:
        - {operation: PutObject, bucket: payments-invoices, acl: public-read}
        - {operation: CopyObject, bucket: payments-invoices, acl: public-read}
      """
    for findings in [
      "[{acl: public-read}, {operation: PutObject}]",
      "[{operation: PutObject}, {acl: public-read}]",
      "[{acl: public-read}, {operation: CopyObject}]",
    ] {
      let outcome = try await outcome(
        "\(events)\nexpect: {payments-invoices: {findings: \(findings)}}")
      #expect(outcome.differences == [], "\(findings)")
    }
    let twice = try await outcome(
      "\(events)\nexpect: {payments-invoices: {findings: [{operation: PutObject}, {operation: PutObject}]}}"
    )
    #expect(twice.differences.count == 2)
  }

  @Test("Rules and waivers that no test touches are named")
  func untouched() async throws {
    let policies = try policySet(paymentsPolicy)
    func names(_ lines: String) async throws -> [String] {
      let outcome = try await outcome(lines)
      let file = PolicyTestRun.File(path: "a", outcomes: [outcome])
      return PolicyTestRun([file], of: [policies, policies]).untouched.map {
        "\($0.kind) \($0.name) \($0.location)"
      }
    }
    let all = [
      "rule payments-invoices 0.yaml:6:13", "rule payments-* 0.yaml:7:13",
      "rule payments-press-kit 0.yaml:9:13", "waiver PAY-1 0.yaml:13:9",
    ]
    #expect(try await names("expect: {billing-archive: undeclared}") == all)
    #expect(try await names("expect: {payments-invoices: unknown}") == [all[1], all[2], all[3]])
    #expect(
      try await names("recorded: all\nexpect: {payments-exports: ready}")
        == [all[0], all[2], all[3]])
    #expect(
      try await names(
        """
        events: [{operation: PutObject, bucket: payments-invoices, acl: public-read, key: reports/a}]
        expect: {payments-invoices: unknown}
        """) == [all[1], all[2]])
  }

  @Test("The names are those of the reports")
  func names() {
    let statuses: [SettingStatus] = [
      .safe(remarks: []), .breaks(NonEmpty("")), .unknown(NonEmpty(OpenQuestion("", remedy: nil))),
      .enabled(since: .init(secondsSince1970: 0)), .notAsked,
    ]
    #expect(ExpectedStatus.allCases.map(\.rawValue) == statuses.map(\.name))
    let waiver = Finding.WaiverReference(id: "", lastDay: "", location: .init(file: ""))
    let states: [Finding.State] = [
      .active, .waived(waiver), .alreadyRefused(errorCode: ""), .expiredWaiver(waiver),
    ]
    #expect(ExpectedFinding.State.allCases.map(\.rawValue) == states.map(\.name))
    let certainties: [Finding.Certainty] = [.certain, .possible]
    #expect(ExpectedFinding.Certainty.allCases.map(\.rawValue) == certainties.map(\.rawValue))
  }
}
