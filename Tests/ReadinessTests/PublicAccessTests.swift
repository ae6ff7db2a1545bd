import Evidence
import S3Access
import Testing

/// IgnorePublicAcls and RestrictPublicBuckets take away access that is there today.
///
/// Source: Amazon S3 User Guide, "Block public access settings"; for `aclRequired`, "Using CloudTrail
/// to identify Amazon S3 requests that required ACLs".
@Suite struct PublicAccessTests {
  /// What a caller's request makes of both settings: IgnorePublicAcls, then RestrictPublicBuckets.
  struct AccessCase: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var told: [Told]
    var ignore: String
    var restrict: String

    init(_ name: String, _ told: Told..., gives ignore: String, _ restrict: String) {
      (testDescription, self.told, self.ignore, self.restrict) = (name, told, ignore, restrict)
    }

    func check() throws {
      let verdict = try verdict([.recorded] + told)
      #expect(verdict.status(of: .ignorePublicAcls) == ignore)
      #expect(verdict.status(of: .restrictPublicBuckets) == restrict)
    }
  }

  private static let field = Told.aclRequiredSeen()
  private static let open = Told.policy(.open, ago: 80)
  private static let closed = Told.policy(.oneAccount, ago: 80)
  private static let fixed = Told.policy(.fixedAddresses, ago: 80)
  private static let undecided = Told.policy(.undecided, ago: 80)

  @Test(
    "an anonymous caller who is told that an object is not there, as only those are who may list",
    arguments: [
      AccessCase("no policy seen", missing, gives: "unknown", "unknown"),
      AccessCase("open", open, missing, gives: "unknown", "unknown"),
      AccessCase("closed", closed, missing, gives: "unknown", "safe"),
      AccessCase(
        "and one who read", open, missing, .access(.anonymous, .notSaid),
        gives: "unknown", "breaks"),
    ])
  func notThere(_ c: AccessCase) throws { try c.check() }

  private static let missing = Told.uses(
    .access(.notSaid), "GetObject", "NoSuchKey", by: .anonymous, ago: 5)

  @Test("a request that read nothing is not answered for by both settings together")
  func notThereAndBoth() throws {
    #expect(try verdict([.recorded, Self.missing]).verdict == .unknown)
  }

  @Test(
    "an anonymous caller",
    arguments: [
      // No policy was ever seen.
      AccessCase("ACL", .access(.anonymous, .required), gives: "breaks", "unknown"),
      AccessCase("no ACL", field, .access(.anonymous, .notSaid), gives: "safe", "unknown"),
      AccessCase("nobody says", .access(.anonymous, .notSaid), gives: "unknown", "unknown"),
      AccessCase("sets an ACL", .access(.anonymous, .cannotTell), gives: "unknown", "unknown"),
      AccessCase(
        "an upload", field, .access(.anonymous, .notSaid, "PutObject"), gives: "safe", "unknown"),
      // A public policy.
      AccessCase("open: ACL", open, .access(.anonymous, .required), gives: "breaks", "unknown"),
      AccessCase(
        "open: no ACL", open, field, .access(.anonymous, .notSaid), gives: "safe", "breaks"),
      AccessCase(
        "open: nobody says", open, .access(.anonymous, .notSaid), gives: "unknown", "breaks"),
      AccessCase(
        "open: sets an ACL", open, .access(.anonymous, .cannotTell), gives: "unknown", "unknown"),
      // A policy that lets nobody in without a signature.
      AccessCase("closed: ACL", closed, .access(.anonymous, .required), gives: "breaks", "safe"),
      AccessCase(
        "closed: nobody says", closed, .access(.anonymous, .notSaid), gives: "breaks", "safe"),
      AccessCase(
        "closed: no ACL by the record, and yet no policy", closed, field,
        .access(.anonymous, .notSaid), gives: "breaks", "safe"),
      AccessCase(
        "closed only after the request", .policy(.oneAccount, ago: 3),
        .access(.anonymous, .notSaid), gives: "unknown", "safe"),
      AccessCase(
        "closed before one of two requests", .policy(.oneAccount, ago: 20),
        .access(.anonymous, .notSaid, ago: 30), .access(.anonymous, .notSaid, ago: 10),
        gives: "breaks", "safe"),
      // A policy that lets unsigned requests in from fixed addresses.
      AccessCase(
        "fixed: no ACL", fixed, field, .access(.anonymous, .notSaid), gives: "safe", "safe"),
      AccessCase(
        "fixed: nobody says", fixed, .access(.anonymous, .notSaid), gives: "unknown", "safe"),
      // A policy that nobody can judge.
      AccessCase(
        "undecided: no ACL", undecided, field, .access(.anonymous, .notSaid),
        gives: "safe", "unknown"),
      AccessCase(
        "torn: no ACL", .policy(.torn, ago: 80), field, .access(.anonymous, .notSaid),
        gives: "safe", "unknown"),
      AccessCase("undecided, and nobody came", undecided, gives: "safe", "safe"),
      AccessCase("open, and nobody came", open, gives: "safe", "safe"),
      // The policy was taken away.
      AccessCase(
        "deleted: no ACL", open, .policyDeleted(ago: 3), field, .access(.anonymous, .notSaid),
        gives: "safe", "safe"),
      AccessCase(
        "deleted by name, then put again", .policyDeleted(ago: 30), .policy(.open, ago: 20), field,
        .access(.anonymous, .notSaid), gives: "safe", "breaks"),
      AccessCase(
        "put and deleted in the same second", .policy(.open, ago: 20), .policyDeleted(ago: 20),
        field, .access(.anonymous, .notSaid), gives: "safe", "unknown"),
      // ACLs are disabled, so they grant nothing.
      AccessCase(
        "disabled ACLs", .ownership(.bucketOwnerEnforced, ago: 30), .access(.anonymous, .notSaid),
        gives: "safe", "unknown"),
      AccessCase(
        "disabled ACLs, and yet one let somebody in", .ownership(.bucketOwnerEnforced, ago: 30),
        .access(.anonymous, .required), gives: "breaks", "unknown"),
    ])
  func anonymous(_ c: AccessCase) throws { try c.check() }

  @Test(
    "a caller of another account, or of one that nobody knows",
    arguments: [Caller.partner, .unknown])
  func foreign(_ caller: Caller) throws {
    let certain = caller.kind == .otherAccount ? "breaks" : "unknown"
    for row in [
      AccessCase("ACL", .access(caller, .required), gives: "unknown", "unknown"),
      AccessCase("no ACL", Self.field, .access(caller, .notSaid), gives: "safe", "unknown"),
      AccessCase("nobody says", .access(caller, .notSaid), gives: "unknown", "unknown"),
      AccessCase(
        "open: ACL", Self.open, .access(caller, .required), gives: "unknown", "unknown"),
      AccessCase(
        "open: no ACL", Self.open, Self.field, .access(caller, .notSaid), gives: "safe", certain),
      AccessCase(
        "closed: no ACL", Self.closed, Self.field, .access(caller, .notSaid), gives: "safe", "safe"),
      AccessCase(
        "closed: ACL", Self.closed, .access(caller, .required), gives: "unknown", "safe"),
      AccessCase(
        "closed: nobody says", Self.closed, .access(caller, .notSaid), gives: "unknown", "safe"),
      AccessCase(
        "disabled ACLs", .ownership(.bucketOwnerEnforced, ago: 30), Self.closed,
        .access(caller, .notSaid), gives: "safe", "safe"),
    ] {
      try row.check()
    }
  }

  @Test("the bucket's own account and AWS services stay in", arguments: [Caller.app, .service])
  func insiders(_ caller: Caller) throws {
    try AccessCase("", Self.open, .access(caller, .required), gives: "safe", "safe").check()
    try AccessCase("", Self.open, .access(caller, .notSaid), gives: "safe", "safe").check()
  }

  @Test("a policy counts as known only while no later change can have been missed")
  func stalePolicy() throws {
    let data = Told.all(.seen(), .aclRequiredSeen(), .access(.partner, .notSaid, ago: 5))
    let gap = Told.all(.logs(from: 91, to: 60), .logs(from: 57))
    let before = try verdict([data, gap, .policy(.oneAccount, ago: 80)])
    #expect(before.status(of: .restrictPublicBuckets) == "unknown")
    // Put again after the gap, it is known again, and the gap in the past is no matter.
    let after = try verdict([data, gap, .policy(.oneAccount, ago: 40)])
    #expect(after.status(of: .restrictPublicBuckets) == "safe")
    #expect(after.status(of: .ignorePublicAcls) == "unknown")
  }

  @Test("a policy known not to be public needs no data events")
  func withoutDataEvents() throws {
    let told: [Told] = [.logs(), .seen([.management]), Self.closed]
    let verdict = try verdict(told)
    #expect(verdict.status(of: .restrictPublicBuckets) == "safe")
    #expect(verdict.reasons(for: .restrictPublicBuckets).contains("not public"))
    #expect(verdict.status(of: .ignorePublicAcls) == "unknown")
  }
}

/// With both settings on, nobody reads anonymously, whichever of the two had let them in.
@Suite struct BothSettingsTests {
  private static let field = Told.aclRequiredSeen()
  private static let read = Told.access(.anonymous, .notSaid)
  private static let asksBoth = teamFile("settings: [IgnorePublicAcls, RestrictPublicBuckets]")

  struct BothCase: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var told: [Told]
    var verdict: String

    init(_ name: String, _ told: Told..., gives verdict: String) {
      (testDescription, self.told, self.verdict) = (name, told, verdict)
    }
  }

  @Test(
    "an anonymous request that succeeded",
    arguments: [
      BothCase("neither setting is certain", read, gives: "not-ready"),
      BothCase("sets an ACL", .access(.anonymous, .cannotTell), gives: "not-ready"),
      BothCase("no ACL, policy unknown", field, read, gives: "not-ready"),
      BothCase("another account's does not count", .access(.partner, .notSaid), gives: "unknown"),
      BothCase("outside of the window", .access(.anonymous, .notSaid, ago: 90.1), gives: "ready"),
      BothCase(
        "let in from fixed addresses, which goes on", field, .policy(.fixedAddresses, ago: 80),
        read, gives: "ready"),
      BothCase(
        "perhaps let in from fixed addresses", .policy(.fixedAddresses, ago: 80), read,
        gives: "not-ready"),
      BothCase(
        "fixed addresses, and ACLs are disabled", .policy(.fixedAddresses, ago: 80),
        .ownership(.bucketOwnerEnforced, ago: 70), read, gives: "ready"),
      BothCase(
        "stopped since by disabled ACLs and a closed policy",
        .access(.anonymous, .notSaid, ago: 40),
        .policy(.oneAccount, ago: 30), .ownership(.bucketOwnerEnforced, ago: 30), gives: "ready"),
      BothCase(
        "IgnorePublicAcls is on, and a policy lets in", field, .turnOn(.ignorePublicAcls, ago: 30),
        read, gives: "not-ready"),
      BothCase(
        "stopped by IgnorePublicAcls since", .access(.anonymous, .required, ago: 40),
        .policy(.oneAccount, ago: 80), .turnOn(.ignorePublicAcls, ago: 30), gives: "ready"),
    ])
  func both(_ c: BothCase) throws {
    let verdict = try verdict([.recorded] + c.told, Self.asksBoth)
    #expect(verdict.verdict.rawValue == c.verdict, "\(verdict.reasons)")
    // What makes a bucket not ready is always to be seen among the findings.
    if c.verdict == "not-ready" { #expect(verdict.findings.contains { $0.state.counts }) }
  }

  @Test(
    "only one of them is asked for",
    arguments: ["IgnorePublicAcls", "RestrictPublicBuckets"])
  func one(_ setting: String) throws {
    let verdict = try verdict([.recorded, Self.read], teamFile("settings: [\(setting)]"))
    #expect(verdict.verdict == .unknown)
    #expect(verdict.reasons.isEmpty)
  }

  @Test("the reason counts the requests")
  func reason() throws {
    let verdict = try verdict(
      [.recorded, .access(.anonymous, .notSaid, count: 2)], Self.asksBoth)
    #expect(verdict.reasons.count == 1)
    #expect(verdict.reasons.first?.hasPrefix("2 requests by anonymous callers") == true)
    #expect(verdict.earliestReady == .at("2020-07-25"))
  }
}
