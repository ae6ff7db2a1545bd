import Evidence
import Readiness
import S3Access
import Testing
import Timeline

/// A waiver covers findings, never missing evidence.
@Suite struct WaiverTests {
  /// The lines of a waiver, and what is left of three public uploads by `role/app` with the keys
  /// `reports/0.csv` to `reports/2.csv`: how many are waived and how many count.
  @Test(
    "what a waiver is about",
    arguments: [
      (#""#, 3, 0),
      (#"setting: BlockPublicAcls"#, 3, 0), (#"setting: IgnorePublicAcls"#, 0, 3),
      (#"principal: "arn:aws:iam::111122223333:role/app""#, 3, 0),
      (#"principal: "arn:aws:iam::*:role/*""#, 3, 0),
      (#"principal: "arn:aws:iam::111122223333:role/job""#, 0, 3),
      (#"operation: PutObject"#, 3, 0), (#"operation: CopyObject"#, 0, 3),
      (#"acl: public-read"#, 3, 0), (#"acl: "grant:AllUsers""#, 3, 0), (#"acl: public"#, 3, 0),
      (#"acl: private"#, 0, 3), (#"acl: authenticated-read"#, 0, 3),
      (#"key: "reports/*""#, 3, 0), (#"key: "reports/1.csv""#, 1, 2), (#"key: "drafts/*""#, 0, 3),
      (#"source-address: "203.0.113.7""#, 3, 0), (#"source-address: "198.51.100.*""#, 0, 3),
      (#"user-agent: "aws-cli/*""#, 3, 0), (#"user-agent: "Boto3*""#, 0, 3),
    ])
  func scope(_ lines: String, _ waived: Int, _ counted: Int) throws {
    let policy = teamFile(waivers: lines.isEmpty ? waiver() : waiver(lines))
    let assessment = try assess([.recorded, .acl(.publicRead, count: 3)], policy)
    let verdict = try #require(assessment["invoices"])
    func count(_ state: String) -> Int {
      verdict.findings.filter { $0.state.name == state }.reduce(0) { $0 + $1.count }
    }
    #expect(count("waived") == waived)
    #expect(count("active") == counted)
    #expect(verdict.verdict == (counted == 0 ? .ready : .notReady))
    #expect(assessment.notices.map(\.kind) == (waived == 0 ? [.staleWaiver] : []))
  }

  @Test("two waivers may share the uses between them")
  func shared() throws {
    let waivers =
      waiver(#"key: "reports/0.csv""#) + waiver(#"key: "reports/{1,2}.csv""#, id: "PAY-2")
    let verdict = try verdict(
      [.recorded, .acl(.publicRead, count: 3)], teamFile(waivers: waivers))
    #expect(verdict.verdict == .ready)
    #expect(verdict.findings.map(\.count).sorted() == [1, 2])
  }

  /// A waiver's last valid day, at an as-of instant of 2020-05-01T00:00:00Z.
  @Test(
    "when a waiver ends",
    arguments: [
      ("2020-04-30", "expired-waiver", Notice.Kind.expiredWaiver, Verdict.notReady),
      ("2020-05-01", "waived", .expiringWaiver, .ready),
      ("2020-05-15", "waived", .expiringWaiver, .ready),
      ("2020-05-16", "waived", nil, .ready),
    ] as [(String, String, Notice.Kind?, Verdict)])
  func end(_ day: String, _ state: String, _ notice: Notice.Kind?, _ verdict: Verdict) throws {
    let assessment = try assess(
      [.recorded, .acl(.publicRead)], teamFile(waivers: waiver(expires: day)))
    #expect(assessment["invoices"]?.findings.map(\.state.name) == [state])
    #expect(assessment["invoices"]?.verdict == verdict)
    #expect(assessment.notices.map(\.kind) == [notice].compactMap(\.self))
  }

  @Test("without waivers, as --no-waivers asks")
  func withoutWaivers() throws {
    let assessment = try assess(
      [.recorded, .acl(.publicRead)], teamFile(waivers: waiver()),
      scope: AssessmentScope(appliesWaivers: false))
    #expect(assessment["invoices"]?.verdict == .notReady)
    #expect(assessment.notices.isEmpty)
  }

  @Test("requests that were refused already need no waiver")
  func refused() throws {
    let assessment = try assess(
      [.recorded, .acl(.publicRead, "PutObject", "AccessDenied")], teamFile(waivers: waiver()))
    #expect(assessment["invoices"]?.findings.map(\.state.name) == ["already-refused"])
    #expect(assessment.notices.map(\.kind) == [.staleWaiver])
  }

  @Test(
    "a waiver never covers missing evidence",
    arguments: [
      [], [.logs()], [.logs(), .seen([.management])], [.logs(from: 3), .seen(from: 3)],
      [.recorded, .unreadable()],
    ] as [[Told]])
  func missingEvidence(_ told: [Told]) throws {
    let policy = teamFile(waivers: waiver())
    #expect(try verdict(told, policy).verdict == .unknown)
    #expect(try verdict(told + [.acl(.publicRead)], policy).verdict == .unknown)
  }

  @Test("a possible use may be waived")
  func possible() throws {
    let told: [Told] = [.recorded, .hidden()]
    #expect(try verdict(told).verdict == .unknown)
    #expect(try verdict(told, teamFile(waivers: waiver())).verdict == .ready)
    // What the record does not show no waiver for an ACL can speak of.
    #expect(try verdict(told, teamFile(waivers: waiver("acl: public-read"))).verdict == .unknown)
  }

  @Test("a public policy that is in force is waived with the call that put it")
  func publicPolicy() throws {
    let policy = teamFile(
      "settings: [BlockPublicPolicy]", waivers: waiver("setting: BlockPublicPolicy"))
    #expect(try verdict([.recorded, .policy(.open, ago: 5)], policy).verdict == .ready)
    // A call that is not in the window was not waived: nobody speaks of it.
    #expect(try verdict([.recorded, .policy(.open, ago: 90.5)], policy).verdict == .unknown)
  }

  @Test(
    "an anonymous request that both settings stop is waived for each that stands against it",
    arguments: [
      ([], .notSaid, Verdict.notReady),
      (["setting: IgnorePublicAcls"], .notSaid, .notReady),
      (["setting: RestrictPublicBuckets"], .notSaid, .notReady),
      (["setting: IgnorePublicAcls", "setting: RestrictPublicBuckets"], .notSaid, .ready),
      (["operation: GetObject"], .notSaid, .ready),
      (["key: \"reports/*\""], .notSaid, .ready),
      (["key: \"drafts/*\""], .notSaid, .notReady),
    ] as [([String], ACLAuthorization, Verdict)])
  func both(_ lines: [String], _ authorization: ACLAuthorization, _ expected: Verdict) throws {
    let waivers = lines.enumerated().map { waiver($1, id: "PAY-\($0)") }.joined()
    let policy = teamFile(
      "settings: [IgnorePublicAcls, RestrictPublicBuckets]", waivers: waivers)
    let verdict = try verdict([.recorded, .access(.anonymous, authorization)], policy)
    #expect(verdict.verdict == expected)
    #expect(!verdict.findings.isEmpty)
  }

  @Test("where only one of both stands against a request, its waiver is enough")
  func bothWithOne() throws {
    let policy = teamFile(
      "settings: [IgnorePublicAcls, RestrictPublicBuckets]",
      waivers: waiver("setting: IgnorePublicAcls"))
    let told: [Told] = [.recorded, .policy(.oneAccount, ago: 80), .access(.anonymous, .required)]
    #expect(try verdict(told, policy).verdict == .ready)
  }

  @Test("of more uses than are kept one by one, a waiver for keys covers those that are known")
  func abridged() throws {
    let many = Tally.detailLimit + 1_000
    let told: [Told] = [.recorded, .acl(.publicRead, count: many)]
    let byKey = try verdict(told, teamFile(waivers: waiver(#"key: "reports/*""#)))
    #expect(byKey.verdict == .notReady)
    #expect(byKey.findings.map(\.count).reduce(0, +) == many)
    #expect(Set(byKey.findings.map(\.state.name)) == ["active", "waived"])
    let whole = try verdict(told, teamFile(waivers: waiver("acl: public-read")))
    #expect(whole.verdict == .ready)
  }
}
