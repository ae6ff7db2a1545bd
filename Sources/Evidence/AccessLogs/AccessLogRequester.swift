import S3Access

/// Who an access log line says that called.
///
/// Source: Amazon S3 User Guide, "Amazon S3 server access log format", Requester: the canonical id of
/// an account, the ARN of a user or a role, or nothing for a request without a signature.
enum AccessLogRequester {
  /// The caller, seen from the owner of the bucket. A log names the owner by its canonical id only, so
  /// that nothing tells whether an ARN is of its account unless the account is known.
  ///
  /// - Parameters:
  ///   - owner: the owner's canonical id; empty where there is none.
  ///   - account: the owner's account, where the log's folder says; `nil` where it does not.
  static func caller(_ requester: String, owner: String, account: String?) -> Caller {
    if requester.isEmpty { return Caller(principal: "anonymous", kind: .anonymous) }
    if isService(requester) {
      let name = requester.hasPrefix("svc:") ? String(requester.dropFirst(4)) : requester
      return Caller(principal: name, kind: .awsService)
    }
    guard requester.hasPrefix("arn:") else {
      if requester == owner { return Caller(principal: "the bucket's owner", kind: .ownAccount) }
      return Caller(
        principal: "canonical user \(requester)", kind: owner.isEmpty ? .unknown : .otherAccount)
    }
    let principal = CallerIdentity.roleARN(ofSession: requester) ?? requester
    // An origin access identity is of no account that owns buckets.
    if let id = ARN(principal)?.account, !id.isEmpty, !id.isAccountID {
      return Caller(principal: principal, kind: .otherAccount)
    }
    return Caller(
      principal: principal,
      kind: account.map { Self.kind(of: principal, owner: $0) } ?? .unknown)
  }

  /// The kind of a caller with an ARN, seen from an account.
  static func kind(of arn: String, owner: String) -> PrincipalKind {
    guard let account = ARN(arn)?.account, !account.isEmpty else { return .unknown }
    return account == owner ? .ownAccount : .otherAccount
  }

  private static func isService(_ requester: String) -> Bool {
    requester.hasPrefix("svc:") || requester == "AmazonS3" || requester.hasSuffix(".amazonaws.com")
  }
}

extension Caller {
  /// The caller as it is seen from the account that owns the bucket, where its place was not known and
  /// its ARN tells it.
  public func seen(fromAccount owner: String) -> Caller {
    guard kind == .unknown, principal.hasPrefix("arn:") else { return self }
    return Caller(
      principal: principal, kind: AccessLogRequester.kind(of: principal, owner: owner))
  }
}
