import Evidence
import S3Access
import Testing

/// BlockPublicAcls refuses requests that carry a public ACL.
///
/// Source: Amazon S3 User Guide, "Block public access settings"; "Using aclRequired".
@Suite struct BlockPublicAclsTests {
  @Test(
    "every call that carries a public ACL",
    arguments: [
      "PutObject", "PutObjectAcl", "CopyObject", "CreateMultipartUpload", "PostObject",
      "PutBucketAcl", "SomeCallOfTomorrow",
    ])
  func calls(_ operation: String) throws {
    try SettingCase(operation, .acl(.publicRead, operation), gives: "breaks")
      .check(.blockPublicAcls)
  }

  @Test(
    "a canned ACL",
    arguments: [
      ("public-read", "breaks"), ("public-read-write", "breaks"), ("authenticated-read", "breaks"),
      ("Public-Read", "breaks"), ("private", "safe"), ("bucket-owner-read", "safe"),
      ("bucket-owner-full-control", "safe"), ("aws-exec-read", "safe"),
      ("log-delivery-write", "safe"), ("public", "unknown"),
    ])
  func canned(_ value: String, _ status: String) throws {
    try SettingCase(value, .acl(RequestedACL(headerValue: value)), gives: status)
      .check(.blockPublicAcls)
  }

  @Test(
    "a grant", arguments: ACLPermission.allCases,
    [
      (Grantee.allUsers, "breaks"), (.authenticatedUsers, "breaks"), (.otherAccount, "safe"),
      (.owner, "safe"), (.logDelivery, "safe"), (.otherGroup("urn:somebody"), "safe"),
    ])
  func grants(_ permission: ACLPermission, _ row: (Grantee, String)) throws {
    try SettingCase("grant", .acl(.grant(row.0, permission)), gives: row.1).check(.blockPublicAcls)
  }

  @Test(
    "how the request ended",
    arguments: [
      (nil, "breaks", "active"), ("SlowDown", "breaks", "active"),
      ("InternalError", "breaks", "active"), ("ServiceUnavailable", "breaks", "active"),
      ("RequestTimeout", "breaks", "active"), ("ThrottlingException", "breaks", "active"),
      ("AccessDenied", "safe", "already-refused"),
      ("AccessControlListNotSupported", "safe", "already-refused"),
      ("InvalidArgument", "safe", "already-refused"),
    ] as [(String?, String, String)])
  func outcomes(_ error: String?, _ status: String, _ state: String) throws {
    let verdict = try verdict([.recorded, .acl(.publicRead, "PutObject", error)])
    #expect(verdict.status(of: .blockPublicAcls) == status)
    #expect(verdict.findings.map(\.state.name) == [state])
    #expect(verdict.findings.map(\.count) == [1])
  }

  @Test(
    "a value that S3 does not document",
    arguments: [(nil, "unknown"), ("SlowDown", "unknown"), ("InvalidArgument", "safe")]
      as [(String?, String)])
  func undocumented(_ error: String?, _ status: String) throws {
    let acl = RequestedACL(headerValue: "public-raed")
    try SettingCase("", .acl(acl, "PutObject", error), gives: status).check(.blockPublicAcls)
  }

  @Test(
    "an ACL that the record does not show",
    arguments: [
      SettingCase("no aclRequired ever", .hidden(), gives: "unknown"),
      SettingCase("absent where the bucket shows it", .aclRequiredSeen(), .hidden(), gives: "safe"),
      SettingCase("absent, shown later only", .aclRequiredSeen(3), .hidden(), gives: "unknown"),
      SettingCase(
        "absent, shown on the same day", .aclRequiredSeen(4.5), .hidden(), gives: "safe"),
      SettingCase(
        "the record says Yes", .aclRequiredSeen(), .hidden(aclRequired: true), gives: "unknown"),
      SettingCase(
        "PutObjectAcl sets one always", .aclRequiredSeen(), .hidden("PutObjectAcl"),
        gives: "unknown"),
      SettingCase(
        "PutBucketAcl sets one always", .aclRequiredSeen(), .hidden("PutBucketAcl"),
        gives: "unknown"),
      // AWS's table says what PutObject shows, and nothing of the others.
      SettingCase("CopyObject", .aclRequiredSeen(), .hidden("CopyObject"), gives: "unknown"),
      SettingCase(
        "CreateMultipartUpload", .aclRequiredSeen(), .hidden("CreateMultipartUpload"),
        gives: "unknown"),
      SettingCase(
        "CreateBucket, which the bucket's own setting cannot refuse", .aclRequiredSeen(),
        .hidden("CreateBucket"), gives: "safe"),
      SettingCase("and a certain one", .hidden(), .acl(.publicRead), gives: "breaks"),
    ])
  func hidden(_ c: SettingCase) throws { try c.check(.blockPublicAcls) }

  @Test(
    "ACLs disabled by BucketOwnerEnforced",
    arguments: [
      SettingCase(
        "before the use, which was refused", .ownership(.bucketOwnerEnforced, ago: 20),
        .acl(.publicRead, "PutObject", "AccessControlListNotSupported", ago: 5), gives: "safe"),
      SettingCase(
        "and a public ACL went through while the change spread",
        .ownership(.bucketOwnerEnforced, ago: 20), .acl(.publicRead, ago: 19.999), gives: "safe"),
      // S3 refuses such a request where ACLs are disabled, so they no longer are.
      SettingCase(
        "and a public ACL went through all the same", .ownership(.bucketOwnerEnforced, ago: 20),
        .acl(.publicRead, ago: 5), gives: "breaks"),
      SettingCase(
        "and a public ACL went through all the same, with the setting on",
        .ownership(.bucketOwnerEnforced, ago: 20), .turnAll(on: true, ago: 20),
        .acl(.publicRead, ago: 5), gives: "breaks"),
      SettingCase(
        "after the use", .ownership(.bucketOwnerEnforced, ago: 2), .acl(.publicRead, ago: 5),
        gives: "safe"),
      SettingCase(
        "and enabled again", .ownership(.bucketOwnerEnforced, ago: 20),
        .ownership(.objectWriter, ago: 10), .acl(.publicRead, ago: 5), gives: "breaks"),
      SettingCase(
        "and the controls deleted", .ownership(.bucketOwnerEnforced, ago: 20),
        .ownership(nil, ago: 10), .acl(.publicRead, ago: 5), gives: "breaks"),
      SettingCase(
        "another ownership", .ownership(.bucketOwnerPreferred, ago: 20), .acl(.publicRead),
        gives: "breaks"),
    ])
  func disabled(_ c: SettingCase) throws { try c.check(.blockPublicAcls) }

  @Test("disabled ACLs need no logs of the window, but unbroken ones since")
  func disabledWithoutData() throws {
    let enforced = Told.ownership(.bucketOwnerEnforced, ago: 20)
    let young = Told.all(.logs(from: 20), .seen([.management], from: 20), enforced)
    #expect(try verdict([young]).status(of: .blockPublicAcls) == "safe")
    #expect(try verdict([young]).status(of: .ignorePublicAcls) == "safe")
    let broken = Told.all(
      .logs(from: 20, to: 12), .logs(from: 10), .seen([.management], from: 20), enforced)
    #expect(try verdict([broken]).status(of: .blockPublicAcls) == "unknown")
    let stale = Told.all(.logs(from: 20, to: 2), .seen([.management], from: 20, to: 2), enforced)
    #expect(try verdict([stale]).status(of: .ignorePublicAcls) == "unknown")
  }

  @Test("the report says how often and by how many")
  func sentence() throws {
    let verdict = try verdict([
      .recorded, .acl(.publicRead, count: 2), .acl(.publicRead, by: .job),
    ])
    #expect(
      verdict.reasons(for: .blockPublicAcls) == "3 requests with a public ACL by 2 callers")
    #expect(verdict.findings.map(\.count) == [2, 1])
    #expect(verdict.findings.allSatisfy { $0.settings == [.blockPublicAcls] })
  }
}
