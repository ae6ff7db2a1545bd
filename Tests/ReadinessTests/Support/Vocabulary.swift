import Evidence
import JSON
import S3Access

extension Caller {
  /// A role of the bucket's own account.
  static let app = Caller(principal: "arn:aws:iam::111122223333:role/app", kind: .ownAccount)
  static let job = Caller(principal: "arn:aws:iam::111122223333:role/job", kind: .ownAccount)
  static let anonymous = Caller(principal: "anonymous", kind: .anonymous)
  /// Another account, as the bucket owner's record names it.
  static let partner = Caller(principal: "account 444455556666", kind: .otherAccount)
  static let service = Caller(principal: "logging.s3.amazonaws.com", kind: .awsService)
  static let unknown = Caller(principal: "unknown", kind: .unknown)
}

extension RequestedACL {
  static let publicRead = RequestedACL(headerValue: "public-read")

  /// Grants to one grantee in a header or document.
  static func grant(_ grantee: Grantee, _ permission: ACLPermission = .read) -> RequestedACL {
    RequestedACL(grants: [Grant(grantee, permission)])
  }
}

extension PolicyDocument {
  /// Lets everyone read.
  static let open = statement(principal: "*")
  /// Lets one account read.
  static let oneAccount = statement(principal: ["AWS": "arn:aws:iam::444455556666:root"])
  /// Lets unsigned requests in from fixed addresses: not public by AWS's meaning.
  static let fixedAddresses = statement(
    principal: "*", condition: ["IpAddress": ["aws:SourceIp": "203.0.113.0/24"]])
  /// Narrowed by a key of which AWS does not say what it makes of it.
  static let undecided = statement(
    principal: "*", condition: ["StringEquals": ["aws:PrincipalTag/team": "payments"]])
  static let torn = PolicyDocument.unreadable("the policy is not JSON")

  private static func statement(principal: JSONValue, condition: JSONValue? = nil) -> PolicyDocument
  {
    var members: [JSONValue.Member] = [
      .init("Effect", "Allow"), .init("Principal", principal), .init("Action", "s3:GetObject"),
      .init("Resource", "arn:aws:s3:::invoices/*"),
    ]
    if let condition { members.append(.init("Condition", condition)) }
    return .document(["Version": "2012-10-17", "Statement": [.object(members)]])
  }
}
