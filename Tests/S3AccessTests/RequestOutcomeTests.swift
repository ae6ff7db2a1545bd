import S3Access
import Testing

@Suite("How requests end")
struct RequestOutcomeTests {
  @Test(
    "refused for good",
    arguments: [
      "AccessDenied", "AccessControlListNotSupported", "InvalidBucketAclWithObjectOwnership",
      "InvalidBucketAclWithBlockPublicAccessError", "NoSuchKey", "MalformedPolicy",
      "SignatureDoesNotMatch", "InvalidAccessKeyId", "MethodNotAllowed", "InvalidArgument",
      "MalformedACLError", "UnresolvableGrantByEmailAddress", "BucketAlreadyExists",
      "AnErrorThatNobodyKnows",
    ])
  func refused(_ code: String) {
    #expect(RequestOutcome(errorCode: code) == .refused(errorCode: code))
  }

  @Test(
    "failed for a passing cause",
    arguments: [
      "InternalError", "ServiceUnavailable", "SlowDown", "RequestTimeout", "OperationAborted",
      "Throttling", "ThrottlingException", "ThrottledException", "RequestLimitExceeded",
      "KMS.ThrottlingException", "slowdown", "503", "ExpiredToken", "BadDigest",
      "PreconditionFailed", "RequestTimeTooSkewed", "ConditionalRequestConflict",
      "XAmzContentSHA256Mismatch", "InvalidRange",
    ])
  func failedForNow(_ code: String) {
    #expect(RequestOutcome(errorCode: code) == .failedForNow(errorCode: code))
  }

  @Test(
    "succeeded where there is no error code, or nothing has changed",
    arguments: [nil, "", "NotModified"])
  func succeeded(_ code: String?) {
    #expect(RequestOutcome(errorCode: code) == .succeeded)
  }
}
