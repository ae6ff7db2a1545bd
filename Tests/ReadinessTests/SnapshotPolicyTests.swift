import Evidence
import Readiness
import S3Access
import Testing

/// The policy in force, as a snapshot shows it.
extension SnapshotTests {
  @Test(
    "RestrictPublicBuckets, by the policy in force",
    arguments: [
      Case("none", .snapshot(.noPolicy, ago: 0.5), gives: "safe"),
      Case("none, in an older snapshot", .snapshot(.noPolicy, ago: 30), gives: "unknown"),
      Case(
        "none, and one was put since", .snapshot(.noPolicy, ago: 0.5), .policy(.open, ago: 0.4),
        gives: "unknown"),
      Case("for one account", .snapshot(.policy(.oneAccount), ago: 0.5), gives: "safe"),
      Case(
        "for one account, in an older snapshot, and logs go on", managed,
        .snapshot(.policy(.oneAccount), ago: 30), gives: "safe"),
      Case(
        "for everyone, without a use", .recorded, .snapshot(.policy(.open), ago: 0.5), gives: "safe"
      ),
      Case(
        "for everyone, and somebody reads", .recorded, .aclRequiredSeen(),
        .snapshot(.policy(.open), ago: 0.5), .access(.anonymous, .notSaid), gives: "breaks"),
      Case(
        "for one account, and it reads", .recorded, .snapshot(.policy(.oneAccount), ago: 0.5),
        .access(.partner, .notSaid), gives: "safe"),
      Case(
        "public by the snapshot, removed since", .recorded, .snapshot(.policy(.open), ago: 0.5),
        .policyDeleted(ago: 0.4), .access(.anonymous, .notSaid), gives: "safe"),
      Case(
        "removed by the logs, there by a later snapshot", .recorded, .policyDeleted(ago: 20),
        .snapshot(.policy(.open), ago: 0.5), .access(.anonymous, .notSaid), gives: "breaks"),
      Case(
        "not public, says AWS alone", .snapshot(.isPolicyPublic(false), ago: 0.5), gives: "safe"),
      Case(
        "public, says AWS alone", .snapshot(.isPolicyPublic(true), ago: 0.5), gives: "unknown"),
      Case(
        "not public, say AWS and we",
        .snapshot(.policy(.oneAccount), .isPolicyPublic(false), ago: 0.5), gives: "safe"),
      Case(
        "undecided, and AWS says it is not public",
        .snapshot(.policy(.undecided), .isPolicyPublic(false), ago: 0.5), gives: "safe"),
      Case(
        "undecided, and AWS says it is public", .recorded,
        .snapshot(.policy(.undecided), .isPolicyPublic(true), ago: 0.5),
        .access(.partner, .notSaid), gives: "breaks"),
      Case("undecided", .snapshot(.policy(.undecided), ago: 0.5), gives: "unknown"),
      Case(
        "torn, and AWS says it is not public",
        .snapshot(.policy(.torn), .isPolicyPublic(false), ago: 0.5), gives: "safe"),
      Case(
        "not public, and AWS says it is", .recorded,
        .snapshot(.policy(.oneAccount), .isPolicyPublic(true), ago: 0.5),
        .access(.partner, .notSaid), gives: "unknown"),
      Case(
        "public, and AWS says it is not", .recorded,
        .snapshot(.policy(.open), .isPolicyPublic(false), ago: 0.5),
        .access(.anonymous, .notSaid), gives: "unknown"),
      Case(
        "undecided, and AWS says it is not public while a setting on policies is on",
        .snapshot(
          .policy(.undecided), .isPolicyPublic(false),
          .publicAccessBlock(PublicAccessBlockConfiguration(enabled: [.blockPublicPolicy])),
          ago: 0.5), gives: "unknown"),
      Case(
        "two in one second", .snapshot(.noPolicy, ago: 0.5), .snapshot(.policy(.open), ago: 0.5),
        gives: "unknown"),
      Case(
        "not told",
        .snapshot(
          .notTold(call: "get-bucket-policy", errorCode: "AccessDenied"), ago: 0.5),
        gives: "unknown"),
      Case(
        "none, but an access point's is public",
        .snapshot(.noPolicy, .accessPoint("everyone", .policy(.open)), ago: 0.5), gives: "unknown"),
      Case(
        "none, and an access point's is not public",
        .snapshot(.noPolicy, .accessPoint("team", .policy(.oneAccount)), ago: 0.5), gives: "safe"),
      Case(
        "none, and an access point has none",
        .snapshot(.noPolicy, .accessPoint("team", .policy(nil)), ago: 0.5), gives: "safe"),
      Case(
        "none, and a VPC's access point has a wide one",
        .snapshot(
          .noPolicy, .accessPoint("vpc", .isInVPC(true)), .accessPoint("vpc", .policy(.open)),
          ago: 0.5), gives: "safe"),
      Case(
        "none, and what an access point's is was not told",
        .snapshot(.noPolicy, .accessPoint("team", .isInVPC(false)), ago: 0.5), gives: "unknown"),
      Case(
        "none, and of an access point only its name was told",
        .snapshot(.noPolicy, .accessPoints(["team"]), ago: 0.5), gives: "unknown"),
      Case(
        "none, and access points were not listed",
        .snapshot(
          .noPolicy, .notTold(call: "list-access-points", errorCode: "AccessDenied"), ago: 0.5),
        gives: "unknown"),
      Case(
        "none, and there are no access points", .snapshot(.noPolicy, .accessPoints([]), ago: 0.5),
        gives: "safe"),
      Case(
        "none, and the access point with a public one is gone since",
        .snapshot(.noPolicy, .accessPoint("everyone", .policy(.open)), ago: 0.6),
        .snapshot(.noPolicy, .accessPoints([]), ago: 0.5), gives: "safe"),
    ])
  func policy(_ c: Case) throws { try c.check(.restrictPublicBuckets) }

  @Test(
    "BlockPublicPolicy, by the policy in force",
    arguments: [
      SettingCase("none", .snapshot(.noPolicy, ago: 0.5), gives: "safe"),
      SettingCase("public", .snapshot(.policy(.open), ago: 0.5), gives: "unknown"),
      SettingCase(
        "public in an old snapshot", .snapshot(.policy(.open), ago: 50), gives: "unknown"),
      SettingCase(
        "public, narrowed since", .snapshot(.policy(.open), ago: 50),
        .policy(.oneAccount, ago: 20), gives: "safe"),
      SettingCase("undecided", .snapshot(.policy(.undecided), ago: 0.5), gives: "unknown"),
      SettingCase(
        "undecided, and AWS says it is not public",
        .snapshot(.policy(.undecided), .isPolicyPublic(false), ago: 0.5), gives: "safe"),
      SettingCase(
        "not public, and AWS says it is",
        .snapshot(.policy(.oneAccount), .isPolicyPublic(true), ago: 0.5), gives: "unknown"),
      SettingCase(
        "an access point's is public",
        .snapshot(.noPolicy, .accessPoint("everyone", .policy(.open)), ago: 0.5), gives: "unknown"),
    ])
  func policyPuts(_ c: SettingCase) throws { try c.check(.blockPublicPolicy) }

  @Test("where AWS's answer and ours differ, both are shown")
  func bothAnswers() throws {
    let verdict = try verdict([
      .recorded, .snapshot(.policy(.oneAccount), .isPolicyPublic(true), ago: 0.5),
    ])
    let reasons = verdict.reasons(for: .blockPublicPolicy)
    #expect(reasons.contains("AWS's own answer is that the policy is public"), "\(reasons)")
    #expect(reasons.contains("by AWS's definition it is not public"), "\(reasons)")
  }

  @Test(
    "anonymous reads before a snapshot that shows no policy prove no public ACL",
    arguments: [(0.6, "unknown"), (0.4, "breaks")])
  func whoLetThemIn(days: Double, status: String) throws {
    let verdict = try verdict([
      .recorded, .snapshot(.noPolicy, ago: 0.5), .access(.anonymous, .notSaid, ago: days),
    ])
    #expect(verdict.status(of: .ignorePublicAcls) == status)
  }

  @Test("a policy that the logs show and a snapshot confirms is in force since it was put")
  func confirmed() throws {
    let verdict = try verdict([
      .recorded, .policy(.oneAccount, ago: 30), .snapshot(.policy(.oneAccount), ago: 0.5),
      .access(.anonymous, .notSaid, ago: 20),
    ])
    #expect(verdict.status(of: .ignorePublicAcls) == "breaks")
  }
}
