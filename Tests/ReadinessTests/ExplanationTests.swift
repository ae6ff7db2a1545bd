import Evidence
import S3Access
import Testing

/// A finding says which request would have failed, and with which answer.
///
/// Source: Amazon S3 API Reference, "Error responses"; for CreateBucket the answer that was seen.
@Suite struct ExplanationTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var told: Told
    var policy: String
    var kind: String
    var words: [String]
    var testDescription: String { "\(kind): \(words)" }

    init(_ kind: String, _ told: Told, policy: String = teamFile(), says words: String...) {
      (self.kind, self.told, self.policy, self.words) = (kind, told, policy, words)
    }
  }

  static let denied = "403 AccessDenied"

  @Test(
    "each kind of finding",
    arguments: [
      Case("public-acl-write", .acl(.publicRead), says: "PutObject", "AllUsers READ", denied),
      Case("public-acl-write", .acl(.publicRead, "PutBucketAcl"), says: "PutBucketAcl", denied),
      Case(
        "public-acl-write", .acl(.publicRead, "CreateBucket"),
        says: "CreateBucket", "400 InvalidBucketAclWithBlockPublicAccessError"),
      Case(
        "public-acl-write", .acl(RequestedACL(headerValue: "public-raed")), says: "'public-raed'",
        denied),
      Case("public-acl-write", .hidden(), says: "does not show the ACL", denied),
      Case(
        "public-acl-write", .hidden("CreateBucket"),
        says: "does not show the ACL", "400 InvalidBucketAclWithBlockPublicAccessError"),
      Case(
        "forbidden-acl-write", .acl(RequestedACL(headerValue: "log-delivery-write")),
        policy: teamFile("forbidden-acls: [log-delivery-write]"),
        says: "log-delivery-write", "Block Public Access does not refuse it"),
      Case(
        "forbidden-acl-write", .acl(.publicRead), policy: teamFile("settings: [BlockPublicPolicy]"),
        says: "public-read", "BlockPublicAcls", denied),
      Case("anonymous-access", .access(.anonymous, .required), says: "GetObject", denied),
      Case("anonymous-access", .access(.anonymous, .notSaid), says: "GetObject", denied),
      Case(
        "anonymous-access",
        .uses(.access(.notSaid), "HeadObject", "NoSuchKey", by: .anonymous, ago: 5),
        says: "HeadObject", denied, "404"),
      Case(
        "anonymous-access", .all(.policy(.open, ago: 80), .access(.anonymous, .notSaid)),
        says: "the bucket policy is public", denied),
      Case("acl-dependent-access", .access(.partner, .required), says: "GetObject", denied),
      Case("public-policy-write", .policy(.open, ago: 5), says: "PutBucketPolicy", denied),
      Case("public-policy-write", .policy(.undecided, ago: 5), says: "PutBucketPolicy", denied),
      Case(
        "policy-dependent-access", .access(.partner, .notSaid), says: "from outside", denied),
      Case(
        "policy-dependent-access", .all(.policy(.open, ago: 80), .access(.partner, .notSaid)),
        says: "the bucket policy is public", denied),
    ])
  func explanations(_ c: Case) throws {
    let findings = try verdict([.recorded, c.told], c.policy).findings
    let ofKind = findings.filter { $0.kind.rawValue == c.kind }
    let explanations = ofKind.map(\.explanation)
    #expect(explanations.contains { text in c.words.allSatisfy(text.contains) }, "\(explanations)")
    #expect(ofKind.allSatisfy { !$0.remedy.isEmpty })
  }
}
