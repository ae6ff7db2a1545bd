import Evidence
import PolicyFiles
import Readiness
import S3Access
import Testing
import Timeline

/// What the settings' answers and the team's own rules make of a bucket.
@Suite struct VerdictTests {
  /// A story on complete evidence, the lines of the claim, and the verdict.
  struct VerdictCase: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var told: [Told]
    var claim: String
    var verdict: String

    init(_ name: String, _ told: Told..., claim: String = "", gives verdict: String) {
      (testDescription, self.told, self.claim, self.verdict) = (name, told, claim, verdict)
    }
  }

  private static let full = RequestedACL(headerValue: "bucket-owner-full-control")
  private static func forbidding(_ acls: String) -> String { "forbidden-acls: [\(acls)]" }

  @Test(
    "which answer decides",
    arguments: [
      VerdictCase("nothing was done", gives: "ready"),
      VerdictCase("one breaks, one is unknown", .acl(.publicRead), .hidden(), gives: "not-ready"),
      VerdictCase("one is unknown", .hidden(), gives: "unknown"),
      VerdictCase(
        "one is on, the others are safe", .turnOn(.blockPublicAcls, ago: 30),
        gives: "ready"),
      VerdictCase(
        "what breaks is not asked for", .access(.partner, .notSaid),
        claim: "settings: [BlockPublicAcls]", gives: "ready"),
    ])
  func outranking(_ c: VerdictCase) throws { try check(c) }

  @Test(
    "an ACL that the team forbids",
    arguments: [
      VerdictCase(
        "and no setting refuses", .acl(full), claim: forbidding("bucket-owner-full-control"),
        gives: "not-ready"),
      VerdictCase("not forbidden", .acl(full), gives: "ready"),
      VerdictCase(
        "refused already", .acl(full, "PutObject", "AccessDenied"),
        claim: forbidding("bucket-owner-full-control"), gives: "ready"),
      VerdictCase(
        "throttled", .acl(full, "PutObject", "SlowDown"),
        claim: forbidding("bucket-owner-full-control"), gives: "not-ready"),
      VerdictCase(
        "a grant to another account", .acl(.grant(.otherAccount)),
        claim: forbidding("\"grant:other-account\""), gives: "not-ready"),
      VerdictCase(
        "public, while BlockPublicAcls is not asked for", .acl(.publicRead),
        claim: "settings: [BlockPublicPolicy]", gives: "not-ready"),
      VerdictCase(
        "public, forbidden by nobody, BlockPublicAcls not asked for", .acl(.publicRead),
        claim: "settings: [BlockPublicPolicy]\n" + forbidding("private"), gives: "ready"),
      VerdictCase(
        "public and not forbidden breaks all the same", .acl(.publicRead),
        claim: forbidding("private"), gives: "not-ready"),
      VerdictCase(
        "public, BlockPublicAcls not asked for and on since", .acl(.publicRead, ago: 40),
        .turnOn(.blockPublicAcls, ago: 30), claim: "settings: [BlockPublicPolicy]", gives: "ready"),
    ])
  func forbidden(_ c: VerdictCase) throws { try check(c) }

  @Test("a forbidden ACL's finding names no setting, a public one's only the setting")
  func forbiddenFindings() throws {
    let policy = teamFile(Self.forbidding("bucket-owner-full-control, public-read"))
    let verdict = try verdict([.recorded, .acl(Self.full), .acl(.publicRead)], policy)
    #expect(
      verdict.findings.map { "\($0.kind.rawValue) \($0.settings.map(\.rawValue))" } == [
        "forbidden-acl-write []", "public-acl-write [\"BlockPublicAcls\"]",
      ])
    #expect(verdict.reasons.count == 1)
    #expect(verdict.reasons.first?.contains("bucket-owner-full-control") == true)
  }

  @Test("a bucket that no evidence mentions is unknown")
  func unmentioned() throws {
    let verdict = try verdict([.logs()])
    #expect(verdict.verdict == .unknown)
    #expect(verdict.findings.isEmpty)
    #expect(verdict.settings.values.allSatisfy { $0.status.name == "unknown" })
  }

  @Test("a bucket of another account than the team says is unknown, and not dropped")
  func elsewhere() throws {
    let policy = teamFile("account: \"\(Told.stranger)\"\nsettings: [BlockPublicAcls]")
    for scope in [AssessmentScope(), AssessmentScope(team: "payments")] {
      let verdict = try verdict([.recorded], policy, scope: scope)
      #expect(verdict.verdict == .unknown)
      #expect(verdict.status(of: .blockPublicAcls) == "unknown")
      #expect(verdict.status(of: .ignorePublicAcls) == "not-asked")
      #expect(verdict.reasons(for: .blockPublicAcls).contains(Told.stranger))
    }
    let other = try assess([.recorded], policy, scope: AssessmentScope(team: "sales"))
    #expect(other.buckets.isEmpty)
  }

  @Test("an exempt bucket is not assessed, and its uses are listed")
  func exempt() throws {
    let verdict = try verdict(
      [.acl(.publicRead), .access(.anonymous, .required)],
      teamFile("expect: public\nreason: downloads"))
    #expect(verdict.verdict == .exempt)
    #expect(verdict.reasons == ["downloads"])
    #expect(Set(verdict.findings.map(\.kind)) == [.publicACLWrite, .anonymousAccess])
    #expect(verdict.settings.values.allSatisfy { $0.status == .notAsked })
  }

  @Test("a bucket that nobody claims")
  func undeclared() throws {
    let told: [Told] = [
      .recorded, .seen(of: "invoices-old"), .acl(.publicRead, of: "invoices-old"),
    ]
    let assessment = try assess(told)
    let verdict = try #require(assessment["invoices-old"])
    #expect(verdict.verdict == .undeclared)
    #expect(verdict.findings.count == 1)
    #expect(verdict.reasons.first?.contains("0.yaml of team payments") == true)
    #expect(assessment.verdict == .ready)
    let without = try assess(told, scope: AssessmentScope(includesUndeclared: false))
    #expect(without["invoices-old"] == nil)
  }

  @Test("a pattern claims what it matches, and one that matches nothing is announced")
  func patterns() throws {
    let matched = try assess([.recorded], teamFile(bucket: "inv*"))
    #expect(matched["invoices"]?.verdict == .ready)
    #expect(matched.notices.isEmpty)
    let unmatched = try assess([.recorded], teamFile(bucket: "ledger-*"))
    #expect(unmatched.notices.map(\.kind) == [.unmatchedPattern])
    #expect(unmatched["invoices"]?.verdict == .undeclared)
  }

  @Test(
    "the scope",
    arguments: [
      (AssessmentScope(), ["invoices", "ledgers", "orphan"]),
      (AssessmentScope(team: "sales"), ["ledgers"]),
      (AssessmentScope(team: "nobody"), []),
      (AssessmentScope(includesUndeclared: false), ["invoices", "ledgers"]),
    ])
  func scope(_ scope: AssessmentScope, _ names: [String]) throws {
    let sales = teamFile(bucket: "ledgers").replacing("payments", with: "sales")
    let told: [Told] = [.recorded, .seen(of: "ledgers"), .seen(of: "orphan")]
    #expect(try assess(told, teamFile(), sales, scope: scope).buckets.map(\.bucket) == names)
  }

  @Test("one bucket, by a pattern")
  func bucketScope() throws {
    let scope = AssessmentScope(bucket: try GlobPattern("inv*"))
    let told: [Told] = [.recorded, .seen(of: "ledgers")]
    #expect(try assess(told, scope: scope).buckets.map(\.bucket) == ["invoices"])
  }

  @Test("one setting; where the team does not ask for it nothing is ready, and the report says why")
  func settingScope() throws {
    let scope = AssessmentScope(settings: [.blockPublicPolicy])
    let verdictOfOne = try verdict([.recorded, .hidden()], scope: scope)
    #expect(verdictOfOne.verdict == .ready)
    #expect(verdictOfOne.status(of: .blockPublicAcls) == "not-asked")
    let notAsked = try verdict(
      [.recorded], teamFile("settings: [BlockPublicAcls]"), scope: scope)
    #expect(notAsked.verdict == .unknown)
    #expect(notAsked.reasons.count == 1)
  }

  @Test("the worst bucket comes first and decides")
  func order() throws {
    let both = teamFile() + "  - bucket: ledgers\n"
    let told: [Told] = [
      .recorded, .seen(of: "ledgers"), .seen(of: "a-orphan"), .acl(.publicRead, of: "ledgers"),
    ]
    let assessment = try assess(told, both)
    #expect(assessment.buckets.map(\.bucket) == ["ledgers", "invoices", "a-orphan"])
    #expect(assessment.verdict == .notReady)
  }

  private func check(_ c: VerdictCase) throws {
    let verdict = try verdict([.recorded] + c.told, teamFile(c.claim))
    #expect(verdict.verdict.rawValue == c.verdict, "\(verdict.reasons)")
    if c.verdict == "not-ready" { #expect(verdict.findings.contains { $0.state.counts }) }
  }
}
