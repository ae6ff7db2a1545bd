import S3Access
import Testing

/// How an error code says that a request ended.
@Test(
  "an error code",
  arguments: [
    (nil, .succeeded), ("", .succeeded), ("NotModified", .succeeded),
    ("AccessDenied", .refused(errorCode: "AccessDenied")),
    ("NoSuchKey", .refused(errorCode: "NoSuchKey")),
    ("SlowDown", .failedForNow(errorCode: "SlowDown")),
    ("InternalError", .failedForNow(errorCode: "InternalError")),
    ("ThrottlingException", .failedForNow(errorCode: "ThrottlingException")),
  ] as [(String?, RequestOutcome)])
func outcome(_ errorCode: String?, _ outcome: RequestOutcome) {
  #expect(RequestOutcome(errorCode: errorCode) == outcome)
}
