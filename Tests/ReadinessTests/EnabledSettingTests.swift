import Evidence
import S3Access
import Testing
import Timeline

/// A setting that is on already takes nothing more away; but that it still is has to be known.
@Suite struct EnabledSettingTests {
  @Test(
    "a setting that was switched on",
    arguments: [
      SettingCase("for the bucket", .turnAll(on: true, ago: 30), gives: "enabled"),
      SettingCase("for the account", .turnAllOfAccount(on: true, ago: 30), gives: "enabled"),
      SettingCase(
        "for another account", .turnAllOfAccount(on: true, ago: 30, account: Told.stranger),
        gives: "safe"),
      SettingCase("only this one", .turnOn(.blockPublicAcls, ago: 30), gives: "enabled"),
      SettingCase("only another", .turnOn(.ignorePublicAcls, ago: 30), gives: "safe"),
      SettingCase(
        "after a use", .acl(.publicRead, ago: 40), .turnAll(on: true, ago: 30), gives: "enabled"),
      SettingCase(
        "and off again", .acl(.publicRead, ago: 40), .turnAll(on: true, ago: 30),
        .turnAll(on: false, ago: 20), gives: "breaks"),
      SettingCase(
        "on and off in the same second", .acl(.publicRead, ago: 40), .turnAll(on: true, ago: 30),
        .turnAll(on: false, ago: 30), gives: "breaks"),
      SettingCase(
        "off for the bucket, on for the account", .turnAllOfAccount(on: true, ago: 30),
        .turnAll(on: false, ago: 20), gives: "enabled"),
      SettingCase(
        "on for the bucket, off for the account", .turnAll(on: true, ago: 30),
        .turnAllOfAccount(on: false, ago: 20), gives: "enabled"),
      SettingCase(
        "and the bucket deleted and made anew", .turnAll(on: true, ago: 30),
        .change(.deleted, ago: 20), .change(.created(nil), ago: 20), gives: "safe"),
      SettingCase(
        "and the bucket deleted", .turnAll(on: true, ago: 30), .change(.deleted, ago: 20),
        gives: "safe"),
      SettingCase(
        "after the as-of instant", .turnAll(on: true, ago: -1), .acl(.publicRead),
        gives: "breaks"),
      SettingCase(
        "and a public ACL went through all the same", .turnAll(on: true, ago: 30),
        .acl(.publicRead, ago: 10), gives: "breaks"),
      SettingCase(
        "and a public ACL went through while the change spread", .turnAll(on: true, ago: 30),
        .acl(.publicRead, ago: 29.999), gives: "enabled"),
      SettingCase(
        "and a public ACL was refused", .turnAll(on: true, ago: 30),
        .acl(.publicRead, "PutObject", "AccessDenied", ago: 10), gives: "enabled"),
    ])
  func enabled(_ c: SettingCase) throws { try c.check(.blockPublicAcls) }

  @Test("all four on make a bucket ready that has no other evidence")
  func ready() throws {
    let verdict = try verdict([
      .logs(from: 10), .seen([.management], from: 10), .turnAll(on: true, ago: 10),
    ])
    #expect(verdict.verdict == .ready)
    #expect(verdict.reasons(for: .ignorePublicAcls) == "on since 2020-04-21T00:00:00Z")
    #expect(verdict.earliestReady == nil)
  }

  /// What was told after the setting was switched on 30 days ago, and whether it is still known on.
  struct KnowledgeCase: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var told: [Told]
    var status: String

    init(_ name: String, _ told: Told..., gives status: String) {
      (testDescription, self.told, self.status) = (name, told, status)
    }
  }

  private static let on = Told.turnAll(on: true, ago: 30)

  @Test(
    "that it still is on",
    arguments: [
      KnowledgeCase("logs go on", .logs(), on, gives: "enabled"),
      KnowledgeCase("a gap since", .logs(to: 12), .logs(from: 10), on, gives: "unknown"),
      KnowledgeCase("a gap before", .logs(to: 42), .logs(from: 40), on, gives: "enabled"),
      KnowledgeCase("logs end too early", .logs(to: 2), on, gives: "unknown"),
      KnowledgeCase("logs end within freshness", .logs(to: 1), on, gives: "enabled"),
      KnowledgeCase(
        "only another Region's logs go on", .logs(to: 12), .logs(region: "us-east-1"), on,
        gives: "unknown"),
      KnowledgeCase(
        "only another account's logs go on", .logs(to: 12), .logs(account: Told.stranger), on,
        gives: "unknown"),
      KnowledgeCase("an unreadable file since", .logs(), .unreadable(), on, gives: "unknown"),
      KnowledgeCase(
        "an unreadable file since, before the window", .logs(from: 300),
        .turnAll(on: true, ago: 200), .unreadable(delivered: 150), gives: "unknown"),
      KnowledgeCase(
        "an unreadable file from before", .logs(from: 300), .turnAll(on: true, ago: 200),
        .unreadable(delivered: 250), gives: "enabled"),
      KnowledgeCase(
        "an unreadable file of another Region", .logs(), .unreadable(region: "us-east-1"), on,
        gives: "enabled"),
      KnowledgeCase(
        "an unreadable file of another Region, where the account's call may stand", .logs(),
        .unreadable(region: "us-east-1"), .turnAllOfAccount(on: true, ago: 30), gives: "unknown"),
      KnowledgeCase(
        "the account's setting, and logs of the Region of the call end", .logs(),
        .logs(from: 31, to: 29, region: "us-east-1"),
        .turnAllOfAccount(on: true, ago: 30, region: "us-east-1"), gives: "unknown"),
      KnowledgeCase(
        "the account's setting, and logs of the Region of the call go on", .logs(),
        .logs(region: "us-east-1"), .turnAllOfAccount(on: true, ago: 30, region: "us-east-1"),
        gives: "enabled"),
      KnowledgeCase(
        "the account's is not known to be on, the bucket's is", .logs(to: 42), .logs(from: 40),
        .turnAllOfAccount(on: true, ago: 80), on, gives: "enabled"),
    ])
  func stillOn(_ c: KnowledgeCase) throws {
    let verdict = try verdict([.seen([.management], to: 20)] + c.told)
    #expect(verdict.status(of: .blockPublicAcls) == c.status)
  }

  @Test("a bucket that no evidence mentions is unknown, whatever its account has switched on")
  func unmentioned() throws {
    let verdict = try verdict(
      [.logs(), .turnAllOfAccount(on: true, ago: 30)], teamFile("account: \"111122223333\""))
    #expect(verdict.verdict == .unknown)
  }

  @Test("proven evidence is asked for, and what the logs tell of changes is only observed")
  func proven() throws {
    let verdict = try verdict(
      [.recorded, .turnAll(on: true, ago: 30)], teamFile("evidence: { grade: proven }"))
    #expect(verdict.verdict == .unknown)
  }
}
