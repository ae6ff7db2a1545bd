/// Who called, seen from the account that owns the bucket.
public enum PrincipalKind: String, CaseIterable, Hashable, Codable, Sendable {
  /// A user or role of the account that owns the bucket, its root user included.
  case ownAccount = "own-account"
  /// A user or role of any other account, CloudFront's origin access identities included.
  case otherAccount = "other-account"
  /// A request without a signature.
  case anonymous
  /// An AWS service that calls as itself.
  case awsService = "aws-service"
  /// The record does not say.
  case unknown

  /// Whether RestrictPublicBuckets shuts such a caller out of a bucket with a public policy.
  ///
  /// Source: Amazon S3 User Guide, "Block public access settings", RestrictPublicBuckets.
  public var isShutOutByRestrictPublicBuckets: Bool {
    switch self {
    case .ownAccount, .awsService: false
    case .otherAccount, .anonymous, .unknown: true
    }
  }
}

/// How a request ended, as far as that says what would happen to it next time.
public enum RequestOutcome: Hashable, Codable, Sendable {
  /// S3 did what it was asked.
  case succeeded
  /// Refused for a reason that will still be there next time, with the error code.
  case refused(errorCode: String)
  /// Failed for a passing cause, with the error code: the caller will try again.
  case failedForNow(errorCode: String)

  /// The outcome that a CloudTrail record's `errorCode` tells; `nil` or empty is success, and so is
  /// the answer that an object has not changed since the caller last read it.
  public init(errorCode: String?) {
    guard let errorCode, !errorCode.isEmpty, errorCode != "NotModified" else {
      self = .succeeded
      return
    }
    self =
      Self.isPassing(errorCode)
      ? .failedForNow(errorCode: errorCode) : .refused(errorCode: errorCode)
  }

  /// Whether an error code stands for a passing cause: a fault or a limit of the service's own.
  ///
  /// Source: Amazon S3 API Reference, "Error responses", the codes with status 5xx, those that ask the
  /// caller to try again, and those that speak of this one request or moment only: a transfer that
  /// was garbled, a condition on the object's state, a range that it does not reach.
  private static func isPassing(_ errorCode: String) -> Bool {
    passingCodes.contains(errorCode.lowercased()) || errorCode.lowercased().contains("throttl")
  }

  private static let passingCodes: Set<String> = [
    "internalerror", "internalservererror", "serviceunavailable", "slowdown", "requesttimeout",
    "requesttimetooskewed", "operationaborted", "requestlimitexceeded", "toomanyrequests",
    "toomanyrequestsexception", "serverinternal", "internalfailure", "unavailable",
    "requesttimeoutexception", "bandwidthlimitexceeded", "serverbusy", "busy",
    "conditionalrequestconflict", "clientdisconnected", "incompletebody", "requestexpired",
    "expiredtoken", "expiredtokenexception", "temporaryredirect", "baddigest", "preconditionfailed",
    "xamzcontentsha256mismatch", "invalidrange",
    "500", "502", "503", "504",
  ]
}
