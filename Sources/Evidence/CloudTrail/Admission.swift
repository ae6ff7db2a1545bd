/// What the error codes of S3 tell of whether a caller was let in, though the call failed.
enum Admission {
  /// The error codes of conditions and ranges that the object does not meet: S3 tells only those who may
  /// read it.
  static let codesOfObject: Set<String> = ["NotModified", "PreconditionFailed", "InvalidRange"]

  /// That there is no such object S3 tells only those who may list the bucket; the others are answered
  /// 403.
  ///
  /// Source: Amazon S3 API Reference, "GetObject", Permissions.
  static let codeOfAbsence = "NoSuchKey"

  /// Errors of calls that did not reach the bucket: there is none of that name, or it is in another
  /// Region, whose trail records what is done to it.
  ///
  /// Source: Amazon S3 API Reference, "Error responses".
  static let missesBucket: Set<String> = [
    "NoSuchBucket", "PermanentRedirect", "TemporaryRedirect", "AuthorizationHeaderMalformed",
    "IllegalLocationConstraintException", "NoSuchAccessPoint",
  ]

  /// Whether a call that ended so was let in; `nil` as the code is success.
  static func proves(_ errorCode: String?, isAnonymous: Bool) -> Bool {
    guard let errorCode else { return true }
    return codesOfObject.contains(errorCode) || (errorCode == codeOfAbsence && isAnonymous)
  }
}
