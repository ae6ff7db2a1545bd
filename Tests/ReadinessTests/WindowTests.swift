import Evidence
import S3Access
import Testing
import Timeline

/// Which events count, and that each counts once.
@Suite struct WindowTests {
  private static let second = 1.0 / 86_400

  @Test(
    "the window includes both its ends",
    arguments: [
      (90.0, "breaks"), (90 + second, "safe"), (0, "breaks"), (-second, "safe"), (45, "breaks"),
      (200, "safe"),
    ])
  func ends(_ days: Double, _ status: String) throws {
    let told: [Told] = [.logs(from: 201, to: -3), .seen(from: 201, to: -3)]
    let verdict = try verdict(told + [.acl(.publicRead, ago: days)])
    #expect(verdict.status(of: .blockPublicAcls) == status)
  }

  @Test("of uses on both sides of the end, those inside are counted")
  func split() throws {
    let verdict = try verdict([
      .recorded, .acl(.publicRead, ago: 95, count: 3), .acl(.publicRead, ago: 80, count: 2),
    ])
    #expect(verdict.findings.map(\.count) == [2])
    #expect(verdict.findings.map(\.extent.from) == [.daysAgo(80)])
  }

  /// Of a tally that is too long the uses with the smallest identities are kept.
  private static let neverKept = UseIdentity(high: .max, low: .max)

  @Test("more uses than are kept one by one, some of them outside")
  func abridged() throws {
    let many = Tally.detailLimit * 2
    let told: [Told] = [
      .logs(from: 100), .seen(from: 100), .acl(.publicRead, ago: 95, count: many),
      .uses(.acl(.publicRead), "PutObject", by: .app, ago: 10, identity: Self.neverKept),
    ]
    // The one inside is among those that are not kept: it is counted all the same.
    #expect(try verdict(told).status(of: .blockPublicAcls) == "breaks")
  }

  @Test("an uncertain answer stays so where the uses that would tell are not kept")
  func abridgedAbsence() throws {
    let many = Tally.detailLimit * 2
    let verdict = try verdict([
      .recorded, .aclRequiredSeen(20), .access(.partner, .notSaid, ago: 10, count: many),
      .uses(
        .access(.notSaid), "GetObject", by: .partner, ago: 30, identity: Self.neverKept),
    ])
    #expect(verdict.status(of: .ignorePublicAcls) == "unknown")
  }

  @Test("the as-of instant may lie in the middle of the logs")
  func middle() throws {
    let told: [Told] = [
      .recorded, .acl(.publicRead, ago: 5), .turnAll(on: true, ago: 3), .policy(.open, ago: 2),
    ]
    let before = try verdict(told, teamFile("evidence: { lookback: 30d }"), asOf: .daysAgo(6))
    #expect(before.verdict == .ready)
    let between = try verdict(told, teamFile("evidence: { lookback: 30d }"), asOf: .daysAgo(4))
    #expect(between.status(of: .blockPublicAcls) == "breaks")
    #expect(between.status(of: .blockPublicPolicy) == "safe")
  }

  @Test("the copies of one request in two accounts' trails count once")
  func sharedEvents() throws {
    let callersCopy = Caller(
      principal: "arn:aws:iam::444455556666:role/reader", kind: .otherAccount)
    let told = [callersCopy, .partner].map { caller in
      Told.uses(.access(.required), "GetObject", by: caller, ago: 5) { use, _ in
        use.eventID = "shared"
      }
    }
    let findings = try verdict([.recorded] + told).findings
    #expect(Set(findings.map(\.caller)) == [callersCopy])
    #expect(findings.allSatisfy { $0.count == 1 })
  }

  @Test("the same event told twice counts once")
  func duplicates() throws {
    let once = Told.acl(.publicRead, count: 2)
    #expect(try verdict([.recorded, once, once]).findings.map(\.count) == [2])
  }
}
