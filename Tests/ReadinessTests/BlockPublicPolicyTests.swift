import Evidence
import S3Access
import Testing

/// BlockPublicPolicy refuses PutBucketPolicy with a public policy.
///
/// Source: Amazon S3 User Guide, "Block public access settings".
@Suite struct BlockPublicPolicyTests {
  @Test(
    "a policy that was put",
    arguments: [
      SettingCase("public", .policy(.open, ago: 5), gives: "breaks"),
      SettingCase("to one account", .policy(.oneAccount, ago: 5), gives: "safe"),
      SettingCase("from fixed addresses", .policy(.fixedAddresses, ago: 5), gives: "safe"),
      SettingCase("undetermined", .policy(.undecided, ago: 5), gives: "unknown"),
      SettingCase("unreadable", .policy(.torn, ago: 5), gives: "unknown"),
      SettingCase(
        "public, and deleted since", .policy(.open, ago: 5), .policyDeleted(ago: 4),
        gives: "breaks"),
      SettingCase(
        "undetermined, and deleted since", .policy(.undecided, ago: 5), .policyDeleted(ago: 4),
        gives: "unknown"),
      SettingCase("public, refused", .policy(.open, "AccessDenied", ago: 5), gives: "safe"),
      SettingCase("public, throttled", .policy(.open, "SlowDown", ago: 5), gives: "breaks"),
      SettingCase("unreadable, refused", .policy(.torn, "MalformedPolicy", ago: 5), gives: "safe"),
      SettingCase(
        "public from before the window, and in force", .policy(.open, ago: 90.5),
        gives: "unknown"),
      SettingCase(
        "undetermined from before the window, and in force", .policy(.undecided, ago: 90.5),
        gives: "unknown"),
      SettingCase(
        "public from before the window, narrowed since", .policy(.open, ago: 90.5),
        .policy(.oneAccount, ago: 20), gives: "safe"),
      SettingCase(
        "public from before the window, deleted since", .policy(.open, ago: 90.5),
        .policyDeleted(ago: 20), gives: "safe"),
      SettingCase(
        "public from before the window, bucket made anew", .policy(.open, ago: 90.5),
        .change(.created(nil), ago: 30), gives: "safe"),
      SettingCase("none was seen", gives: "safe"),
    ])
  func put(_ c: SettingCase) throws { try c.check(.blockPublicPolicy) }

  @Test("a policy of which the window's logs do not reach back to the change is still asked about")
  func staleButPublic() throws {
    let told: [Told] = [.logs(), .seen(), .policy(.open, ago: 200)]
    #expect(try verdict(told).status(of: .blockPublicPolicy) == "unknown")
  }
}
