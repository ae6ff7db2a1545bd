import RawEvidence
import S3Access

/// What a record's `userIdentity` says, read for the account that owns the bucket.
///
/// Source: CloudTrail User Guide, "CloudTrail userIdentity element".
enum CallerIdentity {
  /// The caller's kind by the identity's type and account; `owner` is empty where nobody knows.
  static func kind(type: String, account: String, invokedBy: Bool, owner: String) -> PrincipalKind {
    if isAnonymous(account) { return .anonymous }
    if type == "AWSService" || (type.isEmpty && account.isEmpty && invokedBy) { return .awsService }
    if account.isEmpty || owner.isEmpty { return .unknown }
    return account == owner ? .ownAccount : .otherAccount
  }

  /// Unsigned requests carry one of two spellings for an account, the older in capitals, which was
  /// also seen as the principal's id.
  static func isAnonymous(_ account: String) -> Bool {
    let account = account.lowercased()
    return account == "anonymous" || account == "anonymous_principal"
  }

  /// The name under which a caller's requests are added up: the role's ARN for all its sessions.
  static func principal(of record: borrowing ScannedRecord, kind: PrincipalKind, account: String)
    -> String
  {
    switch kind {
    case .anonymous: return "anonymous"
    case .awsService: return record.invokedBy.isEmpty ? "an AWS service" : record.invokedBy
    case .ownAccount, .otherAccount, .unknown: break
    }
    let issuer = record.sessionIssuerARN
    if !issuer.isEmpty { return issuer }
    let arn = record.identityARN
    if !arn.isEmpty { return roleARN(ofSession: arn) ?? arn }
    let principal = record.principalID.prefix { $0 != ":" }
    if account.isEmpty { return principal.isEmpty ? "unknown" : String(principal) }
    return principal.isEmpty ? "account \(account)" : "account \(account) (\(principal))"
  }

  /// The role behind `arn:aws:sts::111122223333:assumed-role/name/session`; `nil` for other ARNs.
  /// A role's path is not part of its session's ARN, and so is not part of this one.
  static func roleARN(ofSession arn: String) -> String? {
    guard let session = ARN(arn), session.service == "sts",
      session.resource.hasPrefix("assumed-role/")
    else { return nil }
    let names = session.resource.split(separator: "/", omittingEmptySubsequences: false)
    guard names.count >= 2 else { return nil }
    return "arn:\(session.partition):iam::\(session.account):role/\(names[1])"
  }
}
