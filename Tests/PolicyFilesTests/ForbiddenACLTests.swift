import PolicyFiles
import S3Access
import Testing

@Suite("Forbidden ACLs")
struct ForbiddenACLTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var forbidden: String
    var acl: RequestedACL
    var forbids: Bool
    var covers: Bool
    var testDescription: String { "\(forbidden) against \(acl.name) \(acl.grants)" }

    init(_ forbidden: String, _ acl: RequestedACL, forbids: Bool, covers: Bool) {
      (self.forbidden, self.acl, self.forbids, self.covers) = (forbidden, acl, forbids, covers)
    }
  }

  private static func grants(_ grantees: Grantee...) -> RequestedACL {
    RequestedACL(grants: grantees.map { Grant($0, .read) })
  }

  @Test(arguments: [
    Case("public-read", RequestedACL(canned: .publicRead), forbids: true, covers: true),
    Case("public-read", RequestedACL(canned: .publicReadWrite), forbids: false, covers: false),
    Case("public-read", RequestedACL(canned: .private), forbids: false, covers: false),
    Case("public-read", grants(.allUsers), forbids: false, covers: false),
    Case(
      "public-read",
      RequestedACL(canned: .publicRead, grants: [Grant(.authenticatedUsers, .write)]),
      forbids: true, covers: false),
    Case(
      "bucket-owner-full-control", RequestedACL(canned: .bucketOwnerFullControl), forbids: true,
      covers: true),
    Case("grant:AllUsers", grants(.allUsers), forbids: true, covers: true),
    Case("grant:AllUsers", RequestedACL(canned: .publicRead), forbids: true, covers: true),
    Case("grant:AllUsers", grants(.allUsers, .otherAccount), forbids: true, covers: true),
    Case("grant:AllUsers", grants(.allUsers, .authenticatedUsers), forbids: true, covers: false),
    Case("grant:AllUsers", grants(.authenticatedUsers), forbids: false, covers: false),
    Case("grant:LogDelivery", RequestedACL(canned: .logDeliveryWrite), forbids: true, covers: true),
    Case("grant:other-account", grants(.otherAccount), forbids: true, covers: true),
    Case("grant:other-account", grants(.otherAccount, .allUsers), forbids: true, covers: false),
    Case("grant:other-account", grants(.owner), forbids: false, covers: false),
    Case("public", RequestedACL(canned: .authenticatedRead), forbids: true, covers: true),
    Case("public", grants(.authenticatedUsers, .allUsers), forbids: true, covers: true),
    Case("public", RequestedACL(canned: .awsExecRead), forbids: false, covers: false),
  ])
  func matching(_ c: Case) throws {
    let forbidden = try #require(ForbiddenACL(c.forbidden))
    #expect(forbidden.forbids(c.acl) == c.forbids)
    #expect(forbidden.covers(c.acl) == c.covers)
  }

  @Test("Every value is read back from its name")
  func names() {
    #expect(ForbiddenACL.allCases.count == 13)
    for value in ForbiddenACL.allCases { #expect(ForbiddenACL(value.name) == value) }
  }

  @Test("Nothing else is a value", arguments: ["", "Public", "all", "AllUsers", "grant:owner"])
  func others(name: String) {
    #expect(ForbiddenACL(name) == nil)
  }
}
