import Diagnostics
import PolicyFiles
import S3Access
import Testing
import Timeline

/// A policy that uses every key.
enum PolicyExample {
  static let text = """
    version: 1
    team: payments
    owner: "@example/payments"

    defaults:
      expect: private
      settings: [BlockPublicAcls, IgnorePublicAcls]
      forbidden-acls: [public-read, public-read-write, authenticated-read]
      evidence:
        lookback: 90d
        freshness: 24h
        max-gap: 24h
        grade: proven

    buckets:
      - bucket: payments-invoices
      - bucket: "payments-*-exports"
        except: ["payments-tmp-exports"]
        account: "111122223333"
        forbidden-acls: [public, grant:other-account, bucket-owner-full-control]
        settings: all
        evidence:
          lookback: 30d
          grade: observed
          not-recorded: [management]
          reason: data events only; management events live in the audit account
      - bucket: payments-press-kit
        expect: public
        reason: >
          downloads for journalists,
          served without CloudFront until PAY-1234

    waivers:
      - id: PAY-1301
        bucket: payments-invoices
        setting: BlockPublicAcls
        principal: "arn:aws:iam::111122223333:role/legacy-*"
        operation: Put*
        acl: public-read
        key: "reports/*"
        source-address: 203.0.113.*
        user-agent: "*boto*"
        owner: "@example/payments"
        reason: the job is switched off with the move on 15 March
        expires: 2020-03-31
    """
}

@Suite("What a policy file says")
struct PolicyFileTests {
  @Test("A rule without requirements has the file's defaults")
  func inherited() throws {
    let rule = try #require(policies(PolicyExample.text).rules.first)
    #expect(rule.bucket.exactName == "payments-invoices")
    #expect(rule.team == "payments")
    #expect(rule.declaredAt == SourceLocation(file: "a.yaml", line: 16, column: 13))
    #expect(rule.account == nil)
    #expect(rule.expectation == .private)
    #expect(rule.settings == [.blockPublicAcls, .ignorePublicAcls])
    #expect(rule.forbiddenACLs == ForbiddenACL.defaults)
    #expect(rule.evidence == EvidenceRequirements(grade: .proven))
  }

  @Test("What a rule says goes before the defaults, and what it does not say stays")
  func overridden() throws {
    let rule = try policies(PolicyExample.text).rules[1]
    #expect(rule.account == "111122223333")
    #expect(rule.except.map(\.text) == ["payments-tmp-exports"])
    #expect(rule.settings == Set(BlockPublicAccessSetting.allCases))
    #expect(
      rule.forbiddenACLs
        == [.anyPublic, .grant(.otherAccount), .canned(.bucketOwnerFullControl)])
    #expect(
      rule.evidence
        == EvidenceRequirements(
          lookback: .days(30), freshness: .hours(24), maximumGap: .hours(24), grade: .observed,
          notRecorded: EvidenceRequirements.NotRecorded(
            classes: [.management],
            reason: "data events only; management events live in the audit account")))
  }

  @Test("A public bucket keeps its reason, folded into one line")
  func publicBucket() throws {
    let rule = try policies(PolicyExample.text).rules[2]
    #expect(
      rule.expectation
        == .public(
          reason: "downloads for journalists, served without CloudFront until PAY-1234"))
  }

  @Test("Without defaults everything is asked for")
  func builtIn() throws {
    let file = try policies("version: 1\nteam: web\nbuckets:\n  - bucket: logs\n")
    let rule = try #require(file.rules.first)
    #expect(file.files.first?.owner == nil)
    #expect(rule.expectation == .private)
    #expect(
      rule.settings
        == [.blockPublicAcls, .ignorePublicAcls, .blockPublicPolicy, .restrictPublicBuckets])
    #expect(
      rule.forbiddenACLs
        == [.canned(.publicRead), .canned(.publicReadWrite), .canned(.authenticatedRead)])
    #expect(rule.evidence.lookback == .days(90))
    #expect(rule.evidence.freshness == .hours(24))
    #expect(rule.evidence.maximumGap == .hours(24))
    #expect(rule.evidence.grade == .observed)
    #expect(rule.evidence.notRecorded == .nothing)
  }

  @Test("An empty list asks again for what the defaults let be missing")
  func notRecordedAgain() throws {
    let rules = try policies(
      """
      version: 1
      team: web
      defaults:
        evidence: {not-recorded: [management], reason: audit}
      buckets:
        - bucket: logs
        - bucket: strict
          evidence: {not-recorded: []}
      """
    ).rules
    #expect(rules[0].evidence.notRecorded.classes == [.management])
    #expect(rules[1].evidence.notRecorded == .nothing)
  }

  @Test("Account ids", arguments: ["\"011122223333\"", "'111122223333'", "111122223333"])
  func account(text: String) throws {
    let rules = try policies(
      "version: 1\nteam: web\nbuckets:\n  - {bucket: logs, account: \(text)}\n"
    ).rules
    #expect(rules.first?.account == text.filter(\.isNumber))
  }

  @Test(
    "Texts that look odd and are text", arguments: ["1.2.3", "10-eu", "0x", "nope", "1e", "a.1"])
  func plainText(text: String) throws {
    #expect(try policies("version: 1\nteam: \(text)\nbuckets: []\n").files.first?.team == text)
  }

  @Test("A waiver has all its features")
  func waiver() throws {
    let waiver = try #require(policies(PolicyExample.text).waivers.first)
    #expect(waiver.id == "PAY-1301")
    #expect(waiver.team == "payments")
    #expect(waiver.owner == "@example/payments")
    #expect(waiver.reason == "the job is switched off with the move on 15 March")
    #expect(waiver.declaredAt == SourceLocation(file: "a.yaml", line: 34, column: 9))
    #expect(waiver.scope.setting == .blockPublicAcls)
    #expect(waiver.scope.principal?.text == "arn:aws:iam::111122223333:role/legacy-*")
    #expect(waiver.scope.operation?.text == "Put*")
    #expect(waiver.scope.acl == .canned(.publicRead))
    #expect(waiver.scope.key?.text == "reports/*")
    #expect(waiver.scope.sourceAddress?.text == "203.0.113.*")
    #expect(waiver.scope.userAgent?.text == "*boto*")
  }

  @Test(
    "A waiver is valid through its last day, in UTC",
    arguments: [
      ("2020-03-30T12:00:00Z", true), ("2020-03-31T00:00:00Z", true),
      ("2020-03-31T23:59:59Z", true), ("2020-04-01T00:00:00Z", false),
    ])
  func expiry(instant: String, isInForce: Bool) throws {
    let waiver = try #require(policies(PolicyExample.text).waivers.first)
    let instant = try #require(Instant(iso8601: instant))
    #expect(waiver.isInForce(at: instant) == isInForce)
  }

  @Test("A last day of February in a leap year is a day")
  func leapDay() throws {
    let waivers = try policies(
      """
      version: 1
      team: web
      buckets: [{bucket: logs}]
      waivers: [{id: W-1, bucket: logs, owner: me, reason: move, expires: "2020-02-29"}]
      """
    ).waivers
    #expect(waivers.first?.expires == Instant(year: 2020, month: 2, day: 29))
  }
}
