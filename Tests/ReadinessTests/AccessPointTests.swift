import Evidence
import S3Access
import Testing

/// What is done through access points, and what their policies mean for the bucket's settings.
///
/// Source: Amazon S3 User Guide, "Blocking public access to your Amazon S3 storage".
@Suite struct AccessPointTests {
  static let arn = "arn:aws:s3:eu-west-1:111122223333:accesspoint/ap"

  static func attached(
    _ origin: AccessPointAttachment.Origin = .unknown, _ arn: String = arn
  ) -> Told {
    Told {
      $0.attach(AccessPointAttachment(accessPoint: arn, bucket: Told.bucket, origin: origin))
    }
  }

  /// A snapshot lists one access point, whose policy is not public.
  static func listing(_ name: String, ago days: Double) -> Told {
    .snapshot(
      .accessPoints([name]), .accessPoint(name, .policy(.oneAccount)), ago: days)
  }

  static func put(
    _ document: PolicyDocument, _ error: String? = nil, on accessPoint: String = arn
  ) -> Told {
    .uses(
      .policy(document, onAccessPoint: true), "PutAccessPointPolicy", error, by: .app, ago: 5,
      of: accessPoint)
  }

  @Test(
    "a policy of an access point",
    arguments: [
      SettingCase("public, from the internet", attached(.internet), put(.open), gives: "breaks"),
      SettingCase("public, from nobody knows where", attached(), put(.open), gives: "unknown"),
      SettingCase("public, from a VPC only", attached(.vpc), put(.open), gives: "safe"),
      SettingCase("to one account", attached(.internet), put(.oneAccount), gives: "safe"),
      SettingCase("undetermined", attached(.internet), put(.undecided), gives: "unknown"),
      SettingCase(
        "public, refused", attached(.internet), put(.open, "AccessDenied"), gives: "safe"),
      SettingCase("public, of a bucket that nobody names", put(.open), gives: "unknown"),
      SettingCase("to one account, of a bucket that nobody names", put(.oneAccount), gives: "safe"),
      SettingCase(
        "public, refused, of a bucket that nobody names", put(.open, "AccessDenied"), gives: "safe"),
      SettingCase(
        "public, in another account",
        put(.open, on: "arn:aws:s3:eu-west-1:444455556666:accesspoint/ap"), gives: "safe"),
      SettingCase(
        "public, in another Region",
        put(.open, on: "arn:aws:s3:us-east-1:111122223333:accesspoint/ap"), gives: "safe"),
      SettingCase(
        "public, in every Region",
        put(.open, on: "arn:aws:s3::111122223333:accesspoint/mfzwi23gnjvgw.mrap"),
        gives: "unknown"),
    ])
  func policies(_ c: SettingCase) throws { try c.check(.blockPublicPolicy) }

  @Test(
    "an upload with a public ACL",
    arguments: [
      SettingCase("through the bucket's", attached(), .acl(.publicRead, of: arn), gives: "breaks"),
      SettingCase("through one that nobody knows", .acl(.publicRead, of: arn), gives: "unknown"),
      SettingCase(
        "through one that nobody knows, refused",
        .acl(.publicRead, "PutObject", "AccessDenied", of: arn),
        gives: "safe"),
    ])
  func uploads(_ c: SettingCase) throws { try c.check(.blockPublicAcls) }

  @Test(
    "another account's read of a bucket whose own policy is not public",
    arguments: [
      SettingCase(
        "no policy of an access point", .policyDeleted(ago: 90.5), .access(.partner, .notSaid),
        gives: "safe"),
      SettingCase(
        "an access point of whose policy nothing tells", attached(), .policyDeleted(ago: 90.5),
        .access(.partner, .notSaid), gives: "unknown"),
      SettingCase(
        "an access point of whose policy nothing tells, from a VPC only", attached(.vpc),
        .policyDeleted(ago: 90.5), .access(.partner, .notSaid), gives: "safe"),
      SettingCase(
        "a public policy of its access point", attached(), put(.open), .policyDeleted(ago: 90.5),
        .access(.partner, .notSaid), gives: "unknown"),
      SettingCase(
        "a policy of its access point that is not", attached(), put(.oneAccount),
        .policyDeleted(ago: 90.5), .access(.partner, .notSaid), gives: "safe"),
      SettingCase(
        "a policy that is not of one of its access points, and nothing tells of the other's",
        attached(), attached(.unknown, arn + "2"), put(.oneAccount), .policyDeleted(ago: 90.5),
        .access(.partner, .notSaid), gives: "unknown"),
      SettingCase(
        "an access point that a snapshot lists", attached(), listing("ap", ago: 0.5),
        .policyDeleted(ago: 90.5), .access(.partner, .notSaid), gives: "safe"),
      SettingCase(
        "an access point by its alias, that a snapshot lists",
        attached(.unknown, "ap-kuhz6zkqmcpsrm3kzrdqs9fhqbpjxuse1a-s3alias"),
        listing("ap", ago: 0.5), .policyDeleted(ago: 90.5), .access(.partner, .notSaid),
        gives: "safe"),
      SettingCase(
        "an access point that the snapshot does not list", attached(), listing("other", ago: 0.5),
        .policyDeleted(ago: 90.5), .access(.partner, .notSaid), gives: "unknown"),
      SettingCase(
        "an access point that a snapshot lists from before the logs", attached(),
        listing("ap", ago: 200), .policyDeleted(ago: 90.5), .access(.partner, .notSaid),
        gives: "unknown"),
    ])
  func restricted(_ c: SettingCase) throws { try c.check(.restrictPublicBuckets) }

  @Test("one that nobody knows is listed under its own name, with the command that tells")
  func listed() throws {
    let assessment = try assess([.recorded, Self.put(.open)])
    let stray = try #require(assessment[Self.arn])
    #expect(stray.verdict == .undeclared)
    #expect(stray.reasons.contains { $0.contains("get-access-point") })
    #expect(stray.findings.map(\.operation) == ["PutAccessPointPolicy"])
    let finding = try #require(assessment[Told.bucket]?.findings.first)
    #expect(finding.certainty == .possible)
    #expect(finding.explanation.contains(Self.arn))
  }
}
