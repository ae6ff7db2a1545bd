import Evidence
import Readiness
import S3Access
import Testing
import Timeline

/// A snapshot shows what is so at its time; that it still is has to be known.
@Suite("Configuration snapshots") struct SnapshotTests {
  /// What is told, all of it, and what it makes of one setting.
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var told: [Told]
    var status: String

    init(_ name: String, _ told: Told..., gives status: String) {
      (testDescription, self.told, self.status) = (name, told, status)
    }

    func check(_ setting: BlockPublicAccessSetting) throws {
      let verdict = try verdict(told)
      #expect(verdict.status(of: setting) == status, "\(verdict.reasons(for: setting))")
    }
  }

  static let managed = Told.all(.logs(), .seen([.management]))
  static let noLogs = Told.snapshot(.region("eu-west-1"), ago: 0.5)

  @Test(
    "BlockPublicAcls is on",
    arguments: [
      Case("in a snapshot of today", .snapshot(.allOn, ago: 0.5), gives: "enabled"),
      Case("in one as old as freshness allows", .snapshot(.allOn, ago: 1), gives: "enabled"),
      Case("in one that is older", .snapshot(.allOn, ago: 1.01), gives: "unknown"),
      Case("in one from after the as-of instant", .snapshot(.allOn, ago: -0.1), gives: "unknown"),
      Case(
        "in an older one, and logs go on", managed, .snapshot(.allOn, ago: 30), gives: "enabled"),
      Case(
        "in an older one, and logs go on in its Region", managed,
        .snapshot(.allOn, .region(Told.region), ago: 30), gives: "enabled"),
      Case(
        "in an older one, and logs go on in another Region", managed,
        .snapshot(.allOn, .region("us-east-1"), ago: 30), gives: "unknown"),
      Case(
        "in an older one, and logs of management events begin later", .logs(),
        .seen([.management], from: 20), .snapshot(.allOn, ago: 30), gives: "unknown"),
      Case(
        "in an older one, and logs have a gap", .logs(to: 12), .logs(from: 10),
        .seen([.management]), .snapshot(.allOn, ago: 30), gives: "unknown"),
      Case(
        "in an older one, and logs of data events only go on", .logs(),
        .seen([.objectReads, .objectWrites]), .snapshot(.allOn, ago: 30), gives: "unknown"),
      Case(
        "in an older one, and a trail was stopped since", .logs(), .seen([.management], to: 21),
        .recordingChange("StopLogging", ago: 20), .snapshot(.allOn, ago: 30), gives: "unknown"),
      Case(
        "in an older one, and a file cannot be read since", managed, .unreadable(),
        .snapshot(.allOn, ago: 30), gives: "unknown"),
      Case(
        "in one of today, and a file from before cannot be read", managed, .unreadable(),
        .snapshot(.allOn, ago: 0.5), gives: "enabled"),
      Case(
        "and switched off after the snapshot", managed, .snapshot(.allOn, ago: 0.5),
        .turnAll(on: false, ago: 0.4), gives: "unknown"),
      Case(
        "and switched off while its clock may be off", .snapshot(.allOn, ago: 0.5),
        .turnAll(on: false, ago: 0.505), gives: "unknown"),
      Case(
        "and had been off", .turnAll(on: false, ago: 0.6), .snapshot(.allOn, ago: 0.5),
        gives: "enabled"),
      Case(
        "was on by the logs, and a later snapshot shows it off", .recorded,
        .turnAll(on: true, ago: 30), .snapshot(.allOff, ago: 0.5), gives: "safe"),
      Case(
        "in one of two snapshots of the same second", .snapshot(.allOn, ago: 0.5),
        .snapshot(.allOff, ago: 0.5), gives: "unknown"),
      Case(
        "in the older of two snapshots", .snapshot(.allOn, ago: 0.6), .snapshot(.allOff, ago: 0.5),
        gives: "unknown"),
      Case(
        "and the bucket was deleted after", .snapshot(.allOn, ago: 0.5),
        .change(.deleted, ago: 0.4), gives: "unknown"),
      Case(
        "and a public ACL went through before", .snapshot(.allOn, ago: 0.5),
        .acl(.publicRead, ago: 0.6), gives: "enabled"),
      Case(
        "and a public ACL went through after", .snapshot(.allOn, ago: 0.5),
        .acl(.publicRead, ago: 0.4), gives: "breaks"),
      Case(
        "and S3 did not say",
        .snapshot(
          .notTold(call: "get-public-access-block", errorCode: "AccessDenied"), ago: 0.5),
        gives: "unknown"),
      Case(
        "in a snapshot of another account, which the logs do not name as the owner",
        .seen([], to: 40), .snapshot(.allOn, ago: 0.5, account: Told.stranger), gives: "unknown"),
      Case(
        "by the logs, contradicted between two calls that switch it on", .recorded,
        .turnAll(on: true, ago: 30), .acl(.publicRead, ago: 10), .turnAll(on: true, ago: 5),
        gives: "breaks"),
      Case(
        "by the logs, contradicted, and in a later snapshot", .recorded,
        .turnAll(on: true, ago: 30), .acl(.publicRead, ago: 10), .snapshot(.allOn, ago: 0.5),
        gives: "enabled"),
      Case(
        "for the account", noLogs, .accountSnapshot(.allOn, ago: 0.5), gives: "enabled"),
      Case(
        "for the account, and off for the bucket", .snapshot(.allOff, ago: 0.5),
        .accountSnapshot(.allOn, ago: 0.5), gives: "enabled"),
      Case(
        "for another account", noLogs,
        .accountSnapshot(.allOn, ago: 0.5, account: Told.stranger), gives: "unknown"),
      Case(
        "for the account, in an older snapshot: in which Region it was switched off nobody knows",
        managed, .accountSnapshot(.allOn, ago: 30), gives: "unknown"),
      Case(
        "for the account, that the logs name another for the bucket",
        .seen([], to: 40, owner: Told.stranger), noLogs, .accountSnapshot(.allOn, ago: 0.5),
        gives: "unknown"),
    ])
  func enabled(_ c: Case) throws { try c.check(.blockPublicAcls) }

  @Test(
    "ACLs are disabled", arguments: BlockPublicAccessSetting.onACLs,
    [
      Case("in a snapshot of today", .snapshot(.aclsDisabled, ago: 0.5), gives: "safe"),
      Case(
        "in an older one, and logs go on", managed, .snapshot(.aclsDisabled, ago: 30), gives: "safe"
      ),
      Case("in an older one", .snapshot(.aclsDisabled, ago: 30), gives: "unknown"),
      Case(
        "and enabled after", .snapshot(.aclsDisabled, ago: 0.5),
        .ownership(.objectWriter, ago: 0.4), gives: "unknown"),
      Case("not", .snapshot(.objectOwnership(.objectWriter), ago: 0.5), gives: "unknown"),
      Case(
        "not, for there are no controls", .snapshot(.objectOwnership(nil), ago: 0.5),
        gives: "unknown"),
      Case(
        "not told",
        .snapshot(
          .notTold(call: "get-bucket-ownership-controls", errorCode: "AccessDenied"), ago: 0.5),
        gives: "unknown"),
      Case(
        "and a public ACL went through before", .acl(.publicRead, ago: 3),
        .snapshot(.aclsDisabled, ago: 0.5), gives: "safe"),
    ])
  func disabledACLs(_ setting: BlockPublicAccessSetting, _ c: Case) throws { try c.check(setting) }

  @Test("a file that cannot be read is no matter to what a fresh snapshot shows after it")
  func unreadableBefore() throws {
    let told: [Told] = [.unreadable(delivered: 5), .snapshot(.aclsDisabled, ago: 0.5)]
    #expect(try verdict(told).status(of: .ignorePublicAcls) == "safe")
    let after: [Told] = [.unreadable(delivered: 0.2), .snapshot(.aclsDisabled, ago: 0.5)]
    #expect(try verdict(after).status(of: .ignorePublicAcls) == "unknown")
    let some: [Told] = [
      .unreadable(account: nil, delivered: nil), .snapshot(.aclsDisabled, ago: 0.5),
    ]
    #expect(try verdict(some).status(of: .ignorePublicAcls) == "unknown")
  }

  @Test(
    "an answer that cannot be read is a matter of its own bucket", arguments: ["invoices", "b"])
  func unreadableAnswer(_ bucket: String) throws {
    let torn = Told.unreadable(account: nil, delivered: nil, ofBucket: bucket)
    #expect(try verdict([.recorded, torn]).verdict == (bucket == "b" ? .ready : .unknown))
  }

  @Test("a public bucket ACL that nobody was seen to rely on is mentioned")
  func publicACL() throws {
    let told: [Told] = [.recorded, .aclRequiredSeen(), .snapshot(.openACL, ago: 0.5)]
    let remark = try verdict(told).reasons(for: .ignorePublicAcls)
    #expect(remark.contains("AllUsers READ"), "\(remark)")
    let since = try verdict(
      told + [.change(.bucketACL(RequestedACL(headerValue: "private")), ago: 0.4)])
    #expect(since.reasons(for: .ignorePublicAcls) == "")
    let put = try verdict([.recorded, .change(.bucketACL(.publicRead), ago: 20)])
    #expect(put.reasons(for: .ignorePublicAcls).contains("AllUsers READ"))
  }

  @Test("a bucket that only a snapshot shows is unknown, and ready only where logs are not needed")
  func onlySnapshot() throws {
    #expect(try verdict([.snapshot(.allOff, .noPolicy, ago: 0.5)]).verdict == .unknown)
    #expect(try verdict([.snapshot(.allOn, ago: 0.5)]).verdict == .ready)
    let settings = "settings: [BlockPublicAcls, IgnorePublicAcls, RestrictPublicBuckets]"
    let safe: [Told] = [.snapshot(.aclsDisabled, .noPolicy, ago: 0.5)]
    #expect(try verdict(safe, teamFile(settings)).verdict == .ready)
    #expect(try verdict(safe).verdict == .unknown, "BlockPublicPolicy needs the logs")
  }

  @Test("what S3 did not answer is named where it would have helped")
  func refused() throws {
    let told: [Told] = [
      .snapshot(.notTold(call: "get-public-access-block", errorCode: "AccessDenied"), ago: 0.5)
    ]
    let reasons = try verdict(told).reasons(for: .blockPublicAcls)
    #expect(reasons.contains("'get-public-access-block' but AccessDenied"), "\(reasons)")
  }

  @Test("a snapshot from after the as-of instant is said to count for nothing")
  func later() throws {
    let reasons = try verdict([.snapshot(.allOn, ago: -1)]).reasons(for: .blockPublicAcls)
    #expect(reasons.contains("is from after the as-of instant"), "\(reasons)")
  }

  @Test("proven evidence is asked for, and what a fresh snapshot shows needs no logs")
  func proven() throws {
    let policy = teamFile("evidence: { grade: proven }")
    #expect(try verdict([.snapshot(.allOn, ago: 0.5)], policy).verdict == .ready)
    #expect(try verdict([Self.managed, .snapshot(.allOn, ago: 30)], policy).verdict == .unknown)
  }

  @Test(
    "a bucket that was made",
    arguments: [
      ("2023-06-01", nil, "enabled"), ("2023-04-01", nil, "safe"),
      ("2023-06-01", .objectWriter, "enabled"),
    ] as [(String, ObjectOwnership?, String)])
  func made(day: String, ownership: ObjectOwnership?, status: String) throws {
    let made = Instant.at(day)
    let told = Told { ledger in
      ledger.note(
        ConfigurationChange(
          scope: .bucket(Told.bucket), time: made, change: .created(ownership), eventID: "made",
          region: Told.region))
      let place = TrailPlace(account: Told.owner, region: Told.region)
      var heard = ActivityTimeline()
      for day in -91...20 { heard.insert(made + .days(Int64(day))) }
      ledger.hear(of: place, heard)
      ledger.hearManagementWrites(of: place, heard)
      for evidenceClass in EvidenceClass.allCases {
        ledger.see(
          Sighting(bucket: Told.bucket, evidenceClass: evidenceClass, place: place),
          during: Interval(from: made - .days(91), to: made + .days(20)))
      }
      ledger.claim(
        OwnershipClaim(bucket: Told.bucket, account: Told.owner, isNamed: true), at: made)
    }
    let policy = teamFile("evidence: { lookback: 30d }")
    let verdict = try verdict([told], policy, asOf: made + .days(20))
    for setting in BlockPublicAccessSetting.allCases {
      #expect(verdict.status(of: setting) == status)
    }
  }
}

extension BlockPublicAccessSetting {
  fileprivate static let onACLs: [Self] = [.blockPublicAcls, .ignorePublicAcls]
}
